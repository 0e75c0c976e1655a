"""What the directives of a page show: nothing computes which of several a page should."""

import ast
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


def excerpts(text: str) -> list[tuple[str, str, str]]:
    """The files that a page shows parts of: the sentence before, the file, the options."""
    found = r"([^\n]*)\n+```\{literalinclude\} (\S+)\n((?::[^\n]*\n)*)"
    return re.findall(found, text)


def labels_followed(text: str) -> set[str]:
    """The labels of Keras's equations by which excerpts of a page begin."""
    equations = FORMULATIONS["keras"]["equations"]
    every = {equation["label"] for equation in equations if equation["part"] == "cell"}
    begun = re.findall(r"^:start-at: (.*)$", text, re.MULTILINE)
    words = {word for line in begun for word in re.findall(r"[\w-]+", line)}
    return words & every


def test_the_equation_that_a_page_follows_is_the_one_of_its_excerpts() -> None:
    text = PAGES["how-it-is-made.md"]
    (name,) = re.findall(r"This follows the equation of the ([\w ]+)\.", text)
    assert labels_followed(text) == {name.replace(" ", "-")}


#: What the code of a framework has in it.
WRITTEN_WITH = {"Keras": "layer.get_", "PyTorch": "module."}


def test_the_code_behind_the_name_of_a_framework_is_written_with_it() -> None:
    seen = set()
    for before, file, options in excerpts(PAGES["take-the-arrays-out.md"]):
        (framework,) = re.findall(r"[Ww]ith (\w+):", before)
        (shown_object,) = re.findall(r"^:pyobject: (\w+)$", options, re.MULTILINE)
        tree = ast.parse((ROOT / "docs" / file).read_text(encoding="utf-8"))
        (code,) = (ast.unparse(o) for o in tree.body if getattr(o, "name", "") == shown_object)
        assert WRITTEN_WITH[framework] in code
        seen.add(framework)
    assert seen == set(WRITTEN_WITH)


def names_of_sections(text: str) -> dict[str, str]:
    """The name by which each section of a page is linked, by its title as a name."""
    found = re.findall(r"^(?:\(([\w-]+)\)=\n\n?)?#+ (.*)$", text, re.MULTILINE)
    return {as_name(title): label or as_name(title) for label, title in found}


def as_name(title: str) -> str:
    return "-".join(re.findall(r"\w+", title.lower()))


LABELS = {label for text in PAGES.values() for label in re.findall(r"^\(([\w-]+)\)=$", text, re.M)}


@pytest.mark.parametrize("name", PAGES)
def test_a_link_that_has_the_title_of_a_section_goes_there(name: str) -> None:
    sections = {label: label for label in LABELS} | names_of_sections(PAGES[name])
    for title, anchor in re.findall(r"\[([^\]]+)\]\(#([\w-]+)\)", PAGES[name]):
        assert sections.get(as_name(title), anchor) == anchor, title
