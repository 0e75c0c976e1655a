"""The LSTM layer of `lstm_numpy`, whose timesteps are compiled."""

from typing import Any

import numpy as np

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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._options: dict[str, Any] = dict(self._lstm.keywords)
        self._prepared: Any = None
        self._lstm: Any = self._compiled

    def _compiled(
        self, sequences: Array, kernel: Array, *others: Array, **given: Any
    ) -> LSTMResult:
        states = given["initial_state"] or ()
        types = {np.asarray(array).dtype for array in (sequences, kernel, *others, *states)}
        if len(types) > 1:
            bias = others[1] if len(others) > 1 else None
            options = {**given, **self._options}
            return keras.lstm(sequences, kernel, others[0], bias, **options)
        # The layer's own arrays of weights are replaced when they are set, and never written to.
        if self._prepared is None or self._prepared[0] is not kernel:
            self._prepared = kernel, keras.prepare(kernel, *others, **self._options)
        result: LSTMResult = self._prepared[1](sequences, **given)
        return result
