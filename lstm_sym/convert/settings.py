"""A recurrent layer in the settings that another framework has."""

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_numpy.functions import pair_of

#: One hard_sigmoid is the other one of a wider input: x / 6 of Keras 3 is 0.2 x / 1.2 of Keras 2.
HARD = {
    "hard_sigmoid_keras2": ("hard_sigmoid", 1.2),
    "hard_sigmoid": ("hard_sigmoid_keras2", 1 / 1.2),
}


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
    reset_after = layer.reset_after if layer.kind.cell == "gru" else None
    stored, _ = pair_of("keras", "keras", layer.kind.cell, reset_after)
    wide = [1.0 if gate == stored.candidate else factor for gate in stored.arrays[0].gates]
    factors = np.repeat(wide, layer.units)
    return {name: (array * factors).astype(array.dtype) for name, array in layer.arrays.items()}


def plain_class(layer: Layer) -> str:
    """The class without cuDNN's name."""
    return layer.class_name.removeprefix("CuDNN")
