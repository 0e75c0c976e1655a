"""Records of nn.LSTM, nn.LSTMCell, nn.GRU and nn.RNN of PyTorch.

Cases are those with one layer: each direction, and both merged. nn.LSTMCell is one layer in one
direction. cuDNN's are the same as those of a direction without lengths.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_numpy import cudnn_modes, pytorch, pytorch_layer, pytorch_projection_layer
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.record import Array, Record

#: The modules with one state: the formulation of their equations, and what computes them.
ALONE = {"GRU": ("gru", pytorch.gru), "RNN": ("simple_rnn", pytorch.rnn)}


def call(record: Record) -> tuple[str, Any]:
    """The package's function for the module."""
    given, stated = record.arrays, ("hidden_size", "input_size", "bias")
    words = {k: v for k, v in record.words["words"].items() if k not in stated}
    state_dict = {k: v for k, v in given.items() if k.startswith(("weight", "bias"))}
    hx: Any = (given["h_0"], given["c_0"]) if "c_0" in given else given.get("h_0")
    if "lengths" in record.words:
        words |= {"lengths": np.array(record.words["lengths"])}
        words |= {k: v for k, v in record.words["packing"].items() if k == "total_length"}
    if record.words["module"] in ALONE:
        formulation, function = ALONE[record.words["module"]]
        return formulation, function(given["input"], state_dict, hx=hx, **words)
    output, (h_n, c_n) = pytorch.lstm(given["input"], state_dict, hx=hx, **words)
    return "pytorch_projection" if "proj_size" in words else "pytorch", (output, h_n, c_n)


def call_cudnn(record: Record) -> tuple[str, Any] | None:
    """What cuDNN computes for an nn.GRU or nn.RNN of one layer in one direction, on a GPU."""
    words, given = record.words["words"], record.arrays
    plain = words.get("num_layers", 1) == 1 and not words.get("bidirectional")
    if record.words["module"] not in ALONE or not plain or "lengths" in record.words:
        return None
    batch_first = words.get("batch_first") or given["input"].ndim == 2
    X = given["input"] if batch_first else given["input"].swapaxes(0, 1)
    x = X[None] if X.ndim == 2 else X
    units = given["weight_hh_l0"].shape[1]
    zeros = np.zeros_like(given["weight_hh_l0"][:, 0])
    biases = [given.get(name, zeros) for name in ("bias_ih_l0", "bias_hh_l0")]
    state = given["h_0"].reshape(len(x), units) if "h_0" in given else None
    arrays = (x, given["weight_ih_l0"], given["weight_hh_l0"], *biases)
    if record.words["module"] == "GRU":
        y, hy = cudnn_modes.gru(*arrays, initial_state=state)
    else:
        mode = f"CUDNN_RNN_{words.get('nonlinearity', 'tanh').upper()}"
        y, hy = cudnn_modes.rnn(*arrays, mode=mode, initial_state=state)
    y = y.reshape(*X.shape[:-1], units)
    return "cudnn", (y if batch_first else y.swapaxes(0, 1), hy.reshape(given["h_n"].shape))


def torch(record: Record) -> Iterator[Case]:
    """The cases of each direction, and of both."""
    words = record.words["words"]
    if record.words["module"] in ALONE or words.get("num_layers", 1) > 1:
        return
    # Batch first, and a batch of one where there is none.
    turned = words.get("batch_first") or record.arrays["input"].ndim == 2
    order = (lambda a: a[None] if a.ndim == 2 else a) if turned else (lambda a: a.swapaxes(0, 1))
    ways = range(1 + bool(words.get("bidirectional")))
    cases = [case for way in ways for case in _torch(record, words, order, way)]
    yield from cases
    if len(ways) > 1:
        both = [_output(case) for case in cases if case.formulation != "cudnn"]
        given = dict(zip(("forward", "backward"), both, strict=True))
        options = {"merge_mode": "concat", "return_sequences": True}
        expected = {"output": order(record.arrays["output"])[:, : both[0].shape[1]]}
        yield record.case("bidirectional", given, options, {}, expected, "-both")


def _output(case: Case) -> Array:
    """What our own layer gives for the case of a direction."""
    words: dict[str, Any] = dict(case.given)
    if case.options["initial_state"]:
        words["initial_state"] = (words.pop("h_0"), words.pop("c_0"))
    layers = {"pytorch": pytorch_layer, "pytorch_projection": pytorch_projection_layer}
    run = layers[case.formulation].lstm_layer
    return run(**words, go_backwards=case.options["go_backwards"]).output


def _torch(record: Record, words: Any, order: Any, direction: int) -> Iterator[Case]:
    a, projected = record.arrays, "proj_size" in words
    layer = "" if record.words["module"] == "LSTMCell" else "_l0"
    suffix = layer + ("_reverse" if direction else "")
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr")
    given = {name: a[name + suffix] for name in names if name + suffix in a}
    given["input"] = order(a["input"])
    output = order(a["output"])
    if "lengths" in record.words:
        # No timestep behind the longest sequence is computed.
        lengths = np.array(record.words["lengths"])
        given["input"], output = given["input"][:, : max(lengths)], output[:, : max(lengths)]
        given["mask"] = np.arange(max(lengths)) < lengths[:, np.newaxis]
    batch = given["input"].shape[0]

    def state(array: Array) -> Array:
        return array[direction].reshape(batch, -1)

    given |= {name: state(a[name]) for name in ("h_0", "c_0") if name in a}
    size = words.get("proj_size") or words["hidden_size"]
    output = output[..., direction * size :][..., :size]
    expected = {
        "output": output[:, ::-1] if direction else output,
        "h_n": state(a["h_n"]),
        "c_n": state(a["c_n"]),
    }
    options = {
        "bias_ih": "bias_ih" in given,
        "bias_hh": "bias_hh" in given,
        "initial_state": "h_0" in given,
        "mask": "mask" in given,
        "go_backwards": bool(direction),
    }
    name = "-reverse" if direction else ""
    formulation = "pytorch_projection" if projected else "pytorch"
    yield record.case(formulation, given, options, {}, expected, name)
    if not projected and options["bias_ih"] and "mask" not in given:
        # PyTorch stacks its arrays as cuDNN does, which computes them on a GPU.
        renamed = {"input": "x", "weight_ih": "W", "weight_hh": "R"}
        renamed |= {"bias_ih": "b_W", "bias_hh": "b_R", "output": "y", "h_n": "hy", "c_n": "cy"}
        given = {renamed.get(key, key): array for key, array in given.items()}
        found = {renamed[key]: array for key, array in expected.items()}
        options = {key: value for key, value in options.items() if key != "mask"}
        yield record.case("cudnn", given, options, {}, found, name)
