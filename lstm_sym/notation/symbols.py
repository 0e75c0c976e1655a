"""Symbols: a name in code, a name on paper, a shape in named dimensions, a meaning."""

import re
from collections.abc import Mapping

import sympy as sp

from lstm_sym.layouts import Layout
from lstm_sym.notation.names import SPECIAL, check_latex, check_name, check_shape, check_text
from lstm_sym.notation.places import StatementError
from lstm_sym.notation.quantities import FunctionSymbol, Option, Quantity, Series, Stack


class Notation:
    """The symbols of one formulation, in the order in which a paper would list them.

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
        """A new symbol; raises ValueError unless names, shape and meaning can be printed."""
        sizes = tuple(shape.split())
        self._new_name("symbol", name)
        check_shape("symbol", name, sizes)
        check_latex(f"the name of {name!r} on paper", latex)
        check_text(f"the meaning of symbol {name!r}", meaning)
        symbol = sp.Symbol(name, real=True)
        self.quantities[symbol] = Quantity(symbol, latex, sizes, meaning)
        return symbol

    def series(self, name: str, shape: str, meaning: str) -> Series:
        """Four symbols of one quantity: at time 0, t - 1, t and T."""
        check_text(f"the meaning of series {name!r}", meaning)
        indices = (("0", "0"), ("tm1", "{t-1}"), ("t", "t"), ("T", "T"))
        times = ("before the first timestep", "one timestep before", "at timestep t", "at the end")
        # TeX takes one index at a sign: a name with one of its own is a word.
        word = name.replace("_", r"\_")
        letter = name if len(name) == 1 else rf"\mathrm{{{word}}}"
        series = Series(
            *(
                self.symbol(f"{name}_{code}", f"{letter}_{paper}", shape, f"{meaning} {time}")
                for (code, paper), time in zip(indices, times, strict=True)
            )
        )
        self.series_of[series] = meaning
        return series

    def word(self, series: Series) -> str:
        """What a series means, as part of a label: words with - between them, each series' own."""
        words = {s: re.sub(r"[^\w]+", "-", said).strip("-") for s, said in self.series_of.items()}
        name = series.now.name.removesuffix("_t").replace("_", "-")
        if not words[series]:
            return name
        alone = list(words.values()).count(words[series]) == 1
        return words[series] if alone else f"{words[series]}-{name}"

    def stack(
        self, name: str, latex: str, shape: str, meaning: str, code: str = "", paper: str = ""
    ) -> Stack:
        """A weight array with one block for each gate, as the layout stacks it.

        ``shape`` is a block's; ``code`` and ``paper`` name a block, with {} for the gate. Raises
        ValueError for an array that the layout does not have.
        """
        stored = self.layout.arrays.get(name)
        if stored is None or not stored.gates:
            known = ", ".join(array for array, blocks in self.layout.arrays.items() if blocks.gates)
            raise StatementError(f"the layout has no array {name!r} of gates; it has {known}")
        *rows, last = shape.split() or [""]
        stacked = f"{len(stored.gates)}*{last}" if len(stored.gates) > 1 else last
        sizes = [stacked, *rows] if stored.transposed else [*rows, stacked]
        whole = self.symbol(name, latex, " ".join(sizes), meaning)
        code = code or (latex if latex.isidentifier() else name) + "_{}"
        paper = paper or latex.replace("{", "{{").replace("}", "}}") + "_{}"
        blocks = {
            gate: self.symbol(
                _of_gate("code", code, gate),
                _of_gate("paper", paper, gate),
                shape,
                f"{meaning}, block {gate}",
            )
            for gate in stored.gates
        }
        self.stacks[whole] = Stack(whole, stored.transposed, blocks)
        return self.stacks[whole]

    def function(self, name: str, latex: str, default: str, meaning: str) -> type[sp.Function]:
        """A function symbol that the caller may choose."""
        self._new_name("function", name)
        check_latex(f"the name of {name!r} on paper", latex)
        check_text(f"the meaning of function {name!r}", meaning)
        self.functions[name] = FunctionSymbol(name, latex, default, meaning)
        return sp.Function(name)

    def number(self, name: str, latex: str, default: float, meaning: str) -> sp.Symbol:
        """A number that the caller may change."""
        try:
            is_number = float(default) == default
        except (TypeError, ValueError, OverflowError):
            is_number = False
        if not is_number or isinstance(default, bool):
            raise StatementError(f"the default of {name!r} is {default!r}, expected a number")
        symbol = self.symbol(name, latex, "", meaning)
        self.option(name, meaning, float(default), gives=(symbol,))
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
        """Something the caller decides; see `Option`.

        Raises ValueError for values that are neither flags nor texts, and for an unknown default.
        """
        # An option that gives one array may have the array's name.
        if name not in {symbol.name for symbol in gives}:
            self._new_name("option", name)
        check_text(f"the meaning of option {name!r}", meaning)
        if not gives:
            self._check_choices(name, default, choices or {})
        elif default is None:
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

    def _new_name(self, kind: str, name: str) -> None:
        check_name(f"{kind} name", name)
        if kind != "symbol" and name in SPECIAL:
            raise StatementError(f"{kind} name {name!r} is a quantity over time: take another name")
        declared = [q for q in self.quantities.values() if q.name == name]
        for other in (*declared, self.functions.get(name), self.options.get(name)):
            if other is not None:
                raise StatementError(
                    f"{kind} name {name!r} is declared twice, first in line {other.place.line}: "
                    "take another name for one of the two"
                )

    @staticmethod
    def _check_choices(name: str, default: object, choices: Mapping[object, str]) -> None:
        kinds = {str if isinstance(value, str) else type(value) for value in choices}
        if len(kinds) != 1 or not kinds <= {str, bool} or default not in choices:
            raise StatementError(
                f"option {name!r} has the values {list(choices)} and the default {default!r}, "
                "expected True and False, or texts, and one of them as the default"
            )
        for value, said in choices.items():
            check_text(f"what option {name!r} means by {value!r}", said)
            check_text(f"a value of option {name!r}", str(value))


def _of_gate(what: str, template: str, gate: str) -> str:
    """The name of a gate's block."""
    try:
        name = template.format(gate)
    except (LookupError, ValueError):
        name = template
    if name == template:
        raise StatementError(
            f"{what} is {template!r}, expected {{}} where the gate is, and {{{{ and }}}} for "
            "each brace"
        )
    return name
