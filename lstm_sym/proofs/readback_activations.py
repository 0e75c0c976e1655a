"""Reads the printed code of the activations and compares it with their formulas at 50 digits.

The code is walked as a syntax tree and computed with mpmath, and so is the formula. What floats
round away is left: equal are the numbers that the code and the formula mean.
"""

import ast
import operator
from collections.abc import Callable, Iterator
from typing import Any

import mpmath
import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy
from lstm_sym.passes.expand import expand

DIGITS = 50
BOUND = mpmath.mpf(10) ** -40
# Where the formula has numbers of more digits than a float, of which the code has the nearest.
ROUNDED = mpmath.mpf(2) ** -51
POINTS = [sp.Rational(k, 8) for k in range(-96, 97)] + [
    sp.Rational(k, 7) for k in range(-69, 70, 2)
]
mp = mpmath.mp.clone()
mp.dps = DIGITS

OPERATORS: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
}
CALLS: dict[str, Callable[..., Any]] = {
    "np.exp": mp.exp,
    "np.expm1": mp.expm1,
    "np.log": mp.log,
    "np.tanh": mp.tanh,
    "np.abs": abs,
    "np.sign": mp.sign,
    "np.sqrt": mp.sqrt,
    "math.sqrt": mp.sqrt,
    "float": lambda number: number,
    "erfc": mp.erfc,
    "np.minimum": min,
    "np.maximum": max,
    "np.clip": lambda value, low, high: min(max(value, low), high),
    "np.where": lambda condition, value, otherwise: value if condition else otherwise,
    "np.logaddexp": lambda one, other: mp.log(mp.exp(one) + mp.exp(other)),
    "np.hypot": mp.hypot,
}


class Code:
    """The functions of a printed module, computed from their syntax trees."""

    def __init__(self, text: str) -> None:
        tree = ast.parse(text)
        self.functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}

    def call(self, name: str, *arguments: Any) -> Any:
        function = self.functions[name]
        names = [argument.arg for argument in function.args.args]
        statement = function.body[-1]
        assert isinstance(statement, ast.Return)
        return self.value(statement.value, dict(zip(names, arguments, strict=False)))

    def value(self, node: Any, scope: dict[str, Any]) -> Any:
        if isinstance(node, ast.Name):
            return scope[node.id]
        if isinstance(node, ast.Constant):
            return mp.mpf(repr(node.value))
        if isinstance(node, ast.BinOp):
            one, other = self.value(node.left, scope), self.value(node.right, scope)
            return OPERATORS[type(node.op)](one, other)
        if isinstance(node, ast.UnaryOp):
            return OPERATORS[type(node.op)](self.value(node.operand, scope))
        if isinstance(node, ast.Compare):
            one, other = self.value(node.left, scope), self.value(node.comparators[0], scope)
            return OPERATORS[type(node.ops[0])](one, other)
        name = ast.unparse(node.func if isinstance(node, ast.Call) else node)
        if name == "math.pi":
            return mp.pi
        arguments = [self.value(argument, scope) for argument in node.args]
        return CALLS[name](*arguments) if name in CALLS else self.call(name, *arguments)


def differences(text: str) -> Iterator[str]:
    """The activations whose code means another number than their formula."""
    code = Code(text)
    for activation in ACTIVATIONS:
        formula = meant(activation)
        given = [mp.mpf(sp.Rational(k + 3, 8).p) / 8 for k, _ in enumerate(activation.parameters)]
        for point in POINTS:
            at = mp.mpf(point.p) / point.q
            try:
                found = code.call(activation.name, at, *given)
            except (KeyError, ValueError, TypeError) as broken:
                yield f"{activation.name}: {type(broken).__name__} {broken}"
                break
            true = formula(at, *given)
            bound = ROUNDED if has_long_numbers(activation) else BOUND
            if not abs(found - true) <= bound * max(1, abs(true)):
                yield f"{activation.name} at {point}"
                break


def has_long_numbers(activation: Activation) -> bool:
    """Whether a number of the formula has more digits than a float."""
    return any(len(str(number)) > 24 for number in activation.formula.atoms(sp.Rational))


def meant(activation: Activation) -> Callable[..., Any]:
    """The formula as a function of x and the parameters."""
    expr = in_sympy(expand(activation.formula, ACTIVATIONS)).doit()
    symbols = [x, *(p.symbol for p in activation.parameters)]

    def value(node: sp.Basic, scope: dict[sp.Basic, Any]) -> Any:
        if node in scope:
            return scope[node]
        if isinstance(node, sp.Rational):
            return mp.mpf(node.p) / node.q
        if node == sp.pi:
            return mp.pi
        if isinstance(node, sp.Piecewise):
            return next(value(v, scope) for v, c in node.args if c == True or value(c, scope))  # noqa: E712
        if node.is_Relational:
            one, other = (value(arg, scope) for arg in node.args)
            return RELATIONS[node.rel_op](one, other)
        return WORDS[node.func](*(value(arg, scope) for arg in node.args))

    return lambda *numbers: value(expr, dict(zip(symbols, numbers, strict=True)))


RELATIONS = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}
WORDS: dict[Any, Callable[..., Any]] = {
    sp.Add: lambda *terms: sum(terms[1:], terms[0]),
    sp.Mul: lambda *factors: mp.fprod(factors),
    sp.Pow: lambda base, exponent: base**exponent,
    sp.exp: mp.exp,
    sp.log: mp.log,
    sp.tanh: mp.tanh,
    sp.erf: mp.erf,
    sp.Abs: abs,
    sp.sign: mp.sign,
    sp.Max: max,
    sp.Min: min,
}
