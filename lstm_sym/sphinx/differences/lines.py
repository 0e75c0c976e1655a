r"""A line below each part of a formula that differs, which every renderer can draw."""

from collections.abc import Iterable, Mapping

from lstm_sym.diff.trees import Mark
from lstm_sym.manifest.read import Equation
from lstm_sym.sphinx.marks import MARK


def underlined(equation: Equation, marks: Iterable[Mark]) -> str:
    """The LaTeX of an equation with a line below each mark."""
    places = {place: place for place in range(len(equation.latex) + 1)}
    return _drawn(equation.latex, _own(equation, marks), places, places)


def underlined_names(equation: Equation, marks: Iterable[Mark]) -> str:
    r"""The same with its names said: ``\underline{\class{f_t}{f_t}} c``."""
    return _drawn(equation.marked, _own(equation, marks), *_around(equation.latex, equation.marked))


def _own(equation: Equation, marks: Iterable[Mark]) -> list[Mark]:
    """The marks of an equation, the last first; one within another has its line already."""
    found = {(m.start, -m.end): m for m in marks if m.equation == equation.name}
    outer: list[Mark] = []
    for _, mark in sorted(found.items()):
        if not outer or mark.start >= outer[-1].end:
            outer.append(mark)
    return outer[::-1]


def _drawn(
    text: str, marks: Iterable[Mark], starts: Mapping[int, int], ends: Mapping[int, int]
) -> str:
    for mark in marks:  # from the last on, so that the places before them stay
        start, end = starts[mark.start], ends[mark.end]
        text = rf"{text[:start]}\underline{{{text[start:end]}}}{text[end:]}"
    return text


def _around(plain: str, marked: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each character of the plain formula begins and ends, with the names around it."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    braces: list[bool] = []  # those that are open, and whether the plain formula has them, too
    at = place = 0
    while at < len(marked):
        starts.setdefault(place, at)
        if name := MARK.match(marked, at):
            braces.append(False)
            at = name.end()
            continue
        shared = place < len(plain) and marked[at] == plain[place]
        if marked[at] == "{":
            braces.append(shared)
        elif marked[at] == "}":
            shared = braces.pop()
            starts.pop(place)  # what comes next begins behind the brace
        at, place = at + 1, place + shared
        ends[place] = at
    return starts, ends
