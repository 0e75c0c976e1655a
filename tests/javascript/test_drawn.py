"""The script at drawn sizes, weights and options, against the readable form and its gradients."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from lstm_numpy import activations
from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import Printed
from lstm_sym.targets.javascript.source import CALLABLE, FORMULATIONS, chosen, steps, used
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy.gradients import function_of

CASES = 50
#: As large as the smallest and the largest size that is drawn; a sequence may have no timestep.
SIZES = {"batch": (1, 3), "timesteps": (0, 6), "inputs": (1, 6), "units": (1, 7)}
#: What feeds back on itself without a bound has small weights.
SCALES = (0.1, 0.3, 1.0)


@dataclass(frozen=True)
class Drawn:
    """A case: its numbers by their names in NumPy, and its options."""

    x: np.ndarray
    weights: dict[str, np.ndarray]
    options: dict[str, str]
    initial: tuple[np.ndarray, ...]
    arriving: dict[str, np.ndarray]


def drawn(stated: Formulation, random: np.random.Generator) -> Drawn:
    batch, timesteps, inputs, units = (
        int(random.integers(low, high + 1)) for low, high in SIZES.values()
    )
    n, cell = stated.notation, stated.cell
    scale = random.choice(SCALES)
    names = {"batch": batch, "batch_size": batch, "timesteps": timesteps}
    names |= {"input_dim": inputs, "input_size": inputs}

    def numbers(symbol: Any, scale: float = 1.0) -> np.ndarray:
        sizes = [size.rpartition("*") for size in n[symbol].shape]
        shape = [int(factor or 1) * names.get(name.rstrip("?"), units) for factor, _, name in sizes]
        return scale * random.normal(size=shape)

    absent = {e.left for e in cell.defaults if random.random() < 0.4}
    weights = {
        str(whole): numbers(whole, scale)
        for whole in cell.weights
        if whole not in absent and used(steps(stated), n.stacks[whole])
    }
    options = {o.name: str(random.choice(chosen(o))) for o in cell.options if not o.gives}
    options |= {name: random.choice([a.name for a in CALLABLE]) for name in n.functions}
    read, results = stated.sequence.given[0], stated.sequence.results
    given = next(o.gives for o in stated.sequence.options if o.name == "initial_state")
    initial = tuple(numbers(one) for one in given) if random.random() < 0.6 else ()
    return Drawn(numbers(read), weights, options, initial, {str(s): numbers(s) for s in results})


@cache
def states(stated: Formulation) -> list[str]:
    """What the states before are called in the script, in the order of the layer's argument."""
    given = next(o.gives for o in stated.sequence.options if o.name == "initial_state")
    of = {s.first: s.now.name.removesuffix("_t") for s in stated.notation.series_of}
    return [of[one] for one in given]


def cases(stated: Formulation) -> Iterator[Drawn]:
    random = np.random.default_rng(len(stated.title))
    yield from (drawn(stated, random) for _ in range(CASES))


def words(stated: Formulation, case: Drawn) -> dict[str, Any]:
    """The arguments of a printed function in NumPy."""
    read = str(stated.sequence.given[0])
    functions = {name: case.options[name] for name in stated.notation.functions}
    options = {name: word for name, word in case.options.items() if name not in functions}
    called = {name: getattr(activations, word) for name, word in functions.items()}
    initial = case.initial if len(case.initial) != 1 else case.initial[0]
    before = {"initial_state": initial} if case.initial else {}
    return {read: case.x, **case.weights, **options, **called, **before}


def numbers(found: Any) -> np.ndarray:
    """What came back, without the infinities and the NaN that JSON has no word for."""
    array = np.array(found, float)
    return np.where(np.isfinite(array), array, np.nan)


@pytest.mark.parametrize("stated", FORMULATIONS, ids=lambda one: one.name)
def test_a_run_is_the_readable_form(node: Callable[..., Any], stated: Formulation) -> None:
    readable = Printed(stated, numpy_formulation.module(stated)).module
    every = list(cases(stated))
    given = [
        {
            "formulation": stated.name,
            "sequences": case.x,
            "weights": case.weights,
            "options": case.options,
            "initial": dict(zip(states(stated), case.initial, strict=False)),
        }
        for case in every
    ]
    compared = 0
    for case, found in zip(every, node(given), strict=True):
        with np.errstate(all="ignore"):
            theirs = getattr(readable, stated.sequence.name)(**words(stated, case))
        names = [symbol.name for symbol in stated.sequence.results]
        for name, array in zip(names, theirs, strict=True):
            ours = [one[name] for one in found if name in one]
            if ours:
                compared += 1
                shaped = numbers(ours).reshape(np.shape(array))
                np.testing.assert_allclose(shaped, numbers(array), rtol=1e-9, atol=1e-11)
    assert compared >= 2 * CASES


@pytest.mark.parametrize("stated", FORMULATIONS, ids=lambda one: one.name)
def test_what_is_handed_back_is_that_of_numpy(
    node: Callable[..., Any], stated: Formulation
) -> None:
    function = getattr(import_module(f"lstm_numpy.{stated.module}"), function_of(stated))
    series = {s.last: s.now.name.removesuffix("_t") for s in stated.notation.series_of}
    every = list(cases(stated))
    output, *last = stated.sequence.results
    ends = {e.left: e.right for e in stated.sequence.finish}
    given = []
    for case in every:
        of_output = [[list(one) for one in rows] for rows in case.arriving[str(output)]]
        arriving: list[dict[str, Any]] = [{states(stated)[0]: rows} for rows in of_output]
        for symbol in last:
            for one, row in zip(arriving, case.arriving[str(symbol)], strict=True):
                rows = one.setdefault(series[ends[symbol]], [[0] * len(row) for _ in case.x[0]])
                if rows:
                    rows[-1] = (np.array(rows[-1]) + row).tolist()
        given.append({
            "formulation": stated.name,
            "sequences": case.x,
            "weights": case.weights,
            "options": case.options,
            "arriving": arriving,
        })  # fmt: skip
    for case, found in zip(every, node(given), strict=True):
        without = {k: v for k, v in words(stated, case).items() if k != "initial_state"}
        with np.errstate(all="ignore"):
            theirs = function(**without, **case.arriving)
        (x,) = stated.sequence.given
        ours = numbers([one["inputs"] for one in found]).reshape(case.x.shape)
        expected = numbers(getattr(theirs, str(x)))
        np.testing.assert_allclose(ours, expected, rtol=1e-8, atol=1e-10)
        if case.x.shape[1]:
            for name, array in zip(states(stated), several(theirs.initial_state), strict=True):
                ours = numbers([one["initial"][name] for one in found])
                np.testing.assert_allclose(ours, numbers(array), rtol=1e-8, atol=1e-10)


def several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
