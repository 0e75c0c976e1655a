"""A model as one of TensorFlow.js: model.json and one file of weights beside it.

It is a model of layers, or a graph where its layers lack something.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_sym.convert import tfjs_graph
from lstm_sym.convert.keras import filled, functional
from lstm_sym.convert.layers import Made
from lstm_sym.convert.settings import alike
from lstm_sym.convert.wired import Wired
from lstm_sym.versions import NEWEST_TENSORFLOW

#: The release of TensorFlow.js whose words are written.
RELEASE = f"tfjs-layers {NEWEST_TENSORFLOW[1].removeprefix('tfjs-layers ')}"
#: How TensorFlow.js calls the statistics of a BatchNormalization.
NAMES = {"mean": "moving_mean", "variance": "moving_variance"}


def written(found: Wired, path: Path) -> dict[str, bytes]:
    """The two files."""
    made = [Made(layer, RELEASE) for layer in found.layers]
    for layer, one in zip(found.layers, made, strict=True):
        if isinstance(layer, Bidirectional):  # it makes the other direction of the first
            alike(layer)
            del one.entry["config"]["backward_layer"]
        for word, value in (("padding", "causal"), ("keepdims", True), ("how", "Subtract")):
            if getattr(layer, word, None) == value:
                said = f"the layer {layer.name!r} has {word}={value!r}"
                raise NotKnown(f"{said}, which {RELEASE} does not have")
    nodes = [[[*wire, {}] for wire in (*step.given, *step.states)] for step in found.steps]
    config = functional(made, nodes, found, "batch_input_shape")
    graph = filled(config, made, path)
    content: list[tuple[dict[str, Any], bytes]] = []
    resting: list[tuple[dict[str, Any], bytes]] = []
    layers = list(graph.layers.values())[len(graph.inputs) :]
    after = False
    for layer in layers:
        for owner, name in layer.in_order():
            after |= owner.class_name == "GRU" and owner.reset_after  # type: ignore[attr-defined]
            array = np.asarray(owner.arrays[name], "<f4")
            there = layer.name
            if isinstance(layer, Bidirectional):
                side = "forward" if owner is layer.forward else "backward"
                there += f"/{side}_{layer.forward.name}"
            spec: dict[str, Any] = {
                "name": f"{there}/{NAMES.get(name, name)}",
                "shape": list(array.shape),
                "dtype": "float32",
            }
            both = (spec, array.tobytes())
            (resting if name in owner.resting else content).append(both)
    pairs = [*content, *resting]
    specs = [spec for spec, _ in pairs]
    topology = config | {"keras_version": RELEASE, "backend": "tensor_flow.js"}
    if after:  # the layers of TensorFlow.js refuse it
        arrays = {spec["name"]: np.frombuffer(b, "<f4").reshape(spec["shape"]) for spec, b in pairs}
        return tfjs_graph.of_chain(found, layers, arrays, topology, path)
    weights = f"{path.stem}.weights.bin"
    whole = {
        "format": "layers-model",
        "modelTopology": topology,
        "weightsManifest": [{"paths": [weights], "weights": specs}],
    }
    return {
        path.name: f"{json.dumps(whole, indent=1)}\n".encode(),
        weights: b"".join(one for _, one in pairs),
    }
