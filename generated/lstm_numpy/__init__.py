"""The LSTM in NumPy alone, printed from equations; see `lstm_numpy.keras` and `lstm_numpy.LSTM`."""

from importlib import import_module
from typing import TYPE_CHECKING

from lstm_numpy import activations, keras
from lstm_numpy.bidirectional import Bidirectional, BidirectionalGradients
from lstm_numpy.gru_layer import GRU
from lstm_numpy.keras import LSTMResult
from lstm_numpy.layer import LSTM
from lstm_numpy.simple_rnn_layer import SimpleRNN
from lstm_numpy.stacked import StackedGradients, stacked, stacked_gradients

if TYPE_CHECKING:  # loaded when they are first named
    from lstm_numpy.conversion import convert, convert_options
    from lstm_numpy.files.load import load

__all__ = [
    "GRU",
    "LSTM",
    "Bidirectional",
    "BidirectionalGradients",
    "LSTMResult",
    "SimpleRNN",
    "StackedGradients",
    "activations",
    "convert",
    "convert_options",
    "keras",
    "load",
    "stacked",
    "stacked_gradients",
]

__version__ = "0.1.0"

#: Modules and functions that are loaded when they are first named: where each one is.
ON_FIRST_USE = {
    "arguments": "arguments",
    "arrays": "arrays",
    "backward": "backward",
    "batch_normalization": "batch_normalization",
    "bfloat16": "bfloat16",
    "bidirectional": "bidirectional",
    "block_diagonal": "block_diagonal",
    "blocks": "blocks",
    "configuration": "configuration",
    "containers": "containers",
    "conventions": "conventions",
    "conversion": "conversion",
    "convert": "conversion",
    "convert_options": "conversion",
    "convolution": "convolution",
    "cudnn": "cudnn",
    "cudnn_fast": "cudnn_fast",
    "cudnn_gradients": "cudnn_gradients",
    "cudnn_modes": "cudnn_modes",
    "dask": "dask",
    "dense": "dense",
    "dropout": "dropout",
    "dropped": "dropped",
    "engine": "engine",
    "fewer_bits": "fewer_bits",
    "files": "files",
    "flax": "flax",
    "flax_cells": "flax_cells",
    "flax_fast": "flax_fast",
    "flax_gradients": "flax_gradients",
    "floats": "floats",
    "functions": "functions",
    "gers2000": "gers2000",
    "gers2000_fast": "gers2000_fast",
    "gers2000_gradients": "gers2000_gradients",
    "gers2002": "gers2002",
    "gers2002_fast": "gers2002_fast",
    "gers2002_gradients": "gers2002_gradients",
    "greff2015": "greff2015",
    "greff2015_fast": "greff2015_fast",
    "greff2015_gradients": "greff2015_gradients",
    "gru": "gru",
    "gru_bfloat16": "gru_bfloat16",
    "gru_eight": "gru_eight",
    "gru_fast": "gru_fast",
    "gru_gradients": "gru_gradients",
    "gru_layer": "gru_layer",
    "hochreiter1997": "hochreiter1997",
    "hochreiter1997_fast": "hochreiter1997_fast",
    "hochreiter1997_gradients": "hochreiter1997_gradients",
    "initializers": "initializers",
    "kept": "kept",
    "keras_bfloat16": "keras_bfloat16",
    "keras_eight": "keras_eight",
    "keras_fast": "keras_fast",
    "keras_gradients": "keras_gradients",
    "keras_versions": "keras_versions",
    "kinks": "kinks",
    "layer": "layer",
    "layer_norm_addons": "layer_norm_addons",
    "layer_norm_addons_fast": "layer_norm_addons_fast",
    "layer_norm_addons_gradients": "layer_norm_addons_gradients",
    "layer_norm_contrib": "layer_norm_contrib",
    "layer_norm_contrib_fast": "layer_norm_contrib_fast",
    "layer_norm_contrib_gradients": "layer_norm_contrib_gradients",
    "layer_normalization": "layer_normalization",
    "layouts": "layouts",
    "lengths": "lengths",
    "load": "files.load",
    "masked_gradients": "masked_gradients",
    "matrices": "matrices",
    "memory": "memory",
    "merging": "merging",
    "merging_gradients": "merging_gradients",
    "mingru": "mingru",
    "mingru_fast": "mingru_fast",
    "mingru_gradients": "mingru_gradients",
    "minlstm": "minlstm",
    "minlstm_fast": "minlstm_fast",
    "minlstm_gradients": "minlstm_gradients",
    "mlstm": "mlstm",
    "mlstm_fast": "mlstm_fast",
    "mlstm_gradients": "mlstm_gradients",
    "onnx": "onnx",
    "onnx_activations": "onnx_activations",
    "onnx_arguments": "onnx_arguments",
    "onnx_direction": "onnx_direction",
    "onnx_direction_fast": "onnx_direction_fast",
    "onnx_direction_gradients": "onnx_direction_gradients",
    "onnx_quantized": "onnx_quantized",
    "openblas": "openblas",
    "other_engine": "other_engine",
    "pytorch": "pytorch",
    "pytorch_layer": "pytorch_layer",
    "pytorch_layer_bfloat16": "pytorch_layer_bfloat16",
    "pytorch_layer_eight": "pytorch_layer_eight",
    "pytorch_layer_fast": "pytorch_layer_fast",
    "pytorch_layer_gradients": "pytorch_layer_gradients",
    "pytorch_parameters": "pytorch_parameters",
    "pytorch_projection_layer": "pytorch_projection_layer",
    "pytorch_projection_layer_fast": "pytorch_projection_layer_fast",
    "pytorch_projection_layer_gradients": "pytorch_projection_layer_gradients",
    "pytorch_quantized_layer": "pytorch_quantized_layer",
    "recurrent_layer": "recurrent_layer",
    "releases": "releases",
    "simple_rnn": "simple_rnn",
    "simple_rnn_fast": "simple_rnn_fast",
    "simple_rnn_gradients": "simple_rnn_gradients",
    "simple_rnn_layer": "simple_rnn_layer",
    "slopes": "slopes",
    "slstm": "slstm",
    "slstm_fast": "slstm_fast",
    "slstm_gradients": "slstm_gradients",
    "softmax": "softmax",
    "special": "special",
    "stacking": "stacking",
    "states": "states",
    "tensorflow1": "tensorflow1",
    "tensorflow1_basic_cell": "tensorflow1_basic_cell",
    "tensorflow1_basic_cell_fast": "tensorflow1_basic_cell_fast",
    "tensorflow1_basic_cell_gradients": "tensorflow1_basic_cell_gradients",
    "tensorflow1_cell": "tensorflow1_cell",
    "tensorflow1_cell_fast": "tensorflow1_cell_fast",
    "tensorflow1_cell_gradients": "tensorflow1_cell_gradients",
    "tensorflow1_projection_cell": "tensorflow1_projection_cell",
    "tensorflow1_projection_cell_fast": "tensorflow1_projection_cell_fast",
    "tensorflow1_projection_cell_gradients": "tensorflow1_projection_cell_gradients",
    "whole_numbers": "whole_numbers",
    "wikipedia": "wikipedia",
    "wikipedia_convolutional": "wikipedia_convolutional",
    "wikipedia_fast": "wikipedia_fast",
    "wikipedia_gradients": "wikipedia_gradients",
    "wikipedia_peephole": "wikipedia_peephole",
    "wikipedia_peephole_fast": "wikipedia_peephole_fast",
    "wikipedia_peephole_gradients": "wikipedia_peephole_gradients",
    "words": "words",
}

