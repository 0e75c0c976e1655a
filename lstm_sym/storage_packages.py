"""What further packages put into the arrays of their recurrent layers. Data.

Each is compared with what the package itself computed, in the version that is recorded.
"""

from lstm_sym.storage import BOTH_WORDS, KERAS2, STORAGES, TORCH_FORMS, Storage, Stored, same
from lstm_sym.storage_gru import (
    GRUS,
    NAMED,
    NO_BIAS,
    OF_LIST,
    RNNS,
    TANH_OR_RELU,
    TORCH_NAMES,
    gru,
    keras,
    rnn,
)
from lstm_sym.storage_gru import transposed as with_two


def transposed(gates: str, *names: str, **form: bool) -> tuple[Stored, ...]:
    """Weights that are stored transposed, and a bias."""
    weights, recurrent, *bias = names
    return (
        Stored(weights, ("input",), gates, transposed=True, **form),
        Stored(recurrent, ("recurrent",), gates, transposed=True, **form),
        *(Stored(one, ("bias",), gates, **form) for one in bias),
    )


def numbered(letters: str, gates: str) -> tuple[Stored, ...]:
    """Arrays that have numbers: the input's gates, then the recurrent ones, and their biases."""
    both = len(gates)
    return (
        *(Stored(f"w{k}", ("input",), g, transposed=True) for k, g in enumerate(gates)),
        *(Stored(f"w{both + k}", ("recurrent",), g, transposed=True) for k, g in enumerate(gates)),
        *(Stored(f"b{k}", ("bias",), g) for k, g in enumerate(gates)),
        *(Stored(f"b{both + k}", ("recurrent_bias",), g) for k, g in enumerate(gates)),
    )


def three(gate: str, first: int) -> tuple[Stored, ...]:
    """DyNet's three arrays of a gate, by their places in its list."""
    return (
        Stored(f"p{first}", ("input",), gate, transposed=True),
        Stored(f"p{first + 1}", ("recurrent",), gate, transposed=True),
        Stored(f"p{first + 2}", ("bias",), gate),
    )


(KERAS,) = (one for one in STORAGES if one.name == "keras")
PADDLE = "PaddlePaddle, python/paddle/nn/layer/rnn.py"
OF_MXNET = "i2h_weight h2h_weight i2h_bias h2h_bias"
#: Of a cell, which a network may give a name of its own; and of layers that are numbered.
CELL = (("{name}",),)
N_STEP_FORMS = (("{layer}/{name}",), *CELL)
#: As collect_params names what a layer has, save_parameters names it, and a cell.
MXNET_FORMS = (
    ("l{layer}_{name}", "r{layer}_{name}"),
    ("_unfused.{layer}.l_cell.{name}", "_unfused.{layer}.r_cell.{name}"),
    ("_unfused.{layer}.{name}",),
    ("{name}",),
)
#: Of a module, which also names its arrays as PyTorch does, and of a cell within RNN or BiRNN.
PADDLE_FORMS = (
    ("{layer}.cell.{name}",),
    ("{layer}.cell_fw.{name}", "{layer}.cell_bw.{name}"),
    TORCH_FORMS[0],
    ("cell.{name}",),
    ("cell_fw.{name}", "cell_bw.{name}"),
    ("{name}",),
)
IN_PADDLE = {"directions": "name", "named": PADDLE_FORMS, "source": PADDLE}
TFJS = "TensorFlow.js, tfjs-layers/src/layers/recurrent.ts"
MINDSPORE = "MindSpore, mindspore/python/mindspore/nn/layer/rnns.py"
MXNET = "MXNet, python/mxnet/gluon/rnn/rnn_layer.py"
#: Its own words, and Keras's, which it reads in a file.
IN_TFJS = (
    *same("tanh sigmoid relu relu6 elu selu softplus softsign linear mish"),
    *(("silu", "swish"), ("hard_sigmoid_keras2", "hardSigmoid")),
    ("hard_sigmoid_keras2", "hard_sigmoid"),
)
#: Of mlx.core and mlx.nn.
IN_MLX = same("tanh sigmoid relu relu6 elu selu celu softplus softsign mish silu")
OF_NCNN = ("weight_xc", "weight_hc", "bias_c")
IN_MXNET = {
    "bias_shares": (1, 0), "directions": "name", "named": MXNET_FORMS, "source": MXNET,
}  # fmt: skip
TWO = {"optional": ("bias", "recurrent_bias"), "bias_shares": (1, 0)}

