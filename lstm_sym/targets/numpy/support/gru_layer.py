"""The GRU layer with Keras's constructor names."""

from typing import Any

import numpy as np

from lstm_numpy.arguments import Activation
from lstm_numpy.arrays import Array
from lstm_numpy.gru import GRUResult, prepare
from lstm_numpy.initializers import initial_weights
from lstm_numpy.keras_versions import GATES, NEWEST_KERAS
from lstm_numpy.recurrent_layer import FROM_VERSION, RecurrentLayer


class GRU(RecurrentLayer):
    """The GRU layer of Keras, with gradients; it needs only NumPy.

    Parameters
    ----------
    units : int
        size of the output and of the state
    activation, recurrent_activation : str, callable or None
        names as in Keras; None is the identity; recurrent_activation defaults to keras_version's
    use_bias : bool
        whether there is a bias, in two rows with reset_after=True
    reset_after : bool
        whether the reset gate acts after the product with the recurrent weights; it defaults to
        keras_version's
    return_sequences, return_state, go_backwards, stateful, unroll, zero_output_for_mask : bool
        as in Keras, and as for `LSTM`
    implementation, seed, keras_version, backend
        as for `LSTM`

    Raises
    ------
    ValueError
        an option is unknown, the release does not have it or does not do what it says, or the
        name of the release leaves a default open

    Examples
    --------
    In Keras 2.2.4 the reset gate acts before the product, since Keras 2.4 after it:

    >>> import numpy as np
    >>> GRU(32, keras_version="2.2.4").reset_after, GRU(32).reset_after
    (False, True)
    >>> layer = GRU(32, return_sequences=True, return_state=True, seed=0)
    >>> output, state_h = layer(np.ones((4, 28, 10), np.float32))
    >>> output.shape, state_h.shape
    ((4, 28, 32), (4, 32))
    """

    of_keras = ("GRU", "CuDNNGRU")
    output = "gru_output"
    states = ("h",)
    blocks = len(GATES["GRU"])

    def __init__(
        self,
        units: int,
        activation: Activation = "tanh",
        recurrent_activation: Activation = FROM_VERSION,
        use_bias: bool = True,
        *,
        reset_after: bool = FROM_VERSION,
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
        self.reset_after: bool = self.words["reset_after"]

    def _drawn(self, input_dim: int) -> list[Array]:
        drawn = initial_weights(input_dim, self.units, GATES["GRU"], self.use_bias, "", self.seed)
        if self.use_bias and self.reset_after:
            drawn[-1] = np.stack([drawn[-1]] * 2)
        return drawn

    def _computed(self, sequences: Array, **given: Any) -> GRUResult:
        """What the layer's function gives; its weights are packed once."""
        if self._prepared is None:
            self._prepared = prepare(*self._weights, **self._options)
        result: GRUResult = self._prepared(sequences, **given)
        return result

    def _gradients(self, **given: Any) -> Any:
        """What the function of the layer's gradients gives."""
        from lstm_numpy.gru_gradients import gru_gradients  # which few programs need

        return gru_gradients(**given)
