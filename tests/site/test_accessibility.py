"""axe-core finds nothing on any page, in both widths and both schemes."""

from pathlib import Path

import axe_playwright_python
import pytest

from .conftest import PAGES, SETTINGS, Tab

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

# What axe says of colours asks for the place of every box, which is slow. It is judged once for
# each kind of text (colour, size and grounds) and of link within text (its look and its block's),
# on whatever page the kind comes first: with that page's other boxes taken away.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
LINKS = """() => {
  globalThis.colours = [];
  axe.setup();
  globalThis.links = [...document.querySelectorAll("a[href]")]
    .filter((link) => axe.commons.dom.isInTextBlock(link));
  axe.teardown();
}"""
KINDS = """(judged) => {
  const known = new Set(judged), kinds = new Map(), looks = new Map();
  const look = (one) => {
    if (!one) return { grounds: "" };
    if (!looks.has(one)) {
      const style = getComputedStyle(one);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity];
      const seen = own.filter((said) => !["rgba(0, 0, 0, 0)", "none", "1"].includes(said));
      const grounds = [...seen, look(one.parentElement).grounds].join();
      const text = [style.color, style.fontSize, style.fontWeight, grounds].join();
      looks.set(one, { style, grounds, text });
    }
    return looks.get(one);
  };
  const add = (kind, place, ...kept) => {
    if (!known.has(kind) && !kinds.has(kind)) kinds.set(kind, { place, kept });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const one = text.parentElement;
    if (text.data.trim() && one.checkVisibility()) add(look(one).text, one, one);
  }
  for (const link of links.filter((one) => one.checkVisibility())) {
    let block = link.parentElement;
    while (look(block).style.display.startsWith("inline")) block = block.parentElement;
    const all = [link, block].flatMap((one) => [look(one).text, ...[
      "textDecorationLine", "borderStyle", "borderWidth", "fontFamily", "fontStyle",
    ].map((name) => look(one).style[name])]);
    add(`link ${all.join()}`, link, block);
  }
  colours.push([...kinds.values()]);
  return [...kinds.keys()];
}"""
LEAVE_COLOURS = """() => {
  const styles = document.body.querySelectorAll("style"), above = new Set();
  const kept = new Set([...styles, ...colours.flat().flatMap(({ kept }) => kept)]);
  for (let one of kept) while ((one = one.parentElement)) above.add(one);
  const empty = (one) => {
    if (above.has(one)) [...one.children].forEach(empty);
    else if (!kept.has(one)) one.replaceChildren();  // it stays itself: others count their sisters
  };
  empty(document.body);
}"""

# The second width: what it shows besides and what must be scrolled; all, if it lacks something of
# the first but the links of the menu, which is closed there.
SHOWN = """[...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())"""
FIRST = f"() => {{ globalThis.first = {SHOWN}; }}"
OTHER = f"""() => {{
  const now = new Set({SHOWN}), then = new Set(first);
  const lacks = first.some((one) => !now.has(one) && !one.closest("nav"));
  globalThis.other = lacks ? "html" : [...now].filter((one) => !then.has(one) ||
    (one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== "visible"));
}}"""
ALL_ELSE = {
    "rules": {
        **{rule: {"enabled": False} for rule in COLOURS["runOnly"]},
        "label-content-name-mismatch": {"enabled": True},
    }
}
RUN = """([where, rules]) => {
  const include = { page: () => "html", other: () => other,
    colours: () => colours[0].map(({ place }) => place) }[where]();
  if (!include.length) return [];
  return axe.run({ include }, { preload: false, resultTypes: ["violations"], ...rules }).then(
    ({ violations }) => violations.map(({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(" ")}`));
}"""


def violations(opened: Tab, judged: set[str]) -> list[str]:
    """What axe says of an opened page; the kinds of text whose colours it finds good are added."""
    page, found, kinds = opened.page, [], []
    page.evaluate(AXE)
    for width, scheme in SETTINGS:
        opened.set(width, scheme)
        if not kinds:
            page.evaluate(LINKS)
        kinds.append(page.evaluate(KINDS, [*judged.union(*kinds)]))
        if len(kinds) == 1:
            page.evaluate(FIRST)
            found += page.evaluate(RUN, ["page", ALL_ELSE])
        elif scheme == "light":  # the structure of a page is the same in both schemes
            page.evaluate(OTHER)
            found += page.evaluate(RUN, ["other", ALL_ELSE])
    if any(kinds):
        page.evaluate(LEAVE_COLOURS)
    for (width, scheme), some in zip(SETTINGS, kinds, strict=True):
        if some:
            opened.set(width, scheme)
            found += [
                f"{width} {scheme}: {one}" for one in page.evaluate(RUN, ["colours", COLOURS])
            ]
        page.evaluate("() => { colours.shift(); }")
    if not found:
        judged.update(*kinds)
    return found


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """The kinds of text whose colours were found good."""
    return set()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, name, judged):
    opened = tab(True)
    opened.open(name)
    assert violations(opened, judged) == []


@pytest.mark.parametrize("name", ["formulations/compare", "api/keras"])
def test_axe_finds_nothing_where_a_search_marked_words(tab, name):
    opened = tab(True)
    opened.open(name)
    opened.page.goto(f"{opened.page.url}?highlight=gate")
    opened.page.locator("main .highlighted").first.wait_for(state="attached")
    assert violations(opened, set()) == []


PLANTED = {
    '<p style="color: #ccc">pale</p>': "1280 light: color-contrast",
    '<p class="planted">pale</p><style>@media (prefers-color-scheme: dark) '
    "{ @media (width < 500px) { .planted { color: #444 } } }</style>": "390 dark: color-contrast",
    '<p>Some words around <a href="#" style="color: #444; text-decoration: none">one'
    "</a> link.</p>": "1280 light: link-in-text-block",
    '<input type="text">': "label",
    '<input type="text" class="planted">'
    "<style>@media (width > 500px) { .planted { display: none } }</style>": "label",
    "<style>@media (width < 500px) { h1 { display: none } }</style>": "page-has-heading-one",
}


@pytest.mark.parametrize(("planted", "said"), PLANTED.items())
def test_axe_finds_what_is_planted(tab, planted, said):
    opened = tab(True)
    opened.open("search")
    opened.page.evaluate(
        """(planted) => document.querySelector("main").insertAdjacentHTML("beforeend", planted)""",
        planted,
    )
    found = violations(opened, set())
    assert any(one.startswith(f"{said}: ") for one in found), found


# axe does not judge text above a picture, and what scrolls has one: the shadow at its edge.
CONTRASTS = """() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
  const ground = (one) => {
    const colour = getComputedStyle(one).backgroundColor;
    return colour.endsWith(", 0)") ? ground(one.parentElement) : colour;
  };
  const texts = [...document.querySelectorAll("main pre, main pre span")]
    .filter((one) => one.checkVisibility())
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.map((one) => {
    const both = [getComputedStyle(one).color, ground(one)].map(light);
    const [dark, pale] = both.sort((a, b) => a - b);
    return [(pale + 0.05) / (dark + 0.05), one.outerHTML.slice(0, 80)];
  });
}"""


@pytest.mark.parametrize("name", ["gradients-kinks-and-faults", "keras", "small-machines"])
def test_code_can_be_read_in_light_and_in_dark(tab, name):
    opened = tab(True)
    opened.open(name)
    for scheme in ("light", "dark"):
        opened.set(1280, scheme)
        found = opened.page.evaluate(CONTRASTS)
        assert len(found) > 3
        assert [text for ratio, text in found if ratio < 4.5] == [], scheme
