"""minLSTM, compiled.

Printed from lstm_sym/equations/mingru.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import minlstm as in_numpy
from lstm_numpy.minlstm import MinLSTMResult

__all__ = ["MinLSTMResult", "minlstm", "minlstm_gradients", "prepare", "stream"]

minlstm = compiled(in_numpy.minlstm)
minlstm_gradients = compiled(in_numpy.minlstm_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