CHAINER_GRU = tuple(
    array
    for gate, end in (("r", "_r"), ("z", "_z"), ("h", ""))
    for array in (
        Stored(f"W{end}/W", ("input",), gate, transposed=True),
        Stored(f"U{end}/W", ("recurrent",), gate, transposed=True),
        Stored(f"W{end}/b", ("bias",), gate),
        Stored(f"U{end}/b", ("recurrent_bias",), gate),
    )
)

LASAGNE = tuple(
    Stored(f"{start}_{gate}", (part,), letter)
    for gate, letter in (("ingate", "i"), ("forgetgate", "f"), ("cell", "c"), ("outgate", "o"))
    for start, part in (("W_in_to", "input"), ("W_hid_to", "recurrent"), ("b", "bias"))
)

LSTMS = (
    Storage(
        "equinox", "Equinox", transposed("ifgo", "weight_ih", "weight_hh", "bias"),
        candidate="g", optional=("bias",), named=CELL,
        source="Equinox, equinox/nn/_rnn.py, LSTMCell",
    ),
    Storage(
        "haiku", "Haiku",
        (Stored("w", ("input", "recurrent"), "igfo"), Stored("b", ("bias",), "igfo")),
        candidate="g", adds_forget_bias=True, named=CELL,
        source="dm-haiku, haiku/_src/recurrent.py, LSTM",
    ),
    Storage(
        "mlx", "MLX", transposed("ifgo", "Wx", "Wh", "bias"),
        candidate="g", optional=("bias",), named=CELL,
        source="MLX, mlx/nn/layers/recurrent.py, LSTM",
    ),
    Storage(
        "nnabla", "nnabla, PF.lstm_cell",
        (
            Stored("affine/W", ("input", "recurrent"), "iofg", own_axis=True),
            Stored("affine/b", ("bias",), "iofg", own_axis=True),
        ),
        candidate="g", named=CELL,
        source="nnabla, nnabla/parametric_functions.py, lstm_cell",
    ),
    Storage(
        "chainer", "Chainer, links.LSTM",
        transposed("aifo", "upward/W", "lateral/W", "upward/b", interleaved=True),
        candidate="a", named=CELL, source="Chainer, chainer/functions/rnn/lstm.py",
    ),
    Storage(
        "chainer_n_step", "Chainer, NStepLSTM", numbered("wb", "ifao"),
        candidate="a", bias_shares=(1, 0), named=N_STEP_FORMS,
        source="Chainer, chainer/functions/rnn/n_step_lstm.py",
    ),
    Storage(
        "dynet", "DyNet", transposed("ifog", "p0", "p1", "p2"),
        candidate="g", adds_forget_bias=True, source="DyNet, dynet/lstm.cc, VanillaLSTMBuilder",
    ),
    Storage(
        "openvino", "OpenVINO", transposed("fico", "W", "R", "B"),
        candidate="c", directions="axis", source="OpenVINO, operation LSTMSequence-5",
    ),
    Storage(
        "nnabla_layer", "nnabla, F.lstm",
        (
            Stored("weight_l0", ("input", "recurrent"), "ifgo", transposed=True, own_axis=True),
            Stored("bias", ("bias",), "ifgo", own_axis=True),
        ),
        candidate="g", optional=("bias",), source="nnabla, nnabla/function/lstm.hpp",
    ),
    Storage(
        "thinc", "thinc", with_two("fiog", "Wx Wh bx bh"),
        candidate="g", bias_shares=(1, 0), source="thinc, thinc/backends/ops.py",
    ),
    Storage(
        "tinygrad", "tinygrad", with_two("ifgo", TORCH_NAMES),
        candidate="g", bias_shares=(1, 0), named=CELL,
        source="tinygrad, tinygrad/nn/__init__.py, LSTMCell",
    ),
    Storage(
        "paddle", "PaddlePaddle",
        (*with_two("ifgo", TORCH_NAMES), Stored("weight_ho", ("projection",), "r")),
        candidate="g", optional=("bias", "recurrent_bias", "projection"), bias_shares=(1, 0),
        **IN_PADDLE,  # type: ignore[arg-type]
    ),
    Storage(
        "mindspore", "MindSpore", with_two("ifgo", TORCH_NAMES),
        candidate="g", source=MINDSPORE, **NAMED, **TWO,  # type: ignore[arg-type]
    ),
    Storage(
        "mxnet", "MXNet, gluon",
        (
            *with_two("ifgo", OF_MXNET),
            Stored("h2r_weight", ("projection",), "r", transposed=True),
        ),
        candidate="g", optional=("projection",), **IN_MXNET,  # type: ignore[arg-type]
    ),
    Storage(
        "ncnn", "ncnn",
        (
            *transposed("ifog", *OF_NCNN),
            Stored("weight_hr", ("projection",), "r", transposed=True),
        ),
        candidate="g", optional=("projection",), source="ncnn, src/layer/lstm.cpp",
    ),
    Storage(
        "coreml", "Core ML, MIL's lstm",
        (
            *transposed("ifog", "weight_ih", "weight_hh", "bias"),
            Stored("peephole", ("peephole",), "ifo"),
        ),
        candidate="g", optional=("bias", "peephole"),
        source="coremltools, coremltools/converters/mil/mil/ops/defs/iOS15/recurrent.py, lstm",
    ),
    Storage(
        "tensorflow1_coupled", "TensorFlow 1, CoupledInputForgetGateLSTMCell",
        (
            Stored("W_0", ("input", "recurrent"), "jfo"),
            Stored("B", ("bias",), "jfo"),
            Stored("W_F_diag", ("peephole",), "f"),
            Stored("W_O_diag", ("peephole",), "o"),
        ),
        candidate="j", optional=("peephole",), adds_forget_bias=True, coupled=True,
        functions=(("activation", "activation"),),
        words=same("tanh sigmoid relu elu selu softplus"),
        source="TensorFlow 1.15.5, tensorflow/contrib/rnn/python/ops/rnn_cell.py",
    ),
    Storage(
        "addons", "TensorFlow Addons, PeepholeLSTMCell",
        (
            *KERAS.arrays,
            *(
                Stored(f"{word}_gate_peephole_weights", ("peephole",), word[0])
                for word in ("input", "forget", "output")
            ),
        ),
        candidate="c", optional=("bias",), functions=BOTH_WORDS,
        words=(*KERAS2, *same("gelu mish"), ("silu", "swish")),
        source="TensorFlow Addons, tensorflow_addons/rnn/peephole_lstm_cell.py",
    ),
    Storage(
        "lasagne", "Lasagne, peepholes=False", LASAGNE,
        candidate="c", named=CELL, source="Lasagne, lasagne/layers/recurrent.py, LSTMLayer",
    ),
    Storage(
        "tfjs", "TensorFlow.js", KERAS.arrays, candidate="c", kind="list", directions="list",
        optional=("bias",), functions=BOTH_WORDS, gates_by_default="hard_sigmoid_keras2",
        words=IN_TFJS, source=TFJS,
    ),
)  # fmt: skip

