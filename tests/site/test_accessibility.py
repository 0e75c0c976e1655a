"""axe-core finds nothing on any page, in both widths and both schemes."""

from pathlib import Path

import axe_playwright_python
import pytest

from .conftest import PAGES, SETTINGS

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

# Contrast is the slow rule. It is judged once for each kind of text: colour, size and grounds, on
# whatever page the kind comes first.
KINDS = """(judged) => {
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
    if (!judged.includes(grounds.join())) kinds.set(grounds.join(), one);
  }
  globalThis.axeKinds = [...kinds.values()];
  return [...kinds.keys()];
}"""
RUN = """([what, rules]) => axe.run(what ?? { include: axeKinds },
  { preload: false, resultTypes: ["violations"], ...rules })
  .then(({ violations }) => violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(" ")}`))"""
CONTRAST = [None, {"runOnly": ["color-contrast"]}]
ALL_ELSE = [
    "html",
    {
        "rules": {
            "color-contrast": {"enabled": False},
            "label-content-name-mismatch": {"enabled": True},
        }
    },
]


def violations(page, structure: bool, judged: set[str]) -> list[str]:
    """What axe says of the contrasts of a page as it stands, and of its structure if asked."""
    kinds = page.evaluate(KINDS, sorted(judged))
    said = page.evaluate(RUN, CONTRAST) if kinds else []
    if not said:
        judged.update(kinds)
    return said + (page.evaluate(RUN, ALL_ELSE) if structure else [])


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """The kinds of text whose contrast was found good."""
    return set()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(tab, name, judged):
    opened = tab(True)
    opened.open(name)
    opened.page.evaluate(AXE)
    for width, scheme in SETTINGS:
        opened.set(width, scheme)
        # The structure of a page is the same in both schemes.
        found = violations(opened.page, scheme == "light", judged)
        assert found == [], f"{width} {scheme}"


def test_axe_finds_what_is_planted(tab):
    opened = tab(True)
    opened.open("search")
    opened.set(1280, "light")
    opened.page.evaluate(AXE)
    opened.page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("beforeend",
          '<p style="color: #ccc">pale</p><input type="text">')"""
    )
    found = " ".join(violations(opened.page, True, set()))
    assert "color-contrast" in found
    assert "pale" in found
    assert "label:" in found
