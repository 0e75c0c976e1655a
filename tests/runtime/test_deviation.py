"""How far eight bits are off: what is measured is below what is said to bound it."""

import re

import numpy as np
import pytest

import lstm_numpy
from lstm_numpy import keras, keras_bfloat16, keras_eight
from lstm_numpy.fewer_bits import FORMS, deviation, of_model
from lstm_sym.explain import seeded
from lstm_sym.passes.quantised import OF_INPUTS
from tests.files.kept import FILES


@pytest.mark.parametrize("form", FORMS)
def test_no_sum_is_moved_further_than_its_bound_which_is_near(form: str) -> None:
    random = np.random.default_rng(0)
    for size, units in ((3, 5), (40, 16)):
        x, state = random.normal(size=(4, 1, size)), random.normal(size=(2, 4, units))
        kernel = random.normal(size=(size, 4, units)) / np.sqrt(size)
        recurrent = random.normal(size=(units, 4, units)) / np.sqrt(units)
        kernel[:, [0, 1, 3]] = recurrent[:, [0, 1, 3]] = 0  # the cell state is the sum itself
        bias = np.repeat([1.0, 0, 0, 1], units)
        given = kernel.reshape(size, -1), recurrent.reshape(units, -1), bias
        words = {"initial_state": tuple(state), "activation": "linear"}
        words["recurrent_activation"] = "linear"
        found = deviation("keras", x, *given, form=form, **words)
        assert found.gates["i"] == found.gates["f"] == found.gates["o"] == 0
        assert found.gates["g"] / 8 < found.results["state_c"] <= found.gates["g"]


def test_numbers_in_the_middle_of_two_are_off_by_the_bound() -> None:
    largest = OF_INPUTS.largest
    x, kernel, bias = np.array([[[largest, 0.5]]]), np.zeros((2, 4)), np.array([1.0, 0, 0, 1])
    kernel[1, 2] = largest  # a whole number, as the first of x is
    linear = {"activation": "linear", "recurrent_activation": "linear"}
    found = deviation("keras", x, kernel, np.zeros((1, 4)), bias, **linear)
    np.testing.assert_allclose(found.gates["g"], 0.5 * largest, rtol=1e-9)
    np.testing.assert_allclose(found.results["state_c"], found.gates["g"], rtol=1e-9)


def test_backwards_the_bounds_are_those_of_the_turned_sequence() -> None:
    random = np.random.default_rng(2)
    x, kernel, recurrent = (random.normal(size=s) for s in ((2, 9, 3), (3, 28), (7, 28)))
    x[:, 0] *= 50  # the state before it is another one, forwards
    found = deviation("keras", x, kernel, recurrent, go_backwards=True)
    assert found.gates == deviation("keras", x[:, ::-1], kernel, recurrent).gates


def test_each_result_is_compared_with_that_of_floats() -> None:
    random = np.random.default_rng(1)
    x, kernel, recurrent = (random.normal(size=s) for s in ((3, 6, 4), (4, 20), (5, 20)))
    words = {"return_sequences": False, "go_backwards": True, "mask": np.ones((3, 6), bool)}
    words["mask"][0, 3:] = False
    off = [
        np.abs(one - other).max()
        for one, other in zip(
            keras.lstm(x, kernel, recurrent, **words),
            keras_eight.lstm(x, kernel, recurrent, **words),
            strict=True,
        )
    ]
    found = deviation("keras", x, kernel, recurrent, **words)
    np.testing.assert_array_equal(list(found.results.values()), off)
    exact = keras.lstm(x, kernel, recurrent, **words)
    near = keras_bfloat16.lstm(x, kernel, recurrent, **words)
    off = [np.abs(one - other).max() for one, other in zip(exact, near, strict=True)]
    rounded = deviation("keras", x, kernel, recurrent, form="bfloat16", **words)
    np.testing.assert_allclose(list(rounded.results.values()), off, rtol=1e-12)
    assert list(found.results) == ["lstm_output", "state_h", "state_c"]


def test_a_file_says_it_of_each_layer() -> None:
    model = lstm_numpy.load(FILES / "keras-3.15.1-mixed.keras")
    (x,) = seeded.inputs(model)
    found = of_model(model, x)
    _, seen = seeded.watched(model, [x])
    assert list(found) == ["gru", "lstm"]
    for call in seen:
        if call.layer.name in found:
            exact = call.output[0] if isinstance(call.output, list) else call.output
            off = found[call.layer.name]
            assert 1e-4 < next(iter(off.results.values())) < 0.02, exact.shape
            assert set(off.gates) == set("zrg" if call.layer.name == "gru" else "ifgo")
            less = of_model(model, x, form="bfloat16")[call.layer.name]
            assert 0 < less.results["state_h"] < off.results["state_h"]


def test_what_is_no_cell_of_eight_bits_is_named() -> None:
    message = "cell is 'onnx', expected one of 'keras', 'gru', 'pytorch_layer'"
    with pytest.raises(ValueError, match=re.escape(message)):
        deviation("onnx", np.ones((1, 2, 3)))
    with pytest.raises(ValueError, match="form is 'half', expected one of 'eight', 'bfloat16'"):
        deviation("gru", np.ones((1, 2, 3)), form="half")
    with pytest.raises(ValueError, match="kernel has shape"):
        deviation("gru", np.ones((1, 2, 3)), np.ones((4, 6)), np.ones((2, 6)))
