"""minGRU, compiled.

Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import mingru as in_numpy
from lstm_numpy.mingru import MinGRUResult

__all__ = ["MinGRUResult", "mingru", "mingru_gradients", "prepare", "stream"]

mingru = compiled(in_numpy.mingru)
mingru_gradients = compiled(in_numpy.mingru_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
