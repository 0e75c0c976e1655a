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


def test_the_results_are_those_of_the_cell() -> None:
    turned = quotients(PACKED.equations, "recurrent_activation", FORMULA)
    assert len(turned.factors) == 3
    sums = {symbol: sp.Symbol(f"s_{gate}") for gate, symbol in PACKED.symbols.items()}
    scaled = {symbol: turned.factors.get(symbol, 1) * total for symbol, total in sums.items()}
    ours, theirs = values(turned.equations, scaled), values(PACKED.equations, sums)
    for name, value in theirs.items():
        assert sp.simplify(ours[name] - value) == 0
    assert not any("recurrent_activation" in str(e.right) for e in turned.equations)


def test_another_function_is_refused() -> None:
    with pytest.raises(ValueError, match="which is no sigmoid"):
        quotients(PACKED.equations, "recurrent_activation", activations.hard_sigmoid.formula)


def test_a_gate_that_is_no_factor_is_refused() -> None:
    i_t = next(e.left for e in PACKED.equations if e.label == "input-gate")
    with sp.evaluate(False):
        changed = tuple(
            replace(e, right=e.right + i_t) if e.label == "cell-state" else e
            for e in PACKED.equations
        )
    with pytest.raises(ValueError, match="not the factor of a product"):
        quotients(changed, "recurrent_activation", FORMULA)
