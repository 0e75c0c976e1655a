"""The GRU and the simple RNN of cuDNN, compiled."""

from lstm_c.compiled import compiled
from lstm_numpy import cudnn_modes as in_numpy

__all__ = ["gru", "rnn"]

gru = compiled(in_numpy.gru)
rnn = compiled(in_numpy.rnn)
