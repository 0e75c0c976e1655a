"""The sLSTM of xLSTM, compiled.

Printed from lstm_sym/equations/xlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import slstm as in_numpy
from lstm_numpy.slstm import SLSTMResult

__all__ = ["SLSTMResult", "prepare", "slstm", "slstm_gradients", "stream"]

slstm = compiled(in_numpy.slstm)
slstm_gradients = compiled(in_numpy.slstm_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
