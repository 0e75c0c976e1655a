"""What a layer does at one timestep, as functions in C, each printed from its equations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from lstm_numpy.files import around, moving
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional, TimeDistributed
from lstm_sym.equations import dense, normalization, softmax
from lstm_sym.explain.equations import BY_NAME
from lstm_sym.explain.seeded import Seen
from lstm_sym.lowering.lower import lower, stateless
from lstm_sym.notation import Formulation
from lstm_sym.program import Body
from lstm_sym.targets.c import activations
from lstm_sym.targets.c.plain import Plain

INDENT = "    "
#: How the second direction of a Bidirectional is merged into the first, entry by entry.
MERGED = {
    "concat": "{to} = {new};",
    "sum": "{to} += {new};",
    "mul": "{to} *= {new};",
    "ave": "{to} = 0.5f * ({to} + {new});",
}


@dataclass
class Step:
    """What a layer does at one timestep: a function, or several, from one array to the next."""

    name: str
    inputs: int
    outputs: int
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    functions: list["Plain | Each"] = field(default_factory=list)
    states: list[str] = field(default_factory=list)  # in the order of the function's arguments
    emitted: str = ""  # the state that is the output
    shifted: bool = False  # whether the softmax follows


@dataclass(frozen=True)
class Each:
    """A function of each entry."""

    name: str
    size: int
    function: str

    @property
    def used(self) -> set[str]:
        """The activations that are called."""
        return {self.function}

    def lines(self) -> Iterator[str]:
        """The function of one timestep."""
        yield f"static void {self.name}_step(const float *x_t, float *y_t)"
        yield "{"
        yield f"{INDENT}for (size_t u = 0; u < {self.size}; u++)"
        yield f"{INDENT * 2}y_t[u] = {self.function}_f32(x_t[u]);"
        yield "}"


@dataclass
class Part:
    """A layer of the chain: its steps, two of a Bidirectional, and whether a mask reaches it.

    ``inputs`` are the numbers of one timestep.
    """

    layer: Layer
    name: str
    inputs: int
    steps: list[Step]
    masked: bool


def chain(calls: list[Seen]) -> list[Part]:
    """The layers one behind the other; raises NotKnown, by name, for one that has no C."""
    parts: list[Part] = []
    names: set[str] = set()
    for seen in calls:
        layer, axes = seen.layer, np.ndim(seen.x)
        if seen.states:
            raise NotKnown(f"the layer {layer.name!r} is given a state")
        if not parts and axes != (2 if isinstance(layer, around.Embedding) else 3):
            raise NotKnown(f"the model takes {axes} dimensions, no sequences of rows")
        name = re.sub(r"\W", "_", layer.name, flags=re.ASCII)
        name = f"layer_{name}" if name[:1].isdigit() or name in ("", "model", *names) else name
        if name in names:
            raise NotKnown(f"two layers are called {name!r} in C")
        names.add(name)
        inputs = 1 if isinstance(layer, around.Embedding) else np.shape(seen.x)[-1]
        steps = steps_of(layer, name, inputs)
        parts.append(Part(layer, name, inputs, steps, seen.mask is not None))
    if not any(one.states for part in parts for one in part.steps):
        raise NotKnown("the model has no recurrent layer")
    return parts


def steps_of(layer: Layer, name: str, inputs: int) -> list[Step]:
    """What a layer does at a timestep, in each of its directions."""
    if isinstance(layer, Bidirectional):
        if layer.merge_mode not in MERGED:
            raise NotKnown(f"the layer {layer.name!r} has two outputs, with merge_mode=None")
        return [
            recurrent(side, f"{name}_{way}", inputs)
            for side, way in ((layer.forward, "forwards"), (layer.backward, "backwards"))
        ]
    if isinstance(layer, around.Embedding):
        return [Step(name, inputs, layer.units, dict(layer.arrays))]
    if isinstance(layer, moving.Masking | around.Pooling | around.GlobalPooling):
        return [Step(name, inputs, inputs)]
    if isinstance(layer, around.Conv1D):
        return [step(layer, name, layer.size * inputs)]
    return [step(layer, name, inputs)]


def step(layer: Layer, name: str, inputs: int) -> Step:
    """What one layer does at a timestep."""
    if isinstance(layer, TimeDistributed):
        return step(layer.layer, name, inputs)
    if isinstance(layer, Recurrent) and not layer.cell:
        return recurrent(layer, name, inputs)
    units = getattr(layer, "units", inputs)
    found = Step(name, inputs, units, dict(layer.arrays))
    if isinstance(layer, around.Dense):
        chosen = {"activation": function(layer, layer.activation)}
        found.shifted = layer.activation == "softmax"
        add(found, dense.formulation, stateless(dense.formulation), chosen)
    elif isinstance(layer, moving.Activation):
        found.shifted = layer.activation == "softmax"
        if not found.shifted:
            found.functions.append(Each(name, units, function(layer, layer.activation)))
    elif isinstance(layer, moving.Softmax):
        found.shifted = True
    elif isinstance(layer, around.Normalization) and not layer.own and layer.axis == -1:
        stated = normalization.batch
        add(found, stated, stateless(stated), {}, {"epsilon": layer.epsilon})
    else:
        raise NotKnown(f"the layer {layer.name!r} is a {layer.class_name}, which has no C here")
    if found.shifted:
        add(found, softmax.formulation, stateless(softmax.formulation), {})
    return found


def recurrent(layer: Recurrent, name: str, inputs: int) -> Step:
    """An LSTM, a GRU or a SimpleRNN."""
    if layer.return_state:
        raise NotKnown(f"the layer {layer.name!r} returns its states")
    stated = BY_NAME[layer.kind.module]
    program, options = lower(stated), layer.options()
    (body,) = (
        one for one in program.bodies if all(options.get(k) == v for k, v in one.when.items())
    )
    arrays = dict(layer.arrays)
    for one, whole in ((s, array) for s, array in layer.arrays.items() if array.ndim == 2):
        for row in stated.layout.rows:
            if row[0] == one:
                arrays |= dict(zip(row, whole, strict=True))
    found = Step(name, inputs, layer.units, arrays)
    add(found, stated, body, {k: function(layer, v) for k, v in layer.functions.items()})
    found.states = [str(state.before) for state in body.states]
    (emitted,) = (s.before for s in body.states if s.now == program.loop.emitted.now)
    found.emitted = str(emitted)
    return found


def function(layer: Layer, name: str) -> str:
    """An activation by its name; the softmax follows behind the layer."""
    if name == "softmax":
        return "linear"
    if name not in {one.name for one in activations.CALLABLE}:
        raise NotKnown(f"the layer {layer.name!r} has the function {name}, which has no C here")
    return name


def add(
    found: Step,
    stated: Formulation,
    body: Body,
    functions: dict[str, str],
    numbers: dict[str, float] | None = None,
) -> None:
    """One more function of a layer."""
    own = {str(symbol) for symbol in stated.cell.weights} & set(found.weights)
    name = found.name if not found.functions else f"{found.name}_{stated.name}"
    sizes = {"input_dim": found.inputs, "units": found.outputs, "1": 1}
    arrays = {one: f"{found.name}_{one}" for one in own}
    found.functions.append(Plain(name, stated, body, arrays, sizes, functions, numbers or {}))


def call(one: Step, now: str) -> str:
    """A timestep of a layer with states."""
    return f"{one.functions[0].name}_step({', '.join([now, *kept(one)])});"


def kept(one: Step) -> list[str]:
    """Where the states are."""
    return [f"state->{one.name}_{name}" for name in one.states]


def applied(one: Step, now: str, into: str) -> Iterator[str]:
    """A timestep of a layer without states, from one array to another."""
    for function in one.functions:
        ends = function is one.functions[-1]
        to = into if ends else f"{function.name}_output"
        if not ends:
            yield f"float {to}[{one.outputs}];"
        elif one.shifted:
            yield f"float {one.name}_shifted[{one.outputs}];"
            yield f"shift({one.outputs}, {now}, {one.name}_shifted);"
            now = f"{one.name}_shifted"
        yield f"{function.name}_step({now}, {to});"
        now = to
