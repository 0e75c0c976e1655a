"""Keras's Bidirectional around a recurrent layer: one copy of it runs in each direction."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np

from lstm_numpy import releases
from lstm_numpy.arguments import Sizes, choice, several
from lstm_numpy.arrays import Array
from lstm_numpy.merging import MERGE_MODES, bidirectional
from lstm_numpy.recurrent_layer import RecurrentLayer
from lstm_numpy.words import configured, shown

#: What `Bidirectional.backward` hands on to both layers.
WORDS = {"at_kink", "truncation", "checkpoints"}


class BidirectionalGradients(NamedTuple):
    """What `Bidirectional.backward` returns: the gradients of the loss."""

    sequences: Array
    """of the input sequences, which both directions get, shape (batch, timesteps, input_dim)"""

    forward: Any
    """what the forward layer's `backward` returns"""

    backward: Any
    """what the backward layer's `backward` returns"""


class Bidirectional:
    """The Bidirectional of Keras, with a new copy of the layer in each direction.

    Parameters
    ----------
    layer : LSTM, GRU or SimpleRNN
        both directions have its class and its options, so one of `lstm_c` runs compiled, and
        new weights and states
    merge_mode : str or None
        "concat", "sum", "mul" or "ave"; None returns the outputs of both directions

    Raises
    ------
    TypeError
        the layer is none of these
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
                f"layer is {type(layer).__name__}, expected an LSTM, a GRU or a SimpleRNN of "
                "lstm_numpy, or a layer of lstm_c"
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

        Raises TypeError for no dict; ValueError, by name, for what is not supported here, such
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
        self._check(mask)
        forward_start, backward_start = self._halves("initial_state", initial_state)
        forward, *forward_states = self.forward_layer(sequences, mask, forward_start)
        backward, *backward_states = self.backward_layer(sequences, mask, backward_start)
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

    def backward(
        self,
        sequences: Array,
        mask: Array | None = None,
        initial_state: Sequence[Array] | None = None,
        *,
        output: Any = None,
        states: Sequence[Array | None] | None = None,
        **words: Any,
    ) -> BidirectionalGradients:
        """The loss's gradients with respect to what a call is given, and to the weights.

        The first three are as in a call, which need not come before. ``output`` is the loss's
        gradient at the merged output, with merge_mode=None a pair of those at both outputs;
        ``states`` are those at the states, the forward layer's first; None: zeros. ``words`` are
        at_kink, truncation and checkpoints. Stateful layers begin with the states that they have
        kept, and keep no others.

        Raises ValueError or TypeError, naming the argument, and RuntimeError without weights.

        Examples
        --------
        >>> from lstm_numpy import LSTM
        >>> layer = Bidirectional(LSTM(7, return_sequences=True, seed=0))
        >>> x = np.ones((3, 5, 2), np.float32)
        >>> output = layer(x)
        >>> layer.backward(x, output=2 * output).forward.kernel.shape
        (2, 28)
        """
        self._check(mask)
        if other := sorted(words.keys() - WORDS):
            raise TypeError(
                f"{other[0]} is not an argument of both directions: output takes the gradient "
                "of the loss at the merged output, states those at the states"
            )
        if not self.forward_layer.get_weights():
            raise RuntimeError("the layer has no weights: set_weights() or call it first")
        layers = self.forward_layer, self.backward_layer
        starts = self._halves("initial_state", initial_state)
        arriving = self._arriving(layers, sequences, mask, starts, output)
        found = []
        for layer, start, here, given in zip(
            layers, starts, arriving, self._halves("states", states), strict=True
        ):
            of_states = dict(zip((f"state_{s}" for s in layer.states), given or (), strict=False))
            named = {layer.output: here, **of_states, **words}
            found.append(layer.backward(sequences, mask, start, **named))
        return BidirectionalGradients(found[0].sequences + found[1].sequences, *found)

    def _arriving(
        self, layers: tuple[RecurrentLayer, ...], sequences: Array, mask: Any, starts: Any, at: Any
    ) -> list[Array | None]:
        """The loss's gradients at the outputs of both layers, each in the order that it runs in."""
        from lstm_numpy.merging_gradients import merge_gradients  # which few programs need

        if at is None:
            return [None, None]
        if self.merge_mode is None:
            forward, backward = several("output", at, 2)
        else:
            every, units = self.return_sequences, self.forward_layer.units
            wide = 2 * units if self.merge_mode == "concat" else units
            sizes = Sizes(merged=(wide, "merge_mode"))
            sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
            expected = "batch timesteps merged" if every else "batch merged"
            at = sizes.floating("output", at, expected)
            outputs = []
            for layer, start in zip(layers, starts, strict=True):
                begun = layer._start(len(sequences), start)
                outputs.append(layer._computed(sequences, initial_state=begun, mask=mask)[0])
            turned = outputs[1][:, ::-1] if every else outputs[1]
            forward, backward = merge_gradients(at, outputs[0], turned, self.merge_mode)
        if backward is not None and self.return_sequences:
            backward = np.asarray(backward)[:, ::-1]
        return [forward, backward]

    def _check(self, mask: Array | None) -> None:
        """Raise ValueError for a mask that releases of Keras treat differently."""
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

    def _halves(self, name: str, given: Any) -> tuple[Any, Any]:
        """The forward layer's arrays and the backward layer's."""
        if given is None:
            return None, None
        number = len(self.forward_layer.states)
        arrays = several(name, given, 2 * number)
        return arrays[:number], arrays[number:]
