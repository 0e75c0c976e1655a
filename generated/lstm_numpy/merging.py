"""Bidirectional of Keras: the merge.

Printed from lstm_sym/equations/bidirectional.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import numpy as np

from lstm_numpy.arrays import Array

MERGE_MODES = ("concat", "sum", "mul", "ave")


def merge(forward_t: Array, backward_t: Array, merge_mode: str) -> Array:
    """The outputs of both directions as one; a whole sequence of them, or one timestep's.

    Parameters
    ----------
    forward_t : array, shape (..., units)
        output of the forward layer, for timestep t
    backward_t : array, shape (..., units)
        output of the backward layer, for timestep t
    merge_mode : str
        "concat": side by side, the forward one first; "sum": their sum; "mul": their product;
        "ave": their mean

    Returns
    -------
    array
        output for timestep t; twice as wide for concat

    Examples
    --------
    >>> merge(np.ones((3, 7)), np.ones((3, 7)), "concat").shape
    (3, 14)
    """
    if merge_mode == "concat":
        return np.concatenate([forward_t, backward_t], axis=-1)  # merge-concat
    elif merge_mode == "sum":
        return forward_t + backward_t  # merge-sum
    elif merge_mode == "mul":
        return forward_t * backward_t  # merge-mul
    else:  # ave
        return (forward_t + backward_t) / 2  # merge-ave
