"""SymPy expression to LaTeX."""

import re
from collections.abc import Callable, Mapping

import sympy as sp

from lstm_sym.notation.signs import decimal, halvings, on_paper
from lstm_sym.notation.words import outer
from lstm_sym.targets.printer import ATOM, PRODUCT, SIGN, Printer

FUNCTIONS = {
    "log": r"\log",
    "tanh": r"\tanh",
    "erf": r"\mathrm{erf}",
    "sign": r"\mathrm{sign}",
    "maximum": r"\max",
    "minimum": r"\min",
    "block_diagonal": r"\mathrm{diag}",
    "mean": r"\mathrm{mean}",
    "round": r"\mathrm{round}",
    "saturate": r"\mathrm{saturate}",
    "bfloat16": r"\mathrm{bfloat16}",
    "highest": r"\mathrm{highest}",
    "lowest": r"\mathrm{lowest}",
}
WORD = re.compile(r"(\\class\{\w+\}\{)?\\mathrm\b")


class LatexPrinter(Printer):
    """``symbols`` and ``functions`` are the names on paper; ``is_array`` tells what has a shape."""

    language = "LaTeX"
    words = FUNCTIONS
    relations: Mapping[str, str] = {">": ">", "<": "<", ">=": r"\ge", "<=": r"\le"}
    fractions_in_line = False

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

    def bracket(self, expr: sp.Basic, level: int) -> str:
        return self.around(expr) if self.level(expr) < level else self.print(expr)

    def around(self, *exprs: sp.Basic) -> str:
        """The expressions in round brackets, which grow only around what is tall."""
        text = ", ".join(self.print(expr) for expr in exprs)
        tall = r"\frac" in text or r"\begin" in text
        return rf"\left( {text} \right)" if tall else f"({text})"

    def product(self, factors: tuple[sp.Expr, ...]) -> str:
        first, *rest = factors
        text = self.bracket(first, PRODUCT)
        for before, factor in zip(factors, rest, strict=False):
            # Two arrays are multiplied unit by unit, which paper says with a sign of its own.
            sign = r" \odot " if self.is_array(before) and self.is_array(factor) else " "
            said = self.bracket(factor, PRODUCT + 1)
            # TeX sets no space before a word in upright letters: x relu would be xrelu.
            text += sign + (r"\, " if sign == " " and WORD.match(said) else "") + said
        return text

    def ratio(self, above: tuple[sp.Expr, ...], below: sp.Expr) -> str:
        top = self.print(above[0]) if len(above) == 1 else self.product(above) if above else "1"
        return rf"\frac{{{top}}}{{{self.print(below)}}}"

    def root(self, base: sp.Expr) -> str:
        return rf"\sqrt{{{self.print(base)}}}"

    def power(self, base: sp.Expr, exponent: sp.Expr) -> str:
        # TeX takes one exponent at a sign, and a fraction's would be its numerator's.
        tall = isinstance(base, sp.Rational) and (decimal(base) is None or halvings(base))
        raised = isinstance(base, sp.exp) or {"^", "'"} & set(self.symbols.get(str(base), ""))
        text = self.around(base) if tall or raised else self.bracket(base, ATOM)
        return f"{text}^{{{self.print(exponent)}}}"

    def name(self, _code: str, latex: str) -> str:
        """What is on paper for a name in code."""
        return latex

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return self.name(expr.name, self.symbols[expr.name])

    def _print_Rational(self, expr: sp.Rational) -> str:
        if exponent := halvings(expr):
            return f"2^{{-{exponent}}}"
        return on_paper(expr) or rf"\frac{{{expr.p}}}{{{expr.q}}}"

    def _print_Pi(self, _expr: sp.Basic) -> str:
        return r"\pi"

    def _print_Exp1(self, _expr: sp.Basic) -> str:
        return "e"

    def _print_AppliedUndef(self, expr: sp.Function) -> str:
        name = self.name(type(expr).__name__, self.word(self.functions, expr))
        return self.applied(name, *expr.args)

    def applied(self, word: str, *args: sp.Basic) -> str:
        return word + self.around(*args)

    def _print_dot(self, expr: sp.Function) -> str:
        vector, matrix = expr.args
        # (r h) U, in brackets: r h U would as well be r (h U), which is another number.
        return f"{self.bracket(vector, SIGN)} {self.bracket(matrix, PRODUCT + 1)}"

    def _print_convolve(self, expr: sp.Function) -> str:
        kernel, image = expr.args
        return f"{self.bracket(kernel, PRODUCT + 1)} * {self.bracket(image, PRODUCT + 1)}"

    def _print_at(self, expr: sp.Function) -> str:
        sequence, index = expr.args
        time = self.print(index)
        text = single(self.print(sequence), self.symbols.get(str(sequence), ""))
        return f"{text}_{time if len(time) == 1 else f'{{{time}}}'}"

    def _print_over_time(self, expr: sp.Function) -> str:
        code = expr.args[0].name
        series = self.symbols[code].removesuffix("_t").removesuffix("_{t}")
        series = single(series, series)
        first, last = (self.name(code, f"{series}_{time}") for time in "1T")
        return rf"({first}, \ldots, {last})"

    def _print_concat(self, expr: sp.Function) -> str:
        return rf"\left[ {', '.join(self.print(arg) for arg in expr.args)} \right]"

    def _print_where(self, expr: sp.Function) -> str:
        rows, rest = [], expr
        while type(rest).__name__ == "where":
            condition, value, rest = rest.args
            rows.append(rf"{self.print(value)} & \text{{if }} {self.print(condition)}")
        rows.append(rf"{self.print(rest)} & \text{{otherwise}}")
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"

    def _print_Tuple(self, expr: sp.Tuple) -> str:
        return self.around(*expr) if len(expr) > 1 else self.print(expr.args[0])

    def _print_exp(self, expr: sp.Function) -> str:
        return f"e^{{{self.print(expr.args[0])}}}"

    def _print_clip(self, expr: sp.Function) -> str:
        x, low, high = (self.print(arg) for arg in expr.args)
        left, right = (r"\left( ", r" \right)") if r"\frac" in x else ("(", ")")
        return rf"\min{left}\max{left}{x}, {low}{right}, {high}{right}"

    def _print_absolute(self, expr: sp.Function) -> str:
        return f"|{self.print(expr.args[0])}|"

    def _print_largest(self, expr: sp.Function) -> str:
        return rf"\max |{self.print(expr.args[0])}|"

    def _print_largest_in_columns(self, expr: sp.Function) -> str:
        return rf"\max_{{\text{{column}}}} |{self.print(expr.args[0])}|"

    def _print_transposed(self, expr: sp.Function) -> str:
        text = self._based(expr.args[0])
        of_block = text.removeprefix("{").removesuffix(r"^\top}")  # which is a transpose itself
        return of_block if len(of_block) < len(text) - 1 else rf"{text}^\top"

    def _print_outer(self, expr: sp.Function) -> str:
        one, other = expr.args
        return rf"{self.bracket(one, SIGN)} \otimes {self.bracket(other, SIGN)}"

    def _print_row(self, expr: sp.Function) -> str:
        return self.print(expr.args[0])  # numbers of a row serve all others, as on paper

    def _print_vecmat(self, expr: sp.Function) -> str:
        return self._print_dot(expr)

    def _print_over_examples(self, expr: sp.Function) -> str:
        if isinstance(expr.args[0], outer):  # of all examples together a product of matrices
            one, other = expr.args[0].args
            return rf"{self._based(one)}^\top {self.bracket(other, SIGN)}"
        return rf"\mathbf{{1}}^\top {self.bracket(expr.args[0], PRODUCT + 1)}"

    def _print_diagonal_blocks(self, expr: sp.Function) -> str:
        return r"\mathrm{diag}^{-1}" + self.around(expr.args[0])

    def _print_over_units(self, expr: sp.Function) -> str:
        return r"\mathrm{sum}" + self.around(*expr.args)

    def _print_over_rows(self, expr: sp.Function) -> str:
        return r"\mathrm{sum}_{\mathrm{rows}}" + self.around(*expr.args)

    def _print_width(self, expr: sp.Function) -> str:
        return r"\dim" + self.around(*expr.args)

    def _based(self, expr: sp.Basic) -> str:
        """What takes an exponent: a name that has one is grouped."""
        text = self.bracket(expr, ATOM)
        return f"{{{text}}}" if {"^", "'"} & set(text) else text

    def _print_prime(self, expr: sp.Function) -> str:
        (call,) = expr.args
        code = type(call).__name__
        return f"{self.name(code, self.functions[code])}'" + self.around(*call.args)


def single(text: str, name: str) -> str:
    """What an index can be put to: TeX takes one at a sign, so a name that has one is grouped."""
    return f"{{{text}}}" if "_" in name.replace(r"\_", "") else text


class MarkedLatexPrinter(LatexPrinter):
    r"""Says of every name which one it is, as MathJax marks a part: ``\class{f_t}{f_t}``.

    Without the marks it is what the plain printer prints.
    """

    def name(self, code: str, latex: str) -> str:
        return rf"\class{{{code}}}{{{latex}}}"