FURTHER = (
    *LSTMS,
    gru(
        "tfjs", "TensorFlow.js", keras("zrh", "bias"), functions=BOTH_WORDS,
        gates_by_default="hard_sigmoid_keras2", words=IN_TFJS, source=TFJS,
        **OF_LIST, **NO_BIAS,
    ),
    gru(
        "mlx", "MLX",
        (*transposed("rzn", "Wx", "Wh", "b"), Stored("bhn", ("recurrent_bias",), "n")),
        candidate="n", reset_after=True, bias_shares=(1, 0), optional=("bias", "recurrent_bias"),
        named=CELL, source="MLX, mlx/nn/layers/recurrent.py, GRU",
    ),
    gru(
        "chainer", "Chainer, links.GRU", CHAINER_GRU, bias_shares=(1, 0), negated=True, named=CELL,
        source="Chainer, chainer/links/rnn/gru.py",
    ),
    gru(
        "chainer_n_step", "Chainer, NStepGRU", numbered("wb", "rzh"),
        bias_shares=(1, 0), reset_after=True, named=N_STEP_FORMS,
        source="Chainer, chainer/functions/rnn/n_step_gru.py",
    ),
    gru(
        "dynet", "DyNet", (*three("z", 0), *three("r", 3), *three("h", 6)),
        negated=True, source="DyNet, dynet/gru.cc, GRUBuilder",
    ),
    gru(
        "openvino", "OpenVINO, linear_before_reset=false", transposed("zrh", "W", "R", "B"),
        directions="axis", source="OpenVINO, operation GRUSequence-5",
    ),
    gru(
        "openvino", "OpenVINO, linear_before_reset=true",
        (
            *transposed("zrh", "W", "R"),
            Stored("B", ("bias", "recurrent_bias"), "zrh|h"),
        ),
        directions="axis", reset_after=True, bias_shares=(1, 0),
        source="OpenVINO, operation GRUSequence-5",
    ),
    gru(
        "nnabla_layer", "nnabla, F.gru",
        (
            Stored("weight_l0", ("input", "recurrent"), "rzn", transposed=True, own_axis=True),
            Stored("bias", ("bias", "recurrent_bias"), "rzn|n", own_axis=True),
        ),
        candidate="n", reset_after=True, source="nnabla, nnabla/function/gru.hpp", **TWO,
    ),
    gru(
        "paddle", "PaddlePaddle", with_two("rzc", TORCH_NAMES),
        candidate="c", reset_after=True, **IN_PADDLE, **TWO,
    ),
    gru(
        "mindspore", "MindSpore", with_two("rzn", TORCH_NAMES),
        candidate="n", reset_after=True, source=MINDSPORE, **NAMED, **TWO,
    ),
    gru(
        "mxnet", "MXNet, gluon", with_two("rzn", OF_MXNET),
        candidate="n", reset_after=True, **IN_MXNET,
    ),
    gru(
        "ncnn", "ncnn",
        (
            *transposed("rzn", *OF_NCNN[:2]),
            Stored("bias_c", ("bias", "recurrent_bias"), "rzn|n"),
        ),
        candidate="n", reset_after=True, bias_shares=(1, 0), source="ncnn, src/layer/gru.cpp",
    ),
    rnn(
        "paddle", "PaddlePaddle", with_two("h", TORCH_NAMES),
        functions=(("activation", "activation"),), words=TANH_OR_RELU, **IN_PADDLE, **TWO,
    ),
    rnn(
        "mindspore", "MindSpore", with_two("h", TORCH_NAMES),
        functions=(("activation", "nonlinearity"),), words=TANH_OR_RELU,
        source=MINDSPORE, **NAMED, **TWO,
    ),
    rnn(
        "mxnet", "MXNet, gluon", with_two("h", OF_MXNET),
        functions=(("activation", "activation"),), words=TANH_OR_RELU,
        activation_by_default="relu", **IN_MXNET,
    ),
    rnn(
        "tfjs", "TensorFlow.js", keras("h", "bias"), functions=BOTH_WORDS[:1], words=IN_TFJS,
        source=TFJS, **OF_LIST, **NO_BIAS,
    ),
    rnn("ncnn", "ncnn", transposed("h", *OF_NCNN), source="ncnn, src/layer/rnn.cpp"),
    rnn(
        "mlx", "MLX", transposed("h", "Wxh", "Whh", "bias"),
        functions=(("activation", "nonlinearity"),), words=IN_MLX,
        optional=("bias",), named=CELL, source="MLX, mlx/nn/layers/recurrent.py, RNN",
    ),
    rnn("dynet", "DyNet", three("h", 0), source="DyNet, dynet/rnn.cc, SimpleRNNBuilder"),
    rnn(
        "chainer_n_step", "Chainer, NStepRNNTanh and NStepRNNReLU", numbered("wb", "h"),
        functions=(("activation", "activation"),), words=TANH_OR_RELU,
        bias_shares=(1, 0), named=N_STEP_FORMS,
        source="Chainer, chainer/functions/rnn/n_step_rnn.py",
    ),
    rnn(
        "openvino", "OpenVINO", transposed("h", "W", "R", "B"), directions="axis",
        functions=(("activation", "activations"),), words=same("relu sigmoid tanh"),
        source="OpenVINO, operation RNNSequence-5",
    ),
    rnn(
        "nnabla_layer", "nnabla, F.rnn",
        (
            Stored("weight_l0", ("input", "recurrent"), "h", transposed=True),
            Stored("bias", ("bias",), "h"),
        ),
        functions=(("activation", "nonlinearity"),), words=TANH_OR_RELU, optional=("bias",),
        source="nnabla, nnabla/function/rnn.hpp",
    ),
)  # fmt: skip

OTHERS = (*GRUS, *RNNS, *FURTHER)
