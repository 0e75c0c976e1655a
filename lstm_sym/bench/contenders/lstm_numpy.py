"""The printed NumPy code, packed once."""

from collections.abc import Callable

from lstm_numpy import gru, keras
from lstm_sym.bench import ours
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    return ours.build(problem, {"LSTM": keras, "GRU": gru})
