"""The cells of TensorFlow 1, with TensorFlow's joint kernel and its state tuple (c, h)."""

from collections.abc import Sequence

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, several, shown
from lstm_numpy.arrays import Array
from lstm_numpy.tensorflow1_basic_cell import lstm_cell as basic
from lstm_numpy.tensorflow1_cell import lstm_cell as plain
from lstm_numpy.tensorflow1_projection_cell import lstm_cell as projected

__all__ = ["basic_lstm_cell", "lstm_cell"]

State = tuple[Array, Array]


def basic_lstm_cell(
    inputs: Array,
    state: Sequence[Array],
    kernel: Array,
    bias: Array,
    *,
    forget_bias: float = 1.0,
    activation: Activation = "tanh",
) -> tuple[Array, State]:
    """One timestep of BasicLSTMCell (TensorFlow 1.13.1, rnn_cell_impl.py).

    Parameters
    ----------
    inputs : array, shape (batch, input_dim)
    state : the pair (c, h), each of shape (batch, units)
    kernel : array, shape (input_dim + units, 4*units)
        one block a gate, in the order i, j, f, o
    bias : array, shape (4*units,)
    forget_bias, activation
        as the cell was made

    Returns
    -------
    h, (c, h)
        the output and the new state, as TensorFlow returns them

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> c, h = np.zeros((3, 7)), np.zeros((3, 7))
    >>> output, (c, h) = basic_lstm_cell(np.ones((3, 2)), (c, h), np.ones((9, 28)), np.zeros(28))
    >>> output.shape
    (3, 7)
    """
    c, h = several("state", state, 2)
    rows = kernel_rows(inputs, kernel)
    c, h = basic(inputs, c, h, *rows, bias, forget_bias=forget_bias, activation=activation)
    return h, (c, h)


def lstm_cell(
    inputs: Array,
    state: Sequence[Array],
    kernel: Array,
    bias: Array,
    *,
    w_f_diag: Array | None = None,
    w_i_diag: Array | None = None,
    w_o_diag: Array | None = None,
    projection: Array | None = None,
    forget_bias: float = 1.0,
    cell_clip: float | None = None,
    proj_clip: float | None = None,
    activation: Activation = "tanh",
) -> tuple[Array, State]:
    """One timestep of LSTMCell (TensorFlow 1.13.1, rnn_cell_impl.py).

    Parameters
    ----------
    inputs : array, shape (batch, input_dim)
    state : the pair (c, m), of shapes (batch, units) and (batch, num_proj or units)
    kernel : array, shape (input_dim + num_proj or units, 4*units)
        one block a gate, in the order i, j, f, o
    bias : array, shape (4*units,)
    w_f_diag, w_i_diag, w_o_diag : array or None, shape (units,)
        the peepholes; None for none
    projection : array or None, shape (units, num_proj)
    forget_bias, cell_clip, proj_clip, activation
        as the cell was made; None clips nothing

    Returns
    -------
    m, (c, m)
        the output and the new state, as TensorFlow returns them

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> c, m = np.zeros((3, 7)), np.zeros((3, 5))
    >>> projection = np.ones((7, 5))
    >>> m, (c, m) = lstm_cell(
    ...     np.ones((3, 2)), (c, m), np.ones((7, 28)), np.zeros(28), projection=projection
    ... )
    >>> m.shape, c.shape
    ((3, 5), (3, 7))
    """
    c, m = several("state", state, 2)
    W, U = kernel_rows(inputs, kernel)
    clip = np.inf if cell_clip is None else cell_clip
    if projection is None:
        if proj_clip is not None:
            raise ValueError(f"proj_clip is {shown(proj_clip)}, expected None without a projection")
        c, m = plain(
            inputs, c, m, W, U, bias, w_i_diag, w_f_diag, w_o_diag,
            forget_bias=forget_bias, cell_clip=clip, activation=activation,
        )  # fmt: skip
        return m, (c, m)
    c, m = projected(
        inputs, c, m, W, U, bias, projection, w_i_diag, w_f_diag, w_o_diag,
        forget_bias=forget_bias, cell_clip=clip,
        proj_clip=np.inf if proj_clip is None else proj_clip, activation=activation,
    )  # fmt: skip
    return m, (c, m)


def kernel_rows(inputs: Array, kernel: Array) -> tuple[Array, Array]:
    """The kernel's rows for the input and those for the output."""
    array = Sizes().floating("inputs", inputs, "batch input_dim")
    rows = Sizes().floating("kernel", kernel, "rows 4*units")
    return rows[: array.shape[-1]], rows[array.shape[-1] :]
