"""Files of Keras: .keras archives, .h5 files of models and of weights, from Keras 1 to Keras 3."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy import releases
from lstm_numpy.arguments import choice
from lstm_numpy.arrays import Array
from lstm_numpy.files import hdf5, hdf5_new
from lstm_numpy.files.archive import Archive
from lstm_numpy.files.graph import Graph, Nested
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.layer import Layer, Unknown
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import LARGEST_TEXT, UnreadableFile, reading
from lstm_numpy.files.text import mapping, parsed, word
from lstm_numpy.files.weights import BLOCKS, Weights, entry
from lstm_numpy.files.wrappers import Bidirectional
from lstm_numpy.files.writer import Writer

#: What training keeps beside the layers.
BESIDE = ("optimizer", "metrics", "vars", "_functional", "compile", "seed_generator")


def of_archive(
    path: Path, archive: Archive, keras_version: str | None, backend: str | None
) -> Model:
    """The model of a .keras file."""
    said = mapping(
        path,
        "metadata.json",
        parsed(path, "metadata.json", archive.read("metadata.json", LARGEST_TEXT)),
    )
    stored = word(path, "keras_version", said.get("keras_version"))
    config = parsed(path, "config.json", archive.read("config.json", LARGEST_TEXT))
    writer = written(path, keras_version or stored, backend or "tensorflow", stored)
    graph = graph_of(path, writer, config)
    with opened(path, archive.read("model.weights.h5")) as file:
        by_place(file, graph)
    date = said.get("date_saved")
    return Model(path, writer, graph, config, f", {date}" if isinstance(date, str) else "")


def of_hdf5(
    path: Path, config: Any, keras_version: str | None, backend: str | None
) -> Model | Weights:
    """The model of an .h5 file; ``config`` is beside files that hold weights alone."""
    with opened(path) as file:
        layers = "model_weights" if "model_weights" in file.groups else ""
        said = file.attribute("", "model_config")
        if said is not None:
            config = parsed(path, "model_config", word(path, "model_config", said))
        stored = file.attribute("", "keras_version") or file.attribute(layers, "keras_version")
        stored = stored or stated(config) or ""
        release = keras_version or stored
        if not release:
            raise UnreadableFile(
                f"{path.name} does not say which Keras wrote it: pass keras_version="
            )
        named = file.attribute("", "backend") or file.attribute(layers, "backend")
        release, stored = (word(path, "keras_version", one) for one in (release, stored))
        engine = word(path, "backend", backend or named or "tensorflow")
        writer = written(path, release, engine, stored)
        on = f" on {named}" if isinstance(named, str) else ""
        listed = file.attribute(layers, "layer_names") is not None
        listed = listed or file.attribute(layers, "layer_names0") is not None
        if config is None:
            return without_configuration(file, layers, writer, on, listed)
        graph = graph_of(path, writer, config)
        if listed:
            by_name(file, layers, graph)
        else:
            by_place(file, graph)
    return Model(path, writer, graph, config, on)


def without_configuration(file: Any, group: str, writer: Writer, on: str, listed: bool) -> Weights:
    """The layers that the arrays of a file say themselves; raises UnreadableFile for none."""
    path, make = file.path, Configuration(file.path, writer)
    layers: dict[str, Layer] = {}
    for name in file.names(group, "layer_names") if listed and not writer.first else ():
        place = f"{group}/{name}".lstrip("/")
        if place not in file.groups:
            raise UnreadableFile(f"{path.name} lists the layer {name!r} and lacks its group")
        names = file.names(place, "weight_names")
        shapes = {one: file.shape(f"{place}/{one}") for one in names}
        if shapes:
            layers[name] = make.made(entry(name, shapes))
            given_in_order(file, place, layers[name], names)
    if not any(isinstance(layer, Recurrent | Bidirectional) for layer in layers.values()):
        known = (*BLOCKS.values(), "Bidirectional")
        refused = [
            one.why
            for one in layers.values()
            if isinstance(one, Unknown) and one.class_name in known
        ]
        why = "; ".join(refused) or f"the arrays are {', '.join(list(file.datasets)[:6])}"
        raise UnreadableFile(
            f"{path.name} holds weights and no configuration: pass config=, what "
            f"model.to_json() returned, as text, as a dict or as the path of a file; {why}"
        )
    return Weights(path, writer, layers, on)


def stated(config: Any) -> Any:
    """The release that a configuration names."""
    return config.get("keras_version") if isinstance(config, Mapping) else None


def written(path: Path, release: str, backend: str, stored: str) -> Writer:
    """Who wrote the file; raises UnreadableFile for a release or a backend that is not known."""
    try:
        writer = Writer(release, backend, stored)
        known = tuple(releases.row(writer.keras_version).masked_output)
        choice("backend", writer.loop, known)
        return writer
    except ValueError as error:
        raise UnreadableFile(f"{path.name}: {error}") from None


def graph_of(path: Path, writer: Writer, config: Any) -> Graph:
    """The graph of a whole model's configuration."""
    entry = mapping(path, "the configuration of the model", config)
    name = entry.get("class_name")
    if name not in ("Sequential", "Functional", "Model"):
        raise UnreadableFile(
            f"{path.name} is of a model of the class {name!r}, whose layers are called by its own "
            "code: a Sequential or a functional model can be read"
        )
    try:
        return Configuration(path, writer).graph(entry)
    except RecursionError:
        raise UnreadableFile(f"{path.name} is nested too deeply") from None
    except UnreadableFile as error:
        said = str(error)
        raise UnreadableFile(said if path.name in said else f"{path.name}: {said}") from None


