"""NumPy as one would write it by hand: four gates from two products, one step after the other."""

from collections.abc import Callable

import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return np.__version__


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def build(problem: Problem) -> Callable[[], Array]:
    sequences, kernel, recurrent_kernel, bias = problem.arrays

    def run() -> Array:
        h = np.zeros((problem.batch, problem.units), np.float32)
        c = np.zeros((problem.batch, problem.units), np.float32)
        output = []
        for t in range(problem.timesteps):
            z = sequences[:, t] @ kernel + h @ recurrent_kernel + bias
            i, f, g, o = np.split(z, 4, axis=1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            output.append(h)
        return np.stack(output, axis=1)

    return run
