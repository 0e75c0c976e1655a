"""Shapes of expressions, from the named dimensions of their symbols.

SymPy does not check symbolic shapes, so an equation is checked here when it is put into a cell.
"""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import sympy as sp

from lstm_sym.notation.places import StatementError
from lstm_sym.notation.quantities import Quantity, Shape
from lstm_sym.notation.words import (
    at,
    block_diagonal,
    concat,
    convolve,
    diagonal_blocks,
    dot,
    highest,
    largest,
    largest_in_columns,
    lowest,
    mean,
    outer,
    over_examples,
    over_rows,
    over_time,
    over_units,
    row,
    transposed,
    vecmat,
    where,
    width,
)

# What a named function of arrays (a cell) returns for its arguments' shapes.
Signature = Callable[..., tuple[Shape, ...]]


class ShapeError(StatementError):
    """Two terms of an equation do not fit; the message names both and their shapes."""


def variants(shape: Shape) -> set[Shape]:
    """The shapes that one stands for: ``timesteps?`` may be absent, ``2*units|units`` is either."""
    choices = []
    for size in shape:
        either = [(one,) for one in size.removesuffix("?").split("|")]
        choices.append([*either, ()] if size.endswith("?") else either)
    return {tuple(one for part in chosen for one in part) for chosen in product(*choices)}


class Shapes:
    """Finds the shape of an expression; raises `ShapeError` where its terms do not fit."""

    def __init__(
        self, quantities: Mapping[sp.Symbol, Quantity], calls: Mapping[str, Signature] = {}
    ) -> None:
        self.quantities = quantities
        self.calls = calls

    def of(self, expr: sp.Basic) -> Any:
        """The shape; for several expressions, a tuple of shapes."""
        if isinstance(expr, sp.Symbol):
            return self.quantities[expr].shape
        if isinstance(expr, sp.Tuple):
            return tuple(self.of(arg) for arg in expr)
        if isinstance(expr, dot):
            return self._dot(*expr.args)
        if isinstance(expr, convolve):
            return self._convolve(*expr.args)
        if isinstance(expr, at):
            return self._at(*expr.args)
        if isinstance(expr, over_time):
            batch, *rest = self.of(expr.args[0])
            return (batch, "timesteps", *rest)
        if isinstance(expr, transposed):
            *rest, rows, columns = self.of(expr.args[0])
            return (*rest, columns, rows)
        if isinstance(expr, outer):
            return self._outer(*expr.args)
        if isinstance(expr, row):
            *rest, units = self.of(expr.args[0])
            return (*rest, "1", units)
        if isinstance(expr, vecmat):
            return self._vecmat(*expr.args)
        if isinstance(expr, over_rows):
            *rest, _, columns = self.of(expr.args[0])
            return (*rest, columns)
        if isinstance(expr, over_examples):
            return self.of(expr.args[0])[1:]
        if isinstance(expr, width):
            return self.of(expr.args[0]) and ()
        if isinstance(expr, largest | mean | over_units):
            return (*self.of(expr.args[0])[:-1], "1")
        if isinstance(expr, largest_in_columns):
            return self.of(expr.args[0])[1:]
        if isinstance(expr, highest | lowest):
            return self.of(expr.args[0]) and ()
        if isinstance(expr, block_diagonal):
            return (self._rows(expr.args[0])[0],) * 2
        if isinstance(expr, diagonal_blocks):
            return self.of(expr.args[1])
        if isinstance(expr, concat):
            *rest, units = self._elementwise(expr.args)
            return (*rest, f"{len(expr.args)}*{units}")
        if isinstance(expr, where) and isinstance(expr.args[1], sp.Basic):
            return self._where(*expr.args)
        if isinstance(expr, sp.Function) and expr.func.__name__ in self.calls:
            return self.calls[expr.func.__name__](*(self.of(arg) for arg in expr.args))
        return self._elementwise(expr.args)

    def _dot(self, vector: sp.Expr, matrix: sp.Expr) -> Shape:
        left, right = self.of(vector), self.of(matrix)
        if len(right) != 2 or left[-1:] != right[:1]:
            raise ShapeError(f"dot({vector}, {matrix}): {self._say(left)} and {self._say(right)}")
        return (*left[:-1], right[1])

    def _rows(self, rows: sp.Expr) -> Shape:
        shape = self.of(rows)
        if len(shape) != 2:
            raise ShapeError(f"block_diagonal({rows}): {self._say(shape)}, expected (units, head)")
        return shape

    def _outer(self, one: sp.Expr, other: sp.Expr) -> Shape:
        left, right = self.of(one), self.of(other)
        pairs = zip(left[:-1], right[:-1], strict=False)
        if (
            not left
            or len(left) != len(right)
            or any(a != b and "1" not in (a, b) for a, b in pairs)
        ):
            raise ShapeError(f"outer({one}, {other}): {self._say(left)} and {self._say(right)}")
        return (*self._fit(left[:-1], right[:-1], (one, other)), left[-1], right[-1])

    def _vecmat(self, vector: sp.Expr, matrix: sp.Expr) -> Shape:
        left, right = self.of(vector), self.of(matrix)
        if not left or len(right) < 3 or left[-1] != right[-2]:
            raise ShapeError(
                f"vecmat({vector}, {matrix}): {self._say(left)} and {self._say(right)}, expected "
                "(..., n) and (..., n, m)"
            )
        return (*self._fit(left[:-1], right[:-2], (vector, matrix)), right[-1])

    def _convolve(self, kernel: sp.Expr, image: sp.Expr) -> Shape:
        left, right = self.of(kernel), self.of(image)
        if len(left) != 4 or len(right) < 3 or right[-1] != left[2]:
            raise ShapeError(
                f"convolve({kernel}, {image}): {self._say(left)} and {self._say(right)}, expected "
                "(rows, columns, inputs, units) and (..., rows, columns, inputs)"
            )
        return (*right[:-1], left[3])

    def _at(self, sequence: sp.Expr, _index: sp.Expr) -> Shape:
        shape = self.of(sequence)
        if "timesteps" not in shape:
            raise ShapeError(f"at({sequence}, ...): {self._say(shape)} has no timesteps")
        entry = tuple(size for size in shape if size != "timesteps")
        # A quantity without a feature axis is one number an example and serves all units.
        return entry if len(entry) > 1 else (*entry, "1")

    def _where(self, condition: sp.Basic, value: sp.Basic, otherwise: sp.Basic) -> Shape:
        one, other = self.of(value), self.of(otherwise)
        if isinstance(value, sp.Tuple) or (one and isinstance(one[0], tuple)):
            if one != other:
                raise ShapeError(f"where: {value} and {otherwise} differ in shape")
            return one
        return self._elementwise((condition, value, otherwise))

    def _elementwise(self, terms: tuple[sp.Basic, ...]) -> Shape:
        result: Shape = ()
        for term in terms:
            result = self._fit(result, self.of(term), terms)
        return result

    def _fit(self, one: Shape, other: Shape, terms: tuple[sp.Basic, ...]) -> Shape:
        long, short = (one, other) if len(one) >= len(other) else (other, one)
        tail = long[len(long) - len(short) :]
        fitted = []
        for a, b in zip(tail, short, strict=True):
            if a != b and "1" not in (a, b):
                said = ", ".join(f"{term} {self._say(self.of(term))}" for term in terms)
                raise ShapeError(f"terms do not fit: {said}")
            fitted.append(b if a == "1" else a)
        return (*long[: len(long) - len(short)], *fitted)

    @staticmethod
    def _say(shape: Shape) -> str:
        return f"({', '.join(shape)})"
