"""Divides by 1 + exp(-u) instead of multiplying with a sigmoid of u.

v sigma(u) is v / (1 + exp(-u)). The minus moves into the weights that u is summed from, where it
costs nothing and rounds nothing. What is left is one exponential, one sum and the product that was
there before, as a quotient. A sigmoid through tanh would keep the product, but far below zero no
digit of it is left, and without AVX-512 a tanh takes longer than an exponential. A sigmoid that
is used otherwise than as one factor becomes the quotient 1 / (1 + exp(-u)) itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.signs import negated
from lstm_sym.notation.words import clip
from lstm_sym.passes.stable import rebuild

ONE = sp.Integer(1)


@dataclass(frozen=True)
class Quotients:
    """Equations without sigmoids, and the sums whose weights are negated."""

    equations: tuple[Equation, ...]
    negated: frozenset[sp.Symbol]


def quotients(
    equations: tuple[Equation, ...],
    sums: Iterable[sp.Symbol],
    kept: Iterable[sp.Symbol],
    sigmoid: str = "sigmoid",
) -> Quotients:
    """The equations with quotients; ``kept`` are symbols whose own value is needed after them."""
    with sp.evaluate(False):
        return Rewriting(equations, set(sums), set(kept), sigmoid).quotients()


class Rewriting:
    """The equations by what they define, while some of them change."""

    def __init__(
        self,
        equations: tuple[Equation, ...],
        sums: set[sp.Symbol],
        kept: set[sp.Symbol],
        sigmoid: str,
    ) -> None:
        self.equations, self.sums, self.kept, self.sigmoid = equations, sums, kept, sigmoid
        self.rights = {e.left: e.right for e in equations}
        self.uses = Counter(
            node
            for e in equations
            for node in sp.preorder_traversal(e.right)
            if isinstance(node, sp.Symbol)
        )
        self.negated: set[sp.Symbol] = set()
        self.divisors: set[sp.Symbol] = set()

    def quotients(self) -> Quotients:
        factors = {f for right in self.rights.values() for f in _factors(right)}
        for left, right in list(self.rights.items()):
            if self._is_sigmoid(right) and self.uses[left] == 1 and left in factors - self.kept:
                self.divisors.add(left)
        for left in list(self.rights):
            right = self.rights[left]
            if left in self.divisors:
                self.rights[left] = self._divisor(right.args[0])
            else:
                self.rights[left] = self._divided(right)
        found = tuple(replace(e, right=self.rights[e.left]) for e in self.equations)
        return Quotients(found, frozenset(self.negated))

    def _is_sigmoid(self, node: sp.Basic) -> bool:
        return isinstance(node, sp.Function) and type(node).__name__ == self.sigmoid

    def _divided(self, node: sp.Basic) -> sp.Basic:
        """Every factor that is a sigmoid, or stands for a divisor, below the bar."""
        if isinstance(node, sp.Mul):
            for place, factor in enumerate(node.args):
                if factor in self.divisors or self._is_sigmoid(factor):
                    others = [*node.args[:place], *node.args[place + 1 :]]
                    above = sp.Mul(*others) if len(others) > 1 else others[0]
                    below = factor if factor in self.divisors else self._divisor(factor.args[0])
                    return self._divided(above) / below
        if node in self.divisors:
            return ONE / node
        if self._is_sigmoid(node):
            return ONE / self._divisor(node.args[0])
        return rebuild(node, self._divided)

    def _divisor(self, u: sp.Basic) -> sp.Basic:
        return ONE + sp.exp(self._minus(self._divided(u)))

    def _minus(self, node: sp.Basic) -> sp.Basic:
        """-node, with the minus sign moved into weights where nothing else uses their product."""
        if isinstance(node, sp.Symbol) and self.uses[node] == 1 and node not in self.kept:
            if node in self.sums:
                self.negated.add(node)
                return node
            if node in self.rights and self._reaches_sum(self.rights[node]):
                self.rights[node] = self._minus(self.rights[node])
                return node
        if isinstance(node, sp.Add) and self._reaches_sum(node):
            first, *rest = node.args
            total = self._minus(first)
            for term in rest:
                total = total + self._minus(term)
            return total
        if isinstance(node, clip) and node.args[1] == -node.args[2]:
            return clip(self._minus(node.args[0]), *node.args[1:])
        positive = negated(node)
        return -node if positive is None else positive

    def _reaches_sum(self, node: sp.Basic) -> bool:
        """Whether some weights can be negated in its place."""
        if isinstance(node, sp.Symbol) and self.uses[node] == 1 and node not in self.kept:
            return node in self.sums or (
                node in self.rights and self._reaches_sum(self.rights[node])
            )
        if isinstance(node, sp.Add):
            return any(map(self._reaches_sum, node.args))
        return isinstance(node, clip) and self._reaches_sum(node.args[0])


def _factors(node: sp.Basic) -> Iterable[sp.Basic]:
    for one in sp.preorder_traversal(node):
        if isinstance(one, sp.Mul):
            yield from one.args
