"""SymPy expression to one line of plain text, for terminals and docstrings."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import sympy as sp

from lstm_sym.notation.signs import halvings, on_paper
from lstm_sym.notation.words import outer
from lstm_sym.targets.paper.greek import GREEK
from lstm_sym.targets.printer import ATOM, PRODUCT, SIGN, SUM, Printer

FUNCTIONS = {"maximum": "max", "minimum": "min", "block_diagonal": "diag"} | {
    name: name
    for name in (
        *("log", "tanh", "erf", "sign", "clip", "exp", "mean"),
        *("round", "saturate", "bfloat16", "highest", "lowest"),
    )
}


class UnicodePrinter(Printer):
    """Arguments as those of the LaTeX printer, with plain text for names."""

    language = "plain text"
    words = FUNCTIONS
    relations: Mapping[str, str] = {">": ">", "<": "<", ">=": "≥", "<=": "≤"}

    def __init__(
        self,
        symbols: Mapping[str, str],
        functions: Mapping[str, str],
        is_array: Callable[[sp.Basic], bool] = lambda expr: False,
    ):
        super().__init__()
        self.symbols = symbols
        self.functions = functions
        self.is_array = is_array

    def level(self, expr: sp.Basic) -> int:
        """A choice binds least: in a sum it is bracketed."""
        return SUM - 1 if type(expr).__name__ == "where" else super().level(expr)

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        first, *rest = factors
        text = self.bracket(first, PRODUCT)
        for before, factor in zip(factors, rest, strict=False):
            sign = " ⊙ " if self.is_array(before) and self.is_array(factor) else " "
            text += sign + self.bracket(factor, SIGN)
        return text

    def root(self, base: sp.Expr) -> str:
        return f"√({self.print(base)})"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        return f"{self.bracket(base, ATOM)}^{exponent}"

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return self.symbols[expr.name]

    def _print_Rational(self, expr: sp.Rational) -> str:
        if exponent := halvings(expr):
            return f"2^-{exponent}"
        return on_paper(expr) or f"{expr.p}/{expr.q}"

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return "π"

    def _print_Exp1(self, _expr: sp.Basic) -> str:
        return "e"

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        # (r h) U, in brackets: r h U would as well be r (h U), which is another number.
        return f"{self.bracket(vector, SIGN)} {self.bracket(matrix, SIGN)}"

    def _print_convolve(self, expr: sp.Function) -> str:
        kernel, image = expr.args
        return f"{self.bracket(kernel, SIGN)} * {self.bracket(image, SIGN)}"

    def _print_at(self, expr: sp.Function) -> str:
        return f"{self.print(expr.args[0])}[{self.print(expr.args[1])}]"

    def _print_over_time(self, expr: sp.Function) -> str:
        series = self.print(expr.args[0]).removesuffix("_t")
        return f"({series}_1, …, {series}_T)"

    def _print_concat(self, expr: sp.Function) -> str:
        return f"[{', '.join(self.print(arg) for arg in expr.args)}]"

    def _print_where(self, expr: sp.Function) -> str:
        condition, value, otherwise = (self.print(arg) for arg in expr.args)
        return f"{value} if {condition}, else {otherwise}"

    def _print_absolute(self, expr: sp.Function) -> str:
        return f"|{self.print(expr.args[0])}|"

    def _print_Tuple(self, expr: sp.Tuple) -> str:
        text = ", ".join(self.print(arg) for arg in expr)
        return f"({text})" if len(expr) > 1 else text

    def _print_largest(self, expr: sp.Function) -> str:
        return f"max |{self.print(expr.args[0])}|"

    def _print_largest_in_columns(self, expr: sp.Function) -> str:
        return f"max of columns |{self.print(expr.args[0])}|"

    def _print_transposed(self, expr: sp.Function) -> str:
        text = self.bracket(expr.args[0], ATOM)
        return text.removesuffix("ᵀ") if text.endswith("ᵀ") else f"{text}ᵀ"

    def _print_outer(self, expr: sp.Function) -> str:
        one, other = expr.args
        return f"{self.bracket(one, SIGN)} ⊗ {self.bracket(other, SIGN)}"

    def _print_row(self, expr: sp.Function) -> str:
        return self.print(expr.args[0])  # numbers of a row serve all others, as on paper

    def _print_vecmat(self, expr: sp.Function) -> str:
        return self._print_dot(expr)

    def _print_over_examples(self, expr: sp.Function) -> str:
        if isinstance(expr.args[0], outer):  # of all examples together a product of matrices
            one, other = expr.args[0].args
            return f"{self.bracket(one, ATOM)}ᵀ {self.bracket(other, SIGN)}"
        return f"1ᵀ {self.bracket(expr.args[0], PRODUCT + 1)}"

    def _print_diagonal_blocks(self, expr: sp.Function) -> str:
        return f"diag⁻¹({self.print(expr.args[0])})"

    def _print_over_units(self, expr: sp.Function) -> str:
        return f"sum({self.print(expr.args[0])})"

    def _print_over_rows(self, expr: sp.Function) -> str:
        return f"sum of rows({self.print(expr.args[0])})"

    def _print_width(self, expr: sp.Function) -> str:
        return f"dim({self.print(expr.args[0])})"

    def _print_prime(self, expr: sp.Function) -> str:
        (call,) = expr.args
        return f"{self.functions[type(call).__name__]}'({self.print(call.args[0])})"


@cache
def plain(latex: str) -> str:
    """The name on paper as plain text: ``c̃_t`` for ``\\tilde c_t``."""
    text = latex
    for name, letter in GREEK.items():
        text = text.replace(f"\\{name}", letter)
    text = re.sub(r"\\bar\{\\tilde (\w)\}", "\\1\u0303\u0304", text)
    text = re.sub(r"\\hat \\tilde (\w)", "\\1\u0303\u0302", text)
    text = re.sub(r"\\hat (\w)", "\\1\u0302", re.sub(r"\\bar\{(.*?)\}", "\\1\u0304", text))
    text = re.sub(r"\\tilde (\w)", "\\1\u0303", re.sub(r"\\bar (\w)", "\\1\u0304", text))
    text = re.sub(r"\^\{(\(.*?\))\}", r"^\1", text)
    text = text.replace(r"\_", "_").replace(r"^\top", "ᵀ")
    return re.sub(r"\\mathrm\{(\w+)\}", r"\1", text)
