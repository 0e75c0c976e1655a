"""NumPy as one would write it by hand: all gates from two products, one step after the other."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from lstm_sym.bench.problem import Array, Problem, Weights

Result = tuple[Array, ...]


def version() -> str:
    return np.__version__


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def lstm_step(x: Array, weights: Weights, h: Array, c: Array) -> Result:
    """The states after a timestep, the output first."""
    z = x @ weights.kernel + h @ weights.recurrent_kernel + weights.bias
    i, f, g, o = np.split(z, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def gru_step(x: Array, weights: Weights, h: Array) -> Result:
    """The same of a GRU, which resets what the recurrent product gave."""
    z, r, n = np.split(x @ weights.kernel + weights.bias[0], 3, axis=1)
    of_z, of_r, of_n = np.split(h @ weights.recurrent_kernel + weights.bias[1], 3, axis=1)
    z = sigmoid(z + of_z)
    return (z * h + (1 - z) * np.tanh(n + sigmoid(r + of_r) * of_n),)


STEPS: dict[str, Callable[..., Result]] = {"LSTM": lstm_step, "GRU": gru_step}


def layer(
    cell: str, sequences: Array, weights: Weights, mask: Array | None, backwards: bool
) -> Array:
    """The outputs of all timesteps, zero where a mask is False."""
    step = STEPS[cell]
    h = np.zeros((len(sequences), len(weights.recurrent_kernel)), sequences.dtype)
    states: Result = (h, np.zeros_like(h)) if cell == "LSTM" else (h,)
    output = []
    times = range(sequences.shape[1])
    for t in reversed(times) if backwards else times:
        new = step(sequences[:, t], weights, *states)
        if mask is None:
            states = new
            output.append(new[0])
        else:
            here = mask[:, t, np.newaxis]
            states = tuple(np.where(here, a, b) for a, b in zip(new, states, strict=True))
            output.append(np.where(here, new[0], 0))
    return np.stack(output[::-1] if backwards else output, axis=1)


def computed(problem: Problem, dtype: Any = np.float32) -> Array:
    """The output of the last layer; of the last timestep alone where each has its call."""
    x = problem.sequences.astype(dtype, copy=False)
    for directions in problem.weights:
        arrays = [Weights(*(a.astype(dtype, copy=False) for a in one)) for one in directions]
        outputs = [layer(problem.cell, x, w, problem.mask, bool(k)) for k, w in enumerate(arrays)]
        x = outputs[0] if len(outputs) == 1 else np.concatenate(outputs, axis=-1)
    return x[:, -1] if problem.by_step else x


def build(problem: Problem) -> Callable[[], Array]:
    return partial(computed, problem)
