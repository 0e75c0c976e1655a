"""Drawn cells whose state is a matrix: the fast form and the gradients follow the equations."""

import pytest
from hypothesis import Phase, given, settings

from lstm_sym.lowering.lower import lower
from lstm_sym.passes.quantised import quantised
from lstm_sym.program import NotLoweredError
from lstm_sym.proofs import agreement, complex_step, fast
from lstm_sym.targets.jax.source import serves
from lstm_sym.targets.numpy.source import of_formulation
from tests.lowering.drawn_memory import PARTS, formulation


@settings(max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(PARTS)
def test_a_drawn_memory_has_a_right_fast_form_and_right_gradients(parts: dict) -> None:
    stated = formulation(parts)
    readable, quick = of_formulation(stated, package="", backwards=False).values()
    assert not list(agreement.differences(stated, readable, quick))
    assert not list(fast.differences(stated, readable, quick, fast.forms(stated, quick)))
    every = of_formulation(stated, package="")
    assert list(every) == ["drawn.py", "drawn_fast.py", "drawn_gradients.py"]
    texts = {name.removesuffix(".py"): text for name, text in every.items()}
    assert not list(complex_step.differences(stated, texts))
    assert serves(lower(stated)) is None


def test_products_with_the_weights_of_heads_have_no_fewer_bits() -> None:
    """Else C, which rounds all that it packs, would compute other numbers than NumPy."""
    parts = {"heads": True, "recurrent": False, "bias": False, "wide": "keys", "kept": "number"}
    stated = formulation(parts | {"written": "plain", "read": "now", "norm": "none"})
    with pytest.raises(NotLoweredError, match=r"^key: fewer bits need one matrix for all heads"):
        quantised(stated)
