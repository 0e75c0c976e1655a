"""The cells of TensorFlow 1, with TensorFlow's joint kernel and its state tuple (c, h)."""

from collections.abc import Sequence

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, several, shown
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.gru import gru_cell as printed_gru_cell
from lstm_numpy.simple_rnn import simple_rnn_cell
from lstm_numpy.tensorflow1_basic_cell import lstm_cell as basic
from lstm_numpy.tensorflow1_cell import lstm_cell as plain
from lstm_numpy.tensorflow1_projection_cell import lstm_cell as projected

__all__ = ["basic_lstm_cell", "basic_rnn_cell", "gru_cell", "lstm_cell"]

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
        one block for each gate, in the order i, j, f, o
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
        one block for each gate, in the order i, j, f, o
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


def gru_cell(
    inputs: Array,
    state: Array,
    gates_kernel: Array,
    gates_bias: Array,
    candidate_kernel: Array,
    candidate_bias: Array,
    *,
    activation: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of GRUCell (TensorFlow 1.13.1, rnn_cell_impl.py).

    Parameters
    ----------
    inputs : array, shape (batch, input_dim)
    state : array, shape (batch, units)
    gates_kernel : array, shape (input_dim + units, 2*units)
        one block for each gate, in the order r, u
    gates_bias : array, shape (2*units,)
    candidate_kernel : array, shape (input_dim + units, units)
    candidate_bias : array, shape (units,)
    activation
        as the cell was made

    Returns
    -------
    h, h
        the output, which is the new state, as TensorFlow returns them

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> kernels = {"gates_kernel": np.ones((9, 14)), "candidate_kernel": np.ones((9, 7))}
    >>> biases = {"gates_bias": np.ones(14), "candidate_bias": np.zeros(7)}
    >>> output, state = gru_cell(np.ones((3, 2)), np.zeros((3, 7)), **kernels, **biases)
    >>> output.shape
    (3, 7)
    """
    inputs, state, *arrays = named(
        inputs=(inputs, "batch input_dim"),
        state=(state, "batch units"),
        gates_kernel=(gates_kernel, "rows 2*units"),
        gates_bias=(gates_bias, "2*units"),
        candidate_kernel=(candidate_kernel, "rows units"),
        candidate_bias=(candidate_bias, "units"),
    )
    names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")
    weights = dict(zip(names, arrays, strict=True))
    stored = convert(weights, "tensorflow1", "keras", cell="gru", activation=activation)
    h = printed_gru_cell(inputs, state, *stored, reset_after=False, activation=activation)
    return h, h


def basic_rnn_cell(
    inputs: Array,
    state: Array,
    kernel: Array,
    bias: Array,
    *,
    activation: Activation = "tanh",
) -> tuple[Array, Array]:
    """One timestep of BasicRNNCell (TensorFlow 1.13.1, rnn_cell_impl.py).

    Parameters
    ----------
    inputs : array, shape (batch, input_dim)
    state : array, shape (batch, units)
    kernel : array, shape (input_dim + units, units)
    bias : array, shape (units,)
    activation
        as the cell was made

    Returns
    -------
    h, h
        the output, which is the new state, as TensorFlow returns them

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> output, state = basic_rnn_cell(
    ...     np.ones((3, 2)), np.zeros((3, 7)), np.ones((9, 7)), np.zeros(7)
    ... )
    >>> output.shape
    (3, 7)
    """
    inputs, state, kernel, bias = named(
        inputs=(inputs, "batch input_dim"),
        state=(state, "batch units"),
        kernel=(kernel, "rows units"),
        bias=(bias, "units"),
    )
    stored = {"kernel": kernel, "bias": bias}
    weights = convert(stored, "tensorflow1", "keras", cell="rnn", activation=activation)
    h = simple_rnn_cell(inputs, state, *weights, activation=activation)
    return h, h


def named(**given: tuple[Array, str]) -> list[Array]:
    """Arrays of a cell, checked by the names and the dimensions that they have here."""
    sizes = Sizes()
    return [sizes.floating(name, array, shape) for name, (array, shape) in given.items()]


def kernel_rows(inputs: Array, kernel: Array) -> tuple[Array, Array]:
    """The kernel's rows for the input and those for the output."""
    array = Sizes().floating("inputs", inputs, "batch input_dim")
    rows = Sizes().floating("kernel", kernel, "rows 4*units")
    return rows[: array.shape[-1]], rows[array.shape[-1] :]
