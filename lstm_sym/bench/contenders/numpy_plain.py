"""NumPy as one would write it by hand: four gates from two products, one step after the other."""

from collections.abc import Callable

import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return np.__version__


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def lstm(sequences: Array, kernel: Array, recurrent_kernel: Array, bias: Array) -> Array:
    """The outputs of all timesteps."""
    h = np.zeros((len(sequences), len(recurrent_kernel)), sequences.dtype)
    c = np.zeros_like(h)
    output = []
    for t in range(sequences.shape[1]):
        z = sequences[:, t] @ kernel + h @ recurrent_kernel + bias
        i, f, g, o = np.split(z, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        output.append(h)
    return np.stack(output, axis=1)


def build(problem: Problem) -> Callable[[], Array]:
    return lambda: lstm(*problem.arrays)
