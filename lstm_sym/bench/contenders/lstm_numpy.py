"""The printed NumPy code."""

from collections.abc import Callable

from lstm_numpy.keras import lstm
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    sequences, *weights = problem.arrays
    return lambda: lstm(sequences, *weights).lstm_output
