"""The graph of a model: which layer is called with what, and the run from the inputs on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from lstm_numpy.files.layer import Layer, Unknown
from lstm_numpy.files.moving import Input
from lstm_numpy.files.operations import Operation
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.files.wrappers import Bidirectional, CellsOverTime, snake_names

#: Told of a call: the layer, its input, mask and states, and its output.
Watch = Callable[[Layer, Any, Any, dict[str, Any], Any], None]


class Ref(NamedTuple):
    """One output of one call of a layer."""

    layer: str
    node: int
    tensor: int


@dataclass
class Call:
    """What a layer is called with: references, or numbers as they are."""

    layer: Layer
    inputs: list[Any] = field(default_factory=list)
    alone: bool = True  # whether one input is no list
    states: list[Ref] = field(default_factory=list)
    mask: Ref | None = None
    refused: str = ""

    def refs(self) -> Iterator[Ref]:
        """All that must be there before."""
        yield from (one for one in self.inputs if isinstance(one, Ref))
        yield from self.states
        if self.mask is not None:
            yield self.mask


class Graph:
    """Layers by name, calls by layer and node, and where the arrays go in and come out."""

    def __init__(
        self,
        layers: Mapping[str, Layer],
        calls: Mapping[tuple[str, int], Call],
        inputs: list[Ref],
        outputs: list[Ref],
    ) -> None:
        self.layers, self.calls = dict(layers), dict(calls)
        self.inputs, self.outputs = inputs, outputs
        for ref in [*inputs, *outputs, *(r for c in self.calls.values() for r in c.refs())]:
            if ref[:2] not in self.calls:
                raise UnreadableFile(
                    f"the graph names {ref.layer!r}, call {ref.node}: there is none"
                )
        try:
            # Only what leads to an output runs.
            self.order = self._needed(list(TopologicalSorter(self._edges()).static_order()))
        except CycleError as error:
            circle = ", ".join(name for name, _ in error.args[1][:6])
            raise UnreadableFile(f"the graph goes in a circle: {circle}") from None

        into = {ref[:2] for ref in inputs}
        empty = [name for name, node in self.order if not self.calls[name, node].inputs]
        if odd := [name for name in empty if (name, 0) not in into]:
            raise UnreadableFile(f"the graph calls {', '.join(odd[:6])} with nothing")

    def _edges(self) -> dict[tuple[str, int], set[tuple[str, int]]]:
        return {key: {ref[:2] for ref in call.refs()} for key, call in self.calls.items()}

    def _needed(self, order: list[tuple[str, int]]) -> list[tuple[str, int]]:
        needed = {ref[:2] for ref in self.outputs} | {ref[:2] for ref in self.inputs}
        for key in reversed(order):
            if key in needed:
                needed |= {ref[:2] for ref in self.calls[key].refs()}
        return [key for key in order if key in needed]

    def unknown(self) -> list[str]:
        """Why the graph does not run: a sentence for each layer that is not supported."""
        found: dict[str, None] = {}
        for key in self.order:
            call = self.calls[key]
            if isinstance(call.layer, Unknown):
                found[call.layer.why] = None
            elif isinstance(call.layer, Nested):
                found.update(dict.fromkeys(call.layer.graph.unknown()))
            if call.refused:
                found[call.refused] = None
        return list(found)

    def run(
        self, inputs: list[Any], masks: list[Any], watch: Watch | None = None
    ) -> list[tuple[Any, Any]]:
        """Each output and its mask; ``watch`` is told each call as it happens."""
        values: dict[tuple[str, int], tuple[Any, Any]] = {}
        pairs = zip(self.inputs, inputs, masks, strict=True)
        given = {ref[:2]: (value, mask) for ref, value, mask in pairs}
        for key in self.order:
            if key in given:
                value, mask = given[key]
                layer = self.calls[key].layer
                values[key] = (layer(value) if isinstance(layer, Input) else value, mask)
            else:
                try:
                    values[key] = self._called(self.calls[key], values, watch)
                except (ArithmeticError, LookupError, MemoryError) as error:
                    said = f"the layer {key[0]!r} cannot run on its input"
                    raise ValueError(f"{said}: {type(error).__name__}: {error}") from error
        return [picked(values, ref) for ref in self.outputs]

    def _called(
        self,
        call: Call,
        values: dict[tuple[str, int], tuple[Any, Any]],
        watch: Watch | None,
    ) -> tuple[Any, Any]:
        layer = call.layer
        if isinstance(layer, Input):
            raise UnreadableFile(f"the input {layer.name!r} is none of the model's inputs")
        pairs = [picked(values, i) if isinstance(i, Ref) else (i, None) for i in call.inputs]
        several = not call.alone or len(pairs) > 1
        x: Any = [value for value, _ in pairs] if several else pairs[0][0]
        mask: Any = [mask for _, mask in pairs] if several else pairs[0][1]
        extra: dict[str, Any] = {}
        if isinstance(layer, Nested):
            output, passed = layer.ran(x, mask, watch)
        elif isinstance(layer, Operation):
            output, passed = layer(x), layer.passes(x, mask)
        else:
            x, mask, extra = self._over_time(call, x, mask, several, values)
            output, passed = layer(x, mask, **extra), layer.passes(x, mask)
        if watch is not None:
            watch(layer, x, mask, extra, output)
        return output, passed

    def _over_time(
        self, call: Call, x: Any, mask: Any, several: bool, values: Any
    ) -> tuple[Any, Any, dict[str, Any]]:
        """What a layer takes in, its mask, and its states where it is recurrent."""
        extra, layer = {}, call.layer
        if isinstance(layer, Recurrent | Bidirectional | CellsOverTime):
            states = [picked(values, ref)[0] for ref in call.states]
            if several:  # Keras 2 writes the states behind the sequences
                x, *more = x
                mask, states = mask[0], [*more, *states]
            if states:
                extra["initial_state"] = states
                # Keras 3 hands a mask on to layers with one array alone.
                mask = None if layer.writer.third else mask
        if call.mask is not None:
            mask = picked(values, call.mask)[0]
        return x, mask, extra


def picked(values: Mapping[tuple[str, int], tuple[Any, Any]], ref: Ref) -> tuple[Any, Any]:
    """One output of a call, and its mask: the first output's."""
    value, mask = values[ref[:2]]
    if not isinstance(value, list):
        if ref.tensor:
            raise UnreadableFile(f"the layer {ref.layer!r} has one output, not {ref.tensor + 1}")
        return value, mask
    if ref.tensor >= len(value):
        raise UnreadableFile(
            f"the layer {ref.layer!r} has {len(value)} outputs, not {ref.tensor + 1}"
        )
    if isinstance(mask, list):
        return value[ref.tensor], mask[ref.tensor]
    return value[ref.tensor], mask if ref.tensor == 0 else None


