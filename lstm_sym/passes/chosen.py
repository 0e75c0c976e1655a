"""The equations that hold under some values of the options."""

from dataclasses import replace

from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.timestep import Timestep


def chosen(step: Timestep) -> Timestep:
    """Only what holds, without saying when."""
    held = (e for e in step.equations if holds(e, step.when))
    return step.over(tuple(replace(e, when={}) for e in held))


def holds(equation: Equation, when: When) -> bool:
    for name, value in equation.when.items():
        if name not in when:
            raise ValueError(f"{equation.label}: {name} is no option that chooses an equation")
        if when[name] not in (value if isinstance(value, tuple) else (value,)):
            return False
    return True
