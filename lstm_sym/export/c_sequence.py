"""A chain of layers over a whole sequence in C: for directions, masks and tables of words.

One layer after the other goes over all timesteps, from one buffer to the other and back.
"""

from collections.abc import Iterator
from pathlib import Path

from lstm_numpy.files import around, moving
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional
from lstm_sym.export.c_layers import INDENT, MERGED, Part, Step, applied, call, kept
from lstm_sym.export.recorded import Recorded
from lstm_sym.targets.c.printer import literal

HEADER = Path(__file__).with_name("folder") / "c" / "sequence.h"
#: For how many timesteps there is room where the model states no number.
TIMESTEPS = 512


def is_needed(parts: list[Part]) -> bool:
    """Whether one timestep of the chain needs more than those before it."""
    kinds = Bidirectional | around.Embedding | moving.Masking
    return any(part.masked or isinstance(part.layer, kinds) for part in parts)


def texts(parts: list[Part], timesteps: int | None, known: Recorded) -> tuple[str, str]:
    """The header, and what follows the inclusions in the source."""
    over_time = known.outputs[0].ndim == 3
    words = isinstance(parts[0].layer, around.Embedding)
    last = parts[-1]
    values = {
        "INPUT": "int32_t" if words else "float",
        "INPUTS": str(parts[0].steps[0].inputs),
        "OUTPUTS": str(width(last)),
        "TIMESTEPS": str(max(timesteps or TIMESTEPS, known.inputs[0].shape[1])),
        "WIDEST": str(max(parts[0].steps[0].inputs, *map(width, parts))),
        "STATES": "\n".join(
            f"{INDENT}float {one.name}_{name}[{one.outputs}];"
            for part in parts for one in part.steps for name in one.states
        ),
        "OUTPUT": "the output at each timestep" if over_time else "the output",
    }  # fmt: skip
    header = HEADER.read_text()
    for name, value in values.items():
        header = header.replace(f"@{name}@", value)
    lines = [""]
    for part in parts:
        for function in (f for one in part.steps for f in one.functions):
            lines += [*function.lines(), ""]
    lines += ["int model_run(model_state *state, size_t timesteps, const model_input *x, float *y)"]
    lines += ["{", *((INDENT + line).rstrip() for line in body(parts)), "}", ""]
    return header, "\n".join(lines)


def width(part: Part) -> int:
    """How many numbers a layer puts out at a timestep."""
    joined = isinstance(part.layer, Bidirectional) and part.layer.merge_mode == "concat"
    return sum(one.outputs for one in part.steps) if joined else part.steps[0].outputs


def body(parts: list[Part]) -> Iterator[str]:
    """The statements of the function."""
    yield "if (timesteps > MODEL_TIMESTEPS)"
    yield f"{INDENT}return MODEL_TOO_LONG;"
    yield "size_t steps = timesteps;"
    yield "float(*from)[MODEL_WIDEST] = state->sequence[0];"
    yield "float(*to)[MODEL_WIDEST] = state->sequence[1], (*other)[MODEL_WIDEST];"
    if not isinstance(parts[0].layer, around.Embedding):
        yield "for (size_t t = 0; t < steps; t++)"
        yield f"{INDENT}memcpy(from[t], x + t * MODEL_INPUTS, MODEL_INPUTS * sizeof x[0]);"
    for part in parts:
        yield ""
        yield f"/* {part.name} */"
        yield from layer(part)
        yield "other = from, from = to, to = other;"
    yield ""
    yield "for (size_t t = 0; t < steps; t++)"
    yield f"{INDENT}memcpy(y + t * MODEL_OUTPUTS, from[t], MODEL_OUTPUTS * sizeof y[0]);"
    yield "return MODEL_FINE;"


def layer(part: Part) -> Iterator[str]:
    """One layer over the sequence."""
    kind, one = part.layer, part.steps[0]
    each = "for (size_t t = 0; t < steps; t++) {"
    if isinstance(kind, around.Embedding):
        table = f"{one.name}_embeddings"
        yield each
        yield f"{INDENT}if (x[t] < 0 || x[t] >= {kind.rows})"
        yield f"{INDENT * 2}return MODEL_NO_ROW;"
        yield f"{INDENT}const float *row = {table} + (size_t)x[t] * {one.outputs};"
        yield f"{INDENT}memcpy(to[t], row, {one.outputs} * sizeof row[0]);"
        yield f"{INDENT}state->counts[t] = x[t] != 0;"
        yield "}"
    elif isinstance(kind, moving.Masking):
        entry = f"from[t][u] != {literal(kind.value)}"
        yield each
        yield f"{INDENT}state->counts[t] = 0;"
        yield f"{INDENT}for (size_t u = 0; u < {one.inputs}; u++)"
        yield f"{INDENT * 2}state->counts[t] |= {entry};"
        yield f"{INDENT}for (size_t u = 0; u < {one.inputs}; u++)"
        yield f"{INDENT * 2}to[t][u] = state->counts[t] ? from[t][u] : 0.0f;"
        yield "}"
    elif isinstance(kind, Bidirectional):
        yield from direction(part, kind.forward, one, "=")
        merged = MERGED[str(kind.merge_mode)]
        yield from direction(part, kind.backward, part.steps[1], merged)
        if not kind.return_sequences:
            yield "steps = 1;"
    elif isinstance(kind, Recurrent):
        yield from direction(part, kind, one, "=")
        if not kind.return_sequences:
            yield "steps = 1;"
    else:
        yield each
        yield from (INDENT + line for line in applied(one, "from[t]", "to[t]"))
        yield "}"


def direction(part: Part, side: Recurrent, one: Step, merged: str) -> Iterator[str]:
    """A recurrent layer in one direction, and where its outputs go."""
    zeroed = part.masked and side.options()["masked_output"] == "zero"
    if zeroed and not side.return_sequences:
        raise NotKnown(f"the layer {part.layer.name!r} returns zeros where its end is masked")
    offset = part.steps[0].outputs if one is not part.steps[0] and merged == "=" else 0
    emitted = f"state->{one.name}_{one.emitted}[u]"

    def put(row: str, value: str) -> Iterator[str]:
        yield f"for (size_t u = 0; u < {one.outputs}; u++)"
        yield f"{INDENT}to[{row}][{f'{offset} + ' if offset else ''}u] {merged} {value};"

    for name in kept(one):
        yield f"memset({name}, 0, sizeof {name});"
    yield f"for (size_t t = {'steps; t-- > 0;' if side.go_backwards else '0; t < steps; t++'}) {{"
    if part.masked:
        yield f"{INDENT}if (state->counts[t])"
    yield INDENT * (1 + part.masked) + call(one, "from[t]")
    if side.return_sequences:
        value = f"state->counts[t] ? {emitted} : 0.0f" if zeroed else emitted
        yield from (INDENT + line for line in put("t", value))
    yield "}"
    if not side.return_sequences:
        yield from put("0", emitted)
