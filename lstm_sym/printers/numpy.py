"""SymPy expression to NumPy source text."""

from collections.abc import Iterable, Mapping

import sympy as sp

from lstm_sym.printers.base import ATOM, PRODUCT, SIGN, SUM, Printer, decimal

# Words of the equations that are one call in NumPy.
CALLS = {
    "where": "np.where",
    "maximum": "np.maximum",
    "minimum": "np.minimum",
    "clip": "np.clip",
    "absolute": "np.abs",
    "sign": "np.sign",
    "expm1": "np.expm1",
    "logaddexp": "np.logaddexp",
    "hypot": "np.hypot",
    "exp": "np.exp",
    "log": "np.log",
    "tanh": "np.tanh",
    "erfc": "erfc",
    "convolve": "convolve",
}


class NumpyPrinter(Printer):
    """``functions`` are the names in code; ``numbers`` are the symbols that are no arrays."""

    language = "NumPy"

    def __init__(self, functions: Mapping[str, str], numbers: Iterable[str] = ()):
        super().__init__()
        self.functions = functions
        self.numbers = set(numbers)

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        first, *rest = factors
        return " * ".join([self.bracket(first, PRODUCT), *(self.bracket(f, SIGN) for f in rest)])

    def ratio(self, above: tuple[sp.Expr, ...], below: sp.Expr) -> str:
        return f"{self.product(above) if above else '1'} / {self.bracket(below, SIGN)}"

    def root(self, base: sp.Expr) -> str:
        # A number stays a Python float: a NumPy one would turn float32 into float64.
        number = {symbol.name for symbol in base.free_symbols} <= self.numbers
        return f"{'math' if number else 'np'}.sqrt({self.print(base)})"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if not exponent.is_Integer or exponent < 2:
            self.emptyPrinter(base**exponent)
        # Spaced as the formatter would: x**2, but (x + 1) ** 2.
        simple = base.is_Symbol
        return f"{self.bracket(base, ATOM)}{'**' if simple else ' ** '}{exponent}"

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return expr.name

    def _print_Rational(self, expr: sp.Rational) -> str:
        digits = decimal(expr)
        if digits is None:
            return f"{expr.p} / {expr.q}"
        # Digits that no float holds are left out.
        return digits if len(digits) < 18 else repr(expr.p / expr.q)

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return "math.pi"

    def _print_Relational(self, expr: sp.Basic) -> str:
        left, right = expr.args
        return f"{self.bracket(left, SUM)} {expr.rel_op} {self.bracket(right, SUM)}"

    def _print_Function(self, expr: sp.Function) -> str:
        return self.call(CALLS, expr)

    def _print_AppliedUndef(self, expr: sp.Function) -> str:
        return self.call(self.functions, expr)

    def call(self, names: Mapping[str, str], expr: sp.Function) -> str:
        name = type(expr).__name__
        if name not in names:
            self.emptyPrinter(expr)
        return f"{names[name]}({', '.join(self.print(arg) for arg in expr.args)})"

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        return f"{self.bracket(vector, PRODUCT)} @ {self.bracket(matrix, SIGN)}"

    def _print_concat(self, expr: sp.Function) -> str:
        return f"np.concatenate([{', '.join(self.print(arg) for arg in expr.args)}], axis=-1)"

    def _print_Tuple(self, expr: sp.Tuple) -> str:
        return ", ".join(self.print(arg) for arg in expr)


def index(expr: sp.Expr) -> str:
    """Python's index, from 0, of a timestep that is counted from 1 on paper."""
    with sp.evaluate(True):
        terms = sp.expand(expr.doit() - 1).as_coefficients_dict()
    text = ""
    for term, factor in sorted(terms.items(), key=lambda item: (-item[1], str(item[0]))):
        sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
        text += sign + (str(abs(factor)) if term == 1 else str(term))
    return text
