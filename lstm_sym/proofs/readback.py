"""Runs the printed code on symbols and compares what it gives with the equations, unrounded.

An activation or another function that no arithmetic explains is opaque: the same function of the
same expression is the same symbol, and of another one another. What is left are polynomials, which
`residues` compares.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache, partial
from types import ModuleType
from typing import Any

import numpy as np
import sympy as sp

from lstm_numpy import activations
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import holds
from lstm_sym.notation.quantities import Shape
from lstm_sym.notation.vocabulary import CONSTANTS
from lstm_sym.proofs.calls import last_values
from lstm_sym.proofs.configurations import (
    TIMESTEPS,
    Configuration,
    configurations,
    given_symbols,
    one_at_a_time,
)
from lstm_sym.proofs.exact import meant, module, number
from lstm_sym.proofs.meaning import Arithmetic, Meaning, Scope
from lstm_sym.proofs.places import entries
from lstm_sym.proofs.residues import Residue, of, symbol
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.printer import MATH

OTHER = 2  # units, inputs and every other dimension; the batch has one example
NUMBER = 5  # what is given for a number that the caller may change

# Functions of NumPy that are no arithmetic, and the words of the equations that they stand for.
NUMPY = {name: name for name in ("exp", "log", "tanh", "sign", "clip", "maximum", "minimum")}
NUMPY |= {"abs": "absolute", "sqrt": "sqrt", "rint": "round"}
#: What is taken of many numbers, and their name in NumPy.
EXTREMES = {"max": "highest", "min": "lowest"}
#: What a module takes from lstm_numpy and is no arithmetic either.
TAKEN = ("bfloat16",)
CHOICE = ("where", ">", "<", ">=", "<=")


def opaque(name: str) -> Callable[..., Residue]:
    """An uninterpreted function: equal for equal arguments, different otherwise."""
    return lambda *args: symbol(name, *map(of, args))


def of_arrays(name: str) -> Callable[..., Any]:
    """The same for arrays, entry by entry."""

    def call(*args: Any) -> Any:
        found = np.frompyfunc(opaque(name), len(args), 1)(*args)
        return np.asarray(found, dtype=object) if any(map(np.ndim, args)) else found

    return call


def power(base: Any, exponent: Any) -> Any:
    """Whole powers are arithmetic, a root is not."""
    if isinstance(exponent, Residue) or exponent == int(exponent):
        return base**exponent
    root = symbol("sqrt", of(base))
    return root if exponent > 0 else 1 / root


class OnSymbols:
    """NumPy, with opaque functions in place of those that cannot compute with symbols."""

    def __getattr__(self, name: str) -> Any:
        if name in EXTREMES:
            return partial(self.extreme, EXTREMES[name])
        return of_arrays(NUMPY[name]) if name in NUMPY else getattr(np, name)

    def where(self, condition: Any, value: Any, otherwise: Any) -> Any:
        """A choice by a mask, which is known; by a comparison of symbols it is opaque."""
        if np.asarray(condition).dtype == bool:
            return np.where(condition, value, otherwise)
        return of_arrays("where")(condition, value, otherwise)

    @staticmethod
    def extreme(
        name: str, array: Any, axis: int | None = None, keepdims: bool = False, initial: int = 1
    ) -> Any:
        """An opaque function of all numbers of an array, or of those along an axis."""
        if initial != 0:
            raise ValueError(f"{name} begins with {initial}, not with 0")
        if axis is None:
            return opaque(name)(*np.asarray(array).flat)
        rows = np.moveaxis(array, axis, -1)
        found = np.empty(rows.shape[:-1], dtype=object)
        for place in np.ndindex(*found.shape):
            found[place] = opaque(name)(*rows[place])
        return np.expand_dims(found, axis) if keepdims else found

    @staticmethod
    def float64(value: Any) -> Any:
        return np.array(value, dtype=object)


class ExactMath:
    """Python's module math, whose functions are as opaque as NumPy's."""

    pi, e = (symbol(str(constant)) for constant in (sp.pi, sp.E))

    def __init__(self) -> None:
        for name in MATH:
            setattr(self, name, opaque(name))


class Remembering(Meaning):
    """Computes a timestep once of all that begin alike, under whichever options of the sequence."""

    known: dict[Hashable, list[Any]]

    def _cell(self, scope: Scope, given: list[Any]) -> list[Any]:
        f = self.formulation
        outer = {o.name for o in f.sequence.options} - {o.name for o in f.cell.options}
        options = tuple((n, v) for n, v in self.options.items() if n not in outer)
        alike = options, frozenset(scope), tuple(entries(given))
        if alike not in self.known:
            self.known[alike] = super()._cell(scope, given)
        return self.known[alike]


class Readback:
    """One printed module against its formulation."""

    #: What a difference is said to come from where no equation gives another value.
    around = ""

    def __init__(self, formulation: Formulation, text: str) -> None:
        self.formulation, self.n, self.text = formulation, formulation.notation, text
        self.batch = self.n[formulation.sequence.given[0]].shape[0]
        compared = {sign: of_arrays(sign) for sign in CHOICE}
        self.module: ModuleType = module(text, lambda sign, *pair: compared[sign](*pair))
        vars(self.module).update(np=OnSymbols(), math=ExactMath())
        # A number that the caller may change is a whole one here, and no float comes of it.
        vars(self.module).update(number=lambda _name, value: number(value), float=single)
        for name in TAKEN:
            vars(self.module)[name] = of_arrays(name)
        for name in (a.name for a in ACTIVATIONS):
            # A user's own function may have the name of an activation that the module has not.
            if vars(self.module).get(name) is getattr(activations, name):
                vars(self.module)[name] = of_arrays(name)
        self.arithmetic = Arithmetic(
            meant,
            {
                name: opaque(name)
                for name in (
                    *NUMPY.values(),
                    *EXTREMES.values(),
                    *CHOICE,
                    *TAKEN,
                    *(a.name for a in ACTIVATIONS),
                )
            }
            | {str(constant): partial(symbol, str(constant)) for constant in CONSTANTS}
            | {"power": power},
        )
        self.compared = 0
        self.known: dict[Hashable, list[Any]] = {}

    def differences(self) -> Iterator[str]:
        """Where the code differs from the equations; nothing where they agree."""
        yield from self.of_cell()
        yield from self.of_sequence()

    def at_a_glance(self) -> Iterator[str]:
        """The same of all timesteps with one mask, and one option at a time that is another."""
        yield from self.of_cell()
        for configuration in one_at_a_time(self.formulation):
            yield from self._compare(configuration, of_cell=False)

    def of_cell(self) -> Iterator[str]:
        """Where the function of one timestep differs."""
        for configuration in configurations(self.formulation, of_cell=True):
            yield from self._compare(configuration, of_cell=True)

    def of_sequence(self) -> Iterator[str]:
        """Where the function over all timesteps differs."""
        for configuration in configurations(self.formulation):
            yield from self._compare(configuration, of_cell=False)

    def functions(self) -> tuple[dict[str, Any], dict[str, Callable[..., Any]]]:
        """What the function symbols are for the code, and what for the equations."""
        names = self.n.functions
        return (
            {name: of_arrays(name) for name in names},
            {name: opaque(name) for name in names},
        )

    def _compare(self, configuration: Configuration, of_cell: bool) -> Iterator[str]:
        stated = self.formulation.cell if of_cell else self.formulation.sequence
        given = self._given(configuration, of_cell)
        stated_results = self._meant(configuration, given, of_cell)
        functions, _ = self.functions()
        words = arguments(self.formulation, given, configuration.options, functions, of_cell)
        found = getattr(self.module, stated.name)(**words)
        found = found if isinstance(found, tuple) else (found,)
        self.compared += 1
        for result, ours in zip(stated.results, found, strict=True):
            if not equal(ours, stated_results[result.name]):
                where = self._where(configuration, given, of_cell) or self.around
                yield f"{stated.name}, {configuration}: {result}{where}"

    def _where(self, configuration: Configuration, given: Mapping[str, Any], of_cell: bool) -> str:
        """The first equation of the cell whose value is another in the code, and its line."""
        if not of_cell:
            return ""
        stated = self.formulation.cell
        functions, _ = self.functions()
        words = arguments(self.formulation, given, configuration.options, functions, True)
        code = last_values(self.module, lambda: getattr(self.module, stated.name)(**words))
        meaning, lists = self._stated(configuration, given)
        scope = meaning.scope(lists)
        for equation in stated.steps:
            if holds(equation.when, configuration.options):
                # Of an example: weights may be held otherwise in the code.
                varying = [s for s in equation.defined if self.batch in self.n[s].shape]
                pairs = [(code.get(s.name, 0), scope[s]) for s in varying]
                if any(np.ndim(ours) and not equal(ours, theirs) for ours, theirs in pairs):
                    return f", from the equation {equation.label} on{self._line(equation.label)}"
        return ""

    def _line(self, label: str) -> str:
        """The first line that is printed of an equation, in words."""
        for number_of_line, line in enumerate(self.text.splitlines(), start=1):
            if line.endswith(f"# {label}"):
                return f", line {number_of_line}"
        return ""

    def _given(self, configuration: Configuration, of_cell: bool) -> dict[str, Any]:
        symbols = given_symbols(self.formulation, configuration.options, of_cell)
        given = {
            s.name: symbolic(s.name, self.n[s].shape, self.batch)
            if self.n[s].shape
            else self.number(s.name)
            for s in symbols
        }
        if configuration.mask is not None:
            given["mask"] = np.array([configuration.mask])
        return given

    def number(self, _name: str) -> Any:
        """What is given for a number that the caller may change."""
        return NUMBER

    def _stated(
        self, configuration: Configuration, given: Mapping[str, Any]
    ) -> tuple[Meaning, dict[str, Any]]:
        """What computes the equations, and what is given as lists."""
        _, functions = self.functions()
        meaning = Remembering(self.formulation, self.arithmetic, functions, configuration.options)
        meaning.known = self.known
        batched = {q.name for q in self.n.quantities.values() if self.batch in q.shape}
        lists = {
            name: (array[0] if name in batched else array).tolist()
            if isinstance(array, np.ndarray)
            else number(array)
            for name, array in given.items()
        }
        return meaning, lists

    def _meant(
        self, configuration: Configuration, given: Mapping[str, Any], of_cell: bool
    ) -> dict[str, Any]:
        meaning, lists = self._stated(configuration, given)
        return meaning.cell(lists) if of_cell else meaning.run(lists)


def single(value: Any) -> Any:
    """The number itself, in place of the nearest float."""
    return value.item() if isinstance(value, np.ndarray) else value


def symbolic(name: str, shape: Shape, batch: str) -> Any:
    """An array of symbols that carry their place in their name; another one each time."""
    return _symbolic(name, shape, batch).copy()


@lru_cache(maxsize=1024)
def _symbolic(name: str, shape: Shape, batch: str) -> Any:
    # Of so many units a head has one, so that there are several.
    known = {batch: 1, "1": 1, "head": 1, "timesteps": TIMESTEPS}
    factors = (d.rstrip("?").rpartition("*") for d in shape)
    sizes = [int(factor or 1) * known.get(d, OTHER) for factor, _, d in factors]
    array = np.empty(sizes, dtype=object)
    for place in np.ndindex(*sizes):
        array[place] = symbol(f"{name}{list(place)}")
    return array


def equal(ours: Any, meant: list[Any]) -> bool:
    """Whether an array of one example and nested lists hold the same polynomials."""
    theirs = np.array([meant], dtype=object)
    if ours.shape != theirs.shape:
        return False
    pairs = zip(ours.flat, theirs.flat, strict=True)
    return all(of(one) == of(other) for one, other in pairs)
