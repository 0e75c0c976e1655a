"""Which equations of two cells, or of one under two values of an option, belong together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lstm_sym.manifest.read import Equation, Formulation, Manifest, Symbol
from lstm_sym.sphinx.differences.compare import Comparison, Mark, Part, part


@dataclass
class Side:
    """The equations of one side in the order in which they are computed, and their marks."""

    equations: list[Equation]
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


class Cell:
    """The equations of a formulation's timestep by their role, under its usual options."""

    def __init__(self, manifest: Manifest, formulation: Formulation) -> None:
        self.roles = {e.role: e for e in manifest.equations(formulation.name) if e.role}
        self.defines = {e.tree[3][2]: role for role, e in self.roles.items()}
        self.names = dict(formulation.roles)
        for thing in manifest.notation(formulation.name):
            if isinstance(thing, Symbol) and thing.part == "functions":
                self.names[thing.code] = thing.default

    def right(self, role: str, kept: set[str]) -> Part:
        """The right side of a role's equation; what is not kept stands where it is used."""

        def inside(symbol: str) -> Part | None:
            used = self.defines.get(symbol)
            return self.right(used, kept) if used and used not in kept else None

        e = self.roles[role]
        return part(e.name, e.latex, e.tree[4], lambda code: self.names.get(code, code), inside)

    def side(self, role: str, kept: set[str]) -> Side:
        """The equation of a role, after those that stand inside it."""
        used = _leaves(self.roles[role].tree[4])
        inner = [r for s, r in self.defines.items() if s in used and r not in kept]
        equations = [e for r in inner for e in self.side(r, kept).equations]
        return Side([*equations, self.roles[role]])


def of_cells(manifest: Manifest, first: Formulation, second: Formulation) -> list[Row]:
    """A row for each role of either cell, in the order of the first."""
    one, other = Cell(manifest, first), Cell(manifest, second)
    shared = one.roles.keys() & other.roles.keys()
    kept, theirs = (shared | _alone(cell, shared) for cell in (one, other))
    rows = []
    for role in [*one.roles, *(role for role in other.roles if role not in one.roles)]:
        sides = [
            cell.side(role, own) if role in cell.roles and role in own else None
            for cell, own in ((one, kept), (other, theirs))
        ]
        row = Row(role.replace("-", " "), *sides)
        if row.one and row.other:
            found = Comparison()
            found.differ(one.right(role, kept), other.right(role, theirs))
            row.one.marks, row.other.marks = found.marks
        if row.one or row.other:
            rows.append(row)
    return rows


def _alone(cell: Cell, shared: Iterable[str]) -> set[str]:
    """The gates and states that the other cell lacks; what is neither stands where it is used."""
    return {r for r in cell.roles if r not in shared and r.endswith(("-gate", "-state"))}


def of_options(
    manifest: Manifest, formulation: Formulation, one: Mapping[str, str], other: Mapping[str, str]
) -> list[Row]:
    """The equations that hold under one choice of options but not under the other."""
    stated = manifest.equations(formulation.name)
    sides = [[e for e in stated if manifest.holds(e, chosen)] for chosen in (one, other)]
    first = {_left(e): e for e in sides[0] if e not in sides[1]}
    second = {_left(e): e for e in sides[1] if e not in sides[0]}
    rows = []
    for left in [*first, *(left for left in second if left not in first)]:
        pair = [Side([by[left]]) if left in by else None for by in (first, second)]
        labels = dict.fromkeys(side.equations[0].label.replace("-", " ") for side in pair if side)
        row = Row(" / ".join(labels), *pair)
        if row.one and row.other:
            found = Comparison()
            found.differ(_plain(row.one.equations[0]), _plain(row.other.equations[0]))
            row.one.marks, row.other.marks = found.marks
        rows.append(row)
    return rows


def _plain(e: Equation) -> Part:
    return part(e.name, e.latex, e.tree[4], str, lambda _: None)


def _left(e: Equation) -> str:
    return e.latex[slice(*e.tree[3][:2])]


def _leaves(tree: tuple[object, ...] | list[object]) -> set[str]:
    if len(tree) == 3:
        return {str(tree[2])}
    return {leaf for child in tree[3:] for leaf in _leaves(child)}  # type: ignore[arg-type]
