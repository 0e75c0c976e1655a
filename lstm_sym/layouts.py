"""How each framework stacks the gates' blocks into its weight arrays. Data, not code.

A gate is called by the letter that its framework or paper gives it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocks:
    """The gates whose blocks are side by side in one array, in order.

    They are along the last axis, or, where the array is stored transposed, along the first.
    """

    gates: str
    transposed: bool = False


@dataclass(frozen=True)
class Layout:
    """The weight arrays of one framework, by the framework's own names.

    ``rows`` names an array that the framework keeps as a second row of another one.
    """

    name: str
    arrays: dict[str, Blocks]
    source: str
    rows: tuple[tuple[str, str], ...] = ()  # the first row, the second one

    @property
    def gates(self) -> str:
        """The order of the gates in the first array, the weights of the input."""
        return next(iter(self.arrays.values())).gates


def uniform(name: str, gates: str, arrays: str, source: str) -> Layout:
    """A layout with the same order of gates in every array."""
    return Layout(name, {array: Blocks(gates) for array in arrays.split()}, source)


KERAS = uniform(
    "keras",
    "ifco",
    "kernel recurrent_kernel bias",
    "Keras 3.15.1, keras/src/layers/rnn/lstm.py",
)

KERAS1 = uniform("keras1", "icfo", "W U b", "Keras 1.2.2, keras/layers/recurrent.py, get_weights")

KERAS1_GPU = uniform(
    "keras1_gpu", "ifco", "W U b", 'Keras 1.2.2, keras/layers/recurrent.py, consume_less="gpu"'
)

GRU = Layout(
    "gru",
    {**uniform("", "zrh", "kernel recurrent_kernel bias recurrent_bias", "").arrays},
    "Keras 3.15.1, keras/src/layers/rnn/gru.py",
    rows=(("bias", "recurrent_bias"),),
)

SIMPLE_RNN = uniform(
    "simple_rnn",
    "h",
    "kernel recurrent_kernel bias",
    "Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py",
)

#: The layouts of Keras's layers, by their classes.
OF_KERAS = {"LSTM": KERAS, "GRU": GRU, "SimpleRNN": SIMPLE_RNN}

HOCHREITER1997 = uniform(
    "hochreiter1997", "ioc", "W U b", "Hochreiter and Schmidhuber 1997, appendix A.1"
)

GERS2000 = uniform("gers2000", "ifoc", "W U b", "Gers, Schmidhuber and Cummins 2000, section 2")

GERS2002 = Layout(
    "gers2002",
    {**uniform("", "ifoc", "W U b", "").arrays, "p": Blocks("ifo")},
    "Gers, Schraudolph and Schmidhuber 2002, section 2",
)

WIKIPEDIA = uniform(
    "wikipedia", "fioc", "W U b", "Wikipedia, Long short-term memory, section Variants"
)

WIKIPEDIA_PEEPHOLE = Layout(
    "wikipedia_peephole",
    {**uniform("", "fioc", "W b", "").arrays, "U": Blocks("fio")},
    WIKIPEDIA.source,
)

WIKIPEDIA_CONVOLUTIONAL = Layout(
    "wikipedia_convolutional",
    {**uniform("", "fioc", "W U b", "").arrays, "V": Blocks("fio")},
    WIKIPEDIA.source,
)

GREFF2015 = Layout(
    "greff2015",
    {
        **uniform("", "zifo", "W R b", "").arrays,
        "p": Blocks("ifo"),
        **uniform("", "ifo", "R_from_i R_from_f R_from_o", "").arrays,
    },
    "Greff et al. 2015, arXiv 1503.04069, section II",
)

PYTORCH = Layout(
    "pytorch",
    {
        "weight_ih": Blocks("ifgo", transposed=True),
        "weight_hh": Blocks("ifgo", transposed=True),
        "bias_ih": Blocks("ifgo"),
        "bias_hh": Blocks("ifgo"),
        "weight_hr": Blocks("r", transposed=True),
    },
    "PyTorch 2.13.0, torch/nn/modules/rnn.py",
)

ONNX = Layout(
    "onnx",
    {
        "W": Blocks("iofc", transposed=True),
        "R": Blocks("iofc", transposed=True),
        "Wb": Blocks("iofc"),
        "Rb": Blocks("iofc"),
        "P": Blocks("iof"),
    },
    "ONNX 1.23.2, docs/Operators.md, LSTM",
)

ONNX_QUANTIZED = Layout(
    "onnx_quantized",
    ONNX.arrays | {f"{name}_scale": Blocks("iofc") for name in ("W", "R")},
    "onnxruntime 1.32.0, docs/ContribOperators.md, com.microsoft.DynamicQuantizeLSTM",
)

TENSORFLOW1 = Layout(
    "tensorflow1",
    {**uniform("", "ijfo", "input_kernel recurrent_kernel bias", "").arrays},
    "TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py",
)

CUDNN = Layout(
    "cudnn",
    {
        "W": Blocks("ifco", transposed=True),
        "R": Blocks("ifco", transposed=True),
        "b_W": Blocks("ifco"),
        "b_R": Blocks("ifco"),
    },
    "cuDNN, cudnnRNNMode_t CUDNN_LSTM and cudnnGetRNNLinLayerMatrixParams",
)

FLAX = uniform(
    "flax", "ifgo", "input_kernel hidden_kernel hidden_bias", "Flax, flax/linen/recurrent.py"
)

MINGRU = Layout(
    "mingru",
    {"to_hidden_and_gate": Blocks("hz", transposed=True)},
    "minGRU-pytorch 0.2.1, minGRU_pytorch/minGRU.py",
)

MINLSTM = Layout(
    "minlstm",
    {"to_hidden_and_f_i_gate": Blocks("hfi", transposed=True)},
    "minGRU-pytorch 0.2.1, minGRU_pytorch/minLSTM.py",
)

CONTRIB_LAYER_NORM = uniform(
    "layer_norm_contrib",
    "ijfo",
    "input_kernel recurrent_kernel gamma beta",
    "TensorFlow 1.15.5, tensorflow/contrib/rnn/python/ops/rnn_cell.py",
)

ADDONS_LAYER_NORM = uniform(
    "layer_norm_addons",
    "ifco",
    "kernel recurrent_kernel bias kernel_gamma kernel_beta recurrent_gamma recurrent_beta",
    "TensorFlow Addons 0.23.0, tensorflow_addons/rnn/layer_norm_lstm_cell.py",
)

MLSTM = uniform("mlstm", "qkv", "kernel bias", "xlstm 2.0.6, xlstm/blocks/mlstm/cell.py")

SLSTM = uniform(
    "slstm",
    "ifzo",
    "kernel recurrent_kernel bias",
    "xlstm 2.0.6, xlstm/blocks/slstm/cell.py",
)
