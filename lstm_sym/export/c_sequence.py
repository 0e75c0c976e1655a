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
#: Layers that take in windows of timesteps.
WINDOWED = around.Pooling | around.Conv1D
#: For how many timesteps there is room where the model states no number.
TIMESTEPS = 512


def is_needed(parts: list[Part]) -> bool:
    """Whether one timestep of the chain needs more than those before it."""
    kinds = Bidirectional | around.Embedding | moving.Masking | WINDOWED | around.GlobalPooling
    return any(
        part.masked or isinstance(part.layer, kinds) or getattr(part.layer, "go_backwards", False)
        for part in parts
    )


def texts(parts: list[Part], timesteps: int | None, known: Recorded) -> tuple[str, str]:
    """The header, and what follows the inclusions in the source."""
    over_time = known.outputs[0].ndim == 3
    words = isinstance(parts[0].layer, around.Embedding)
    last = parts[-1]
    values = {
        "INPUT": "int32_t" if words else "float",
        "INPUTS": str(parts[0].inputs),
        "OUTPUTS": str(width(last)),
        "TIMESTEPS": str(max(timesteps or TIMESTEPS, known.inputs[0].shape[1])),
        "WIDEST": str(max(parts[0].inputs, *map(width, parts))),
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
    elif isinstance(kind, Bidirectional | Recurrent):
        if isinstance(kind, Bidirectional):
            yield from direction(part, kind.forward, one, MERGED["concat"])
            merged = MERGED[str(kind.merge_mode)]
            yield from direction(part, kind.backward, part.steps[1], merged)
        else:
            yield from direction(part, kind, one, MERGED["concat"])
        if not kind.return_sequences:
            yield "steps = 1;"
    elif isinstance(kind, around.GlobalPooling):
        counted = part.masked and not kind.largest and not kind.writer.first
        yield from pooled(
            one, kind.largest, "to[0]", "steps", "from[k]", counted * "state->counts[k]"
        )
        yield "steps = 1;"
    elif isinstance(kind, WINDOWED):
        yield from windows(kind, part)
    else:
        yield each
        yield from (INDENT + line for line in applied(one, "from[t]", "to[t]"))
        yield "}"


def pooled(one: Step, largest: bool, into: str, size: str, row: str, counts: str) -> Iterator[str]:
    """The largest or the mean entry of rows k, of those alone that count."""
    yield f"for (size_t u = 0; u < {one.inputs}; u++) {{"
    yield f"{INDENT}float found = {'-INFINITY' if largest else '0.0f, number = 0.0f'};"
    yield f"{INDENT}for (size_t k = 0; k < {size}; k++)"
    entry = f"{row}[u]"
    use = (
        f"found = {entry} > found ? {entry} : found;" if largest else f"found += {entry}, number++;"
    )
    if counts:
        yield f"{INDENT * 2}if ({counts})"
    yield f"{INDENT * (2 + bool(counts))}{use}"
    yield f"{INDENT}{into}[u] = found{'' if largest else ' / number'};"
    yield "}"


def windows(kind: around.Pooling | around.Conv1D, part: Part) -> Iterator[str]:
    """Windows of timesteps; what is put around the sequence is zero, or counts in no mean."""
    one, dilation = part.steps[0], getattr(kind, "dilation", 1)
    span = (kind.size - 1) * dilation + 1
    first = span if kind.padding == "valid" else 1
    yield f"if (steps < {first})"
    yield f"{INDENT}return MODEL_TOO_SHORT;"
    yield "{"
    yield f"{INDENT}const size_t windows = (steps - {first}) / {kind.strides} + 1;"
    if kind.padding == "same":
        yield f"{INDENT}const size_t end = (windows - 1) * {kind.strides} + {span};"
    before = {"valid": "0", "causal": f"{span - 1}", "same": "end > steps ? (end - steps) / 2 : 0"}
    yield f"{INDENT}const size_t before = {before[kind.padding]};"
    yield f"{INDENT}for (size_t n = 0; n < windows; n++) {{"
    at = f"n * {kind.strides} + k * {dilation}"
    inside = f"{at} >= before && {at} - before < steps"
    row = f"from[{at} - before]"
    if isinstance(kind, around.Conv1D):
        body = [
            f"float window[{one.inputs}];",
            f"for (size_t k = 0; k < {kind.size}; k++)",
            f"{INDENT}for (size_t u = 0; u < {part.inputs}; u++)",
            f"{INDENT * 2}window[k * {part.inputs} + u] = {inside} ? {row}[u] : 0.0f;",
            *applied(one, "window", "to[n]"),
        ]
    else:
        body = [*pooled(one, kind.largest, "to[n]", str(kind.size), row, inside)]
    yield from (INDENT * 2 + line for line in body)
    yield f"{INDENT}}}"
    yield f"{INDENT}steps = windows;"
    yield "}"


def direction(part: Part, side: Recurrent, one: Step, merged: str) -> Iterator[str]:
    """A recurrent layer in one direction, and where its outputs go."""
    zeroed = part.masked and side.options()["masked_output"] == "zero"
    if zeroed and not side.return_sequences:
        raise NotKnown(f"the layer {part.layer.name!r} returns zeros where its end is masked")
    second = one is not part.steps[0]
    offset = part.steps[0].outputs if second and merged == MERGED["concat"] else 0
    emitted = f"state->{one.name}_{one.emitted}[u]"
    # Keras turns what the second direction emits, whichever way it runs.
    turned = side.go_backwards != second

    def put(row: str, value: str) -> Iterator[str]:
        to = f"to[{row}][{f'{offset} + ' if offset else ''}u]"
        yield f"for (size_t u = 0; u < {one.outputs}; u++)"
        yield INDENT + merged.format(to=to, new=value)

    for name in kept(one):
        yield f"memset({name}, 0, sizeof {name});"
    yield f"for (size_t t = {'steps; t-- > 0;' if side.go_backwards else '0; t < steps; t++'}) {{"
    if part.masked:
        yield f"{INDENT}if (state->counts[t])"
    yield INDENT * (1 + part.masked) + call(one, "from[t]")
    if side.return_sequences:
        value = f"state->counts[t] ? {emitted} : 0.0f" if zeroed else emitted
        row = "steps - 1 - t" if turned else "t"
        yield from (INDENT + line for line in put(row, value))
    yield "}"
    if not side.return_sequences:
        yield from put("0", emitted)
