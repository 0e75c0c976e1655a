"""Each bad call of a function is refused by an error that names the argument and its shape."""

import functools
import re
from typing import Any

import numpy as np
import pytest

from lstm_numpy import activations
from lstm_numpy.keras import lstm, lstm_cell

F32 = np.float32
SEQUENCES = np.ones((3, 4, 2), F32)
WEIGHTS = [np.ones((2, 28), F32), np.ones((7, 28), F32), np.ones(28, F32)]
SEVEN = np.ones((3, 7), F32)
RAGGED = [[[1.0, 2.0]], [[1.0]]]
FLAG = "expected one of False, True"
KNOWN = ", ".join(activations.BY_NAME)


def ones(*shape: int, dtype: Any = F32) -> np.ndarray:
    return np.ones(shape, dtype)


def cases(table: dict[str, tuple[dict[str, Any], type[Exception], str]]) -> list[Any]:
    return [pytest.param(*row, id=name) for name, row in table.items()]


LSTM_CALLS = {
    "sequences of rank 2": (
        {"sequences": ones(4, 2)},
        ValueError,
        "sequences has shape (4, 2), expected (batch, timesteps, input_dim): "
        "3 dimensions instead of 2",
    ),
    "sequences of integers": (
        {"sequences": ones(3, 4, 2, dtype=np.int64)},
        TypeError,
        "sequences has dtype int64, expected floats: convert it with sequences.astype(np.float32)",
    ),
    "sequences of complex numbers": (
        {"sequences": ones(3, 4, 2, dtype=np.complex64)},
        TypeError,
        "sequences has dtype complex64, expected floats: "
        "take np.real(sequences) if the imaginary parts are 0",
    ),
    "sequences of records, a field of which is called mask": (
        {"sequences": np.rec.array([(1.0, True)], dtype=[("x", "<f8"), ("mask", "?")])},
        TypeError,
        "sequences has dtype (numpy.record, [('x', '<f8'), ('mask', '?')]), expected floats: "
        "it has fields, take one of them, as sequences['x']",
    ),
    "sequences of strings": (
        {"sequences": [[["a", "b"]]]},
        TypeError,
        "sequences has dtype <U1, expected floats: these are not numbers",
    ),
    "sequences with a number missing": (
        {"sequences": [[[1.0, None]]]},
        TypeError,
        "sequences has dtype object and holds None, expected floats: "
        "convert it with np.asarray(sequences).astype(np.float32)",
    ),
    "sequences of strings among objects": (
        {"sequences": np.array([[["a", "b"]]], object)},
        TypeError,
        "sequences has dtype object and holds 'a', expected floats: that is not a number",
    ),
    "ragged sequences": (
        {"sequences": RAGGED},
        ValueError,
        "sequences is not an array: its rows differ in length",
    ),
    "no sequences": (
        {"sequences": None},
        TypeError,
        "sequences is None, expected an array of floats",
    ),
    "input_dim of sequences and kernel": (
        {"sequences": ones(3, 4, 5)},
        ValueError,
        "kernel has shape (2, 28), expected (input_dim, 4*units) = (5, 28): "
        "input_dim = 5 comes from sequences",
    ),
    "kernel for no four gates": (
        {"kernel": ones(2, 27)},
        ValueError,
        "kernel has shape (2, 27), expected (input_dim, 4*units): 27 is not a multiple of 4",
    ),
    "kernel of rank 1": (
        {"kernel": ones(28)},
        ValueError,
        "kernel has shape (28,), expected (input_dim, 4*units): 2 dimensions instead of 1",
    ),
    "kernel transposed": (
        {"kernel": ones(28, 2)},
        ValueError,
        "kernel has shape (28, 2), expected (input_dim, 4*units): 2 is not a multiple of 4",
    ),
    "integer kernel": (
        {"kernel": ones(2, 28, dtype=np.int32)},
        TypeError,
        "kernel has dtype int32, expected floats: convert it with kernel.astype(np.float32)",
    ),
    "recurrent_kernel for no four gates": (
        {"recurrent_kernel": ones(7, 27)},
        ValueError,
        "recurrent_kernel has shape (7, 27), expected (units, 4*units) = (7, 28): "
        "units = 7 comes from kernel",
    ),
    "recurrent_kernel of other units": (
        {"recurrent_kernel": ones(6, 24)},
        ValueError,
        "recurrent_kernel has shape (6, 24), expected (units, 4*units) = (7, 28): "
        "units = 7 comes from kernel",
    ),
    "recurrent_kernel transposed": (
        {"recurrent_kernel": ones(28, 7)},
        ValueError,
        "recurrent_kernel has shape (28, 7), expected (units, 4*units) = (7, 28): "
        "units = 7 comes from kernel",
    ),
    "bias of other units": (
        {"bias": ones(24)},
        ValueError,
        "bias has shape (24,), expected (4*units,) = (28,): units = 7 comes from kernel",
    ),
    "bias of two rows": (
        {"bias": ones(2, 28)},
        ValueError,
        "bias has shape (2, 28), expected (4*units,): 1 dimension instead of 2",
    ),
    "boolean bias": (
        {"bias": ones(28, dtype=bool)},
        TypeError,
        "bias has dtype bool, expected floats: convert it with bias.astype(np.float32)",
    ),
    "ragged bias": (
        {"bias": [[1.0], [1.0, 2.0]]},
        ValueError,
        "bias is not an array: its rows differ in length",
    ),
    "initial_state in one array": (
        {"initial_state": ones(2, 3, 7)},
        ValueError,
        "initial_state is ndarray, expected a tuple of 2 arrays",
    ),
    "initial_state of one": (
        {"initial_state": (SEVEN,)},
        ValueError,
        "initial_state has 1 item, expected a tuple of 2 arrays",
    ),
    "initial_state for another batch": (
        {"initial_state": (ones(5, 7), ones(5, 7))},
        ValueError,
        "initial_state[0] has shape (5, 7), expected (batch, units) = (3, 7): "
        "batch = 3 comes from sequences",
    ),
    "second initial_state for another batch and units": (
        {"initial_state": (SEVEN, ones(5, 6))},
        ValueError,
        "initial_state[1] has shape (5, 6), expected (batch, units) = (3, 7): "
        "batch = 3 comes from sequences, units = 7 comes from kernel",
    ),
    "integer initial_state": (
        {"initial_state": (SEVEN, ones(3, 7, dtype=np.int64))},
        TypeError,
        "initial_state[1] has dtype int64, expected floats: "
        "convert it with initial_state[1].astype(np.float32)",
    ),
    "mask of other timesteps": (
        {"mask": ones(3, 5, dtype=bool)},
        ValueError,
        "mask has shape (3, 5), expected (batch, timesteps) = (3, 4): "
        "timesteps = 4 comes from sequences",
    ),
    "mask of another batch": (
        {"mask": ones(1, 4, dtype=bool)},
        ValueError,
        "mask has shape (1, 4), expected (batch, timesteps) = (3, 4): "
        "batch = 3 comes from sequences",
    ),
    "mask of rank 1": (
        {"mask": ones(4, dtype=bool)},
        ValueError,
        "mask has shape (4,), expected (batch, timesteps): 2 dimensions instead of 1",
    ),
    "mask of rank 3": (
        {"mask": ones(3, 4, 1, dtype=bool)},
        ValueError,
        "mask has shape (3, 4, 1), expected (batch, timesteps): 2 dimensions instead of 3",
    ),
    "mask of floats": (
        {"mask": ones(3, 4)},
        TypeError,
        "mask has dtype float32, expected bool: convert it with mask.astype(bool)",
    ),
    "mask of 0 and 1": (
        {"mask": [[1, 1, 0, 0]] * 3},
        TypeError,
        "mask has dtype int64, expected bool: convert it with np.asarray(mask).astype(bool)",
    ),
    "ragged mask": (
        {"mask": [[True], [True, False], [True]]},
        ValueError,
        "mask is not an array: its rows differ in length",
    ),
    "unknown masked_output": (
        {"masked_output": "last"},
        ValueError,
        "masked_output is 'last', expected one of 'previous', 'state', 'zero'",
    ),
    "masked_output of the wrong type": (
        {"masked_output": None},
        ValueError,
        "masked_output is None, expected one of 'previous', 'state', 'zero'",
    ),
    "go_backwards by number": (
        {"go_backwards": 1},
        ValueError,
        f"go_backwards is 1, {FLAG}",
    ),
    "return_sequences by number": (
        {"return_sequences": 0},
        ValueError,
        "return_sequences is 0, expected one of True, False",
    ),
    "unknown activation": (
        {"activation": "tahn"},
        ValueError,
        f"activation='tahn' is unknown; known are {KNOWN}",
    ),
    "unknown recurrent_activation": (
        {"recurrent_activation": "Sigmoid"},
        ValueError,
        f"recurrent_activation='Sigmoid' is unknown; known are {KNOWN}",
    ),
    "mixing activation": (
        {"activation": "softmax"},
        ValueError,
        "activation='softmax' mixes units; an LSTM's activation acts on each unit alone",
    ),
    "mixing recurrent_activation": (
        {"recurrent_activation": "glu"},
        ValueError,
        "recurrent_activation='glu' mixes units; an LSTM's activation acts on each unit alone",
    ),
    "activation that needs parameters": (
        {"activation": "threshold"},
        ValueError,
        "activation='threshold' needs more than x: pass a function, for example "
        "functools.partial(activations.threshold, ...)",
    ),
    "activation that is no name": (
        {"activation": 3},
        TypeError,
        "activation is 3, expected a name or a function of an array",
    ),
    "activation in a list": (
        {"recurrent_activation": ["tanh"]},
        TypeError,
        "recurrent_activation is ['tanh'], expected a name or a function of an array",
    ),
    "activation that sums": (
        {"activation": np.sum},
        ValueError,
        "activation returned shape () for (3, 7), expected the same",
    ),
    "recurrent_activation that would broadcast": (
        {"recurrent_activation": functools.partial(np.mean, axis=1, keepdims=True)},
        ValueError,
        "recurrent_activation returned shape (3, 1) for (3, 7), expected the same",
    ),
}


