"""What a caller of a cell in C hands over: fields, described once for header, source and Python."""

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.program import Body, Loop
from lstm_sym.targets.c.names import free

#: What each kind of field is in C.
KINDS = {
    "size": "size_t {}",
    "sequences": "const float *{}",
    "packed": "const float *{}",
    "weights": "const float *{}",
    "initial": "const float *{}",
    "mask": "const unsigned char *{}",
    "number": "float {}",
    "function": "int {}",
    "masked_output": "int {}",
    "backwards": "int {}",
    "every": "int {}",
    "output": "float *{}",
    "last": "float *{}",
    "workspace": "float *{}",
    "share": "lstm_share *{}",
    "arriving": "const float *{}",
    "gradient": "float *{}",
    "before": "float *{}",
    "count": "size_t {}",
}


@dataclass(frozen=True)
class Field:
    """One field of a structure: its name, its kind, one of ``KINDS``, and what it means.

    ``argument`` is what `lstm_numpy` calls it, or the place of an initial state; ``size`` are the
    dimensions of one example's state or of its output at one timestep.
    """

    name: str
    kind: str
    meaning: str
    argument: str = ""
    size: str = ""

    @property
    def declared(self) -> str:
        return KINDS[self.kind].format(self.name)


@dataclass(frozen=True)
class Interface:
    """The structures of one cell: its call and its weights, and the order of their parts."""

    call: tuple[Field, ...]
    weights: tuple[Field, ...]
    sizes: tuple[str, ...]

    @property
    def structures(self) -> dict[str, tuple[Field, ...]]:
        return {"call": self.call, "weights": self.weights}


def interface(
    formulation: Formulation, loop: Loop, body: Body, sizes: tuple[str, ...]
) -> Interface:
    """The fields, from the formulation's own names and meanings."""
    counts = (Field("batch", "size", "", "batch"), Field("timesteps", "size", "", "timesteps"))
    whole_of = {head: whole for whole, head in formulation.cell.heads.items()}
    divides = {head: f"divides {free(whole)}, and is not 0" for head, whole in whole_of.items()}
    dimensions = tuple(Field(free(size), "size", divides.get(size, ""), size) for size in sizes)
    return Interface(
        (*counts, *dimensions, *_call(formulation, loop, body)),
        (*dimensions, *_weights(formulation, body)),
        sizes,
    )


def numbers(formulation: Formulation, symbols: set[sp.Symbol]) -> list[sp.Symbol]:
    """The numbers that a caller may change, among some symbols."""
    n = formulation.notation
    return [symbol for symbol in n.quantities if symbol in symbols and not n[symbol].shape]


def in_equations(body: Body) -> set[sp.Symbol]:
    """What the elementwise equations read."""
    return {s for stage in body.stages for e in stage.equations for s in e.right.free_symbols}


def in_sums(body: Body) -> set[sp.Symbol]:
    """What products and biases are made of."""
    terms = [t for stage in body.stages for s in stage.sums for t in (*s.terms.values(), s.bias)]
    return {symbol for term in terms for symbol in term.free_symbols}


def used_weights(formulation: Formulation, body: Body) -> list[sp.Symbol]:
    """The arrays of weights of which a body uses anything, in the cell's order."""
    used, stacks = in_equations(body) | in_sums(body), formulation.notation.stacks
    return [
        whole
        for whole in formulation.cell.weights
        if used & {whole, *(stacks[whole].blocks.values() if whole in stacks else ())}
    ]


def _call(formulation: Formulation, loop: Loop, body: Body) -> Iterator[Field]:
    n, options = formulation.notation, formulation.notation.options
    yield _array(formulation, loop.sequence, "sequences")
    yield Field("packed", "packed", "from the function that packs the weights")
    given = [state.series.first for state in loop.states]
    if "initial_state" in options:
        given = list(options["initial_state"].gives)
    for state in body.states:
        first, said = state.series.first, f"NULL: {state.start}"
        place = str(given.index(first)) if first in given else ""
        yield _array(formulation, first, "initial", initial(state.before), said, place)
    if loop.mask:
        (mask,) = options[loop.mask].gives
        shape = "".join(f"[{one}]" for one in n[mask].shape)
        yield Field("mask", "mask", f"{shape}, 1 where a timestep counts; NULL: all do")
    for number in numbers(formulation, in_equations(body)):
        yield Field(free(str(number)), "number", n[number].meaning, str(number))
    for function in n.functions.values():
        said = f"enum lstm_activation: {function.meaning}"
        yield Field(free(function.name), "function", said, function.name)
    if loop.masked_outputs and None not in loop.masked_outputs:
        yield Field("masked_output", "masked_output", "enum lstm_masked_output", "masked_output")
    for name, kind in ((loop.backwards, "backwards"), (loop.last_only, "every")):
        if name:
            yield Field(free(name), kind, f"0 or 1: {options[name].meaning}", name)
    for symbol, series in zip(formulation.sequence.results, loop.results, strict=True):
        kind = "output" if series is None else "last"
        yield _array(formulation, symbol, kind)
    said = "so many numbers as the macro says; what is in them has no meaning"
    yield Field("workspace", "workspace", said)
    yield Field("share", "share", "NULL: this thread alone")


