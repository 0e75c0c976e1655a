"""The LSTM of PyTorch, in bfloat16, compiled.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import pytorch_layer as in_numpy
from lstm_numpy.pytorch_layer import LayerResult

__all__ = ["LayerResult", "lstm_layer", "prepare", "stream"]

lstm_layer = compiled(in_numpy.lstm_layer, in_c="pytorch_layer_bfloat16")
prepare = compiled(in_numpy.prepare, in_c="pytorch_layer_bfloat16")
stream = streaming(in_numpy.prepare, in_c="pytorch_layer_bfloat16")
