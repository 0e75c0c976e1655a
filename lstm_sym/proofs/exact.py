"""Loads printed code so that it computes with exact numbers on symbols: no float is left in it.

A number with a point becomes the number that its digits are, a quotient of whole numbers a
fraction, and a comparison of two terms a call, which may be answered with a symbol.
"""

import ast
import math
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import sympy as sp

from lstm_sym.notation.signs import decimal
from lstm_sym.proofs.calls import Text, loaded

# A polynomial of more terms is not expanded: two that differ would have to agree at all points.
LONG = 4000
POINTS = range(3)
COMPARISONS = {ast.Gt: ">", ast.Lt: "<", ast.GtE: ">=", ast.LtE: "<="}


class Exact(Text):
    """A loader that exchanges what would round for calls of the functions below."""

    def source_to_code(self, data: Any, path: Any = "<string>") -> Any:  # type: ignore[override]
        tree = ast.fix_missing_locations(Exchange().visit(ast.parse(data)))
        return compile(tree, path, "exec")


class Exchange(ast.NodeTransformer):
    """The same syntax tree with calls in place of floats, divisions, powers and comparisons."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return _call("exact_number", node) if isinstance(node.value, float) else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.Div | ast.Pow):
            name = "divided" if isinstance(node.op, ast.Div) else "raised"
            return _call(name, node.left, node.right)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        sign = COMPARISONS.get(type(node.ops[0]))
        return _call("compared", ast.Constant(sign), node.left, *node.comparators) if sign else node


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


def module(text: str, compared: Callable[..., Any]) -> ModuleType:
    """The module that the text is; ``compared`` answers comparisons."""
    names = {
        "exact_number": number,
        "divided": _of_each(lambda above, below: above / below),
        "raised": _of_each(lambda base, exponent: base**exponent),
        "compared": compared,
    }
    return loaded(Exact(text), "printed", names)


def number(value: float) -> sp.Expr:
    """The number that a float is written as."""
    return sp.oo if value == float("inf") else sp.Rational(repr(value))


def meant(rational: sp.Rational) -> sp.Rational:
    """A number of an equation, in the digits that code can hold of it."""
    return rational if decimal(rational) is None else number(float(rational))


def canonical(expr: sp.Expr) -> sp.Basic:
    """The same for equal polynomials: the sum of products or, where that is long, values."""
    if _length(expr, {}) <= LONG:
        return sp.expand(expr)
    return sp.Tuple(*(_value(expr, point) for point in POINTS))


def is_zero(expr: sp.Expr) -> bool:
    """Whether a polynomial is 0."""
    return canonical(expr) in (0, sp.Tuple(*[0] * len(POINTS)))


def _length(expr: sp.Basic, known: dict[sp.Basic, int]) -> int:
    """How many terms the expression has at most when it is expanded."""
    if expr not in known:
        parts = [_length(arg, known) for arg in expr.args if isinstance(expr, sp.Add | sp.Mul)]
        if isinstance(expr, sp.Pow) and expr.exp.is_Integer:
            known[expr] = _length(expr.base, known) ** min(abs(int(expr.exp)), 64)
        else:
            known[expr] = (sum if expr.is_Add else math.prod)(parts) if parts else 1
    return known[expr]


def _value(expr: sp.Basic, point: int) -> sp.Basic:
    """The exact value where every symbol is a whole number of its own."""
    numbers = {s: zlib.crc32(f"{point} {s}".encode()) % 10**6 + 1 for s in expr.free_symbols}
    return expr.xreplace({s: sp.Integer(n) for s, n in numbers.items()})


def _of_each(exact: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A function of two numbers, or of arrays of them, whose whole numbers are exact."""
    elementwise = np.frompyfunc(lambda one, other: exact(sp.S(one), sp.S(other)), 2, 1)

    def call(one: Any, other: Any) -> Any:
        found = elementwise(one, other)
        return np.asarray(found, dtype=object) if np.ndim(one) or np.ndim(other) else found

    return call
