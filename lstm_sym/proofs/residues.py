"""Symbols as whole numbers modulo a large prime: arithmetic whose results can be compared at once.

Every symbol is a number of its own. Equal polynomials have equal values, and so have equal
quotients of them. Different ones of degree d have the same value with a chance of d in `PRIME`
(the lemma of Schwartz and Zippel), and no run of the proofs compares more than some millions.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import sympy as sp

PRIME = 2**127 - 1


@lru_cache(maxsize=1024)  # a scale divides all numbers of an array
def _inverse(value: int) -> int:
    return pow(value, -1, PRIME)


def _beside(operation: Callable[[int, int], int]) -> Callable[[Any, Any], "Residue"]:
    """An operator of a residue and a number; NumPy's arrays apply it to each of their entries."""

    def operator(one: "Residue", other: Any) -> "Residue":
        if type(other) is not Residue:
            if isinstance(other, np.ndarray):
                return NotImplemented
            other = of(other)
        return Residue(operation(one.value, other.value) % PRIME)

    return operator


class Residue:
    """The value of a polynomial in symbols."""

    __slots__ = ("value",)
    free_symbols: frozenset[Any] = frozenset()  # by which lstm_numpy knows symbols and takes them

    def __init__(self, value: int) -> None:
        self.value = value

    __add__ = _beside(lambda one, other: one + other)
    __sub__ = _beside(lambda one, other: one - other)
    __rsub__ = _beside(lambda one, other: other - one)
    __mul__ = _beside(lambda one, other: one * other)
    __truediv__ = _beside(lambda one, other: one * _inverse(other))
    __rtruediv__ = _beside(lambda one, other: other * _inverse(one))
    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, exponent: Any) -> "Residue":
        if exponent != int(exponent):
            raise TypeError(f"the power {exponent} is not a whole number")
        return Residue(pow(self.value, int(exponent), PRIME))

    def __neg__(self) -> "Residue":
        return Residue(-self.value % PRIME)

    def __eq__(self, other: object) -> bool:
        return other != INFINITE and self.value == of(other).value

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        raise TypeError("a symbol is neither true nor false")

    def __repr__(self) -> str:
        return f"Residue({self.value})"

    @property
    def has_minus(self) -> bool:
        """True of exactly one of a value and its negative."""
        return self.value > PRIME // 2


INFINITE = float("inf")


def of(number: Any) -> Residue:
    """The residue of a number; of a float that of the decimal number that it is written as."""
    if isinstance(number, Residue):
        return number
    if type(number) is int:
        return Residue(number % PRIME)
    ratio = fraction(number)
    return Residue(ratio.numerator * _inverse(ratio.denominator) % PRIME)


def fraction(number: Any) -> Fraction:
    """The number itself, without a float's rounding; raises TypeError for what is none."""
    if isinstance(number, float):
        return Fraction(repr(float(number)))
    if isinstance(number, sp.Rational):
        return Fraction(int(number.p), int(number.q))
    if not isinstance(number, int | Fraction | np.integer):
        raise TypeError(f"{number!r} is not a number")
    return Fraction(number) if isinstance(number, Fraction) else Fraction(int(number))


def symbol(name: str, *arguments: Residue) -> Residue:
    """A symbol, or an unknown function of residues: equal for equal arguments."""
    return Residue(_drawn(name, *[one.value for one in arguments]))


@lru_cache(maxsize=2**16)  # each configuration has most of the same
def _drawn(*said: str | int) -> int:
    digest = blake2b(" ".join(map(str, said)).encode(), digest_size=16).digest()
    return int.from_bytes(digest, "big") % PRIME