class Nested(Layer):
    """A model as a layer of another."""

    def __init__(self, name: str, class_name: str, config: Any, graph: Graph) -> None:
        self.name, self.class_name, self.config, self.graph = name, class_name, config, graph
        self.trainable = not isinstance(config, Mapping) or config.get("trainable") is not False
        self.arrays: dict[str, Any] = {}

    @property
    def inside(self) -> Mapping[str, Layer]:
        """The layers of the model, by where Keras 3 puts their arrays."""
        layers = [one for one in self.graph.layers.values() if not isinstance(one, Operation)]
        return {f"layers/{place}": layer for place, layer in snake_names(layers)}

    def ran(self, x: Any, mask: Any, watch: Watch | None = None) -> tuple[Any, Any]:
        """The outputs and their masks, alone where there is one."""
        several = isinstance(x, list)
        inputs, masks = (x, mask) if several else ([x], [mask])
        if len(inputs) != len(self.graph.inputs):
            raise NotKnown(f"{self.name!r} is given {len(inputs)} arrays")
        pairs = self.graph.run(list(inputs), list(masks), watch)
        if len(pairs) == 1:
            return pairs[0]
        return [value for value, _ in pairs], [mask for _, mask in pairs]

    def __call__(self, x: Any, mask: Any = None) -> Any:
        """The outputs."""
        return self.ran(x, mask)[0]

    def passes(self, x: Any, mask: Any) -> Any:
        """No mask: `ran` gives those of the outputs."""
        return None
