"""The exact equations of one configuration, as text for the terminal."""

from collections.abc import Iterator
from typing import Literal

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.settings import Settings
from lstm_sym.targets.numpy.activations import function
from lstm_sym.targets.numpy.formulation import over_all_timesteps
from lstm_sym.targets.numpy.python import literal
from lstm_sym.targets.numpy.statements import Statements
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.paper.tex import value_and_slope

Style = Literal["unicode", "latex", "numpy"]


def show(formulation: Formulation, style: Style, chosen: Settings) -> Iterator[str]:
    """Cell, sequence and the chosen numbers and activations, a line an equation."""
    # The same column whatever is chosen.
    column = max(len(one.label) for one in formulation.equations) + len(":   ")
    formulation, functions = chosen.settled(formulation), chosen.functions
    yield formulation.title
    yield ""
    if style == "numpy":
        yield from numpy(formulation, chosen)
        return
    printer = (paper.latex if style == "latex" else paper.unicode)(formulation, functions)
    parts = {
        "Cell": formulation.cell.equations,
        "Before the first timestep": formulation.sequence.start,
        "At each timestep t = 1, ..., T": formulation.sequence.each,
        "After the last timestep": formulation.sequence.finish,
    }
    for title, equations in parts.items():
        if not equations:
            continue
        yield title
        yield from (f"  {line(formulation, one, printer, column)}" for one in equations)
        yield ""
    if functions or chosen.numbers:
        yield "with"
    for symbol in formulation.notation.quantities:
        if symbol.name in chosen.numbers:
            yield f"  {printer.print(symbol)} = {chosen.numbers[symbol.name]}"
    for activation in {a.name: a for a in functions.values()}.values():
        text = paper.of_activation(activation)[1].print(activation.formula)
        value = value_and_slope(activation)[0]
        yield f"  {value if style == 'latex' else f'{activation.name}(x) = {text}'}"


def line(formulation: Formulation, one: Equation, printer: paper.Printer, column: int) -> str:
    when = paper.condition(formulation, one.when)
    said = f"   [{when}]" if when else ""
    return f"{one.label + ':':{column}}{paper.equation(printer, one)}{said}"


def numpy(formulation: Formulation, chosen: Settings) -> Iterator[str]:
    """The code of the cell and of the loop, with the chosen activations called by name."""
    statements = Statements(formulation, {name: a.name for name, a in chosen.functions.items()})
    yield from (f"{name} = {literal(value)}" for name, value in chosen.numbers.items())
    stated = formulation.cell
    filled = [e for e in stated.defaults if not e.when]  # what was chosen to be absent
    yield from statements.block((*filled, *stated.steps))
    yield ""
    yield from over_all_timesteps(formulation, statements)
    for activation in {a.name: a for a in chosen.functions.values()}.values():
        *_, value = function(activation)
        yield ""
        yield f"def {activation.name}(x):"
        yield value
