"""The printed C code, packed once."""

from collections.abc import Callable

from lstm_c import gru, keras, set_threads
from lstm_sym.bench import ours
from lstm_sym.bench.problem import Array, Problem

MODULES = {"LSTM": keras, "GRU": gru}


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    set_threads(problem.threads)
    return (ours.streamed if problem.by_step else ours.build)(problem, MODULES)
