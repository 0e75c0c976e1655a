"""The fast form of every formulation against its readable form."""

import tracemalloc
from importlib import import_module
from itertools import product

import numpy as np
import pytest

from lstm_numpy import keras
from lstm_numpy.engine import Layer
from lstm_sym.bench.formulations import runners
from lstm_sym.bench.problem import Problem
from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs.calls import arguments
from lstm_sym.proofs.configurations import configurations, given_symbols
from lstm_sym.targets.numpy.source import refused

SERVED = [f for f in FORMULATIONS if not refused(f)]
SIZES = {"input_dim": 4, "input_size": 4, "units": 6, "hidden_size": 5, "features": 5}
SIZES |= {"proj_size": 3, "num_proj": 3, "heads": 2, "head": 3}


def module(formulation):
    return import_module(f"lstm_numpy.{formulation.module}")


def sizes(shape, batch, timesteps):
    known = {**SIZES, "batch": batch, "batch_size": batch, "timesteps": timesteps}
    for dimension in shape:
        factor, _, name = dimension.removesuffix("?").rpartition("*")
        yield int(factor or 1) * (int(name) if name.isdigit() else known[name])


def drawn(formulation, configuration, batch, timesteps, dtype=np.float64):
    random = np.random.default_rng(batch)
    given = {}
    for symbol in given_symbols(formulation, configuration.options):
        shape = formulation.notation[symbol].shape
        if symbol.name == "mask":
            given["mask"] = random.random((batch, timesteps)) < 0.6
        elif shape:
            array = 0.4 * random.normal(size=tuple(sizes(shape, batch, timesteps)))
            given[symbol.name] = array.astype(dtype)
    return given


def both(monkeypatch, formulation, words):
    """What both forms give."""
    code = module(formulation)
    run = getattr(code, formulation.sequence.name)
    fast = run(**words)
    with monkeypatch.context() as patched:
        patched.setattr(code, "ordinary", lambda dtype: False)
        return fast, run(**words)


def one_of_each(formulation):
    """The configurations, with one mask each."""
    seen = set()
    for configuration in configurations(formulation):
        key = tuple(configuration.options.items())
        if key not in seen:
            seen.add(key)
            yield configuration


@pytest.mark.parametrize("formulation", SERVED, ids=lambda f: f.name)
def test_the_fast_form_computes_what_the_readable_form_does(monkeypatch, formulation) -> None:
    for configuration in one_of_each(formulation):
        for batch, timesteps in ((1, 4), (3, 5)):
            given = drawn(formulation, configuration, batch, timesteps)
            words = arguments(formulation, given, configuration.options, {})
            for fast, readable in zip(*both(monkeypatch, formulation, words), strict=True):
                np.testing.assert_allclose(
                    fast, readable, rtol=1e-12, atol=1e-13, err_msg=str(configuration)
                )


@pytest.mark.parametrize("formulation", SERVED, ids=lambda f: f.name)
def test_no_timestep_makes_an_array(monkeypatch, formulation) -> None:
    """Nor one that it frees again: what counts is the peak inside the loop.

    NumPy itself may take buffers, of a fixed size for each array of a call.
    """
    problem = Problem(batch=64, timesteps=2, input_dim=10, units=500)
    peaks = []
    steps = Layer._steps

    def watched(*given) -> None:
        tracemalloc.start()
        steps(*given)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    given: list[dict[str, np.ndarray]] = [{}]
    if "mask" in formulation.notation.options:
        given.append({"mask": np.arange(problem.batch)[:, np.newaxis] % 2 == np.arange(2)})
    for runner, words in product(runners(formulation, problem), given):
        runner.run(**words)  # which makes the buffers
        with monkeypatch.context() as patched:
            patched.setattr(Layer, "_steps", watched)
            runner.run(**words)
    vector = problem.batch * problem.units * np.dtype(np.float32).itemsize
    assert 3 * np.getbufsize() * 4 < vector
    assert max(peaks) < vector


@pytest.mark.parametrize("masked_output", ["previous", "state", "zero"])
def test_a_prepared_layer_forgets_what_it_emitted_in_the_call_before(masked_output) -> None:
    random = np.random.default_rng(0)
    x, kernel, recurrent = (random.normal(size=s) for s in ((3, 5, 4), (4, 20), (5, 20)))
    mask = np.ones((3, 5), bool)
    mask[:, :2] = False
    layer = keras.prepare(kernel, recurrent, masked_output=masked_output)
    first = layer(x, mask=mask)
    for again in (
        layer(x, mask=mask),
        keras.lstm(x, kernel, recurrent, mask=mask, masked_output=masked_output),
    ):
        for one, other in zip(first, again, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("masked", [False, True])
def test_what_a_prepared_layer_returned_stays_as_it_was(masked: bool) -> None:
    """Each call computes in the buffers of the call before."""
    random = np.random.default_rng(0)
    x, kernel, recurrent = (random.normal(size=s) for s in ((3, 5, 4), (4, 20), (5, 20)))
    layer = keras.prepare(kernel, recurrent)
    words = {"mask": random.random((3, 5)) < 0.6} if masked else {}
    returned = layer(x, **words)
    before = [array.copy() for array in returned]
    layer(2 * x, **words)
    for one, other in zip(returned, before, strict=True):
        np.testing.assert_array_equal(one, other)


def test_weights_of_four_columns_in_float32_are_negated_right() -> None:
    random = np.random.default_rng(4)
    arrays = [random.normal(size=s) for s in ((1, 2, 2), (2, 4), (1, 4), (4,))]
    single = keras.lstm(*(array.astype(np.float32) for array in arrays))
    np.testing.assert_allclose(single.state_h, keras.lstm(*arrays).state_h, rtol=0, atol=1e-6)
