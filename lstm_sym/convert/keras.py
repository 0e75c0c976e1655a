"""A chain of layers as a file of Keras 3: an archive of two texts and an HDF5 file."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from lstm_numpy.files.graph import Graph, Nested
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.writer import Writer
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_sym.convert.layers import Made
from lstm_sym.explain.chain import Chain


def written(found: Chain, path: Path) -> dict[str, bytes]:
    """The one file."""
    import h5py

    made = [Made(call.layer, NEWEST_KERAS) for call in found.calls]
    config = in_keras3(sequential(made, found, "batch_shape"))
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


def sequential(made: list[Made], found: Chain, shape: str) -> dict[str, Any]:
    """The configuration of a Sequential model; ``shape`` is what the input's shape is called."""
    first = {"class_name": "InputLayer", "config": {"name": "x", shape: [*found.shape]}}
    layers = [first, *(one.entry for one in made)]
    return {"class_name": "Sequential", "config": {"name": "model", "layers": layers}}


def in_keras3(entry: Any) -> Any:
    """The same with the module of every class, as Keras 3 writes it."""
    if isinstance(entry, list):
        return [in_keras3(one) for one in entry]
    if not isinstance(entry, dict):
        return entry
    found = {key: in_keras3(value) for key, value in entry.items()}
    if {*found} == {"class_name", "config"}:
        module = "keras" if found["class_name"] == "Sequential" else "keras.layers"
        found |= {"module": module, "registered_name": None}
    return found


def filled(config: Any, made: list[Made], path: Path) -> Graph:
    """The graph of the new configuration with its arrays."""
    graph = Configuration(path, Writer(NEWEST_KERAS)).graph(config)
    layers = list(graph.layers.values())[1:]
    for layer, one in zip(layers, made, strict=True):
        for place, part in layer.parts():
            if part.shapes:
                part.give(one.arrays[place])
    return graph
