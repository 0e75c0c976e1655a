"""Choices as copies: run one after the other they leave what the equations define."""

import pytest
import sympy as sp

from lstm_sym.equations.keras import formulation
from lstm_sym.notation.words import where
from lstm_sym.passes.kept import kept

EACH = {e.label: e for e in formulation.sequence.each}
BEFORE = {series.now: series.before for series in formulation.notation.series_of}
m_t = EACH["masked-step"].right.args[0]


def meant(equations, holds: bool) -> dict[str, sp.Expr]:
    """What the left sides are, where the mask holds or does not."""
    held: dict[sp.Basic, sp.Basic] = {}
    for e in equations:
        right = e.right.subs(held, simultaneous=True)
        chosen = right.replace(where, lambda _, value, other: value if holds else other)
        pairs = (
            zip(e.left, chosen, strict=True) if isinstance(e.left, sp.Tuple) else [(e.left, chosen)]
        )
        held |= dict(pairs)
    return {str(symbol): value for symbol, value in held.items()}


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize("output", ["output-previous", "output-state", "output-zero"])
def test_the_arrays_hold_what_the_equations_define(output: str, holds: bool) -> None:
    step = EACH["masked-step"]
    results = sp.Tuple(*(symbol for symbol in step.left))
    new = {symbol: sp.Symbol(f"new_{symbol}") for symbol in results}
    called = step.right.replace(
        lambda node: node == step.right.args[1], lambda _: sp.Tuple(*new.values())
    )
    equations = [type(step)(step.label, step.left, called), EACH[output]]
    expected, found = meant(equations, holds), meant(kept(equations, BEFORE), holds)
    for now, before in BEFORE.items():
        if str(now) in expected:
            assert found[str(before)] == expected[str(now)]
