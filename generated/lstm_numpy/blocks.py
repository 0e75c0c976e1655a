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
    counts = {len(gates) for one in given for gates in (*of_parts(one), "".join(of_parts(one)))}
    sizes = Sizes(biases=(2, "the layout"), **{str(count): count for count in counts})
    blocks: Blocks = {}
    # A projection decides the rows of the recurrent weights.
    for one in sorted(given, key=lambda one: one.parts != ("projection",)):
        name = said.format(one.name)
        array = sizes.floating(name, arrays[one.name], shape(one, projected))
        below = [array]
        if one.parts == ("input", "recurrent"):
            recurrent = sizes["num_proj" if projected else "units"]
            axis = -1 if one.transposed else 0
            own = array.shape[axis] - recurrent
            if own < 1:
                raise ValueError(
                    f"{name} has shape {array.shape}, expected more than {recurrent} "
                    f"{'columns' if one.transposed else 'rows'}: the input's and the recurrent ones"
                )
            below = np.split(array, [own], axis)
        elif len(one.parts) > 1:
            ends = np.cumsum([len(gates) for gates in of_parts(one)][:-1])
            step = 1 if one.own_axis else sizes["units"]
            below = [*array] if one.rows else np.split(array, ends * step)
        for part, gates, rows in zip(one.parts, of_parts(one), below, strict=True):
            found = apart(one, rows, len(gates))
            for letter, block in zip(gates, found, strict=True):
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
        for part, gates in zip(one.parts, of_parts(one), strict=True):
            beside = [blocks[part][role(storage, letter)] for letter in gates]
            below.append(beside_each_other(one, beside))
        axis = -1 if one.transposed and one.parts[0] == "input" else 0
        joined = np.stack(below) if one.rows else np.concatenate(below, axis)
        arrays[one.name] = np.ascontiguousarray(joined)
    return arrays


def of_parts(one: Stored) -> list[str]:
    """The gates of each part; a bar is between them where they differ."""
    stated = one.gates.split("|")
    return stated if len(stated) > 1 else stated * len(one.parts)


def apart(one: Stored, rows: Array, number: int) -> list[Array]:
    """The blocks of each gate, as they are stored."""
    if one.own_axis:
        return [rows[place] if one.transposed else rows[..., place, :] for place in range(number)]
    if one.interleaved:
        step = [slice(place, None, number) for place in range(number)]
        return [rows[s] if one.transposed else rows[..., s] for s in step]
    return np.split(rows, number, axis=0 if one.transposed else -1)


def beside_each_other(one: Stored, blocks: list[Array]) -> Array:
    """The array that holds the blocks."""
    stored = [block.T for block in blocks] if one.transposed else blocks
    axis = 0 if one.transposed else -1
    if one.own_axis:
        return np.stack(stored, axis=0 if one.transposed else -2)
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
    number = sum(map(len, of_parts(one))) if flat else len(of_parts(one)[0])
    blocks = "units" if number == 1 else f"{number}*units"
    if one.own_axis:
        blocks = f"{number} units"
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
