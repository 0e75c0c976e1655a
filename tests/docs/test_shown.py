"""What the directives of a page show: nothing computes which of several a page should."""

import re

import pytest

from .data import FORMULATIONS, ROOT

PAGES = {
    page.relative_to(ROOT / "docs").as_posix(): page.read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if "_build" not in page.parts
}
#: Numbers of sentences, and what stands beside each equation.
ELSEWHERE = {"cluster.json", "compared.json"}


def shown(text: str) -> list[tuple[str, str]]:
    """The directives of a page: name and argument."""
    return re.findall(r"^`{3,}\{lstm:([\w-]+)\} ?([^\n]*)$", text, re.MULTILINE)


def odd(name: str, text: str) -> set[str]:
    """The formulations that a page shows, and no symbol in its words is of."""
    named = set(re.findall(r"\{lstm:sym\}`(?:[^`<]*<)?(\w+)\.", text))
    found = {argument.partition(".")[0].partition(" ")[0] for _, argument in shown(text)}
    own = name.rpartition("/")[2].removesuffix(".md").replace("-", "_")
    return (found & FORMULATIONS.keys()) - named - {own} if named else set()


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_of_a_formulation_that_its_words_are_about(name: str) -> None:
    assert odd(name, PAGES[name]) == set()


def test_the_arrays_of_another_formulation_are_seen() -> None:
    text = PAGES["five-pictures.md"].replace("{lstm:parameters} keras", "{lstm:parameters} gru")
    assert odd("five-pictures.md", text) == {"gru"}


def test_every_record_is_shown_on_a_page() -> None:
    named = re.findall(r"results/(\w+\.json)", "\n".join(PAGES.values()))
    every = {file.name for file in (ROOT / "docs" / "results").glob("*.json")}
    assert every - ELSEWHERE == set(named)
