"""Every other public function under arguments of any kind: an answer, or an error that names one.

Filters make every warning an error.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lstm_c
import lstm_numpy
from lstm_numpy import (
    GRU,
    LSTM,
    Bidirectional,
    SimpleRNN,
    activations,
    convert,
    convert_options,
    flax,
    gru,
    onnx,
    pytorch,
    stacked,
    tensorflow1,
)
from lstm_sym.equations import ACTIVATIONS

from .test_hostile import GARBAGE, HOSTILE, SOME, assert_named

MANY = settings(SOME, max_examples=40)
X = np.linspace(-1, 1, 24, dtype=np.float32).reshape(3, 4, 2)
STATE = np.full((3, 5), 0.25, np.float32)
KERNEL, RECURRENT, BIAS = np.ones((2, 20)), np.full((5, 20), 0.5), np.ones(20)
PARAMETERS = {"weight_ih_l0": np.ones((20, 2)), "weight_hh_l0": np.ones((20, 5))}
FLAX = {
    "dense_i": {"kernel": np.ones((2, 20))},
    "dense_h": {"kernel": np.ones((5, 20)), "bias": np.ones(20)},
}
ANYTHING = (*GARBAGE, None, True, 3, -1, 0, 2.5, 1e30, float("nan"), 1 + 2j, np.ones((3, 4, 2)))
ANYTHING += (np.ones((2, 20)), np.ones((3, 5)), (STATE, STATE), [STATE], {"kernel": KERNEL}, np.sum)
ANYTHING += (np.full((3, 4, 2), np.nan), np.full((3, 4, 2), 1e38, np.float32), np.tanh)
# What the parts of an argument are called: of a list of weights, of a state, of a mapping.
INSIDE = (*PARAMETERS, "kernel", "recurrent_kernel", "bias", "c_tm1", "h_tm1", "x_t", "forward")


def set_threads_and_back(number: Any) -> int:
    """Every test begins with as many threads."""
    before = lstm_c.get_threads()
    try:
        return lstm_c.set_threads(number)
    finally:
        lstm_c.set_threads(before)


# A good call of each: the function, its arguments, and the shape of the first thing it returns.
GRU_WEIGHTS = [np.ones((2, 15)), np.ones((5, 15)), np.ones((2, 15))]
SIMPLE_WEIGHTS = [np.ones((2, 5)), np.ones((5, 5)), np.ones(5)]


def with_weights(layer, *weights):
    """A layer of five units that has these."""
    made = layer(5, return_sequences=True)
    made.set_weights(list(weights))
    return made


def both_ways():
    """Such a layer in both directions."""
    made = Bidirectional(LSTM(5, return_sequences=True))
    made.set_weights([KERNEL, RECURRENT, BIAS] * 2)
    return made


GOOD: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "pytorch.lstm": (
        pytorch.lstm,
        {
            "input": X,
            "state_dict": PARAMETERS,
            "hx": (STATE[:1, None].repeat(4, 1), np.ones((1, 4, 5))),
        }
        | {"num_layers": 1, "bidirectional": False, "batch_first": False, "proj_size": 0}
        | {"lengths": np.array([3, 1, 2, 2]), "total_length": 3},
    ),
    "onnx.lstm": (
        onnx.lstm,
        {"X": X, "W": np.ones((1, 20, 2)), "R": np.ones((1, 20, 5)), "B": np.ones((1, 40))}
        | {"sequence_lens": np.array([3, 1, 2, 0]), "initial_h": np.ones((1, 4, 5))}
        | {"initial_c": np.ones((1, 4, 5)), "P": np.ones((1, 15)), "clip": 1.5, "layout": 0}
        | {"activations": ["LeakyRelu", "Tanh", "Tanh"], "activation_alpha": [0.5]}
        | {"activation_beta": None, "direction": "forward", "input_forget": 0, "hidden_size": 5},
    ),
    "pytorch.gru": (
        pytorch.gru,
        {"input": X, "hx": STATE[:1, None].repeat(4, 1), "num_layers": 1, "batch_first": False}
        | {"state_dict": {"weight_ih_l0": np.ones((15, 2)), "weight_hh_l0": np.ones((15, 5))}},
    ),
    "onnx.gru": (
        onnx.gru,
        {"X": X, "W": np.ones((1, 15, 2)), "R": np.ones((1, 15, 5)), "B": np.ones((1, 30))}
        | {"sequence_lens": np.array([3, 1, 2, 0]), "initial_h": np.ones((1, 4, 5))}
        | {"clip": 1.5, "layout": 0, "activations": ["LeakyRelu", "Tanh"]}
        | {"activation_alpha": [0.5], "direction": "forward", "linear_before_reset": 1},
    ),
    "tensorflow1.gru_cell": (
        tensorflow1.gru_cell,
        {"inputs": X[:, 0], "state": STATE, "activation": "tanh"}
        | {"gates_kernel": np.ones((7, 10)), "gates_bias": np.ones(10)}
        | {"candidate_kernel": np.ones((7, 5)), "candidate_bias": np.ones(5)},
    ),
    "convert a GRU": (
        convert,
        {"weights": [np.ones((2, 15)), np.ones((5, 15)), np.ones((2, 15))], "source": "keras"}
        | {"target": "pytorch", "cell": "gru", "reset_after": True},
    ),
    "gru.gru": (
        gru.gru,
        {"sequences": X, "kernel": np.ones((2, 15)), "recurrent_kernel": np.ones((5, 15))}
        | {"bias": np.ones((2, 15)), "recurrent_bias": None, "initial_state": STATE}
        | {"mask": np.ones((3, 4), bool), "reset_after": True, "masked_output": "zero"},
    ),
    "flax.lstm": (
        flax.lstm,
        {"inputs": X, "input_kernel": KERNEL, "hidden_kernel": RECURRENT, "hidden_bias": BIAS}
        | {"initial_state": (STATE, STATE), "go_backwards": True, "gate_fn": "sigmoid"},
    ),
    "tensorflow1.basic_lstm_cell": (
        tensorflow1.basic_lstm_cell,
        {"inputs": X[:, 0], "state": (STATE, STATE), "kernel": np.ones((7, 20)), "bias": BIAS}
        | {"forget_bias": 1.0, "activation": "tanh"},
    ),
    "tensorflow1.lstm_cell": (
        tensorflow1.lstm_cell,
        {
            "inputs": X[:, 0],
            "state": (STATE, STATE[:, :3]),
            "kernel": np.ones((5, 20)),
            "bias": BIAS,
        }
        | {"w_f_diag": np.ones(5), "w_i_diag": np.ones(5), "w_o_diag": np.ones(5)}
        | {"projection": np.ones((5, 3)), "forget_bias": 1.0, "cell_clip": 2.0, "proj_clip": 2.0}
        | {"activation": "tanh"},
    ),
    "LSTM": (
        lambda sequences, mask, initial_state, **words: LSTM(**words)(
            sequences, mask, initial_state
        ),
        {"units": 5, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True}
        | {"return_sequences": True, "stateful": False, "seed": 0, "keras_version": "2.2.4"}
        | {"backend": "tensorflow", "implementation": 1}
        | {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": (STATE, STATE)},
    ),
    "LSTM.backward": (
        with_weights(LSTM, KERNEL, RECURRENT, BIAS).backward,
        {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": (STATE, STATE)}
        | {"lstm_output": np.ones((3, 4, 5))},
    ),
    "GRU.backward": (
        with_weights(GRU, *GRU_WEIGHTS).backward,
        {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": [STATE]}
        | {"gru_output": np.ones((3, 4, 5))},
    ),
    "SimpleRNN.backward": (
        with_weights(SimpleRNN, *SIMPLE_WEIGHTS).backward,
        {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": STATE}
        | {"rnn_output": np.ones((3, 4, 5))},
    ),
    "Bidirectional.backward": (
        both_ways().backward,
        {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": [STATE] * 4}
        | {"output": np.ones((3, 4, 10))},
    ),
    "LSTM.set_weights": (
        lambda weights: LSTM(5).set_weights(weights),
        {"weights": [KERNEL, RECURRENT, BIAS]},
    ),
    "GRU": (
        lambda sequences, mask, initial_state, **words: GRU(**words)(
            sequences, mask, initial_state
        ),
        {"units": 5, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True}
        | {"reset_after": False, "stateful": False, "seed": 0, "keras_version": "2.2.4"}
        | {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": [STATE]},
    ),
    "SimpleRNN": (
        lambda sequences, initial_state, **words: SimpleRNN(**words)(
            sequences, initial_state=initial_state
        ),
        {"units": 5, "activation": "tanh", "use_bias": True, "seed": 0, "sequences": X}
        | {"initial_state": STATE},
    ),
    "SimpleRNN.set_weights": (
        lambda weights: SimpleRNN(5).set_weights(weights),
        {"weights": SIMPLE_WEIGHTS},
    ),
    "GRU.set_weights": (
        lambda weights: GRU(5).set_weights(weights),
        {"weights": GRU_WEIGHTS},
    ),
    "Bidirectional": (
        lambda layer, merge_mode, sequences, mask, initial_state: Bidirectional(layer, merge_mode)(
            sequences, mask, initial_state
        ),
        {"layer": LSTM(5, return_sequences=True, seed=0), "merge_mode": "sum", "sequences": X}
        | {"mask": np.ones((3, 4), bool), "initial_state": (STATE,) * 4},
    ),
    "stacked": (
        stacked,
        {"layers": [LSTM(3, return_sequences=True), LSTM(2)], "sequences": X, "mask": None},
    ),
    "convert": (
        convert,
        {"weights": [KERNEL, RECURRENT, BIAS], "source": "keras", "target": "pytorch"},
    ),
    "convert from PyTorch": (
        convert,
        {"weights": PARAMETERS, "source": "pytorch", "target": "keras", "layer": 0},
    ),
    "convert from Flax": (
        convert,
        {"weights": FLAX, "source": "flax", "target": "keras"},
    ),
    "pytorch.lstm of a parameter": (
        lambda weight_ih_l0, weight_hh_l0: pytorch.lstm(
            X, {"weight_ih_l0": weight_ih_l0, "weight_hh_l0": weight_hh_l0}
        ),
        PARAMETERS,
    ),
    "convert_options": (
        convert_options,
        {"source": "keras", "target": "onnx", "activation": "tanh", "directions": 1}
        | {"recurrent_activation": "hard_sigmoid", "keras_version": "2.2.4"},
    ),
    "lstm_c.lstm": (
        lstm_c.keras.lstm,
        {"sequences": X, "kernel": KERNEL, "recurrent_kernel": RECURRENT, "bias": BIAS}
        | {"initial_state": (STATE, STATE), "mask": np.ones((3, 4), bool), "go_backwards": False}
        | {"return_sequences": True, "masked_output": "zero", "activation": "tanh"},
    ),
    "lstm_c.prepare": (
        lambda sequences, initial_state, mask, **words: lstm_c.keras.prepare(**words)(
            sequences, initial_state=initial_state, mask=mask
        ),
        {"kernel": KERNEL, "recurrent_kernel": RECURRENT, "bias": BIAS, "go_backwards": True}
        | {"sequences": X, "initial_state": None, "mask": None, "activation": "tanh"},
    ),
    "lstm_c.LSTM": (
        lambda sequences, mask, initial_state, **words: lstm_c.LSTM(**words)(
            sequences, mask, initial_state
        ),
        {"units": 5, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True}
        | {"return_sequences": True, "stateful": False, "seed": 0, "keras_version": "2.2.4"}
        | {"sequences": X, "mask": np.ones((3, 4), bool), "initial_state": (STATE, STATE)},
    ),
    "lstm_c.LSTM.set_weights": (
        lambda weights: lstm_c.LSTM(5).set_weights(weights),
        {"weights": [KERNEL, RECURRENT, BIAS]},
    ),
    "lstm_c.set_threads": (set_threads_and_back, {"number": 1}),
    "Bidirectional.set_weights": (
        lambda weights: Bidirectional(LSTM(5)).set_weights(weights),
        {"weights": [KERNEL, RECURRENT, BIAS] * 2},
    ),
    "lstm_numpy.keras.prepare": (
        lambda sequences, initial_state, mask, **words: lstm_numpy.keras.prepare(**words)(
            sequences, initial_state=initial_state, mask=mask
        ),
        {"kernel": KERNEL, "recurrent_kernel": RECURRENT, "bias": BIAS, "go_backwards": True}
        | {"sequences": X, "initial_state": None, "mask": None, "activation": "tanh"},
    ),
}


@pytest.mark.parametrize("name", GOOD)
@given(data=st.data())
@MANY
def test_anything_in_place_of_an_argument_gives_an_answer_or_a_named_error(name, data) -> None:
    function, words = GOOD[name]
    function(**words)
    place = data.draw(st.sampled_from(list(words)))
    wrong = data.draw(st.sampled_from(ANYTHING))
    try:
        function(**words | {place: wrong})
    except Exception as error:
        assert_named(error, [*words, *INSIDE])


@pytest.mark.parametrize("stated", ACTIVATIONS, ids=lambda a: a.name)
@given(data=st.data())
@MANY
def test_an_activation_of_anything_gives_its_shape_or_a_named_error(stated, data) -> None:
    words: dict[str, Any] = {"x": X} | {p.name: 0.5 for p in stated.parameters}
    place = data.draw(st.sampled_from(list(words)))
    numbers = () if place == "x" else (0.0, -1.0, 1e-300, -np.inf, 10**400)
    words[place] = data.draw(st.sampled_from((*ANYTHING, *numbers)))
    x = words.pop("x")
    try:
        found = getattr(activations, stated.name)(x, **words)
    except Exception as error:
        assert_named(error, [place])
    else:
        assert np.shape(found) == np.shape(x)
        assert np.asarray(found).dtype.kind in "fO"


@pytest.mark.parametrize("stated", ACTIVATIONS, ids=lambda a: a.name)
@given(data=st.data())
@MANY
def test_an_activation_of_any_float_with_any_parameters_does_not_warn(stated, data) -> None:
    dtype = data.draw(st.sampled_from((np.float16, np.float32, np.float64)))
    extremes = (np.finfo(dtype).max, np.finfo(dtype).min, np.finfo(dtype).smallest_subnormal)
    with np.errstate(over="ignore"):
        numbers = np.array([*HOSTILE, *extremes, -0.5, 0.5, -2.0, 2.0, 7.0], dtype)
    given = [data.draw(st.sampled_from((0.5, 3.0, 1e30, 0.0, 1e-300))) for _ in stated.parameters]
    found = getattr(activations, stated.name)(numbers, *given)
    assert (found.dtype, found.shape) == (numbers.dtype, numbers.shape)
    plain = np.isfinite(numbers) & (np.abs(numbers) < 100)
    if all(0.1 < abs(parameter) < 100 for parameter in given):
        assert np.isfinite(found[plain]).all()
