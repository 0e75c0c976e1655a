"""SymPy expression to NumPy source text."""

import re
from collections.abc import Callable, Iterable, Mapping

import sympy as sp

from lstm_sym.notation.signs import MOST_DIGITS, decimal
from lstm_sym.notation.words import EIGHT_BITS, outer, vecmat, width
from lstm_sym.targets.printer import ATOM, PRODUCT, SIGN, Printer

# Words of the equations that are one call in NumPy.
CALLS = {
    "where": "np.where",
    "maximum": "np.maximum",
    "minimum": "np.minimum",
    "clip": "np.clip",
    "absolute": "np.abs",
    "sign": "np.sign",
    "round": "np.rint",
    "expm1": "np.expm1",
    "logaddexp": "np.logaddexp",
    "hypot": "np.hypot",
    "exp": "np.exp",
    "log": "np.log",
    "tanh": "np.tanh",
    "erfc": "erfc",
    "convolve": "convolve",
    "bfloat16": "bfloat16",
    "block_diagonal": "block_diagonal",
}
# Of a constant these are in Python itself.
MATH = ("exp", "log", "sqrt", "tanh")


class NumpyPrinter(Printer):
    """``functions`` are the names in code; ``numbers`` are the symbols that are not arrays.

    ``element`` makes an element of an array of a number, in the arrays' float type.
    """

    language = "NumPy"
    words = CALLS

    def __init__(
        self, functions: Mapping[str, str], numbers: Iterable[str] = (), element: str = ""
    ):
        super().__init__()
        self.functions = functions
        self.numbers = set(numbers)
        self.element = element
        self.units = -1  # the axis that the units are along
        #: The dimension that says how wide an array is, where it is no array that is at hand.
        self.dimension: Callable[[sp.Expr], str] | None = None

    def root(self, base: sp.Expr) -> str:
        return self.of_numbers("np.sqrt", (base,))

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        if not exponent.is_Integer:
            self.emptyPrinter(base**exponent)
        if base.is_Integer:  # as a float, for which nothing is too large
            text = f"{float(base)!r}"
            return f"{text if base >= 0 else f'({text})'} ** {exponent}"
        # Spaced as the formatter would: x**2, but (x + 1) ** 2.
        simple = base.is_Symbol
        return f"{self.bracket(base, ATOM)}{'**' if simple else ' ** '}{exponent}"

    def _print_Mul(self, expr: sp.Mul) -> str:
        # As the formatter has it: -(x**2).
        return re.sub(r"^-(\w+\*\*\d+)", r"-(\1)", super()._print_Mul(expr))

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return expr.name

    def _print_Rational(self, expr: sp.Rational) -> str:
        digits = decimal(expr)
        if digits is None:
            return f"{expr.p} / {expr.q}"
        # Digits that no float holds are left out, and no integer is too large for NumPy.
        return digits if len(digits) < MOST_DIGITS else repr(expr.p / expr.q)

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return "math.pi"

    def _print_Exp1(self, _expr: sp.Basic) -> str:
        return "math.e"

    def _print_where(self, expr: sp.Function) -> str:
        condition, value, otherwise = expr.args
        if self.element and self.is_number(value, otherwise) and not self.is_number(condition):
            text = f"{self.element}({self.print(value)})"
            return f"np.where({self.print(condition)}, {text}, {self.print(otherwise)})"
        return self._print_Function(expr)

    def applied(self, word: str, *args: sp.Basic) -> str:
        return self.of_numbers(word, args)

    def is_number(self, *exprs: sp.Basic) -> bool:
        """Whether all of the expressions are numbers, with the values of the caller's numbers."""
        return all(map(self._is_number, exprs))

    def _is_number(self, expr: sp.Basic) -> bool:
        if isinstance(expr, sp.Symbol):
            return expr.name in self.numbers
        return isinstance(expr, width) or self.is_number(*expr.args)

    def of_numbers(self, function: str, args: tuple[sp.Basic, ...]) -> str:
        """A call; of numbers alone it gives a Python float, which leaves float32 what it is."""
        text = ", ".join(self.print(arg) for arg in args)
        if not self.is_number(*args):
            return f"{function}({text})"
        name = function.removeprefix("np.")
        # The parameters of an activation were checked; of another number there may be no root.
        chosen = any(s.name in self.numbers for arg in args for s in arg.free_symbols)
        if name in MATH and not (self.element and chosen):
            return f"math.{name}({text})"
        if function == name:  # it takes arrays
            text = f"np.float64({text})"
        return f"float({function}({text}))"

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        return f"{self.bracket(vector, PRODUCT)} @ {self.bracket(matrix, SIGN)}"

    def _print_saturate(self, expr: sp.Function) -> str:
        return f"np.clip({self.print(expr.args[0])}, {-EIGHT_BITS}, {EIGHT_BITS})"

    def _print_highest(self, expr: sp.Function) -> str:
        return f"np.max({self.print(expr.args[0])}, initial=0)"

    def _print_lowest(self, expr: sp.Function) -> str:
        return f"np.min({self.print(expr.args[0])}, initial=0)"

    def _print_largest(self, expr: sp.Function) -> str:
        size = f"np.abs({self.print(expr.args[0])})"
        return f"np.max({size}, axis=-1, keepdims=True, initial=0)"

    def _print_largest_in_columns(self, expr: sp.Function) -> str:
        return f"np.max(np.abs({self.print(expr.args[0])}), axis=0, initial=0)"

    def _print_mean(self, expr: sp.Function) -> str:
        return f"np.mean({self.print(expr.args[0])}, axis={self.units}, keepdims=True)"

    def level(self, expr: sp.Basic) -> int:
        return ATOM if isinstance(expr, outer | vecmat) else super().level(expr)

    def _print_row(self, expr: sp.Function) -> str:
        return f"np.expand_dims({self.print(expr.args[0])}, -2)"

    def _print_outer(self, expr: sp.Function) -> str:
        one, other = map(self.print, expr.args)
        return f'np.einsum("...i,...j->...ij", {one}, {other})'

    def _print_vecmat(self, expr: sp.Function) -> str:
        vector, matrix = map(self.print, expr.args)
        return f'np.einsum("...i,...ij->...j", {vector}, {matrix})'

    def _print_over_units(self, expr: sp.Function) -> str:
        return f"np.sum({self.print(expr.args[0])}, axis={self.units}, keepdims=True)"

    def _print_width(self, expr: sp.Function) -> str:
        if self.dimension is not None:
            return f'sizes["{self.dimension(expr.args[0])}"]'
        return f"{self.bracket(expr.args[0], ATOM)}.shape[{self.units}]"

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
