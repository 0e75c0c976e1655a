"""Models of TensorFlow.js: model.json and the shards beside it."""

import math
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.graph import Graph
from lstm_numpy.files.keras import give, graph_of, unknown, written
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import MOST, UnreadableFile
from lstm_numpy.files.text import listed, mapping, word

#: What the weights' names begin with that are a graph's and no layer's.
CONSTANTS = "constants"
#: How the manifest calls types.
DTYPES = {"float32": "<f4", "int32": "<i4", "float16": "<f2", "uint8": "u1", "uint16": "<u2"}


def of_json(path: Path, said: Any, keras_version: str | None, backend: str | None) -> Model:
    """The model of a model.json that was parsed."""
    topology = mapping(path, "modelTopology", said.get("modelTopology"))
    arrays = weights(path, said)
    if said.get("format") == "graph-model":
        topology = layers_beside(path, said)
        arrays = {k: array for k, array in arrays.items() if k.partition("/")[0] != CONSTANTS}
    stored = word(path, "keras_version", topology.get("keras_version"))
    # TensorFlow.js names itself as the backend; its table here has one.
    engine = backend or topology.get("backend")
    engine = engine if isinstance(engine, str) and "." not in engine else "tensorflow"
    writer = written(path, keras_version or stored, engine, stored)
    config = topology.get("model_config", topology)
    graph = graph_of(path, writer, config)
    by_name(path, arrays, graph)
    return Model(path, writer, graph, config)


def layers_beside(path: Path, said: Any) -> dict[str, Any]:
    """The layers that `lstm-sym convert` writes beside a graph, which has none itself."""
    beside = said.get("userDefinedMetadata") or {}
    if not isinstance(beside, dict) or "layers" not in beside:
        raise UnreadableFile(
            f"{path.name} is a graph of TensorFlow without layers: convert the model with "
            "--output_format=tfjs_layers_model"
        )
    return mapping(path, "layers of userDefinedMetadata", beside["layers"])


def weights(path: Path, said: Any) -> dict[str, Array]:
    """The arrays of the manifest by name: each group's shards, one behind the other."""
    found: dict[str, Array] = {}
    for group in listed(path, "weightsManifest", said.get("weightsManifest")):
        group = mapping(path, "a group of weightsManifest", group)
        paths = listed(path, "paths of a group", group.get("paths"))
        content = b"".join(shard(path, word(path, "a path", one)) for one in paths)
        place = 0
        for one in listed(path, "weights of a group", group.get("weights")):
            one = mapping(path, "a weight", one)
            name = word(path, "a weight's name", one.get("name"))
            stored = one.get("quantization") or {}
            dtype = stored.get("dtype", one.get("dtype")) if isinstance(stored, dict) else None
            shape = one.get("shape")
            if dtype not in DTYPES or not isinstance(shape, list) or name in found:
                raise UnreadableFile(f"{path.name}: the weight {name!r} is of {dtype!r}, {shape!r}")
            if not all(type(n) is int and n >= 0 for n in shape) or len(found) > MOST:
                raise UnreadableFile(f"{path.name}: the weight {name!r} has shape {shape!r}")
            size = math.prod(shape) * np.dtype(DTYPES[dtype]).itemsize
            if place + size > len(content):
                raise UnreadableFile(
                    f"{path.name}: the weight {name!r} claims {size} bytes, and its shards have "
                    f"{len(content) - place} left"
                )
            array = np.frombuffer(content, DTYPES[dtype], math.prod(shape), place).reshape(shape)
            found[name] = restored(path, name, array, stored)
            place += size
        if place != len(content):
            left = len(content) - place
            raise UnreadableFile(f"{path.name}: {left} bytes of its shards are of no weight")
    return found


def restored(path: Path, name: str, array: Array, stored: dict[str, Any]) -> Array:
    """Floats of what was stored in fewer bytes: the numbers times a scale, from a least one on."""
    if not stored:
        return array
    if array.dtype.kind == "f":
        return array.astype(np.float32)
    scale, least = stored.get("scale"), stored.get("min")
    if not isinstance(scale, int | float) or not isinstance(least, int | float):
        raise UnreadableFile(f"{path.name}: the weight {name!r} has no scale or min")
    return array.astype(np.float32) * np.float32(scale) + np.float32(least)


def shard(path: Path, name: str) -> bytes:
    """A file beside model.json; raises UnreadableFile for one that is elsewhere."""
    folder = path.resolve().parent
    beside = (folder / name).resolve()
    if ".." in PurePosixPath(name.replace("\\", "/")).parts or folder not in beside.parents:
        raise UnreadableFile(f"{path.name} names the shard {name!r}, outside its folder")
    if not beside.is_file():
        raise UnreadableFile(f"{path.name} names the shard {name!r}: there is none")
    return beside.read_bytes()


def by_name(path: Path, arrays: dict[str, Array], graph: Graph) -> None:
    """The arrays to the layers whose names theirs begin with, in the order of the manifest."""
    left = dict(arrays)
    for name, layer in graph.layers.items():
        own = [one for one in arrays if one.partition("/")[0] == name]
        for one in own:
            del left[one]
        if unknown(layer):
            continue
        wanted = layer.in_order()
        if len(own) != len(wanted):
            raise UnreadableFile(
                f"{path.name}: the layer {name!r} ({layer.class_name}) has {len(own)} arrays, "
                f"{', '.join(own) or 'none'}; expected {len(wanted)}"
            )
        given: dict[int, tuple[Layer, dict[str, Array]]] = {}
        for (owner, array), stored in zip(wanted, own, strict=True):
            given.setdefault(id(owner), (owner, {}))[1][array] = arrays[stored]
        for owner, found in given.values():
            give(path, owner, found)
    if left:
        raise UnreadableFile(f"{path.name} has arrays of no layer: {', '.join(list(left)[:6])}")
