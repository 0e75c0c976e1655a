"""The Bidirectional of Keras.

Printed from lstm_sym/equations/bidirectional.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple

import numpy as np

from lstm_numpy.arguments import Sizes, choice
from lstm_numpy.arrays import Array

MERGE_MODES = ("concat", "sum", "mul", "ave")


class BidirectionalResult(NamedTuple):
    """What `bidirectional` returns."""

    output: Array
    """output, shape (batch, [timesteps], 2*units or units)"""


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def merge(forward_t: Array, backward_t: Array, *, merge_mode: str = "concat") -> Array:
    """One timestep of the Bidirectional of Keras.

    Parameters
    ----------
    forward_t : array, shape (batch, units)
        forward output at timestep t
    backward_t : array, shape (batch, units)
        backward output at timestep t
    merge_mode : one of "concat", "sum", "mul", "ave"
        how the two outputs become one; "concat": side by side, the forward one first; "sum": their
        sum; "mul": their product; "ave": their mean

    Returns
    -------
    merged_t : array, shape (batch, 2*units or units)
        merged output at timestep t

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 2.2.4, keras/layers/wrappers.py,
    Bidirectional.call; Keras 3.15.1, keras/src/layers/rnn/bidirectional.py, Bidirectional.call.

    Examples
    --------
    >>> merged_t = merge(
    ...     np.zeros((4, 32)),
    ...     np.zeros((4, 32)),
    ... )
    >>> merged_t.shape
    (4, 64)
    """
    sizes = Sizes()
    forward_t = sizes.floating("forward_t", forward_t, "batch units")
    backward_t = sizes.floating("backward_t", backward_t, "batch units")
    choice("merge_mode", merge_mode, MERGE_MODES)

    if merge_mode == "concat":
        merged_t = np.concatenate([forward_t, backward_t], axis=-1)  # merge-concat
    elif merge_mode == "sum":
        merged_t = forward_t + backward_t  # merge-sum
    elif merge_mode == "mul":
        merged_t = forward_t * backward_t  # merge-mul
    else:  # ave
        merged_t = (forward_t + backward_t) / 2  # merge-ave
    return merged_t


@np.errstate(over="ignore", invalid="ignore")  # inf and NaN are right here
def bidirectional(
    forward: Array,
    backward: Array,
    *,
    return_sequences: bool = True,
    merge_mode: str = "concat",
) -> BidirectionalResult:
    """All timesteps of the Bidirectional of Keras.

    Parameters
    ----------
    forward : array, shape (batch, timesteps, units)
        outputs of the forward layer
    backward : array, shape (batch, timesteps, units)
        outputs of the backward layer, as it runs
    return_sequences : one of True, False
        what the output holds; True: the output of every timestep; False: the output of the last
        timestep
    merge_mode : one of "concat", "sum", "mul", "ave"
        how the two outputs become one; "concat": side by side, the forward one first; "sum": their
        sum; "mul": their product; "ave": their mean

    Returns
    -------
    BidirectionalResult
    output : array, shape (batch, [timesteps], 2*units or units)
        output

    Raises
    ------
    TypeError
        an array does not hold floats
    ValueError
        a shape does not fit, an option is unknown

    Notes
    -----
    Results have NumPy's common type of all arrays: float32 if all are float32, and also for float16
    with float32 weights; a list counts as float64. Sources: Keras 2.2.4, keras/layers/wrappers.py,
    Bidirectional.call; Keras 3.15.1, keras/src/layers/rnn/bidirectional.py, Bidirectional.call.

    Examples
    --------
    >>> result = bidirectional(
    ...     np.zeros((4, 28, 32)),
    ...     np.zeros((4, 28, 32)),
    ... )
    >>> result.output.shape
    (4, 28, 64)
    """
    sizes = Sizes()
    forward = sizes.floating("forward", forward, "batch timesteps units")
    backward = sizes.floating("backward", backward, "batch timesteps units")
    choice("return_sequences", return_sequences, (True, False))
    choice("merge_mode", merge_mode, MERGE_MODES)

    forward_t = forward  # forward
    if return_sequences:
        backward_t = backward[:, ::-1]  # backward
    else:
        backward_t = backward  # backward-as-it-runs
    # merge
    if merge_mode == "concat":
        merged_t = np.concatenate([forward_t, backward_t], axis=-1)  # merge-concat
    elif merge_mode == "sum":
        merged_t = forward_t + backward_t  # merge-sum
    elif merge_mode == "mul":
        merged_t = forward_t * backward_t  # merge-mul
    else:  # ave
        merged_t = (forward_t + backward_t) / 2  # merge-ave
    merged = merged_t  # merged
    if return_sequences:
        output = merged  # output
    else:
        output = merged[:, sizes.last("timesteps")]  # last-output
    return BidirectionalResult(output)
