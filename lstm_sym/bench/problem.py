"""What is computed: a row of the table, with its numbers."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lstm_sym.storage import STORAGES
from lstm_sym.storage_packages import OTHERS

Array = np.ndarray
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NPROC")
STORED = {(one.cell, one.name): one for one in (*STORAGES, *OTHERS)}
#: The states that a timestep of each cell hands to the next.
STATES = {"LSTM": ("h", "c"), "GRU": ("h",)}


class Weights(NamedTuple):
    """Of one direction of one layer, as Keras has them: the bias of a GRU has two rows."""

    kernel: Array
    recurrent_kernel: Array
    bias: Array


@dataclass(frozen=True)
class Problem:
    """A whole sequence in float32, with weights as Keras has them.

    Raises ValueError for `by_step` with padding, several layers or both directions.
    """

    batch: int
    timesteps: int
    input_dim: int
    units: int
    threads: int = 1
    cell: str = "LSTM"
    padded: bool = False  # right-padded: each example has a length of its own
    layers: int = 1
    directions: int = 1  # two stand side by side in a layer's output
    by_step: bool = False  # one call a timestep, with the states handed on; the last output counts

    def __post_init__(self) -> None:
        for name, expected in (("padded", False), ("layers", 1), ("directions", 1)):
            if self.by_step and (found := getattr(self, name)) != expected:
                raise ValueError(
                    f"{name} is {found}, expected {expected}: with by_step=True one layer in one "
                    "direction computes whole timesteps; leave one of the two out"
                )

    @property
    def layer(self) -> str:
        """What is computed of the sizes, in words."""
        said = [self.cell if self.layers == 1 else f"{self.layers} layers of {self.cell}"]
        words = {
            "both directions": self.directions == 2,
            "right-padded": self.padded,
            "one call a timestep": self.by_step,
        }
        return ", ".join(said + [word for word, holds in words.items() if holds])

    @cached_property
    def sequences(self) -> Array:
        """The same numbers in every process, shape (batch, timesteps, input_dim)."""
        return _normal(0, self.batch, self.timesteps, self.input_dim)

    @cached_property
    def weights(self) -> tuple[tuple[Weights, ...], ...]:
        """Of each layer those of each direction, the forward one first."""
        columns = len(blocks(self.cell, "keras")) * self.units
        bias = (2, columns) if self.cell == "GRU" else (columns,)

        def drawn(layer: int, direction: int) -> Weights:
            width = self.directions * self.units if layer else self.input_dim
            seed = 1 + 3 * (self.directions * layer + direction)
            return Weights(
                _normal(seed, width, columns, scale=width**-0.5),
                _normal(seed + 1, self.units, columns, scale=self.units**-0.5),
                _normal(seed + 2, *bias, scale=0.5),
            )

        return tuple(
            tuple(drawn(layer, direction) for direction in range(self.directions))
            for layer in range(self.layers)
        )

    @cached_property
    def lengths(self) -> Array:
        """The timesteps of each example, shape (batch,); the first has all."""
        lengths = np.full(self.batch, self.timesteps)
        if self.padded:
            lengths[1:] = np.random.default_rng(0).integers(1, self.timesteps + 1, self.batch - 1)
        return lengths

    @cached_property
    def mask(self) -> Array | None:
        """True where a timestep counts, shape (batch, timesteps); None where all do."""
        return np.arange(self.timesteps) < self.lengths[:, np.newaxis] if self.padded else None

    @property
    def operations(self) -> int:
        """Floating-point operations of the matrix products alone."""
        every = [weights for layer in self.weights for weights in layer]
        numbers = sum(w.kernel.size + w.recurrent_kernel.size for w in every)
        return 2 * int(self.lengths.sum()) * numbers


def blocks(cell: str, framework: str) -> list[int]:
    """Which of Keras's blocks, by its place there, a framework has in each place of its own."""
    ours, theirs = STORED[cell.lower(), "keras"], STORED[cell.lower(), framework]
    order = theirs.arrays[0].gates.replace(theirs.candidate, ours.candidate)
    return [ours.arrays[0].gates.index(gate) for gate in order]


def _normal(seed: int, *shape: int, scale: float = 1.0) -> Array:
    return (scale * np.random.default_rng(seed).standard_normal(shape)).astype(np.float32)


# The question's size first; then more examples, more units, and both.
ROWS = (
    Problem(1, 28, 10, 32),
    Problem(32, 28, 10, 32),
    Problem(1, 100, 128, 128),
    Problem(32, 100, 128, 128),
    Problem(1, 100, 512, 512),
    Problem(64, 50, 512, 512),
    Problem(256, 28, 64, 256),
)
TIMESTEPS = tuple(Problem(1, timesteps, 10, 32) for timesteps in (10, 100, 1000, 10_000, 100_000))
UNITS = tuple(Problem(1, 28, 10, 2**power) for power in range(3, 12))
# Sizes that fill no register: single steps, odd numbers of units, large layers of few examples.
SIZES = (
    *(Problem(1, 1, 10, 32), Problem(1, 1, 64, 256), Problem(7, 31, 17, 50)),
    *(Problem(16, 200, 40, 100), Problem(128, 10, 8, 8), Problem(3, 50, 300, 300)),
    *(Problem(1, 1000, 80, 256), Problem(1, 20, 1024, 1024)),
)
# What is no whole sequence through one layer of an LSTM.
LAYERS = (
    *(Problem(1, 100, 10, 32, by_step=True), Problem(1, 100, 64, 256, by_step=True)),
    Problem(16, 200, 40, 100, padded=True),
    *(Problem(1, 28, 10, 32, cell="GRU"), Problem(16, 100, 64, 128, cell="GRU")),
    Problem(8, 100, 64, 128, layers=2, directions=2),
)
# What every formulation is measured on.
FORMULATIONS = (*ROWS[:4], Problem(1, 250, 128, 128), ROWS[4])
GRIDS = {"rows": ROWS, "sizes": SIZES, "layers": LAYERS, "timesteps": TIMESTEPS, "units": UNITS}
