"""The printed NumPy code, packed once."""

from collections.abc import Callable

from lstm_numpy.keras import prepare
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    sequences, *weights = problem.arrays
    layer = prepare(*weights)
    return lambda: layer(sequences).lstm_output
