"""`masked`: what a masked timestep hands back, from the equations of what it keeps and emits.

What arrives at a state or at the output goes to what the equation chooses between, each by the
derivative of the choice. A state before the timestep gets something on two ways: as what is kept,
and through the timestep.
"""

from dataclasses import dataclass

import sympy as sp

from lstm_sym.notation.cells import Sequence
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import prime, where
from lstm_sym.passes.arithmetic import ZERO, times
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.passes.stable import rebuild

ARRIVING, THROUGH = sp.symbols("arriving through", real=True)
STEP, BEFORE = sp.Function("step"), sp.Symbol("before", real=True)


@dataclass(frozen=True)
class Masked:
    """What the timestep and the state before it get; what the state now and the output before get.

    ``through`` is what the timestep hands on to the state before. Of the output this is by the
    values of ``masked_output``.
    """

    mask: sp.Symbol
    label: str
    step: sp.Expr
    before: sp.Expr
    outputs: dict[str, tuple[str, sp.Expr, sp.Expr]]


def masked(sequence: Sequence) -> Masked:
    """Of the equations of a sequence that has a mask and every form of a masked output."""
    each = [e for e in sequence.each if e.when.get("mask") is True]
    (step,) = (e for e in each if isinstance(e.left, sp.Tuple))
    mask = step.right.args[0]
    with sp.evaluate(False):
        kept = where(mask, STEP(BEFORE), BEFORE)
        outputs = {
            str(e.when["masked_output"]): (e.label, *_of_output(e))
            for e in each
            if "masked_output" in e.when
        }
        before = _handed(kept, BEFORE)
        return Masked(
            mask,
            step.label,
            _handed(where(mask, THROUGH, BEFORE), THROUGH),
            rebuild(before, lambda one: THROUGH if one.has(prime) else one),
            outputs,
        )


def _handed(right: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
    return times(ARRIVING, differentiate(right, symbol))


def _of_output(equation: Equation) -> tuple[sp.Expr, sp.Expr]:
    """Of what arrives at the output: what the state gets, and what the output before gets."""
    right = equation.right
    now, before = (right.args[1:]) if isinstance(right, where) else (right, ZERO)
    return _handed(right, now), ZERO if before == ZERO else _handed(right, before)
