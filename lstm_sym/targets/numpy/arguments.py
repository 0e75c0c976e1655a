"""How the printed functions take their arguments: parameters, checks, blocks of the weights."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.places import StatementError
from lstm_sym.notation.quantities import Option
from lstm_sym.notation.symbols import Notation
from lstm_sym.targets.numpy.python import literal
from lstm_sym.targets.numpy.statements import test

# What an array is that was not given, and what makes it.
FILLED = {0: "zeros", 1: "ones"}


def sizes_of(formulation: Formulation, symbol: sp.Symbol) -> str:
    """The named dimensions of a symbol as one string: ``units 4*units``."""
    return " ".join(formulation.notation[symbol].shape).replace("?", "")


def optional(notation: Notation, symbol: sp.Symbol) -> bool:
    """Whether an option decides if the symbol is given at all."""
    return any(symbol in option.gives for option in notation.options.values())


def parameters(formulation: Formulation, given: tuple[sp.Symbol, ...]) -> Iterator[str]:
    """What is given and the weights, all positional; those that may be absent come last."""
    n = formulation.notation
    for symbol in sorted((*given, *formulation.cell.weights), key=lambda s: optional(n, s)):
        absent = " | None = None" if optional(n, symbol) else ""
        yield f"{symbol.name}: {'Array' if n[symbol].shape else 'float'}{absent}"


def keywords(formulation: Formulation, options: tuple[Option, ...]) -> Iterator[str]:
    """The options, the cell's own among them, and the functions that the caller may choose."""
    words = [
        f"{o.name}: {annotation(formulation, o)} = {literal(o.default)}"
        for o in (*options, *formulation.cell.options)
    ]
    words += [
        f"{f.name}: Activation = {literal(f.default)}"
        for f in formulation.notation.functions.values()
    ]
    yield from ("*", *words) if words else ()


def annotation(formulation: Formulation, option: Option) -> str:
    if not option.gives:
        return type(option.default).__name__
    if option.default is not None:
        return "float"
    kinds = ["Array" if formulation.notation[s].shape else "float" for s in option.gives]
    return (kinds[0] if len(kinds) == 1 else f"tuple[{', '.join(kinds)}]") + " | None"


def checks(formulation: Formulation, given: tuple[sp.Symbol, ...]) -> Iterator[str]:
    """Shapes and dtypes of what is given, of the weights and of the chosen functions."""
    n = formulation.notation
    for first, second in n.layout.rows:
        yield f'{first}, {second} = two_rows("{first}", {first}, "{second}", {second})'
    yield "sizes = Sizes()"
    for symbol in (*given, *(w for w in formulation.cell.weights if not optional(n, w))):
        yield checked(formulation, symbol)
    for equation in formulation.cell.defaults:
        name, sizes = equation.left, sizes_of(formulation, equation.left)
        if equation.right not in FILLED:
            raise StatementError(
                f"{equation.label}: an absent {name} can be 0 or 1, no other value", equation.place
            )
        yield f"if {name} is None:"
        yield f'    {name} = sizes.{FILLED[equation.right]}("{sizes}")  # {equation.label}'
        yield "else:"
        yield from (f"    {line}" for line in heard(formulation, name))
        yield f"    {checked(formulation, name)}"
    for whole, part in formulation.cell.heads.items():
        yield f'sizes.divided("{whole}", "{part}")'
    for name in n.functions:
        yield f'{name} = elementwise("{name}", {name})'


def heard(formulation: Formulation, weight: sp.Symbol) -> Iterator[str]:
    """The refusal of a weight that may be absent, where an option leaves it without an equation."""
    for option, values in _unheard(formulation, weight):
        allowed = f"({', '.join(map(literal, values))},)"
        yield f'choice("{option.name}", {option.name}, {allowed}, "{weight}")'


