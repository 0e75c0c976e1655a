"""Equation: a line of a paper, and the checks of several that belong together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation.branches import When, undefined_where
from lstm_sym.notation.places import Place, StatementError, caller
from lstm_sym.notation.quantities import Stack
from lstm_sym.notation.shapes import ShapeError, Shapes, Signature, variants
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.vocabulary import refused
from lstm_sym.notation.words import at, where


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
    place: Place = field(default_factory=caller, compare=False, repr=False)

    def __post_init__(self) -> None:
        if type(self.right) in (int, float):
            object.__setattr__(self, "right", sp.Number(self.right))
        several = isinstance(self.right, sp.Tuple) and not isinstance(self.left, sp.Tuple)
        if several or not isinstance(self.right, sp.Basic):
            kind = type(self.right).__name__
            raise StatementError(f"{self.label}: the right side is a {kind}, no expression")

    @property
    def defined(self) -> tuple[sp.Symbol, ...]:
        """The symbols that this equation defines."""
        return tuple(self.left) if isinstance(self.left, sp.Tuple) else (self.left,)


def declared(notation: Notation, what: str, symbols: tuple[sp.Symbol, ...]) -> set[sp.Symbol]:
    """The symbols as a set; raises `StatementError` unless all are in the notation, each once."""
    for symbol in symbols:
        if not isinstance(symbol, sp.Symbol) or symbol not in notation.quantities:
            hint = ": write .whole behind it" if isinstance(symbol, Stack) else ""
            raise StatementError(f"{what} has {symbol}, expected symbols of the notation{hint}")
    if len(set(symbols)) < len(symbols):
        raise StatementError(f"{what} has a symbol twice: {', '.join(map(str, symbols))}")
    return set(symbols)


def check_labels(equations: tuple[Equation, ...]) -> None:
    """Raise `StatementError` for a label that is no word, or that is used twice."""
    known: dict[str, Equation] = {}
    for equation in equations:
        label = equation.label
        if not isinstance(label, str) or not re.fullmatch(r"[\w-]+", label):
            raise StatementError(
                f"the label {label!r} is not a word: write it like forget-gate", equation.place
            )
        if label in known:
            lines = [str(e.place.line) for e in (known[label], equation)]
            raise StatementError(
                f"the label {label} is used twice, in the lines {' and '.join(lines)} (sequence() "
                "labels equations of its own): take another label",
                known[label].place,
            )
        known[label] = equation


def check(
    equations: tuple[Equation, ...],
    known: set[sp.Symbol],
    notation: Notation,
    calls: Mapping[str, Signature],
) -> None:
    """Raise `StatementError` for what cannot be printed, `ShapeError` for terms that do not fit."""
    shapes = Shapes(notation.quantities, calls)
    given, known = known, set(known)
    check_labels(equations)
    truths = {symbol for symbol in known if symbol.name == "mask"}
    for place, equation in enumerate(equations):
        if isinstance(equation.right, at) and equation.right.args[0] in truths:
            truths |= set(equation.defined)
        fault = refused(equation.right) or unknown(equation, known, notation)
        fault = fault or misused(equation.right, truths, calls)
        for symbol in sorted(equation.right.free_symbols - given, key=attrgetter("name")):
            cases = [e.when for e in equations[:place] if symbol in e.defined]
            fault = fault or undefined_where(symbol, equation.when, cases, notation.options)
        if fault:
            raise StatementError(f"{equation.label}: {fault}", equation.place)
        try:
            left, right = shapes.of(equation.left), shapes.of(equation.right)
        except ShapeError as error:
            raise ShapeError(f"{equation.label}: {error}", equation.place) from None
        except (ValueError, TypeError, LookupError):
            said = f"{equation.label}: {equation.right} has no shape"
            raise ShapeError(said, equation.place) from None
        several = isinstance(equation.left, sp.Tuple)
        if right not in ((), left) and (several or not variants(right) <= variants(left)):
            said, found = (f"({', '.join(map(str, shape))})" for shape in (left, right))
            raise ShapeError(
                f"{equation.label}: {equation.left} is {said}, the right side {found}",
                equation.place,
            )
        known |= set(equation.defined)


def misused(right: sp.Basic, truths: set[sp.Symbol], calls: Mapping[str, Signature]) -> str:
    """Which condition is neither true nor false, or which call has not one argument; else empty."""
    for node in right.atoms(where, AppliedUndef):
        if isinstance(node, where):
            condition = node.args[0]
            if isinstance(condition, sp.Symbol) and condition not in truths:
                return f"the condition {condition} is not a mask: write a comparison, such as x > 0"
        elif type(node).__name__ not in calls and len(node.args) != 1:
            return f"{node} has {len(node.args)} arguments, expected one"
    return ""


def unknown(equation: Equation, known: set[sp.Symbol], notation: Notation) -> str:
    """Which symbols of an equation are not there, with what to do; empty where all are."""
    for symbol in equation.defined:
        if not isinstance(symbol, sp.Symbol) or symbol not in notation.quantities:
            return f"the left side is {symbol}, expected a symbol of the notation"
    unbound = sorted(equation.right.free_symbols - known, key=str)
    if not unbound:
        return ""
    first = unbound[0]
    for whole, stack in notation.stacks.items():
        if first in stack.blocks.values():
            return (
                f"{first} is a block of {whole}, which is not a weight of the cell: add it to them"
            )
    if first not in notation.quantities and str(first) in {
        q.name for q in notation.quantities.values()
    }:
        return f"{first} is another symbol of that name: take the one that n.symbol(...) returned"
    return f"{[str(symbol) for symbol in unbound]} not defined before"
