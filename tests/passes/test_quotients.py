"""Sigmoids as denominators: the cell computes the same, and what is no sigmoid is refused."""

from dataclasses import replace

import pytest
import sympy as sp

from lstm_sym.equations import activations
from lstm_sym.equations.keras import lstm_cell
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.pack import pack
from lstm_sym.passes.quotients import quotients

PACKED = pack(lstm_cell)
FORMULA = activations.sigmoid.formula


def values(equations: tuple[Equation, ...], sums: dict[sp.Symbol, sp.Expr]) -> dict[str, sp.Expr]:
    """What the cell's results are, of given sums."""
    sigmoid = sp.Function("recurrent_activation")
    held = dict(sums)
    for e in equations:
        right = e.right.doit().subs(held, simultaneous=True)
        held[e.left] = right.replace(sigmoid, lambda u: 1 / (1 + sp.exp(-u)))
    return {str(r): held[r] for r in lstm_cell.results}


def held_to_the_cell(equations: tuple[Equation, ...]) -> None:
    turned = quotients(equations, "recurrent_activation", FORMULA)
    assert len(turned.factors) == 3
    sums = {symbol: sp.Symbol(f"s_{gate}") for gate, symbol in PACKED.symbols.items()}
    scaled = {symbol: turned.factors.get(symbol, 1) * total for symbol, total in sums.items()}
    ours, theirs = values(turned.equations, scaled), values(equations, sums)
    for name, value in theirs.items():
        assert sp.simplify(ours[name] - value) == 0
    assert not any("recurrent_activation" in str(e.right) for e in turned.equations)


def test_the_results_are_those_of_the_cell() -> None:
    held_to_the_cell(PACKED.equations)


def test_another_function_is_refused() -> None:
    with pytest.raises(ValueError, match="which is no sigmoid"):
        quotients(PACKED.equations, "recurrent_activation", activations.hard_sigmoid.formula)


@pytest.mark.parametrize("change", ["added", "subtracted", "a product of two gates"])
def test_a_gate_may_stand_anywhere(change: str) -> None:
    i_t, f_t = (
        next(e.left for e in PACKED.equations if e.label == f"{gate}-gate")
        for gate in ("input", "forget")
    )
    with sp.evaluate(False):
        changes = {"added": i_t, "subtracted": -i_t * 2, "a product of two gates": i_t * f_t}
        changed = tuple(
            replace(e, right=e.right + changes[change]) if e.label == "cell-state" else e
            for e in PACKED.equations
        )
    held_to_the_cell(changed)
