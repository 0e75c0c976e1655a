"""Values with named dimensions, and what the signs of a formula do to them.

Two arrays side by side are a row vector times a matrix and nothing else: a lost ``\\odot`` is an
error here and not another product. Everything is computed in long double, whose range holds
e^x for |x| up to 11000, so that a formula is computed as it is written.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lstm_sym.proofs.page_syntax import Node, PageError

Dims = tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """An array and the names of its dimensions; a number has none, whatever its shape."""

    dims: Dims
    data: Any


def number(data: Any) -> Value:
    return Value((), np.asarray(data, np.longdouble))


@cache
def fit(sign: str, one: Dims, other: Dims) -> Dims:
    """The dimensions of two terms together; raises `PageError` unless they agree."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    tail = long[len(long) - len(short) :]
    if any(a != b and "1" not in (a, b) for a, b in zip(tail, short, strict=True)):
        raise PageError(f"{sign} between {one} and {other}")
    joined = (b if a == "1" else a for a, b in zip(tail, short, strict=True))
    return (*long[: len(long) - len(short)], *joined)


def beside(one: Value, other: Value) -> Value:
    """A number times anything, or a row vector times a matrix."""
    if not one.dims or not other.dims:
        return Value(one.dims or other.dims, one.data * other.data)
    if len(other.dims) > 2 and one.dims[-1] == other.dims[-2]:
        return to_each(one, other)
    if len(other.dims) != 2 or one.dims[-1] != other.dims[0] or one.dims == other.dims:
        raise PageError(f"{one.dims} and {other.dims} are side by side without a sign")
    return Value((*one.dims[:-1], other.dims[1]), one.data @ other.data)


def to_each(one: Value, other: Value) -> Value:
    """Row vectors times matrices: each its own, or each all of those that others share."""
    before, matrices = one.dims[:-1], other.dims[:-2]
    if before[len(before) - len(matrices) :] == matrices:
        return Value((*before, other.dims[-1]), (one.data[..., None, :] @ other.data)[..., 0, :])
    if len(matrices) != 1 or matrices[0] in before:
        raise PageError(f"{one.dims} and {other.dims} are side by side without a sign")
    found = np.stack([one.data @ matrix for matrix in other.data], axis=-2)
    return Value((*before, *matrices, other.dims[-1]), found)


def otimes(one: Value, other: Value) -> Value:
    """Each unit of one times each of the other."""
    if not one.dims or one.dims[:-1] != other.dims[:-1]:
        raise PageError(f"the sign \\otimes between {one.dims} and {other.dims}")
    return Value((*one.dims, other.dims[-1]), one.data[..., None] * other.data[..., None, :])


def spread(one: Value, other: Value) -> Value:
    """What is one number for all units of a vector is one for a whole matrix, too."""
    more = len(other.dims) - len(one.dims)
    if more <= 0 or one.dims[1:][-1:] != ("1",) or one.dims[:-1] != other.dims[: -more - 1]:
        return one
    return Value((*one.dims, *["1"] * more), one.data.reshape(*one.data.shape, *[1] * more))


def odot(one: Value, other: Value) -> Value:
    if not one.dims or not other.dims:
        raise PageError(f"the sign \\odot between {one.dims} and {other.dims}")
    one, other = spread(one, other), spread(other, one)
    return Value(fit(r"\odot", one.dims, other.dims), one.data * other.data)


def star(kernel: Value, field: Value) -> Value:
    """The convolution over two dimensions, whose kernel is turned round; zeros outside."""
    if len(kernel.dims) != 4 or len(field.dims) != 4 or kernel.dims[2] != field.dims[3]:
        raise PageError(f"a convolution of {kernel.dims} with {field.dims}")
    high, wide, _, units = kernel.data.shape
    batch, rows, columns, _ = field.data.shape
    around = np.pad(field.data, ((0, 0), (high, high), (wide, wide), (0, 0)))
    total = np.zeros((batch, rows, columns, units), np.longdouble)
    for a, b in np.ndindex(high, wide):
        row, column = high - (a - high // 2), wide - (b - wide // 2)
        moved = around[:, row : row + rows, column : column + columns]
        total += moved @ kernel.data[a, b]
    return Value((*field.dims[:3], kernel.dims[3]), total)


def diagonal(rows: Value) -> Value:
    """The square matrix with blocks on its diagonal, each of as many rows as there are columns."""
    if len(rows.dims) != 2:
        raise PageError(f"blocks of {rows.dims}")
    units, head = rows.data.shape
    whole = np.zeros((units, units), np.longdouble)
    for row, column in np.ndindex(units, units):
        if row // head == column // head:
            whole[row, column] = rows.data[row, column % head]
    return Value((rows.dims[0], rows.dims[0]), whole)


def power(base: Value, exponent: Value) -> Value:
    if exponent.dims:
        raise PageError(f"{base.dims} to the power of {exponent.dims}")
    return Value(base.dims, base.data**exponent.data)


erf = np.frompyfunc(lambda x: np.longdouble(math.erf(x)), 1, 1)
BUILT_IN: dict[str, Callable[..., Any]] = {
    r"\log": np.log,
    r"\tanh": np.tanh,
    r"\max": np.maximum,
    r"\min": np.minimum,
    r"\mathrmsign": np.sign,
    r"\mathrmround": np.rint,
    r"\mathrmerf": lambda x: np.asarray(erf(x), np.longdouble),
}
#: Of all units of an example one number.
REDUCING: dict[str, Callable[..., Any]] = {r"\mathrmmean": np.mean, r"\mathrmsum": np.sum}
BINARY = {"+": operator.add, "-": operator.sub, "fraction": operator.truediv}
#: What is one number of all that an array holds, or zero.
EXTREMES = {r"\mathrmhighest": np.max, r"\mathrmlowest": np.min}
COMPARES = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}

