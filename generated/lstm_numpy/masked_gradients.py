"""Masked timesteps: gradients.

Printed from lstm_sym/equations/sequences.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import numpy as np

from lstm_numpy.arrays import Array


def step_gradients(m_t: Array, arriving: Array) -> Array:
    """What the timestep gets of what arrives at a state; what does not count gets nothing."""
    return np.where(m_t, arriving, 0)  # masked-step


def before_gradients(m_t: Array, through: Array, arriving: Array) -> Array:
    """What the state before gets, through the timestep or because it was kept."""
    return np.where(m_t, through, arriving)  # masked-step


def output_gradients(m_t: Array, arriving: Array, masked_output: str) -> tuple[Array, Array | None]:
    """What state and output before get of what arrives at the output; None: nothing."""
    if masked_output == "previous":
        return np.where(m_t, arriving, 0), np.where(m_t, 0, arriving)  # output-previous
    if masked_output == "state":
        return arriving, None  # output-state
    return np.where(m_t, arriving, 0), None  # output-zero
