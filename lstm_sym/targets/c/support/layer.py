"""The LSTM layer of `lstm_numpy`, whose timesteps are compiled."""

from typing import Any

from lstm_c import keras
from lstm_numpy import layer
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult


class LSTM(layer.LSTM):
    """A Keras LSTM layer; arguments, results and errors are those of `lstm_numpy.LSTM`.

    Examples
    --------
    >>> import numpy as np
    >>> LSTM(32, return_sequences=True, seed=0)(np.ones((4, 28, 10), np.float32)).shape
    (4, 28, 32)
    """

    def _computed(self, sequences: Array, **given: Any) -> LSTMResult:
        if self._prepared is None:
            self._prepared = keras.prepare(*self._weights, **self._options)
        return self._prepared(sequences, **given)
