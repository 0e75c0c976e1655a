"""The LSTM of PyTorch with proj_size, compiled.

Printed from lstm_sym/equations/pytorch.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import pytorch_projection_layer as in_numpy
from lstm_numpy.pytorch_projection_layer import LayerResult

__all__ = ["LayerResult", "lstm_layer", "lstm_layer_gradients", "prepare", "stream"]

lstm_layer = compiled(in_numpy.lstm_layer)
lstm_layer_gradients = compiled(in_numpy.lstm_layer_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
