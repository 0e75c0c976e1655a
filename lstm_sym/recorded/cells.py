"""Records of cells that are called over time: TensorFlow 1's and Flax's."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_numpy import (
    convert,
    flax_cells,
    gru,
    keras,
    onnx,
    pytorch,
    simple_rnn,
    wikipedia_convolutional,
)
from lstm_numpy import tensorflow1 as printed
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.record import Record

#: The cells with one state: the formulation of their equations, and what computes them.
ALONE: dict[str, tuple[str, Any]] = {
    "GRUCell": ("gru", printed.gru_cell),
    "BasicRNNCell": ("simple_rnn", printed.basic_rnn_cell),
}
#: Flax's cells with one state, by what `convert` calls them.
FLAX: dict[str, tuple[str, Any]] = {
    "gru": ("gru", flax_cells.gru_cell),
    "rnn": ("simple_rnn", flax_cells.simple_cell),
}
CELL_WORDS = ("forget_bias", "activation", "cell_clip", "proj_clip")


def tensorflow1(record: Record) -> Iterator[Case]:
    """The case of BasicLSTMCell or LSTMCell, without or with a projection."""
    words, a = record.words["words"], record.arrays
    if record.words["cell"] in ALONE:
        return
    basic = record.words["cell"] == "BasicLSTMCell"
    features = a["inputs"].shape[2]
    given: dict[str, Any] = {key: a[key] for key in a if key.endswith("_diag")}
    given |= {
        "inputs": a["inputs"].swapaxes(0, 1),
        "input_kernel": a["kernel"][:features],
        "recurrent_kernel": a["kernel"][features:],
        "bias": a["bias"],
        "forget_bias": words.get("forget_bias", 1.0),
    }
    if "initial_c" in a:
        given |= {"c_0": a["initial_c"], "m_0": a["initial_h" if basic else "initial_m"]}
    formulation = "tensorflow1_basic" if basic else "tensorflow1"
    if not basic:
        given["cell_clip"] = words.get("cell_clip", float("inf"))
    if "projection/kernel" in a:
        formulation = "tensorflow1_projection"
        given["projection"] = a["projection/kernel"]
        given["proj_clip"] = words.get("proj_clip", float("inf"))
    options = {f"w_{gate}_diag": f"w_{gate}_diag" in given for gate in "ifo"}
    options |= {
        key: given[key] for key in ("forget_bias", "cell_clip", "proj_clip") if key in given
    }
    options["initial_state"] = "c_0" in given
    functions = {"activation": words.get("activation", "tanh")}
    expected = {
        "outputs": a["outputs"].swapaxes(0, 1),
        "last_c": a["c"],
        "last_m": a["h" if basic else "m"],
    }
    yield record.case(formulation, given, options, functions, expected)


def call_tensorflow1(record: Record) -> tuple[str, Any]:
    """The package's cells, over the recorded timesteps."""
    given = record.arrays
    if record.words["cell"] in ALONE:
        return call_alone(record)
    words = {k: v for k, v in record.words["words"].items() if k in CELL_WORDS}
    words |= {k: v for k, v in given.items() if k.endswith("_diag")}
    basic = record.words["cell"] == "BasicLSTMCell"
    formulation = "tensorflow1_basic" if basic else "tensorflow1"
    if "projection/kernel" in given:
        words["projection"] = given["projection/kernel"]
        formulation = "tensorflow1_projection"
    cell = printed.basic_lstm_cell if basic else printed.lstm_cell
    m = "h" if basic else "m"
    # zero_state of the cell, where no state was given
    state = tuple(given.get(f"initial_{one}", np.zeros_like(given[one])) for one in ("c", m))
    outputs = []
    for x_t in given["inputs"]:
        output, state = cell(x_t, state, given["kernel"], given["bias"], **words)
        outputs.append(output)
    return formulation, (np.stack(outputs), *state)


def call_alone(record: Record) -> tuple[str, Any]:
    """GRUCell or BasicRNNCell, over the recorded timesteps."""
    given, (formulation, cell) = record.arrays, ALONE[record.words["cell"]]
    weights = {k: v for k, v in given.items() if k.endswith(("kernel", "bias"))}
    words = {name.replace("/", "_"): array for name, array in weights.items()}
    words |= {k: v for k, v in record.words["words"].items() if k == "activation"}
    state = given.get("initial_h", np.zeros_like(given["h"]))
    outputs = []
    for x_t in given["inputs"]:
        output, state = cell(x_t, state, **words)
        outputs.append(output)
    return formulation, (np.stack(outputs), state)


