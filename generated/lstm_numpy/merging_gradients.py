"""The Bidirectional of Keras: gradients.

Printed from lstm_sym/equations/bidirectional.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import numpy as np

from lstm_numpy.arrays import Array


def merge_gradients(
    arriving: Array,
    forward_t: Array,
    backward_t: Array,
    merge_mode: str,
) -> tuple[Array, Array]:
    """The loss's gradients at what is merged, from that at the result."""
    if merge_mode == "concat":
        d_forward_t, d_backward_t = np.split(arriving, 2, axis=-1)  # merge-concat
        return d_forward_t, d_backward_t
    if merge_mode == "sum":
        return arriving, arriving  # merge-sum
    if merge_mode == "mul":
        return arriving * backward_t, arriving * forward_t  # merge-mul
    return 0.5 * arriving, 0.5 * arriving  # merge-ave
