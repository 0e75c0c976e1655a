"""Writes a sum that is spread over several equations as one, so that its products are one, too."""

from collections import Counter
from dataclasses import replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import dot
from lstm_sym.passes.arithmetic import summands
from lstm_sym.passes.stable import rebuild
from lstm_sym.passes.timestep import Timestep


def flat(step: Timestep) -> Timestep:
    """A sum of products that is used once, as a term of another sum, stands there."""
    nows = {state.now for state in step.states}
    nodes = [n for e in step.equations for n in sp.preorder_traversal(e.right)]
    uses = Counter(node for node in nodes if isinstance(node, sp.Symbol))
    terms = {term for node in nodes if isinstance(node, sp.Add) for term in node.args}
    moved: dict[sp.Symbol, sp.Expr] = {}
    kept: list[Equation] = []

    def inside(node: sp.Basic) -> sp.Basic:
        return moved[node] if node in moved else rebuild(node, inside)

    with sp.evaluate(False):
        for equation in step.equations:
            left, right = equation.left, inside(equation.right)
            once = uses[left] == 1 and left in terms and left not in nows
            if once and all(isinstance(term, dot) for term in summands(right)):
                moved[left] = right
            else:
                kept.append(replace(equation, right=right))
    return step.over(tuple(kept))
