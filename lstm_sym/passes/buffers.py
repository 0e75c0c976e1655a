"""Equations as single operations that write into buffers which are there already.

Each operation overwrites an operand that nothing needs any more, or else a buffer that has become
free, so that a timestep allocates nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation.equations import Equation

OPERATIONS = {sp.Add: "add", sp.Mul: "multiply"}
FUNCTIONS = {sp.exp: "exp", sp.tanh: "tanh"}


@dataclass(frozen=True)
class Operation:
    """``function(*operands)`` into the buffer ``out``; the label of the equation it serves."""

    function: str
    operands: tuple[str, ...]
    out: str
    label: str


def in_place(equations: Sequence[Equation], kept: set[str]) -> list[Operation]:
    """The operations of some equations; results and the symbols in ``kept`` keep their buffers."""
    return list(Buffers(equations, kept).operations())


class Buffers:
    """Which names are still needed, and which buffers are free."""

    def __init__(self, equations: Sequence[Equation], kept: set[str]) -> None:
        self.equations = equations
        self.kept = kept | {str(e.left) for e in equations}
        self.free: list[str] = []
        self.uses: dict[str, int] = {}
        for equation in equations:
            for node in sp.preorder_traversal(equation.right):
                if isinstance(node, sp.Symbol):
                    self.uses[node.name] = self.uses.get(node.name, 0) + 1
        self.found: list[Operation] = []

    def operations(self) -> Iterator[Operation]:
        for equation in self.equations:
            with sp.evaluate(False):
                self.compute(equation.right, equation.label, str(equation.left))
            yield from self.found
            self.found.clear()

    def compute(self, expr: sp.Basic, label: str, target: str | None = None) -> str:
        """Add the operations of an expression; the name of the buffer that holds its value."""
        if isinstance(expr, sp.Symbol):
            return expr.name
        if isinstance(expr, sp.Number):
            return str(float(expr))
        if isinstance(expr, AppliedUndef):
            function = type(expr).__name__
        elif expr.func in FUNCTIONS:
            function = FUNCTIONS[expr.func]
        elif is_quotient(expr):
            value, inverse = expr.args
            expr = sp.Tuple(value, inverse.args[0])
            function = "divide"
        elif expr.func in OPERATIONS:
            *first, last = expr.args
            if len(first) > 1:
                expr = expr.func(expr.func(*first), last)
            function = OPERATIONS[expr.func]
        else:
            raise TypeError(f"{label}: no operation for {expr}")
        operands = tuple(self.compute(arg, label) for arg in expr.args)
        dead = [name for name in operands if name.isidentifier() and self.used(name)]
        if target is None:
            # A quotient overwrites its denominator, anything else what comes first.
            target = dead.pop(-1 if function == "divide" else 0) if dead else self.take(label)
        self.free += [name for name in dead if name != target]
        self.uses.setdefault(target, 0)
        self.found.append(Operation(function, operands, target, label))
        return target

    def used(self, name: str) -> bool:
        """Count one use; whether it was the last one and the buffer may be overwritten."""
        self.uses[name] = self.uses.get(name, 0) - 1
        return self.uses[name] <= 0 and name not in self.kept

    def take(self, label: str) -> str:
        if not self.free:
            raise ValueError(f"{label}: no buffer is free")
        return self.free.pop(0)


def is_quotient(expr: sp.Basic) -> bool:
    """Whether it is one value divided by another."""
    if not isinstance(expr, sp.Mul) or len(expr.args) != 2:
        return False
    return isinstance(expr.args[1], sp.Pow) and expr.args[1].args[1] == -1


def evaluate(operations: Sequence[Operation], values: Mapping[str, sp.Expr]) -> dict[str, sp.Expr]:
    """What the buffers hold at the end, computed on symbols: the proof that nothing is lost."""
    held = dict(values)
    words = {
        "add": sp.Add,
        "multiply": sp.Mul,
        "divide": lambda value, by: value / by,
        "exp": sp.exp,
        "tanh": sp.tanh,
    }
    for operation in operations:
        word = words.get(operation.function, sp.Function(operation.function))
        operands = (held[n] if n in held else sp.Rational(n) for n in operation.operands)
        held[operation.out] = word(*operands)
    return held
