"""Which class of a configuration is which layer here, and a whole configuration as a graph."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arguments import shown
from lstm_numpy.arrays import Array
from lstm_numpy.files import around, moving
from lstm_numpy.files.graph import Call, Graph, Nested, Ref
from lstm_numpy.files.layer import Layer, Unknown
from lstm_numpy.files.operations import OPERATIONS, Operation
from lstm_numpy.files.options import Options
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import DEEPEST, MOST, NotKnown, UnreadableFile
from lstm_numpy.files.text import listed, mapping, word
from lstm_numpy.files.wrappers import Bidirectional, CellsOverTime, TimeDistributed
from lstm_numpy.files.writer import Writer

MODELS = ("Sequential", "Functional", "Model")
WRAPPERS: dict[str, Any] = {
    "Bidirectional": Bidirectional,
    "TimeDistributed": TimeDistributed,
    "RNN": CellsOverTime,
}
LAYERS: dict[str, type[Layer]] = {
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU"), Recurrent),
    **dict.fromkeys(("LSTMCell", "GRUCell", "SimpleRNNCell"), Recurrent),
    **dict.fromkeys(("Dense", "TimeDistributedDense"), around.Dense),
    **dict.fromkeys(("Conv1D", "Convolution1D"), around.Conv1D),
    **dict.fromkeys(("MaxPooling1D", "AveragePooling1D"), around.Pooling),
    **dict.fromkeys(("GlobalMaxPooling1D", "GlobalAveragePooling1D"), around.GlobalPooling),
    **dict.fromkeys(("BatchNormalization", "LayerNormalization"), around.Normalization),
    **dict.fromkeys(("Dropout", "SpatialDropout1D", "AlphaDropout", "Identity"), moving.Identity),
    **dict.fromkeys(("GaussianNoise", "GaussianDropout"), moving.Identity),
    "ActivityRegularization": moving.Identity,
    **dict.fromkeys(("ReLU", "LeakyReLU", "ELU"), moving.Rectified),
    **dict.fromkeys(("Merge", "Concatenate", *moving.JOINED), moving.Join),
    "Activation": moving.Activation,
    "Embedding": around.Embedding,
    "Flatten": moving.Flatten,
    "InputLayer": moving.Input,
    "Masking": moving.Masking,
    "Permute": moving.Permute,
    "RepeatVector": moving.RepeatVector,
    "Reshape": moving.Reshape,
    "Softmax": moving.Softmax,
}
#: The packages whose classes are these.
KERAS = ("keras", "tf_keras", "tensorflow")
#: Words of a call that change nothing when a model runs.
WITHOUT_EFFECT = ("training",)


class Configuration:
    """Makes layers and graphs of a file's configuration."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self.path, self.writer = path, writer
        self.depth = 0

    def made(self, entry: Any) -> Layer:
        """The layer of an entry: a class's name and its configuration."""
        entry = mapping(self.path, "a layer's configuration", entry)
        class_name = word(self.path, "class_name", entry.get("class_name"))
        config = entry.get("config")
        said = config if isinstance(config, Mapping) else {}
        name = entry.get("name") or said.get("name") or class_name
        name = word(self.path, "a layer's name", name)
        module = entry.get("module")  # Keras 2 writes none
        package, *inside = module.split(".") if isinstance(module, str) else KERAS[:1]
        if class_name in MODELS and package in KERAS:
            graph = self.graph(entry, name)
            return Nested(name, class_name, config, graph)
        config = mapping(self.path, f"the configuration of {name!r}", config)
        options = Options(name, class_name, config, self.writer)
        own = entry.get("registered_name")
        # The .h5 files of Keras 3 name no module; a layer that they call has these among its words,
        # and some operations a dtype.
        nodes = entry.get("inbound_nodes")
        called = isinstance(nodes, list) and any(isinstance(node, Mapping) for node in nodes)
        words = {"trainable"} if class_name in OPERATIONS else {"trainable", "dtype"}
        unnamed = module is None and called and not words & {*config}
        operation = unnamed or "ops" in inside
        kinds = OPERATIONS if operation else {**LAYERS, **WRAPPERS}
        registered = isinstance(own, str) and ">" in own
        if class_name not in kinds or package not in KERAS or registered:
            code = " and no code from a file is ever run" if class_name == "Lambda" else ""
            if operation or package not in KERAS:
                code = f": it is {f'{module}.' if module else 'the operation '}{class_name}"
            return Unknown(options, str(options.refuse(f"is of a kind unknown here{code}")))
        try:
            if class_name in WRAPPERS:
                return WRAPPERS[class_name](options, self.made)
            return kinds[class_name](options)
        except UnreadableFile:
            raise
        except (ValueError, TypeError) as error:
            return Unknown(options, named(options, error))

    def graph(self, entry: Any, name: str = "the model") -> Graph:
        """The graph of a model's configuration, Sequential or functional."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFile(f"{self.path.name}: models are nested too deeply")
        try:
            config, sequential = entry.get("config"), entry["class_name"] == "Sequential"
            entries = config
            if isinstance(config, Mapping):
                entries = config.get("layers")
            entries = listed(self.path, f"the layers of {name!r}", entries)
            if not 0 < len(entries) <= MOST:
                raise UnreadableFile(f"{self.path.name}: {name!r} has {len(entries)} layers")
            if sequential:
                return self._chain(entries)
            return self._functional(mapping(self.path, f"the configuration of {name!r}", config))
        finally:
            self.depth -= 1

    def _chain(self, entries: list[Any]) -> Graph:
        layers = [self.made(one) for one in entries]
        if not isinstance(layers[0], moving.Input):
            said = layers[0].config if isinstance(layers[0].config, Mapping) else {}
            config = {k: v for k, v in said.items() if k in ("batch_input_shape", "batch_shape")}
            config["name"] = f"{layers[0].name}_input"
            layers.insert(0, self.made({"class_name": "InputLayer", "config": config}))
        named_layers = self._by_name(layers)
        names = list(named_layers)
        calls = {(names[0], 0): Call(layers[0])}
        for before, name in pairwise(names):
            calls[name, 0] = Call(named_layers[name], [Ref(before, 0, 0)])
        return Graph(named_layers, calls, [Ref(names[0], 0, 0)], [Ref(names[-1], 0, 0)])

    def _by_name(self, layers: list[Layer]) -> dict[str, Layer]:
        found: dict[str, Layer] = {}
        for layer in layers:
            if layer.name in found:
                raise UnreadableFile(f"{self.path.name}: two layers are called {layer.name!r}")
            found[layer.name] = layer
        return found

    def _functional(self, config: dict[str, Any]) -> Graph:
        entries = [mapping(self.path, "a layer", one) for one in config["layers"]]
        layers = self._by_name([self.made(one) for one in entries])
        calls: dict[tuple[str, int], Call] = {}
        for entry, layer in zip(entries, layers.values(), strict=True):
            nodes = listed(
                self.path, f"inbound_nodes of {layer.name!r}", entry.get("inbound_nodes")
            )
            # A model of Keras 2 as a layer counts its own making as call 0.
            first = int(isinstance(layer, Nested) and not self.writer.counts_from_zero)
            for number, node in enumerate(nodes, first):
                calls[layer.name, number] = self._call(layer, node)
            if not nodes:
                calls[layer.name, 0] = Call(layer)
        inputs = self._refs("input_layers", config.get("input_layers"))
        outputs = self._refs("output_layers", config.get("output_layers"))
        return Graph(layers, calls, inputs, outputs)

    def _refs(self, what: str, value: Any) -> list[Ref]:
        """References, of which one may stand alone."""
        if isinstance(value, Mapping):
            value = list(value.values())
        value = listed(self.path, what, value)
        if len(value) == 3 and isinstance(value[0], str) and isinstance(value[1], int):
            value = [value]
        return [self._ref(what, one) for one in value]

    def _ref(self, what: str, value: Any) -> Ref:
        kinds = (str, int, int)
        if not isinstance(value, list) or [type(one) for one in value[:3]] != list(kinds):
            raise UnreadableFile(f"{self.path.name}: {what} has {value!r:.60}, no reference")
        if min(value[1], value[2]) < 0:
            raise UnreadableFile(f"{self.path.name}: {what} has {value!r:.60}, below 0")
        return Ref(*value[:3])

    def _call(self, layer: Layer, node: Any) -> Call:
        call = Call(layer)
        if isinstance(node, Mapping) and isinstance(layer, Unknown):
            # What it is called with is as unknown; the arrays among it say what comes before.
            words, call.inputs = {}, list(self._tensors(layer, node))
        elif isinstance(node, Mapping):  # Keras 3
            args = listed(self.path, f"args of {layer.name!r}", node.get("args"))
            words = mapping(self.path, f"kwargs of {layer.name!r}", node.get("kwargs"))
            try:
                call.inputs, call.alone = self._arguments(layer, args)
            except NotKnown as error:
                call.inputs, call.refused = list(self._tensors(layer, node)), str(error)
        else:
            words = {}
            node = listed(self.path, f"a call of {layer.name!r}", node)
            if node and isinstance(node[0], str):
                node = [node]
            for one in node:
                call.inputs.append(self._ref(f"a call of {layer.name!r}", one))
                if len(one) > 3 and one[3]:
                    words |= mapping(self.path, f"a call of {layer.name!r}", one[3])
            call.alone = len(call.inputs) == 1
        if not call.inputs:
            raise UnreadableFile(f"{self.path.name}: {layer.name!r} is called with nothing")
        for key, value in words.items():
            self._word(call, key, value)
        return call

    def _arguments(self, layer: Layer, args: list[Any]) -> tuple[list[Any], bool]:
        """The arrays of a call of Keras 3: one, a list of several, or numbers among them."""
        if isinstance(layer, Operation) and not any(isinstance(one, list) for one in args):
            return [self._tensor(layer, one) for one in args], len(args) == 1
        if not args:
            raise UnreadableFile(f"{self.path.name}: {layer.name!r} is called with nothing")
        several = isinstance(args[0], list)
        found = [self._tensor(layer, one) for one in (args[0] if several else args[:1])]
        return found, not several

    def _tensors(self, layer: Layer, value: Any) -> Iterator[Ref]:
        """Every array that a value of a call names."""
        if isinstance(value, Mapping) and value.get("class_name") == "__keras_tensor__":
            yield self._tensor(layer, value)
        elif isinstance(value, Mapping | list):
            for one in value.values() if isinstance(value, Mapping) else value:
                yield from self._tensors(layer, one)

    def _tensor(self, layer: Layer, value: Any) -> Any:
        if isinstance(value, Mapping) and value.get("class_name") == "__keras_tensor__":
            said = f"a call of {layer.name!r}"
            config = mapping(self.path, said, value.get("config"))
            return self._ref(said, config.get("keras_history"))
        if isinstance(layer, Operation) and isinstance(value, int | float):
            return value
        if isinstance(layer, Operation) and isinstance(value, Mapping):
            held = value.get("config")
            if value.get("class_name") in ("__tensor__", "__numpy__") and isinstance(held, Mapping):
                return constant(self.path, layer, held)
        raise UnreadableFile(f"{self.path.name}: {layer.name!r} is called with {value!r:.60}")

    def _word(self, call: Call, key: str, value: Any) -> None:
        layer = call.layer
        if value is None or key in WITHOUT_EFFECT:
            return
        over_time = isinstance(layer, Recurrent | Bidirectional | CellsOverTime)
        if key == "mask" and not isinstance(value, list | Mapping):
            return
        if key == "mask":
            call.mask = self._argument(layer, value)
        elif key == "initial_state" and over_time:
            value = value if isinstance(value, list) else [value]
            if value and isinstance(value[0], str):
                value = [value]
            call.states = [self._argument(layer, one) for one in value]
        else:
            call.refused = (
                f"the layer {layer.name!r} is called with {key}, which is not supported here"
            )

    def _argument(self, layer: Layer, value: Any) -> Ref:
        found = value if isinstance(value, list) else self._tensor(layer, value)
        return self._ref(f"a call of {layer.name!r}", list(found))


#: Types of arrays in a configuration, and what they are beside the float32 of layers.
CONSTANTS = {
    **dict.fromkeys(("float16", "float32", "float64"), "float32"),
    **{name: name for name in ("bool", "int8", "int16", "int32", "int64")},
    **{name: name for name in ("uint8", "uint16", "uint32")},
}


def constant(path: Path, layer: Layer, config: Mapping[str, Any]) -> Array:
    """An array that is in the configuration.

    Raises UnreadableFile for what is none, NotKnown for one of another type.
    """
    dtype, held = config.get("dtype"), config.get("value")
    if not isinstance(dtype, str) or dtype not in CONSTANTS:
        said = f"the layer {layer.name!r} ({layer.class_name}) is called with an array of"
        raise NotKnown(f"{said} {shown(dtype)}; supported are {', '.join(CONSTANTS)}")
    try:
        return np.array(held, dtype).astype(CONSTANTS[dtype])
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableFile(
            f"{path.name}: {layer.name!r} is called with no array: {error}"
        ) from None


def named(options: Options, error: Exception) -> str:
    """What is wrong with a layer, with its name in it."""
    said = str(error)
    return said if repr(options.name) in said else str(options.refuse(f"cannot run: {said}"))