def give(path: Path, layer: Layer, arrays: Mapping[str, Array]) -> None:
    """Arrays to a layer; raises UnreadableFile with its name for one that does not fit."""
    try:
        layer.give(arrays)
    except (ValueError, TypeError) as error:
        raise UnreadableFile(
            f"{path.name}: the layer {layer.name!r} ({layer.class_name}): {error}"
        ) from None


def by_name(file: Any, group: str, graph: Graph) -> None:
    """The arrays of a file that lists the layers, and each layer's arrays in order."""
    path = file.path
    found = file.names(group, "layer_names")
    for name in found:
        place = f"{group}/{name}".lstrip("/")
        if place not in file.groups:
            raise UnreadableFile(f"{path.name} lists the layer {name!r} and lacks its group")
        names = file.names(place, "weight_names")
        layer = graph.layers.get(name)
        if layer is None:
            if names:
                raise UnreadableFile(
                    f"{path.name} has arrays of {name!r}, which the configuration does not have"
                )
            continue
        given_in_order(file, place, layer, names)
    missing = [
        layer.name
        for layer in graph.layers.values()
        if layer.name not in found and not unknown(layer) and layer.in_order()
    ]
    if missing:
        raise UnreadableFile(f"{path.name} lacks the arrays of {', '.join(missing)}")


def given_in_order(file: Any, place: str, layer: Layer, names: list[str]) -> None:
    """The arrays of one layer, which are in the file in its order."""
    if unknown(layer):
        return
    wanted = layer.in_order()
    if len(wanted) != len(names):
        raise UnreadableFile(
            f"{file.path.name}: the layer {layer.name!r} ({layer.class_name}) has {len(names)} "
            f"arrays, {', '.join(names) or 'none'}; expected {len(wanted)}: "
            f"{', '.join(one for _, one in wanted) or 'none'}"
        )
    arrays: dict[int, tuple[Layer, dict[str, Array]]] = {}
    for (owner, array), stored in zip(wanted, names, strict=True):
        read = file.read(f"{place}/{stored}")
        arrays.setdefault(id(owner), (owner, {}))[1][array] = read
    for owner, given in arrays.values():
        give(file.path, owner, given)


def by_place(file: Any, graph: Graph) -> None:
    """The arrays of a file of Keras 3, which are where the layers are in the model."""
    path, used = file.path, set()
    whole = Nested("the model", "Functional", {}, graph)
    for place, layer in whole.inside.items():
        if unknown(layer):
            used |= {name for name in file.datasets if name.startswith(f"{place}/")}
            continue
        said = f"{place}/vars"
        name = file.attribute(said, "name") if said in file.groups else None
        if name not in (None, layer.name) and layer.in_order():
            raise UnreadableFile(
                f"{path.name} has arrays of {name!r} at {place!r}, where the configuration has "
                f"{layer.name!r}"
            )
        arrays: dict[int, tuple[Layer, dict[str, Array]]] = {}
        for rest, owner, array in layer.places():
            used.add(f"{place}/{rest}")
            read = file.read(f"{place}/{rest}")
            arrays.setdefault(id(owner), (owner, {}))[1][array] = read
        for owner, given in arrays.values():
            give(path, owner, given)
    more = [
        name
        for name in file.datasets
        if name not in used and not {*name.split("/")} & {*BESIDE[:2], *BESIDE[3:]}
    ]
    if more:
        raise UnreadableFile(
            f"{path.name} has {len(more)} arrays that no layer of the configuration has: "
            f"{', '.join(more[:6])}"
        )


def unknown(layer: Layer) -> bool:
    """Whether a layer, or one inside of it, is not supported: its arrays stay unread."""
    inside = layer.graph.layers.values() if isinstance(layer, Nested) else ()
    return isinstance(layer, Unknown) or any(map(unknown, inside))


@contextmanager
def opened(path: Path, content: bytes | None = None) -> Iterator[Any]:
    """The file, or its content where it is in an archive."""
    data: Any = np.memmap(path, np.uint8, "r") if content is None else content
    if not bytes(data[:8]) == hdf5.SIGNATURE:
        raise UnreadableFile(f"{path.name} has weights that are not an HDF5 file")
    if len(data) > 8 and data[8] != 0:
        with hdf5_new.opened(path, content) as newer:
            yield newer
        return
    with reading(path):
        found = hdf5.Hdf5(path, data)
    yield found
