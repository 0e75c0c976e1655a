"""Which equations of two cells, or of one under two values of an option, belong together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lstm_sym.diff.trees import LATEX, Comparison, Mark, Part, part


class Stated(NamedTuple):
    """One equation as it is shown, and the tree of that text, as the manifest has it."""

    name: str
    label: str
    role: str
    text: str
    tree: Sequence[Any]

    @property
    def left(self) -> str:
        """The text of the left side."""
        return self.text[slice(*self.tree[3][:2])]


@dataclass
class Side:
    """The equations of one side in the order in which they are computed, and their marks."""

    equations: list[Stated]
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Row:
    """What computes one thing on both sides; None where a side has no such thing."""

    title: str
    one: Side | None
    other: Side | None

    @property
    def same(self) -> bool:
        """Whether both sides say the same, but for names."""
        both = self.one is not None and self.other is not None
        return both and not any(side.marks for side in (self.one, self.other) if side)

    def compare(self, one: Part, other: Part, hole: str) -> None:
        """Mark what differs between the right sides of both."""
        found = Comparison(hole)
        found.differ(one, other)
        if self.one and self.other:
            self.one.marks, self.other.marks = found.marks


class Cell:
    """The equations of a timestep by their role, under the usual options of a formulation.

    ``names`` says what each symbol is for, and which activation a function is by default.
    """

    def __init__(self, equations: Iterable[Stated], names: Mapping[str, str]) -> None:
        self.roles = {e.role: e for e in equations if e.role}
        self.defines = {e.tree[3][2]: role for role, e in self.roles.items()}
        self.names = names

    def right(self, role: str, kept: set[str]) -> Part:
        """The right side of a role's equation; what is not kept is where it is used."""

        def inside(symbol: str) -> Part | None:
            used = self.defines.get(symbol)
            return self.right(used, kept) if used and used not in kept else None

        e = self.roles[role]
        return part(e.name, e.text, e.tree[4], lambda code: self.names.get(code, code), inside)

    def inside(self, role: str, kept: set[str]) -> set[str]:
        """The roles whose equations are part of a role's, other than through what is kept."""
        used = _leaves(self.roles[role].tree[4])
        inner = {r for s, r in self.defines.items() if s in used}
        return inner.union(*(self.inside(r, kept) for r in inner - kept))

    def side(self, role: str, kept: set[str]) -> Side:
        """The equation of a role, after those that are inside it."""
        used = _leaves(self.roles[role].tree[4])
        inner = [r for s, r in self.defines.items() if s in used and r not in kept]
        equations = [e for r in inner for e in self.side(r, kept).equations]
        once = {e.label: e for e in (*equations, self.roles[role])}
        return Side(list(once.values()))


def of_cells(one: Cell, other: Cell, hole: str = LATEX) -> list[Row]:
    """A row for each role of either cell, in the order of the first."""
    shared = one.roles.keys() & other.roles.keys()
    kept, theirs = (shared | _alone(cell, shared) for cell in (one, other))
    rows = []
    for role in _in_order(one, other):
        sides = [
            cell.side(role, own) if role in cell.roles and role in own else None
            for cell, own in ((one, kept), (other, theirs))
        ]
        row = Row(role.replace("-", " "), *sides)
        if row.one and row.other:
            row.compare(one.right(role, kept), other.right(role, theirs), hole)
        if row.one or row.other:
            rows.append(row)
    for sides in ([row.one for row in rows], [row.other for row in rows]):
        shown: set[str] = set()
        for side in filter(None, sides):
            side.equations = [e for e in side.equations if e.label not in shown]
            shown |= {e.label for e in side.equations}
    return rows


def _in_order(one: Cell, other: Cell) -> list[str]:
    """The roles in the order of the first; what only the other has is where the other has it."""
    found = list(one.roles)
    waiting: list[str] = []
    for role in other.roles:
        if role in one.roles:
            place = found.index(role)
            found[place:place] = waiting
            waiting = []
        else:
            waiting.append(role)
    return found + waiting


def _alone(cell: Cell, shared: Iterable[str]) -> set[str]:
    """What the other cell lacks and is a thing of its own; all else is where it is used.

    These are gates and states, and what several of them have in common.
    """
    ends = {r for r in cell.roles if r in shared or r.endswith(("-gate", "-state"))}
    kept = set(ends)
    for role in reversed(cell.roles):
        users = [end for end in ends if role in cell.inside(end, kept)]
        if role not in kept and len(users) > 1:
            kept.add(role)
    return {r for r in kept if r not in shared}


def of_options(one: Sequence[Stated], other: Sequence[Stated]) -> list[Row]:
    """The equations that hold under one choice of options but not under the other."""
    first = {e.left: e for e in one if e not in other}
    second = {e.left: e for e in other if e not in one}
    rows = []
    for left in [*first, *(left for left in second if left not in first)]:
        pair = [Side([by[left]]) if left in by else None for by in (first, second)]
        labels = dict.fromkeys(side.equations[0].label.replace("-", " ") for side in pair if side)
        row = Row(" / ".join(labels), *pair)
        if row.one and row.other:
            row.compare(_plain(first[left]), _plain(second[left]), LATEX)
        rows.append(row)
    return rows


def _plain(e: Stated) -> Part:
    return part(e.name, e.text, e.tree[4], str, lambda _: None)


def _leaves(tree: Sequence[Any]) -> set[str]:
    if len(tree) == 3:
        return {str(tree[2])}
    return {leaf for child in tree[3:] for leaf in _leaves(child)}
