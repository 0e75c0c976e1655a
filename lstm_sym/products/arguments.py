"""How the printed functions take their arguments: parameters, checks, blocks of the weights."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.symbols import Notation, Option


def sizes_of(formulation: Formulation, symbol: sp.Symbol) -> str:
    """The named dimensions of a symbol as one string: ``units 4*units``."""
    gates = str(len(formulation.layout.gates))
    return " ".join(formulation.notation[symbol].shape).replace("gates", gates).replace("?", "")


def optional(notation: Notation, symbol: sp.Symbol) -> bool:
    """Whether an option decides if the symbol is given at all."""
    return any(symbol in option.gives for option in notation.options.values())


def parameters(formulation: Formulation, given: tuple[sp.Symbol, ...]) -> Iterator[str]:
    """What is given and the weights, all positional."""
    for symbol in (*given, *formulation.cell.weights):
        absent = " | None = None" if optional(formulation.notation, symbol) else ""
        yield f"{symbol}: Array{absent}"


def keywords(formulation: Formulation, options: tuple[Option, ...]) -> Iterator[str]:
    """The options and the functions that the caller may choose."""
    yield "*"
    for option in options:
        yield f"{option.name}: {annotation(option)} = {literal(option.default)}"
    for function in formulation.notation.functions.values():
        yield f"{function.name}: Activation = {literal(function.default)}"


def annotation(option: Option) -> str:
    if option.gives:
        arrays = ", ".join(["Array"] * len(option.gives))
        return ("Array" if len(option.gives) == 1 else f"tuple[{arrays}]") + " | None"
    return type(option.default).__name__


def literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def checks(formulation: Formulation, given: tuple[sp.Symbol, ...]) -> Iterator[str]:
    """Shapes and dtypes of what is given, of the weights and of the chosen functions."""
    n = formulation.notation
    yield "sizes = Sizes()"
    for symbol in (*given, *(w for w in formulation.cell.weights if not optional(n, w))):
        yield checked(formulation, symbol)
    for equation in formulation.cell.equations:
        for name in equation.when:
            yield f"if {name} is None:"
            sizes = sizes_of(formulation, equation.left)
            yield f'    {name} = sizes.zeros("{sizes}")  # {equation.label}'
            yield "else:"
            yield f"    {checked(formulation, equation.left)}"
    for name in n.functions:
        yield f'{name} = elementwise("{name}", {name})'


def option_checks(formulation: Formulation, options: tuple[Option, ...]) -> Iterator[str]:
    """The sequence's own options."""
    for option in options:
        if not option.gives:
            values = ", ".join(literal(value) for value in option.choices)
            yield f'choice("{option.name}", {option.name}, ({values}))'
            continue
        yield f"if {option.name} is not None:"
        if len(option.gives) == 1:
            yield f"    {checked(formulation, option.gives[0])}"
            continue
        names = ", ".join(map(str, option.gives))
        yield f'    {names} = several("{option.name}", {option.name}, {len(option.gives)})'
        for place, symbol in enumerate(option.gives):
            yield f"    {checked(formulation, symbol, f'{option.name}[{place}]')}"


def checked(formulation: Formulation, symbol: sp.Symbol, name: str | None = None) -> str:
    kind = "boolean" if symbol.name == "mask" else "floating"
    sizes = sizes_of(formulation, symbol)
    return f'{symbol} = sizes.{kind}("{name or symbol}", {symbol}, "{sizes}")'


def blocks(formulation: Formulation) -> Iterator[str]:
    """The gates' blocks of each weight array, by name, in the layout's order."""
    gates = formulation.layout.gates
    for whole, stack in formulation.notation.stacks.items():
        names = ", ".join(str(getattr(stack, gate)) for gate in gates)
        yield f"{names} = np.split({whole}, {len(gates)}, axis=-1)"
