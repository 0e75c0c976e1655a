"""The weights of a layer before any are set: Keras's default initializers."""

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.keras_versions import GATES


def initial_weights(
    input_dim: int, units: int, use_bias: bool, unit_forget_bias: bool, seed: int | None
) -> list[Array]:
    """kernel, recurrent_kernel and, with a bias, bias, in float32, as Keras draws them.

    The distributions are Keras's (glorot_uniform, orthogonal, zeros); the random numbers are not.
    """
    random = np.random.default_rng(seed)
    columns = len(GATES) * units
    limit = np.sqrt(6 / (input_dim + columns))
    kernel = random.uniform(-limit, limit, (input_dim, columns))
    # The rows of an orthogonal matrix, with the signs that make the draw uniform.
    columns_first, triangle = np.linalg.qr(random.normal(size=(columns, units)))
    recurrent_kernel = (columns_first * np.sign(np.diag(triangle))).T
    weights = [kernel, recurrent_kernel]
    if use_bias:
        bias = {gate: np.zeros(units) for gate in GATES}
        if unit_forget_bias:
            bias["f"] += 1
        weights.append(np.concatenate([bias[gate] for gate in GATES]))
    return [array.astype(np.float32) for array in weights]
