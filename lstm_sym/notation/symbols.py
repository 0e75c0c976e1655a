"""Symbols: a name in code, a name on paper, a shape in named dimensions, a meaning."""

import keyword
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import sympy as sp

from lstm_sym.layouts import Layout

Shape = tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """One symbol of a formulation; a symbol without all of this does not exist."""

    symbol: sp.Symbol
    latex: str
    shape: Shape
    meaning: str

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
    """A weight array that holds one block a gate; ``W.i`` is the block of gate i.

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


class Notation:
    """All symbols of one formulation, in the order in which a paper would list them.

    A shape is written as words: ``"batch units"``. Raises ValueError for a name that is taken or
    no Python identifier.

    >>> from lstm_sym.layouts import uniform
    >>> n = Notation(uniform("mine", "fh", "kernel", "my own"))
    >>> W = n.stack("kernel", "W", "input_dim units", "weights of the input")
    >>> n[W.whole].shape, n[W.f].shape, n[W.f].latex
    (('input_dim', '2*units'), ('input_dim', 'units'), 'W_f')
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.quantities: dict[sp.Symbol, Quantity] = {}
        self.series_of: dict[Series, str] = {}
        self.stacks: dict[sp.Symbol, Stack] = {}
        self.functions: dict[str, FunctionSymbol] = {}
        self.options: dict[str, Option] = {}

    def symbol(self, name: str, latex: str, shape: str, meaning: str) -> sp.Symbol:
        """A new symbol; raises ValueError unless the name is free and a Python identifier."""
        self._new_name(name)
        for what, said in (("name on paper", latex), ("meaning", meaning)):
            if not said.strip():
                raise ValueError(f"symbol {name!r} has no {what}: a page could not show it")
        symbol = sp.Symbol(name, real=True)
        self.quantities[symbol] = Quantity(symbol, latex, tuple(shape.split()), meaning)
        return symbol

    def series(self, name: str, shape: str, meaning: str) -> Series:
        """Four symbols of one quantity: at time 0, t - 1, t and T."""
        if not meaning.strip():
            raise ValueError(f"series {name!r} has no meaning: a page could not show it")
        indices = (("0", "0"), ("tm1", "{t-1}"), ("t", "t"), ("T", "T"))
        times = ("before the first timestep", "one timestep before", "at timestep t", "at the end")
        series = Series(
            *(
                self.symbol(f"{name}_{code}", f"{name}_{paper}", shape, f"{meaning} {time}")
                for (code, paper), time in zip(indices, times, strict=True)
            )
        )
        self.series_of[series] = meaning
        return series

    def word(self, series: Series) -> str:
        """What a series means, as part of a label."""
        return self.series_of[series].replace(" ", "-")

    def stack(
        self, name: str, latex: str, shape: str, meaning: str, code: str = "", paper: str = ""
    ) -> Stack:
        """A weight array of one block a gate, as the layout stacks it.

        ``shape`` is a block's; ``code`` and ``paper`` name a block, with {} for the gate.
        """
        stored = self.layout.arrays[name]
        *rows, last = shape.split()
        stacked = f"{len(stored.gates)}*{last}" if len(stored.gates) > 1 else last
        sizes = [stacked, *rows] if stored.transposed else [*rows, stacked]
        whole = self.symbol(name, latex, " ".join(sizes), meaning)
        blocks = {
            gate: self.symbol(
                (code or latex + "_{}").format(gate),
                (paper or latex + "_{}").format(gate),
                shape,
                f"{meaning}, block {gate}",
            )
            for gate in stored.gates
        }
        self.stacks[whole] = Stack(whole, stored.transposed, blocks)
        return self.stacks[whole]

    def function(self, name: str, latex: str, default: str, meaning: str) -> type[sp.Function]:
        """A function symbol that the caller may choose."""
        self._new_name(name)
        self.functions[name] = FunctionSymbol(name, latex, default, meaning)
        return sp.Function(name)

    def number(self, name: str, latex: str, default: float, meaning: str) -> sp.Symbol:
        """A number that the caller may change."""
        symbol = self.symbol(name, latex, "", meaning)
        self.option(name, meaning, default, gives=(symbol,))
        return symbol

    def option(
        self,
        name: str,
        meaning: str,
        default: object = None,
        choices: Mapping[object, str] | None = None,
        *,
        gives: tuple[sp.Symbol, ...] = (),
    ) -> Option:
        """Something the caller decides; see `Option`."""
        if gives and default is None:
            choices = {False: "absent", True: "given"}
        self.options[name] = Option(name, meaning, default, choices or {}, gives)
        return self.options[name]

    def when(self, **values: object) -> dict[str, object]:
        """The options under which an equation holds; raises ValueError for an unknown one."""
        for name, value in values.items():
            for one in value if isinstance(value, tuple) else (value,):
                if name not in self.options or one not in self.options[name].choices:
                    raise ValueError(f"there is no option {name}={one!r}")
        return values

    def copy(self) -> "Notation":
        """The same symbols, to which more may be added without changing this one."""
        other = Notation(self.layout)
        for name, held in vars(self).items():
            setattr(other, name, dict(held) if isinstance(held, dict) else held)
        return other

    def __getitem__(self, symbol: sp.Symbol) -> Quantity:
        if symbol not in self.quantities:
            raise ValueError(f"{symbol} is not in the notation: declare it with symbol()")
        return self.quantities[symbol]

    def _new_name(self, name: str) -> None:
        if not name.isidentifier() or keyword.iskeyword(name):
            raise ValueError(f"symbol name {name!r} is not a Python identifier")
        if name in self.functions or any(q.name == name for q in self.quantities.values()):
            raise ValueError(f"symbol name {name!r} is declared twice")