@pytest.mark.parametrize(("words", "error", "message"), cases(LSTM_CALLS))
def test_a_bad_call_of_lstm_says_what_is_wrong(words, error, message) -> None:
    kernel, recurrent_kernel, bias = WEIGHTS
    good = {
        "sequences": SEQUENCES,
        "kernel": kernel,
        "recurrent_kernel": recurrent_kernel,
        "bias": bias,
    }
    lstm(**good)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        lstm(**good | words)


CELL_CALLS = {
    "sequences instead of one timestep": (
        {"x_t": SEQUENCES},
        ValueError,
        "x_t has shape (3, 4, 2), expected (batch, input_dim): 2 dimensions instead of 3",
    ),
    "state for another batch": (
        {"h_tm1": ones(1, 7)},
        ValueError,
        "h_tm1 has shape (1, 7), expected (batch, units) = (3, 7): batch = 3 comes from x_t",
    ),
    "states of different units": (
        {"c_tm1": ones(3, 6)},
        ValueError,
        "c_tm1 has shape (3, 6), expected (batch, units) = (3, 7): units = 7 comes from h_tm1",
    ),
    "kernel for other units and input": (
        {"kernel": ones(5, 24)},
        ValueError,
        "kernel has shape (5, 24), expected (input_dim, 4*units) = (2, 28): "
        "input_dim = 2 comes from x_t, units = 7 comes from h_tm1",
    ),
    "integer state": (
        {"c_tm1": ones(3, 7, dtype=np.int64)},
        TypeError,
        "c_tm1 has dtype int64, expected floats: convert it with c_tm1.astype(np.float32)",
    ),
    "bias of other units": (
        {"bias": ones(7)},
        ValueError,
        "bias has shape (7,), expected (4*units,) = (28,): units = 7 comes from h_tm1",
    ),
    "mixing activation": (
        {"recurrent_activation": "log_softmax"},
        ValueError,
        "recurrent_activation='log_softmax' mixes units; "
        "an LSTM's activation acts on each unit alone",
    ),
}


@pytest.mark.parametrize(("words", "error", "message"), cases(CELL_CALLS))
def test_a_bad_call_of_lstm_cell_says_what_is_wrong(words, error, message) -> None:
    good = {
        "x_t": SEQUENCES[:, 0],
        "h_tm1": SEVEN,
        "c_tm1": SEVEN,
        "kernel": WEIGHTS[0],
        "recurrent_kernel": WEIGHTS[1],
    }
    lstm_cell(**good)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        lstm_cell(**good | words)
