"""Keras's layers in training, under masks of dropout that are given, compiled."""

from lstm_c.compiled import compiled
from lstm_numpy import dropout as in_numpy

__all__ = ["gru", "gru_gradients", "lstm", "lstm_gradients", "simple_rnn", "simple_rnn_gradients"]

gru = compiled(in_numpy.gru)
gru_gradients = compiled(in_numpy.gru_gradients)
lstm = compiled(in_numpy.lstm)
lstm_gradients = compiled(in_numpy.lstm_gradients)
simple_rnn = compiled(in_numpy.simple_rnn)
simple_rnn_gradients = compiled(in_numpy.simple_rnn_gradients)
