"""What a formulation speaks of: quantities, arrays of weights, functions, options."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import sympy as sp

from lstm_sym.notation.places import Place, caller

Shape = tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """One symbol of a formulation; a symbol without all of this does not exist."""

    symbol: sp.Symbol
    latex: str
    shape: Shape
    meaning: str
    place: Place = field(default_factory=caller, compare=False, repr=False)

    @property
    def name(self) -> str:
        return self.symbol.name


class Series(NamedTuple):
    """One quantity over time: before the first timestep, one timestep ago, now, at the end."""

    first: sp.Symbol
    before: sp.Symbol
    now: sp.Symbol
    last: sp.Symbol


@dataclass(frozen=True)
class Stack:
    """A weight array with one block for each gate; ``W.i`` is the block of gate i.

    The order of the blocks belongs to the layout.
    """

    whole: sp.Symbol
    transposed: bool
    blocks: dict[str, sp.Symbol]

    def __getattr__(self, gate: str) -> sp.Symbol:
        if gate.startswith("_") or gate not in self.blocks:
            raise AttributeError(
                f"{self.whole} has no block {gate}; it has {', '.join(self.blocks)}"
            )
        return self.blocks[gate]


@dataclass(frozen=True)
class FunctionSymbol:
    """A function that the user chooses: a name in code, a name on paper, a default, a meaning."""

    name: str
    latex: str
    default: str
    meaning: str
    place: Place = field(default_factory=caller, compare=False, repr=False)


@dataclass(frozen=True)
class Option:
    """Something the caller decides: a flag, a choice, a number, or an array that may be absent.

    ``gives`` lists the symbols that an argument brings; a number with a default is never absent.
    """

    name: str
    meaning: str
    default: object
    choices: Mapping[object, str]
    gives: tuple[sp.Symbol, ...]
    place: Place = field(default_factory=caller, compare=False, repr=False)

    @property
    def is_named(self) -> bool:
        """Whether its values are names."""
        return bool(self.choices) and all(isinstance(value, str) for value in self.choices)

    @property
    def constant(self) -> str:
        """The name that its values have together in printed code."""
        return f"{self.name.upper()}S"
