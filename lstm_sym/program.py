"""A Program: what runs, in no language, lowered from a formulation.

``Formulation`` says what a layer computes; ``Program`` says in which order a machine may compute
it: states that pass from one timestep to the next, stages of one timestep, what is emitted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Series
from lstm_sym.notation.symbols import Notation


class NotLoweredError(ValueError):
    """A pass met what it does not know; the message names the equation."""


@dataclass(frozen=True)
class State:
    """A quantity that passes from one timestep to the next.

    ``start`` is its value before the first timestep, unless the caller gives one.
    """

    series: Series
    start: sp.Rational

    @property
    def before(self) -> sp.Symbol:
        return self.series.before

    @property
    def now(self) -> sp.Symbol:
        return self.series.now


@dataclass(frozen=True)
class Loop:
    """The equations over time, as far as they differ between formulations.

    ``results`` are in order the emitted output, None, and the states whose last value is returned.
    ``backwards`` and ``last_only`` name the options that turn the direction and that return one
    timestep of the output; ``masked_outputs`` says for each value of the option of that name, or
    for None where there is no choice, what a masked timestep emits.
    """

    states: tuple[State, ...]
    sequence: sp.Symbol
    entry: sp.Symbol
    emitted: Series
    results: tuple[Series | None, ...]
    backwards: str
    last_only: str
    mask: str
    masked_outputs: Mapping[object, str]


@dataclass(frozen=True)
class Sum:
    """A sum of products of vectors and blocks of weights, and a bias that all examples share.

    ``terms`` has for each vector the expression of blocks that it is multiplied with; ``bias`` is
    an expression of blocks and numbers.
    """

    symbol: sp.Symbol
    terms: Mapping[sp.Symbol, sp.Expr]
    bias: sp.Expr
    label: str


@dataclass(frozen=True)
class Stage:
    """Products of vectors that are known when the stage begins, then elementwise equations."""

    sums: tuple[Sum, ...]
    equations: tuple[Equation, ...]

    @property
    def vectors(self) -> tuple[sp.Symbol, ...]:
        return tuple(dict.fromkeys(vector for one in self.sums for vector in one.terms))

    def begins(self, given: Iterable[sp.Symbol]) -> bool:
        """Whether its products are of what is given when the timestep begins."""
        return set(self.vectors) <= set(given)


@dataclass(frozen=True)
class Body:
    """One timestep under some values of the options that choose between equations.

    ``notation`` knows the symbols that the passes added, too.
    """

    when: When
    stages: tuple[Stage, ...]
    states: tuple[State, ...]
    notation: Notation


@dataclass(frozen=True)
class Program:
    """A formulation, lowered: one loop, and a body for each choice between its equations."""

    formulation: Formulation
    loop: Loop
    bodies: tuple[Body, ...]
