"""Records of cells that their authors publish, and of those with layer normalization."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_sym.recorded.case import Case
from lstm_sym.recorded.keras import BEFORE_KERAS_3
from lstm_sym.recorded.record import Array, Record


def mingru(record: Record) -> Iterator[Case]:
    """The case of minGRU or minLSTM, of all timesteps at once or of one after the other."""
    a, cell = record.arrays, record.words["cell"].lower()
    given = {"x": a["x"]}
    given |= {name.removesuffix(".weight"): a[name] for name in a if name.endswith(".weight")}
    if "prev_hidden" in a:
        before = a["prev_hidden"][:, 0]
        # All at once, minLSTM takes a given state for what a candidate is made of.
        is_sum = cell == "minlstm" and record.words["way"] == "parallel"
        given["h_0"] = made_positive(before) if is_sum else before
    options = {"initial_state": "h_0" in given}
    expected = {"out": a["out"], "next_prev_hidden": a["next_prev_hidden"][:, 0]}
    yield record.case(cell, given, options, {}, expected)


def made_positive(x: Array) -> Array:
    """What the package's function g gives for numbers above zero."""
    return x + x.dtype.type(0.5)


def layer_norm_contrib(record: Record) -> Iterator[Case]:
    """The case of tf.contrib's LayerNormBasicLSTMCell."""
    a, words = record.arrays, record.words["words"]
    features = a["inputs"].shape[2]
    given = {
        "inputs": a["inputs"],
        "input_kernel": a["kernel"][:features],
        "recurrent_kernel": a["kernel"][features:],
        "forget_bias": words.get("forget_bias", 1.0),
        "epsilon": 1e-12,
    }
    for word in ("gamma", "beta"):
        gates = ("input", "transform", "forget", "output")
        given[word] = np.concatenate([a[f"{gate}/{word}"] for gate in gates])
        given[f"state_{word}"] = a[f"state/{word}"]
    yield _layer_norm(record, "layer_norm_contrib", given)


def layer_norm_addons(record: Record) -> Iterator[Case]:
    """The case of Addons' LayerNormLSTMCell."""
    a, words = record.arrays, record.words["words"]
    names = ("inputs", "kernel", "recurrent_kernel", "bias")
    given: dict[str, Any] = {name: a[name] for name in names if name in a}
    given["norm_epsilon"] = words.get("norm_epsilon", 1e-3)
    given |= {name.replace("_norm/", "_"): a[name] for name in a if "_norm/" in name}
    yield _layer_norm(record, "layer_norm_addons", given)


def _layer_norm(record: Record, formulation: str, given: dict[str, Any]) -> Case:
    a = record.arrays
    functions = {"activation": "tanh", "recurrent_activation": "sigmoid"}
    chosen = {name: f for name, f in record.words["words"].items() if name in functions}
    functions |= {name: BEFORE_KERAS_3.get(f, f) for name, f in chosen.items()}
    if formulation == "layer_norm_contrib":
        del functions["recurrent_activation"]
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "ch" if f"initial_{s}" in a}
    numbers = {k: v for k, v in given.items() if isinstance(v, float)}
    options = {"initial_state": "c_0" in given, "bias": "bias" in given, **numbers}
    expected = {"outputs": a["outputs"], "last_c": a["c"], "last_h": a["h"]}
    if formulation == "layer_norm_addons":
        expected = {"outputs": a["outputs"], "last_h": a["h"], "last_c": a["c"]}
    return record.case(formulation, given, options, functions, expected)


def xlstm(record: Record) -> Iterator[Case]:
    """The case of a cell of xLSTM."""
    yield from (_slstm if record.words["cell"] == "sLSTMCell" else _mlstm)(record)


def _mlstm(record: Record) -> Iterator[Case]:
    """The case of the mLSTM's step, or of all timesteps at once: as if nothing were before."""
    a = record.arrays
    given = {name: a[name] for name in ("input", "kernel", "bias")}
    for gate in "if":
        given[f"{gate}_kernel"] = a[f"{gate}gate.weight"][..., np.newaxis]
        given[f"{gate}_bias"] = a[f"{gate}gate.bias"][:, np.newaxis]
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "Cn" if f"initial_{s}" in a}
    if "initial_m" in a:
        given["m_0"] = a["initial_m"][..., np.newaxis]
    if record.words["way"] == "parallel":
        # The stabilizer then is the largest logarithm alone, and nothing was one before.
        heads, batch = len(a["kernel"]), len(a["input"])
        head = a["kernel"].shape[-1] // 3
        given["C_0"] = np.zeros((batch, heads, head, head), a["input"].dtype)
        given["n_0"] = given["C_0"][..., 0]
        given["m_0"] = np.full((batch, heads, 1), -np.inf, a["input"].dtype)
    given["epsilon"] = epsilon = record.words["epsilon"]
    options = {"initial_state": "C_0" in given, "stabilized": True, "epsilon": epsilon}
    expected = {name: a[name] for name in ("output", "last_C", "last_n", "last_m")}
    yield record.case("mlstm", given, options, {}, expected)
    # Only without epsilon do states and output change alike, and in float32 by more than rounding.
    if not epsilon and a["output"].dtype == np.float64:
        yield record.case(
            "mlstm", given, options | {"stabilized": False}, {}, expected | _bare(a, "Cn"), "-bare"
        )


def _bare(a: Mapping[str, Array], states: str) -> dict[str, Array]:
    """States without the stabilizer: its exponential is in them."""
    whole = np.exp(a["last_m"].astype(np.longdouble))
    found = {}
    for name in (f"last_{s}" for s in states):
        spread = whole.reshape(*whole.shape, *[1] * (a[name].ndim - whole.ndim))
        found[name] = (a[name] * spread).astype(a[name].dtype)
    return found | {"last_m": np.zeros_like(a["last_m"])}


def _slstm(record: Record) -> Iterator[Case]:
    """The case of the sLSTM's cell; the package keeps its weights head by head."""
    a = record.arrays
    heads, head, *_ = a["recurrent_kernel"].shape
    given = {
        "input": a["input"],
        "kernel": a["kernel"],
        "recurrent_kernel": a["recurrent_kernel"].reshape(heads * head, -1),
        "bias": a["bias"].swapaxes(0, 1).reshape(-1),
    }
    given |= {f"{s}_0": a[f"initial_{s}"] for s in "hcnm" if f"initial_{s}" in a}
    options = {"initial_state": "h_0" in given, "stabilized": True}
    expected = {name: a[name] for name in ("output", "last_h", "last_c", "last_n", "last_m")}
    stated = record.case("slstm", given, options, {}, expected)
    # An exponential is off by as much of itself as its argument is off at all.
    step = float(np.spacing(np.abs(a["last_m"]).max()))
    yield replace(stated, bound=max(stated.bound, step))
    # Without the stabilizer its exponential is in both states, as long as that is finite.
    if not options["initial_state"] and record.words["kind"] == "ordinary":
        yield record.case(
            "slstm", given, options | {"stabilized": False}, {}, expected | _bare(a, "cn"), "-bare"
        )
