"""A timestep of a body on exact numbers: what is given, what it means, where a run differs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache, partial
from math import prod
from typing import Any

import sympy as sp

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS, IN_FEWER_BITS, LAYERS
from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import pairs
from lstm_sym.program import State
from lstm_sym.proofs.c_running import Pointer, Running, opaque
from lstm_sym.proofs.configurations import Configuration, configurations, given_symbols
from lstm_sym.proofs.meaning import Arithmetic, Meaning
from lstm_sym.targets.c.cells import refused
from lstm_sym.targets.c.formulation import CellPrinter, bodies
from lstm_sym.targets.c.names import free

SUFFIXES = {"f32": "float", "f64": "double"}
WORDS = (
    *("exp", "expm1", "log", "log1p", "sign", "sqrt", "erfc", "hypot", "logaddexp"),
    *("absolute", "maximum", "minimum", "clip"),
)
# Sizes that differ, and that differ when they are padded, too.
SIZES = (2, 3, 5, 7)
WORDS_OF_PRECISION = re.compile(r"_f32|_f64|\bfloat\b|\bdouble\b|(?<=\d)f\b")


@dataclass(frozen=True)
class Case:
    """One timestep of one body under some options: what is given, and what it means."""

    printer: CellPrinter
    configuration: Configuration
    default: bool  # whether the functions are the default ones

    @property
    def formulation(self) -> Formulation:
        return self.printer.formulation

    @cached_property
    def given(self) -> dict[str, Any]:
        """Nested lists of exact numbers by name; every size is another."""
        n, sizes = self.formulation.notation, {"1": 1, **self.sizes}
        batch = n[self.formulation.sequence.given[0]].shape[0]
        found = {}
        for symbol in given_symbols(self.formulation, self.configuration.options, of_cell=True):
            shape = [d for d in n[symbol].shape if d != batch]
            factors = [d.rstrip("?").rpartition("*") for d in shape]
            lengths = [int(factor or 1) * sizes[d] for factor, _, d in factors]
            found[symbol.name] = numbers(symbol.name, lengths)
        return found

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Each another number; what heads divide has three of them."""
        heads = self.formulation.cell.heads
        alone = [name for name in self.printer.sizes if name not in heads]
        found = dict(zip(alone, SIZES, strict=False))
        found |= {whole: 3 * found[head] for whole, head in heads.items()}
        return {name: found[name] for name in self.printer.sizes}

    @cached_property
    def functions(self) -> dict[str, str]:
        """The name under which each function is opaque."""
        every = self.formulation.notation.functions
        return {name: f.default if self.default else name for name, f in every.items()}

    @cached_property
    def meant(self) -> dict[sp.Symbol, Any]:
        """What the equations of the cell give."""
        names = (*WORDS, *(a.name for a in ACTIVATIONS))
        known = {name: partial(opaque, name) for name in names} | {"power": power}
        arithmetic = Arithmetic(lambda r: Fraction(int(r.p), int(r.q)), known)
        functions = {name: partial(opaque, word) for name, word in self.functions.items()}
        meaning = Meaning(self.formulation, arithmetic, functions, self.configuration.options)
        scope = meaning._given(self.given)
        meaning.state(self.formulation.cell.steps, scope)
        return scope

    def flat(self, name: str) -> list[Any]:
        """The numbers of an array as they lie in memory."""
        return list(flattened(self.given[name]))

    def before(self, state: State) -> list[Any]:
        """A state as it lies in memory; one that the cell does not read has its start."""
        if str(state.before) in self.given:
            return self.flat(str(state.before))
        sizes = (self.sizes[size] for size in self.formulation.notation[state.before].shape[1:])
        return [Fraction(int(state.start.p), int(state.start.q))] * prod(sizes)

    def weights(self) -> dict[str, Any]:
        """The structure of the weights: sizes, arrays, NULL for those that are not given."""
        found: dict[str, Any] = {free(name): size for name, size in self.sizes.items()}
        for field in (*self.printer.interface.weights, *self.printer.interface.call):
            name = next((n for n in self.given if free(n) == field.name), "")
            if name:
                value = self.given[name]
                found[field.name] = Pointer(self.flat(name)) if isinstance(value, list) else value
            else:
                found.setdefault(field.name, None)
        return found

    def __str__(self) -> str:
        default = ", default functions" if self.default and self.functions else ""
        return f"{self.configuration}{default}"


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A whole power; the root, which is no arithmetic, is opaque."""
    if exponent.denominator == 1:
        return base**exponent.numerator
    root = opaque("sqrt", base)
    return root if exponent > 0 else 1 / root


def numbers(name: str, lengths: list[int], place: str = "") -> Any:
    """Nested lists of drawn numbers between -3/2 and 3/2: sums are on both sides of each bound."""
    if not lengths:
        # A number that serves all is below 1: as the end of a loop it is no size.
        return opaque(name, Fraction(int(place or 0))) % (3 if place else 2) - Fraction(3, 2)
    return [numbers(name, lengths[1:], f"{place}{k + 1}") for k in range(lengths[0])]


def flattened(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from flattened(one)
    else:
        yield value


def rows_of(value: Any) -> Iterator[list[Any]]:
    """The last dimension of nested lists, row by row."""
    if isinstance(value[0], list):
        for one in value:
            yield from rows_of(one)
    else:
        yield value


def words() -> dict[str, Any]:
    """What the printed C calls, in both precisions."""
    found: dict[str, Any] = {"sizeof": lambda _type: 1, "memcpy": copied}
    for suffix in SUFFIXES:
        found |= {f"{n}_{suffix}": partial(opaque, n) for n in (*WORDS, *_activations())}
        found[f"all_{suffix}"] = lambda x: x
        found[f"square_{suffix}"] = lambda x: x * x
        found[f"over_units_{suffix}"] = over_units
        found[f"mean_{suffix}"] = lambda numbers, units: over_units(numbers, units) / units
        found[f"vecmat_{suffix}"] = vecmat
        found[f"where_{suffix}"] = lambda condition, yes, no: yes if condition else no
        found[f"activate_{suffix}"] = lambda name, x: opaque(name.removeprefix("LSTM_").lower(), x)
    return found


@cache
def _activations() -> tuple[str, ...]:
    return tuple(a.name for a in ACTIVATIONS)


def over_units(numbers: Pointer, units: int) -> Any:
    return sum(numbers[k] for k in range(units))


def vecmat(vector: Pointer, column: Pointer, rows: int, units: int) -> Any:
    return sum(vector[k] * column[k * units] for k in range(rows))


def copied(to: Pointer, source: Pointer, count: int) -> None:
    for k in range(count):
        to[k] = source[k]


@lru_cache(maxsize=4)  # both files of a body run them, and each of its mutants
def cases(printer: CellPrinter) -> tuple[Case, ...]:
    """Every configuration of one body; the functions are any, and the default ones once."""
    return tuple(_cases(printer))


def _cases(printer: CellPrinter) -> Iterator[Case]:
    first = True
    for configuration in configurations(printer.formulation, of_cell=True):
        options, when = configuration.options, printer.body.when
        if all(options.get(name) == value for name, value in when.items()):
            yield Case(printer, configuration, default=False)
            if first or not printer.n.functions:
                yield Case(printer, configuration, default=True)
            first = False


def differing(
    case: Case, running: Running, after: Mapping[sp.Symbol, list[Any]], lanes: int = 1
) -> Iterator[str]:
    """The equations whose value is another, by label and line; else the states that are.

    ``lanes`` are the numbers of a register, of which a row has whole ones.
    """
    seen = False
    for equation in case.formulation.cell.steps:
        symbol = equation.left
        stated = case.meant.get(symbol) if isinstance(symbol, sp.Symbol) else None
        found = running.given.get(free(str(symbol)), [])
        if not isinstance(stated, list) or not found or seen:
            continue
        rows = list(rows_of(stated))
        wide = -(-len(rows[0]) // lanes) * lanes
        pairs = (p for k, row in enumerate(rows) for p in zip(found[k * wide :], row, strict=False))
        for (value, line), meant in pairs:
            if value != meant:
                seen = True
                yield f"{equation.label}, line {line}: {symbol}"
                break
    for symbol, values in after.items():
        if values != list(flattened(case.meant[symbol])) and not seen:
            yield f"{symbol} after the timestep"


@cache
def printers() -> dict[str, CellPrinter]:
    """The printed bodies by their names, those with fewer bits last."""
    stated = [f for f in (*FORMULATIONS, *LAYERS) if not refused(f)]
    plain = [p for f in stated for p in bodies(lower(f)).values()]
    fewer = [p for one, bits in pairs(IN_FEWER_BITS) for p in bodies(lower(one), bits).values()]
    return {printer.name: printer for printer in (*plain, *fewer)}
