"""Equations to Python statements: one line an equation, with its label, under its options."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import When
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Option
from lstm_sym.notation.words import at, over_time, where
from lstm_sym.targets.numpy.printer import NumpyPrinter, index
from lstm_sym.targets.numpy.python import literal
from lstm_sym.targets.printer import SIGN

# What an equation may call of one argument alone.
CALLABLE = [a.name for a in ACTIVATIONS if all(p.default is not None for p in a.parameters)]
Line = str
INDENT = "    "


class Statements:
    """Prints the equations of one formulation; ``chosen`` renames functions that were chosen."""

    def __init__(self, formulation: Formulation, chosen: Mapping[str, str] | None = None):
        notation = formulation.notation
        self.notation = notation
        named = {name: name for name in (*notation.functions, *CALLABLE)}
        numbers = [q.name for q in notation.quantities.values() if not q.shape]
        self.printer = NumpyPrinter(named | dict(chosen or {}), numbers, "sizes.dtype.type")
        # After the loop the quantity at T is the one of the last timestep.
        self.at_the_end = {series.last: series.now for series in notation.series_of}

    def block(
        self,
        equations: Iterable[Equation],
        line: Callable[[Equation], str] | None = None,
        known: tuple[str, ...] = (),
    ) -> Iterator[Line]:
        """The equations in order; neighbours under the same option share one ``if``."""
        line = line or self.line
        pending = list(equations)
        while pending:
            option = self._first_option(pending[0].when, known)
            if option is None:
                yield line(pending.pop(0))
                continue
            group = list(self._neighbours(pending, option, known))
            del pending[: len(group)]
            yield from self._branches(option, group, line, known)

    def line(self, equation: Equation) -> str:
        """``left = right  # label``; the label alone where the cell's own equations follow."""
        if equation.left == equation.right:
            return f"# {equation.label}"
        return f"{self.printer.print(equation.left)} = {self._value(equation)}  # {equation.label}"

    def entry(self, equation: Equation) -> str:
        """The entry at timestep t of a sequence that an equation defines as a whole."""
        left, right = self.printer.print(equation.left), self.printer.print(equation.right.args[0])
        return f"{left}[:, t - 1] = {right}  # {equation.label}"

    def zeros(self, symbol: sp.Symbol, maker: str = "zeros") -> str:
        sizes = " ".join(self.notation[symbol].shape).replace("?", "")
        return f'sizes.{maker}("{sizes}")'

    def _value(self, equation: Equation) -> str:
        left, right = equation.left, equation.right.xreplace(self.at_the_end)
        if right in (0, 1):
            return self.zeros(left, "zeros" if right == 0 else "ones")
        if isinstance(right, at):
            new_axis = ", np.newaxis" if self.notation[left].shape[-1] == "1" else ""
            sequence, time = right.args
            return f"{self.printer.print(sequence)}[:, {index(time)}{new_axis}]"
        if isinstance(right, where) and isinstance(right.args[1], sp.Tuple):
            condition, values, others = right.args
            pairs = zip(values, others, strict=True)
            return ", ".join(self.printer.print(where(condition, *pair)) for pair in pairs)
        is_array = isinstance(left, sp.Symbol) and self.notation[left].shape
        if is_array and self.printer.is_number(right):
            return f"{self.zeros(left)} + {self.printer.bracket(right, SIGN)}"
        return self.printer.print(right)

    def _first_option(self, when: When, known: tuple[str, ...]) -> Option | None:
        names = [name for name in when if name not in known]
        return self.notation.options[names[0]] if names else None

    def _neighbours(
        self, equations: list[Equation], option: Option, known: tuple[str, ...]
    ) -> Iterator[Equation]:
        values: list[object] = []
        for equation in equations:
            if self._first_option(equation.when, known) != option:
                return
            value = equation.when[option.name]
            # One chain of if and elif holds only what excludes each other.
            if value not in values and any(_overlap(value, other) for other in values):
                return
            values.append(value)
            yield equation

    def _branches(
        self,
        option: Option,
        group: list[Equation],
        line: Callable[[Equation], str],
        known: tuple[str, ...],
    ) -> Iterator[Line]:
        bodies = {}
        for value in dict.fromkeys(e.when[option.name] for e in group):
            chosen = [e for e in group if e.when[option.name] == value]
            bodies[value] = list(self.block(chosen, line, (*known, option.name)))
        # The positive branch of a flag first, and a plain else where nothing else remains.
        order = sorted(bodies, key=lambda value: value is not True)
        covered = sum(len(value) if isinstance(value, tuple) else 1 for value in order)
        for place, value in enumerate(order):
            is_last = place > 0 and covered == len(option.choices) and place == len(order) - 1
            keyword = "else" if is_last else f"{'elif' if place else 'if'} {test(option, value)}"
            plain = isinstance(value, str) and value.isidentifier()
            comment = f"  # {value}" if is_last and plain else ""
            yield f"{keyword}:{comment}"
            yield from (INDENT + text for text in bodies[value])


def _overlap(one: object, other: object) -> bool:
    sets = [set(value) if isinstance(value, tuple) else {value} for value in (one, other)]
    return not sets[0].isdisjoint(sets[1])


def test(option: Option, value: object) -> str:
    """The option's value as a condition in Python."""
    if option.gives:
        return f"{option.name} is {'not ' if value else ''}None"
    if isinstance(value, bool):
        return option.name if value else f"not {option.name}"
    if isinstance(value, tuple):
        return f"{option.name} in ({', '.join(map(literal, value))})"
    return f"{option.name} == {literal(value)}"


def sequences_as_a_whole(equations: Iterable[Equation]) -> list[Equation]:
    """The equations that define a sequence by its entries, as (h_1, ..., h_T)."""
    return [e for e in equations if isinstance(e.right, over_time)]
