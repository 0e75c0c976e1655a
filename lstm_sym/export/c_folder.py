"""The C part of the folder: a chain of layers, each printed from its equations."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lstm_numpy.files.model import Model
from lstm_numpy.files.refusal import NotKnown
from lstm_sym.explain.chain import chain as layers_of
from lstm_sym.explain.seeded import BOUND
from lstm_sym.export import c_sequence
from lstm_sym.export.c_layers import INDENT, Step, applied, call, chain
from lstm_sym.export.recorded import Recorded
from lstm_sym.targets.c import activations
from lstm_sym.targets.c.text import fragment

INCLUDED = ("model", "activations", "weights")
FOLDER = Path(__file__).with_name("folder") / "c"
HEAD = "/* Printed by `lstm-sym export` from the equations of lstm_sym. */\n"


def files(model: Model, known: Recorded) -> dict[str, bytes]:
    """The files by their paths; raises NotKnown or NotLoweredError for what has no C."""
    found = layers_of(model)
    parts = chain(found.calls)
    steps = [step for part in parts for step in part.steps]
    if c_sequence.is_needed(parts):
        timesteps = found.shape[1] if len(found.shape) > 1 else None
        (head, body), begin = c_sequence.texts(parts, timesteps, known), ""
    else:
        over_time = known.outputs[0].ndim == 3
        head, body = header(steps, over_time), source(steps, over_time)
        begin = f"model_init(&state);\n{INDENT * 2}"  # nothing stays in what reads whole sequences
    used = {name for one in steps for function in one.functions for name in function.used}
    texts = {
        "model.c": HEAD + "".join(f'#include "{one}.h"\n' for one in INCLUDED) + body,
        "model.h": HEAD + head,
        "weights.h": HEAD + "".join(weights(steps)),
        "activations.h": words(used),
        "recorded.h": recorded(known),
        "check.c": (FOLDER / "check.c").read_text().replace("@BEGIN@", begin),
        "Makefile": (FOLDER / "Makefile").read_text(),
    }
    return {f"c/{name}": text.encode() for name, text in texts.items()}


def weights(steps: list[Step]) -> Iterator[str]:
    """The arrays, as constants."""
    for one in steps:
        for name, array in one.weights.items():
            shape = " x ".join(map(str, array.shape))
            yield f"\n/* {shape} */\nstatic const float {one.name}_{name}[{array.size}] = {{\n"
            yield numbers(array)
            yield "};\n"


def numbers(array: np.ndarray) -> str:
    """Numbers as C writes them: whole ones, or each exactly the one in float32."""
    if array.dtype.kind in "iu":
        return f"{INDENT}{', '.join(map(str, array.ravel()))},\n"
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
    return text.replace("@OUTPUT@", output)


def source(steps: list[Step], over_time: bool) -> str:
    """model.c."""
    lines = [""]
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
    for one in steps:
        last = one is steps[-1]
        if one.states:
            yield call(one, now)
            now = f"state->{one.name}_{one.emitted}"
            if last:
                yield f"memcpy(y, {now}, sizeof {now});"
            continue
        into = "y" if last else f"{one.functions[-1].name}_output"
        if not last:
            yield f"float {into}[{one.outputs}];"
        yield from applied(one, now, into)
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
        activations.LIBRARY_EXP,
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
        kind = "int32_t" if array.dtype.kind in "iu" else "float"
        lines.append(f"static const {kind} recorded_{name}[{len(array)}][{array[0].size}] = {{")
        lines += [f"{INDENT}{{\n{numbers(example)}{INDENT}}}," for example in array]
        lines.append("};")
    return "\n".join(lines) + "\n"
