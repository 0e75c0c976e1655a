"""One timestep of a formulation as calls of NumPy on buffers that are there."""

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.adjacent import best_order
from lstm_sym.passes.buffers import Operation, in_place
from lstm_sym.passes.pack import Packed, pack
from lstm_sym.passes.quotients import quotients


class Steps:
    """One timestep as calls of NumPy: with any functions, and with those of the defaults."""

    def __init__(self, formulation: Formulation) -> None:
        self.packed = pack(formulation.cell)
        self.functions = list(formulation.notation.functions)
        chosen, gates = self.functions[-1], formulation.notation.functions[self.functions[-1]]
        formulas = {a.name: a.formula for a in ACTIVATIONS}
        self.turned = quotients(self.packed.equations, chosen, formulas[gates.default])
        other = sp.Function(self.functions[0])
        with sp.evaluate(False):
            as_default = tuple(
                replace(e, right=renamed(e.right, other, sp.tanh)) for e in self.turned.equations
            )
        self.products = operations(self.packed, self.packed.equations)
        self.quotients = operations(self.packed, as_default)
        gate = {symbol: gate for gate, symbol in self.packed.symbols.items()}
        self.negated = [gate[symbol] for symbol in self.turned.factors]
        self.left = {g: self._left(symbol) for g, symbol in self.packed.symbols.items()}
        layout = formulation.layout.gates
        free = [self.left[g] for g in layout]
        self.order = best_order(self.quotients, free, "c_tm1")
        self.gates = [g for name in self.order for g in layout if self.left[g] == name]

    def _left(self, total: sp.Symbol) -> str:
        return next(str(e.left) for e in self.packed.equations if total in e.right.free_symbols)


def renamed(node: sp.Basic, function: type, by: type) -> sp.Basic:
    """The expression with another function in place of one."""
    if not node.args:
        return node
    args = [renamed(arg, function, by) for arg in node.args]
    return by(*args) if node.func == function else node.func(*args)


def operations(packed: Packed, equations: Sequence[Equation]) -> list[Operation]:
    """The equations as single operations; each gate has one buffer, for its sum and its value."""
    sums = set(packed.symbols.values())
    gates = [e for e in equations if e.right.free_symbols & sums]
    found: list[Operation] = []
    for equation in gates:
        (total,) = equation.right.free_symbols & sums
        one = {str(total): str(equation.left)}
        for o in in_place([equation], set()):
            operands = tuple(one.get(name, name) for name in o.operands)
            found.append(replace(o, operands=operands, out=one.get(o.out, o.out)))
    rest = [e for e in equations if e not in gates]
    return found + in_place(rest, {"c_t", "c_tm1"})
