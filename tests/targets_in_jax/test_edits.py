"""Edited equations, as the mutation proof edits them: the form in JAX follows, or is refused."""

import warnings

import jax
import numpy as np
import pytest

from lstm_sym.program import NotLoweredError
from lstm_sym.proofs import mutants
from lstm_sym.proofs.calls import Printed, arguments, module
from lstm_sym.targets.jax.source import of_formulation
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.printer import NoWordError
from tests.targets_in_jax import printed

#: So many edits of each formulation are tried here; every 150th was, once.
SAMPLE = 3


@pytest.mark.parametrize("formulation", printed.SERVED, ids=lambda f: f.name)
def test_an_edited_formulation_has_a_right_form_or_none(formulation) -> None:
    served, every = 0, list(mutants.of_equations(formulation))
    first = len(every) // 7
    for mutant in (one for begin in range(13) for one in every[first + begin :: 13]):
        if served == SAMPLE:
            break
        try:
            stated = mutant.make()
            readable = Printed(stated, numpy_formulation.module(stated)).module
            (text,) = of_formulation(stated).values()
        except (ValueError, NoWordError, NotLoweredError):
            continue  # refused by the notation, by the readable form, or by this one
        configuration = printed.ends(stated)[0]
        words = arguments(stated, printed.drawn(stated, configuration), configuration.options, {})
        name = stated.sequence.name
        with np.errstate(all="ignore"), warnings.catch_warnings(), jax.disable_jit():
            warnings.simplefilter("ignore")
            try:
                theirs = getattr(readable, name)(**words)
            except (TypeError, NameError, ValueError, IndexError, AttributeError):
                continue  # an edit that no form can run
            ours = getattr(module(text), name)(**words)
        served += 1
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12, err_msg=str(mutant))
    assert served == SAMPLE
