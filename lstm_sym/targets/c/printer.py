"""SymPy expression to C: the same text for one number and for a register of numbers.

Every word is a function with the suffix of its type; only sums, products and comparisons are
C's own signs.
"""

from collections.abc import Mapping

import sympy as sp

from lstm_sym.notation.words import sign, where
from lstm_sym.targets.printer import ATOM, PRODUCT, SIGN, NoWordError, Printer

WORDS = (
    *("where", "maximum", "minimum", "clip", "absolute", "expm1", "logaddexp", "hypot", "exp"),
    *("log", "tanh", "erfc", "round", "saturate"),
)


class CPrinter(Printer):
    """``functions`` are the names in code."""

    language = "C"
    one = "1.0f"

    def __init__(self, functions: Mapping[str, str], suffix: str = ""):
        super().__init__()
        self.functions = functions
        self.suffix = suffix
        self.words = {name: f"{name}{suffix}" for name in WORDS}

    def print(self, expr: sp.Basic) -> str:
        return literal(expr) if is_computed(expr) else self._print(expr)

    def argument(self, expr: sp.Basic) -> str:
        """A function's argument: registers, and so a number in all of one."""
        if expr.is_number:
            return f"all{self.suffix}({self.print(expr)})"
        return self.print(expr)

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

    def _print_sign(self, expr: sign) -> str:
        (x,) = expr.args
        with sp.evaluate(False):
            return self.print(where(x > 0, sp.Integer(1), where(x < 0, sp.Integer(-1), x)))

    def applied(self, word: str, *args: sp.Basic) -> str:
        """``word(arguments)``; a word that ends with a comma already has its first argument."""
        arguments = ", ".join(map(self.argument, args))
        return f"{word} {arguments})" if word.endswith(",") else f"{word}({arguments})"


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
