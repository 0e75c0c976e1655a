"""The code that a card shows: whole statements, each in one line."""

import ast

import pytest

from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.places import places
from lstm_sym.manifest.read import read, statement


@pytest.mark.parametrize(("lines", "said"), [
    (["x = 1", "y = 2"], "x = 1"),
    (["f_t = sigmoid(", "    z", ")", "y"], "f_t = sigmoid(z)"),
    (["f_t = (", "    a * (b @ c)", "    + d", ")", "y"], "f_t = (a * (b @ c) + d)"),
    (["x = join(", "    [a[0],", "    b],", ")", "y"], "x = join([a[0], b])"),
])  # fmt: skip
def test_a_statement_goes_on_until_what_it_opens_is_closed(lines: list[str], said: str) -> None:
    assert statement(lines, 1) == said


def test_the_statement_below_a_label_is_whole() -> None:
    text = "def cell(a):\n    # sum\n    s = (\n        a\n        + a\n        + 1\n    )\n"
    (place,) = places("a.py", text, ["sum"])["sum"]
    assert (place.line, place.code) == (3, "s = (a + a + 1)")


def test_every_line_that_computes_can_be_read() -> None:
    manifest = read(str(PRODUCTS / "manifest.json"))
    shown = {place.code for place in manifest.places() if place.is_statement}
    assert shown
    for code in shown:
        ast.parse(code)
