"""The GRU of Keras, in eight bits.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Activation, Sizes, choice, elementwise, two_rows
from lstm_numpy.arrays import Array


class GRUResult(NamedTuple):
    """What `gru` returns."""

    gru_output: Array
    """output, shape (batch, [timesteps], units)"""

    state_h: Array
    """last hidden state, shape (batch, units)"""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def gru_cell(
    x_t: Array,
    h_tm1: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    reset_after: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Array:
    """One timestep of the GRU of Keras, in eight bits.

    Parameters
    ----------
    x_t : array, shape (batch, input_dim)
        input at timestep t
    h_tm1 : array, shape (batch, units)
        hidden state one timestep before
    kernel : array, shape (input_dim, 3*units)
        weights of the input; one block for each gate, in the order z, r, h
    recurrent_kernel : array, shape (units, 3*units)
        weights of the hidden state; one block for each gate, in the order z, r, h
    bias : array or None, shape (3*units,)
        bias; one block for each gate, in the order z, r, h; or two rows, the second of which is
        recurrent_bias; None: zeros
    recurrent_bias : array or None, shape (3*units,)
        bias beside the hidden state, with reset_after; one block for each gate, in the order z, r,
        h; None: zeros
    reset_after : one of True, False
        where the reset gate acts; True: after the product with the recurrent weights; False: before
        it
    activation : str, callable or None
        activation of the candidate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    recurrent_activation : str, callable or None
        activation of the two gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    h_t : array, shape (batch, units)
        hidden state at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN, unless an activation maps NaN to a number. Sources: Keras 3.15.1,
    keras/src/layers/rnn/gru.py, GRUCell.call; Keras 2.2.4, keras/layers/recurrent.py, GRUCell.

    Examples
    --------
    >>> h_t = gru_cell(
    ...     np.zeros((4, 10)),
    ...     np.zeros((4, 32)),
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ... )
    >>> h_t.shape
    (4, 32)
    """
    bias, recurrent_bias = two_rows("bias", bias, "recurrent_bias", recurrent_bias)
    sizes = Sizes()
    x_t = sizes.floating("x_t", x_t, "batch input_dim")
    h_tm1 = sizes.floating("h_tm1", h_tm1, "batch units")
    kernel = sizes.floating("kernel", kernel, "input_dim 3*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 3*units")
    if bias is None:
        bias = sizes.zeros("3*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "3*units")
    if recurrent_bias is None:
        recurrent_bias = sizes.zeros("3*units")  # no-recurrent-bias
    else:
        choice("reset_after", reset_after, (True,), "recurrent_bias")
        recurrent_bias = sizes.floating("recurrent_bias", recurrent_bias, "3*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    choice("reset_after", reset_after, (True, False))

    W_z, W_r, W_h = np.split(kernel, 3, axis=-1)
    U_z, U_r, U_h = np.split(recurrent_kernel, 3, axis=-1)
    b_z, b_r, b_h = np.split(bias, 3, axis=-1)
    d_z, d_r, d_h = np.split(recurrent_bias, 3, axis=-1)

    # W-z-scale
    s_W_z = np.maximum(np.max(np.abs(W_z), axis=0, initial=0) / 2047, 5.960464477539063e-08)
    q_W_z = np.rint(W_z / s_W_z)  # W-z-in-twelve-bits
    # U-z-scale
    s_U_z = np.maximum(np.max(np.abs(U_z), axis=0, initial=0) / 127, 5.960464477539063e-08)
    q_U_z = np.clip(np.rint(U_z / s_U_z), -127, 127)  # U-z-in-eight-bits
    # W-r-scale
    s_W_r = np.maximum(np.max(np.abs(W_r), axis=0, initial=0) / 2047, 5.960464477539063e-08)
    q_W_r = np.rint(W_r / s_W_r)  # W-r-in-twelve-bits
    # U-r-scale
    s_U_r = np.maximum(np.max(np.abs(U_r), axis=0, initial=0) / 127, 5.960464477539063e-08)
    q_U_r = np.clip(np.rint(U_r / s_U_r), -127, 127)  # U-r-in-eight-bits
    # W-h-scale
    s_W_h = np.maximum(np.max(np.abs(W_h), axis=0, initial=0) / 2047, 5.960464477539063e-08)
    q_W_h = np.rint(W_h / s_W_h)  # W-h-in-twelve-bits
    # U-h-scale
    s_U_h = np.maximum(np.max(np.abs(U_h), axis=0, initial=0) / 127, 5.960464477539063e-08)
    q_U_h = np.clip(np.rint(U_h / s_U_h), -127, 127)  # U-h-in-eight-bits
    # x-t-scale
    s_x_t = np.maximum(
        np.max(np.abs(x_t), axis=-1, keepdims=True, initial=0) / 2047, 5.960464477539063e-08
    )
    q_x_t = np.rint(x_t / s_x_t)  # x-t-in-twelve-bits
    # h-tm1-scale
    s_h_tm1 = np.maximum(
        np.max(np.abs(h_tm1), axis=-1, keepdims=True, initial=0) / 127, 5.960464477539063e-08
    )
    q_h_tm1 = np.clip(np.rint(h_tm1 / s_h_tm1), -127, 127)  # h-tm1-in-eight-bits
    if reset_after:
        # update-gate
        z_t = recurrent_activation(
            s_x_t * s_W_z * (q_x_t @ q_W_z) + b_z + s_h_tm1 * s_U_z * (q_h_tm1 @ q_U_z) + d_z
        )
        # reset-gate
        r_t = recurrent_activation(
            s_x_t * s_W_r * (q_x_t @ q_W_r) + b_r + s_h_tm1 * s_U_r * (q_h_tm1 @ q_U_r) + d_r
        )
        # candidate-reset-after
        g_t = activation(
            s_x_t * s_W_h * (q_x_t @ q_W_h)
            + b_h
            + r_t * (s_h_tm1 * s_U_h * (q_h_tm1 @ q_U_h) + d_h)
        )
    else:
        # update-gate-reset-before
        z_t = recurrent_activation(
            s_x_t * s_W_z * (q_x_t @ q_W_z) + b_z + s_h_tm1 * s_U_z * (q_h_tm1 @ q_U_z)
        )
        # reset-gate-reset-before
        r_t = recurrent_activation(
            s_x_t * s_W_r * (q_x_t @ q_W_r) + b_r + s_h_tm1 * s_U_r * (q_h_tm1 @ q_U_r)
        )
        v_1 = r_t * h_tm1  # candidate-reset-before-vector
        # v-1-scale
        s_v_1 = np.maximum(
            np.max(np.abs(v_1), axis=-1, keepdims=True, initial=0) / 127, 5.960464477539063e-08
        )
        q_v_1 = np.clip(np.rint(v_1 / s_v_1), -127, 127)  # v-1-in-eight-bits
        # candidate-reset-before
        g_t = activation(s_x_t * s_W_h * (q_x_t @ q_W_h) + b_h + s_v_1 * s_U_h * (q_v_1 @ q_U_h))
    h_t = z_t * h_tm1 + (1 - z_t) * g_t  # hidden-state
    return h_t


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # inf and NaN are right here
def gru(
    sequences: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    initial_state: Array | None = None,
    mask: Array | None = None,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    reset_after: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> GRUResult:
    """All timesteps of the GRU of Keras, in eight bits.

    Parameters
    ----------
    sequences : array, shape (batch, timesteps, input_dim)
        input sequences
    kernel : array, shape (input_dim, 3*units)
        weights of the input; one block for each gate, in the order z, r, h
    recurrent_kernel : array, shape (units, 3*units)
        weights of the hidden state; one block for each gate, in the order z, r, h
    bias : array or None, shape (3*units,)
        bias; one block for each gate, in the order z, r, h; or two rows, the second of which is
        recurrent_bias; None: zeros
    recurrent_bias : array or None, shape (3*units,)
        bias beside the hidden state, with reset_after; one block for each gate, in the order z, r,
        h; None: zeros
    initial_state : array or None, shape (batch, units)
        the states before the first timestep
    mask : array or None, shape (batch, timesteps)
        which timesteps count; all of them when absent
    masked_output : one of "previous", "state", "zero"
        what is output at a masked timestep; "previous": the output emitted one timestep before,
        zeros before the first; "state": the hidden state, which the masked step has kept; "zero":
        zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    reset_after : one of True, False
        where the reset gate acts; True: after the product with the recurrent weights; False: before
        it
    activation : str, callable or None
        activation of the candidate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    recurrent_activation : str, callable or None
        activation of the two gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    GRUResult
    gru_output : array, shape (batch, [timesteps], units)
        output
    state_h : array, shape (batch, units)
        last hidden state

    Raises
    ------
    TypeError
        an array does not hold floats, a mask does not hold booleans, an activation is neither a
        name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. NaN in an input makes the results of that
    example NaN from that timestep on, unless an activation maps NaN to a number. Without timesteps
    the last states are the initial ones. Sources: Keras 3.15.1, keras/src/layers/rnn/gru.py,
    GRUCell.call; Keras 2.2.4, keras/layers/recurrent.py, GRUCell.

    Examples
    --------
    >>> result = gru(
    ...     np.zeros((4, 28, 10)),
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ... )
    >>> result.gru_output.shape
    (4, 28, 32)
    >>> result.state_h.shape
    (4, 32)
    """
    bias, recurrent_bias = two_rows("bias", bias, "recurrent_bias", recurrent_bias)
    sizes = Sizes()
    sequences = sizes.floating("sequences", sequences, "batch timesteps input_dim")
    kernel = sizes.floating("kernel", kernel, "input_dim 3*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 3*units")
    if bias is None:
        bias = sizes.zeros("3*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "3*units")
    if recurrent_bias is None:
        recurrent_bias = sizes.zeros("3*units")  # no-recurrent-bias
    else:
        choice("reset_after", reset_after, (True,), "recurrent_bias")
        recurrent_bias = sizes.floating("recurrent_bias", recurrent_bias, "3*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    if initial_state is not None:
        h_0 = sizes.floating("initial_state", initial_state, "batch units")
    if mask is not None:
        mask = sizes.boolean("mask", mask, "batch timesteps")
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    choice("reset_after", reset_after, (True, False))
    timesteps = sizes["timesteps"]

    W_z, W_r, W_h = np.split(kernel, 3, axis=-1)
    U_z, U_r, U_h = np.split(recurrent_kernel, 3, axis=-1)
    b_z, b_r, b_h = np.split(bias, 3, axis=-1)
    d_z, d_r, d_h = np.split(recurrent_bias, 3, axis=-1)

    if initial_state is None:
        h_0 = sizes.zeros("batch units")  # initial-hidden-state
    if mask is not None:
        y_0 = sizes.zeros("batch units")  # initial-output
    h_t = h_0
    if mask is not None:
        y_t = y_0
    if return_sequences:
        gru_output = sizes.empty("batch timesteps units")

    for t in range(1, timesteps + 1):
        h_tm1 = h_t
        if mask is not None:
            y_tm1 = y_t
        if go_backwards:
            x_t = sequences[:, timesteps - t]  # input-backwards
        else:
            x_t = sequences[:, t - 1]  # input
        # step
        # W-z-scale
        s_W_z = np.maximum(np.max(np.abs(W_z), axis=0, initial=0) / 2047, 5.960464477539063e-08)
        q_W_z = np.rint(W_z / s_W_z)  # W-z-in-twelve-bits
        # U-z-scale
        s_U_z = np.maximum(np.max(np.abs(U_z), axis=0, initial=0) / 127, 5.960464477539063e-08)
        q_U_z = np.clip(np.rint(U_z / s_U_z), -127, 127)  # U-z-in-eight-bits
        # W-r-scale
        s_W_r = np.maximum(np.max(np.abs(W_r), axis=0, initial=0) / 2047, 5.960464477539063e-08)
        q_W_r = np.rint(W_r / s_W_r)  # W-r-in-twelve-bits
        # U-r-scale
        s_U_r = np.maximum(np.max(np.abs(U_r), axis=0, initial=0) / 127, 5.960464477539063e-08)
        q_U_r = np.clip(np.rint(U_r / s_U_r), -127, 127)  # U-r-in-eight-bits
        # W-h-scale
        s_W_h = np.maximum(np.max(np.abs(W_h), axis=0, initial=0) / 2047, 5.960464477539063e-08)
        q_W_h = np.rint(W_h / s_W_h)  # W-h-in-twelve-bits
        # U-h-scale
        s_U_h = np.maximum(np.max(np.abs(U_h), axis=0, initial=0) / 127, 5.960464477539063e-08)
        q_U_h = np.clip(np.rint(U_h / s_U_h), -127, 127)  # U-h-in-eight-bits
        # x-t-scale
        s_x_t = np.maximum(
            np.max(np.abs(x_t), axis=-1, keepdims=True, initial=0) / 2047, 5.960464477539063e-08
        )
        q_x_t = np.rint(x_t / s_x_t)  # x-t-in-twelve-bits
        # h-tm1-scale
        s_h_tm1 = np.maximum(
            np.max(np.abs(h_tm1), axis=-1, keepdims=True, initial=0) / 127, 5.960464477539063e-08
        )
        q_h_tm1 = np.clip(np.rint(h_tm1 / s_h_tm1), -127, 127)  # h-tm1-in-eight-bits
        if reset_after:
            # update-gate
            z_t = recurrent_activation(
                s_x_t * s_W_z * (q_x_t @ q_W_z) + b_z + s_h_tm1 * s_U_z * (q_h_tm1 @ q_U_z) + d_z
            )
            # reset-gate
            r_t = recurrent_activation(
                s_x_t * s_W_r * (q_x_t @ q_W_r) + b_r + s_h_tm1 * s_U_r * (q_h_tm1 @ q_U_r) + d_r
            )
            # candidate-reset-after
            g_t = activation(
                s_x_t * s_W_h * (q_x_t @ q_W_h)
                + b_h
                + r_t * (s_h_tm1 * s_U_h * (q_h_tm1 @ q_U_h) + d_h)
            )
        else:
            # update-gate-reset-before
            z_t = recurrent_activation(
                s_x_t * s_W_z * (q_x_t @ q_W_z) + b_z + s_h_tm1 * s_U_z * (q_h_tm1 @ q_U_z)
            )
            # reset-gate-reset-before
            r_t = recurrent_activation(
                s_x_t * s_W_r * (q_x_t @ q_W_r) + b_r + s_h_tm1 * s_U_r * (q_h_tm1 @ q_U_r)
            )
            v_1 = r_t * h_tm1  # candidate-reset-before-vector
            # v-1-scale
            s_v_1 = np.maximum(
                np.max(np.abs(v_1), axis=-1, keepdims=True, initial=0) / 127, 5.960464477539063e-08
            )
            q_v_1 = np.clip(np.rint(v_1 / s_v_1), -127, 127)  # v-1-in-eight-bits
            # candidate-reset-before
            g_t = activation(
                s_x_t * s_W_h * (q_x_t @ q_W_h) + b_h + s_v_1 * s_U_h * (q_v_1 @ q_U_h)
            )
        h_t = z_t * h_tm1 + (1 - z_t) * g_t  # hidden-state
        if mask is not None:
            if go_backwards:
                m_t = mask[:, timesteps - t, np.newaxis]  # mask-backwards
            else:
                m_t = mask[:, t - 1, np.newaxis]  # mask
            h_t = np.where(m_t, h_t, h_tm1)  # masked-step
            if masked_output == "previous":
                y_t = np.where(m_t, h_t, y_tm1)  # output-previous
            elif masked_output == "state":
                y_t = h_t  # output-state
            else:  # zero
                y_t = np.where(m_t, h_t, 0)  # output-zero
        if return_sequences:
            if mask is not None:
                gru_output[:, t - 1] = y_t  # masked-gru-output
            else:
                gru_output[:, t - 1] = h_t  # gru-output
    if not return_sequences:
        if mask is not None:
            gru_output = y_t  # masked-last-output
        else:
            gru_output = h_t  # last-output
    state_h = h_t  # state-h
    return GRUResult(gru_output, state_h)


def prepare(
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array | None = None,
    recurrent_bias: Array | None = None,
    *,
    masked_output: str = "previous",
    go_backwards: bool = False,
    return_sequences: bool = True,
    reset_after: bool = True,
    activation: Activation = "tanh",
    recurrent_activation: Activation = "sigmoid",
) -> Callable[..., GRUResult]:
    """Keep the weights for many calls.

    Parameters
    ----------
    kernel : array, shape (input_dim, 3*units)
        weights of the input; one block for each gate, in the order z, r, h
    recurrent_kernel : array, shape (units, 3*units)
        weights of the hidden state; one block for each gate, in the order z, r, h
    bias : array or None, shape (3*units,)
        bias; one block for each gate, in the order z, r, h; or two rows, the second of which is
        recurrent_bias; None: zeros
    recurrent_bias : array or None, shape (3*units,)
        bias beside the hidden state, with reset_after; one block for each gate, in the order z, r,
        h; None: zeros
    masked_output : one of "previous", "state", "zero"
        what is output at a masked timestep; "previous": the output emitted one timestep before,
        zeros before the first; "state": the hidden state, which the masked step has kept; "zero":
        zeros
    go_backwards : one of False, True
        in which order the timesteps are processed; False: from the first to the last; True: from
        the last to the first; the output is in the order of processing
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    reset_after : one of True, False
        where the reset gate acts; True: after the product with the recurrent weights; False: before
        it
    activation : str, callable or None
        activation of the candidate: a name in lstm_numpy.activations, or a function of an array;
        None: the identity
    recurrent_activation : str, callable or None
        activation of the two gates: a name in lstm_numpy.activations, or a function of an array;
        None: the identity

    Returns
    -------
    callable
        a function of sequences, initial_state, mask: what `gru` returns

    Raises
    ------
    TypeError
        an array does not hold floats, an activation is neither a name nor a function
    ValueError
        a shape does not fit, an option or an activation is unknown

    Notes
    -----
    Sources: Keras 3.15.1, keras/src/layers/rnn/gru.py, GRUCell.call; Keras 2.2.4,
    keras/layers/recurrent.py, GRUCell.

    Examples
    --------
    >>> layer = prepare(
    ...     np.zeros((10, 96)),
    ...     np.zeros((32, 96)),
    ... )
    >>> layer(np.zeros((4, 28, 10))).gru_output.shape
    (4, 28, 32)
    """
    bias, recurrent_bias = two_rows("bias", bias, "recurrent_bias", recurrent_bias)
    sizes = Sizes()
    kernel = sizes.floating("kernel", kernel, "input_dim 3*units")
    recurrent_kernel = sizes.floating("recurrent_kernel", recurrent_kernel, "units 3*units")
    if bias is None:
        bias = sizes.zeros("3*units")  # no-bias
    else:
        bias = sizes.floating("bias", bias, "3*units")
    if recurrent_bias is None:
        recurrent_bias = sizes.zeros("3*units")  # no-recurrent-bias
    else:
        choice("reset_after", reset_after, (True,), "recurrent_bias")
        recurrent_bias = sizes.floating("recurrent_bias", recurrent_bias, "3*units")
    activation = elementwise("activation", activation)
    recurrent_activation = elementwise("recurrent_activation", recurrent_activation)
    choice("masked_output", masked_output, ("previous", "state", "zero"))
    choice("go_backwards", go_backwards, (False, True))
    choice("return_sequences", return_sequences, (True, False))
    choice("reset_after", reset_after, (True, False))
    return partial(
        gru,
        kernel=kernel,
        recurrent_kernel=recurrent_kernel,
        bias=bias,
        recurrent_bias=recurrent_bias,
        masked_output=masked_output,
        go_backwards=go_backwards,
        return_sequences=return_sequences,
        reset_after=reset_after,
        activation=activation,
        recurrent_activation=recurrent_activation,
    )
