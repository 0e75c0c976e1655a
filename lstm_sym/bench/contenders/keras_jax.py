"""Keras 3 on JAX: the layer's own computation, jitted."""

import os
from collections.abc import Callable

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras
import numpy as np

from lstm_sym.bench.problem import Array, Problem


def version() -> str:
    return f"{keras.__version__}, JAX {jax.__version__}"


def build(problem: Problem) -> Callable[[], Array]:
    sequences, *weights = problem.arrays
    layer = keras.layers.LSTM(problem.units, return_sequences=True)
    layer.build(sequences.shape)
    layer.set_weights(weights)
    trained = [variable.value for variable in layer.trainable_variables]
    fixed = [variable.value for variable in layer.non_trainable_variables]
    compute = jax.jit(lambda x: layer.stateless_call(trained, fixed, x)[0])
    given = jax.numpy.asarray(sequences)
    return lambda: np.asarray(compute(given).block_until_ready())
