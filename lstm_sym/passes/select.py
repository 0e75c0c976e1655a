"""The equations of a timestep that run: those that hold under the options and have a use."""

from dataclasses import replace

from lstm_sym.notation.branches import holds
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.timestep import Timestep
from lstm_sym.program import NotLoweredError


def select_options(step: Timestep) -> Timestep:
    """Keep the equations that hold under the chosen options, and drop their conditions."""
    for equation in step.equations:
        for name in equation.when.keys() - step.when.keys():
            raise NotLoweredError(
                f"{equation.label}: {name} is not an option that chooses an equation"
            )
    held = (e for e in step.equations if holds(e.when, step.when))
    return step.with_equations(tuple(replace(e, when={}) for e in held))


def drop_unused(step: Timestep) -> Timestep:
    """Keep the equations that an emitted or returned state needs, and the states among them."""
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
            return step.with_equations(tuple(kept), states=states)
        needed |= missing
