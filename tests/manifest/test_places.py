"""Where an equation is in printed code, and the code that a card shows of it: whole statements."""

import ast

import pytest

from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.places import places
from lstm_sym.manifest.read import read, statement

TEXT = '''
def first(x, u):
    """Says  # gate
    more  # gate
    """
    # gate
    f = x + 1
    # sums
    if u is None:
        u = 0  # gate
    else:  # gate
        u = 1
    # state
    z = np.dot(
        x, u
    )
    return f, z


def second(x):
    """Of one line."""
    return (x, x)  # gate, other, state
'''


@pytest.mark.parametrize(("label", "found"), [
    ("gate", [
        ("first", 7, "f = x + 1"),
        ("first", 10, "u = 0"),
        ("second", 22, "return (x, x)"),
    ]),
    ("sums", [("first", 9, "if u is None:")]),
    ("state", [("first", 14, "z = np.dot(x, u)"), ("second", 22, "return (x, x)")]),
    ("absent", []),
])  # fmt: skip
def test_a_label_is_found_in_its_function_and_line(label: str, found: list[tuple]) -> None:
    here = places("a file", TEXT, ["gate", "sums", "state", "absent"])[label]
    assert [(one.function, one.line, one.code) for one in here] == found
    assert {one.file for one in here} <= {"a file"}


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
