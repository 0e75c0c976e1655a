"""The printed gradients against the complex step: of every array, in every configuration."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.proofs import complex_numbers
from lstm_sym.proofs.calls import together
from lstm_sym.proofs.configurations import Configuration, configurations, given_symbols
from lstm_sym.proofs.drawn import size_of
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.gradients import function_of

#: Relative to the sum of all that is added up, in float64.
BOUND = 1e-13
SIZES = {"timesteps": 3, "batch": 2, "batch_size": 2, "1": 1}
PRIMES = (5, 7, 3, 4)
#: Directions along which the derivative is taken, for each array.
DIRECTIONS = 2


def differences(formulation: Formulation, texts: Mapping[str, str]) -> Iterator[str]:
    """In which configurations the gradients of printed modules are not the complex step.

    ``texts`` are those of the fast form, of the gradients and of the readable form, by name.
    """
    with together(texts) as modules, np.errstate(all="ignore"):
        function = vars(modules[formulation.module])[function_of(formulation)]
        for configuration in chosen(formulation):
            for name, off in errors(formulation, configuration, function):
                if not off <= BOUND:
                    yield f"{name}, {configuration}: {off:.0e}"


def chosen(formulation: Formulation) -> Iterator[Configuration]:
    """The configurations, masked where they are by one mask that has both values."""
    for configuration in configurations(formulation):
        if configuration.mask in (None, (True, False, True)):
            yield configuration


def errors(
    formulation: Formulation, configuration: Configuration, function: Callable[..., Any]
) -> Iterator[tuple[str, float]]:
    """Each array that is given, and how far its gradient is off along drawn directions."""

    def compute(given: Mapping[str, Any], arriving: Mapping[str, Any]) -> Mapping[str, Any]:
        words = arguments(formulation, given, configuration.options, {})
        return named(formulation, function(**words, **arriving))

    yield from of_arrays(formulation, configuration, compute)


def of_arrays(
    formulation: Formulation,
    configuration: Configuration,
    compute: Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]],
    times: float = 1,
) -> Iterator[tuple[str, float]]:
    """The same of gradients by name, for what is given and the gradients at the results.

    Arrays are so many times as large as they are drawn.
    """
    given, random = drawn(formulation, configuration)
    given |= {n: times * a for n, a in given.items() if np.ndim(a) and n != "mask"}
    forwards = complex_numbers.sequence(formulation)
    names = [str(symbol) for symbol in formulation.sequence.results]

    def results(changed: Mapping[str, Any]) -> Any:
        return forwards(**arguments(formulation, changed, configuration.options, {}))

    arriving = {
        name: random.normal(size=np.shape(result))
        for name, result in zip(names, results(given), strict=True)
    }
    found = compute(given, arriving)
    for name in (name for name, value in given.items() if np.ndim(value) and name != "mask"):
        ours, at = found[name], given[name]
        if ours.shape != at.shape:
            yield name, float("inf")
            continue

        def loss(value: np.ndarray, name: str = name) -> complex:
            after = results({**given, name: value})
            return sum((arriving[n] * r).sum() for n, r in zip(names, after, strict=True))

        for _ in range(DIRECTIONS):
            along = random.normal(size=at.shape)
            true = complex_numbers.derivative(loss, at, along)
            if np.isfinite(true):
                scale = max(1.0, float(np.abs(ours * along).sum()))
                yield name, abs(float((ours * along).sum()) - true) / scale


def drawn(
    formulation: Formulation, configuration: Configuration
) -> tuple[dict[str, Any], np.random.Generator]:
    """Numbers for what a configuration is given, and what draws more of them."""
    random = np.random.default_rng(zlib.crc32(str(configuration).encode()))
    known, given = dict(SIZES), {}
    for symbol in given_symbols(formulation, configuration.options):
        shape = []
        for dimension in formulation.notation[symbol].shape:
            factor, _, name = dimension.rstrip("?").rpartition("*")
            shape.append(int(factor or 1) * size_of(formulation, name, known, PRIMES))
        given[symbol.name] = 0.7 * random.normal(size=shape) if shape else 0.375
    if configuration.mask is not None:
        given["mask"] = np.array([configuration.mask, tuple(not m for m in configuration.mask)])
    return given, random


def named(formulation: Formulation, found: Any) -> dict[str, Any]:
    """The gradients by the names of what is given, each state by its own."""
    by_name = found._asdict()
    states = by_name.pop("initial_state", ())
    options = (o for o in formulation.sequence.options if o.name == "initial_state")
    symbols = next((option.gives for option in options), ())
    return by_name | dict(zip(map(str, symbols), states, strict=True))
