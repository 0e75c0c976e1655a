"""Keras 3 on JAX: the layer's own computation, jitted."""

import os
from collections.abc import Callable

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras
import numpy as np

from lstm_sym.bench.keras_model import by_step, model
from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return f"{keras.__version__}, JAX {jax.__version__}"


def build(problem: Problem) -> Callable[[], Array]:
    layer, given = model(problem), jax.numpy.asarray
    trained = [variable.value for variable in layer.trainable_variables]
    fixed = [variable.value for variable in layer.non_trainable_variables]
    if problem.by_step:
        step = jax.jit(
            lambda x, states: layer.stateless_call(trained, fixed, x, initial_state=states)[0]
        )
        return by_step(problem, step, given)
    x = given(problem.sequences)
    if problem.mask is None:
        compute = jax.jit(lambda x: layer.stateless_call(trained, fixed, x)[0])
        return lambda: np.asarray(compute(x).block_until_ready())
    mask = given(problem.mask)
    masked = jax.jit(lambda x, mask: layer.stateless_call(trained, fixed, x, mask=mask)[0])
    return lambda: np.asarray(masked(x, mask).block_until_ready())
