"""The LSTM operator of ONNX, compiled: layers and directions as in `lstm_numpy.onnx`."""

from lstm_c.compiled import compiled
from lstm_numpy import onnx as in_numpy

__all__ = ["lstm"]

lstm = compiled(in_numpy.lstm)
