"""The lengths of padded sequences, and the mask that says the same."""

from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes, shown
from lstm_numpy.arrays import Array


def lengths_of(name: str, value: Any, sizes: Sizes, batch: str, least: int = 0) -> Array:
    """The number of timesteps of each example; raises TypeError or ValueError with its name."""
    lengths, timesteps = sizes.integers(name, value, batch), sizes["timesteps"]
    if lengths.size and not (lengths.min() >= least and lengths.max() <= timesteps):
        raise ValueError(f"{name} is {shown(lengths.tolist())}, expected {least} to {timesteps}")
    return lengths


def mask_of(lengths: Array, timesteps: int) -> Array:
    """True at the timesteps before the end of each example, shape (batch, timesteps)."""
    mask: Array = np.arange(timesteps) < lengths[:, np.newaxis]
    return mask
