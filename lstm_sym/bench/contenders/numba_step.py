"""One timestep of an LSTM as loops that numba compiles: the states stay in their arrays."""

from collections.abc import Callable
from math import exp, tanh

import numba
import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return str(numba.__version__)


@numba.njit(fastmath=True)
def sigmoid(x):  # type: ignore[no-untyped-def]
    return np.float32(1) / (np.float32(1) + exp(-x))


@numba.njit(fastmath=True)
def step(x, kernel, recurrent_kernel, bias, z, h, c):  # type: ignore[no-untyped-def]
    """A row of weights after the other, whose numbers are side by side."""
    batch, units = h.shape
    for b in range(batch):
        for j in range(4 * units):
            z[j] = bias[j]
        for k in range(x.shape[1]):
            for j in range(4 * units):
                z[j] += x[b, k] * kernel[k, j]
        for k in range(units):
            for j in range(4 * units):
                z[j] += h[b, k] * recurrent_kernel[k, j]
        for u in range(units):
            c[b, u] = sigmoid(z[units + u]) * c[b, u] + sigmoid(z[u]) * tanh(z[2 * units + u])
            h[b, u] = sigmoid(z[3 * units + u]) * tanh(c[b, u])


def build(problem: Problem) -> Callable[[], Array]:
    if not problem.by_step or problem.cell != "LSTM":
        raise NotImplementedError("it computes one timestep of an LSTM a call, nothing else")
    (weights,) = problem.weights[0]
    h = np.zeros((problem.batch, problem.units), np.float32)
    c, z = np.zeros_like(h), np.zeros(4 * problem.units, np.float32)
    steps = np.ascontiguousarray(problem.sequences.swapaxes(0, 1))

    def run() -> Array:
        h[...] = 0
        c[...] = 0
        for x in steps:
            step(x, *weights, z, h, c)
        return h

    return run
