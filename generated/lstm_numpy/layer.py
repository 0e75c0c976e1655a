"""The LSTM layer with Keras's constructor names, for code whose import alone is changed."""

from collections.abc import Callable, Sequence
from typing import Any

from lstm_numpy import releases
from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, several, shown, whole
from lstm_numpy.arrays import Array
from lstm_numpy.initializers import initial_weights
from lstm_numpy.keras import LSTMResult, prepare
from lstm_numpy.keras_versions import NEWEST_KERAS

FROM_VERSION: Any = "the default of keras_version"


class LSTM:
    """A Keras LSTM layer that needs NumPy alone; it computes, it does not train.

    Parameters
    ----------
    units : int
        size of the output and of both states
    activation, recurrent_activation : str, callable or None
        names as in Keras; None is the identity; recurrent_activation defaults to keras_version's
    use_bias, unit_forget_bias : bool
        whether there is a bias, and whether a new layer's forget gate has ones in it
    return_sequences, return_state, go_backwards, stateful : bool
        as in Keras
    unroll, zero_output_for_mask : bool
        as in Keras; both decide what is emitted at masked timesteps and nothing else
    implementation : int or None
        as in Keras; every implementation computes the same equations
    seed : int or None
        of the weights that a new layer draws on its first call, if none are set
    keras_version : str
        the release whose defaults and meanings hold, "2.0.0" or later
    backend : str
        Keras's backend, which decides what is emitted at masked timesteps

    Raises
    ------
    ValueError
        an option is unknown, or the release does not have it or breaks its word

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

    def __init__(
        self,
        units: int,
        activation: Activation = "tanh",
        recurrent_activation: Activation = FROM_VERSION,
        use_bias: bool = True,
        *,
        unit_forget_bias: bool = True,
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
        # What a wrapper makes copies of the layer with.
        self.words = {word: value for word, value in locals().items() if word != "self"}
        units = whole("units", units, 1)
        choice("use_bias", use_bias, (False, True))
        choice("unit_forget_bias", unit_forget_bias, (False, True))
        choice("return_sequences", return_sequences, (False, True))
        choice("return_state", return_state, (False, True))
        choice("go_backwards", go_backwards, (False, True))
        choice("stateful", stateful, (False, True))
        choice("unroll", unroll, (False, True))
        choice("zero_output_for_mask", zero_output_for_mask, (False, True))
        if isinstance(seed, bool) or not isinstance(seed, int | None) or (seed or 0) < 0:
            raise ValueError(f"seed is {shown(seed)}, expected None or a whole number from 0 on")
        releases.implementation(implementation, keras_version)
        self._version = releases.row(keras_version)
        if recurrent_activation is FROM_VERSION:
            recurrent_activation = self._version.recurrent_activation
        self._options = dict[str, Any](
            masked_output=releases.masked_output(
                keras_version,
                backend,
                unroll=unroll,
                zero_output_for_mask=zero_output_for_mask,
                go_backwards=go_backwards,
                return_sequences=return_sequences,
            ),
            go_backwards=go_backwards,
            return_sequences=return_sequences,
            activation=self._named("activation", activation, keras_version),
            recurrent_activation=self._named(
                "recurrent_activation", recurrent_activation, keras_version
            ),
        )
        self.units = units
        self.return_sequences = return_sequences
        self.use_bias = use_bias
        self.unit_forget_bias = unit_forget_bias
        self.return_state = return_state
        self.stateful = stateful
        self.seed = seed
        self._weights: list[Array] = []
        self._prepared: Callable[..., LSTMResult] | None = None
        self._states: tuple[Array, Array] | None = None

    def get_weights(self) -> list[Array]:
        """kernel, recurrent_kernel and, with a bias, bias; an empty list before the first call."""
        return [array.copy() for array in self._weights]

    def set_weights(self, weights: Sequence[Array]) -> None:
        """Set kernel, recurrent_kernel and, with a bias, bias, as Keras's get_weights() has them.

        Raises ValueError for a wrong number of arrays or a wrong shape, TypeError for no floats.
        """
        names = {"kernel": "input_dim 4*units", "recurrent_kernel": "units 4*units"}
        if self.use_bias:
            names["bias"] = "4*units"
        sizes = Sizes(units=self.units)
        arrays = several("weights", weights, len(names))
        self._weights = [
            sizes.floating(name, array, dimensions).copy()
            for (name, dimensions), array in zip(names.items(), arrays, strict=True)
        ]
        self._prepared = None

    def reset_state(self) -> None:
        """Forget the states that a stateful layer has kept."""
        self._states = None

    reset_states = reset_state  # Keras 1 and 2 call it so

    def __call__(
        self,
        sequences: Array,
        mask: Array | None = None,
        initial_state: Sequence[Array] | None = None,
    ) -> Array | tuple[Array, Array, Array]:
        """The output, or with return_state=True the output, the hidden and the cell state.

        ``sequences`` is (batch, timesteps, input_dim), ``mask`` booleans (batch, timesteps),
        ``initial_state`` two arrays (batch, units). The result has NumPy's common type of these and
        the weights; a layer draws weights in float32. Raises ValueError or TypeError, by name.
        """
        sizes = Sizes(units=self.units)
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if not self._weights:
            self._weights = initial_weights(
                sizes["input_dim"], self.units, self.use_bias, self.unit_forget_bias, self.seed
            )
        state = self._initial_state(sizes["batch"], initial_state)
        result = self._computed(sequences, initial_state=state, mask=mask)
        if self.stateful:
            # Copies: the caller may write into the arrays that are returned.
            self._states = (result.state_h.copy(), result.state_c.copy())
        if not self.return_state:
            return result.lstm_output
        return result.lstm_output, result.state_h, result.state_c

    def _computed(self, sequences: Array, **given: Any) -> LSTMResult:
        """What the layer's function gives; its weights are packed once."""
        if self._prepared is None:
            self._prepared = prepare(*self._weights, **self._options)
        return self._prepared(sequences, **given)

    @staticmethod
    def _named(name: str, value: Activation, keras_version: str) -> Callable[[Array], Array]:
        return elementwise(name, releases.activation(name, value, keras_version))

    def _initial_state(
        self, batch: int, given: Sequence[Array] | None
    ) -> tuple[Array, Array] | None:
        """The given state, or what a stateful layer has kept, or none."""
        kept = self._states
        if kept is not None and len(kept[0]) != batch:
            raise ValueError(
                f"sequences has batch {batch}, but the stateful layer keeps states of batch "
                f"{len(kept[0])}: call reset_state() first"
            )
        if given is None:
            return kept
        h, c = several("initial_state", given, 2)
        # tf.keras takes a given state only while every state that it has kept is zero.
        recorded = kept is not None and any(array.any() for array in kept)
        return kept if recorded and not self._version.given_state_wins else (h, c)
