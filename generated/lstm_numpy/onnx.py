"""The LSTM, GRU and RNN operators of ONNX, with the specification's arguments and defaults."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from lstm_numpy import onnx_activations, onnx_direction, onnx_quantized
from lstm_numpy.arguments import Sizes, as_array, shown
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.gru import gru as printed_gru
from lstm_numpy.onnx_arguments import (
    bounded,
    checked,
    clipped,
    flag,
    mask_within,
    runs_backwards,
    together,
    ways,
)
from lstm_numpy.simple_rnn import simple_rnn

__all__ = ["dynamic_quantize_lstm", "gru", "lstm", "rnn"]


def lstm(
    X: Array,
    W: Array,
    R: Array,
    B: Array | None = None,
    sequence_lens: Array | None = None,
    initial_h: Array | None = None,
    initial_c: Array | None = None,
    P: Array | None = None,
    *,
    activations: Sequence[str | bytes] | None = None,
    activation_alpha: Sequence[float] | None = None,
    activation_beta: Sequence[float] | None = None,
    clip: float | None = None,
    direction: str | bytes = "forward",
    hidden_size: int | None = None,
    input_forget: int = 0,
    layout: int = 0,
) -> tuple[Array, Array, Array]:
    """What the operator returns (ONNX 1.23.2, docs/Operators.md, LSTM-22).

    Parameters
    ----------
    X : array, shape (seq_length, batch_size, input_size)
        (batch_size, seq_length, input_size) with layout=1
    W, R : array, shape (num_directions, 4*hidden_size, input_size or hidden_size)
        one block for each gate, in the order i, o, f, c
    B : array or None, shape (num_directions, 8*hidden_size)
        Wb and Rb, one after the other
    sequence_lens : array of integers or None, shape (batch_size,)
    initial_h, initial_c : array or None, shape (num_directions, batch_size, hidden_size)
        (batch_size, num_directions, hidden_size) with layout=1
    P : array or None, shape (num_directions, 3*hidden_size)
        peepholes, in the order i, o, f
    activations, activation_alpha, activation_beta : sequences or None
        three names a direction, in upper or lower case; alpha and beta go in order to the
        functions that take them
    clip, direction, hidden_size, input_forget, layout
        the operator's attributes; the package onnx gives text as bytes, which are taken too

    Returns
    -------
    Y, Y_h, Y_c
        Y (seq_length, num_directions, batch_size, hidden_size), the last states
        (num_directions, batch_size, hidden_size); with layout=1 the batch leads

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> Y, Y_h, Y_c = lstm(np.zeros((5, 3, 2)), np.zeros((1, 28, 2)), np.zeros((1, 28, 7)))
    >>> Y.shape, Y_h.shape
    ((5, 1, 3, 7), (1, 3, 7))
    """
    arrays = {"X": X, "W": W, "R": R, "B": B}
    arrays |= {"initial_h": initial_h, "initial_c": initial_c, "P": P}
    words = (activations, activation_alpha, activation_beta)
    attributes = (clip, direction, hidden_size, input_forget, layout)
    return lstm_of(lambda _place: onnx_direction.lstm, arrays, sequence_lens, words, *attributes)


def dynamic_quantize_lstm(
    X: Array,
    W: Array,
    R: Array,
    B: Array | None = None,
    sequence_lens: None = None,
    initial_h: Array | None = None,
    initial_c: Array | None = None,
    P: Array | None = None,
    W_scale: Array | None = None,
    W_zero_point: Array | None = None,
    R_scale: Array | None = None,
    R_zero_point: Array | None = None,
    *,
    activations: Sequence[str | bytes] | None = None,
    activation_alpha: Sequence[float] | None = None,
    activation_beta: Sequence[float] | None = None,
    clip: float | None = None,
    direction: str | bytes = "forward",
    hidden_size: int | None = None,
    input_forget: int = 0,
    layout: int = 0,
) -> tuple[Array, Array, Array]:
    """What onnxruntime's DynamicQuantizeLSTM returns with one thread.

    Parameters
    ----------
    X, B, initial_h, initial_c, P, activations, activation_alpha, activation_beta, clip, direction,
    hidden_size, input_forget, layout
        as for `lstm`
    W, R : array of integers, shape (num_directions, input_size or hidden_size, 4*hidden_size)
        one block for each gate, in the order i, o, f, c; the transposed of those of `lstm`
    sequence_lens : None
        what the operator rounds beside sequences of several lengths is not known here
    W_scale, R_scale : array, shape (num_directions,) or (num_directions, 4*hidden_size)
        what one step of the whole numbers is worth
    W_zero_point, R_zero_point : array of integers or None, of the same shape
        the whole numbers that mean zero

    Returns
    -------
    Y, Y_h, Y_c
        of the shapes that `lstm` returns

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> W, R = np.ones((1, 2, 28), np.int8), np.ones((1, 7, 28), np.int8)
    >>> scales = {"W_scale": np.full(1, 0.01), "R_scale": np.full(1, 0.02)}
    >>> dynamic_quantize_lstm(np.zeros((5, 3, 2)), W, R, **scales)[0].shape
    (5, 1, 3, 7)
    """
    if sequence_lens is not None:
        raise ValueError(
            f"sequence_lens is {shown(sequence_lens)}, expected None: give sequences of one length"
        )
    sizes = Sizes(num_directions=(ways(direction)[1], "direction"))
    sizes.floating("X", X, "first second input_size")
    W, W_scale = dequantized(sizes, "W", W, "input_size", W_scale, W_zero_point)
    R, R_scale = dequantized(sizes, "R", R, "hidden_size", R_scale, R_zero_point)

    def run(place: int) -> Callable[..., tuple[Array, ...]]:
        return partial(onnx_quantized.lstm, W_scale=W_scale[place], R_scale=R_scale[place])

    arrays = {"X": X, "W": W, "R": R, "B": B}
    arrays |= {"initial_h": initial_h, "initial_c": initial_c, "P": P}
    words = (activations, activation_alpha, activation_beta)
    attributes = (clip, direction, hidden_size, input_forget, layout)
    return lstm_of(run, arrays, None, words, *attributes)


def dequantized(
    sizes: Sizes, name: str, whole: Any, rows: str, scale: Any, zero: Any
) -> tuple[Array, Array]:
    """Weights as whole numbers from their zero, as those of `lstm` lie, and a scale a unit."""
    dimensions = f"num_directions {rows} 4*hidden_size"
    numbers = sizes.integers(name, whole, dimensions).astype(sizes.dtype)
    units = sizes["num_directions"], 4 * sizes["hidden_size"]
    if scale is None:
        raise TypeError(f"{name}_scale is None, expected an array: it has no default")
    found = []
    for word, value, kind in (
        (f"{name}_scale", scale, sizes.floating),
        (
            f"{name}_zero_point",
            np.zeros(units[0], np.int8) if zero is None else zero,
            sizes.integers,
        ),
    ):
        array = as_array(word, value)
        array = kind(word, array, "num_directions" + " 4*hidden_size" * (array.ndim == 2))
        found.append(np.broadcast_to(array.reshape(len(array), -1), units))
    scales, zeros = found
    return (numbers - zeros[:, np.newaxis]).swapaxes(1, 2), scales


def lstm_of(
    run: Callable[[int], Callable[..., tuple[Array, ...]]],
    arrays: Mapping[str, Any],
    sequence_lens: Any,
    words: tuple[Any, Any, Any],
    clip: float | None,
    direction: str | bytes,
    hidden_size: int | None,
    input_forget: int,
    layout: int,
) -> tuple[Array, Array, Array]:
    """An operator whose directions `run` computes, each by its place."""
    direction, directions = ways(direction)
    flag("input_forget", input_forget)
    sizes = Sizes(num_directions=(directions, "direction"))
    X, W, R, B, initial_h, initial_c, P = checked(sizes, layout, 4, **arrays)
    bound = bounded(clip, hidden_size, R)
    mask = mask_within(sequence_lens, sizes)
    functions = onnx_activations.resolve(*words, directions)
    found = []
    for place in range(directions):
        f, g, h = functions[place]
        Wb, Rb = np.split(B[place], 2)
        found.append(
            run(place)(
                X,
                W=W[place],
                R=R[place],
                Wb=Wb,
                Rb=Rb,
                P=P[place],
                initial_state=(initial_h[place], initial_c[place]),
                **({} if mask is None else {"mask": mask}),
                go_backwards=runs_backwards(direction, place),
                clip=np.inf if bound is None else bound,
                input_forget=bool(input_forget),
                f=f,
                g=g,
                h=h,
            )
        )
    Y, Y_h, Y_c = together(found, direction, layout)
    return Y, Y_h, Y_c


def gru(
    X: Array,
    W: Array,
    R: Array,
    B: Array | None = None,
    sequence_lens: Array | None = None,
    initial_h: Array | None = None,
    *,
    activations: Sequence[str | bytes] | None = None,
    activation_alpha: Sequence[float] | None = None,
    activation_beta: Sequence[float] | None = None,
    clip: float | None = None,
    direction: str | bytes = "forward",
    hidden_size: int | None = None,
    layout: int = 0,
    linear_before_reset: int = 0,
) -> tuple[Array, Array]:
    """What the GRU operator returns (ONNX 1.23.2, docs/Operators.md, GRU-22).

    Parameters
    ----------
    X, sequence_lens, initial_h, activation_alpha, activation_beta, clip, direction, hidden_size,
    layout
        as for `lstm`
    W, R : array, shape (num_directions, 3*hidden_size, input_size or hidden_size)
        one block for each gate, in the order z, r, h
    B : array or None, shape (num_directions, 6*hidden_size)
    activations : sequence or None
        two names a direction
    linear_before_reset : 0 or 1
        whether the reset gate acts after the product with the recurrent weights

    Returns
    -------
    Y, Y_h
        of the shapes that `lstm` returns

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> Y, Y_h = gru(np.zeros((5, 3, 2)), np.zeros((1, 21, 2)), np.zeros((1, 21, 7)))
    >>> Y.shape, Y_h.shape
    ((5, 1, 3, 7), (1, 3, 7))
    """
    flag("linear_before_reset", linear_before_reset)
    after = bool(linear_before_reset)
    compute = partial(printed_gru, reset_after=after)
    words = (activations, activation_alpha, activation_beta)
    return like_keras(
        "gru", compute, (X, W, R, B, sequence_lens, initial_h), words, clip, direction,
        hidden_size, layout, after,
    )  # fmt: skip


def rnn(
    X: Array,
    W: Array,
    R: Array,
    B: Array | None = None,
    sequence_lens: Array | None = None,
    initial_h: Array | None = None,
    *,
    activations: Sequence[str | bytes] | None = None,
    activation_alpha: Sequence[float] | None = None,
    activation_beta: Sequence[float] | None = None,
    clip: float | None = None,
    direction: str | bytes = "forward",
    hidden_size: int | None = None,
    layout: int = 0,
) -> tuple[Array, Array]:
    """What the RNN operator returns (ONNX 1.23.2, docs/Operators.md, RNN-22).

    Parameters
    ----------
    X, sequence_lens, initial_h, activation_alpha, activation_beta, clip, direction, hidden_size,
    layout
        as for `lstm`
    W, R : array, shape (num_directions, hidden_size, input_size or hidden_size)
    B : array or None, shape (num_directions, 2*hidden_size)
    activations : sequence or None
        one name a direction

    Returns
    -------
    Y, Y_h
        of the shapes that `lstm` returns

    Raises
    ------
    ValueError, TypeError
        naming the argument that does not fit

    Examples
    --------
    >>> Y, Y_h = rnn(np.zeros((5, 3, 2)), np.zeros((1, 7, 2)), np.zeros((1, 7, 7)))
    >>> Y.shape, Y_h.shape
    ((5, 1, 3, 7), (1, 3, 7))
    """
    words = (activations, activation_alpha, activation_beta)
    return like_keras(
        "rnn", simple_rnn, (X, W, R, B, sequence_lens, initial_h), words, clip, direction,
        hidden_size, layout, None,
    )  # fmt: skip


#: By cell, the blocks of the weights and the functions of a direction by default.
OPERATORS = {"gru": (3, ("Sigmoid", "Tanh")), "rnn": (1, ("Tanh",))}


def like_keras(
    cell: str,
    compute: Callable[..., tuple[Array, ...]],
    arrays: Sequence[Any],
    words: tuple[Any, Any, Any],
    clip: float | None,
    direction: str | bytes,
    hidden_size: int | None,
    layout: int,
    reset_after: bool | None,
) -> tuple[Array, Array]:
    """An operator whose equations are those of a layer of Keras, but for the clip."""
    direction, directions = ways(direction)
    blocks, default = OPERATORS[cell]
    sizes = Sizes(num_directions=(directions, "direction"))
    X, W, R, B, lengths, initial_h = arrays
    X, W, R, B, initial_h = checked(sizes, layout, blocks, X=X, W=W, R=R, B=B, initial_h=initial_h)
    bound = bounded(clip, hidden_size, R)
    mask = mask_within(lengths, sizes)
    functions = onnx_activations.resolve(*words, directions, default)
    found = []
    for place in range(directions):
        stored = {"W": W[[place]], "R": R[[place]], "B": B[[place]]}
        weights = convert(stored, "onnx", "keras", cell=cell, reset_after=reset_after)
        *gates, activation = (clipped(function, bound) for function in functions[place])
        chosen = {"recurrent_activation": gates[0]} if gates else {}
        found.append(
            compute(
                X,
                *weights,
                initial_state=initial_h[place],
                mask=mask,
                masked_output="zero",
                go_backwards=runs_backwards(direction, place),
                activation=activation,
                **chosen,
            )
        )
    Y, Y_h = together(found, direction, layout)
    return Y, Y_h
