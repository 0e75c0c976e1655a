"""The GRU of Keras, compiled.

Printed from lstm_sym/equations/gru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import gru as in_numpy
from lstm_numpy.gru import GRUResult

__all__ = ["GRUResult", "gru", "gru_gradients", "prepare", "stream"]

gru = compiled(in_numpy.gru)
gru_gradients = compiled(in_numpy.gru_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
