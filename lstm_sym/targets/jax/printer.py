"""SymPy expression to JAX source text, and formulas whose gradient is as finite as their value."""

from collections.abc import Iterable, Mapping

import sympy as sp

from lstm_sym.notation.words import expm1, where
from lstm_sym.passes.stable import arguments, rebuild, rewrite, substitute
from lstm_sym.targets.numpy.printer import MATH, NumpyPrinter

LOGISTIC = "logistic"
#: Words of the equations that jax.numpy does not have by NumPy's name.
CALLS = {
    "erfc": "jax.scipy.special.erfc",
    "convolve": "convolve",
    "block_diagonal": "block_diagonal",
    LOGISTIC: "jax.nn.sigmoid",
}


class JaxPrinter(NumpyPrinter):
    """NumPy's words, taken from ``jax.numpy``; a number of the caller's may be traced."""

    language = "JAX"

    def __init__(self, functions: Mapping[str, str], numbers: Iterable[str] = ()):
        super().__init__({**functions, LOGISTIC: CALLS[LOGISTIC]}, numbers)

    def word(self, names: Mapping[str, str], expr: sp.Function) -> str:
        in_numpy = super().word(names, expr)
        return CALLS.get(type(expr).__name__, in_numpy)

    def of_numbers(self, function: str, args: tuple[sp.Basic, ...]) -> str:
        """A call; of constants alone it is one of Python's floats, whose type is never wider."""
        text = ", ".join(self.print(arg) for arg in args)
        name = function.removeprefix("np.")
        if name in MATH and not any(arg.free_symbols for arg in args):
            return f"math.{name}({text})"
        return f"{in_jax(function)}({text})"

    def _print_where(self, expr: sp.Function) -> str:
        condition, value, otherwise = map(self.print, expr.args)
        if self.is_number(*expr.args[1:]) and not self.is_number(expr.args[0]):
            value = f"jnp.asarray({value}, sizes.dtype)"
        return f"jnp.where({condition}, {value}, {otherwise})"

    def _print_mean(self, expr: sp.Function) -> str:
        return in_jax(super()._print_mean(expr))

    def _print_over_units(self, expr: sp.Function) -> str:
        return in_jax(super()._print_over_units(expr))

    def _print_vecmat(self, expr: sp.Function) -> str:
        return in_jax(super()._print_vecmat(expr))

    def _print_row(self, expr: sp.Function) -> str:
        return in_jax(super()._print_row(expr))

    def _print_outer(self, expr: sp.Function) -> str:
        return in_jax(super()._print_outer(expr))

    def _print_concat(self, expr: sp.Function) -> str:
        return in_jax(super()._print_concat(expr))


class FormulaPrinter(JaxPrinter):
    """Prints the formula of an activation, whose numbers take the type of x by themselves."""

    def _print_where(self, expr: sp.Function) -> str:
        return f"jnp.where({', '.join(map(self.print, expr.args))})"


def in_jax(text: str) -> str:
    """A call of NumPy as one of ``jax.numpy``."""
    return f"j{text}" if text.startswith("np.") else text


def smooth(formula: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, dict[sp.Symbol, sp.Expr]]:
    """The formula as it is computed, so that value and gradient do not overflow on the way.

    JAX multiplies the slope of a branch that is not taken with zero, and infinity times zero is
    NaN: so a branch has a symbol in place of x, whose value, given beside the formula, is x where
    the branch is taken.
    """
    kept: dict[sp.Symbol, sp.Expr] = {}
    with sp.evaluate(False):
        return _guarded(rewrite(_logistic(formula)), x, kept), kept


def _logistic(expr: sp.Basic) -> sp.Basic:
    """The sigmoid as one word of JAX, which knows its slope."""
    logistic = sp.Function(LOGISTIC)
    for u in arguments(expr):
        if expr == 1 / (1 + sp.exp(-u)):
            return logistic(_logistic(u))
        if expr == 1 + sp.tanh(u):
            return 2 * logistic(2 * _logistic(u))
    return rebuild(expr, _logistic)


def _guarded(expr: sp.Basic, x: sp.Symbol, kept: dict[sp.Symbol, sp.Expr]) -> sp.Basic:
    if not isinstance(expr, where):
        return rebuild(expr, lambda arg: _guarded(arg, x, kept))
    condition, *branches = (_guarded(arg, x, kept) for arg in expr.args)
    if not (isinstance(condition, sp.core.relational.Relational) and condition.lhs == x):
        return where(condition, *branches)
    within = where(condition, x, condition.rhs), where(condition, condition.rhs, x)
    for place, (branch, value) in enumerate(zip(branches, within, strict=True)):
        if any(grows(node, x) for node in sp.preorder_traversal(branch)):
            known = [symbol for symbol, one in kept.items() if one == value]
            symbol = (
                known[0] if known else sp.Symbol(f"u_{len(kept) + 1}" if kept else "u", real=True)
            )
            kept[symbol] = value
            branches[place] = substitute(branch, x, symbol)
    return where(condition, *branches)


def grows(node: sp.Basic, x: sp.Symbol) -> bool:
    """Whether a function may leave the range of floats far from its branch, or its slope may."""
    return isinstance(node, sp.exp | expm1 | sp.Pow) and node.has(x)
