"""Every combination of the values of a formulation's options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import sympy as sp

from lstm_sym.notation import Formulation

TIMESTEPS = 3


@dataclass(frozen=True)
class Configuration:
    """One choice of every option; a mask is a row of booleans."""

    options: Mapping[str, Any]
    mask: tuple[bool, ...] | None

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.options.items())
        return said if self.mask is None else f"{said}, {self.mask}"


def configurations(formulation: Formulation, of_cell: bool = False) -> Iterator[Configuration]:
    """Every combination of the options of the sequence, or of the cell; with each every mask."""
    n, cell = formulation.notation, formulation.cell
    stated = [] if of_cell else list(formulation.sequence.options)
    stated += cell.options
    stated += [
        option
        for option in n.options.values()
        if set(option.gives) & set(cell.weights) and option not in stated
    ]
    # Given arguments first: they show more faults.
    values = [sorted(option.choices, key=lambda v: v is False) for option in stated]
    values = [v or [option.default] for v, option in zip(values, stated, strict=True)]
    weights, outer = set(cell.weights), formulation.sequence.options
    deciding = [
        o.name for o in stated if o not in outer or o in cell.options or {*o.gives} & weights
    ]
    refused: dict[tuple[object, ...], bool] = {}
    for chosen in product(*values):
        named = dict(zip((option.name for option in stated), chosen, strict=True))
        alike = tuple(named[name] for name in deciding)
        if alike not in refused:
            refused[alike] = unheard(formulation, named)
        if refused[alike]:
            continue
        masks = product((True, False), repeat=TIMESTEPS) if named.get("mask") else (None,)
        # Mixed masks first: they show most faults.
        for mask in sorted(masks, key=lambda m: m is not None and len(set(m)) == 1):
            yield Configuration(named, mask)


def unheard(formulation: Formulation, named: Mapping[str, Any]) -> bool:
    """Whether a weight is given that no equation uses: the code refuses it."""
    absent = set(formulation.cell.unheard(named))
    every = formulation.notation.options.values()
    return any(named.get(option.name) and absent & set(option.gives) for option in every)


def one_at_a_time(formulation: Formulation, plain: bool = False) -> Iterator[Configuration]:
    """One configuration, and for each value of an option the one that differs least from it.

    ``plain``: without the weights that may be absent.
    """
    every = list(configurations(formulation))
    optional = {s for e in formulation.cell.defaults for s in e.defined}
    options = formulation.notation.options
    weights = {n for n, o in options.items() if set(o.gives) & optional}
    mixed = {None, (True, False, True)[:TIMESTEPS]}
    every = [
        c
        for c in every
        if c.mask in mixed and (not plain or not any(c.options.get(name) for name in weights))
    ]
    first = every[0].options

    def distance(one: Configuration) -> int:
        return sum(one.options[name] != value for name, value in first.items())

    near = [c for c in every if distance(c) <= 1]
    yield from near
    seen = {item for c in near for item in c.options.items()}
    for c in sorted(every, key=distance):  # a value that forces another one with it
        if not seen.issuperset(c.options.items()):
            seen.update(c.options.items())
            yield c


def given_symbols(
    formulation: Formulation, options: Mapping[str, Any], of_cell: bool = False
) -> list[sp.Symbol]:
    """What a call is given under some options: the inputs, the weights, what options bring."""
    stated = formulation.cell if of_cell else formulation.sequence
    every = formulation.notation.options.values()
    absent = {s for option in every if not options.get(option.name) for s in option.gives}
    brought = [s for option in every if options.get(option.name) for s in option.gives]
    symbols = dict.fromkeys([*stated.given, *formulation.cell.weights, *brought])
    return [symbol for symbol in symbols if symbol not in absent]
