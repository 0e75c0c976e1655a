"""The layers of Keras 3 on a problem, whichever backend there is."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from lstm_sym.bench.problem import STATES, Array, Problem


def model(problem: Problem) -> Any:
    """A layer, or a model of several, with its weights; by step it returns its states, too."""
    words = {"zero_output_for_mask": True} if problem.padded else {}
    made = [
        getattr(keras.layers, problem.cell)(
            problem.units, return_sequences=True, return_state=problem.by_step, **words
        )
        for _ in range(problem.layers)
    ]
    if problem.directions == 2:
        made = [keras.layers.Bidirectional(layer) for layer in made]
    whole = made[0] if len(made) == 1 else keras.Sequential(made)
    whole.build(problem.sequences.shape)
    for layer, directions in zip(made, problem.weights, strict=True):
        layer.set_weights([array for weights in directions for array in weights])
    return whole


def by_step(
    problem: Problem, step: Callable[..., Any], given: Callable[[Array], Any]
) -> Callable[[], Array]:
    """A call a timestep, each with the states that the one before returned."""
    steps = [given(problem.sequences[:, t : t + 1]) for t in range(problem.timesteps)]
    zeros = given(np.zeros((problem.batch, problem.units), np.float32))

    def run() -> Array:
        states = [zeros for _ in STATES[problem.cell]]
        for x in steps:
            _, *states = step(x, states)
        return np.asarray(states[0])

    return run
