"""The words that equations are written in."""

from lstm_sym.notation.activations import Activation, Parameter
from lstm_sym.notation.cells import Cell, Formulation, Sequence
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import ShapeError
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import (
    absolute,
    at,
    bfloat16,
    block_diagonal,
    clip,
    concat,
    convolve,
    dot,
    highest,
    largest,
    largest_in_columns,
    lowest,
    maximum,
    mean,
    minimum,
    over_time,
    round,
    saturate,
    sign,
    where,
)

__all__ = [
    "Activation",
    "Cell",
    "Equation",
    "Formulation",
    "Notation",
    "Parameter",
    "Sequence",
    "ShapeError",
    "absolute",
    "at",
    "bfloat16",
    "block_diagonal",
    "clip",
    "concat",
    "convolve",
    "dot",
    "highest",
    "largest",
    "largest_in_columns",
    "lowest",
    "maximum",
    "mean",
    "minimum",
    "over_time",
    "round",
    "saturate",
    "sign",
    "where",
]
