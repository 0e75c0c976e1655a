"""Every gradient of every formulation, in every configuration, against the complex step."""

import zlib
from importlib import import_module

import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs.configurations import configurations, given_symbols
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients
from tests.gradients import complex_numbers

SIZES = {"timesteps": 3, "batch": 2, "batch_size": 2}
PRIMES = (5, 7, 3, 4)
SERVED = [f for f in FORMULATIONS if not without_gradients(f)]
TOLERANCE = 1e-13


def sizes(shape, known):
    for dimension in shape:
        factor, _, name = dimension.rstrip("?").rpartition("*")
        known.setdefault(name, 1 if name == "1" else PRIMES[len(known) % len(PRIMES)])
        yield int(factor or 1) * known[name]


def drawn(formulation, configuration):
    """What a call is given, by the names of arguments; the weights among it by themselves."""
    random = np.random.default_rng(zlib.crc32(str(configuration).encode()))
    n, known, given = formulation.notation, dict(SIZES), {}
    for symbol in given_symbols(formulation, configuration.options):
        shape = tuple(sizes(n[symbol].shape, known))
        if symbol.name == "mask":
            mask = [configuration.mask, tuple(not one for one in configuration.mask)]
            given["mask"] = np.array(mask)
        elif shape:
            given[symbol.name] = 0.7 * random.normal(size=shape)
        else:
            given[symbol.name] = 0.375
    return given, random


def called(formulation, given, configuration):
    """The words of a call: states in a tuple, options, arrays by name."""
    words = dict(given)
    option = next((o for o in formulation.sequence.options if o.name == "initial_state"), None)
    if option is not None and configuration.options.get("initial_state"):
        states = tuple(words.pop(str(symbol)) for symbol in option.gives)
        words["initial_state"] = states if len(states) > 1 else states[0]
    for name, value in configuration.options.items():
        stated = formulation.notation.options[name]
        if not stated.gives:
            words[name] = value
    return words


def gradients(formulation, words, results):
    module = import_module(f"lstm_numpy.{formulation.module}")
    return getattr(module, function_of(formulation))(**words, **results)


def by_name(formulation, found):
    """The gradients by the names of what is given, states apart."""
    named = found._asdict()
    states = named.pop("initial_state", ())
    option = next((o for o in formulation.sequence.options if o.name == "initial_state"), None)
    named |= dict(zip(map(str, option.gives), states, strict=True)) if option else {}
    return {name: value for name, value in named.items() if value is not None}


CASES = [
    pytest.param(formulation, configuration, id=f"{formulation.name}-{configuration}")
    for formulation in SERVED
    for configuration in configurations(formulation)
    if configuration.mask in (None, (True, False, True))
]


@pytest.mark.parametrize(("formulation", "configuration"), CASES)
def test_gradients_are_the_complex_step(formulation, configuration) -> None:
    given, random = drawn(formulation, configuration)
    forwards = complex_numbers.sequence(formulation)
    names = [str(symbol) for symbol in formulation.sequence.results]
    results = forwards(**called(formulation, given, configuration))
    arriving = {
        name: random.normal(size=np.shape(result))
        for name, result in zip(names, results, strict=True)
    }

    def loss(name, value):
        changed = called(formulation, {**given, name: value}, configuration)
        found = forwards(**changed)
        return sum((arriving[n] * r).sum() for n, r in zip(names, found, strict=True))

    found = gradients(formulation, called(formulation, given, configuration), arriving)
    named = by_name(formulation, found)
    asked = [name for name, value in given.items() if np.ndim(value) and name != "mask"]
    assert set(asked) <= set(named)
    for name in asked:
        assert named[name].shape == given[name].shape, name
        for _ in range(2):
            along = random.normal(size=given[name].shape)
            true = complex_numbers.derivative(
                lambda value, name=name: loss(name, value), given[name], along
            )
            ours = (named[name] * along).sum()
            scale = max(1.0, np.abs(named[name] * along).sum())
            np.testing.assert_allclose(ours, true, rtol=0, atol=TOLERANCE * scale, err_msg=name)
