"""The LSTM layer with Keras's constructor names, for code whose import alone is changed."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from inspect import signature
from typing import Any, Self

from lstm_numpy.arguments import Activation, Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.initializers import initial_weights
from lstm_numpy.keras import LSTMResult, prepare
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_numpy.states import KeptStates
from lstm_numpy.words import check, configured, options, shown

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
        whether there is a bias, and whether a new layer's forget gate has ones in it, which
        defaults to keras_version's
    return_sequences, return_state, go_backwards, stateful : bool
        as in Keras
    unroll, zero_output_for_mask : bool
        as in Keras; both decide what is emitted at masked timesteps and nothing else
    implementation : int or None
        as in Keras; every implementation computes the same equations
    seed : int or None
        of the weights that a new layer draws on its first call, if none are set
    keras_version : str
        the release whose defaults and meanings hold, "2.0.0" or later; or what files of
        TensorFlow and TensorFlow.js call it, such as "2.2.4-tf" and "tfjs-layers 4.22.0"
    backend : str
        Keras's backend, which decides what is emitted at masked timesteps

    Raises
    ------
    ValueError
        an option is unknown, or the release does not have it or breaks its word, or its name
        leaves a default open

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
        # What copies of the layer are made with, by a wrapper or from a file.
        self.words = {word: value for word, value in locals().items() if word != "self"}
        check(self.words, FROM_VERSION)
        self.units: int = self.words["units"]
        self.return_sequences = return_sequences
        self.use_bias = use_bias
        self.unit_forget_bias: bool = self.words["unit_forget_bias"]
        self.return_state = return_state
        self.stateful = stateful
        self.seed = seed
        self._weights: list[Array] = []
        self._kept = KeptStates(keras_version)
        self._ready()

    def _ready(self) -> None:
        """What follows from the words alone, and is no part of a copy."""
        self._options = options(self.words)
        self._prepared: Callable[..., LSTMResult] | None = None

    def __getstate__(self) -> dict[str, Any]:
        # Packed weights hold addresses and the options functions: both are made again.
        made_again = ("_options", "_prepared")
        state = {k: v for k, v in self.__dict__.items() if k not in made_again}
        return {**state, "_kept": copy(self._kept)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._ready()

    def __repr__(self) -> str:
        """The units, and what differs from a new layer's defaults."""
        return shown(type(self).__name__, self.words, DEFAULTS)

    @classmethod
    def from_config(
        cls,
        config: Mapping[str, Any],
        *,
        keras_version: str | None = None,
        backend: str | None = None,
    ) -> Self:
        """The layer that a configuration of Keras describes, as it stands in a model's file.

        ``config`` is the dict that Keras's ``get_config()`` returns, of any release, or an entry
        of a file's list of layers, which holds it. ``keras_version`` and ``backend`` stand in the
        file beside it. A config of Keras 3 means the newest release unless one is passed; an
        older one does not say what it means without its release.

        What changes nothing at inference is passed over: names, dropout, initializers,
        regularizers, constraints, dtypes. Numbers have the type of the weights.

        Raises TypeError for no dict; ValueError, by name, for what this layer does not have, and
        for a config of an older Keras without keras_version.

        Examples
        --------
        >>> config = {"units": 8, "recurrent_activation": "sigmoid", "dropout": 0.5}
        >>> LSTM.from_config(config)
        LSTM(8)
        """
        from lstm_numpy import configuration  # which few programs need

        return cls(**configuration.of_lstm(config, DEFAULTS, keras_version, backend))

    def get_config(self) -> dict[str, Any]:
        """The configuration, as Keras has it; `from_config` takes it, and so does the newest Keras.

        It holds ``keras_version`` and ``backend`` only where the layer would mean something else
        without them; Keras, which does not know these two, then refuses it.
        """
        return configured(self.words, DEFAULTS)

    @property
    def weights(self) -> list[Array]:
        """What get_weights() returns."""
        return self.get_weights()

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
        self._kept.forget()

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
        state = self._kept.initial(sizes["batch"], initial_state)
        result = self._computed(sequences, initial_state=state, mask=mask)
        if self.stateful:
            self._kept.keep(result.state_h, result.state_c)
        if not self.return_state:
            return result.lstm_output
        return result.lstm_output, result.state_h, result.state_c

    def _computed(self, sequences: Array, **given: Any) -> LSTMResult:
        """What the layer's function gives; its weights are packed once."""
        if self._prepared is None:
            self._prepared = prepare(*self._weights, **self._options)
        return self._prepared(sequences, **given)


#: Of the words that a layer is made with.
DEFAULTS = {word: one.default for word, one in signature(LSTM).parameters.items()}
