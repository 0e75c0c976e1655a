"""What the recurrent layers of Keras share: words, weights, kept states, configurations."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cache
from inspect import signature
from typing import Any, ClassVar, Self

from lstm_numpy.arguments import Sizes, several
from lstm_numpy.arrays import Array
from lstm_numpy.states import KeptStates
from lstm_numpy.words import check, configured, options, shown

FROM_VERSION: Any = "the default of keras_version"


class RecurrentLayer:
    """A recurrent layer with Keras's constructor; each kind brings its words and its equations."""

    #: The classes of Keras that are this layer, the first by its own name.
    of_keras: ClassVar[tuple[str, ...]]
    #: What its function calls the output.
    output: ClassVar[str]
    #: The states, as the layer returns them.
    states: ClassVar[tuple[str, ...]]
    #: The blocks of each weight array.
    blocks: ClassVar[int]

    units: int
    use_bias: bool
    return_sequences: bool
    return_state: bool
    stateful: bool
    seed: int | None

    def _make(self, words: dict[str, Any]) -> None:
        """The layer of these words, which copies are made with, by a wrapper or from a file."""
        self.words = words
        check(words, FROM_VERSION)
        for word in ("units", "use_bias", "return_sequences", "return_state", "stateful", "seed"):
            setattr(self, word, words[word])
        self._weights: list[Array] = []
        self._kept = KeptStates(words["keras_version"])
        self._ready()

    def _ready(self) -> None:
        """What follows from the words alone, and is no part of a copy."""
        self._options = options(self.words)
        self._prepared: Callable[..., Any] | None = None

    def __getstate__(self) -> dict[str, Any]:
        # Packed weights hold addresses and the options functions: both are made again.
        made_again = ("_options", "_prepared")
        state = {k: v for k, v in self.__dict__.items() if k not in made_again}
        return {**state, "_kept": copy(self._kept)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._ready()

    @classmethod
    @cache
    def defaults(cls) -> dict[str, Any]:
        """Of the words that a layer is made with."""
        return {word: one.default for word, one in signature(cls).parameters.items()}

    def __repr__(self) -> str:
        """The units, and what differs from a new layer's defaults."""
        return shown(type(self).__name__, self.words, self.defaults())

    @classmethod
    def from_config(
        cls,
        config: Mapping[str, Any],
        *,
        keras_version: str | None = None,
        backend: str | None = None,
    ) -> Self:
        """The layer that a configuration of Keras describes, as a model's file has it.

        ``config`` is the dict that Keras's ``get_config()`` returns, of any release, or an entry
        of a file's list of layers, which holds it. ``keras_version`` and ``backend`` are in the
        file beside it. A config of Keras 3 means the newest release unless one is passed; an
        older one does not say what it means without its release.

        What changes nothing at inference is passed over: names, dropout, initializers,
        regularizers, constraints, dtypes. Numbers have the type of the weights.

        Raises TypeError for no dict; ValueError, by name, for what this layer does not have, and
        for a config of an older Keras without keras_version.

        Examples
        --------
        >>> from lstm_numpy import LSTM
        >>> LSTM.from_config({"units": 8, "recurrent_activation": "sigmoid", "dropout": 0.5})
        LSTM(8)
        """
        from lstm_numpy import configuration  # which few programs need

        return cls(**configuration.of_layer(config, cls, keras_version, backend))

    def get_config(self) -> dict[str, Any]:
        """The configuration, as Keras has it; `from_config` takes it, and so does the newest Keras.

        It holds ``keras_version`` and ``backend`` only where the layer would mean something else
        without them; Keras, which does not know these two, then refuses it.
        """
        return configured(self.words, self.defaults())

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
        columns = f"{self.blocks}*units" if self.blocks > 1 else "units"
        names = {"kernel": f"input_dim {columns}", "recurrent_kernel": f"units {columns}"}
        if self.use_bias:
            names["bias"] = self._rows_of_bias + columns
        sizes = Sizes(units=self.units, rows=(2, "reset_after"))
        arrays = several("weights", weights, len(names))
        self._weights = [
            sizes.floating(name, array, dimensions).copy()
            for (name, dimensions), array in zip(names.items(), arrays, strict=True)
        ]
        self._prepared = None

    @property
    def _rows_of_bias(self) -> str:
        """The dimension before the columns of the bias, where there are two rows."""
        return "rows " if self.words.get("reset_after") else ""

    def reset_state(self) -> None:
        """Forget the states that a stateful layer has kept."""
        self._kept.forget()

    reset_states = reset_state  # Keras 1 and 2 call it so

    def __call__(
        self,
        sequences: Array,
        mask: Array | None = None,
        initial_state: Any = None,
    ) -> Any:
        """The output, or with return_state=True the output and every last state.

        ``sequences`` is (batch, timesteps, input_dim), ``mask`` booleans (batch, timesteps),
        ``initial_state`` a list with an array (batch, units) for each state, or the array itself
        if there is one state. The result has NumPy's common type of these and the weights; a
        layer draws weights in float32. Raises ValueError or TypeError, naming the argument.
        """
        sizes = Sizes(units=self.units)
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        if not self._weights:
            self._weights = self._drawn(sizes["input_dim"])
        start = self._start(sizes["batch"], initial_state)
        output, *last = self._computed(sequences, initial_state=start, mask=mask)
        if self.stateful:
            self._kept.keep(*last)
        return (output, *last) if self.return_state else output

    def _start(self, batch: int, initial_state: Any) -> Any:
        """The states before the first timestep, as the layer's function takes them."""
        number = len(self.states)
        alone = number == 1 and not isinstance(initial_state, list | tuple)
        given = (initial_state,) if alone and initial_state is not None else initial_state
        state = self._kept.initial(batch, given, number)
        return state[0] if state is not None and number == 1 else state

    def backward(
        self,
        sequences: Array,
        mask: Array | None = None,
        initial_state: Any = None,
        **words: Any,
    ) -> Any:
        """The loss's gradients with respect to what a call is given, and to the weights.

        The first three are as in a call, which need not come before; ``words`` are those of
        `lstm_numpy.keras.lstm_gradients`, `gru_gradients` or `simple_rnn_gradients`: the loss's
        gradients at the results, at_kink, truncation and checkpoints. A stateful layer begins with
        the states that it has kept, and keeps no others. Returns what that function returns.

        Raises ValueError or TypeError, naming the argument, and RuntimeError without weights.

        Examples
        --------
        >>> import numpy as np
        >>> from lstm_numpy import LSTM
        >>> layer = LSTM(32, return_sequences=True, seed=0)
        >>> x = np.ones((4, 28, 10), np.float32)
        >>> output = layer(x)
        >>> layer.backward(x, lstm_output=2 * output).recurrent_kernel.shape
        (32, 128)
        """
        if not self._weights:
            raise RuntimeError("the layer has no weights: set_weights() or call it first")
        sizes = Sizes(units=self.units)
        sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
        start = self._start(sizes["batch"], initial_state)
        names = ("kernel", "recurrent_kernel", "bias")
        weights: dict[str, Any] = dict(zip(names, self._weights, strict=False))
        given = {"initial_state": start, "mask": mask, **self._options}
        if twice := sorted(words.keys() & {*names, *given}):
            raise ValueError(f"{twice[0]} is given, but the layer has its own")
        return self._gradients(sequences=sequences, **weights, **given, **words)

    def _gradients(self, **given: Any) -> Any:
        """What the function of the layer's gradients gives."""
        raise NotImplementedError

    def _drawn(self, input_dim: int) -> list[Array]:
        """The weights of a new layer."""
        raise NotImplementedError

    def _computed(self, sequences: Array, **given: Any) -> Any:
        """What the layer's function gives; its weights are packed once."""
        raise NotImplementedError
