"""Keras's Bidirectional around a recurrent layer: one copy of it runs in each direction."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np

from lstm_numpy import releases
from lstm_numpy.arguments import choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.merging import MERGE_MODES, bidirectional
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.words import configured, shown


class Bidirectional:
    """The Bidirectional of Keras, with a new copy of the layer in each direction.

    Parameters
    ----------
    layer : LSTM or GRU
        whose options and class both copies have, so that one of `lstm_c` runs compiled; its
        weights and states are not taken over
    merge_mode : str or None
        "concat", "sum", "mul" or "ave"; None returns the outputs of both directions

    Raises
    ------
    TypeError
        the layer is neither
    ValueError
        the merge mode is unknown, or the layer's release of Keras refuses the layer

    Examples
    --------
    >>> from lstm_numpy import LSTM
    >>> layer = Bidirectional(LSTM(7, return_sequences=True, return_state=True, seed=0))
    >>> output, *states = layer(np.ones((3, 5, 2)))
    >>> output.shape, [state.shape for state in states]
    ((3, 5, 14), [(3, 7), (3, 7), (3, 7), (3, 7)])
    """

    def __init__(self, layer: RecurrentLayer, merge_mode: str | None = "concat") -> None:
        if not isinstance(layer, RecurrentLayer):
            raise TypeError(
                f"layer is {type(layer).__name__}, expected an LSTM of lstm_numpy or lstm_c, or "
                "a GRU"
            )
        choice("merge_mode", merge_mode, (*MERGE_MODES, None))
        kind = type(layer)  # one of lstm_c stays compiled
        self._layer_words = layer.words
        words = dict(layer.words)
        release = releases.row(words["keras_version"])
        if words["go_backwards"] and releases.number(release.since) >= (3,):
            raise ValueError(
                "layer has go_backwards=True, which Bidirectional of Keras 3 refuses: pass "
                "go_backwards=False; one direction runs backwards in any case"
            )
        # Where Keras has the argument, the wrapper sets it, whatever the layer had.
        self._zeroes = release.zero_output_for_mask is not False and words["return_sequences"]
        self._open = release.zero_output_for_mask is None and words["return_sequences"]
        self._unrolled = words["unroll"]
        words["zero_output_for_mask"] = self._zeroes and not self._unrolled and not self._open
        words["return_state"] = True
        seed = words["seed"]
        self.forward_layer = kind(**words)
        words["go_backwards"] = not words["go_backwards"]
        words["seed"] = seed if seed is None else seed + 1  # other weights than the forward ones
        self.backward_layer = kind(**words)
        self.merge_mode = merge_mode
        self.return_sequences: bool = words["return_sequences"]
        self.return_state: bool = layer.return_state

    def __repr__(self) -> str:
        """The layer, and the merge mode unless it is the default."""
        inside = shown(self._name, self._layer_words, self.forward_layer.defaults())
        merged = "" if self.merge_mode == "concat" else f", merge_mode={self.merge_mode!r}"
        return f"{type(self).__name__}({inside}{merged})"

    @classmethod
    def from_config(
        cls,
        config: Mapping[str, Any],
        *,
        keras_version: str | None = None,
        backend: str | None = None,
    ) -> Self:
        """The wrapper that a configuration of Keras describes; see `LSTM.from_config`.

        Raises TypeError for no dict; ValueError, by name, for what there is nothing for here, such
        as another layer inside, or a backward layer that is not the layer turned round.

        Examples
        --------
        >>> layer = {"class_name": "GRU", "config": {"units": 8, "go_backwards": False}}
        >>> Bidirectional.from_config({"layer": layer, "merge_mode": "sum"})
        Bidirectional(GRU(8), merge_mode='sum')
        """
        from lstm_numpy import configuration  # which few programs need

        return cls(*configuration.of_bidirectional(config, keras_version, backend))

    def get_config(self) -> dict[str, Any]:
        """The configuration, as Keras has it; see `LSTM.get_config`."""
        inside = configured(self._layer_words, self.forward_layer.defaults(), wrapped=True)
        entry = {"module": "keras.layers", "class_name": self._name, "config": inside}
        return {"layer": {**entry, "registered_name": None}, "merge_mode": self.merge_mode}

    @property
    def _name(self) -> str:
        """The class of the layer, as Keras calls it."""
        return self.forward_layer.of_keras[0]

    @property
    def weights(self) -> list[Array]:
        """What get_weights() returns."""
        return self.get_weights()

    def get_weights(self) -> list[Array]:
        """The forward layer's arrays, then the backward layer's."""
        return [*self.forward_layer.get_weights(), *self.backward_layer.get_weights()]

    def set_weights(self, weights: Sequence[Array]) -> None:
        """Set the forward layer's arrays, then the backward layer's."""
        number = 3 if self.forward_layer.use_bias else 2
        arrays = several("weights", weights, 2 * number)
        kept = self.forward_layer.get_weights()
        self.forward_layer.set_weights(arrays[:number])
        try:
            self.backward_layer.set_weights(arrays[number:])
        except (TypeError, ValueError):
            if kept:
                self.forward_layer.set_weights(kept)
            raise

    def reset_state(self) -> None:
        """Forget the states that stateful layers have kept."""
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    reset_states = reset_state  # Keras 1 and 2 call it so

    def __call__(
        self,
        sequences: Array,
        mask: Array | None = None,
        initial_state: Sequence[Array] | None = None,
    ) -> Any:
        """The merged output, or both outputs for merge_mode=None.

        With return_state=True they are followed by the forward layer's states and the backward
        layer's; ``initial_state`` takes them in the same order.
        """
        if mask is not None and self._open:
            raise ValueError(
                f"mask is given, and releases called {self._layer_words['keras_version']} differ: "
                'TensorFlow 1 emits zeros at masked timesteps, pass keras_version="2.3.0-tf"; '
                'TensorFlow 2.0 and 2.1 repeat the output before, pass keras_version="2.3.1"'
            )
        if mask is not None and self._zeroes and self._unrolled:
            raise ValueError(
                "mask is given to unrolled layers, where Keras does not zero the masked timesteps "
                "that it should: set unroll=False"
            )
        states: tuple[Any, Any] = (None, None)
        if initial_state is not None:
            number = len(self.forward_layer.states)
            given = several("initial_state", initial_state, 2 * number)
            states = (given[:number], given[number:])
        forward, *forward_states = self.forward_layer(sequences, mask, states[0])
        backward, *backward_states = self.backward_layer(sequences, mask, states[1])
        if self.merge_mode is None:
            outputs = [forward, backward[:, ::-1] if self.return_sequences else backward]
        else:
            outputs = [self._merged(forward, backward)]
        if self.return_state:
            return (*outputs, *forward_states, *backward_states)
        return outputs[0] if len(outputs) == 1 else tuple(outputs)

    def _merged(self, forward: Array, backward: Array) -> Array:
        if not self.return_sequences:  # the last outputs alone are sequences of one timestep
            forward, backward = forward[:, np.newaxis], backward[:, np.newaxis]
        mode, every = str(self.merge_mode), self.return_sequences
        return bidirectional(forward, backward, merge_mode=mode, return_sequences=every).output
