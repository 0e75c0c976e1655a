"""States that are matrices, and weights of one matrix a head, as the engine has them.

Inside the engine an example is a column and the dimensions are turned around: of a state of shape
(batch, heads, n, m) the buffer has shape (m, n, heads, batch).
"""

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array


def turned_around(sizes: Sizes, dimensions: str) -> tuple[int, ...]:
    """The sizes of named dimensions as buffers have them: the last one first."""
    return tuple(sizes[dimension] for dimension in reversed(dimensions.split()))


def vecmat(x: Array, M: Array, out: Array) -> None:
    """Write each row vector times a matrix of its own."""
    np.einsum("i...,ji...->j...", x, M, out=out)


def over_units(x: Array, out: Array) -> None:
    """Write the sum over the last dimension, which is the engine's first."""
    np.add.reduce(x, axis=0, out=out, keepdims=True)


def flat(weights: Array) -> Array:
    """Weights of each head for a vector that all heads see, side by side as one matrix.

    Parameters
    ----------
    weights : array, shape (heads, n, m)

    Returns
    -------
    array, shape (n, m*heads)

    Examples
    --------
    >>> flat(np.array([[[1.0, 2.0]], [[3.0, 4.0]]]))
    array([[1., 3., 2., 4.]])
    """
    heads, n, m = weights.shape
    return np.moveaxis(weights, 0, -1).reshape(n, m * heads)


def apart(weights: Array) -> Array:
    """Weights of each head for a vector of its own, as one matrix with zeros between the heads.

    Parameters
    ----------
    weights : array, shape (heads, n, m)

    Returns
    -------
    array, shape (n*heads, m*heads)

    Examples
    --------
    >>> apart(np.array([[[1.0, 2.0]], [[3.0, 4.0]]]))
    array([[1., 0., 2., 0.],
           [0., 3., 0., 4.]])
    """
    heads, n, m = weights.shape
    whole = np.zeros((n, heads, m, heads), weights.dtype)
    for head in range(heads):
        whole[:, head, :, head] = weights[head]
    return whole.reshape(n * heads, m * heads)


def from_flat(whole: Array, heads: int) -> Array:
    """What `flat` put side by side, head by head.

    Parameters
    ----------
    whole : array, shape (n, m*heads)
    heads : int

    Returns
    -------
    array, shape (heads, n, m)

    Examples
    --------
    >>> from_flat(np.array([[1.0, 3.0, 2.0, 4.0]]), 2)
    array([[[1., 2.]],
    <BLANKLINE>
           [[3., 4.]]])
    """
    n, columns = whole.shape
    return np.moveaxis(whole.reshape(n, columns // max(1, heads), heads), -1, 0)


def from_apart(whole: Array, heads: int) -> Array:
    """What `apart` put beside zeros, head by head.

    Parameters
    ----------
    whole : array, shape (n*heads, m*heads)
    heads : int

    Returns
    -------
    array, shape (heads, n, m)

    Examples
    --------
    >>> from_apart(np.array([[1.0, 0.0, 2.0, 0.0], [0.0, 3.0, 0.0, 4.0]]), 2)
    array([[[1., 2.]],
    <BLANKLINE>
           [[3., 4.]]])
    """
    by_head = whole.reshape(len(whole) // heads, heads, -1, heads)
    return np.stack([by_head[:, head, :, head] for head in range(heads)])


def to_rows(d: Array, columns: Array) -> Array:
    """What the first factor of an outer product gets of the adjoint d of the matrix."""
    return np.asarray(np.einsum("ji...,j...->i...", d, columns))


def to_columns(d: Array, rows: Array) -> Array:
    """What the second factor of an outer product gets."""
    return np.asarray(np.einsum("ji...,i...->j...", d, rows))


def to_vector(d: Array, M: Array) -> Array:
    """What a row vector gets of the adjoint d of its product with a matrix M."""
    return np.asarray(np.einsum("j...,ji...->i...", d, M))


def to_matrix(d: Array, x: Array) -> Array:
    """What the matrix gets of the adjoint d of its product with a row vector x."""
    return np.asarray(np.einsum("j...,i...->ji...", d, x))


def rows_summed(d: Array) -> Array:
    """What a row gets that serves all rows of a matrix."""
    return np.asarray(np.sum(d, axis=1))


def spread(d: Array, x: Array) -> Array:
    """What each number of x gets of the adjoint d of their sum."""
    return np.broadcast_to(d, x.shape)
