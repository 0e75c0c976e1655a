"""The equations that hold under some values of the options."""

from dataclasses import replace

from lstm_sym.lowering.program import NotLoweredError
from lstm_sym.notation.branches import holds
from lstm_sym.passes.timestep import Timestep


def chosen(step: Timestep) -> Timestep:
    """Only what holds, without saying when."""
    for equation in step.equations:
        for name in equation.when.keys() - step.when.keys():
            raise NotLoweredError(f"{equation.label}: {name} is no option that chooses an equation")
    held = (e for e in step.equations if holds(e.when, step.when))
    return step.over(tuple(replace(e, when={}) for e in held))