if TYPE_CHECKING:
    from lstm_numpy import arguments as arguments
    from lstm_numpy import arrays as arrays
    from lstm_numpy import backward as backward
    from lstm_numpy import batch_normalization as batch_normalization
    from lstm_numpy import bfloat16 as bfloat16
    from lstm_numpy import bidirectional as bidirectional
    from lstm_numpy import block_diagonal as block_diagonal
    from lstm_numpy import blocks as blocks
    from lstm_numpy import configuration as configuration
    from lstm_numpy import containers as containers
    from lstm_numpy import conventions as conventions
    from lstm_numpy import conversion as conversion
    from lstm_numpy import convolution as convolution
    from lstm_numpy import cudnn as cudnn
    from lstm_numpy import cudnn_fast as cudnn_fast
    from lstm_numpy import cudnn_gradients as cudnn_gradients
    from lstm_numpy import cudnn_modes as cudnn_modes
    from lstm_numpy import dask as dask
    from lstm_numpy import dense as dense
    from lstm_numpy import dropout as dropout
    from lstm_numpy import dropped as dropped
    from lstm_numpy import engine as engine
    from lstm_numpy import fewer_bits as fewer_bits
    from lstm_numpy import files as files
    from lstm_numpy import flax as flax
    from lstm_numpy import flax_cells as flax_cells
    from lstm_numpy import flax_fast as flax_fast
    from lstm_numpy import flax_gradients as flax_gradients
    from lstm_numpy import floats as floats
    from lstm_numpy import functions as functions
    from lstm_numpy import gers2000 as gers2000
    from lstm_numpy import gers2000_fast as gers2000_fast
    from lstm_numpy import gers2000_gradients as gers2000_gradients
    from lstm_numpy import gers2002 as gers2002
    from lstm_numpy import gers2002_fast as gers2002_fast
    from lstm_numpy import gers2002_gradients as gers2002_gradients
    from lstm_numpy import greff2015 as greff2015
    from lstm_numpy import greff2015_fast as greff2015_fast
    from lstm_numpy import greff2015_gradients as greff2015_gradients
    from lstm_numpy import gru as gru
    from lstm_numpy import gru_bfloat16 as gru_bfloat16
    from lstm_numpy import gru_eight as gru_eight
    from lstm_numpy import gru_fast as gru_fast
    from lstm_numpy import gru_gradients as gru_gradients
    from lstm_numpy import gru_layer as gru_layer
    from lstm_numpy import hochreiter1997 as hochreiter1997
    from lstm_numpy import hochreiter1997_fast as hochreiter1997_fast
    from lstm_numpy import hochreiter1997_gradients as hochreiter1997_gradients
    from lstm_numpy import initializers as initializers
    from lstm_numpy import kept as kept
    from lstm_numpy import keras_bfloat16 as keras_bfloat16
    from lstm_numpy import keras_eight as keras_eight
    from lstm_numpy import keras_fast as keras_fast
    from lstm_numpy import keras_gradients as keras_gradients
    from lstm_numpy import keras_versions as keras_versions
    from lstm_numpy import kinks as kinks
    from lstm_numpy import layer as layer
    from lstm_numpy import layer_norm_addons as layer_norm_addons
    from lstm_numpy import layer_norm_addons_fast as layer_norm_addons_fast
    from lstm_numpy import layer_norm_addons_gradients as layer_norm_addons_gradients
    from lstm_numpy import layer_norm_contrib as layer_norm_contrib
    from lstm_numpy import layer_norm_contrib_fast as layer_norm_contrib_fast
    from lstm_numpy import layer_norm_contrib_gradients as layer_norm_contrib_gradients
    from lstm_numpy import layer_normalization as layer_normalization
    from lstm_numpy import layouts as layouts
    from lstm_numpy import lengths as lengths
    from lstm_numpy import masked_gradients as masked_gradients
    from lstm_numpy import matrices as matrices
    from lstm_numpy import memory as memory
    from lstm_numpy import merging as merging
    from lstm_numpy import merging_gradients as merging_gradients
    from lstm_numpy import mingru as mingru
    from lstm_numpy import mingru_fast as mingru_fast
    from lstm_numpy import mingru_gradients as mingru_gradients
    from lstm_numpy import minlstm as minlstm
    from lstm_numpy import minlstm_fast as minlstm_fast
    from lstm_numpy import minlstm_gradients as minlstm_gradients
    from lstm_numpy import mlstm as mlstm
    from lstm_numpy import mlstm_fast as mlstm_fast
    from lstm_numpy import mlstm_gradients as mlstm_gradients
    from lstm_numpy import onnx as onnx
    from lstm_numpy import onnx_activations as onnx_activations
    from lstm_numpy import onnx_arguments as onnx_arguments
    from lstm_numpy import onnx_direction as onnx_direction
    from lstm_numpy import onnx_direction_fast as onnx_direction_fast
    from lstm_numpy import onnx_direction_gradients as onnx_direction_gradients
    from lstm_numpy import onnx_quantized as onnx_quantized
    from lstm_numpy import openblas as openblas
    from lstm_numpy import other_engine as other_engine
    from lstm_numpy import pytorch as pytorch
    from lstm_numpy import pytorch_layer as pytorch_layer
    from lstm_numpy import pytorch_layer_bfloat16 as pytorch_layer_bfloat16
    from lstm_numpy import pytorch_layer_eight as pytorch_layer_eight
    from lstm_numpy import pytorch_layer_fast as pytorch_layer_fast
    from lstm_numpy import pytorch_layer_gradients as pytorch_layer_gradients
    from lstm_numpy import pytorch_parameters as pytorch_parameters
    from lstm_numpy import pytorch_projection_layer as pytorch_projection_layer
    from lstm_numpy import pytorch_projection_layer_fast as pytorch_projection_layer_fast
    from lstm_numpy import pytorch_projection_layer_gradients as pytorch_projection_layer_gradients
    from lstm_numpy import pytorch_quantized_layer as pytorch_quantized_layer
    from lstm_numpy import recurrent_layer as recurrent_layer
    from lstm_numpy import releases as releases
    from lstm_numpy import simple_rnn as simple_rnn
    from lstm_numpy import simple_rnn_fast as simple_rnn_fast
    from lstm_numpy import simple_rnn_gradients as simple_rnn_gradients
    from lstm_numpy import simple_rnn_layer as simple_rnn_layer
    from lstm_numpy import slopes as slopes
    from lstm_numpy import slstm as slstm
    from lstm_numpy import slstm_fast as slstm_fast
    from lstm_numpy import slstm_gradients as slstm_gradients
    from lstm_numpy import softmax as softmax
    from lstm_numpy import special as special
    from lstm_numpy import stacking as stacking
    from lstm_numpy import states as states
    from lstm_numpy import tensorflow1 as tensorflow1
    from lstm_numpy import tensorflow1_basic_cell as tensorflow1_basic_cell
    from lstm_numpy import tensorflow1_basic_cell_fast as tensorflow1_basic_cell_fast
    from lstm_numpy import tensorflow1_basic_cell_gradients as tensorflow1_basic_cell_gradients
    from lstm_numpy import tensorflow1_cell as tensorflow1_cell
    from lstm_numpy import tensorflow1_cell_fast as tensorflow1_cell_fast
    from lstm_numpy import tensorflow1_cell_gradients as tensorflow1_cell_gradients
    from lstm_numpy import tensorflow1_projection_cell as tensorflow1_projection_cell
    from lstm_numpy import tensorflow1_projection_cell_fast as tensorflow1_projection_cell_fast
    from lstm_numpy import (
        tensorflow1_projection_cell_gradients as tensorflow1_projection_cell_gradients,
    )
    from lstm_numpy import whole_numbers as whole_numbers
    from lstm_numpy import wikipedia as wikipedia
    from lstm_numpy import wikipedia_convolutional as wikipedia_convolutional
    from lstm_numpy import wikipedia_fast as wikipedia_fast
    from lstm_numpy import wikipedia_gradients as wikipedia_gradients
    from lstm_numpy import wikipedia_peephole as wikipedia_peephole
    from lstm_numpy import wikipedia_peephole_fast as wikipedia_peephole_fast
    from lstm_numpy import wikipedia_peephole_gradients as wikipedia_peephole_gradients
    from lstm_numpy import words as words


def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes them from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{ON_FIRST_USE[name]}")
        return module if ON_FIRST_USE[name] == name else getattr(module, name)
