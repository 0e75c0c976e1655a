"""The LSTM compiled from printed C, with the face of `lstm_numpy`; see `lstm_c.keras`."""

from importlib import import_module
from typing import TYPE_CHECKING

from lstm_c import keras
from lstm_c.compiler import CompilerError
from lstm_c.layer import LSTM
from lstm_c.library import available
from lstm_c.threads import get_threads, set_threads
from lstm_numpy.keras import LSTMResult

__all__ = [
    "LSTM",
    "CompilerError",
    "LSTMResult",
    "available",
    "get_threads",
    "keras",
    "set_threads",
]

__version__ = "0.1.0"

#: Modules and functions that are loaded when they are first named: where each one is.
ON_FIRST_USE = {
    "backwards": "backwards",
    "compiled": "compiled",
    "compiler": "compiler",
    "cudnn": "cudnn",
    "cudnn_modes": "cudnn_modes",
    "dropout": "dropout",
    "flax": "flax",
    "formulations": "formulations",
    "gers2000": "gers2000",
    "gers2002": "gers2002",
    "greff2015": "greff2015",
    "gru": "gru",
    "gru_bfloat16": "gru_bfloat16",
    "gru_eight": "gru_eight",
    "hochreiter1997": "hochreiter1997",
    "keras_bfloat16": "keras_bfloat16",
    "keras_eight": "keras_eight",
    "layer": "layer",
    "libraries": "libraries",
    "library": "library",
    "mingru": "mingru",
    "minlstm": "minlstm",
    "numbers": "numbers",
    "onnx": "onnx",
    "onnx_direction": "onnx_direction",
    "padded": "padded",
    "prebuild": "prebuild",
    "prebuilt": "prebuilt",
    "prepared": "prepared",
    "pytorch": "pytorch",
    "pytorch_layer": "pytorch_layer",
    "pytorch_layer_bfloat16": "pytorch_layer_bfloat16",
    "pytorch_layer_eight": "pytorch_layer_eight",
    "pytorch_projection_layer": "pytorch_projection_layer",
    "simple_rnn": "simple_rnn",
    "slstm": "slstm",
    "streams": "streams",
    "structures": "structures",
    "tensorflow1_basic_cell": "tensorflow1_basic_cell",
    "tensorflow1_cell": "tensorflow1_cell",
    "tensorflow1_projection_cell": "tensorflow1_projection_cell",
    "threads": "threads",
    "wikipedia": "wikipedia",
    "wikipedia_peephole": "wikipedia_peephole",
}

if TYPE_CHECKING:
    from lstm_c import backwards as backwards
    from lstm_c import compiled as compiled
    from lstm_c import compiler as compiler
    from lstm_c import cudnn as cudnn
    from lstm_c import cudnn_modes as cudnn_modes
    from lstm_c import dropout as dropout
    from lstm_c import flax as flax
    from lstm_c import formulations as formulations
    from lstm_c import gers2000 as gers2000
    from lstm_c import gers2002 as gers2002
    from lstm_c import greff2015 as greff2015
    from lstm_c import gru as gru
    from lstm_c import gru_bfloat16 as gru_bfloat16
    from lstm_c import gru_eight as gru_eight
    from lstm_c import hochreiter1997 as hochreiter1997
    from lstm_c import keras_bfloat16 as keras_bfloat16
    from lstm_c import keras_eight as keras_eight
    from lstm_c import layer as layer
    from lstm_c import libraries as libraries
    from lstm_c import library as library
    from lstm_c import mingru as mingru
    from lstm_c import minlstm as minlstm
    from lstm_c import numbers as numbers
    from lstm_c import onnx as onnx
    from lstm_c import onnx_direction as onnx_direction
    from lstm_c import padded as padded
    from lstm_c import prebuild as prebuild
    from lstm_c import prebuilt as prebuilt
    from lstm_c import prepared as prepared
    from lstm_c import pytorch as pytorch
    from lstm_c import pytorch_layer as pytorch_layer
    from lstm_c import pytorch_layer_bfloat16 as pytorch_layer_bfloat16
    from lstm_c import pytorch_layer_eight as pytorch_layer_eight
    from lstm_c import pytorch_projection_layer as pytorch_projection_layer
    from lstm_c import simple_rnn as simple_rnn
    from lstm_c import slstm as slstm
    from lstm_c import streams as streams
    from lstm_c import structures as structures
    from lstm_c import tensorflow1_basic_cell as tensorflow1_basic_cell
    from lstm_c import tensorflow1_cell as tensorflow1_cell
    from lstm_c import tensorflow1_projection_cell as tensorflow1_projection_cell
    from lstm_c import threads as threads
    from lstm_c import wikipedia as wikipedia
    from lstm_c import wikipedia_peephole as wikipedia_peephole


def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes them from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{ON_FIRST_USE[name]}")
        return module if ON_FIRST_USE[name] == name else getattr(module, name)
