"""Loads printed code so that it computes with exact numbers on symbols: no float is left in it.

A number with a point becomes the number that its digits are, a quotient of whole numbers a
fraction, and a comparison of two terms a call, which may be answered with a symbol.
"""

import ast
import operator
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

import numpy as np
import sympy as sp

from lstm_sym.notation.signs import decimal
from lstm_sym.proofs.calls import Text, loaded
from lstm_sym.proofs.residues import INFINITE, Residue, fraction

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

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        is_any = isinstance(node.func, ast.Attribute) and node.func.attr == "any"
        return _call("has_any", node.func.value) if is_any else node  # type: ignore[attr-defined]

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
        "divided": _of_each(operator.truediv),
        "raised": _of_each(operator.pow),
        "compared": compared,
        "has_any": lambda array: any(one != 0 for one in np.ravel(array)),
    }
    return loaded(Exact(text), "printed", names)


def number(value: Any) -> Any:
    """The number itself, of a float the one that it is written as; infinity and symbols stay."""
    return value if isinstance(value, Residue) or value == INFINITE else fraction(value)


@lru_cache(maxsize=1024)
def meant(rational: sp.Rational) -> Any:
    """A number of an equation, in the digits that code can hold of it."""
    return number(rational if decimal(rational) is None else float(rational))


def _of_each(exact: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A function of two numbers, or of arrays of them, whose whole numbers are exact."""
    elementwise = np.frompyfunc(lambda one, other: exact(number(one), number(other)), 2, 1)

    def call(one: Any, other: Any) -> Any:
        found = elementwise(one, other)
        return np.asarray(found, dtype=object) if np.ndim(one) or np.ndim(other) else found

    return call
