"""PyTorch's nn.LSTM, compiled: layers and directions as in `lstm_numpy.pytorch`."""

from lstm_c.compiled import compiled
from lstm_numpy import pytorch as in_numpy

__all__ = ["lstm"]

lstm = compiled(in_numpy.lstm)
