"""Gradients in C: those of NumPy in every configuration, and those that frameworks' autograd gave.

Some formulations, which between them have every word of the printed C: several stages, peepholes,
bounds, numbers, choices between equations, sums that one vector takes no part in.
"""

import importlib
from functools import partial

import numpy as np
import pytest

import lstm_c
from lstm_c.compiled import SOURCES, compiled
from lstm_c.formulations import CELLS
from lstm_numpy import keras
from lstm_numpy.activations import BY_NAME, NEED_PARAMETERS
from lstm_numpy.onnx_activations import Clipped
from lstm_numpy.other_engine import NotServedError
from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import complex_step
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.gradients import function_of
from tests.gradients import test_recorded
from tests.gradients.test_engine import drawn, flat

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
CHOSEN = ("keras", "gru", "tensorflow1_projection", "wikipedia_peephole", "pytorch")
SERVED = [f for f in FORMULATIONS if f.name in CHOSEN]
BOUND = {np.float32: 1e-5, np.float64: 1e-13}


def pair(formulation):
    """The function in NumPy and in C."""
    module = importlib.import_module(f"lstm_numpy.{formulation.module}")
    function = getattr(module, function_of(formulation))
    return function, compiled(function)


def off(ours, theirs):
    """The largest difference of two results, each array relative to its largest number."""
    pairs = zip(flat(ours), flat(theirs), strict=True)
    return max(np.abs(a - b).max(initial=0) / max(1, np.abs(b).max(initial=0)) for a, b in pairs)


@pytest.mark.parametrize("formulation", SERVED, ids=lambda one: one.name)
def test_gradients_in_c_are_those_of_numpy(formulation) -> None:
    in_numpy, in_c = pair(formulation)
    for configuration in complex_step.chosen(formulation):
        given, random = complex_step.drawn(formulation, configuration)
        words = arguments(formulation, given, configuration.options, {})
        module = importlib.import_module(f"lstm_numpy.{formulation.module}")
        names = map(str, formulation.sequence.results)
        results = getattr(module, formulation.sequence.name)(**words)
        words |= {n: random.normal(size=r.shape) for n, r in zip(names, results, strict=True)}
        assert off(in_c(**words), in_numpy(**words)) <= 1e-13, configuration


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - set(NEED_PARAMETERS)))
def test_every_activation_has_its_slope_in_c(name: str) -> None:
    """Also one that is computed from the activation's value, or from both."""
    arrays, _, output = drawn(timesteps=3)
    words = {"activation": name, "recurrent_activation": "sigmoid", "lstm_output": output}
    arrays = [0.3 * array for array in arrays]
    in_c = compiled(keras.lstm_gradients)
    assert off(in_c(*arrays, **words), keras.lstm_gradients(*arrays, **words)) <= 1e-13


CASES = [one for one in test_recorded.CASES if one.values[0][0][0].formulation in CHOSEN]


@pytest.mark.parametrize("both", CASES)
def test_gradients_in_c_are_the_frameworks(both) -> None:
    _, in_c = pair(test_recorded.BY_NAME[both[0][0].formulation])
    if any(isinstance(one, partial | Clipped) for one in test_recorded.chosen(both[0][0]).values()):
        with pytest.raises(NotServedError, match="has no number in C"):
            test_recorded.compare_directions(both, in_c)
        return
    test_recorded.compare_directions(both, in_c)


@pytest.mark.parametrize("words", [
    {}, {"truncation": 7}, {"go_backwards": True, "masked_output": "zero"},
    {"masked_output": "state", "activation": "relu", "recurrent_activation": "hard_sigmoid"},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("masked", [False, True])
def test_several_blocks_are_as_in_numpy(words, dtype, masked) -> None:
    """A block has 42 timesteps of three examples; checkpoints change no bit."""
    arrays, mask, output = drawn(dtype, timesteps=101)
    words = {**words, **({"mask": mask} if masked else {}), "lstm_output": output}
    ours = lstm_c.keras.lstm_gradients(*arrays, **words)
    assert {array.dtype for array in flat(ours)} == {np.dtype(dtype)}
    assert off(ours, keras.lstm_gradients(*arrays, **words)) <= BOUND[dtype]
    for checkpoints in (1, 2, 99):
        again = lstm_c.keras.lstm_gradients(*arrays, **words, checkpoints=checkpoints)
        for one, other in zip(flat(ours), flat(again), strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("batch", "timesteps"), [(0, 5), (3, 0), (0, 0), (150, 2)])
def test_of_nothing_and_of_many_examples(batch, timesteps) -> None:
    random = np.random.default_rng(0)
    shapes = ((batch, timesteps, 4), (4, 72), (18, 72), (72,))
    arrays = [random.normal(size=shape) for shape in shapes]
    words = {"state_h": random.normal(size=(batch, 18)), "return_sequences": False}
    ours = lstm_c.keras.lstm_gradients(*arrays, **words)
    assert off(ours, keras.lstm_gradients(*arrays, **words)) <= 1e-13


def test_what_is_absent_has_no_gradient() -> None:
    arrays, _, output = drawn()
    assert lstm_c.keras.lstm_gradients(*arrays[:3], lstm_output=output).bias is None
    assert not any(a.any() for a in flat(lstm_c.keras.lstm_gradients(*arrays)))


def test_a_compiled_layers_backward_is_compiled() -> None:
    (sequences, *weights), _, output = drawn()
    layer = lstm_c.LSTM(5, return_sequences=True)
    layer.set_weights(weights)
    found = layer.backward(sequences, lstm_output=output)
    assert off(found, keras.lstm_gradients(sequences, *weights, lstm_output=output)) <= 1e-13
    at_kink = layer.backward(sequences, lstm_output=output, at_kink="torch 2.13.0")
    assert off(at_kink, found) <= 1e-13


REFUSED = [
    ({"at_kink": "torch 2.13.0"}, ValueError, "at_kink is 'torch 2.13.0', expected None: C takes"),
    ({"checkpoints": 0}, ValueError, "checkpoints is 0, expected a whole number from 1 on"),
    ({"activation": lambda z: z}, TypeError, "activation is a function that has no number in C"),
    ({"lstm_output": np.ones((2, 2))}, ValueError, "lstm_output has shape"),
]


@pytest.mark.parametrize(("words", "error", "said"), REFUSED)
def test_what_c_cannot_is_refused_by_name(words, error, said) -> None:
    arrays, _, _ = drawn()
    with pytest.raises(error, match=said):
        lstm_c.keras.lstm_gradients(*arrays, **words)


def test_every_cell_in_c_has_gradients() -> None:
    for cell in CELLS.values():
        for body in cell.bodies.values():
            is_there = (SOURCES / f"{body.name}_gradients.c").is_file()
            assert bool(body.gradients) == is_there == (not body.products), body.name
