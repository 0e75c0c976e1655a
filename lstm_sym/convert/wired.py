"""A model as the calls of its layers in order, and from where each takes what it is called with."""

from collections import Counter
from typing import Any, NamedTuple

from lstm_numpy.arrays import Array
from lstm_numpy.files import moving
from lstm_numpy.files.graph import Call, Nested, Ref
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.operations import Operation
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional, CellsOverTime
from lstm_sym.explain import seeded
from lstm_sym.explain.seeded import Seen


class Wire(NamedTuple):
    """One output of one call of a layer, or an input of the model."""

    layer: str
    node: int
    number: int


class Step(NamedTuple):
    """The call of a layer, the how-manieth of it, and the wires of its arrays and states."""

    call: Seen
    node: int
    given: list[Wire]
    states: list[Wire]


class Wired(NamedTuple):
    """What a model does: its steps, and what comes in and goes out.

    ``shapes`` are those of the inputs as the model states them, by name, with the batch open.
    """

    steps: list[Step]
    shapes: dict[str, tuple[int | None, ...]]
    inputs: list[Array]
    ends: list[Wire]
    outputs: list[Array]

    @property
    def layers(self) -> list[Layer]:
        """The layers that do something, each once, in the order in which Keras counts them.

        The further a layer is from an output, the earlier; of two at the same depth that one is
        first which a walk back from the outputs meets first (Keras 3.15.1,
        keras/src/ops/function.py, map_graph).
        """
        steps = {(step.call.layer.name, step.node): step for step in self.steps}
        met: dict[str, int] = {}
        reached: set[tuple[str, int]] = set()
        walked: list[Step] = []
        waiting: list[Wire | Step] = [*reversed(self.ends)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Step):  # all that it waited for has been walked
                walked.append(one)
            elif one[:2] in steps and one[:2] not in reached:
                reached.add(one[:2])
                met.setdefault(one.layer, len(met))
                step = steps[one[:2]]
                waiting += [step, *reversed([*step.given, *step.states])]
        depths: Counter[tuple[str, int]] = Counter()
        deepest: Counter[str] = Counter()
        for step in reversed(walked):
            key = (step.call.layer.name, step.node)
            deepest[key[0]] = depths[key] = max(depths[key], deepest[key[0]])
            for one in (*step.given, *step.states):
                depths[one[:2]] = max(depths[one[:2]], depths[key] + 1)
        found = {step.call.layer.name: step.call.layer for step in walked}
        return [found[name] for name in sorted(found, key=lambda n: (-deepest[n], met[n]))]

    def arrays(self) -> dict[Wire, Array]:
        """The array of each wire."""
        found = dict(zip((Wire(name, 0, 0) for name in self.shapes), self.inputs, strict=True))
        for call, node, *_ in self.steps:
            made = call.output if isinstance(call.output, list) else [call.output]
            found |= {Wire(call.layer.name, node, n): one for n, one in enumerate(made)}
        return found


def wired(model: Model) -> Wired:
    """The steps; raises NotKnown, by name, for a call that has no place elsewhere."""
    graph, given = model.graph, seeded.inputs(model)
    keys = [key for key in graph.order if not isinstance(graph.calls[key].layer, moving.Input)]
    for key in keys:
        refuse(graph.calls[key], key[0])
    outputs, calls = seeded.watched(model, given)
    same: dict[tuple[str, int], Wire] = {}  # what changes nothing gives its input
    times: Counter[str] = Counter()
    nodes = {ref[:2]: 0 for ref in graph.inputs}  # the calls of each layer, counted from 0

    def wire(ref: Ref) -> Wire:
        return same.get(ref[:2]) or Wire(ref.layer, nodes[ref[:2]], ref.tensor)

    steps = []
    for key, call in zip(keys, calls, strict=True):
        taken = [wire(ref) for ref in graph.calls[key].inputs]
        states = [wire(ref) for ref in graph.calls[key].states]
        if isinstance(call.layer, Bidirectional | CellsOverTime) or hasattr(call.layer, "kind"):
            taken, states = taken[:1], [*taken[1:], *states]
        if isinstance(call.layer, moving.Identity):
            same[key] = taken[0]
        else:
            nodes[key] = times[key[0]]
            times[key[0]] += 1
            steps.append(Step(call, nodes[key], taken, states))
    shapes = {}
    for ref, array in zip(graph.inputs, given, strict=True):
        stated = getattr(model.layers[ref.layer], "shape", None) or (None,) * array.ndim
        shapes[ref.layer] = (None, *stated[1:])
    return Wired(steps, shapes, given, [wire(ref) for ref in graph.outputs], outputs)


def refuse(call: Call, name: str) -> None:
    """Raise NotKnown for a call that is more than a layer's, without a mask of its own."""
    if isinstance(call.layer, Nested):
        raise NotKnown(f"the layer {name!r} is a model of its own")
    if isinstance(call.layer, Operation):
        raise NotKnown(f"the layer {name!r} is the operation {call.layer.class_name}")
    if call.mask is not None:
        raise NotKnown(f"the layer {name!r} is called with a mask of its own")


def no_branches(found: Wired) -> None:
    """Raise NotKnown, by name, where a layer takes in something else than the one before gave."""
    before = [Wire(name, 0, 0) for name in found.shapes]
    for step in found.steps:
        if [*step.given, *step.states] != before:
            said = "takes in something else than the output of the layer before it"
            raise NotKnown(f"the layer {step.call.layer.name!r} {said}")
        before = [Wire(step.call.layer.name, step.node, 0)]
    if found.ends != before:
        raise NotKnown("its output is not that of its last layer alone")


def no_masks(found: Wired) -> None:
    """Raise NotKnown, by name, for a layer that is masked."""
    for call in (step.call for step in found.steps):
        masks: Any = call.mask if isinstance(call.mask, list) else [call.mask]
        if any(one is not None for one in masks):
            raise NotKnown(f"the layer {call.layer.name!r} is masked")


def no_states(found: Wired) -> None:
    """Raise NotKnown, by name, for a layer whose state one call hands on to the next."""
    for step in found.steps:
        for _, one in step.call.layer.parts():
            if getattr(one, "stateful", False):
                raise NotKnown(
                    f"the layer {one.name!r} is stateful, and what is written begins every call "
                    "with its initial state: save the model with stateful=False"
                )
