"""The printed C code in bfloat16, with weights that are packed once."""

from collections.abc import Callable

from lstm_c import gru_bfloat16, keras_bfloat16
from lstm_sym.bench import ours
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return "generated"


def build(problem: Problem) -> Callable[[], Array]:
    return ours.in_c(problem, {"LSTM": keras_bfloat16, "GRU": gru_bfloat16})
