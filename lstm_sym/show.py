"""The command `show`: what its words NAME=VALUE choose of a formulation, and the equations then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import isnan
from typing import Literal, NamedTuple

import click

from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Option
from lstm_sym.program import NotLoweredError
from lstm_sym.runtime import activations
from lstm_sym.targets.numpy.activations import function
from lstm_sym.targets.numpy.formulation import over_all_timesteps
from lstm_sym.targets.numpy.python import literal
from lstm_sym.targets.numpy.statements import Statements
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.paper.gradients import PaperGradients
from lstm_sym.targets.paper.tex import value_and_slope

Style = Literal["unicode", "latex", "numpy"]
FUNCTION, NUMBER = "NAME", "NUMBER"  # what may stand for a value that has no list


class Settings(NamedTuple):
    """Values of options, of numbers, and activations in place of functions."""

    options: Mapping[str, object]
    numbers: Mapping[str, float]
    functions: Mapping[str, Activation]

    def settled(self, stated: Formulation) -> Formulation:
        """The formulation with those equations alone that hold under the chosen options."""
        cell = replace(stated.cell, equations=self._holding(stated.cell.equations))
        over_time = replace(
            stated.sequence,
            cell=cell,
            start=self._holding(stated.sequence.start),
            each=self._holding(stated.sequence.each),
            finish=self._holding(stated.sequence.finish),
        )
        return replace(stated, cell=cell, sequence=over_time)

    def _holding(self, equations: Iterable[Equation]) -> tuple[Equation, ...]:
        return tuple(
            replace(e, when={k: v for k, v in e.when.items() if k not in self.options})
            for e in equations
            if all(_among(self.options.get(k, v), v) for k, v in e.when.items())
        )


def _among(value: object, values: object) -> bool:
    return value in values if isinstance(values, tuple) and value != values else value == values


def settings(stated: Formulation, words: Iterable[str], keras_version: str | None) -> Settings:
    """What some words choose; raises a usage error that names what is possible."""
    said: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name not in possible(stated):
            has = (
                f"{stated.name} has no option {name!r}" if equals else f"{word!r} is no NAME=VALUE"
            )
            raise click.UsageError(f"{has}; possible are: {listed(stated)}")
        if name in said:
            raise click.UsageError(f"{name} is given twice: {said[name]!r} and {value!r}")
        said[name] = value
    known = stated.notation.options
    chosen = {n: _value(known[n], value) for n, value in said.items() if n in known}
    numbers = {n: value for n, value in chosen.items() if isinstance(value, float)}
    options = {n: value for n, value in chosen.items() if n not in numbers}
    functions = {n: value for n, value in said.items() if n not in known}
    return Settings(options, numbers, activations(stated, functions, keras_version))


def possible(stated: Formulation) -> dict[str, list[str]]:
    """Every name that a formulation has, with its values."""
    found = {name: list(_values(option)) for name, option in stated.notation.options.items()}
    return found | {name: [FUNCTION] for name in stated.notation.functions}


def listed(stated: Formulation) -> str:
    """The same as text."""
    return ", ".join(f"{n}={'|'.join(values)}" for n, values in possible(stated).items()) or "none"


def _values(option: Option) -> dict[str, object]:
    """The values of an option by their names; an array is absent or given."""
    if not option.choices:
        return {NUMBER: None}
    names = option.choices.values() if option.gives else map(str, option.choices)
    return dict(zip(names, option.choices, strict=True))


def _value(option: Option, said: str) -> object:
    known = _values(option)
    if option.choices:
        if said not in known:
            raise click.UsageError(f"{option.name} is {said!r}, expected {' or '.join(known)}")
        return known[said]
    try:
        number = float(said)
    except ValueError:
        number = float("nan")
    if isnan(number):
        raise click.UsageError(f"{option.name} is {said!r}, expected a number such as 2.5")
    return number


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


def gradients(formulation: Formulation, style: Style, chosen: Settings) -> Iterator[str]:
    """The equations backwards; raises a usage error where there are none."""
    try:
        found = PaperGradients(formulation, chosen.options, chosen.functions)
    except NotLoweredError as error:
        raise click.UsageError(f"{formulation.name} has no gradients: {error}") from None
    if style == "numpy":
        raise click.UsageError(
            f"--gradients prints unicode or latex: the code is lstm_numpy/{formulation.module}"
            "_gradients.py"
        )
    parts, printer = found.parts, found.printer(style)
    column = max(len(one.label) for part in parts.values() for one in part) + len(":   ")
    yield f"{formulation.title}: the gradients of a loss"
    yield ""
    for title, equations in parts.items():
        yield title
        yield from (f"  {line(formulation, one, printer, column)}" for one in equations)
        yield ""
    yield "G is the loss's gradient with respect to the output, a hat what timestep t + 1 hands"
    yield "back; at t = T it is the loss's gradient with respect to the last state."


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
