"""Records of LSTM, GRU and SimpleRNN layers of Keras: 1, 2 and 3, tf.keras and TensorFlow.js."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_numpy import GRU, LSTM, SimpleRNN, convert, convert_options, releases
from lstm_numpy import keras as printed
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.record import Record

WEIGHTS = ("kernel", "recurrent_kernel", "bias")
RETURNED = ("lstm_output", "state_h", "state_c")
FLAGS = ("go_backwards", "return_sequences")
#: The layers with one state, each with the formulation of its equations.
ALONE: dict[str, tuple[str, type[GRU | SimpleRNN]]] = {
    "GRU": ("gru", GRU),
    "SimpleRNN": ("simple_rnn", SimpleRNN),
}
#: What an activation was before Keras 3, where the name has another meaning since.
BEFORE_KERAS_3 = {"hard_sigmoid": "hard_sigmoid_keras2"}


def layer(record: Record) -> Iterator[Case]:
    """The case of an LSTM layer of Keras 2 or 3."""
    about, words = record.about, record.words["layer"]
    version = about["version"]
    names = {"initial_h": "h_0", "initial_c": "c_0"}
    other = (*RETURNED, "previous_sequences")
    given = {names.get(k, k): array for k, array in record.arrays.items() if k not in other}
    flags = {flag: words.get(flag, False) for flag in FLAGS}
    masked_output = releases.masked_output(
        version,
        about["backend"],
        unroll=words.get("unroll", False),
        zero_output_for_mask=words.get("zero_output_for_mask", False),
        **flags,
    )
    options = {
        "bias": "bias" in given,
        "initial_state": "h_0" in given,
        "mask": "mask" in given,
        "masked_output": masked_output,
        **flags,
    }
    gates = releases.row(version).recurrent_activation or about["recurrent_activation"]
    functions = {
        "activation": words.get("activation", "tanh"),
        "recurrent_activation": words.get("recurrent_activation", gates),
    }
    functions = {k: str(releases.activation(k, v, version)) for k, v in functions.items()}
    expected = {key: record.arrays[key] for key in RETURNED}
    previous = record.arrays.get("previous_sequences")
    yield record.case(
        "keras", given, options, functions, expected,
        before={} if previous is None else {"sequences": previous},
        # A state that is given wins over the recorded one.
        carried={} if "h_0" in given else {"state_h": "h_0", "state_c": "c_0"},
    )  # fmt: skip


def call(record: Record) -> tuple[str, Any]:
    """The layer of a record, built with the record's own words, called as Keras was."""
    about, given, words = record.about, record.arrays, dict(record.words["layer"])
    if releases.row(about["version"]).recurrent_activation is None:  # of several by this name
        words.setdefault("recurrent_activation", about["recurrent_activation"])
    made = LSTM(**words, keras_version=about["version"], backend=about["backend"])
    made.set_weights([given[weight] for weight in WEIGHTS if weight in given])
    state = (given["initial_h"], given["initial_c"]) if "initial_h" in given else None
    if "previous_sequences" in given:
        made(given["previous_sequences"], initial_state=state)
    return "keras", made(given["sequences"], mask=given.get("mask"), initial_state=state)


def call_alone(record: Record) -> tuple[str, Any]:
    """A layer with one state, built with the record's own words, called as Keras was."""
    about, given = record.about, record.arrays
    formulation, kind = ALONE[record.words["class"]]
    made = kind(**record.words["layer"], keras_version=about["version"], backend=about["backend"])
    made.set_weights([given[weight] for weight in WEIGHTS if weight in given])
    state, mask = given.get("initial_h"), given.get("mask")
    if "previous_sequences" in given:
        made(given["previous_sequences"])
    return formulation, made(given["sequences"], mask=mask, initial_state=state)


