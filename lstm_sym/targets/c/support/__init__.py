"""The LSTM compiled from printed C, with the face of `lstm_numpy`; see `lstm_c.keras`."""

from lstm_c import keras
from lstm_c.compiler import CompilerError
from lstm_c.layer import LSTM
from lstm_c.library import available
from lstm_c.threads import get_threads, set_threads
from lstm_numpy.keras import LSTMResult

__all__ = [
    "LSTM",
    "CompilerError",
    "LSTMResult",
    "available",
    "get_threads",
    "keras",
    "set_threads",
]
