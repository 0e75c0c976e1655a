"""A model as layers one behind the other, and what they are called with."""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files import moving
from lstm_numpy.files.graph import Nested
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.operations import Operation
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_sym.explain import seeded
from lstm_sym.explain.seeded import Seen

#: One hard_sigmoid is the other one of a wider input: x / 6 of Keras 3 is 0.2 x / 1.2 of Keras 2.
HARD = {
    "hard_sigmoid_keras2": ("hard_sigmoid", 1.2),
    "hard_sigmoid": ("hard_sigmoid_keras2", 1 / 1.2),
}


class Chain(NamedTuple):
    """The calls of the layers that do something, what came in and went out.

    ``shape`` is that of the input as the model states it, with the batch open.
    """

    calls: list[Seen]
    shape: tuple[int | None, ...]
    inputs: list[Array]
    outputs: list[Array]


def chain(model: Model) -> Chain:
    """The layers in order; raises NotKnown, by name, for a graph that is more than a chain."""
    graph = model.graph
    for ends, what in ((graph.inputs, "inputs"), (graph.outputs, "outputs")):
        if len(ends) != 1:
            names = ", ".join(repr(ref.layer) for ref in ends)
            raise NotKnown(f"it has {len(ends)} {what} ({names}), expected one")
    before = None
    for key in graph.order:
        call = graph.calls[key]
        if isinstance(call.layer, Nested):
            raise NotKnown(f"the layer {key[0]!r} is a model of its own")
        if isinstance(call.layer, Operation):
            raise NotKnown(f"the layer {key[0]!r} is the operation {call.layer.class_name}")
        if key[0] in (name for name, node in graph.order if node != key[1]):
            raise NotKnown(f"the layer {key[0]!r} is called more than once")
        if [*call.refs()] != ([(*before, 0)] if before else []):
            said = "takes in something else than the output of the layer before it"
            raise NotKnown(f"the layer {key[0]!r} {said}")
        before = key
    if before is None or graph.outputs != [(*before, 0)]:
        raise NotKnown(f"its output is not that of its last layer, {before and before[0]!r}")
    given = seeded.inputs(model)
    outputs, calls = seeded.watched(model, given)
    kept = [one for one in calls if not isinstance(one.layer, moving.Identity | moving.Input)]
    stated = getattr(model.layers[graph.inputs[0].layer], "shape", None) or (None, None)
    return Chain(kept, (None, *stated[1:]), given, outputs)


def no_masks(calls: list[Seen]) -> None:
    """Raise NotKnown, by name, for a layer that is masked."""
    for call in calls:
        if call.mask is not None:
            raise NotKnown(f"the layer {call.layer.name!r} is masked")


def sides(layer: Bidirectional) -> tuple[Recurrent, Recurrent]:
    """Both directions, for a target where they differ in their arrays alone; else NotKnown."""
    if layer.merge_mode != "concat":
        raise NotKnown(f"the layer {layer.name!r} has merge_mode={layer.merge_mode!r}")
    if layer.forward.go_backwards:
        raise NotKnown(f"the layer {layer.name!r} has the direction backwards first")
    return alike(layer)


def alike(layer: Bidirectional) -> tuple[Recurrent, Recurrent]:
    """Both directions; raises NotKnown where they have other settings."""
    forward, backward = (
        (
            plain_class(one),
            one.functions,
            [(name, array.shape) for name, array in one.arrays.items()],
            getattr(one, "reset_after", None),
        )
        for one in (layer.forward, layer.backward)
    )
    if forward != backward:
        raise NotKnown(f"the layer {layer.name!r} has other settings in the direction backwards")
    return layer.forward, layer.backward


def with_wider_gates(layer: Recurrent, factor: float) -> dict[str, Array]:
    """The arrays with which what the gates' function takes in is so much wider.

    The block of the candidate, whose function is another, stays.
    """
    gates = layer.kind.gates
    wide = np.full(gates, factor)
    wide[2] = 1.0  # i, f, c, o and z, r, h
    factors = np.repeat(wide, layer.units)
    return {name: (array * factors).astype(array.dtype) for name, array in layer.arrays.items()}


def plain_class(layer: Layer) -> str:
    """The class without cuDNN's name."""
    return layer.class_name.removeprefix("CuDNN")
