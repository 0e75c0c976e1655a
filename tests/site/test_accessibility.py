"""axe-core finds nothing on any page, in both widths and both schemes."""

from pathlib import Path

import axe_playwright_python
import pytest

from .conftest import PAGES, SETTINGS

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

# Contrast is the slow rule. It is judged once for each kind of text: colour, size and grounds.
KINDS = """() => {
  const kinds = new Map(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const one = text.parentElement;
    if (!text.data.trim() || !one.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const kind = [color, fontSize, fontWeight];
    for (let box = one; box; box = box.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(box);
      kind.push(backgroundColor, backgroundImage, opacity);
    }
    const grounds = kind.filter((said) => !["rgba(0, 0, 0, 0)", "none", "1"].includes(said));
    if (!kinds.has(grounds.join())) kinds.set(grounds.join(), one);
  }
  globalThis.axeKinds = [...kinds.values()];
}"""
RUN = """([what, rules]) => axe.run(what ?? { include: axeKinds },
  { preload: false, resultTypes: ["violations"], ...rules })
  .then(({ violations }) => violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(" ")}`))"""
CONTRAST = [None, {"runOnly": ["color-contrast"]}]
ALL_ELSE = ["html", {"rules": {"color-contrast": {"enabled": False}}}]


def violations(page, width: int, known: set[int]) -> list[str]:
    """What axe says of a page as it stands; all but contrast is the same in both schemes."""
    page.evaluate(KINDS)
    said = page.evaluate(RUN, CONTRAST)
    if width not in known:
        known.add(width)
        said += page.evaluate(RUN, ALL_ELSE)
    return said


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, name):
    opened, known = tab(True), set()
    opened.open(name)
    opened.page.evaluate(AXE)
    for width, scheme in SETTINGS:
        opened.set(width, scheme)
        assert violations(opened.page, width, known) == [], f"{width} {scheme}"


def test_axe_finds_what_is_planted(tab):
    opened = tab(True)
    opened.open("search")
    opened.set(1280, "light")
    opened.page.evaluate(AXE)
    opened.page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("beforeend",
          '<p style="color: #ccc">pale</p><input type="text">')"""
    )
    found = " ".join(violations(opened.page, 1280, set()))
    assert "color-contrast" in found
    assert "pale" in found
    assert "label:" in found
