"""What all printers share: the author's order, brackets that keep the grouping, and refusal.

Terms are printed in the order of ``args``, which is the order in which they were written; SymPy's
own printers sort them. A later argument of equal precedence is bracketed, because in floating point
a + (b + c) is not (a + b) + c.
"""

from collections.abc import Mapping

import sympy as sp
from sympy.printing.printer import Printer as Dispatcher

from lstm_sym.notation.signs import HALF, decimal, fraction, is_dot, negated

SUM, PRODUCT, SIGN, POWER, ATOM = range(5)


class NoWordError(TypeError):
    """The expression holds a node that the language has no word for."""


class Printer(Dispatcher):
    """Dispatches on the node's class; subclasses say what sums, products and words look like.

    ``words`` are what the vocabulary is called, ``functions`` what the caller's functions are.
    """

    language = "this language"
    words: Mapping[str, str] = {}
    functions: Mapping[str, str] = {}
    relations: Mapping[str, str] = {sign: sign for sign in (">", "<", ">=", "<=")}
    one = "1"
    brackets = ("(", ")")
    fractions_in_line = True
    plus, minus, negative = " + ", " - ", "-"

    def print(self, expr: sp.Basic) -> str:
        """The expression as text; raises `NoWordError` for a node without a word."""
        return self._print(expr)

    def emptyPrinter(self, expr: object) -> str:
        raise NoWordError(f"{self.language} has no word for {type(expr).__name__}: {expr}")

    def bracket(self, expr: sp.Basic, level: int) -> str:
        """The expression, in brackets if it binds less tightly than ``level``."""
        text = self.print(expr)
        return self.brackets[0] + text + self.brackets[1] if self.level(expr) < level else text

    def level(self, expr: sp.Basic) -> int:
        """How tightly the expression binds; atoms and function calls bind most."""
        if isinstance(expr, sp.Add):
            return SUM
        if isinstance(expr, sp.Rational) and decimal(expr) is None and self.fractions_in_line:
            return PRODUCT
        if negated(expr) is not None:
            return SIGN if expr.is_number else SUM
        # dot(x, W) is written as a product: x W on paper, x @ W in NumPy; so is W * x on paper.
        if isinstance(expr, sp.Mul) or fraction(expr)[1] is not None or is_dot(expr):
            return PRODUCT
        return POWER if isinstance(expr, sp.Pow) else ATOM

    def _print_Add(self, expr: sp.Add) -> str:
        first, *rest = expr.args
        text = self.bracket(first, SUM)
        for term in rest:
            positive = negated(term)
            sign, shown = (self.plus, term) if positive is None else (self.minus, positive)
            text += sign + self.bracket(shown, SUM + 1)
        return text

    def _print_Mul(self, expr: sp.Mul) -> str:
        positive = negated(expr)
        if positive is not None:
            return self.negative + self.bracket(positive, PRODUCT)
        above, below = fraction(expr)
        return self.product(above) if below is None else self.ratio(above, below)

    def _print_Pow(self, expr: sp.Pow) -> str:
        _, below = fraction(expr)
        if below is not None:
            return self.ratio((sp.Integer(1),), below)
        base, exponent = expr.args
        return self.root(base) if exponent == HALF else self.power(base, exponent)

    def _print_Relational(self, expr: sp.Basic) -> str:
        left, right = (self.bracket(side, SUM) for side in expr.args)
        sign = self.relations.get(expr.rel_op) or self.emptyPrinter(expr)
        return f"{left} {sign} {right}"

    def _print_Function(self, expr: sp.Function) -> str:
        return self.applied(self.word(self.words, expr), *expr.args)

    def _print_AppliedUndef(self, expr: sp.Function) -> str:
        return self.applied(self.word(self.functions, expr), *expr.args)

    def word(self, names: Mapping[str, str], expr: sp.Function) -> str:
        """What a function is called; raises `NoWordError` where it is not among the names."""
        name = type(expr).__name__
        return names[name] if name in names else self.emptyPrinter(expr)

    def applied(self, word: str, *args: sp.Basic) -> str:
        """A function of arguments."""
        return f"{word}({', '.join(map(self.print, args))})"

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        first, *rest = factors
        return " * ".join([self.bracket(first, PRODUCT), *(self.bracket(f, SIGN) for f in rest)])

    def ratio(self, above: tuple[sp.Expr, ...], below: sp.Expr) -> str:
        return f"{self.product(above) if above else self.one} / {self.bracket(below, SIGN)}"

    def root(self, base: sp.Expr) -> str:
        raise NotImplementedError

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        raise NotImplementedError
