"""The LSTM layer of `lstm_numpy`, whose timesteps are compiled."""

from typing import Any

from lstm_c import keras
from lstm_c.library import available
from lstm_numpy import layer
from lstm_numpy.arrays import Array
from lstm_numpy.keras import LSTMResult


class LSTM(layer.LSTM):
    """A Keras LSTM layer; arguments, results and errors are those of `lstm_numpy.LSTM`.

    `backward` is compiled, too; with ``at_kink``, and without a compiler, `lstm_numpy` computes it.

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

    def _gradients(self, **given: Any) -> Any:
        if given.get("at_kink") is not None or not available():
            return super()._gradients(**given)
        return keras.lstm_gradients(**given)
