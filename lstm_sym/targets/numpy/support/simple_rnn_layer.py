"""The SimpleRNN layer with Keras's constructor names."""

from typing import Any

from lstm_numpy.arguments import Activation
from lstm_numpy.arrays import Array
from lstm_numpy.initializers import initial_weights
from lstm_numpy.keras_versions import GATES, NEWEST_KERAS
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.simple_rnn import SimpleRNNResult, prepare


class SimpleRNN(RecurrentLayer):
    """The SimpleRNN layer of Keras, with gradients; it needs only NumPy.

    Parameters
    ----------
    units : int
        size of the output and of the state
    activation : str, callable or None
        a name as in Keras; None is the identity
    use_bias, return_sequences, return_state, go_backwards, stateful, unroll, zero_output_for_mask
        as for `LSTM`
    implementation, seed, keras_version, backend
        as for `LSTM`

    Raises
    ------
    ValueError
        an option is unknown, or the release does not have it or does not do what it says

    Examples
    --------
    >>> import numpy as np
    >>> layer = SimpleRNN(32, return_sequences=True, return_state=True, seed=0)
    >>> output, state_h = layer(np.ones((4, 28, 10), np.float32))
    >>> output.shape, state_h.shape
    ((4, 28, 32), (4, 32))
    """

    of_keras = ("SimpleRNN",)
    output = "rnn_output"
    states = ("h",)
    blocks = len(GATES["SimpleRNN"])

    def __init__(
        self,
        units: int,
        activation: Activation = "tanh",
        use_bias: bool = True,
        *,
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

    def _drawn(self, input_dim: int) -> list[Array]:
        gates = GATES["SimpleRNN"]
        return initial_weights(input_dim, self.units, gates, self.use_bias, "", self.seed)

    def _computed(self, sequences: Array, **given: Any) -> SimpleRNNResult:
        """What the layer's function gives; its weights are packed once."""
        if self._prepared is None:
            self._prepared = prepare(*self._weights, **self._options)
        result: SimpleRNNResult = self._prepared(sequences, **given)
        return result

    def _gradients(self, **given: Any) -> Any:
        """What the function of the layer's gradients gives."""
        from lstm_numpy.simple_rnn_gradients import simple_rnn_gradients  # which few programs need

        return simple_rnn_gradients(**given)
