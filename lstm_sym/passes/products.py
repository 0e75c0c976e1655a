"""Collects sums of products: dot(x, W_i) + dot(h, U_i) + p_i * c + b_i becomes z_i + p_i * c.

The z of all gates are then one product for each vector. What the same for every example is added
to the products, a bias or a number, belongs to z. A product whose vector is only known in a later
stage is a z of its own.
"""

from dataclasses import replace

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.lowering.program import NotLoweredError, Sum
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import dot
from lstm_sym.passes.arithmetic import summands
from lstm_sym.passes.stable import rebuild
from lstm_sym.passes.timestep import Timestep


def products(step: Timestep) -> Timestep:
    """The equations over the sums z, which are kept beside them."""
    collector = Collector(step)
    with sp.evaluate(False):
        equations = tuple(collector.collected(e) for e in step.equations)
    return step.over(equations, sums=tuple(collector.sums))


class Collector:
    """Collects the sums of one timestep and remembers in which stage each symbol is known."""

    def __init__(self, step: Timestep) -> None:
        self.step, self.n = step, step.notation
        self.shapes = Shapes({q.symbol: q.shape for q in self.n.quantities.values()}, {})
        self.batch = self.n[step.loop.entry].shape[0]
        self.sums: list[Sum] = []
        self.stage = dict.fromkeys(step.given, 0)
        self.gates = {
            block: gate for s in self.n.stacks.values() for gate, block in s.blocks.items()
        }

    def collected(self, equation: Equation) -> Equation:
        right = self._collected(equation.right, equation)
        stage = max((self.stage[s] for s in right.free_symbols), default=0)
        self.stage |= dict.fromkeys(equation.defined, stage)
        return replace(equation, right=right)

    def _collected(self, node: sp.Basic, equation: Equation) -> sp.Basic:
        if isinstance(node, dot):
            return self._sum([node], equation)
        if isinstance(node, sp.Add):
            terms = summands(node)
            products = [term for term in terms if product(term) is not None]
            if products:
                constant = [t for t in terms if t not in products and self._is_constant(t)]
                rest = [t for t in terms if t not in products and t not in constant]
                total = self._sum([*products, *constant], equation)
                others = (self._collected(term, equation) for term in rest)
                for other in others:
                    total = total + other
                return total
        return rebuild(node, lambda arg: self._collected(arg, equation))

    def _is_constant(self, term: sp.Expr) -> bool:
        """Whether no example and no timestep changes it, and no function is to be called for it."""
        return not term.has(AppliedUndef) and all(
            symbol in self.step.given and self.batch not in self.n[symbol].shape
            for symbol in term.free_symbols
        )

    def _sum(self, terms: list[sp.Expr], equation: Equation) -> sp.Expr:
        """One z for each stage in which vectors of these products become known."""
        staged: dict[int, dict[sp.Symbol, list[sp.Expr]]] = {}
        constant = [term for term in terms if product(term) is None]
        for term in terms:
            found = product(term)
            if found is None:
                continue
            vector, weights = found
            if not self._is_constant(weights):
                raise NotLoweredError(f"{equation.label}: {term} has no weights that stay the same")
            stage = self.stage[vector] if vector in self.step.given else self.stage[vector] + 1
            staged.setdefault(stage, {}).setdefault(vector, []).append(weights)
        symbols = []
        for stage, by_vector in sorted(staged.items()):
            blocks = {vector: added(weights) for vector, weights in by_vector.items()}
            bias, constant = added(constant), []
            symbols.append(self._symbol(stage, blocks, bias, equation))
        return added(symbols)

    def _symbol(
        self, stage: int, blocks: dict[sp.Symbol, sp.Expr], bias: sp.Expr, equation: Equation
    ) -> sp.Symbol:
        for known in self.sums:
            if known.terms == blocks and known.bias == bias:
                return known.symbol
        gates = [self.gates[s] for b in blocks.values() for s in b.free_symbols if s in self.gates]
        name = f"z_{gates[0] if gates else equation.left}"
        vector, weights = next(iter(blocks.items()))
        shape = self.shapes.of(dot(vector, next(iter(weights.free_symbols))))
        symbol = self.step.new(name, shape, f"sum of {equation.label}")
        self.shapes.symbols[symbol] = shape  # type: ignore[index]
        self.stage[symbol] = stage
        self.sums.append(Sum(symbol, blocks, bias, equation.label))
        return symbol


def product(term: sp.Expr) -> tuple[sp.Symbol, sp.Expr] | None:
    """The vector of a product and its weights, times any number before it; None for others."""
    if isinstance(term, dot):
        return term.args
    if isinstance(term, sp.Mul):
        dots = [factor for factor in term.args if isinstance(factor, dot)]
        others = [factor for factor in term.args if not isinstance(factor, dot)]
        if len(dots) == 1 and all(factor.is_Rational for factor in others):
            vector, weights = dots[0].args
            return vector, sp.Mul(*others, weights)
        nested = [product(factor) for factor in term.args]
        found = [one for one in nested if one is not None]
        rest = [f for f, one in zip(term.args, nested, strict=True) if one is None]
        if len(found) == 1 and all(factor.is_Rational for factor in rest):
            vector, weights = found[0]
            return vector, sp.Mul(*rest, weights)
    return None


def added(terms: list[sp.Expr]) -> sp.Expr:
    """Their sum, grouped from the left."""
    total: sp.Expr = terms[0] if terms else sp.Integer(0)
    for term in terms[1:]:
        total = total + term
    return total