def alone(record: Record) -> Iterator[Case]:
    """The case of a layer with one state."""
    layer, a = record.words["layer"], record.arrays
    version = record.about["version"]
    formulation, kind = ALONE[record.words["class"]]
    names: tuple[str, ...] = ("sequences", "kernel", "recurrent_kernel", "mask")
    given = {key: a[key] for key in names if key in a}
    if "bias" in a:
        rows = a["bias"].reshape(-1, a["bias"].shape[-1])
        given |= dict(zip(("bias", "recurrent_bias"), rows, strict=False))
    if "initial_h" in a:
        given["h_0"] = a["initial_h"]
    flags = {key: layer.get(key, False) for key in FLAGS}
    masked_output = releases.masked_output(
        version,
        record.about["backend"],
        unroll=layer.get("unroll", False),
        zero_output_for_mask=layer.get("zero_output_for_mask", False),
        **flags,
    )
    options = {
        "bias": "bias" in given,
        "initial_state": "h_0" in given,
        "mask": "mask" in given,
        "masked_output": masked_output,
        **flags,
    }
    functions = {"activation": "tanh"}
    if formulation == "gru":
        options |= {
            "recurrent_bias": "recurrent_bias" in given,
            "reset_after": layer["reset_after"],
        }
        functions["recurrent_activation"] = str(releases.row(version).recurrent_activation)
    functions = {key: layer.get(key, default) for key, default in functions.items()}
    meant = {k: str(releases.activation(k, v, version)) for k, v in functions.items()}
    expected = {kind.output: a["output"], "state_h": a["state_h"]}
    previous = a.get("previous_sequences")
    yield record.case(
        formulation, given, options, meant, expected,
        before={} if previous is None else {"sequences": previous},
        carried={"state_h": "h_0"},
    )  # fmt: skip


def keras1(record: Record) -> Iterator[Case]:
    """The case of the LSTM of Keras 1, its arrays put together as Keras 2 has them."""
    layer, a = record.words["layer"], record.arrays
    if "W_i" not in a:  # on a GPU's way it has them together
        return
    given = {
        "sequences": a["sequences"],
        "kernel": np.concatenate([a[f"W_{gate}"] for gate in "ifco"], axis=1),
        "recurrent_kernel": np.concatenate([a[f"U_{gate}"] for gate in "ifco"], axis=1),
        "bias": np.concatenate([a[f"b_{gate}"] for gate in "ifco"]),
    }
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "hc" if f"initial_{s}" in a}
    flags = {key: layer.get(key, False) for key in FLAGS}
    options = {"bias": True, "initial_state": "h_0" in given, "mask": False, **flags}
    options["masked_output"] = "previous"
    inner = layer.get("inner_activation", "hard_sigmoid")
    functions = {
        "activation": layer.get("activation", "tanh"),
        "recurrent_activation": BEFORE_KERAS_3.get(inner, inner),
    }
    expected = {"lstm_output": a["output"], "state_h": a["state_h"], "state_c": a["state_c"]}
    yield record.case("keras", given, options, functions, expected)


def call_keras1(record: Record) -> tuple[str, Any]:
    """The LSTM of Keras 1: its arrays as Keras 2 has them, its functions as Keras 2 names them."""
    old, given = record.words["layer"], record.arrays
    source = "keras1_gpu" if old.get("consume_less") == "gpu" else "keras1"
    functions: dict[str, Any] = {"activation": old.get("activation", "tanh")}
    if "inner_activation" in old:
        functions["recurrent_activation"] = old["inner_activation"]
    weights = convert(
        [given[name] for name in record.words["weights"]], source, "keras", **functions
    )
    chosen = convert_options(source, "keras", target_version="2.2.4", **functions)
    inner = chosen["recurrent_activation"]
    chosen["recurrent_activation"] = BEFORE_KERAS_3.get(inner, inner)
    words = {k: v for k, v in old.items() if k in ("go_backwards", "return_sequences")}
    state = (given["initial_h"], given["initial_c"]) if "initial_h" in given else None
    W, U, b = weights
    return "keras", printed.lstm(
        given["sequences"], W, U, b, initial_state=state, **words, **chosen
    )
