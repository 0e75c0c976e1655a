"""The LayerNormLSTMCell of TensorFlow Addons, compiled.

Printed from lstm_sym/equations/layer_norm.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import layer_norm_addons as in_numpy
from lstm_numpy.layer_norm_addons import LSTMResult

__all__ = ["LSTMResult", "lstm", "lstm_gradients", "prepare", "stream"]

lstm = compiled(in_numpy.lstm)
lstm_gradients = compiled(in_numpy.lstm_gradients)
prepare = compiled(in_numpy.prepare)
stream = streaming(in_numpy.prepare)
