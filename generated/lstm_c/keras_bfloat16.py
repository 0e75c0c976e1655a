"""The LSTM of Keras, in bfloat16, compiled.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from lstm_c.compiled import compiled
from lstm_c.streams import streaming
from lstm_numpy import keras as in_numpy
from lstm_numpy.keras import LSTMResult

__all__ = ["LSTMResult", "lstm", "prepare", "stream"]

lstm = compiled(in_numpy.lstm, in_c="keras_bfloat16")
prepare = compiled(in_numpy.prepare, in_c="keras_bfloat16")
stream = streaming(in_numpy.prepare, in_c="keras_bfloat16")
