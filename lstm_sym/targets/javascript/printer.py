"""SymPy expression to JavaScript: the value of one unit, as the equations speak of one unit."""

from collections.abc import Iterable, Mapping

import sympy as sp

from lstm_sym.notation.signs import MOST_DIGITS, decimal, is_dot, negated
from lstm_sym.targets.printer import ATOM, SUM, Printer

# Words of the equations that are one call in JavaScript; Math's own are in the product by name.
CALLS = {
    "maximum": "max",
    "minimum": "min",
    "absolute": "abs",
    "clip": "clip",
    "logaddexp": "logaddexp",
} | {name: name for name in ("exp", "expm1", "hypot", "log", "sign", "tanh")}


class JavaScriptPrinter(Printer):
    """``functions`` are the names in code; ``vectors`` hold all units, of which u is the number.

    ``columns`` are the weights of that unit.
    """

    language = "JavaScript"
    words = CALLS

    def __init__(
        self,
        functions: Mapping[str, str],
        vectors: Iterable[str] = (),
        columns: Iterable[str] = (),
    ):
        super().__init__()
        self.functions = functions
        self.vectors = set(vectors)
        self.columns = set(columns)

    def level(self, expr: sp.Basic) -> int:
        if type(expr).__name__ == "where":
            return SUM - 1
        if is_dot(expr) or (isinstance(expr, sp.Pow) and expr.exp != -1):
            return ATOM  # they are calls here
        return SUM if negated(expr) is not None else super().level(expr)

    def root(self, base: sp.Expr) -> str:
        return f"sqrt({self.print(base)})"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        return f"pow({self.print(base)}, {self.print(exponent)})"

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return f"{expr.name}[u]" if expr.name in self.vectors else expr.name

    def _print_Rational(self, expr: sp.Rational) -> str:
        digits = decimal(expr)
        if digits is None:
            return f"{expr.p} / {expr.q}"
        # Digits that no double holds are left out.
        return digits if len(digits) < MOST_DIGITS else repr(expr.p / expr.q)

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return "PI"

    def _print_where(self, expr: sp.Function) -> str:
        condition, value, otherwise = expr.args
        return f"{self.print(condition)} ? {self.bracket(value, SUM)} : {self.print(otherwise)}"

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        # What the cell defines is known of one unit only, and a product needs all of them.
        if str(vector) not in self.vectors or str(matrix) not in self.columns:
            self.emptyPrinter(expr)
        return f"dot({vector}, {matrix})"
