"""The LSTM in NumPy alone, printed from equations; see `lstm_numpy.keras` and `lstm_numpy.LSTM`."""

from typing import TYPE_CHECKING

from lstm_numpy import activations, keras
from lstm_numpy.bidirectional import Bidirectional, BidirectionalGradients
from lstm_numpy.gru_layer import GRU
from lstm_numpy.keras import LSTMResult
from lstm_numpy.layer import LSTM
from lstm_numpy.simple_rnn_layer import SimpleRNN
from lstm_numpy.stacked import StackedGradients, stacked, stacked_gradients

if TYPE_CHECKING:  # loaded when they are first named
    from lstm_numpy.conversion import convert, convert_options
    from lstm_numpy.files.load import load

__all__ = [
    "GRU",
    "LSTM",
    "Bidirectional",
    "BidirectionalGradients",
    "LSTMResult",
    "SimpleRNN",
    "StackedGradients",
    "activations",
    "convert",
    "convert_options",
    "keras",
    "load",
    "stacked",
    "stacked_gradients",
]
