"""Wrong versions of the printed gradients: all of a sample are told from the right ones."""

from dataclasses import replace

import pytest

from lstm_sym.equations import keras
from lstm_sym.proofs import gradients

SAMPLE = 61  # with 1 in its place every mutant is tried, and it takes minutes


def test_every_mutant_of_a_sample_is_killed() -> None:
    tried, alive = gradients.survivors(SAMPLE)
    assert tried > 90
    assert alive == []


def test_every_mutant_of_what_a_masked_timestep_hands_back_is_killed() -> None:
    tried, alive = gradients.survivors_of_masked()
    assert tried > 20
    assert alive == []


def test_a_mutant_that_is_the_original_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The right gradients in the place of a wrong version are found to be alive."""
    texts = gradients.texts_of(keras.formulation)
    right = texts["keras_gradients"]
    known = next(gradients.mutants(keras.formulation, right))
    monkeypatch.setattr(gradients, "FORMULATIONS", (keras.formulation,))
    monkeypatch.setattr(gradients, "mutants", lambda *_: [replace(known, make=lambda: right)])
    assert gradients.survivors(1) == (1, [str(known)])
