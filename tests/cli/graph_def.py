"""Computes a graph model of TensorFlow.js, node by node, as TensorFlow says what each computes.

It knows nothing of layers or equations, and so says what a graph gives where no TensorFlow.js is.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy import activations
from lstm_numpy.activations import BY_NAME

Values = dict[str, Any]


def with_item(items: list[Any], place: Any, item: Any) -> list[Any]:
    return [item if k == place else one for k, one in enumerate(items)]


def softmax(x: Any) -> Any:
    shares = np.exp(x - x.max(-1, keepdims=True))
    return shares / shares.sum(-1, keepdims=True)


#: What each operation gives for its inputs and its attributes.
OPERATIONS: dict[str, Any] = {
    "Identity": lambda x: x,
    "Transpose": np.transpose,
    "ReverseV2": lambda x, axes: np.flip(x, tuple(axes)),
    "Shape": lambda x: np.array(x.shape, np.int32),
    "GatherV2": lambda x, places, axis: np.take(x, places, int(axis)),
    "Pack": lambda *x, axis, N: np.stack(x, int(axis["i"])),
    "Fill": np.full,
    "TensorListReserve": lambda element, length, element_dtype: [None] * int(length),
    "TensorListSetItem": lambda items, place, item, element_dtype: with_item(items, place, item),
    "TensorListStack": lambda items, element, element_dtype: np.stack(items),
    "Split": lambda axis, x, num_split: np.split(x, int(num_split["i"]), int(axis)),
    "Unpack": lambda x, num, axis: list(np.moveaxis(x, int(axis["i"]), 0)),
    "ConcatV2": lambda *x, N: np.concatenate(x[:-1], int(x[-1])),
    "MatMul": np.matmul,
    "BatchMatMulV2": np.matmul,
    "AddV2": np.add,
    "Mul": np.multiply,
    "Less": np.less,
    "Softmax": softmax,
    "LogSoftmax": lambda x: np.log(softmax(x)),
    **{name.capitalize(): BY_NAME[name] for name in ("sigmoid", "tanh", "relu", "relu6", "elu")},
    "Selu": activations.selu,
    "Softplus": activations.softplus,
}


def computed(file: Path, x: Any) -> Any:
    """The output of the model in a file."""
    said = json.loads(file.read_text(encoding="utf-8"))
    ((group,), topology) = said["weightsManifest"], said["modelTopology"]
    content, constants = file.with_name(group["paths"][0]).read_bytes(), {}
    for one in group["weights"]:
        count = int(np.prod(one["shape"]))
        array, content = np.frombuffer(content, one["dtype"], count), content[4 * count :]
        constants[one["name"]] = array.reshape(one["shape"])
    assert not content
    functions = {one["signature"]["name"]: one for one in topology["library"]["function"]}
    (name,) = (one["name"].partition(":")[0] for one in said["signature"]["inputs"].values())
    (last,) = (one["name"] for one in said["signature"]["outputs"].values())
    return found(run(topology["node"], {**constants, name: x}, functions), last)


def run(nodes: list[Any], values: Values, functions: Values) -> Values:
    """The values of all nodes; those that are given already stay."""
    for node in nodes:
        if node["name"] in values:
            continue
        given, attr = [found(values, one) for one in node["input"]], node["attr"]
        if node["op"] == "StatelessWhile":
            goes_on, body = (functions[attr[k]["func"]["name"]] for k in ("cond", "body"))
            while called(goes_on, given, values, functions)[0]:
                given = called(body, given, values, functions)
            values[node["name"]] = given
        else:
            values[node["name"]] = OPERATIONS[node["op"]](*given, **attr)
    return values


def called(function: Any, given: list[Any], values: Values, functions: Values) -> list[Any]:
    """What a function of the graph returns; constants are those of the whole graph."""
    names = [one["name"] for one in function["signature"]["inputArg"]]
    constants = {n["name"]: values[n["name"]] for n in function["nodeDef"] if n["op"] == "Const"}
    inside = run(function["nodeDef"], constants | dict(zip(names, given, strict=True)), functions)
    ends = [one["name"] for one in function["signature"]["outputArg"]]
    return [found(inside, function["ret"][end]) for end in ends]


def found(values: Values, name: str) -> Any:
    """An output of a node: the first, or the one behind a colon."""
    node, _, place = name.partition(":")
    value = values[node]
    return value[int(place or 0)] if isinstance(value, list) and place else value
