"""The LSTM in NumPy alone, printed from equations; see `lstm_numpy.keras` and `lstm_numpy.LSTM`."""

from importlib import import_module
from typing import TYPE_CHECKING

from lstm_numpy import activations, keras
from lstm_numpy.bidirectional import Bidirectional
from lstm_numpy.conversion import convert, convert_options
from lstm_numpy.keras import LSTMResult
from lstm_numpy.layer import LSTM
from lstm_numpy.stacked import stacked

__all__ = [
    "LSTM",
    "Bidirectional",
    "LSTMResult",
    "activations",
    "convert",
    "convert_options",
    "keras",
    "stacked",
]

__version__ = "0.1.0"

#: Modules that are loaded when they are first named.
ON_FIRST_USE = (
    "arguments",
    "arrays",
    "bidirectional",
    "blocks",
    "configuration",
    "containers",
    "conversion",
    "convolution",
    "cudnn",
    "flax",
    "floats",
    "functions",
    "gers2000",
    "gers2002",
    "greff2015",
    "gru",
    "hochreiter1997",
    "initializers",
    "keras_fast",
    "keras_versions",
    "layer",
    "layouts",
    "memory",
    "merging",
    "onnx",
    "onnx_activations",
    "onnx_direction",
    "openblas",
    "pytorch",
    "pytorch_layer",
    "pytorch_projection_layer",
    "releases",
    "special",
    "stacking",
    "states",
    "tensorflow1",
    "tensorflow1_basic_cell",
    "tensorflow1_cell",
    "tensorflow1_projection_cell",
    "wikipedia",
    "wikipedia_convolutional",
    "wikipedia_peephole",
    "words",
)

if TYPE_CHECKING:
    from lstm_numpy import arguments as arguments
    from lstm_numpy import arrays as arrays
    from lstm_numpy import bidirectional as bidirectional
    from lstm_numpy import blocks as blocks
    from lstm_numpy import configuration as configuration
    from lstm_numpy import containers as containers
    from lstm_numpy import conversion as conversion
    from lstm_numpy import convolution as convolution
    from lstm_numpy import cudnn as cudnn
    from lstm_numpy import flax as flax
    from lstm_numpy import floats as floats
    from lstm_numpy import functions as functions
    from lstm_numpy import gers2000 as gers2000
    from lstm_numpy import gers2002 as gers2002
    from lstm_numpy import greff2015 as greff2015
    from lstm_numpy import gru as gru
    from lstm_numpy import hochreiter1997 as hochreiter1997
    from lstm_numpy import initializers as initializers
    from lstm_numpy import keras_fast as keras_fast
    from lstm_numpy import keras_versions as keras_versions
    from lstm_numpy import layer as layer
    from lstm_numpy import layouts as layouts
    from lstm_numpy import memory as memory
    from lstm_numpy import merging as merging
    from lstm_numpy import onnx as onnx
    from lstm_numpy import onnx_activations as onnx_activations
    from lstm_numpy import onnx_direction as onnx_direction
    from lstm_numpy import openblas as openblas
    from lstm_numpy import pytorch as pytorch
    from lstm_numpy import pytorch_layer as pytorch_layer
    from lstm_numpy import pytorch_projection_layer as pytorch_projection_layer
    from lstm_numpy import releases as releases
    from lstm_numpy import special as special
    from lstm_numpy import stacking as stacking
    from lstm_numpy import states as states
    from lstm_numpy import tensorflow1 as tensorflow1
    from lstm_numpy import tensorflow1_basic_cell as tensorflow1_basic_cell
    from lstm_numpy import tensorflow1_cell as tensorflow1_cell
    from lstm_numpy import tensorflow1_projection_cell as tensorflow1_projection_cell
    from lstm_numpy import wikipedia as wikipedia
    from lstm_numpy import wikipedia_convolutional as wikipedia_convolutional
    from lstm_numpy import wikipedia_peephole as wikipedia_peephole
    from lstm_numpy import words as words


def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes the modules from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")
