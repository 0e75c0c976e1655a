"""Edited equations, as the mutation proof edits them: the fast form follows, or is refused."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import mutants
from lstm_sym.proofs.calls import Printed, arguments, module
from lstm_sym.proofs.configurations import configurations, given_symbols
from lstm_sym.targets.numpy.source import of_formulation
from lstm_sym.targets.printer import NoWordError

#: One edit in so many is tried here; all of them were, once.
SAMPLE = 60
SIZES = {"input_dim": 4, "input_size": 4, "proj_size": 3, "num_proj": 3, "batch": 2}
SIZES |= {"batch_size": 2, "timesteps": 3, "heads": 3, "head": 4, "keys": 3}
UNITS = 5


def sizes(shape):
    for dimension in shape:
        factor, _, name = dimension.removesuffix("?").rpartition("*")
        yield int(factor or 1) * SIZES.get(name, UNITS)


def given_to(formulation, configuration):
    random = np.random.default_rng(3)
    given = {}
    for symbol in given_symbols(formulation, configuration.options):
        shape = tuple(sizes(formulation.notation[symbol].shape))
        if symbol.name == "mask":
            given["mask"] = np.array([[True, False, True], [False, True, True]])
        elif shape:
            given[symbol.name] = 0.4 * random.normal(size=shape)
    return given


def off(formulation, text, fast) -> float:
    """How far the fast form is from the readable one, in two configurations."""
    readable, quick = Printed(formulation, text).module, module(text)
    vars(quick)["layer"] = module(fast).layer
    worst = 0.0
    every = list(configurations(formulation))
    for configuration in (every[0], every[-1]):
        given = given_to(formulation, configuration)
        words = arguments(formulation, given, configuration.options, {})
        with np.errstate(all="ignore"):
            try:
                theirs = getattr(readable, formulation.sequence.name)(**words)
            except (TypeError, NameError, ValueError, IndexError, AttributeError):
                continue  # an edit that no form can run
            ours = getattr(quick, formulation.sequence.name)(**words)
        for a, b in zip(ours, theirs, strict=True):
            assert a.shape == b.shape
            np.testing.assert_array_equal(np.isfinite(a), np.isfinite(b))
            finite = np.isfinite(a)
            scale = max(1.0, np.abs(b[finite]).max(initial=0.0))
            worst = max(worst, np.abs(a - b)[finite].max(initial=0.0) / scale)
    return worst


def edited(formulation, sample):
    for place, mutant in enumerate(list(mutants.of_equations(formulation))):
        if place % sample == 7 % sample:
            yield mutant


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_an_edited_formulation_has_a_right_fast_form_or_none(formulation) -> None:
    served = 0
    for mutant in edited(formulation, SAMPLE):
        try:
            stated = mutant.make()
            files = list(of_formulation(stated, backwards=False).values())
        except (ValueError, NoWordError):
            continue  # refused by the notation, or by the readable form
        if len(files) == 1:
            continue
        served += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert off(stated, *files) < 1e-12, str(mutant)
    assert served or len(of_formulation(formulation)) == 1


@pytest.mark.parametrize("name", ["keras", "gru", "tensorflow1_projection"])
def test_states_that_begin_with_another_number_do_so_in_the_fast_form(name: str) -> None:
    stated = next(f for f in FORMULATIONS if f.name == name)
    # What is emitted before the first timestep is no state.
    start = tuple(
        e if e.label == "initial-output" else replace(e, right=sp.Rational(3, 4))
        for e in stated.sequence.start
    )
    edited_one = replace(stated, sequence=replace(stated.sequence, start=start))
    files = list(of_formulation(edited_one, backwards=False).values())
    assert files[0] != of_formulation(stated, backwards=False)[f"{stated.module}.py"]
    assert off(edited_one, *files) < 1e-12
