"""The mLSTM of xLSTM, compiled.

Printed from lstm_sym/equations/mlstm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import mlstm as in_numpy
from lstm_numpy.mlstm import MLSTMResult

__all__ = ["MLSTMResult", "mlstm", "mlstm_gradients", "prepare", "stream"]

mlstm = compiled(in_numpy.mlstm)
mlstm_gradients = compiled(in_numpy.mlstm_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
