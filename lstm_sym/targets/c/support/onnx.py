"""ONNX's operators LSTM, GRU and RNN, compiled: both directions."""

from lstm_c.compiled import compiled
from lstm_numpy import onnx as in_numpy

__all__ = ["gru", "lstm", "rnn"]

gru = compiled(in_numpy.gru)
lstm = compiled(in_numpy.lstm)
rnn = compiled(in_numpy.rnn)
