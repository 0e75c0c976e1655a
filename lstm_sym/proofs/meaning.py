"""What the equations of a formulation mean, unit by unit, in any kind of number.

A plain interpreter of the SymPy objects for one example, over lists and without NumPy, printers or
passes. An equation speaks of one unit: `entry` gives that unit's number.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from lstm_sym.notation import (
    Formulation,
    at,
    block_diagonal,
    clip,
    concat,
    convolve,
    dot,
    highest,
    largest,
    largest_in_columns,
    lowest,
    mean,
    outer,
    over_time,
    over_units,
    row,
    saturate,
    vecmat,
    where,
    width,
)
from lstm_sym.notation.branches import holds
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import EIGHT_BITS
from lstm_sym.proofs.places import COMPARED, entries, picked, split, within

Number = Any
Scope = dict[sp.Symbol, Any]
OVER_UNITS = (mean, over_units)
OF_MATRICES = (outer, vecmat)
EXTREMES = (highest, lowest, largest, largest_in_columns)


@dataclass(frozen=True)
class Arithmetic:
    """A kind of number: how a rational becomes one, and the words that are not + - * /."""

    rational: Callable[[sp.Rational], Number]
    words: Mapping[str, Callable[..., Number]]


class Meaning:
    """Runs one formulation; ``functions`` are what its function symbols stand for."""

    def __init__(
        self,
        formulation: Formulation,
        arithmetic: Arithmetic,
        functions: Mapping[str, Callable[[Number], Number]],
        options: Mapping[str, object],
    ) -> None:
        self.formulation, self.arithmetic = formulation, arithmetic
        self.functions, self.options = {**arithmetic.words, **functions}, options
        self.n = formulation.notation
        self.shapes = Shapes(self.n.quantities)
        self.batch = self.n[formulation.sequence.given[0]].shape[0]
        self.history: dict[sp.Symbol, list[Any]] = {}

    def run(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The results by name, for lists of numbers by name."""
        stated, scope = self.formulation.sequence, self._given(given)
        entries = {e.right.args[0] for e in stated.finish if isinstance(e.right, over_time)}
        self.state(stated.start, scope)
        for series in self.n.series_of:
            if series.first in scope:
                scope[series.now] = scope[series.first]
        for t in range(1, self.steps + 1):
            self.t = t
            for series in self.n.series_of:
                # Without an equation for it, a quantity is not known at t: it does not stay.
                if series.now in scope:
                    scope[series.before] = scope.pop(series.now)
            self.state(stated.each, scope)
            for symbol in entries:
                self.history.setdefault(symbol, []).append(scope.get(symbol))
        for series in self.n.series_of:
            # There is no timestep t any more.
            if series.now in scope:
                scope[series.last] = scope.pop(series.now)
                scope.pop(series.before, None)  # with one timestep, an output has no before
        self.state(stated.finish, scope)
        return {symbol.name: scope[symbol] for symbol in stated.results}

    def cell(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The cell's results by name, for one timestep."""
        scope = self.scope(given)
        return {symbol.name: scope[symbol] for symbol in self.formulation.cell.results}

    def scope(self, given: Mapping[str, Any]) -> Scope:
        """Every quantity of the cell, for one timestep."""
        scope = self._given(given)
        self.state(self.formulation.cell.steps, scope)
        return scope

    def _given(self, given: Mapping[str, Any]) -> Scope:
        """What is given, the arrays that are zero without it, and the blocks of the weights."""
        symbols = {symbol.name: symbol for symbol in self.n.quantities}
        scope: Scope = {symbols[name]: value for name, value in given.items()}
        self.sizes: dict[str, int] = {}
        for symbol, value in scope.items():
            self._measure(self.n[symbol].shape, value)
        self.steps = self.sizes.get("timesteps", 1)
        self.state(self.formulation.cell.defaults, scope)
        for whole, stack in self.n.stacks.items():
            if whole in scope:
                scope |= split(scope[whole], stack.transposed, tuple(stack.blocks.values()))
        return scope

    def _measure(self, shape: tuple[str, ...], value: Any) -> None:
        """Take the sizes of named dimensions, without the batch, from nested lists."""
        for dimension in (d for d in shape if d != self.batch):
            factor, _, name = dimension.rpartition("*")
            self.sizes.setdefault(name, len(value) // int(factor or 1))
            value = value[0]

    def state(self, equations: Iterable[Equation], scope: Scope) -> None:
        """Compute right sides and give them to the left sides."""
        for equation in equations:
            if holds(equation.when, self.options):
                value = self.value(equation.right, equation.left, scope)
                values = value if isinstance(equation.left, sp.Tuple) else [value]
                scope.update(zip(equation.defined, values, strict=True))

    def value(self, expr: sp.Basic, left: sp.Basic, scope: Scope) -> Any:
        """The list of an expression's numbers, one a unit; several lists for several symbols."""
        if isinstance(expr, sp.Tuple):
            return [self.value(e, s, scope) for e, s in zip(expr, left, strict=True)]
        if isinstance(expr, over_time):
            return self.history[expr.args[0]]
        if isinstance(expr, sp.Symbol) and self.n[expr].shape:
            return scope[expr]
        if isinstance(expr, at):
            sequence, index = expr.args
            now = {
                self._time("t"): sp.Integer(self.t),
                self._time("timesteps"): sp.Integer(self.steps),
            }
            time = int(index.xreplace(now).doit())
            if not 1 <= time <= self.steps:
                raise LookupError(f"{sequence} has no timestep {time}")
            return scope[sequence][time - 1]
        if isinstance(expr, where) and isinstance(left, sp.Tuple):
            condition, yes, no = expr.args
            return self.value(yes if scope[condition] else no, left, scope)
        if isinstance(expr, AppliedUndef) and type(expr).__name__ == self.formulation.cell.name:
            return self.call(expr, scope)
        shape = self.n[left].shape
        if any("|" in dimension for dimension in shape):  # as wide as what is on the right
            shape = self._shape(expr)
        return self._filled(expr, shape, scope)

    def _shape(self, expr: sp.Basic) -> tuple[str, ...]:
        shape: tuple[str, ...] = self.shapes.of(expr)
        return shape

    def call(self, expr: sp.Basic, around: Scope) -> list[Any]:
        """The cell's results in order, for arguments in order."""
        cell = self.formulation.cell
        # The cell sees its arguments and the weights, no other quantity of the sequence.
        series = {symbol for times in self.n.series_of for symbol in times}
        scope = {s: v for s, v in around.items() if s not in series}
        given = [self.value(a, s, around) for s, a in zip(cell.given, expr.args, strict=True)]
        return self._cell(scope, given)

    def _cell(self, scope: Scope, given: list[Any]) -> list[Any]:
        cell = self.formulation.cell
        scope |= zip(cell.given, given, strict=True)
        self.state(cell.steps, scope)
        return [scope[symbol] for symbol in cell.results]

    def _filled(self, expr: sp.Basic, shape: tuple[str, ...], scope: Scope) -> Any:
        """The numbers of all places, as lists in lists."""
        dimensions = [d for d in shape if d not in (self.batch, "timesteps?")]
        sizes = [self._size(dimension) for dimension in dimensions]

        def filled(index: tuple[int, ...]) -> Any:
            if len(index) == len(sizes):
                return self.entry(expr, index, scope)
            return [filled((*index, place)) for place in range(sizes[len(index)])]

        return filled(())

    def _size(self, dimension: str) -> int:
        factor, _, name = dimension.rpartition("*")
        return int(factor or 1) * self.sizes.get(name, 1)

    def _time(self, name: str) -> sp.Symbol:
        return next(symbol for symbol in self.n.quantities if symbol.name == name)

    def entry(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        """The number of one unit, and of one place where there are places."""
        if isinstance(expr, sp.Symbol):
            return picked(scope[expr], index)
        if isinstance(expr, sp.Rational):
            return self.arithmetic.rational(expr)
        if isinstance(expr, sp.Add):
            return reduce(operator.add, [self.entry(arg, index, scope) for arg in expr.args])
        if isinstance(expr, sp.Mul):
            return reduce(operator.mul, [self.entry(arg, index, scope) for arg in expr.args])
        if isinstance(expr, dot):
            return self._dot(expr, index, scope)
        if isinstance(expr, convolve):
            return self._convolved(expr, index, scope)
        if isinstance(expr, block_diagonal):
            return self._in_blocks(expr.args[0], index, scope)
        if isinstance(expr, OVER_UNITS):
            return self._sum(expr, index, scope)
        if isinstance(expr, width):
            size = self._size(self._shape(expr.args[0])[-1])
            return self.arithmetic.rational(sp.Integer(size))
        if isinstance(expr, row):
            return self.entry(expr.args[0], (*index[:-2], index[-1]), scope)
        if isinstance(expr, OF_MATRICES):
            return self._of_matrices(expr, index, scope)
        if isinstance(expr, concat):
            *place, unit = index
            part, within_part = divmod(unit, self._size(self._shape(expr.args[0])[-1]))
            return self.entry(expr.args[part], (*place, within_part), scope)
        if isinstance(expr, where) and not (expr.args[0].args and "where" in self.functions):
            condition, yes, no = expr.args
            return self.entry(yes if self.entry(condition, index, scope) else no, index, scope)
        if isinstance(expr, saturate):
            bounded = clip(*expr.args, sp.Integer(-EIGHT_BITS), sp.Integer(EIGHT_BITS))
            return self.entry(bounded, index, scope)
        if isinstance(expr, EXTREMES):
            return self._extreme(expr, index, scope)
        args = [self.entry(arg, index, scope) for arg in expr.args]
        if isinstance(expr, Relational):
            return self.functions.get(expr.rel_op, COMPARED[expr.rel_op])(*args)
        if isinstance(expr, sp.Pow):
            return self.functions.get("power", pow)(*args)
        return self.functions[type(expr).__name__ if args else str(expr)](*args)

    def _extreme(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        """The largest or the smallest number of an array, of an example or of a column."""
        array = scope[expr.args[0]]
        if isinstance(expr, highest | lowest):
            return self.functions[type(expr).__name__](*entries(array))
        if isinstance(expr, largest_in_columns):
            array = [row[index[-1]] for row in array]
        return self.functions["highest"](*map(self.functions["absolute"], array))

    def _dot(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        vector, matrix = expr.args
        *place, unit = index
        if isinstance(matrix, sp.Symbol):
            column = [row[unit] for row in scope[matrix]]
        else:
            rows = range(self._size(self._shape(matrix)[0]))
            column = [self.entry(matrix, (k, unit), scope) for k in rows]
        terms = (self.entry(vector, (*place, k), scope) * w for k, w in enumerate(column))
        return reduce(operator.add, terms)

    def _in_blocks(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        row, column = index
        head = self._size(self._shape(expr)[-1])
        within_block = column - row // head * head
        if not 0 <= within_block < head:
            return self.arithmetic.rational(sp.Integer(0))
        return self.entry(expr, (row, within_block), scope)

    def _of_matrices(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        """A number of an outer product, or of a row vector times a matrix of its own."""
        one, other = expr.args
        *place, unit = index
        if isinstance(expr, outer):
            *place, first = place
            found = self.entry(one, (*place, first), scope)
            return found * self.entry(other, (*place, unit), scope)
        terms = (
            self.entry(one, (*place, k), scope) * self.entry(other, (*place, k, unit), scope)
            for k in range(self._size(self._shape(one)[-1]))
        )
        return reduce(operator.add, terms)

    def _sum(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        """The sum or the mean over the units."""
        (inner,) = expr.args
        number = self._size(self._shape(inner)[-1])
        terms = (self.entry(inner, (*index[:-1], k), scope) for k in range(number))
        share = sp.Rational(1, number if isinstance(expr, mean) else 1)
        return reduce(operator.add, terms) * self.arithmetic.rational(share)

    def _convolved(self, expr: sp.Basic, index: tuple[int, ...], scope: Scope) -> Number:
        """A convolution turns the kernel round; outside the field there is nothing."""
        kernel, field = (scope[arg] for arg in expr.args)
        row, column, unit = index
        terms = [
            number * weights[unit]
            for a, kernel_row in enumerate(kernel)
            for b, channels in enumerate(kernel_row)
            for number, weights in zip(
                within(field, row - (a - len(kernel) // 2), column - (b - len(kernel_row) // 2)),
                channels,
                strict=False,
            )
        ]
        return reduce(operator.add, terms)
