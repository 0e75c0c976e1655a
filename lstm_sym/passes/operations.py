"""Compiles equations to single operations that write into preallocated buffers.

Each operation overwrites an operand that nothing needs any more, or else a buffer that has become
free, so that a timestep allocates nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.signs import fraction, negated
from lstm_sym.notation.words import (
    absolute,
    clip,
    expm1,
    hypot,
    logaddexp,
    maximum,
    mean,
    minimum,
    outer,
    over_units,
    row,
    sign,
    vecmat,
    where,
    width,
)

#: Words of the equations that one operation computes.
WORDS: dict[type, str] = {
    sp.exp: "exp",
    sp.log: "log",
    expm1: "expm1",
    hypot: "hypot",
    logaddexp: "logaddexp",
    maximum: "maximum",
    minimum: "minimum",
    absolute: "absolute",
    sign: "sign",
    where: "where",
    over_units: "over_units",
    vecmat: "vecmat",
    sp.StrictGreaterThan: "greater",
    sp.StrictLessThan: "less",
    sp.GreaterThan: "greater_equal",
    sp.LessThan: "less_equal",
}
#: What is no operation number by number: its result overwrites no operand.
WHOLE = ("over_units", "vecmat")
#: A buffer seen as a matrix of one row or of one column, before its name: it is no copy.
ROW, COLUMN = "row ", "column "
HALF = sp.Rational(1, 2)


class NoOperationError(TypeError):
    """No operation computes a part of an equation; the message names its label."""


@dataclass(frozen=True)
class Operation:
    """``function(*operands)`` into the buffer ``out``; the label of the equation it serves.

    An operand is the name of a buffer, behind "row" or "column" if it is seen as such, or, in the
    form "=4", a number.
    """

    function: str
    operands: tuple[str, ...]
    out: str
    label: str


@dataclass
class Buffers:
    """The buffers of one timestep, and the dimension that gives the number of rows of each.

    ``own`` may be overwritten once nothing needs their values; ``scratch`` were added.
    """

    width: dict[str, str]
    own: set[str]
    scratch: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """A symbol whose value must be in a buffer of its own at the end of its stage.

    ``over`` is the buffer that it takes the place of, if it may: a state one timestep before.
    """

    name: str
    over: str = ""


class Compiler:
    """Operations of the equations, stage by stage.

    ``buffer_of`` names the buffer of each symbol that is known before; ``width`` gives an
    expression's dimension, empty for a number; ``calls`` are functions that are called by name;
    ``show`` prints an expression of numbers.
    """

    def __init__(
        self,
        buffer_of: Mapping[sp.Symbol, str],
        results: Mapping[sp.Symbol, Result],
        width: Callable[[sp.Expr], str],
        numbers: Iterable[sp.Symbol],
        calls: Mapping[str, str],
        show: Callable[[sp.Expr], str],
    ) -> None:
        self.value = dict(buffer_of)
        self.results, self.width, self.calls = dict(results), width, calls
        self.numbers, self.show = set(numbers), show
        self.found: list[Operation] = []
        self.widths: dict[str, str] = {}
        self.wanted: dict[str, str] = {}

    def stage(self, equations: Sequence[Equation]) -> list[Operation]:
        """The operations of one stage; every value has a name of its own, "#3"."""
        self.found = []
        with sp.evaluate(False):
            for equation in equations:
                value = self.compute(equation.right, equation.label)
                result = self.results.get(equation.left)
                if result is not None:
                    if not value.startswith("#") or value in self.wanted:
                        value = self.add("copyto", (value,), equation.label, equation.left)
                    self.wanted[value] = result.name
                self.value[equation.left] = value
        return self.found

    def compute(self, expr: sp.Basic, label: str) -> str:
        if self.is_number(expr):
            return f"={self.show(expr)}"
        if isinstance(expr, sp.Symbol):
            return self.value[expr]
        if isinstance(expr, row):
            return f"{ROW}{self.compute(expr.args[0], label)}"
        if isinstance(expr, outer):
            one, other = (self.compute(arg, label) for arg in expr.args)
            return self.add("multiply", (f"{COLUMN}{one}", f"{ROW}{other}"), label, expr)
        name, operands = self.word(expr, label)
        return self.add(name, tuple(self.compute(o, label) for o in operands), label, expr)

    def is_number(self, expr: sp.Basic) -> bool:
        """Whether it is a number; a comparison of two fills a buffer, as any other does."""
        if isinstance(expr, width):
            return True
        if isinstance(expr, sp.Symbol):
            return expr in self.numbers
        return isinstance(expr, sp.Expr) and all(map(self.is_number, expr.args))

    def word(self, expr: sp.Basic, label: str) -> tuple[str, tuple[sp.Basic, ...]]:
        """The operation that an expression is, over simpler expressions."""
        positive = negated(expr)
        if positive is not None:
            return "negative", (positive,)
        if isinstance(expr, sp.Add):
            *first, last = expr.args
            rest = first[0] if len(first) == 1 else sp.Add(*first)
            taken = negated(last)
            if taken is not None:
                return "subtract", (rest, taken)
            if len(first) == 1 and negated(rest) is not None:
                return "subtract", (last, negated(rest))
            return "add", (rest, last)
        above, below = fraction(expr)
        if below is not None:
            value = sp.Mul(*above) if len(above) > 1 else above[0] if above else sp.Integer(1)
            return "divide", (value, below)
        if isinstance(expr, sp.Mul):
            *first, last = expr.args
            return "multiply", (first[0] if len(first) == 1 else sp.Mul(*first), last)
        if isinstance(expr, sp.Pow):
            base, exponent = expr.args
            if exponent == HALF:
                return "sqrt", (base,)
            if exponent == 2:
                return "square", (base,)
            if exponent.is_Integer and exponent > 0:
                return "power", (base, exponent)
        if isinstance(expr, clip):
            value, low, high = expr.args
            return "minimum", (maximum(value, low), high)
        if isinstance(expr, mean):
            return "divide", (over_units(*expr.args), width(*expr.args))
        name = type(expr).__name__
        if expr.func in WORDS:
            return WORDS[expr.func], expr.args
        if name in self.calls:
            return self.calls[name], expr.args
        raise NoOperationError(f"{label}: no operation for {name}")

    def add(self, function: str, operands: tuple[str, ...], label: str, expr: sp.Basic) -> str:
        value = f"#{len(self.widths)}"
        self.widths[value] = self.width(expr)
        self.found.append(Operation(function, operands, value, label))
        return value


def buffer(operand: str) -> str:
    """The buffer of an operand, however it is seen."""
    return operand if operand.startswith("=") else operand.rpartition(" ")[2]


def placed(
    stages: Sequence[Sequence[Operation]],
    compiler: Compiler,
    buffers: Buffers,
    read: Sequence[Iterable[str]],
    reuse: bool,
) -> tuple[list[list[Operation]], list[str]]:
    """The operations with buffers in place of values, and the states that need two buffers.

    ``read`` are the buffers that the products of each stage read. With ``reuse``, a buffer that has
    become free is taken before another is added.
    """
    uses: dict[str, tuple[int, int]] = {}
    for number, stage in enumerate(stages):
        for place, operation in enumerate(stage):
            uses |= dict.fromkeys(map(buffer, operation.operands), (number, place))
    buffer_of: dict[str, str] = {}
    free: list[str] = []
    found: list[list[Operation]] = []
    apart: dict[str, None] = {}
    over = {result.name: result.over for result in compiler.results.values() if result.over}
    for number, stage in enumerate(stages):
        found.append([])
        for place, operation in enumerate(stage):
            values = list(map(buffer, operation.operands))
            names = [buffer_of.get(value, value) for value in values]
            width = compiler.widths[operation.out]
            whole = operation.function in WHOLE
            dead = [
                name
                for name, value in zip(names, values, strict=True)
                if uses[value] == (number, place)
                and (name in buffers.own or name in buffers.scratch)
            ]
            dead = list(dict.fromkeys(dead))
            wanted = compiler.wanted.get(operation.out)
            if wanted is not None:
                target = wanted
                earlier = over.get(wanted, "")
                last = uses.get(earlier, (-1, -1))
                later = last > (number, place) or (whole and last == (number, place))
                if earlier and (later or any(earlier in r for r in read[number + 1 :])):
                    apart[wanted] = None
            else:
                fitting = [n for n in dead if buffers.width[n] == width and not whole]
                others = [name for name in free if buffers.width[name] == width]
                if fitting:
                    # A quotient overwrites its denominator and a choice what else holds, which the
                    # condition then leaves in its place; anything else what comes first.
                    target = fitting[-1 if operation.function in ("divide", "where") else 0]
                elif others and reuse:
                    target = others[0]
                    free.remove(target)
                else:
                    target = f"s_{len(buffers.scratch) + 1}"
                    buffers.scratch.append(target)
                    buffers.width[target] = width
            free += [name for name in dead if name != target and name not in free]
            buffer_of[operation.out] = target
            seen = [
                o.removesuffix(value) + name
                for o, value, name in zip(operation.operands, values, names, strict=True)
            ]
            found[-1].append(Operation(operation.function, tuple(seen), target, operation.label))
    return found, list(apart)
