"""Layers as Keras 3 and TensorFlow.js configure them, with the arrays that go with that."""

from typing import Any

from lstm_numpy import releases
from lstm_numpy.arrays import Array
from lstm_numpy.files import around, moving
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional, TimeDistributed
from lstm_sym.convert.settings import HARD, plain_class, with_wider_gates

#: Words of a layer's configuration that say the same in every release.
SAME = {
    around.Embedding: ("input_dim", "output_dim", "mask_zero"),
    moving.RepeatVector: ("n",),
    moving.Reshape: ("target_shape",),
    moving.Permute: ("dims",),
    moving.Flatten: (),
    moving.Softmax: (),
}


class Made:
    """The configuration of one layer, and its arrays by the place of the layer inside."""

    def __init__(self, layer: Layer, release: str) -> None:
        self.release = release
        self.arrays: dict[str, dict[str, Array]] = {}
        self.entry = self._entry(layer, "")

    def _entry(self, layer: Layer, place: str) -> dict[str, Any]:
        config: dict[str, Any] = {"name": layer.name.replace(" backwards", "_backwards")}
        kind, arrays = plain_class(layer), dict(layer.arrays)
        if isinstance(layer, Recurrent) and not layer.cell:
            arrays = self._recurrent(layer, config)
        elif isinstance(layer, Bidirectional):
            config["merge_mode"] = layer.merge_mode
            config["layer"] = self._entry(layer.forward, f"{place}/forward_layer")
            config["backward_layer"] = self._entry(layer.backward, f"{place}/backward_layer")
        elif isinstance(layer, TimeDistributed):
            config["layer"] = self._entry(layer.layer, f"{place}/layer")
        elif type(layer) is around.Dense:
            kind = "Dense"
            config |= {"units": layer.units, "use_bias": layer.use_bias}
            config["activation"] = self._function(layer, "activation", layer.activation)
        elif isinstance(layer, around.Conv1D):
            kind = "Conv1D"
            config |= {"filters": layer.units, "kernel_size": layer.size, "strides": layer.strides}
            config |= {"dilation_rate": layer.dilation, "padding": layer.padding}
            config["use_bias"] = layer.use_bias
            config["activation"] = self._function(layer, "activation", layer.activation)
        elif isinstance(layer, around.Pooling):
            config |= {"pool_size": layer.size, "strides": layer.strides, "padding": layer.padding}
        elif isinstance(layer, around.GlobalPooling):
            config |= {"keepdims": True} if layer.keepdims else {}
        elif isinstance(layer, moving.Activation):
            config["activation"] = self._function(layer, "activation", layer.activation)
        elif isinstance(layer, moving.Masking):
            config["mask_value"] = layer.value
        elif isinstance(layer, around.Normalization):
            words = ("axis", "epsilon", "scale", "center")
            config |= {word: getattr(layer, word) for word in words}
        elif isinstance(layer, moving.Join):
            kind = layer.how
            config |= {"axis": layer.axis} if kind == "Concatenate" else {}
        elif type(layer) in SAME:
            said = {"mask_zero": False, **layer.config}
            config |= {word: said[word] for word in SAME[type(layer)]}
        else:
            raise NotKnown(
                f"the layer {layer.name!r} is a {layer.class_name}, which is not written"
            )
        self.arrays[place.lstrip("/")] = arrays
        return {"class_name": kind, "config": config}

    def _recurrent(self, layer: Recurrent, config: dict[str, Any]) -> dict[str, Array]:
        """The words of an LSTM, GRU or SimpleRNN; its arrays."""
        words = ("units", "use_bias", "return_sequences", "go_backwards", "return_state")
        config |= {word: getattr(layer, word) for word in words}
        if plain_class(layer) == "GRU":
            config["reset_after"] = layer.reset_after
        arrays = dict(layer.arrays)
        for word, meant in layer.functions.items():
            gates = word == "recurrent_activation"
            if gates and meant in HARD and not self._named(word, meant):
                meant, factor = HARD[meant]
                arrays = with_wider_gates(layer, factor)
            config[word] = self._function(layer, word, meant)
        return arrays

    def _named(self, word: str, meant: str) -> str:
        """How the release calls a function; empty where it has none."""
        names = ("hard_sigmoid",) if meant in HARD else (meant, "swish")
        return next((name for name in names if self._means(word, name, meant)), "")

    def _means(self, word: str, name: str, meant: str) -> bool:
        try:
            return bool(releases.activation(word, name, self.release) == meant)
        except ValueError:
            return False

    def _function(self, layer: Layer, word: str, meant: str) -> str:
        """How the release calls a function."""
        if meant in around.MIXING:
            return meant
        if name := self._named(word, meant):
            return name
        raise NotKnown(
            f"the layer {layer.name!r} has {word}={meant}, which {self.release} does not have"
        )
