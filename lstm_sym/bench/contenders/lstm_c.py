"""The printed C code, packed once."""

from collections.abc import Callable

from lstm_c import gru, keras
from lstm_sym.bench import ours
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    return ours.in_c(problem, {"LSTM": keras, "GRU": gru})
