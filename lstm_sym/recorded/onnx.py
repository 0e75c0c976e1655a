"""Records of onnxruntime: a case a direction; where it departs from ONNX, from ONNX's text."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_numpy import onnx as operator
from lstm_sym.checkout import ARRAYS
from lstm_sym.recorded.case import Case, named
from lstm_sym.recorded.papers import load
from lstm_sym.recorded.record import Record

# Each function of ONNX: our name, and our parameters with ONNX's defaults, alpha before beta.
ONNX: dict[str, tuple[str, dict[str, float | None]]] = {
    "Sigmoid": ("sigmoid", {}),
    "Tanh": ("tanh", {}),
    "Relu": ("relu", {}),
    "Softsign": ("softsign", {}),
    "Softplus": ("softplus", {}),
    "Elu": ("elu", {"alpha": 1.0}),
    "LeakyRelu": ("leaky_relu", {"negative_slope": 0.01}),
    "ThresholdedRelu": ("thresholded_relu", {"alpha": 1.0}),
    "HardSigmoid": ("hard_sigmoid_onnx", {"alpha": 0.2, "beta": 0.5}),
    "Affine": ("affine", {"alpha": None, "beta": None}),
    "ScaledTanh": ("scaled_tanh", {"alpha": None, "beta": None}),
}
#: onnxruntime takes the names in any case.
WRITTEN = {name.lower(): name for name in ONNX}

#: ONNX's text as a program, beside the arrays.
SPECIFICATION = "onnx_specification"
#: The other operators: the formulation of their equations, and what computes them.
OPERATORS = {"GRU": ("gru", operator.gru), "RNN": ("simple_rnn", operator.rnn)}


def call(record: Record) -> tuple[str, Any]:
    """The operator of a record."""
    if "operator" in record.words:
        given: dict[str, Any] = {name: record.arrays[name] for name in record.words["inputs"]}
        formulation, function = OPERATORS[record.words["operator"]]
        return formulation, function(**given, **record.words["attributes"])
    names = ("X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P")
    words = {k: v for k, v in record.words["attributes"].items() if k != "hidden_size"}
    arrays: list[Any] = [record.arrays.get(name) for name in names]
    return "onnx", operator.lstm(*arrays, **words)


def onnx_functions(attributes: Mapping[str, Any]) -> list[str]:
    """Three functions a direction, each with its parameters, taken in order from two lists."""
    chosen = attributes.get("activations", ["Sigmoid", "Tanh", "Tanh"] * 2)
    alphas = iter(attributes.get("activation_alpha", ()))
    betas = iter(attributes.get("activation_beta", ()))
    found = []
    for name in chosen:
        ours, defaults = ONNX[WRITTEN[name.lower()]]
        pairs = zip(defaults.items(), (alphas, betas), strict=False)
        found.append(named(ours, {key: next(given, value) for (key, value), given in pairs}))
    return found


def stated(record: Record) -> Record | None:
    """The record; where onnxruntime departs from ONNX in how it clips, what ONNX's text says."""
    if record.words["kind"] != "departs-from-spec":
        return record
    is_written = (ARRAYS / f"{SPECIFICATION}.py").is_file()  # which a package does not bring
    return as_specified(record) if is_written and "clip" in record.words["attributes"] else None


def as_specified(record: Record) -> Record:
    """What the specification makes of a case in which onnxruntime departs from it."""
    arrays = {
        name: array.astype(np.float64) if array.dtype.kind == "f" else array
        for name, array in record.arrays.items()
    }
    outputs = load(ARRAYS, SPECIFICATION).lstm(record.words["attributes"], arrays)
    words = {**record.words, "kind": "ordinary", "dtype": "float64"}
    return replace(record, source="ONNX's text", words=words, arrays={**arrays, **outputs})


def onnx(record: Record) -> Iterator[Case]:
    """A case of each direction."""
    if "operator" in record.words:
        return
    way = record.words["attributes"].get("direction", "forward")
    if way == "bidirectional":
        yield direction(record, 0, False, "-forward")
        yield direction(record, 1, True, "-reverse")
    else:
        yield direction(record, 0, way == "reverse")


def direction(record: Record, place: int, backwards: bool, name: str = "") -> Case:
    attributes, a = record.words["attributes"], record.arrays
    first = attributes.get("layout", 0) == 1
    X = a["X"] if first else a["X"].swapaxes(0, 1)
    size = attributes["hidden_size"]
    bias = a["B"][place] if "B" in a else np.zeros(8 * size, X.dtype)
    given: dict[str, Any] = {
        "X": X,
        "W": a["W"][place],
        "R": a["R"][place],
        "Wb": bias[: 4 * size],
        "Rb": bias[4 * size :],
        "clip": attributes.get("clip", float("inf")),
    }
    side = (lambda array: array[:, place]) if first else (lambda array: array[place])
    if "P" in a:
        given["P"] = a["P"][place]
    if "initial_h" in a:
        given["H_0"] = side(a["initial_h"])
        given["C_0"] = side(a["initial_c"]) if "initial_c" in a else np.zeros_like(given["H_0"])
    if "sequence_lens" in a:
        given["mask"] = np.arange(X.shape[1]) < a["sequence_lens"][:, None]
    options = {
        "clip": given["clip"],
        "P": "P" in given,
        "input_forget": bool(attributes.get("input_forget")),
        "initial_state": "H_0" in given,
        "mask": "mask" in given,
        "go_backwards": backwards,
    }
    Y = a["Y"][:, :, place] if first else a["Y"][:, place].swapaxes(0, 1)
    expected = {
        "Y": Y[:, ::-1] if backwards else Y,
        "Y_h": side(a["Y_h"]),
        "Y_c": side(a["Y_c"]),
    }
    chosen = onnx_functions(attributes)[3 * place :][:3]
    functions = dict(zip("fgh", chosen, strict=True))
    return record.case("onnx", given, options, functions, expected, name)
