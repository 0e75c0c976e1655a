"""One direction's weights: a block for each part and gate, out of a framework's arrays and back.

A block of a matrix has a row for each input and a column for each unit. The gates are called
i, f, g and o here, whatever letters the framework has.
"""

from collections.abc import Mapping

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.layouts import Storage, Stored

#: Part, then gate.
Blocks = dict[str, dict[str, Array]]
ROWS = {"input": "input_dim", "projection": "units"}


def read(storage: Storage, arrays: Mapping[str, Array], prefix: str = "") -> Blocks:
    """The blocks of named arrays; raises ValueError or TypeError with the array's name."""
    projected = any("projection" in s.parts for s in storage.arrays if s.name in arrays)
    sizes = Sizes()
    blocks: Blocks = {}
    # The recurrent blocks say what units is, where the kernel's rows are of two parts.
    for one in storage.arrays:
        if one.name not in arrays:
            continue
        array = sizes.floating(prefix + one.name, arrays[one.name], shape(one, projected))
        for part, rows in zip(one.parts, parts(one, array, prefix, projected), strict=True):
            found = np.split(rows, len(one.gates), axis=0 if one.transposed else -1)
            for letter, block in zip(one.gates, found, strict=True):
                gate = "g" if letter == storage.candidate else letter
                blocks.setdefault(part, {})[gate] = block.T if one.transposed else block
    return from_cudnn(blocks) if storage.reinterpreted else blocks


def write(storage: Storage, blocks: Blocks) -> dict[str, Array]:
    """Named arrays that hold the blocks: new ones, in C order."""
    blocks = to_cudnn(blocks) if storage.reinterpreted else blocks
    arrays = {}
    for one in storage.arrays:
        if one.parts[0] not in blocks:
            continue
        rows = []
        for part in one.parts:
            gates = ["g" if letter == storage.candidate else letter for letter in one.gates]
            side_by_side = [blocks[part][gate] for gate in gates]
            if one.transposed:
                rows.append(np.concatenate([block.T for block in side_by_side]))
            else:
                rows.append(np.concatenate(side_by_side, axis=-1))
        arrays[one.name] = np.ascontiguousarray(np.concatenate(rows))
    return arrays


def shape(one: Stored, projected: bool) -> str:
    """The named dimensions of an array."""
    if one.parts[0] in ("bias", "recurrent_bias", "peephole"):
        return times(len(one.gates) * len(one.parts), "units")
    if one.parts == ("projection",):
        dimensions = ["units", "num_proj"]
    else:
        dimensions = [rows_of(one, projected), times(len(one.gates), "units")]
    return " ".join(reversed(dimensions) if one.transposed else dimensions)


def rows_of(one: Stored, projected: bool) -> str:
    if len(one.parts) > 1:
        return "rows"
    return "input_dim" if one.parts == ("input",) else "num_proj" if projected else "units"


def parts(one: Stored, array: Array, prefix: str, projected: bool) -> list[Array]:
    """The parts of an array, which stand one below the other."""
    if one.parts != ("input", "recurrent"):
        return np.split(array, len(one.parts))
    return [array]


def times(number: int, dimension: str) -> str:
    return dimension if number == 1 else f"{number}*{dimension}"


def from_cudnn(blocks: Blocks) -> Blocks:
    """cuDNN's memory as Keras 2 reads it into an LSTM's weights."""
    return reread(blocks, "F")


def to_cudnn(blocks: Blocks) -> Blocks:
    """The inverse of `from_cudnn`."""
    return reread(blocks, "C")
