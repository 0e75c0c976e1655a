"""A case: what goes in and what came out, by the names of the notation, and how far off we are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

Arrays = Mapping[str, np.ndarray]
# Runs a formulation: what is given and the case that says how; the results by name.
Run = Callable[[Arrays, "Case"], Mapping[str, Any]]

# The largest error that passes, by kind of case and by dtype: absolute where no value exceeds 1,
# else relative to the largest value. In a saturated case the sums before an activation are in the
# thousands, and so is what their rounding may cost. In a coarse one the package's own tanh is
# off by as much.
BOUNDS = {
    ("ordinary", "float32"): 1e-6,
    ("ordinary", "float64"): 1e-13,
    ("saturated", "float32"): 1e-5,
    ("saturated", "float64"): 1e-12,
    ("coarse", "float32"): 2e-4,
}


@dataclass(frozen=True, eq=False)
class Case:
    """One run of one framework."""

    formulation: str
    source: str  # the framework, its version and its backend
    name: str
    bound: float  # the largest error that passes, where no value exceeds 1
    given: Arrays  # by the names of symbols
    options: Mapping[str, Any]  # every option's value; of an optional argument, whether it is given
    functions: Mapping[str, str]  # function symbol to activation, as `named` writes it
    expected: Arrays
    before: Arrays = field(default_factory=dict)  # of a call whose last states are carried over
    carried: Mapping[str, str] = field(default_factory=dict)  # which result is which state

    def __str__(self) -> str:
        return f"{self.source} {self.name}"


@dataclass(frozen=True, eq=False)
class Grid:
    """One activation of one framework on a grid of numbers."""

    source: str
    name: str
    x: np.ndarray
    y: np.ndarray
    bound: float
    parameters: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.source} {self.name}(x)"


def results(case: Case, run: Run) -> Mapping[str, Any]:
    """What a way of computing gives for a case, the calls before it included."""
    given = dict(case.given)
    options = dict(case.options)
    if case.before:
        first = run({**given, **case.before}, case)
        given |= {state: np.asarray(first[name]) for name, state in case.carried.items()}
        options["initial_state"] = True
    return run(given, replace(case, given=given, options=options))


def error(case: Case, found: Mapping[str, Any]) -> float:
    """The largest error in units of the case's bound: at most 1 passes.

    It is inf for another shape and for a result that is not there.
    """
    worst = 0.0
    for name, expected in case.expected.items():
        if name not in found:
            return float("inf")
        ours = np.asarray(found[name])
        if ours.shape != expected.shape:
            return float("inf")
        worst = max(worst, off(ours, expected) / case.bound)
    return worst


def off(ours: np.ndarray, recorded: np.ndarray) -> float:
    """The largest difference of two arrays, relative to the largest recorded value above 1."""
    scale = max(1.0, float(np.abs(recorded).max(initial=0)))
    return _number(np.abs(ours.astype(np.longdouble) - recorded).max(initial=0) / scale)


def grid_error(grid: Grid, found: Any) -> float:
    """The largest error on a grid in units of its bound: at most 1 passes."""
    return off_on_grid(grid, np.asarray(found)) / grid.bound


def off_on_grid(grid: Grid, found: np.ndarray) -> float:
    """The largest difference on a grid, each relative to its own input or value above 1."""
    with np.errstate(invalid="ignore"):
        return _number(np.abs((found.astype(np.longdouble) - grid.y) / scale_of(grid)).max())


def scale_of(grid: Grid) -> np.ndarray:
    """What an error of each value of a grid is relative to."""
    return np.maximum(1, np.maximum(np.abs(grid.x), np.abs(grid.y)))


def _number(error: Any) -> float:
    """NaN is worse than any number."""
    return float(error) if error == error else float("inf")


def named(name: str, parameters: Mapping[str, float | None]) -> str:
    """An activation with its parameters as one text: ``elu alpha=0.5``."""
    return " ".join([name, *(f"{key}={value}" for key, value in parameters.items())])


def taken_apart(text: str) -> tuple[str, dict[str, float]]:
    """Name and parameters of what `named` wrote."""
    name, *pairs = text.split()
    return name, {key: float(value) for key, _, value in (pair.partition("=") for pair in pairs)}
