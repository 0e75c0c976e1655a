"""What was ugly once: words that are broken, columns that are narrow, pictures that are small."""

from base64 import b64encode
from pathlib import Path

import pytest

LETTERS = "parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a"
# The texts of charts that leave their picture, or are too near to another one.
CROWDED = (Path(__file__).parent / "crowded.js").read_text()
PARTS = "(all) => all.filter((e) => e.getClientRects().length > 1).map((e) => e.textContent)"


@pytest.fixture(scope="module")
def at(tab):
    """Opens a page at a width."""

    def at(width: int, name: str):
        opened = tab(True)
        opened.set(width, "light")
        opened.open(name)
        return opened.page

    return at


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["command-line/models", "install", "speed"])
def test_a_word_of_code_ends_no_line_at_its_hyphen(at, width, name):
    words = at(width, name).locator("code.literal:not(pre *) .pre")
    assert words.count() > 5
    assert words.evaluate_all(PARTS) == []


@pytest.mark.parametrize("name", ["keras/versions", "formulations/documented", "install"])
def test_sentences_of_a_table_have_the_width_of_a_phone(at, name):
    cells = (
        at(390, name)
        .locator(".records td:not(:first-child)")
        .evaluate_all(
            """(all) => all.filter((e) => e.textContent.trim()).map((e) =>
          [e.getBoundingClientRect().width, getComputedStyle(e, "::before").content.length])"""
        )
    )
    assert len(cells) >= 10
    assert all(width > 330 and head > 6 for width, head in cells), cells  # "none" is none


def test_a_name_in_the_index_breaks_between_its_words(at):
    page = at(390, "genindex")
    names = page.locator(".indextable a")
    broken = names.evaluate_all("""(all) => all.flatMap((link) => {
      const parts = [...link.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
      return parts.flatMap((part) => [...part.data.matchAll(/[^\\s]+/g)].filter((word) => {
        const range = document.createRange();
        range.setStart(part, word.index);
        range.setEnd(part, word.index + word[0].length);
        return range.getClientRects().length > 1;
      }).map((word) => word[0]));
    })""")
    assert names.count() > 300
    assert broken == []


