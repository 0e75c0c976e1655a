"""What a formulation's page says that the cell has or has not is what its equations have.

A page may speak of another cell or of one choice: such a mention is quoted in `ELSEWHERE`.
"""

import re

import pytest

from .data import FORMULATIONS, ROOT
from .held import BLOCK, NAMES, blank

PARTS = "input gate|forget gate|output gate|recurrent weights|peepholes|second bias"
MENTION = re.compile(
    rf"(?P<no>\b(?:no|without|not|nor) (?:an? |any |the )?)?\b(?P<part>{PARTS})\b", re.IGNORECASE
)
#: Mentions of another cell, of a variant or of a setting, each with the words before it.
ELSEWHERE = {
    "greff2015": ["| NIG | no ", "| NFG | no ", "| NOG | no ", "| NP | no ", "## No "],
    "gru": ["moves the reset gate, and has no "],
    "mlstm": ["multiply it by an "],
    "wikipedia": ["also has one with [", "one with [", "**The one with "],
    "wikipedia_peephole": ["Gers's "],
}
PAGES = {
    name: path.read_text(encoding="utf-8")
    for name in FORMULATIONS
    if (path := ROOT / f"docs/formulations/{name.replace('_', '-')}.md").exists()
}
SAID = {
    name: MENTION.search(NAMES.sub(blank, BLOCK.sub(blank, page))) for name, page in PAGES.items()
}


def wrong(name: str, page: str) -> list[str]:
    """Mentions of a part that the cell has as absent, or of one that it lacks as there."""
    roles = set(FORMULATIONS[name]["roles"].values())
    words, found = NAMES.sub(blank, BLOCK.sub(blank, page)), []
    for mention in MENTION.finditer(words):
        role = mention["part"].lower().replace(" gate", "-gate")
        has = any(one.startswith(role) for one in roles)
        before = page[: mention.start("part")]
        if has == bool(mention["no"]) and not before.endswith(tuple(ELSEWHERE.get(name, ()))):
            found.append(page[max(0, mention.start() - 40) : mention.end()])
    return found


@pytest.mark.parametrize("name", [name for name, mention in SAID.items() if mention])
def test_a_page_says_of_each_part_whether_the_cell_has_it(name: str) -> None:
    assert wrong(name, PAGES[name]) == []


@pytest.mark.parametrize("name", ["hochreiter1997", "mlstm", "cudnn"])
def test_a_lost_no_is_seen(name: str) -> None:
    page = PAGES[name]
    lost = re.sub(rf"\bno ({PARTS})", r"a \1", page)
    assert lost != page
    assert wrong(name, lost)


@pytest.mark.parametrize("name", ["gers2000", "gers2002", "onnx"])
def test_a_no_too_many_is_seen(name: str) -> None:
    page = PAGES[name]
    assert wrong(name, MENTION.sub(r"no \g<part>", page))


def test_what_is_said_of_another_cell_is_said() -> None:
    for name, quoted in ELSEWHERE.items():
        for words in quoted:
            assert words in PAGES[name], (name, words)
