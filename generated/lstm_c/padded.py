"""Batches of padded sequences: examples of like lengths are computed together, each part as long as
its longest, so that a timestep costs nothing where no example of the part counts it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from lstm_c.threads import divided
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
    results: Sequence[tuple[bool, Array]],
    masked_output: str,
) -> None:
    """Writes the results of a batch from those of its parts, which threads share.

    ``results`` says of each array whether it is the output, which may have every timestep.
    """
    timesteps, is_zero = mask.shape[1], masked_output == "zero"

    def compute(part: Part) -> None:
        examples, steps = part
        # Example by example: arrays of indices would make copies on the way.
        x, marks = (
            np.stack([array[one, :steps] for one in examples]) for array in (sequences, mask)
        )
        states = None if initial is None else tuple(state[examples] for state in initial)
        for (is_output, whole), some in zip(results, run(x, states, marks), strict=True):
            for one, array in zip(examples, some, strict=True):
                if is_output and whole.ndim == 3:
                    whole[one, :steps] = array
                    # Behind the end the output before it is emitted, or the kept state: the same.
                    whole[one, steps:] = 0 if is_zero else array[-1:]
                else:
                    ended = is_output and is_zero and steps < timesteps
                    whole[one] = 0 if ended else array

    divided(compute, parts)