def passed_on(formulation: Formulation, weight: sp.Symbol) -> str:
    """A checked weight for another call: the zeros of one that is refused are not given there."""
    tests = []
    if optional(formulation.notation, weight):
        tests = [test(o, v if len(v) > 1 else v[0]) for o, v in _unheard(formulation, weight)]
    return f"{weight} if {' and '.join(tests)} else None" if tests else str(weight)


def _unheard(
    formulation: Formulation, weight: sp.Symbol
) -> Iterator[tuple[Option, tuple[object, ...]]]:
    """Options that leave a weight without an equation, and the values that do not."""
    for option in formulation.cell.options:
        values = formulation.cell.heard(weight, option)
        if len(values) < len(option.choices):
            yield option, tuple(values)


def constants(formulation: Formulation) -> Iterator[str]:
    """The named choices of the cell, for callers who want each: ``VARIANTS = ("V", ...)``."""
    for option in (o for o in formulation.cell.options if o.is_named):
        yield f"{option.constant} = ({listed(option)})"


def listed(option: Option) -> str:
    return ", ".join(literal(value) for value in option.choices)


def option_checks(formulation: Formulation, options: tuple[Option, ...]) -> Iterator[str]:
    """The options that decide between equations, and what optional arguments bring."""
    for option in options:
        if not option.gives:
            named = option in formulation.cell.options and option.is_named
            values = option.constant if named else f"({listed(option)})"
            yield f'choice("{option.name}", {option.name}, {values})'
        elif option.default is not None:
            yield f'{option.name} = number("{option.name}", {option.name})'
        else:
            yield f"if {option.name} is not None:"
            yield from (f"    {line}" for line in _brought(formulation, option))


def _brought(formulation: Formulation, option: Option) -> Iterator[str]:
    """The checks of the one or more arguments that an option brings."""
    if len(option.gives) == 1:
        yield checked(formulation, option.gives[0], option.name, option.name)
        return
    names = ", ".join(map(str, option.gives))
    yield f'{names} = several("{option.name}", {option.name}, {len(option.gives)})'
    for place, symbol in enumerate(option.gives):
        yield checked(formulation, symbol, f"{option.name}[{place}]")


def checked(
    formulation: Formulation, symbol: sp.Symbol, name: str | None = None, value: str | None = None
) -> str:
    """The symbol, from an argument of its own name unless another name and value are given."""
    kind = "boolean" if symbol.name == "mask" else "floating"
    sizes = sizes_of(formulation, symbol)
    if not sizes:
        return f'{symbol} = number("{symbol}", {symbol})'
    return (
        f'{symbol.name} = sizes.{kind}("{name or symbol.name}", {value or symbol.name}, "{sizes}")'
    )


def blocks(formulation: Formulation, used: set[sp.Symbol] | None = None) -> Iterator[str]:
    """The gates' blocks of each weight array, by name, in the layout's order.

    With ``used``, only arrays of which a block is among them; its other blocks have no name.
    """
    stacks = formulation.notation.stacks
    for whole in (w for w in stacks if w in formulation.cell.weights):
        stack = stacks[whole]
        if used is not None and not used & set(stack.blocks.values()):
            continue
        named = (b.name if used is None or b in used else "_" for b in stack.blocks.values())
        names = ", ".join(named)
        stored = f"{whole}.T" if stack.transposed else str(whole)
        if len(stack.blocks) == 1:
            yield f"{names} = {stored}"
        elif used is None:
            yield f"{names} = np.split({stored}, {len(stack.blocks)}, axis=-1)"
        else:
            yield f"{names} = split({stored}, {len(stack.blocks)})"


def some(formulation: Formulation) -> Iterator[str]:
    """Refuse matrices without entries: what has none divides by zero backwards."""
    n, options = formulation.notation, formulation.sequence.options
    given = (symbol for option in options for symbol in option.gives)
    shapes = (n[symbol].shape for symbol in given)
    sizes = {size: None for shape in shapes if len(shape) > 2 for size in shape[1:] if size != "1"}
    if sizes:
        yield f"sizes.some({', '.join(map(literal, sizes))})"
