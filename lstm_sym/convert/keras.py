"""The layers of a model as a file of Keras 3: an archive of two texts and an HDF5 file."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_numpy.arrays import Array
from lstm_numpy.files.graph import Graph, Nested
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.writer import Writer
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_sym.convert.layers import Made
from lstm_sym.convert.wired import Step, Wire, Wired


def written(found: Wired, path: Path) -> dict[str, bytes]:
    """The one file."""
    import h5py

    made = [Made(layer, NEWEST_KERAS) for layer in found.layers]
    arrays = found.arrays()
    nodes = [called_with(step, arrays) for step in found.steps]
    config = in_keras3(functional(made, nodes, found, "batch_shape"))
    graph = filled(config, made, path)
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        for place, layer in Nested("the model", "Functional", {}, graph).inside.items():
            file.require_group(f"{place}/vars").attrs["name"] = layer.name
            for rest, owner, name in layer.places():
                file.create_dataset(f"{place}/{rest}", data=owner.arrays[name])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as whole:
        for name, content in (
            ("metadata.json", json.dumps({"keras_version": NEWEST_KERAS})),
            ("config.json", json.dumps(config)),
            ("model.weights.h5", stream.getvalue()),
        ):
            whole.writestr(zipfile.ZipInfo(name), content)  # without a time
    return {path.name: archive.getvalue()}


def functional(made: list[Made], nodes: list[Any], found: Wired, shape: str) -> dict[str, Any]:
    """The configuration of a functional model; ``shape`` is what an input's shape is called."""
    layers: list[dict[str, Any]] = [
        {
            "class_name": "InputLayer",
            "config": {"name": name, shape: [*sizes]},
            "name": name,
            "inbound_nodes": [],
        }
        for name, sizes in found.shapes.items()
    ]
    for layer, one in zip(found.layers, made, strict=True):
        called = [
            node for step, node in zip(found.steps, nodes, strict=True) if step.call.layer is layer
        ]
        layers.append(one.entry | {"name": one.entry["config"]["name"], "inbound_nodes": called})
    ends = {
        "input_layers": [[name, 0, 0] for name in found.shapes],
        "output_layers": [[*end] for end in found.ends],
    }
    return {"class_name": "Functional", "config": {"name": "model", "layers": layers, **ends}}


def called_with(step: Step, arrays: Mapping[Wire, Array]) -> dict[str, Any]:
    """What a layer is called with, as Keras 3 writes it."""
    given = [tensor(wire, arrays[wire]) for wire in step.given]
    states = {"initial_state": [tensor(wire, arrays[wire]) for wire in step.states]}
    return {
        "args": [given if len(given) > 1 else given[0]],
        "kwargs": states if step.states else {},
    }


def tensor(wire: Wire, array: Array) -> dict[str, Any]:
    """One array of a call: from which layer it is."""
    said = {"shape": [None] * array.ndim, "dtype": "float32", "keras_history": [*wire]}
    return {"class_name": "__keras_tensor__", "config": said}


def in_keras3(entry: Any) -> Any:
    """The same with the module of every class, as Keras 3 writes it."""
    if isinstance(entry, list):
        return [in_keras3(one) for one in entry]
    if not isinstance(entry, dict):
        return entry
    found = {key: in_keras3(value) for key, value in entry.items()}
    if {"class_name", "config"} <= {*found} and found["class_name"] != "__keras_tensor__":
        functional = found["class_name"] == "Functional"
        module = "keras.src.models.functional" if functional else "keras.layers"
        found |= {"module": module, "registered_name": None}
    return found


def filled(config: Any, made: list[Made], path: Path) -> Graph:
    """The graph of the new configuration with its arrays."""
    graph = Configuration(path, Writer(NEWEST_KERAS)).graph(config)
    layers = list(graph.layers.values())[len(graph.inputs) :]
    for layer, one in zip(layers, made, strict=True):
        for place, part in layer.parts():
            if part.shapes:
                part.give(one.arrays[place])
    return graph