def of_gradients(formulation: Formulation, loop: Loop, body: Body, known: Interface) -> list[Field]:
    """The fields of a call for gradients: those of the call and of the weights, and their own."""

    def gradient(symbol: sp.Symbol, name: str) -> str:
        return f"{_dimensions(formulation, symbol)}, gradient of the loss with respect to {name}"

    apart = ("packed", "output", "last", "workspace", "share")
    fields = [field for field in known.call if field.kind not in apart]
    fields += [field for field in known.weights if field not in fields]
    for symbol, series in zip(formulation.sequence.results, loop.results, strict=True):
        argument = "" if series is None else str(series.before)
        about = f"{gradient(symbol, str(symbol))}; NULL: zeros"
        fields.append(Field(f"d_{free(str(symbol))}", "arriving", about, argument))
    for field in known.call:
        if field.kind == "sequences":
            about = gradient(loop.sequence, field.name)
            fields.append(Field(f"d_{field.name}", "gradient", about))
    weights = {weight.name: weight for weight in formulation.cell.weights}
    for field in known.weights:
        if field.kind == "weights":
            about = f"{gradient(weights[field.argument], field.name)}; NULL: not asked for"
            fields.append(Field(f"d_{field.name}", "gradient", about, field.argument))
    for place, state in enumerate(body.states):
        name = initial(state.before)
        size = " ".join(formulation.notation[state.before].shape[1:])
        about = f"{gradient(state.before, name)}; NULL: not asked for"
        fields.append(Field(f"d_{name}", "before", about, str(place), size))
    about = "timesteps of a piece; no gradient passes from one piece to another; 0: no pieces"
    fields.append(Field("truncation", "count", about, "truncation"))
    about = "segments, of which one at a time is kept, the others computed again; 0: all are kept"
    fields.append(Field("checkpoints", "count", about, "checkpoints"))
    about = "so many numbers as the function says; what is in them has no meaning"
    return [*fields, Field("workspace", "workspace", about)]


def _dimensions(formulation: Formulation, symbol: sp.Symbol) -> str:
    """The shape of an array as it is in C."""
    return "".join(f"[{one.rstrip('?')}]" for one in formulation.notation[symbol].shape)


def _weights(formulation: Formulation, body: Body) -> Iterator[Field]:
    optional = {s for o in formulation.notation.options.values() for s in o.gives}
    for symbol in used_weights(formulation, body):
        absent = "NULL: zeros" if symbol in optional else ""
        yield _array(formulation, symbol, "weights", absent=absent)
    for number in numbers(formulation, in_sums(body)):
        meaning = formulation.notation[number].meaning
        yield Field(free(str(number)), "number", meaning, str(number))


def _array(
    formulation: Formulation,
    symbol: sp.Symbol,
    kind: str,
    name: str = "",
    absent: str = "",
    argument: str | None = None,
) -> Field:
    """An array by its shape, its meaning and what its absence means."""
    quantity = formulation.notation[symbol]
    shape = _dimensions(formulation, symbol)
    said = "; ".join([f"{shape}, {quantity.meaning}", *([absent] if absent else [])])
    argument = symbol.name if argument is None else argument
    own = [size for size in quantity.shape[1:] if size.rstrip("?") != "timesteps"]
    size = " ".join(own) if kind in ("initial", "output", "last") else ""
    return Field(free(name or symbol.name), kind, said, argument, size)


def initial(before: sp.Symbol) -> str:
    """The field of a state before the first timestep: initial_h for h_tm1."""
    return f"initial_{before.name.removesuffix('_tm1')}"
