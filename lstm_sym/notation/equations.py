"""Equation, Cell, Sequence, Formulation: what a paper states, as objects that check themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import sympy as sp

from lstm_sym.layouts import Layout
from lstm_sym.notation.shapes import ShapeError, Shapes, Signature, variants
from lstm_sym.notation.symbols import Notation, Option, Shape

When = Mapping[str, object]


@dataclass(frozen=True)
class Equation:
    """A label, a left side (a symbol, or several) and a right side; both sides have one shape.

    ``when`` holds the values of options under which the equation holds: ``n.when(mask=True)``.
    The cell that it is part of checks it.

    >>> from sympy.abc import x, y
    >>> Equation("a-line", y, 2 * x).defined
    (y,)
    """

    label: str
    left: sp.Symbol | sp.Tuple
    right: sp.Basic
    when: When = field(default_factory=dict)

    @property
    def defined(self) -> tuple[sp.Symbol, ...]:
        """The symbols that this equation defines."""
        return tuple(self.left) if isinstance(self.left, sp.Tuple) else (self.left,)


@dataclass(frozen=True)
class Cell:
    """The equations of one timestep, with the symbols it is given and the ones it returns.

    Raises `ShapeError` where the shapes of two terms do not fit, and ValueError for a symbol that
    is used before it is defined, defined twice, or returned and not defined.
    """

    name: str
    latex: str
    notation: Notation
    given: tuple[sp.Symbol, ...]
    weights: tuple[sp.Symbol, ...]
    equations: tuple[Equation, ...]
    results: tuple[sp.Symbol, ...]
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        known = {*self.given, *self.weights}
        known |= {s for option in self.options for s in option.gives}
        for whole in self.weights:
            if whole in self.notation.stacks:
                known |= set(self.notation.stacks[whole].blocks.values())
        check(self.equations, known, self.notation, {})
        undefined = set(self.results) - {s for e in self.equations for s in e.defined}
        if undefined:
            raise ValueError(f"{self.name} returns {undefined}, which no equation defines")

    @property
    def defaults(self) -> tuple[Equation, ...]:
        """The equations that say what an array is that was not given."""
        optional = {s for option in self.notation.options.values() for s in option.gives}
        return tuple(e for e in self.equations if e.left in optional)

    @property
    def steps(self) -> tuple[Equation, ...]:
        """The equations of the timestep itself."""
        return tuple(e for e in self.equations if e not in self.defaults)

    def heard(self, weight: sp.Symbol, option: Option) -> tuple[object, ...]:
        """The values of an option of the cell under which a step uses a weight."""
        stack = self.notation.stacks.get(weight)
        blocks = {weight, *(stack.blocks.values() if stack else ())}
        used = [
            e.when.get(option.name, tuple(option.choices))
            for e in self.steps
            if blocks & e.right.free_symbols
        ]
        values = {v for one in used for v in (one if isinstance(one, tuple) else (one,))}
        return tuple(value for value in option.choices if value in values)

    def unheard(self, options: Mapping[str, object]) -> tuple[sp.Symbol, ...]:
        """The weights that may be absent and that no step uses under some options."""
        optional = {s for option in self.notation.options.values() for s in option.gives}
        return tuple(
            weight
            for weight in self.weights
            if weight in optional
            and any(
                options.get(option.name, option.default) not in self.heard(weight, option)
                for option in self.options
                if option.choices
            )
        )

    def __call__(self, *args: sp.Basic) -> sp.Basic:
        """The cell as a function, for the equations of a sequence."""
        if len(args) != len(self.given):
            raise TypeError(f"{self.name} takes {self.given}, not {args}")
        return sp.Function(self.name)(*args)

    def signature(self, *shapes: Shape) -> tuple[Shape, ...]:
        """The shapes of the results; raises `ShapeError` unless the arguments' shapes fit."""
        expected = tuple(self.notation[symbol].shape for symbol in self.given)
        if shapes != expected:
            raise ShapeError(f"{self.name} takes shapes {expected}, not {shapes}")
        return tuple(self.notation[symbol].shape for symbol in self.results)


@dataclass(frozen=True)
class Sequence:
    """The equations over time: before the first timestep, at each, and after the last one.

    Raises what `Cell` raises. `lstm_sym.equations.sequences.sequence` makes the usual ones.
    """

    name: str
    returns: str
    cell: Cell
    given: tuple[sp.Symbol, ...]
    options: tuple[Option, ...]
    start: tuple[Equation, ...]
    each: tuple[Equation, ...]
    finish: tuple[Equation, ...]
    results: tuple[sp.Symbol, ...]

    def __post_init__(self) -> None:
        n = self.notation
        known = {*self.given, *self.cell.weights}
        known |= {s for option in (*self.options, *self.cell.options) for s in option.gives}
        # The state one timestep before is the state before the first timestep, or the last one's.
        known |= {s for series in n.series_of for s in (series.before, series.last)}
        known |= {q.symbol for q in n.quantities.values() if not q.shape}  # t and T
        calls = {self.cell.name: self.cell.signature}
        check(self.equations, known, n, calls)

    @property
    def notation(self) -> Notation:
        return self.cell.notation

    @property
    def equations(self) -> tuple[Equation, ...]:
        return (*self.start, *self.each, *self.finish)


@dataclass(frozen=True)
class Formulation:
    """A cell and a sequence as one source states them, with its citations."""

    name: str
    title: str
    sources: tuple[str, ...]
    cell: Cell
    sequence: Sequence
    printed_as: str = ""  # the module that holds its code, if another name than its own
    written_in: str = ""  # the file that states it, if outside lstm_sym/equations/

    @property
    def module(self) -> str:
        return self.printed_as or self.name

    @property
    def notation(self) -> Notation:
        return self.cell.notation

    @property
    def layout(self) -> Layout:
        return self.notation.layout

    @property
    def equations(self) -> tuple[Equation, ...]:
        return (*self.cell.equations, *self.sequence.equations)


def check(
    equations: tuple[Equation, ...],
    known: set[sp.Symbol],
    notation: Notation,
    calls: Mapping[str, Signature],
) -> None:
    """Raise ValueError for an unbound symbol or a label used twice, `ShapeError` for a misfit."""
    shapes = Shapes({q.symbol: q.shape for q in notation.quantities.values()}, calls)
    known = set(known)
    labels = [equation.label for equation in equations]
    for equation in equations:
        if not re.fullmatch(r"[\w-]+", equation.label):
            raise ValueError(f"the label {equation.label!r} is no word: write it like forget-gate")
        if labels.count(equation.label) > 1:
            raise ValueError(f"the label {equation.label} is used twice")
        unbound = equation.right.free_symbols - known
        if unbound:
            raise ValueError(f"{equation.label}: {sorted(map(str, unbound))} not defined before")
        try:
            right = shapes.of(equation.right)
        except ShapeError as error:
            raise ShapeError(f"{equation.label}: {error}") from None
        left = shapes.of(equation.left)
        several = isinstance(equation.left, sp.Tuple)
        if right not in ((), left) and (several or not variants(right) <= variants(left)):
            said, found = (f"({', '.join(map(str, shape))})" for shape in (left, right))
            raise ShapeError(f"{equation.label}: {equation.left} is {said}, the right side {found}")
        known |= set(equation.defined)
