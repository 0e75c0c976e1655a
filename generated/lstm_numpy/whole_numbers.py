"""What whole numbers of eight and of twelve bits are.

Printed from lstm_sym/passes/quantised.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

import numpy as np

from lstm_numpy.arrays import Array


def scale_of_eight_bits(size: Array) -> Array:
    """What 1 is worth among whole numbers of eight bits: the largest magnitude is ``size``."""
    return np.maximum(size / 127, 5.960464477539063e-08)


def eight_bits(x: Array, scale: Array) -> Array:
    """The nearest whole numbers of eight bits, of which 1 is worth ``scale``."""
    return np.clip(np.rint(x / scale), -127, 127)


def scale_of_twelve_bits(size: Array) -> Array:
    """What 1 is worth among whole numbers of twelve bits: the largest magnitude is ``size``."""
    return np.maximum(size / 2047, 5.960464477539063e-08)


def twelve_bits(x: Array, scale: Array) -> Array:
    """The nearest whole numbers of twelve bits, of which 1 is worth ``scale``."""
    return np.rint(x / scale)
