"""Batches of padded sequences: examples of like lengths are computed together, each part as long as
its longest, so that a timestep costs nothing where no example of the part counts it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy.arrays import Array

TOGETHER = 6  # examples, as many as a tile has
GAIN = 0.9  # parts that hold more than this of the batch are not worth their copies

#: Computes a batch: sequences, initial states or None, mask; the results, in the layer's order.
Run = Callable[[Array, tuple[Array, ...] | None, Array], Sequence[Array]]


class Part(NamedTuple):
    """Some examples of a batch, and how many timesteps the longest of them has, at least 1."""

    examples: Array
    timesteps: int


def parts_of(mask: Array) -> list[Part]:
    """The parts of a batch whose sequences are padded behind their end; none where none gain."""
    batch, timesteps = mask.shape
    if not mask.size or mask[:, -1].all():
        return []
    lengths = np.count_nonzero(mask, axis=1)
    if not np.array_equal(np.arange(timesteps) < lengths[:, np.newaxis], mask):
        return []  # a timestep that does not count is before one that does
    order = np.argsort(-lengths, kind="stable")
    some = [order[first : first + TOGETHER] for first in range(0, batch, TOGETHER)]
    parts = [Part(np.sort(one), max(1, int(lengths[one].max()))) for one in some]
    held = sum(len(part.examples) * part.timesteps for part in parts)
    return parts if held <= GAIN * mask.size else []


def in_parts(
    run: Run,
    parts: Sequence[Part],
    sequences: Array,
    initial: tuple[Array, ...] | None,
    mask: Array,
    outputs: Sequence[bool],
    every: bool,
    masked_output: str,
) -> tuple[Array, ...]:
    """The results of a batch from those of its parts; ``outputs`` says which is the output."""
    batch, timesteps = mask.shape
    found: list[Any] = []
    for examples, steps in parts:
        states = None if initial is None else tuple(state[examples] for state in initial)
        some = run(sequences[examples, :steps], states, mask[examples, :steps])
        for place, (is_output, array) in enumerate(zip(outputs, some, strict=True)):
            if len(found) == place:
                over_time = (timesteps,) if is_output and every else ()
                found.append(np.empty((batch, *over_time, array.shape[-1]), array.dtype))
            if not is_output:
                found[place][examples] = array
            elif every:
                found[place][examples, :steps] = array
                # Behind the end the output before it is emitted, or the kept state: the same.
                rest = 0 if masked_output == "zero" else array[:, -1:]
                found[place][examples, steps:] = rest
            else:
                ended = steps < timesteps and masked_output == "zero"
                found[place][examples] = 0 if ended else array
    return tuple(found)
