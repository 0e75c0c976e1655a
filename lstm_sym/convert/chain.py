"""A model as layers one behind the other, and what they are called with."""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files import moving
from lstm_numpy.files.graph import Nested
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_sym.explain import seeded
from lstm_sym.explain.seeded import Seen

#: One hard_sigmoid is the other one of a wider input: x / 6 of Keras 3 is 0.2 x / 1.2 of Keras 2.
HARD = {
    "hard_sigmoid_keras2": ("hard_sigmoid", 1.2),
    "hard_sigmoid": ("hard_sigmoid_keras2", 1 / 1.2),
}


class Chain(NamedTuple):
    """The calls of the layers that do something, the inputs that were drawn, and the outputs."""

    calls: list[Seen]
    inputs: list[Array]
    outputs: list[Array]


def chain(model: Model) -> Chain:
    """The layers in order; raises NotKnown, by name, for a graph that is more than a chain."""
    before = None
    for key in model.graph.order:
        call = model.graph.calls[key]
        if isinstance(call.layer, Nested):
            raise NotKnown(f"the layer {key[0]!r} is a model of its own")
        if [ref[:2] for ref in call.refs()] != ([before] if before else []):
            raise NotKnown(f"the layer {key[0]!r} takes in more than the layer before it gives")
        before = key
    given = seeded.inputs(model)
    outputs, calls = seeded.watched(model, given)
    kept = [one for one in calls if not isinstance(one.layer, moving.Identity | moving.Input)]
    return Chain(kept, given, outputs)


def no_masks(calls: list[Seen]) -> None:
    """Raise NotKnown, by name, for a layer that is masked."""
    for call in calls:
        if call.mask is not None:
            raise NotKnown(f"the layer {call.layer.name!r} is masked")


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
