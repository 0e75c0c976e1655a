"""The LSTM in NumPy alone, printed from equations; see `lstm_numpy.keras` and `lstm_numpy.LSTM`."""

from lstm_numpy import activations, keras
from lstm_numpy.bidirectional import Bidirectional
from lstm_numpy.conversion import convert, convert_options
from lstm_numpy.keras import LSTMResult
from lstm_numpy.layer import LSTM
from lstm_numpy.stacked import stacked
from lstm_numpy.version import __version__

__all__ = [
    "LSTM",
    "Bidirectional",
    "LSTMResult",
    "__version__",
    "activations",
    "convert",
    "convert_options",
    "keras",
    "stacked",
]
