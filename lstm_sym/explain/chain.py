"""A model as layers one behind the other, and what they are called with."""

from typing import NamedTuple

from lstm_numpy.arrays import Array
from lstm_numpy.files import moving
from lstm_numpy.files.graph import Nested
from lstm_numpy.files.model import Model
from lstm_numpy.files.operations import Operation
from lstm_numpy.files.refusal import NotKnown
from lstm_sym.explain import seeded
from lstm_sym.explain.seeded import Seen


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


def no_states(calls: list[Seen]) -> None:
    """Raise NotKnown, by name, for a layer whose state one call hands on to the next."""
    for call in calls:
        for _, one in call.layer.parts():
            if getattr(one, "stateful", False):
                raise NotKnown(
                    f"the layer {one.name!r} is stateful, and what is written begins every call "
                    "with its initial state: save the model with stateful=False"
                )
