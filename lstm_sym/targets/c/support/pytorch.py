"""PyTorch's nn.LSTM, nn.GRU and nn.RNN, compiled: layers, directions, projection."""

from lstm_c.compiled import compiled
from lstm_numpy import pytorch as in_numpy

__all__ = ["gru", "lstm", "rnn"]

gru = compiled(in_numpy.gru)
lstm = compiled(in_numpy.lstm)
rnn = compiled(in_numpy.rnn)
