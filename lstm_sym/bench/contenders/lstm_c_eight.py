"""The printed C code with products of eight bits, packed once."""

from collections.abc import Callable

from lstm_c import gru_eight, keras_eight
from lstm_sym.bench import ours
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    return ours.in_c(problem, {"LSTM": keras_eight, "GRU": gru_eight})
