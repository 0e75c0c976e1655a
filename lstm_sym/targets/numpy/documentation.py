"""The docstrings of the printed functions, from the notation."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.quantities import Option
from lstm_sym.notation.words import highest
from lstm_sym.targets.numpy.arguments import optional
from lstm_sym.targets.numpy.python import WIDTH, Section, docstring, literal, shape

# The sizes of the question that the project answers: 28 timesteps of 10 numbers, 32 units.
EXAMPLE = {
    **dict.fromkeys(("batch", "batch_size"), 4),
    "timesteps": 28,
    **dict.fromkeys(("input_dim", "input_size"), 10),
    **dict.fromkeys(("units", "hidden_size", "features"), 32),
    **dict.fromkeys(("proj_size", "num_proj"), 5),
    **dict.fromkeys(("rows", "columns", "channels"), 8),
}
OTHER = 3  # a dimension that only a user's own cell has


def cell(formulation: Formulation) -> list[str]:
    """The docstring of the cell."""
    stated = formulation.cell
    returned = [described(formulation, symbol) for symbol in stated.results]
    sections: list[Section] = [
        (
            "Parameters",
            [
                *given(formulation, stated.given),
                *options(formulation, stated.options),
                *functions(formulation),
            ],
        ),
        ("Returns", returned),
        raises(formulation, stated.options),
        ("Notes", [("", notes(formulation, is_one_timestep=True))]),
    ]
    call = example(formulation, stated.name, stated.given)
    shapes = tuple(sizes(formulation, symbol) for symbol in stated.results)
    examples = [f">>> {', '.join(map(str, stated.results))} = {call[0]}", *call[1:]]
    shown = str(shapes if len(shapes) > 1 else shapes[0])
    examples += [f">>> {', '.join(f'{s}.shape' for s in stated.results)}", shown]
    return docstring(f"One timestep of {formulation.title_within}.", sections, examples)


def sequence(formulation: Formulation) -> list[str]:
    """The docstring of the sequence."""
    stated = formulation.sequence
    sections: list[Section] = [
        (
            "Parameters",
            [
                *given(formulation, stated.given),
                *options(formulation, (*stated.options, *formulation.cell.options)),
                *functions(formulation),
            ],
        ),
        (
            "Returns",
            [(stated.returns, ""), *(described(formulation, symbol) for symbol in stated.results)],
        ),
        raises(formulation, (*stated.options, *formulation.cell.options)),
        ("Notes", [("", notes(formulation))]),
    ]
    call = example(formulation, stated.name, stated.given)
    examples = [f">>> result = {call[0]}", *call[1:]]
    for symbol in stated.results:
        examples += [f">>> result.{symbol}.shape", str(sizes(formulation, symbol))]
    return docstring(f"All timesteps of {formulation.title_within}.", sections, examples)


def prepare(formulation: Formulation, before: list[Option], packs: bool = True) -> list[str]:
    """The docstring of the function that packs weights once, or without a fast form keeps them."""
    stated = formulation.sequence
    later = [str(stated.given[0]), *(o.name for o in stated.options if o not in before)]
    sections: list[Section] = [
        (
            "Parameters",
            [
                *given(formulation, ()),
                *options(formulation, (*before, *formulation.cell.options)),
                *functions(formulation),
            ],
        ),
        (
            "Returns",
            [("callable", f"a function of {', '.join(later)}: what `{stated.name}` returns")],
        ),
        raises(formulation, (*before, *formulation.cell.options)),
    ]
    call = example(formulation, "prepare", ())
    x = zeros(formulation, stated.given[0])
    first = stated.results[0]
    examples = [f">>> layer = {call[0]}", *call[1:], f">>> layer({x}).{first}.shape"]
    examples.append(str(sizes(formulation, first)))
    if packs:
        return docstring("Pack the weights once, for many calls.", sections, examples)
    sections.append(("Notes", [("", f"Sources: {'; '.join(formulation.sources)}.")]))
    return docstring("Keep the weights for many calls.", sections, examples)


def arrays(formulation: Formulation, stated: tuple[sp.Symbol, ...]) -> Iterator[sp.Symbol]:
    """The arrays that every call gives."""
    for symbol in (*stated, *formulation.cell.weights):
        if not optional(formulation.notation, symbol):
            yield symbol


def example(formulation: Formulation, name: str, stated: tuple[sp.Symbol, ...]) -> list[str]:
    """A call with zeros, one argument a line."""
    values = [zeros(formulation, symbol) for symbol in arrays(formulation, stated)]
    return [f"{name}(", *(f"...     {value}," for value in values), "... )"]


def zeros(formulation: Formulation, symbol: sp.Symbol) -> str:
    shape = sizes(formulation, symbol)
    if not shape:
        return "1.0"
    return f"np.zeros({shape if len(shape) > 1 else shape[0]})"


def sizes(formulation: Formulation, symbol: sp.Symbol) -> tuple[int, ...]:
    """The shape of a symbol in the examples: ``4*units`` is 128."""
    known = {"1": 1, **EXAMPLE}
    for units, head in formulation.cell.heads.items():
        if units != head:  # two heads
            known[head] = known.get(units, 2 * OTHER) // 2
            known[units] = 2 * known[head]

    def size(dimension: str) -> int:
        dimension, *_ = dimension.removesuffix("?").split("|")  # the first is the default option's
        factor, _, name = dimension.rpartition("*")
        return int(factor or 1) * known.get(name, OTHER)

    return tuple(map(size, formulation.notation[symbol].shape))


def described(formulation: Formulation, symbol: sp.Symbol) -> tuple[str, str]:
    quantity = formulation.notation[symbol]
    if not quantity.shape:
        return f"{symbol.name} : float", quantity.meaning
    return f"{symbol.name} : array, shape {shape(quantity.shape)}", quantity.meaning


def given(formulation: Formulation, stated: tuple[sp.Symbol, ...]) -> Iterator[tuple[str, str]]:
    for symbol in sorted(
        (*stated, *formulation.cell.weights), key=lambda s: optional(formulation.notation, s)
    ):
        name, meaning = described(formulation, symbol)
        stacked = formulation.notation.stacks.get(symbol)
        if stacked and len(stacked.blocks) > 1:
            gates = ", ".join(stacked.blocks)
            meaning += f"; one block for each gate, in the order {gates}"
        for first, second in formulation.notation.layout.rows:
            if symbol.name == first:
                meaning += f"; or two rows, the second of which is {second}"
        if optional(formulation.notation, symbol):
            name, meaning = name.replace(" : array", " : array or None"), meaning + "; None: zeros"
        yield name, meaning


def options(formulation: Formulation, stated: tuple[Option, ...]) -> Iterator[tuple[str, str]]:
    for option in stated:
        if option.gives and option.default is not None:
            yield f"{option.name} : float", option.meaning
            continue
        if option.gives:
            shapes = [shape(formulation.notation[symbol].shape) for symbol in option.gives]
            if len(shapes) == 1:
                kind = f"array or None, shape {shapes[0]}"
            elif len(set(shapes)) == 1:
                kind = f"arrays or None, each of shape {shapes[0]}"
            else:
                kind = f"arrays or None, shape {' and '.join(shapes)}"
            said = option.meaning
            if len(f"    {option.name} : {kind}") > WIDTH:
                kind, _, of_shape = kind.partition(", ")
                said += f", {of_shape}"
            yield f"{option.name} : {kind}", said
            continue
        values = "; ".join(f"{literal(value)}: {said}" for value, said in option.choices.items())
        kinds = ", ".join(literal(value) for value in option.choices)
        yield f"{option.name} : one of {kinds}", f"{option.meaning}; {values}"


def functions(formulation: Formulation) -> Iterator[tuple[str, str]]:
    for function in formulation.notation.functions.values():
        kind = "a name in lstm_numpy.activations, or a function of an array; None: the identity"
        yield f"{function.name} : str, callable or None", f"{function.meaning}: {kind}"


def raises(formulation: Formulation, stated: tuple[Option, ...]) -> Section:
    """What is wrong with an argument, by the kinds of arguments that there are."""
    functions, of_type = formulation.notation.functions, ["an array does not hold floats"]
    if any(option.name == "mask" for option in stated):
        of_type.append("a mask does not hold booleans")
    if any(option.gives and option.default is not None for option in stated):
        of_type.append("an option is not a number")
    if functions:
        of_type.append("an activation is neither a name nor a function")
    unknown = ["an option"] * any(option.choices for option in stated)
    unknown += ["an activation"] * bool(functions)
    of_value = ["a shape does not fit", *([f"{' or '.join(unknown)} is unknown"] * bool(unknown))]
    return "Raises", [("TypeError", ", ".join(of_type)), ("ValueError", ", ".join(of_value))]


def notes(formulation: Formulation, is_one_timestep: bool = False) -> str:
    """The type of the results, what NaN and a sequence without timesteps give, and the sources."""
    said = (
        "Results have NumPy's common type of all arrays: float32 if all are float32, and also for "
        "float16 with float32 weights; a list counts as float64. "
    )
    if formulation.notation.series_of:
        shared = any(equation.right.has(highest) for equation in formulation.sequence.start)
        reached = "all results NaN" if shared else "the results of that example NaN"
        if not shared and not is_one_timestep:
            reached += " from that timestep on"
        if formulation.notation.functions:
            reached += ", unless an activation maps NaN to a number"
        said += f"NaN in an input makes {reached}. "
        if not is_one_timestep:
            said += "Without timesteps the last states are the initial ones. "
    return f"{said}Sources: {'; '.join(formulation.sources)}."
