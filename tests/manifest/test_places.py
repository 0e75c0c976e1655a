"""Where an equation stands in printed code, read from the labels of the lines."""

import pytest

from lstm_sym.manifest.places import places

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
