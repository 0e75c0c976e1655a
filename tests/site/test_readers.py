"""What a reader meets beside reading: a search, a narrow window, a browser that denies storage."""

import html
import re

import pytest
import yaml
from playwright.sync_api import expect

from lstm_sym import __version__

from .conftest import DOCS, PAGES, Tab

DENIED = """Object.defineProperty(window, "localStorage", {
  configurable: true,
  get() { throw new DOMException("denied", "SecurityError"); },
})"""

# Boxes whose content is wider than they are, and that show nothing at the side where it goes on.
CUT = """[...document.querySelectorAll("pre, div.math, .scrolls, .lstm-drawing, .lstm-numbers")]
  .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
  .filter((box) => !getComputedStyle(box).backgroundImage.includes("gradient"))
  .map((box) => box.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("word", ["state", "gate"])
@pytest.mark.parametrize("name", ["keras", "index", "formulations/compare", "speed"])
def test_searched_words_are_marked_in_the_whole_page(tab, name, word):
    opened = tab(True)
    opened.open(name)
    text = "document.querySelector('main').innerText.toLowerCase()"
    there = opened.page.evaluate(f"{text}.split('{word}').length > 1")
    before = opened.page.locator("math").first.inner_html() if name == "keras" else ""
    opened.page.goto(f"{opened.page.url}?highlight={word}")
    opened.page.wait_for_timeout(100)
    marked = opened.page.locator(".highlighted")
    assert (marked.count() > 0) == there
    if there:
        last = opened.page.get_by_text(word).last
        assert marked.last.bounding_box()["y"] >= last.bounding_box()["y"] - 50 or name == "keras"
    assert opened.complaints == []
    assert opened.page.locator(":is(svg, math) .highlighted").count() == 0
    if before:
        assert "highlighted" not in before


# Says whether a page was read to its end when it asked for the script that marks words.
ASKED = """const { append } = Element.prototype;
Element.prototype.append = function (...all) {
  if (all.some((one) => one.src?.includes("highlight"))) window.then ??= document.readyState;
  return append.apply(this, all);
}"""


def test_words_are_marked_only_when_drawings_are_closed_to_marks(browser, site):
    opened = Tab(browser, site, True)
    opened.page.add_init_script(ASKED)
    opened.open("keras")
    opened.page.goto(f"{opened.page.url}?highlight=gate")
    assert opened.page.evaluate("window.then") == "interactive"
    opened.page.context.close()


@pytest.mark.parametrize("name", ["index", "keras", "try-it"])
def test_without_storage_a_page_has_its_colours_and_its_keys(browser, site, name):
    opened = Tab(browser, site, True)
    opened.page.add_init_script(DENIED)
    opened.set(390, "light")
    opened.open(name)
    opened.page.get_by_label("Colours").select_option("dark")
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert opened.page.evaluate(scheme) == "dark"
    wide = "[...document.querySelectorAll('pre')].filter((p) => p.scrollWidth > p.clientWidth + 1)"
    assert opened.page.evaluate(f"{wide}.every((box) => box.tabIndex === 0)")
    assert opened.complaints == []
    opened.page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_what_is_cut_at_the_side_shows_that_there_is_more(tab, name):
    opened = tab(True)
    opened.set(390, "light")
    opened.open(name)
    assert opened.page.evaluate(CUT) == []


@pytest.mark.parametrize("formulation", ["keras"])
def test_a_phone_shows_the_whole_cell(tab, formulation):
    opened = tab(True)
    opened.set(390, "light")
    opened.open(formulation)
    for state in ("c_t", "h_t"):
        node = opened.page.locator(f".lstm-drawing .lstm-node-result[data-sym={state}]").first
        box = node.bounding_box()
        assert 0 <= box["x"] <= 390 - box["width"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_charts_stay_in_sight_of_the_last_slider(tab, width):
    opened = tab(True)
    opened.set(width, "light")
    opened.open("try-it")
    opened.page.locator(".lstm-weights input").last.scroll_into_view_if_needed()
    for chart in opened.page.locator(".lstm-try .lstm-chart").all():
        box = chart.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900


def test_keras_on_paper_is_short(browser, site):
    opened = Tab(browser, site, True)
    opened.open("keras")
    sheets = opened.page.pdf(format="A4").count(b"/Type /Page\n")
    assert 1 <= sheets <= 12
    opened.page.context.close()


def test_the_project_is_cited_as_its_citation_file_says(tab):
    opened = tab(True)
    opened.open("bibliography")
    entry = opened.page.locator("#cite-lstm-sym .highlight-bibtex").inner_text()
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry.replace(r"\_", "_"), re.MULTILINE))
    stated = yaml.safe_load((DOCS.parent / "CITATION.cff").read_text())
    assert fields["author"] == f"{{{stated['authors'][0]['name']}}}"
    assert fields["title"] == f"{{{stated['title']}: {stated['abstract']}}}"
    assert fields["note"] == f"Version {__version__}, {stated['license']} licence"
    assert entry.startswith(f"@misc{{{stated['title']},")


def test_search_engines_and_chats_get_a_title_and_a_description(site):
    heads = {}
    for name in PAGES:
        head = (site / f"{name}.html").read_text().partition("</head>")[0]
        title = re.search(r"<title>(.+) · lstm_sym</title>", head)[1]
        contents = {
            which: html.unescape(said)
            for which, said in re.findall(
                r'<meta (?:name|property)="([\w:]+)" content="(.*)">', head
            )
        }
        assert contents["og:title"] == f"{html.unescape(title)} · lstm_sym"
        assert contents.get("og:description") == contents.get("description")
        heads[title] = contents.get("description", "")
    assert len(heads) == len(PAGES)
    assert {title for title, said in heads.items() if not 20 < len(said) <= 300} == {
        *("Index", "Search")
    }
    said = heads["What Keras’s LSTM computes"]
    assert said.endswith("Which of them is lstm_output? It is h_t, at every timestep t.")


# Questions that people asked: the link on the home page, and the words that answer them behind it.
ANSWERS = {
    "Every layout": "i\u00a0f\u00a0c\u00a0o",
    "PyTorch’s biases": "both enter the same sum",
    "With an example": "those of the padding come first",
    "What happened": "means another function",
}


@pytest.mark.parametrize("width", [1280, 390])
def test_a_question_is_answered_on_the_screen_that_its_link_leads_to(tab, width):
    opened = tab(True)
    opened.set(width, "light")
    opened.open("index")
    expect(opened.page.get_by_text("at every timestep", exact=False).first).to_be_in_viewport()
    for link, answer in ANSWERS.items():
        opened.open("index")
        opened.page.get_by_role("link", name=link, exact=True).click()
        opened.page.wait_for_timeout(100)
        seen = opened.page.locator("main").get_by_text(answer)
        ys = [one.bounding_box()["y"] for one in seen.all()]
        assert any(0 <= y < 900 for y in ys), (link, ys)
    assert opened.complaints == []
