"""The SimpleRNN of Keras, compiled.

Printed from lstm_sym/equations/simple_rnn.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import simple_rnn as in_numpy
from lstm_numpy.simple_rnn import SimpleRNNResult

__all__ = ["SimpleRNNResult", "prepare", "simple_rnn", "simple_rnn_gradients", "stream"]

simple_rnn = compiled(in_numpy.simple_rnn)
simple_rnn_gradients = compiled(in_numpy.simple_rnn_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
