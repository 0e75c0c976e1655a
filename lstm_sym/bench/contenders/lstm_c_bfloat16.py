"""The printed C code in bfloat16, with weights that are packed once."""

from collections.abc import Callable

from lstm_c import set_threads
from lstm_c.keras_bfloat16 import prepare
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    sequences, *weights = problem.arrays
    set_threads(problem.threads)
    layer = prepare(*weights)
    return lambda: layer(sequences).lstm_output
