"""Leaves out equations and states that no result needs."""

from lstm_sym.notation.equations import Equation
from lstm_sym.passes.timestep import Timestep


def used(step: Timestep) -> Timestep:
    """The equations that an emitted or returned state needs, and the states among them."""
    loop = step.loop
    results = {loop.emitted.now} | {series.now for series in loop.results if series is not None}
    needed = set(results)
    while True:
        kept: list[Equation] = []
        for equation in reversed(step.equations):
            if needed & set(equation.defined):
                kept.insert(0, equation)
                needed |= equation.right.free_symbols
        states = tuple(s for s in step.states if s.now in results or s.before in needed)
        missing = {s.now for s in states} - needed
        if not missing:
            return step.over(tuple(kept), states=states)
        needed |= missing
