"""The GRU of Keras, in bfloat16, compiled.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import gru as in_numpy
from lstm_numpy.gru import GRUResult

__all__ = ["GRUResult", "gru", "prepare", "stream"]

gru = compiled(in_numpy.gru, in_c="gru_bfloat16")
prepare = compiled(in_numpy.prepare, in_c="gru_bfloat16")
stream = streaming(in_numpy.prepare, in_c="gru_bfloat16")
