"""The LSTM in NumPy alone, printed from equations; see `lstm_numpy.keras` and `lstm_numpy.LSTM`."""

from lstm_numpy import activations, keras
from lstm_numpy.keras import LSTMResult
from lstm_numpy.layer import LSTM

__all__ = ["LSTM", "LSTMResult", "activations", "keras"]
