"""How each framework stores the weights of a recurrent layer.

Printed from lstm_sym/layouts.py and lstm_sym/storage.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple


class Stored(NamedTuple):
    """One stored array: the parts that stand in it, one below the other, each of the same blocks.

    A part is input, recurrent, bias, recurrent_bias, peephole or projection.
    """

    name: str
    parts: tuple[str, ...]
    gates: str
    transposed: bool = False
    rows: bool = False


class Storage(NamedTuple):
    """The arrays of one framework and the rules beside them."""

    name: str
    title: str
    arrays: tuple[Stored, ...]
    candidate: str
    kind: str = "mapping"
    directions: str = "one"
    optional: tuple[str, ...] = ()
    bias_shares: tuple[float, ...] = (1,)
    reinterpreted: bool = False
    adds_forget_bias: bool = False
    functions: tuple[tuple[str, str], ...] = ()
    gates_by_default: str = "sigmoid"
    others: tuple[tuple[Stored, ...], ...] = ()
    source: str = ""
    cell: str = "lstm"
    update: str = ""
    reset_after: bool = False
    negated: bool = False


#: By the name that `lstm_numpy.convert` knows it by.
STORAGES = {
    "keras": Storage(
        name="keras",
        title="Keras",
        arrays=(
            Stored("kernel", ("input",), "ifco"),
            Stored("recurrent_kernel", ("recurrent",), "ifco"),
            Stored("bias", ("bias",), "ifco"),
        ),
        candidate="c",
        kind="list",
        directions="list",
        optional=("bias",),
        functions=(("activation", "activation"), ("recurrent_activation", "recurrent_activation")),
        source="Keras 3.15.1, keras/src/layers/rnn/lstm.py",
    ),
    "keras1": Storage(
        name="keras1",
        title="Keras 1",
        arrays=(
            Stored("W_i", ("input",), "i"),
            Stored("U_i", ("recurrent",), "i"),
            Stored("b_i", ("bias",), "i"),
            Stored("W_c", ("input",), "c"),
            Stored("U_c", ("recurrent",), "c"),
            Stored("b_c", ("bias",), "c"),
            Stored("W_f", ("input",), "f"),
            Stored("U_f", ("recurrent",), "f"),
            Stored("b_f", ("bias",), "f"),
            Stored("W_o", ("input",), "o"),
            Stored("U_o", ("recurrent",), "o"),
            Stored("b_o", ("bias",), "o"),
        ),
        candidate="c",
        kind="list",
        directions="list",
        functions=(("activation", "activation"), ("recurrent_activation", "inner_activation")),
        gates_by_default="hard_sigmoid",
        source="Keras 1.2.2, keras/layers/recurrent.py, get_weights",
    ),
    "keras1_gpu": Storage(
        name="keras1_gpu",
        title='Keras 1, consume_less="gpu"',
        arrays=(
            Stored("W", ("input",), "ifco"),
            Stored("U", ("recurrent",), "ifco"),
            Stored("b", ("bias",), "ifco"),
        ),
        candidate="c",
        kind="list",
        directions="list",
        functions=(("activation", "activation"), ("recurrent_activation", "inner_activation")),
        gates_by_default="hard_sigmoid",
        source='Keras 1.2.2, keras/layers/recurrent.py, consume_less="gpu"',
    ),
    "cudnnlstm": Storage(
        name="cudnnlstm",
        title="CuDNNLSTM of Keras 2",
        arrays=(
            Stored("kernel", ("input",), "ifco"),
            Stored("recurrent_kernel", ("recurrent",), "ifco"),
            Stored("bias", ("bias", "recurrent_bias"), "ifco"),
        ),
        candidate="c",
        kind="list",
        directions="list",
        bias_shares=(0.5, 0.5),
        reinterpreted=True,
        source="Keras 2.3.1, keras/layers/cudnn_recurrent.py and keras/engine/saving.py",
    ),
    "cudnn": Storage(
        name="cudnn",
        title="cuDNN",
        arrays=(
            Stored("W", ("input",), "ifco", True),
            Stored("R", ("recurrent",), "ifco", True),
            Stored("b_W", ("bias",), "ifco"),
            Stored("b_R", ("recurrent_bias",), "ifco"),
        ),
        candidate="c",
        bias_shares=(1, 0),
        source="cuDNN, cudnnRNNMode_t CUDNN_LSTM and cudnnGetRNNLinLayerMatrixParams",
    ),
    "pytorch": Storage(
        name="pytorch",
        title="PyTorch",
        arrays=(
            Stored("weight_ih", ("input",), "ifgo", True),
            Stored("weight_hh", ("recurrent",), "ifgo", True),
            Stored("bias_ih", ("bias",), "ifgo"),
            Stored("bias_hh", ("recurrent_bias",), "ifgo"),
            Stored("weight_hr", ("projection",), "r", True),
        ),
        candidate="g",
        directions="suffix",
        optional=("bias", "recurrent_bias", "projection"),
        bias_shares=(1, 0),
        source="PyTorch 2.13.0, torch/nn/modules/rnn.py",
    ),
    "onnx": Storage(
        name="onnx",
        title="ONNX",
        arrays=(
            Stored("W", ("input",), "iofc", True),
            Stored("R", ("recurrent",), "iofc", True),
            Stored("B", ("bias", "recurrent_bias"), "iofc"),
            Stored("P", ("peephole",), "iof"),
        ),
        candidate="c",
        directions="axis",
        optional=("bias", "recurrent_bias", "peephole"),
        bias_shares=(1, 0),
        functions=(("activation", "activations"), ("recurrent_activation", "activations")),
        source="ONNX 1.23.2, docs/Operators.md, LSTM",
    ),
    "tensorflow1": Storage(
        name="tensorflow1",
        title="TensorFlow 1",
        arrays=(
            Stored("kernel", ("input", "recurrent"), "ijfo"),
            Stored("bias", ("bias",), "ijfo"),
            Stored("w_f_diag", ("peephole",), "f"),
            Stored("w_i_diag", ("peephole",), "i"),
            Stored("w_o_diag", ("peephole",), "o"),
            Stored("projection/kernel", ("projection",), "r"),
        ),
        candidate="j",
        optional=("peephole", "projection"),
        adds_forget_bias=True,
        functions=(("activation", "activation"),),
        source="TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py",
    ),
    "flax": Storage(
        name="flax",
        title="Flax",
        arrays=(
            Stored("ii.kernel", ("input",), "i"),
            Stored("if.kernel", ("input",), "f"),
            Stored("ig.kernel", ("input",), "g"),
            Stored("io.kernel", ("input",), "o"),
            Stored("hi.kernel", ("recurrent",), "i"),
            Stored("hf.kernel", ("recurrent",), "f"),
            Stored("hg.kernel", ("recurrent",), "g"),
            Stored("ho.kernel", ("recurrent",), "o"),
            Stored("hi.bias", ("bias",), "i"),
            Stored("hf.bias", ("bias",), "f"),
            Stored("hg.bias", ("bias",), "g"),
            Stored("ho.bias", ("bias",), "o"),
        ),
        candidate="g",
        functions=(("activation", "activation_fn"), ("recurrent_activation", "gate_fn")),
        others=(
            (
                Stored("ii.kernel", ("input",), "i"),
                Stored("if_.kernel", ("input",), "f"),
                Stored("ig.kernel", ("input",), "g"),
                Stored("io.kernel", ("input",), "o"),
                Stored("hi.kernel", ("recurrent",), "i"),
                Stored("hf.kernel", ("recurrent",), "f"),
                Stored("hg.kernel", ("recurrent",), "g"),
                Stored("ho.kernel", ("recurrent",), "o"),
                Stored("hi.bias", ("bias",), "i"),
                Stored("hf.bias", ("bias",), "f"),
                Stored("hg.bias", ("bias",), "g"),
                Stored("ho.bias", ("bias",), "o"),
            ),
            (
                Stored("dense_i.kernel", ("input",), "ifgo"),
                Stored("dense_h.kernel", ("recurrent",), "ifgo"),
                Stored("dense_h.bias", ("bias",), "ifgo"),
            ),
        ),
        source="Flax, flax/linen/recurrent.py",
    ),
    "wikipedia": Storage(
        name="wikipedia",
        title="Wikipedia",
        arrays=(
            Stored("W", ("input",), "fioc"),
            Stored("U", ("recurrent",), "fioc"),
            Stored("b", ("bias",), "fioc"),
        ),
        candidate="c",
        source="Wikipedia, Long short-term memory, section Variants",
    ),
    "greff2015": Storage(
        name="greff2015",
        title="Greff et al.",
        arrays=(
            Stored("W", ("input",), "zifo"),
            Stored("R", ("recurrent",), "zifo"),
            Stored("b", ("bias",), "zifo"),
            Stored("p", ("peephole",), "ifo"),
        ),
        candidate="z",
        source="Greff et al. 2015, arXiv 1503.04069, section II",
    ),
}

#: Those of other cells.
OTHERS = (
    Storage(
        name="keras",
        title="Keras",
        arrays=(
            Stored("kernel", ("input",), "zrh"),
            Stored("recurrent_kernel", ("recurrent",), "zrh"),
            Stored("bias", ("bias", "recurrent_bias"), "zrh", rows=True),
        ),
        candidate="h",
        kind="list",
        directions="list",
        optional=("bias", "recurrent_bias"),
        functions=(("activation", "activation"), ("recurrent_activation", "recurrent_activation")),
        source="Keras 3.15.1, keras/src/layers/rnn/gru.py",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="keras",
        title="Keras",
        arrays=(
            Stored("kernel", ("input",), "zrh"),
            Stored("recurrent_kernel", ("recurrent",), "zrh"),
            Stored("bias", ("bias",), "zrh"),
        ),
        candidate="h",
        kind="list",
        directions="list",
        optional=("bias",),
        functions=(("activation", "activation"), ("recurrent_activation", "recurrent_activation")),
        source="Keras 3.15.1, keras/src/layers/rnn/gru.py",
        cell="gru",
        update="z",
    ),
    Storage(
        name="keras1",
        title="Keras 1",
        arrays=(
            Stored("W_z", ("input",), "z"),
            Stored("U_z", ("recurrent",), "z"),
            Stored("b_z", ("bias",), "z"),
            Stored("W_r", ("input",), "r"),
            Stored("U_r", ("recurrent",), "r"),
            Stored("b_r", ("bias",), "r"),
            Stored("W_h", ("input",), "h"),
            Stored("U_h", ("recurrent",), "h"),
            Stored("b_h", ("bias",), "h"),
        ),
        candidate="h",
        kind="list",
        directions="list",
        functions=(("activation", "activation"), ("recurrent_activation", "inner_activation")),
        gates_by_default="hard_sigmoid",
        source="Keras 1.2.2, keras/layers/recurrent.py, get_weights",
        cell="gru",
        update="z",
    ),
    Storage(
        name="keras1_gpu",
        title='Keras 1, consume_less="gpu"',
        arrays=(
            Stored("W", ("input",), "zrh"),
            Stored("U", ("recurrent",), "zrh"),
            Stored("b", ("bias",), "zrh"),
        ),
        candidate="h",
        kind="list",
        directions="list",
        functions=(("activation", "activation"), ("recurrent_activation", "inner_activation")),
        gates_by_default="hard_sigmoid",
        source="Keras 1.2.2, keras/layers/recurrent.py",
        cell="gru",
        update="z",
    ),
    Storage(
        name="cudnngru",
        title="CuDNNGRU of Keras 2",
        arrays=(
            Stored("kernel", ("input",), "zrh"),
            Stored("recurrent_kernel", ("recurrent",), "zrh"),
            Stored("bias", ("bias", "recurrent_bias"), "zrh"),
        ),
        candidate="h",
        kind="list",
        directions="list",
        bias_shares=(0.5, 0.5),
        reinterpreted=True,
        source="Keras 2.3.1, keras/layers/cudnn_recurrent.py and keras/engine/saving.py",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="cudnn",
        title="cuDNN",
        arrays=(
            Stored("W", ("input",), "rih", True),
            Stored("R", ("recurrent",), "rih", True),
            Stored("b_W", ("bias",), "rih"),
            Stored("b_R", ("recurrent_bias",), "rih"),
        ),
        candidate="h",
        bias_shares=(1, 0),
        source="cuDNN, cudnnRNNMode_t CUDNN_GRU",
        cell="gru",
        update="i",
        reset_after=True,
    ),
    Storage(
        name="pytorch",
        title="PyTorch",
        arrays=(
            Stored("weight_ih", ("input",), "rzn", True),
            Stored("weight_hh", ("recurrent",), "rzn", True),
            Stored("bias_ih", ("bias",), "rzn"),
            Stored("bias_hh", ("recurrent_bias",), "rzn"),
        ),
        candidate="n",
        directions="suffix",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        source="PyTorch 2.13.0, torch/nn/modules/rnn.py",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="onnx",
        title="ONNX, linear_before_reset=1",
        arrays=(
            Stored("W", ("input",), "zrh", True),
            Stored("R", ("recurrent",), "zrh", True),
            Stored("B", ("bias", "recurrent_bias"), "zrh"),
        ),
        candidate="h",
        directions="axis",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        functions=(("activation", "activations"), ("recurrent_activation", "activations")),
        source="ONNX 1.23.2, docs/Operators.md, GRU",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="onnx",
        title="ONNX, linear_before_reset=0",
        arrays=(
            Stored("W", ("input",), "zrh", True),
            Stored("R", ("recurrent",), "zrh", True),
            Stored("B", ("bias", "recurrent_bias"), "zrh"),
        ),
        candidate="h",
        directions="axis",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        functions=(("activation", "activations"), ("recurrent_activation", "activations")),
        source="ONNX 1.23.2, docs/Operators.md, GRU",
        cell="gru",
        update="z",
    ),
    Storage(
        name="tensorflow1",
        title="TensorFlow 1",
        arrays=(
            Stored("gates/kernel", ("input", "recurrent"), "ru"),
            Stored("gates/bias", ("bias",), "ru"),
            Stored("candidate/kernel", ("input", "recurrent"), "c"),
            Stored("candidate/bias", ("bias",), "c"),
        ),
        candidate="c",
        functions=(("activation", "activation"),),
        source="TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py",
        cell="gru",
        update="u",
    ),
    Storage(
        name="flax",
        title="Flax",
        arrays=(
            Stored("ir.kernel", ("input",), "r"),
            Stored("iz.kernel", ("input",), "z"),
            Stored("in.kernel", ("input",), "n"),
            Stored("ir.bias", ("bias",), "r"),
            Stored("iz.bias", ("bias",), "z"),
            Stored("in.bias", ("bias",), "n"),
            Stored("hr.kernel", ("recurrent",), "r"),
            Stored("hz.kernel", ("recurrent",), "z"),
            Stored("hn.kernel", ("recurrent",), "n"),
            Stored("hn.bias", ("recurrent_bias",), "n"),
        ),
        candidate="n",
        bias_shares=(1, 0),
        functions=(("activation", "activation_fn"), ("recurrent_activation", "gate_fn")),
        source="Flax, flax/linen/recurrent.py",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="flax_nnx",
        title="Flax, nnx.GRUCell",
        arrays=(
            Stored("dense_i.kernel", ("input",), "rzn"),
            Stored("dense_i.bias", ("bias",), "rzn"),
            Stored("dense_h.kernel", ("recurrent",), "rzn"),
        ),
        candidate="n",
        functions=(("activation", "activation_fn"), ("recurrent_activation", "gate_fn")),
        source="Flax, flax/nnx/nn/recurrent.py, GRUCell, which has no bias beside the state",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="equinox",
        title="Equinox",
        arrays=(
            Stored("weight_ih", ("input",), "rzn", True),
            Stored("weight_hh", ("recurrent",), "rzn", True),
            Stored("bias", ("bias",), "rzn"),
            Stored("bias_n", ("recurrent_bias",), "n"),
        ),
        candidate="n",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        source="Equinox, equinox/nn/_rnn.py",
        cell="gru",
        update="z",
        reset_after=True,
    ),
    Storage(
        name="haiku",
        title="Haiku",
        arrays=(
            Stored("w_i", ("input",), "zra"),
            Stored("w_h", ("recurrent",), "zra"),
            Stored("b", ("bias",), "zra"),
        ),
        candidate="a",
        source="dm-haiku, haiku/_src/recurrent.py, GRU",
        cell="gru",
        update="z",
        negated=True,
    ),
    Storage(
        name="keras",
        title="Keras",
        arrays=(
            Stored("kernel", ("input",), "h"),
            Stored("recurrent_kernel", ("recurrent",), "h"),
            Stored("bias", ("bias",), "h"),
        ),
        candidate="h",
        kind="list",
        directions="list",
        optional=("bias",),
        functions=(("activation", "activation"),),
        source="Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py",
        cell="rnn",
    ),
    Storage(
        name="pytorch",
        title="PyTorch",
        arrays=(
            Stored("weight_ih", ("input",), "h", True),
            Stored("weight_hh", ("recurrent",), "h", True),
            Stored("bias_ih", ("bias",), "h"),
            Stored("bias_hh", ("recurrent_bias",), "h"),
        ),
        candidate="h",
        directions="suffix",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        functions=(("activation", "nonlinearity"),),
        source="PyTorch 2.13.0, torch/nn/modules/rnn.py",
        cell="rnn",
    ),
    Storage(
        name="cudnn",
        title="cuDNN",
        arrays=(
            Stored("W", ("input",), "h", True),
            Stored("R", ("recurrent",), "h", True),
            Stored("b_W", ("bias",), "h"),
            Stored("b_R", ("recurrent_bias",), "h"),
        ),
        candidate="h",
        bias_shares=(1, 0),
        functions=(("activation", "mode"),),
        source="cuDNN, cudnnRNNMode_t CUDNN_RNN_TANH",
        cell="rnn",
    ),
    Storage(
        name="onnx",
        title="ONNX",
        arrays=(
            Stored("W", ("input",), "h", True),
            Stored("R", ("recurrent",), "h", True),
            Stored("B", ("bias", "recurrent_bias"), "h"),
        ),
        candidate="h",
        directions="axis",
        optional=("bias", "recurrent_bias"),
        bias_shares=(1, 0),
        functions=(("activation", "activations"),),
        source="ONNX 1.23.2, docs/Operators.md, RNN",
        cell="rnn",
    ),
    Storage(
        name="tensorflow1",
        title="TensorFlow 1",
        arrays=(
            Stored("kernel", ("input", "recurrent"), "h"),
            Stored("bias", ("bias",), "h"),
        ),
        candidate="h",
        functions=(("activation", "activation"),),
        source="TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py",
        cell="rnn",
    ),
    Storage(
        name="flax",
        title="Flax, SimpleCell",
        arrays=(
            Stored("i.kernel", ("input",), "h"),
            Stored("i.bias", ("bias",), "h"),
            Stored("h.kernel", ("recurrent",), "h"),
        ),
        candidate="h",
        functions=(("activation", "activation_fn"),),
        source="Flax, flax/linen/recurrent.py",
        cell="rnn",
    ),
)
