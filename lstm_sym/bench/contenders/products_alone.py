"""The matrix products alone, by NumPy: a bound, and no LSTM."""

from collections.abc import Callable

import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return np.__version__


def build(problem: Problem) -> Callable[[], Array]:
    """Products of all timesteps, padding included: of the inputs at once, then of each state."""
    many = problem.batch * problem.timesteps
    h = np.zeros((problem.batch, problem.units), np.float32)
    every = [
        (np.zeros((many, len(kernel)), np.float32), kernel, recurrent_kernel)
        for layer in problem.weights
        for kernel, recurrent_kernel, _ in layer
    ]
    inputs = np.empty((many, every[0][1].shape[1]), np.float32)
    z = np.empty((problem.batch, every[0][1].shape[1]), np.float32)

    def run() -> Array:
        for rows, kernel, recurrent_kernel in every:
            if problem.by_step:
                for t in range(problem.timesteps):
                    np.matmul(rows[t : t + problem.batch], kernel, out=z)
            else:
                np.matmul(rows, kernel, out=inputs)
            for _ in range(problem.timesteps):
                np.matmul(h, recurrent_kernel, out=z)
        return z

    return run
