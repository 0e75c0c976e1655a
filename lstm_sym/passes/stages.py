"""Puts the equations of a timestep into stages: products first, then what is elementwise."""

import sympy as sp

from lstm_sym.lowering.program import Stage
from lstm_sym.passes.timestep import Timestep


def stages(step: Timestep) -> tuple[Stage, ...]:
    """A stage begins where a product needs what an equation of the one before it gives."""
    of: dict[sp.Symbol, int] = dict.fromkeys(step.given, 0)
    of_sum: dict[sp.Symbol, int] = {}
    placed: list[tuple[int, object]] = []
    waiting = {one.symbol: one for one in step.sums}

    def stage_of_sum(symbol: sp.Symbol) -> int:
        one = waiting[symbol]
        return max(0 if v in step.given else of[v] + 1 for v in one.terms)

    for equation in step.equations:
        for symbol in equation.right.free_symbols & set(waiting):
            of[symbol] = of_sum[symbol] = stage_of_sum(symbol)
        number = max((of[s] for s in equation.right.free_symbols), default=0)
        of |= dict.fromkeys(equation.defined, number)
        placed.append((number, equation))
    last = max(number for number, _ in placed)
    return tuple(
        Stage(
            tuple(one for one in step.sums if of_sum[one.symbol] == number),
            tuple(e for n, e in placed if n == number),  # type: ignore[misc]
        )
        for number in range(last + 1)
    )