def call_stored(record: Record) -> tuple[str, Any]:
    """A cell's arrays by way of Keras's layout."""
    given, (cell, storage) = record.arrays, record.words["stored"]
    words: dict[str, Any] = dict(record.words.get("words", {}))
    arrays = {name: given[name] for name in record.words["weights"]}
    states: Any = tuple(given[f"initial_{one}"] for one in "hc" if f"initial_{one}" in given)
    x = given["inputs"]
    if "layers" in record.words:
        return _call_module(record)
    if any("peephole" in name or name.endswith("_diag") for name in arrays):
        there = convert(arrays, storage, "onnx", cell=cell, **words)
        whole = [one[None] for one in states]
        Y, *both = onnx.lstm(x.swapaxes(0, 1), **there, initial_h=whole[0], initial_c=whole[1])
        return "onnx", (Y[:, 0].swapaxes(0, 1), *(one[0] for one in both))
    if len(states) == 2 and states[0].shape != states[1].shape:  # a projection
        there = convert(arrays, storage, "pytorch", cell=cell, **words)
        output, last = pytorch.lstm(
            x,
            there,
            hx=(states[0][None], states[1][None]),
            batch_first=True,
            proj_size=states[0].shape[1],
        )
        return "pytorch_projection", (output, *(one[0] for one in last))
    if storage in ("flax", "flax_nnx") and cell in FLAX:
        formulation, step = FLAX[cell]
        (h,), outputs = states, []
        for x_t in x.swapaxes(0, 1):
            h, output = step(h, x_t, arrays)
            outputs.append(output)
        return formulation, (np.stack(outputs, axis=1), h)
    handed = [*arrays.values()] if storage.startswith("keras1") else arrays  # a list of Keras
    weights = convert(handed, storage, "keras", cell=cell, **words)
    if cell == "gru":
        words["reset_after"] = weights[2].ndim == 2
        return "gru", gru.gru(x, *weights, initial_state=states[0] if states else None, **words)
    if cell == "rnn":
        state = states[0] if states else None
        return "simple_rnn", simple_rnn.simple_rnn(x, *weights, initial_state=state, **words)
    returned = keras.lstm(x, *weights, initial_state=states or None, **words)
    return "keras", returned[: len(record.words["outputs"])]  # thinc hands out no states


def _call_module(record: Record) -> tuple[str, Any]:
    """A module of several layers and both directions, by way of PyTorch's."""
    given, (cell, storage) = record.arrays, record.words["stored"]
    arrays = {name: given[name] for name in record.words["weights"]}
    layers = record.words["layers"]
    there: dict[str, Any] = {}
    for layer in range(layers):
        there |= convert(arrays, storage, "pytorch", cell=cell, layer=layer)
    words = {"num_layers": layers, "bidirectional": True, "batch_first": True}
    if cell == "gru":
        return "gru", pytorch.gru(given["inputs"], there, **words)
    output, last = pytorch.lstm(given["inputs"], there, **words)
    return "pytorch", (output, *last)


def call_convolved(record: Record) -> tuple[str, Any]:
    """Conv1DLSTMCell of TensorFlow 1: one row of places, no peepholes, and one added to a bias.

    What TensorFlow calls a convolution does not turn the kernel round.
    """
    a = record.arrays
    i, g, f, o = np.split(a["kernel"][None, ::-1], 4, axis=-1)
    kernel, features = np.concatenate([f, i, o, g], axis=-1), a["inputs"].shape[-1]
    b_i, b_g, b_f, b_o = np.split(a["biases"], 4)
    result = wikipedia_convolutional.lstm(
        a["inputs"][:, :, None],
        kernel[:, :, :features],
        kernel[:, :, features:],
        np.zeros((1, a["inputs"].shape[2], 3 * len(b_i)), kernel.dtype),
        np.concatenate([b_f + 1, b_i, b_o, b_g]),
        initial_state=(a["initial_h"][:, None], a["initial_c"][:, None]),
    )
    return "wikipedia_convolutional", (result[0][:, :, 0], *(one[:, 0] for one in result[1:]))


def flax(record: Record) -> Iterator[Case]:
    """The case of LSTMCell or OptimizedLSTMCell, of linen or nnx; lengths are not compared."""
    words, a, rnn = record.words["words"], record.arrays, record.words.get("rnn", {})
    if "seq_lengths" in record.words or "LSTM" not in record.words["cell"]:
        return
    weights = {name: array for name, array in a.items() if "." in name}
    a = a | convert(weights, "flax", "flax", nested=False)
    order = (lambda array: array.swapaxes(0, 1)) if rnn.get("time_major") else (lambda array: array)
    given = {
        "inputs": order(a["inputs"]),
        "input_kernel": np.concatenate([a[f"i{gate}.kernel"] for gate in "ifgo"], axis=1),
        "hidden_kernel": np.concatenate([a[f"h{gate}.kernel"] for gate in "ifgo"], axis=1),
        "hidden_bias": np.concatenate([a[f"h{gate}.bias"] for gate in "ifgo"]),
    }
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "ch" if f"initial_{s}" in a}
    backwards = bool(rnn.get("reverse"))
    outputs = order(a["outputs"])
    expected = {
        "outputs": outputs[:, ::-1] if rnn.get("keep_order") else outputs,
        "carry_c": a["c"],
        "carry_h": a["h"],
    }
    options = {"initial_state": "c_0" in given, "go_backwards": backwards}
    functions = {
        "gate_fn": words.get("gate_fn", "sigmoid"),
        "activation_fn": words.get("activation_fn", "tanh"),
    }
    yield record.case("flax", given, options, functions, expected)
