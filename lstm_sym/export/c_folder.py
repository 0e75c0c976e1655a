"""The C part of the folder: a chain of layers, each printed from its equations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lstm_numpy.files import around, moving
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import TimeDistributed
from lstm_sym.convert.chain import chain as layers_of
from lstm_sym.equations import dense, normalization, softmax
from lstm_sym.explain.equations import BY_NAME
from lstm_sym.explain.seeded import Seen
from lstm_sym.export.recorded import BOUND, Recorded
from lstm_sym.lowering.lower import lower, stateless
from lstm_sym.notation import Formulation
from lstm_sym.program import Body
from lstm_sym.targets.c import activations
from lstm_sym.targets.c.plain import Plain
from lstm_sym.targets.c.text import fragment

FOLDER = Path(__file__).with_name("folder") / "c"
INDENT = "    "
HEAD = "/* Printed by `lstm-sym export` from the equations of lstm_sym. */\n"


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


def files(model: Model, known: Recorded) -> dict[str, bytes]:
    """The files by their paths; raises NotKnown or NotLoweredError for what has no C."""
    steps, over_time = chain(layers_of(model).calls), known.outputs[0].ndim == 3
    used = {name for one in steps for part in one.functions for name in part.used}
    texts = {
        "model.c": source(steps, over_time),
        "model.h": header(steps, over_time),
        "weights.h": HEAD + "".join(weights(steps)),
        "activations.h": words(used),
        "recorded.h": recorded(known),
        "check.c": (FOLDER / "check.c").read_text(),
        "Makefile": (FOLDER / "Makefile").read_text(),
    }
    return {f"c/{name}": text.encode() for name, text in texts.items()}


def chain(calls: list[Seen]) -> list[Step]:
    """The layers one behind the other; raises NotKnown, by name, for one that has no C."""
    steps: list[Step] = []
    names: set[str] = set()
    for seen in calls:
        layer = seen.layer
        if seen.mask is not None or seen.states:
            raise NotKnown(f"the layer {layer.name!r} is masked, or given a state")
        if not steps and np.ndim(seen.x) != 3:
            raise NotKnown(f"the model takes {np.ndim(seen.x)} dimensions, no sequences of rows")
        name = re.sub(r"\W", "_", layer.name, flags=re.ASCII)
        name = f"layer_{name}" if name[:1].isdigit() or name in ("", "model", *names) else name
        if name in names:
            raise NotKnown(f"two layers are called {name!r} in C")
        names.add(name)
        steps.append(step(layer, name, np.shape(seen.x)[-1]))
    if not any(one.states for one in steps):
        raise NotKnown("the model has no recurrent layer")
    return steps


def step(layer: Layer, name: str, inputs: int) -> Step:
    """What one layer does at a timestep."""
    if isinstance(layer, TimeDistributed):
        return step(layer.layer, name, inputs)
    if isinstance(layer, Recurrent) and not layer.cell:
        return recurrent(layer, name, inputs)
    units = getattr(layer, "units", inputs)
    found = Step(name, inputs, units, dict(layer.arrays))
    if type(layer) is around.Dense:
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
    if layer.go_backwards or layer.return_state:
        raise NotKnown(f"the layer {layer.name!r} runs backwards, or returns its states")
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


def weights(steps: list[Step]) -> Iterator[str]:
    """The arrays, as constants."""
    for one in steps:
        for name, array in one.weights.items():
            shape = " x ".join(map(str, array.shape))
            yield f"\n/* {shape} */\nstatic const float {one.name}_{name}[{array.size}] = {{\n"
            yield numbers(array)
            yield "};\n"


def numbers(array: np.ndarray) -> str:
    """Numbers as C writes them, each of them exactly the one in float32."""
    flat = np.asarray(array, np.float32).ravel()
    if not np.isfinite(flat).all():
        raise NotKnown("a weight or an output is too large for float32")
    texts = [text if {*text} & {*".e"} else f"{text}.0" for text in (f"{x:.9g}" for x in flat)]
    rows = (texts[at : at + 8] for at in range(0, len(texts), 8))
    return "".join(f"{INDENT}{', '.join(f'{text}f' for text in row)},\n" for row in rows)


def header(steps: list[Step], over_time: bool) -> str:
    """model.h."""
    states = [
        f"{INDENT}float {one.name}_{name}[{one.outputs}];" for one in steps for name in one.states
    ]
    sizes = f"enum {{ MODEL_INPUTS = {steps[0].inputs}, MODEL_OUTPUTS = {steps[-1].outputs} }};"
    output = "the same" if over_time else "is the output of the last timestep"
    text = (FOLDER / "model.h").read_text()
    text = text.replace("@SIZES@", sizes).replace("@STATES@", "\n".join(states))
    return HEAD + text.replace("@OUTPUT@", output)


def source(steps: list[Step], over_time: bool) -> str:
    """model.c."""
    lines = [f'{HEAD}#include "model.h"', '#include "activations.h"', '#include "weights.h"', ""]
    for one in steps:
        for function in one.functions:
            lines += [*function.lines(), ""]
    lines += ["void model_init(model_state *state)", "{", f"{INDENT}*state = (model_state){{0}};"]
    lines += ["}", "", "void model_step(model_state *state, const float *x, float *y)", "{"]
    lines += [INDENT + line for line in layers(steps)]
    place = "y + t * MODEL_OUTPUTS" if over_time else "y"
    lines += [
        "}",
        "",
        "void model_run(model_state *state, size_t timesteps, const float *x, float *y)",
        "{",
        f"{INDENT}for (size_t t = 0; t < timesteps; t++)",
        f"{INDENT * 2}model_step(state, x + t * MODEL_INPUTS, {place});",
        "}",
        "",
    ]
    return "\n".join(lines)


def layers(steps: list[Step]) -> Iterator[str]:
    """One layer after the other; the last one writes into y."""
    now = "x"
    for number, one in enumerate(steps):
        last = number == len(steps) - 1
        if one.states:
            kept = [f"state->{one.name}_{name}" for name in one.states]
            yield f"{one.functions[0].name}_step({', '.join([now, *kept])});"
            now = f"state->{one.name}_{one.emitted}"
            if last:
                yield f"memcpy(y, {now}, sizeof {now});"
            continue
        for function in one.functions:
            ends = last and function is one.functions[-1]
            into = "y" if ends else f"{function.name}_output"
            if not ends:
                yield f"float {into}[{one.outputs}];"
            if one.shifted and function is one.functions[-1]:
                shifted = f"{one.name}_shifted"
                yield f"float {shifted}[{one.outputs}];"
                yield f"shift({one.outputs}, {now}, {shifted});"
                now = shifted
            yield f"{function.name}_step({now}, {into});"
            now = into


def words(used: set[str]) -> str:
    """The functions of the equations for one number."""
    lines = [
        f"{HEAD}#include <float.h>",
        "#include <math.h>",
        "#include <stdint.h>",
        "#include <string.h>",
        "",
        "#define LSTM_INLINE static inline",
        "#define LSTM_APART static",
        "",
        fragment("words.c"),
        *activations.tanh(),
        "",
        *activations.functions(sorted(used)),
        fragment("shift.c"),
    ]
    return "\n".join(lines)


def recorded(known: Recorded) -> str:
    """The inputs and outputs, as constants."""
    x, y = known.inputs[0], known.outputs[0]
    lines = [
        f"{HEAD}/* Recorded by {known.by.replace('*/', '* /')}. */",
        f"enum {{ RECORDED_EXAMPLES = {len(x)}, RECORDED_TIMESTEPS = {x.shape[1]} }};",
        f"enum {{ RECORDED_OUTPUTS = {y[0].size} }};",
        f"#define RECORDED_BOUND {BOUND!r}",
    ]
    for name, array in (("x", x), ("y", y)):
        lines.append(f"static const float recorded_{name}[{len(array)}][{array[0].size}] = {{")
        lines += [f"{INDENT}{{\n{numbers(example)}{INDENT}}}," for example in array]
        lines.append("};")
    return "\n".join(lines) + "\n"
