"""One direction's weights: a block for each part and gate, out of a framework's arrays and back.

A block of a matrix has a row for each input and a column for each unit. The gates are called
i, f, g and o here, those of a GRU z, r and g, whatever letters the framework has.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.layouts import Storage, Stored

#: Part, then gate.
Blocks = dict[str, dict[str, Array]]
VECTORS = ("bias", "recurrent_bias", "peephole")


def read(storage: Storage, arrays: Mapping[str, Array], said: str = "{}") -> Blocks:
    """The blocks of named arrays; raises ValueError or TypeError with the array's name."""
    given = [one for one in storage.arrays if one.name in arrays]
    projected = any("projection" in one.parts for one in given)
    sizes = Sizes(biases=2, **{str(len(one.gates)): len(one.gates) for one in given})
    blocks: Blocks = {}
    # A projection decides the rows of the recurrent weights.
    for one in sorted(given, key=lambda one: one.parts != ("projection",)):
        name = said.format(one.name)
        array = sizes.floating(name, arrays[one.name], shape(one, projected))
        below = [array]
        if one.parts == ("input", "recurrent"):
            recurrent = sizes["num_proj" if projected else "units"]
            if len(array) <= recurrent:
                raise ValueError(
                    f"{name} has shape {array.shape}, expected more than {recurrent} rows: "
                    "the input's and the recurrent ones"
                )
            below = np.split(array, [len(array) - recurrent])
        elif len(one.parts) > 1:
            below = [*array] if one.rows else np.split(array, len(one.parts))
        for part, rows in zip(one.parts, below, strict=True):
            found = apart(one, rows)
            for letter, block in zip(one.gates, found, strict=True):
                gate = role(storage, letter)
                blocks.setdefault(part, {})[gate] = block.T if one.transposed else block
    return reread(blocks, "F") if storage.reinterpreted else blocks


def write(storage: Storage, blocks: Blocks) -> dict[str, Array]:
    """Named arrays that hold the blocks: new ones, in C order."""
    blocks = reread(blocks, "C") if storage.reinterpreted else blocks
    arrays = {}
    for one in storage.arrays:
        if one.parts[0] not in blocks:
            continue
        below = []
        for part in one.parts:
            beside = [blocks[part][role(storage, letter)] for letter in one.gates]
            below.append(beside_each_other(one, beside))
        joined = np.stack(below) if one.rows else np.concatenate(below)
        arrays[one.name] = np.ascontiguousarray(joined)
    return arrays


def apart(one: Stored, rows: Array) -> list[Array]:
    """The blocks of each gate, as they are stored."""
    number = len(one.gates)
    if one.own_axis:
        return [rows[..., place, :] for place in range(number)]
    if one.interleaved:
        step = [slice(place, None, number) for place in range(number)]
        return [rows[s] if one.transposed else rows[..., s] for s in step]
    return np.split(rows, number, axis=0 if one.transposed else -1)


def beside_each_other(one: Stored, blocks: list[Array]) -> Array:
    """The array that holds the blocks."""
    stored = [block.T for block in blocks] if one.transposed else blocks
    axis = 0 if one.transposed else -1
    if one.own_axis:
        return np.stack(stored, axis=-2)
    if one.interleaved:
        together = np.stack(stored, axis=1 if one.transposed else -1)
        _, *rest = together.shape
        return (
            together.reshape(-1, *rest[1:])
            if one.transposed
            else together.reshape(*together.shape[:-2], -1)
        )
    return np.concatenate(stored, axis=axis)


def role(storage: Storage, letter: str) -> str:
    """The gate that a framework calls by a letter."""
    return {storage.candidate: "g", storage.update: "z"}.get(letter, letter)


def shape(one: Stored, projected: bool) -> str:
    """The named dimensions of an array."""
    flat = one.parts[0] in VECTORS and not one.rows
    number = len(one.gates) * (len(one.parts) if flat else 1)
    blocks = "units" if number == 1 else f"{number}*units"
    if one.own_axis:
        blocks = f"{len(one.gates)} units"
    if one.parts[0] in VECTORS:
        return f"biases {blocks}" if one.rows else blocks
    rows = {
        ("input",): "input_dim",
        ("recurrent",): "num_proj" if projected else "units",
        ("input", "recurrent"): "rows",
    }
    dimensions = ["units", "num_proj"]
    if one.parts in rows:
        dimensions = [rows[one.parts], blocks]
    return " ".join(reversed(dimensions) if one.transposed else dimensions)


def reread(blocks: Blocks, order: Literal["C", "F"]) -> Blocks:
    """The blocks of Keras 2's CuDNNLSTM as an LSTM has them ("F"), or back ("C").

    Keras reads the memory of an input block in another order, and transposes a recurrent block.
    """
    matrices: Blocks = {
        "input": {g: b.T.reshape(b.shape, order=order) for g, b in blocks["input"].items()},
        "recurrent": {g: b.T for g, b in blocks["recurrent"].items()},
    }
    return blocks | matrices
