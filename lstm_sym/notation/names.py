"""Names and texts that a formulation may have, so that what is printed from them runs and reads."""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

from lstm_sym.notation.places import Place, StatementError

# What the printed code takes from lstm_numpy.arguments.
ARGUMENTS = ("Activation", "Sizes", "choice", "elementwise", "number", "several", "two_rows")
# What it takes from elsewhere, and its own variable; a test reads printed modules for more.
TAKEN = {
    *ARGUMENTS,
    *("Array", "NamedTuple", "bfloat16", "block_diagonal", "convolve", "math", "np", "sizes"),
    *(f.__name__ for f in (bool, float, range, str, tuple)),
}
# Names with a meaning of their own in printed code, and the shape that belongs to each.
SPECIAL = {"t": (), "timesteps": (), "mask": ("batch", "timesteps")}
# Control characters, halves of a pair, characters for private use, ends of lines.
NOT_SHOWN = ("Cc", "Cs", "Co", "Zl", "Zp")
DIMENSION = re.compile(r"(\d+\*)?[A-Za-z]\w*(\|(\d+\*)?[A-Za-z]\w*)?\??|1")


def check_name(what: str, name: str) -> None:
    """Raise `StatementError` for a name that printed Python could not have, or has already."""
    if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
        raise StatementError(f"{what} {name!r} is not a Python identifier")
    if name.startswith("_"):
        raise StatementError(f"{what} {name!r} begins with _, expected a letter")
    if name != unicodedata.normalize("NFKC", name):
        plain = unicodedata.normalize("NFKC", name)
        raise StatementError(f"{what} {name!r} is {plain!r} to Python: write it so")
    if name in TAKEN:
        kind = "Python's own" if hasattr(builtins, name) else "a name that the printed code has"
        raise StatementError(f"{what} {name!r} is {kind}: take another name")


def check_shape(what: str, name: str, shape: tuple[str, ...]) -> None:
    """Raise `StatementError` for dimensions that are not names, or not those of a special name."""
    for dimension in shape:
        if not DIMENSION.fullmatch(dimension):
            raise StatementError(
                f"{what} {name!r} has the dimension {dimension!r}, expected 1, a name such as "
                "units, or a multiple of one such as 4*units"
            )
    expected = SPECIAL.get(name, shape)
    if len(shape) != len(expected) or shape[1:] != expected[1:]:
        said = " ".join(expected) or "none"
        raise StatementError(
            f"{what} {name!r} has shape {' '.join(shape)!r}; by this name the printed code knows "
            f"a quantity over time, whose shape is {said}: take another name"
        )


def check_text(what: str, text: str) -> None:
    """Raise `StatementError` for a text that is empty or holds what no page could show."""
    if not isinstance(text, str) or not text.strip():
        raise StatementError(f"{what} is {text!r}, expected a text: a page could not show it")
    odd = [c for c in text if unicodedata.category(c) in NOT_SHOWN and c != "\n"]
    if ">>>" in text:
        raise StatementError(f"{what} has '>>>', which begins an example in a docstring")
    if odd:
        raise StatementError(
            f"{what} has the character {odd[0]!r}, which no page shows: where a backslash is "
            r'meant, write r before the quotes, as in r"\theta"'
        )


def check_latex(what: str, latex: str) -> None:
    """Raise `StatementError` for a name on paper that TeX could not read within a formula."""
    check_text(what, latex)
    fault = "a line break" if "\n" in latex else _fault(latex)
    if fault:
        raise StatementError(f"{what} is {latex!r}, which TeX could not read: {fault}")


def distinct(named: Iterable[tuple[str, str, Place | None]]) -> None:
    """Raise `StatementError` where two things have one name in code."""
    known: dict[str, str] = {}
    for name, what, place in named:
        if name in known:
            raise StatementError(
                f"{name!r} is the name of {known[name]} and of {what}: rename one", place
            )
        known[name] = what


def _fault(latex: str) -> str:
    """What is wrong with a piece of a formula; empty where nothing is."""
    scripts: list[set[str]] = [set()]  # of the atom before, in each open brace
    wanted = ""  # the sign whose script comes next
    of_command = False  # whether a script is a command, whose argument comes next
    for token in re.findall(r"\\[A-Za-z]+|\\.|\\$|.", latex):
        if token in ("_", "^"):
            if wanted:
                return f"{wanted} has no script"
            if token in scripts[-1]:
                return f"two {token} at one sign"
            scripts[-1].add(token)
            wanted = token
        elif token == "}":
            if len(scripts) == 1 or wanted:
                return f"{wanted} has no script" if wanted else "} without {"
            scripts.pop()
        elif token in ("%", "#", "$", "&", "\\", r"\\"):
            return f"{token} has a meaning of its own there"
        elif token != " ":
            if not wanted and not (of_command and token == "{"):
                scripts[-1] = set()
            of_command = bool(wanted) and token[0] == "\\"
            wanted = ""
            if token == "{":
                scripts.append(set())
    if wanted:
        return f"{wanted} has no script"
    if len(scripts) > 1:
        return "{ without }"
    words = re.findall(r"\\[A-Za-z]+", latex)
    pairs = ((r"\left", r"\right"), (r"\begin", r"\end"))
    return next((f"{a} without {b}" for a, b in pairs if words.count(a) != words.count(b)), "")