SIGNS: dict[str, Callable[[Value, Value], Value]] = {
    "beside": beside,
    "odot": odot,
    "power": power,
    "star": star,
    "otimes": otimes,
}
UNARY: dict[str, Callable[[Any], Any]] = {
    "negative": operator.neg,
    "root": np.sqrt,
    "bars": np.abs,
    "exp": np.exp,
}

# A page's own functions, by key; each takes and gives values.
Functions = Mapping[str, Callable[..., Any]]


class Evaluator:
    """Computes a node; ``name`` looks up what a name and its subscript stand for."""

    signs = SIGNS

    def __init__(self, name: Callable[[Node], Any], functions: Functions) -> None:
        self.name, self.functions = name, functions

    def evaluate(self, node: Node) -> Any:
        """A `Value`, or a list of them for several things in brackets."""
        kind, *parts = node
        if kind == "number":
            return number(np.longdouble(parts[0]))
        if kind == "name":
            return self.name(node)
        if kind == "tuple":
            return [self.evaluate(item) for item in parts[0]]
        if kind == "call":
            return self.call(parts[0], [self.evaluate(item) for item in parts[1]])
        if kind == "cases":
            return self.cases(parts[0])
        if kind == "compare":
            one, other = self.evaluate(parts[1]), self.evaluate(parts[2])
            dims = fit(parts[0], one.dims, other.dims)
            return Value(dims, COMPARES[parts[0]](one.data, other.data))
        values = [self.evaluate(part) for part in parts]
        if kind == "side by side":
            dims = fit(kind, values[0].dims, values[1].dims)
            data = np.concatenate([value.data for value in values], axis=-1)
            return Value((*dims[:-1], f"{len(values)}*{dims[-1]}"), data)
        if kind in BINARY:
            dims = fit(kind, values[0].dims, values[1].dims)
            return Value(dims, BINARY[kind](values[0].data, values[1].data))
        if kind in UNARY:
            return Value(values[0].dims, UNARY[kind](values[0].data))
        return self.signs[kind](*values)

    def call(self, name: str, arguments: list[Any]) -> Any:
        if name in self.functions:
            return self.functions[name](*arguments)
        if name in EXTREMES:
            (array,) = arguments
            return number(EXTREMES[name](array.data, initial=0))
        if name == r"\dim":
            (argument,) = arguments
            return number(argument.data.shape[-1])
        if name == r"\mathrmdiag":
            (argument,) = arguments
            return diagonal(argument)
        if name in REDUCING:
            (argument,) = arguments
            if not argument.dims:
                raise PageError(f"{name} of a number")
            data = REDUCING[name](argument.data, axis=-1, keepdims=True)
            return Value((*argument.dims[:-1], "1"), data)
        dims: Dims = ()
        for argument in arguments:
            dims = fit(name, dims, argument.dims)
        return Value(dims, BUILT_IN[name](*(argument.data for argument in arguments)))

    def cases(self, rows: list[tuple[Node, Node | None]]) -> Any:
        (value, condition), *rest = rows
        chosen = self.evaluate(value)
        if condition is None:
            return chosen
        return choose(self.evaluate(condition), chosen, self.cases(rest))


def choose(condition: Value, value: Any, otherwise: Any) -> Any:
    if isinstance(value, list):
        if not isinstance(otherwise, list) or len(value) != len(otherwise):
            raise PageError("a choice between different numbers of things")
        pairs = zip(value, otherwise, strict=True)
        return [choose(condition, one, other) for one, other in pairs]
    if condition.data.dtype != bool:
        raise PageError("a choice by something that is neither true nor false")
    dims = fit("otherwise", fit("if", value.dims, condition.dims), otherwise.dims)
    return Value(dims, np.where(condition.data, value.data, otherwise.data))
