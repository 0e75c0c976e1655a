"""The weights of a layer before any are set: Keras's default initializers."""

import numpy as np

from lstm_numpy.arrays import Array


def initial_weights(
    input_dim: int, units: int, gates: str, use_bias: bool, ones: str, seed: int | None
) -> list[Array]:
    """kernel, recurrent_kernel and, with a bias, bias, in float32, as Keras draws them.

    A bias is zero but for the gates of ``ones``. The distributions are Keras's (glorot_uniform,
    orthogonal); the random numbers are not.
    """
    random = np.random.default_rng(seed)
    columns = len(gates) * units
    limit = np.sqrt(6 / (input_dim + columns))
    kernel = random.uniform(-limit, limit, (input_dim, columns))
    # The rows of an orthogonal matrix, with the signs that make the draw uniform.
    columns_first, triangle = np.linalg.qr(random.normal(size=(columns, units)))
    recurrent_kernel = (columns_first * np.sign(np.diag(triangle))).T
    weights = [kernel, recurrent_kernel]
    if use_bias:
        weights.append(np.repeat([float(gate in ones) for gate in gates], units))
    return [array.astype(np.float32) for array in weights]
