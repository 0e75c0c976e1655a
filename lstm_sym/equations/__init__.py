"""Every formulation and every activation: the only place where an equation is written."""

from lstm_sym.equations import keras
from lstm_sym.equations.activations import ACTIVATIONS

FORMULATIONS = (keras.formulation,)

__all__ = ["ACTIVATIONS", "FORMULATIONS"]
