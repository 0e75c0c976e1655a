"""The layers of a model as a state_dict of PyTorch, in .safetensors or .npz."""

import json
from pathlib import Path

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.files import around, moving
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.wrappers import Bidirectional, TimeDistributed
from lstm_sym.convert.npz import archive
from lstm_sym.convert.settings import plain_class, sides
from lstm_sym.convert.wired import Wired, no_masks

#: The names of BatchNormalization's arrays in PyTorch.
NORMALIZED = {
    "gamma": "weight", "beta": "bias", "mean": "running_mean", "variance": "running_var",
}  # fmt: skip
POOLED = around.Pooling | around.GlobalPooling
#: What PyTorch's recurrent modules compute, which have no other functions.
FIXED = {"activation": "tanh", "recurrent_activation": "sigmoid"}


def written(found: Wired, path: Path) -> dict[str, bytes]:
    """The one file."""
    no_masks(found)
    arrays: dict[str, Array] = {}
    for layer in found.layers:
        arrays |= {f"{layer.name}.{k}": v for k, v in state_dict(layer).items()}
    return file(arrays, path)


def file(arrays: dict[str, Array], path: Path) -> dict[str, bytes]:
    """The one file of arrays that have their names already."""
    arrays = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    form = archive if path.suffix == ".npz" else safetensors
    return {path.name: form(arrays)}


def safetensors(arrays: dict[str, Array]) -> bytes:
    """The bytes of a .safetensors file; the package itself writes others at each call."""
    header, content = {}, b""
    for name, array in arrays.items():
        start, content = (
            len(content),
            content + array.astype(array.dtype.newbyteorder("<")).tobytes(),
        )
        header[name] = {
            "dtype": f"F{8 * array.itemsize}",
            "shape": list(array.shape),
            "data_offsets": [start, len(content)],
        }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + content


def state_dict(layer: Layer) -> dict[str, Array]:
    """The arrays of one layer; raises NotKnown for one that PyTorch has not."""
    if isinstance(layer, Recurrent) and not layer.cell:
        if layer.go_backwards:
            raise NotKnown(
                f"the layer {layer.name!r} has go_backwards=True, which PyTorch does not have"
            )
        return recurrent(layer, "")
    if isinstance(layer, Bidirectional):
        forward, backward = sides(layer)
        return recurrent(forward, "") | recurrent(backward, "_reverse")
    if isinstance(layer, TimeDistributed):
        return state_dict(layer.layer)
    given = layer.arrays
    if type(layer) is around.Dense:
        bias = {"bias": given["bias"]} if layer.use_bias else {}
        return {"weight": given["kernel"].T, **bias}
    if isinstance(layer, around.Conv1D):
        bias = {"bias": given["bias"]} if layer.use_bias else {}
        return {"weight": given["kernel"].transpose(2, 1, 0), **bias}
    if isinstance(layer, around.Embedding):
        return {"weight": given["embeddings"]}
    if isinstance(layer, around.Normalization):
        if layer.scale != layer.center:  # PyTorch has both or neither
            like = next(iter(given.values()))
            given = {"gamma": np.ones_like(like), "beta": np.zeros_like(like), **given}
        return {NORMALIZED[name]: array for name, array in given.items()}
    if isinstance(
        layer, moving.Activation | moving.Softmax | moving.Flatten | moving.Join | POOLED
    ):
        return {}
    raise NotKnown(f"the layer {layer.name!r} is a {layer.class_name}, which is not written")


def recurrent(layer: Recurrent, end: str) -> dict[str, Array]:
    """The parameters of one layer in one direction."""
    kind = plain_class(layer)
    for word, meant in layer.functions.items():
        plain = kind == "SimpleRNN" and meant == "relu"
        if meant != FIXED[word] and not plain:
            raise NotKnown(
                f"the layer {layer.name!r} has {word}={meant}: PyTorch has {FIXED[word]}"
            )
    if kind == "GRU" and not layer.reset_after:
        raise NotKnown(
            f"the layer {layer.name!r} has reset_after=False, which PyTorch does not have"
        )
    found = convert(list(layer.arrays.values()), "keras", "pytorch", cell=layer.kind.cell)
    return {f"{name}{end}": array for name, array in found.items()}
