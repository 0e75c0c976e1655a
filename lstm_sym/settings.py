"""The words ``NAME=VALUE`` of `lstm-sym show`: what they choose of a formulation."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isnan
from typing import NamedTuple

import click

from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Option
from lstm_sym.runtime import activations

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
