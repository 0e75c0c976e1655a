"""The LSTM layer with Keras's constructor names, for code whose import alone is changed."""

from typing import Any

from lstm_numpy.arguments import Activation
from lstm_numpy.arrays import Array
from lstm_numpy.initializers import initial_weights
from lstm_numpy.keras import LSTMResult, prepare
from lstm_numpy.keras_versions import GATES, NEWEST_KERAS
from lstm_numpy.recurrent_layer import FROM_VERSION, RecurrentLayer


class LSTM(RecurrentLayer):
    """The LSTM layer of Keras, with gradients; it needs only NumPy.

    Parameters
    ----------
    units : int
        size of the output and of both states
    activation, recurrent_activation : str, callable or None
        names as in Keras; None is the identity; recurrent_activation defaults to keras_version's
    use_bias, unit_forget_bias : bool
        whether there is a bias, and whether it starts with ones for the forget gate, which
        defaults to keras_version's
    return_sequences, return_state, go_backwards, stateful : bool
        as in Keras
    unroll, zero_output_for_mask : bool
        as in Keras; they change only what is returned at masked timesteps
    implementation : int or None
        as in Keras; every implementation computes the same equations
    seed : int or None
        for the weights that a layer without weights draws on its first call
    keras_version : str
        the release whose defaults and meanings apply, "2.0.0" or later, or as files of
        TensorFlow and TensorFlow.js write it, such as "2.2.4-tf" and "tfjs-layers 4.22.0"
    backend : str
        Keras's backend, which decides what is returned at masked timesteps

    Raises
    ------
    ValueError
        an option is unknown, the release does not have it or does not do what it says, or the
        name of the release leaves a default open

    Examples
    --------
    In Keras 2.2.4 this layer returns h_t for every t, then h_T and c_T:

    >>> import numpy as np
    >>> layer = LSTM(32, return_sequences=True, return_state=True, keras_version="2.2.4", seed=0)
    >>> lstm_output, state_h, state_c = layer(np.ones((4, 28, 10), np.float32))
    >>> lstm_output.shape, state_h.shape, state_c.shape
    ((4, 28, 32), (4, 32), (4, 32))
    >>> bool((lstm_output[:, -1] == state_h).all())
    True
    """

    of_keras = ("LSTM", "CuDNNLSTM")
    output = "lstm_output"
    states = ("h", "c")
    blocks = len(GATES["LSTM"])

    def __init__(
        self,
        units: int,
        activation: Activation = "tanh",
        recurrent_activation: Activation = FROM_VERSION,
        use_bias: bool = True,
        *,
        unit_forget_bias: bool = FROM_VERSION,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        zero_output_for_mask: bool = False,
        implementation: int | None = None,
        seed: int | None = None,
        keras_version: str = NEWEST_KERAS,
        backend: str = "tensorflow",
    ) -> None:
        self._make({word: value for word, value in locals().items() if word != "self"})
        self.unit_forget_bias: bool = self.words["unit_forget_bias"]

    def _drawn(self, input_dim: int) -> list[Array]:
        ones = "f" if self.words["unit_forget_bias"] else ""
        return initial_weights(input_dim, self.units, GATES["LSTM"], self.use_bias, ones, self.seed)

    def _computed(self, sequences: Array, **given: Any) -> LSTMResult:
        """What the layer's function gives; its weights are packed once."""
        if self._prepared is None:
            self._prepared = prepare(*self._weights, **self._options)
        result: LSTMResult = self._prepared(sequences, **given)
        return result

    def _gradients(self, **given: Any) -> Any:
        """What the function of the layer's gradients gives."""
        from lstm_numpy.keras_gradients import lstm_gradients  # which few programs need

        return lstm_gradients(**given)
