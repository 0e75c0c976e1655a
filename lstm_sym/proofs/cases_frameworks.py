"""Cases from the arrays of further frameworks, where one layer runs in one direction."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lstm_numpy import convert, releases
from lstm_sym.proofs import cases_onnx, cases_torch
from lstm_sym.proofs.case import Case
from lstm_sym.proofs.record import Array, Record
from lstm_sym.verify import wrapped


def read(about: Mapping[str, Any], arrays: Mapping[str, Array]) -> Iterator[Case]:
    """The cases of one file; none where a file holds no layer of one direction."""
    source = f"{about['framework']} {about['version']}"
    readers = {
        "torch": cases_torch.torch,
        "onnxruntime": cases_onnx.onnx,
        "tensorflow": tensorflow1,
        "flax": flax,
    }
    for name, words in about["cases"].items():
        stored = {key: arrays[f"{name}.{key}"] for key in (*words["inputs"], *words["outputs"])}
        record = Record(source, name, about, words, stored)
        if words.get("class") == "GRU":
            yield from gru(record)
        elif words.get("class") == "Bidirectional":
            yield from bidirectional(record)
        elif words.get("class") == "Stacked":
            yield from stacked(record)
        elif about["framework"] in readers:
            yield from readers[about["framework"]](record)
        elif "weights" in words and "W_i" in words["weights"]:
            yield from keras1(record)


def tensorflow1(record: Record) -> Iterator[Case]:
    words, a = record.words["words"], record.arrays
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


def flax(record: Record) -> Iterator[Case]:
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


def gru(record: Record) -> Iterator[Case]:
    layer, a = record.words["layer"], record.arrays
    version = record.about["version"]
    names: tuple[str, ...] = ("sequences", "kernel", "recurrent_kernel", "mask")
    given = {key: a[key] for key in names if key in a}
    if "bias" in a:
        rows = a["bias"].reshape(-1, a["bias"].shape[-1])
        given |= dict(zip(("bias", "recurrent_bias"), rows, strict=False))
    if "initial_h" in a:
        given["h_0"] = a["initial_h"]
    flags = {key: layer.get(key, False) for key in ("go_backwards", "return_sequences")}
    masked_output = releases.masked_output(
        version, record.about["backend"], unroll=False, zero_output_for_mask=False, **flags
    )
    options = {
        "bias": "bias" in given,
        "recurrent_bias": "recurrent_bias" in given,
        "reset_after": layer["reset_after"],
        "initial_state": "h_0" in given,
        "mask": "mask" in given,
        "masked_output": masked_output,
        **flags,
    }
    row = releases.row(version)
    functions = {"activation": "tanh", "recurrent_activation": row.recurrent_activation}
    functions = {key: layer.get(key, default) for key, default in functions.items()}
    meant = {k: str(releases.activation(k, v, version)) for k, v in functions.items()}
    expected = {"gru_output": a["output"], "state_h": a["state_h"]}
    yield record.case("gru", given, options, meant, expected)


def bidirectional(record: Record) -> Iterator[Case]:
    """The merge of what our own layers give in each direction, against Keras's merged output."""
    words, mode = record.words, record.words["words"]["merge_mode"]
    if mode is None:
        return
    arrays = record.arrays
    wrapper = wrapped.layer(record.about, words, arrays)
    states = wrapped.states(arrays)
    ways = (wrapper.forward_layer, wrapper.backward_layer)
    outputs = [
        layer(arrays["sequences"], arrays.get("mask"), state)[0]
        for layer, state in zip(ways, states, strict=True)
    ]
    every = words["layer"]["return_sequences"]
    given = dict(zip(("forward", "backward"), outputs, strict=True))
    if not every:  # the last output alone is a sequence of one timestep
        given = {name: output[:, np.newaxis] for name, output in given.items()}
    options = {"merge_mode": mode, "return_sequences": every}
    yield record.case("bidirectional", given, options, {}, {"output": arrays["output"]})


def stacked(record: Record) -> Iterator[Case]:
    """What each layer takes in, from what our own layers below it put out."""
    arrays = record.arrays
    layers = wrapped.layers(record.about, record.words, arrays)
    below: Any = None
    for number, layer in enumerate(layers, start=1):
        given = {"sequences": arrays["sequences"]} | ({} if below is None else {"below": below})
        expected = {"layer_input": arrays[f"layer{number}_input"]}
        options = {"below": below is not None}
        yield record.case("stacked", given, options, {}, expected, f"-layer-{number}")
        if number < len(layers):
            below = layer(expected["layer_input"], arrays.get("mask"))


def keras1(record: Record) -> Iterator[Case]:
    layer, a = record.words["layer"], record.arrays
    given = {
        "sequences": a["sequences"],
        "kernel": np.concatenate([a[f"W_{gate}"] for gate in "ifco"], axis=1),
        "recurrent_kernel": np.concatenate([a[f"U_{gate}"] for gate in "ifco"], axis=1),
        "bias": np.concatenate([a[f"b_{gate}"] for gate in "ifco"]),
    }
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "hc" if f"initial_{s}" in a}
    flags = {key: layer.get(key, False) for key in ("go_backwards", "return_sequences")}
    options = {"bias": True, "initial_state": "h_0" in given, "mask": False, **flags}
    options["masked_output"] = "previous"
    old = {"hard_sigmoid": "hard_sigmoid_keras2"}
    inner = layer.get("inner_activation", "hard_sigmoid")
    functions = {
        "activation": layer.get("activation", "tanh"),
        "recurrent_activation": old.get(inner, inner),
    }
    expected = {"lstm_output": a["output"], "state_h": a["state_h"], "state_c": a["state_c"]}
    yield record.case("keras", given, options, functions, expected)
