"""A fact that a page types is the one of the data, and a change of any of them is seen."""

import re
from pathlib import Path

import pytest

from .claims import PAGES
from .claims_tested import TESTED
from .data import ROOT
from .held import DENIAL, FACT, OPPOSITE, changed, facts, faults

FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
NAMES = sorted(p.relative_to(ROOT).as_posix() for p in FILES if "_build" not in p.parts)

LAYERS = [n for n in NAMES if n.startswith(("docs/keras", "docs/convert", "docs/gradients"))]
LAYERS += [name for name in NAMES if name.startswith("docs/formulations/")]
PATTERNS = [(name, pattern) for pattern in (FACT, DENIAL) for name in NAMES]
PATTERNS += [(name, OPPOSITE) for name in LAYERS]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
def test_each_fact_of_a_page_is_held(name: str, pattern: re.Pattern[str]) -> None:
    assert faults(text(name), PAGES.get(name, []), pattern) == []


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
def test_no_changed_fact_survives(name: str, pattern: re.Pattern[str]) -> None:
    page, claims = text(name), PAGES.get(name, [])
    survivors = [
        change for change, other in changed(page, pattern) if not faults(other, claims, pattern)
    ]
    assert survivors == []


def test_every_page_of_the_claims_is_there() -> None:
    assert set(PAGES) <= set(NAMES)


NAMED = {name for page in TESTED.values() for names in page.values() for name in names}


@pytest.mark.parametrize("named", sorted(NAMED))
def test_the_test_that_asserts_what_a_page_says_is_there(named: str) -> None:
    file, _, name = named.partition("::")
    assert f"\ndef {name.partition('[')[0]}(" in text(file)


def test_the_facts_of_a_page_are_found() -> None:
    page = (
        "Keras 2.2.4 has two biases, in the order i, f, c, o, and `(?, 28, 32)`.\n\n"
        "| peepholes | no | yes |\n\n```python\nx = 7\n```\n\n"
        "```{lstm:speed} bench.json\n:threads: 2\n```\n\nState_h of float32 is `x_9`, `a=True`.\n\n"
        "The first is zero on first use; see [x](y-8.md), c_28 and last-c.\n"
    )
    found, words = [fact.text for fact in facts(page)], ["first", "zero", "32", "28"]
    assert found == ["2.2.4", "two", "i, f, c, o", "28", "32", "no", "yes", "2", "True", *words]
    assert len(faults(page, [])) == len(found)
    assert faults("It has two.", ["It has two.", "three"]) == ["the page does not say 'three'"]


def test_each_kind_of_fact_is_changed() -> None:
    made = [
        change for change, _ in changed("Keras 2.1 has two: i, f, c, o. | no | True, last, h_3")
    ]
    orders = ["f, i, c, o", "i, c, f, o", "i, f, o, c"]
    assert made == [
        *("2.1 -> 3.1", "2.1 -> 2.2", "two -> three"),
        *(f"i, f, c, o -> {order}" for order in orders),
        *("no -> yes", "True -> False", "last -> first", "3 -> 4"),
    ]


def test_a_denial_is_a_fact() -> None:
    page = "Keras does not drop units, and without a mask no step is left."
    assert [change for change, _ in changed(page, DENIAL)] == [
        *("not -> ", "without -> with", "no -> yes"),
    ]
    assert len(faults(page, ["Keras does not drop"], DENIAL)) == 2


def test_an_opposite_is_a_fact_in_words_alone() -> None:
    page = (
        "The next one is read after another, before it.\n\n```{lstm:versions}\n:columns: since\n"
        "```\n\nA backward pass multiplies rows as `x.backward` does, one after another.\n"
    )
    assert [change for change, _ in changed(page, OPPOSITE)] == [
        *("next -> previous", "before -> after", "multiplies -> divides", "rows -> columns"),
    ]


def test_the_pages_stand_in_the_checkout(tmp_path: Path) -> None:
    """The mutation run is about real pages: there are hundreds of changes."""
    assert sum(1 for name in NAMES for _ in changed(text(name))) > 400


def test_the_words_of_a_glossary_are_read() -> None:
    page = "```{glossary}\ngate\n  A number below two.\n```\n"
    assert [fact.text for fact in facts(page)] == ["two"]


def test_the_words_between_two_directives_are_read() -> None:
    page = "```{lstm:cell} a\n```\n\nIt has two.\n\n```{lstm:cell} b\n:t: 3\n```\n"
    assert [fact.text for fact in facts(page)] == ["two", "3"]
