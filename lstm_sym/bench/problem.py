"""What is computed: a row of the table, with its numbers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

Array = np.ndarray
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NPROC")


@dataclass(frozen=True)
class Problem:
    """A whole sequence in float32, with weights as Keras has them."""

    batch: int
    timesteps: int
    input_dim: int
    units: int
    threads: int = 1

    @cached_property
    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """sequences, kernel, recurrent_kernel, bias: the same numbers in every process."""
        random = np.random.default_rng(0)

        def normal(*shape: int, scale: float = 1.0) -> Array:
            return (scale * random.standard_normal(shape)).astype(np.float32)

        columns = 4 * self.units
        return (
            normal(self.batch, self.timesteps, self.input_dim),
            normal(self.input_dim, columns, scale=self.input_dim**-0.5),
            normal(self.units, columns, scale=self.units**-0.5),
            normal(columns, scale=0.5),
        )

    @property
    def operations(self) -> int:
        """Floating-point operations of the matrix products alone."""
        inputs = self.input_dim + self.units
        return 2 * self.batch * self.timesteps * inputs * 4 * self.units


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
# What every formulation is measured on.
FORMULATIONS = (*ROWS[:4], Problem(1, 250, 128, 128), ROWS[4])
GRIDS = {"rows": ROWS, "sizes": SIZES, "timesteps": TIMESTEPS, "units": UNITS}
