"""SymPy expression to C: the same text for one number and for a register of numbers.

Every word is a function with the suffix of its type; only sums, products and comparisons are
C's own signs.
"""

from collections.abc import Mapping

import sympy as sp

from lstm_sym.notation.words import sign, where
from lstm_sym.targets.printer import ATOM, PRODUCT, SIGN, SUM, NoWordError, Printer

WORDS = (
    *("where", "maximum", "minimum", "clip", "absolute", "expm1", "logaddexp", "hypot", "exp"),
    *("log", "tanh", "erfc", "round", "saturate"),
)


class CPrinter(Printer):
    """``functions`` are the names in code."""

    language = "C"

    def __init__(self, functions: Mapping[str, str], suffix: str = ""):
        super().__init__()
        self.functions = functions
        self.suffix = suffix

    def print(self, expr: sp.Basic) -> str:
        return literal(expr) if is_computed(expr) else self._print(expr)

    def argument(self, expr: sp.Basic) -> str:
        """A function's argument: registers, and so a number in all of one."""
        if expr.is_number:
            return f"all{self.suffix}({self.print(expr)})"
        return self.print(expr)

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        first, *rest = factors
        return " * ".join([self.bracket(first, PRODUCT), *(self.bracket(f, SIGN) for f in rest)])

    def ratio(self, above: tuple[sp.Expr, ...], below: sp.Expr) -> str:
        return f"{self.product(above) if above else '1.0f'} / {self.bracket(below, SIGN)}"

    def root(self, base: sp.Expr) -> str:
        return f"sqrt{self.suffix}({self.argument(base)})"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        """A whole power by squares; of half of one, with the root."""
        if not isinstance(exponent, sp.Rational) or exponent.q > 2:
            return self.emptyPrinter(base**exponent)
        if exponent.p < 0:
            opposite = sp.Rational(-exponent.p, exponent.q)
            return self.ratio((), sp.Pow(base, opposite, evaluate=False))
        is_whole = exponent.q == 1
        factor = self.bracket(base, SIGN) if is_whole else self.root(base)
        text = self.argument(base) if is_whole else factor
        for digit in f"{exponent.p:b}"[1:]:
            text = f"square{self.suffix}({text})" + (f" * {factor}" if digit == "1" else "")
        return text

    def level(self, expr: sp.Basic) -> int:
        if isinstance(expr, sp.Pow) and not expr.is_number and _is_product(expr.exp):
            return PRODUCT
        if is_computed(expr):
            return ATOM
        return super().level(expr)

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return expr.name

    def _print_Rational(self, expr: sp.Rational) -> str:
        return literal(expr)

    def _print_Relational(self, expr: sp.Basic) -> str:
        left, right = expr.args
        return f"{self.bracket(left, SUM)} {expr.rel_op} {self.bracket(right, SUM)}"

    def _print_sign(self, expr: sign) -> str:
        (x,) = expr.args
        with sp.evaluate(False):
            return self.print(where(x > 0, sp.Integer(1), where(x < 0, sp.Integer(-1), x)))

    def _print_Function(self, expr: sp.Function) -> str:
        name = type(expr).__name__
        return self.call(f"{name}{self.suffix}" if name in WORDS else None, expr)

    def _print_AppliedUndef(self, expr: sp.Function) -> str:
        return self.call(self.functions.get(type(expr).__name__), expr)

    def call(self, name: str | None, expr: sp.Function) -> str:
        """``name(arguments)``; a name that ends with a comma already has its first argument."""
        if name is None:
            return self.emptyPrinter(expr)
        arguments = ", ".join(self.argument(arg) for arg in expr.args)
        return f"{name} {arguments})" if name.endswith(",") else f"{name}({arguments})"


def _is_product(exponent: sp.Expr) -> bool:
    """Whether a power is written with a sign of its own, and not as a function alone."""
    # Of Python's numbers, which SymPy computes with where it does not evaluate.
    p, q = int(exponent.p), int(exponent.q)
    return p < 0 or (p % 2 == 1 and (p, q) not in ((1, 1), (1, 2)))


def is_computed(expr: sp.Basic) -> bool:
    """Whether it is of numbers alone: computed here, to more digits than a double holds."""
    return expr.is_number and not isinstance(expr, sp.Rational)


def literal(number: sp.Expr) -> str:
    """A number as C writes a float; every digit that a double holds."""
    try:
        value = float(sp.N(number, 30))
    except (TypeError, OverflowError):
        raise NoWordError(f"C has no number {number}") from None
    return f"{value!r}f"
