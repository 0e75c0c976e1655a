"""The matrix products alone, by NumPy: a bound, and no LSTM."""

from collections.abc import Callable

import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return np.__version__


def build(problem: Problem) -> Callable[[], Array]:
    sequences, kernel, recurrent_kernel, _ = problem.arrays
    rows = np.ascontiguousarray(sequences.reshape(-1, problem.input_dim))
    h = np.zeros((problem.batch, problem.units), np.float32)
    inputs = np.empty((len(rows), 4 * problem.units), np.float32)
    z = np.empty((problem.batch, 4 * problem.units), np.float32)

    def run() -> Array:
        np.matmul(rows, kernel, out=inputs)
        for _ in range(problem.timesteps):
            np.matmul(h, recurrent_kernel, out=z)
        return z

    return run
