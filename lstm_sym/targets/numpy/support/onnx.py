"""The LSTM operator of ONNX, with the specification's arguments and defaults."""

from collections.abc import Sequence

import numpy as np

from lstm_numpy import onnx_activations, onnx_direction
from lstm_numpy.arguments import Sizes, choice, number, shown, whole
from lstm_numpy.arrays import Array
from lstm_numpy.lengths import lengths_of, mask_of
from lstm_numpy.onnx_activations import text

__all__ = ["lstm"]


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
        one block a gate, in the order i, o, f, c
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
    direction = text(direction)
    choice("direction", direction, ("forward", "reverse", "bidirectional"))
    flags = {"input_forget": input_forget, "layout": layout}
    for name, value in flags.items():
        odd = isinstance(value, np.timedelta64) or not isinstance(value, int | np.integer)
        if odd or value not in (0, 1):
            raise ValueError(f"{name} is {shown(value)}, expected 0 or 1")
    if clip is not None and not number("clip", clip) > 0:
        raise ValueError(f"clip is {clip}, expected a number above 0, or None for no clip")
    directions = 2 if direction == "bidirectional" else 1
    sizes = Sizes(num_directions=directions)
    X, W, R, B, initial_h, initial_c, P = checked(
        sizes, layout, X=X, W=W, R=R, B=B, initial_h=initial_h, initial_c=initial_c, P=P
    )
    units = R.shape[-1]
    if hidden_size is not None and whole("hidden_size", hidden_size, 0) != units:
        said = shown(hidden_size)
        raise ValueError(f"hidden_size is {said}, expected {units}, that of R, or None")
    mask = None
    if sequence_lens is not None:
        lengths = lengths_of("sequence_lens", sequence_lens, sizes, "batch_size")
        mask = mask_of(lengths, sizes["timesteps"])
    functions = onnx_activations.resolve(activations, activation_alpha, activation_beta, directions)
    outputs, states_h, states_c = [], [], []
    for place in range(directions):
        backwards = direction == "reverse" or place == 1
        f, g, h = functions[place]
        Wb, Rb = np.split(B[place], 2)
        result = onnx_direction.lstm(
            X,
            W[place],
            R[place],
            Wb,
            Rb,
            P[place],
            initial_state=(initial_h[place], initial_c[place]),
            mask=mask,
            go_backwards=backwards,
            clip=np.inf if clip is None else clip,
            input_forget=bool(input_forget),
            f=f,
            g=g,
            h=h,
        )
        outputs.append(result.Y[:, ::-1] if backwards else result.Y)
        states_h.append(result.Y_h)
        states_c.append(result.Y_c)
    if layout:
        return np.stack(outputs, axis=2), np.stack(states_h, axis=1), np.stack(states_c, axis=1)
    Y = np.stack([output.swapaxes(0, 1) for output in outputs], axis=1)
    return Y, np.stack(states_h), np.stack(states_c)


def checked(sizes: Sizes, layout: int, **arrays: Array | None) -> list[Array]:
    """The arrays, batch first and states direction first; zeros for those that are absent."""
    sequence = "batch_size timesteps input_size" if layout else "timesteps batch_size input_size"
    state = "num_directions batch_size hidden_size"
    given_state = "batch_size num_directions hidden_size" if layout else state
    shapes = {
        "X": sequence,
        "W": "num_directions 4*hidden_size input_size",
        "R": "num_directions 4*hidden_size hidden_size",
        "B": "num_directions 8*hidden_size",
        "initial_h": given_state,
        "initial_c": given_state,
        "P": "num_directions 3*hidden_size",
    }
    found = []
    for name, value in arrays.items():
        if value is None and name not in ("X", "W", "R"):
            found.append(sizes.zeros(state if name.startswith("initial") else shapes[name]))
            continue
        array = sizes.floating(name, value, shapes[name])
        moved = (name == "X" and not layout) or (name.startswith("initial") and layout)
        found.append(array.swapaxes(0, 1) if moved else array)
    return found