@pytest.mark.parametrize("name", ["formulations/packages", "speed/measurements", "keras"])
def test_paper_shows_whole_tables_and_code_that_can_be_read(tab, name):
    opened = tab(True)
    opened.set(700, "dark")  # what the margins of A4 leave
    opened.open(name)
    page = opened.page
    page.emulate_media(media="print")
    cut = page.evaluate("""() => [...document.querySelectorAll("main :is(table.docutils, pre)")]
      .filter((e) => e.getBoundingClientRect().right > innerWidth || e.scrollWidth > innerWidth)
      .map((e) => e.innerText.slice(0, 40))""")
    colours = page.locator("main pre span").evaluate_all(
        "(all) => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    )
    page.emulate_media(media="screen")
    assert cut == []
    assert colours in ([], ["rgb(34, 40, 50)"])


@pytest.mark.parametrize("name", ["api/layer-norm", "api/pytorch"])
def test_a_signature_breaks_between_its_names(at, name):
    names = at(390, name).locator("dt.sig :is(.sig-name, .sig-param > .n)")
    assert names.count() > 20
    assert names.evaluate_all(PARTS) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_number_of_an_equation_is_at_the_edge(at, width):
    page = at(width, "formulations/gers2000")
    gaps = page.locator(".lstm-group > .lstm-card:not(.lstm-rows) .eqno").evaluate_all(
        """(all) => all.map((e) => {
          const number = document.createRange();
          number.selectNodeContents(e.firstChild);
          const card = e.closest(".lstm-card").getBoundingClientRect();
          return card.right - number.getBoundingClientRect().right;
        })"""
    )
    assert len(gaps) == 6
    assert all(14 <= gap <= 18 for gap in gaps), gaps


def test_the_charts_of_try_it_fill_a_phone(at):
    first, second = at(390, "try-it").locator(".lstm-try form .lstm-chart").all()[:2]
    left, right = first.bounding_box(), second.bounding_box()
    assert left["x"] < 20
    assert right["x"] + right["width"] > 370
    assert left["y"] == right["y"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_letters_of_the_way_back_are_in_the_picture(at, width):
    outside = at(width, "gradients").evaluate("""() => {
      const svg = document.querySelector(".lstm-arrays svg"), box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect())
        .filter((one) => one.top < box.top || one.bottom > box.bottom).length;
    }""")
    assert outside == 0


def test_each_array_begins_a_line_on_a_phone(at):
    lefts = at(390, "file-formats").evaluate("""() =>
      [...document.querySelectorAll(".lstm-storages tbody tr")]
        .map((row) => Math.round(row.cells[2].querySelector("code").getBoundingClientRect().left))
    """)
    assert len(lefts) > 20
    assert len(set(lefts)) == 1


def test_how_blocks_are_stored_is_said_in_two_lines(at):
    heights = at(1280, "formulations/packages").evaluate("""() =>
      [...document.querySelectorAll("#simple-rnn tbody td:nth-child(5) > p")]
        .map((p) => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight))
    """)
    assert len(heights) > 10
    assert max(heights) < 2.5


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["layer-norm-contrib", "layer-norm-addons", "mlstm", "xlstm"])
def test_the_letters_of_a_wide_cell_can_be_read(at, width, name):
    page = at(width, f"formulations/{name}")
    frame = page.locator(".lstm-drawing").first
    assert frame.locator("text").first.evaluate(f"(text) => {LETTERS}") >= 12
    assert frame.evaluate("(e) => e.scrollWidth > e.clientWidth")
    frame.evaluate('(e) => e.scrollIntoView({ block: "start", behavior: "instant" })')
    box = frame.bounding_box()
    ground, *_, edge = line(page, box["x"] + box["width"] - 8, box["y"] + 3)
    assert abs(edge - ground) > 60


@pytest.mark.parametrize("name", ["keras", "formulations/gers2002", "gradients/equations"])
def test_a_drawing_is_whole_or_large_on_a_phone(at, name):
    for frame in at(390, name).locator(".lstm-drawing:visible").all():
        letters = frame.locator("text").first.evaluate(f"(text) => {LETTERS}")
        assert letters >= (8 if frame.evaluate("(e) => e.scrollWidth <= e.clientWidth") else 12)


CHARTS = (
    "index",
    "numerics",
    "gradients",
    "five-pictures",
    "speed",
    "speed/measurements",
    "try-it",
)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", CHARTS)
def test_the_letters_of_a_chart_have_the_size_of_text(at, width, name):
    letters = (
        at(width, name)
        .locator(":is(.lstm-chart, .lstm-unrolled) text")
        .evaluate_all(f"(all) => all.map((text) => {LETTERS})")
    )
    assert len(letters) > 5
    assert 11 <= min(letters) <= max(letters) <= 17


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", CHARTS)
def test_the_letters_of_a_chart_are_in_it_and_apart(at, width, name):
    assert at(width, name).evaluate(CROWDED) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_line_of_the_best_peer_crosses_no_number(at, width):
    crossed = (
        at(width, "speed")
        .locator(".lstm-chart:has(.lstm-bar)")
        .evaluate_all(
            """(all) => all.flatMap((svg) => {
          const line = svg.querySelector(".lstm-zero").getBoundingClientRect().left;
          return [...svg.querySelectorAll("text")].filter((text) => {
            const { left, right } = text.getBoundingClientRect();
            return left - 2 < line && line < right + 2;
          }).map((text) => text.textContent);
        })"""
        )
    )
    assert crossed == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_chart_of_try_it_is_alone_in_half_a_row(at, width):
    panels = at(width, "try-it").locator(".lstm-try form .lstm-panels")
    frame, last = (one.bounding_box() for one in (panels, panels.locator("figure").last))
    assert last["x"] + last["width"] == pytest.approx(frame["x"] + frame["width"], abs=1)


def test_the_numbers_of_a_converted_layer_stand_apart(at):
    gaps = at(1280, "convert-weights").evaluate("""() =>
      [...document.querySelectorAll("#does-a-converted-layer-compute-the-same tbody tr")]
        .flatMap((row) => [...row.cells].slice(2).map((cell) => {
          const left = (e) => e.querySelector("p").getBoundingClientRect().left;
          const words = document.createRange();
          words.selectNodeContents(cell.previousElementSibling);
          return left(cell) - words.getBoundingClientRect().right;
        }))
    """)
    assert len(gaps) == 110
    assert min(gaps) > 8


def test_a_source_is_linked_as_a_whole(site):
    text = (site / "formulations" / "onnx.html").read_text().replace("<wbr>", "")
    assert ">ONNX 1.23.2, docs/Operators.md, LSTM-22</a>" in text


def test_the_api_does_not_tell_its_readers_how_to_edit_a_file(site):
    assert "Do not edit" in (site / "source" / "lstm_numpy" / "activations.html").read_text()
    assert [p for p in (site / "api").glob("*.html") if "Do not edit" in p.read_text()] == []


# The edge of a box that is as wide as it must be to hide so many pixels of what it has.
CUT = """([which, hidden]) => {
  const box = [...document.querySelectorAll(which)].find((one) => one.checkVisibility());
  box.style.width = "100px";
  box.style.width = `${100 + box.scrollWidth - box.clientWidth - hidden}px`;
  box.scrollIntoView({ block: "start", behavior: "instant" });
  const { left, right, top } = box.getBoundingClientRect();
  return [left, right, top, box.scrollWidth - box.clientWidth];
}"""

# How bright the pixels of a picture of one line are.
BRIGHT = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt());
  const picture = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(picture.width, 1).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  return [...canvas.getImageData(0, 0, picture.width, 1).data].filter((_, k) => k % 4 === 1);
}"""


def line(page, left: float, top: float) -> list[int]:
    """How bright eight pixels beside each other are."""
    clip = {"x": left, "y": top, "width": 8, "height": 1}
    png = b64encode(page.screenshot(clip=clip)).decode()
    return page.evaluate(BRIGHT, png)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("activations/onnx", ".lstm-card div.math"),
        ("formulations/pytorch", ".scrolls:has(table:not([class*=lstm-symbols]) thead)"),
        ("formulations/pytorch", "#in-numpy pre"),
    ],
)
def test_a_few_pixels_that_are_cut_show_a_line(at, name, which, scheme):
    page = at(1280, name)
    page.emulate_media(color_scheme=scheme)
    left, right, top, hidden = page.evaluate(CUT, [which, 4])
    assert hidden == 4
    row = top + 3  # above what a formula or the head of a table says
    ground, *_, edge = line(page, right - 8, row)
    assert abs(edge - ground) > 60
    page.locator(which).locator("visible=true").first.evaluate("(box) => box.scrollLeft = 4")
    edge, *_, ground = line(page, left, row)
    assert abs(edge - ground) > 60
    ground, *_, edge = line(page, right - 8, row)
    assert abs(edge - ground) < 20
    page.emulate_media(color_scheme="light")


def test_on_paper_no_box_has_a_shade(at):
    page = at(1280, "formulations/pytorch")
    page.emulate_media(media="print")
    shades = page.locator("pre, .lstm-card div.math, .scrolls, .lstm-drawing").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundImage)"
    )
    page.emulate_media(media="screen")
    assert len(shades) > 30
    assert set(shades) == {"none"}


@pytest.mark.parametrize("name", ["formulations/onnx", "formulations/pytorch"])
def test_the_number_of_an_equation_is_in_sight_on_a_phone(at, name):
    rights = (
        at(390, name)
        .locator("div.math .eqno")
        .evaluate_all(
            """(all) => all.filter((one) => one.checkVisibility())
          .map((one) => one.closest("div.math").getBoundingClientRect().right
            - one.getBoundingClientRect().right)"""
        )
    )
    assert len(rights) > 15
    assert min(rights) >= 13


@pytest.mark.parametrize("name", ["command-line/models", "file-formats", "install"])
def test_no_line_begins_with_the_full_stop_after_a_word_of_code(at, name):
    breaks = (
        at(390, name)
        .locator("main code.literal")
        .evaluate_all(
            """(all) => all.filter((code) => /^[.,;:)]/.test(code.nextSibling?.data ?? ""))
          .map((code) => {
            const sign = document.createRange();
            sign.setStart(code.nextSibling, 0);
            sign.setEnd(code.nextSibling, 1);
            const before = [...code.getClientRects()].at(-1);
            return sign.getBoundingClientRect().top >= before.bottom ? code.textContent : "";
          })"""
        )
    )
    assert len(breaks) > 3
    assert set(breaks) == {""}


def test_the_tabs_of_all_cards_begin_at_one_side_on_a_phone(at):
    lefts = (
        at(390, "activations")
        .locator(".lstm-tabs")
        .evaluate_all("(all) => all.map((one) => one.firstChild.getBoundingClientRect().left)")
    )
    assert len(lefts) > 2
    assert len(set(lefts)) == 1


def test_each_equation_of_a_timestep_has_code_or_says_why_not(at):
    said = at(1280, "gradients/equations").locator(".lstm-row .lstm-lines").all_inner_texts()
    assert said.count("kept by the forward pass") == 2
    assert all(said)


def test_a_formula_of_numbers_is_not_tall_for_what_is_out_of_sight(at):
    heights = (
        at(390, "gradients/with-numbers")
        .locator("div.math")
        .evaluate_all("(all) => all.map((one) => one.clientHeight)")
    )
    assert len(heights) > 20
    assert max(heights) < 130
