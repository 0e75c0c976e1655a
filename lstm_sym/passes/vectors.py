"""Names what a product multiplies: dot(r_t * h_tm1, U) becomes v_1 = r_t * h_tm1, dot(v_1, U)."""

from dataclasses import replace

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import dot
from lstm_sym.passes.stable import rebuild
from lstm_sym.passes.timestep import Timestep


def vectors(step: Timestep) -> Timestep:
    """The vector of every product is given, a state of the timestep before, or has a name."""
    names: dict[sp.Expr, sp.Symbol] = {}
    shapes = Shapes({q.symbol: q.shape for q in step.notation.quantities.values()}, {})
    equations: list[Equation] = []

    def named(node: sp.Basic) -> sp.Basic:
        if not isinstance(node, dot):
            return rebuild(node, named)
        vector, matrix = named(node.args[0]), node.args[1]
        if vector in step.cell.given:
            return dot(vector, matrix)
        if vector not in names:
            name = f"v_{len(names) + 1}"
            names[vector] = step.new(name, shapes.of(vector), "what a product multiplies")
            equations.append(Equation(f"{label}-{name}", names[vector], vector))
        return dot(names[vector], matrix)

    with sp.evaluate(False):
        for equation in step.equations:
            label = equation.label
            right = named(equation.right)
            equations.append(replace(equation, right=right))
    return step.over(tuple(equations))
