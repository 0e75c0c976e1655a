"""The printer of a stage's equations in C: symbols by their names, words of other numbers."""

from collections.abc import Callable, Mapping

import sympy as sp

from lstm_sym.notation.words import width
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.printer import CPrinter


class CellSymbols(CPrinter):
    """Symbols by the names that they have in C; ``others`` prints words of other numbers."""

    def __init__(
        self,
        functions: Mapping[str, str],
        others: Callable[..., str],
        number_of: Callable[[sp.Symbol], str],
    ) -> None:
        super().__init__(functions, suffix="_f32")
        self.others, self.number_of = others, number_of

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return free(expr.name)

    def _print_of_others(self, expr: sp.Function) -> str:
        return self.others(type(expr).__name__, *expr.args)

    _print_mean = _print_over_units = _print_of_others
    _print_outer = _print_vecmat = _print_row = _print_of_others

    def _print_width(self, expr: width) -> str:
        return self.number_of(*expr.args)
