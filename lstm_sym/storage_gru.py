"""What each framework puts into the arrays of a GRU and of a simple RNN. Data.

A GRU that resets before the product and one that resets after it are two storages by one name.
"""

from lstm_sym.layouts import GRU, SIMPLE_RNN
from lstm_sym.storage import (
    BOTH_WORDS,
    IN_FLAX,
    KERAS1_WORDS,
    KERAS2,
    TORCH_FORMS,
    Storage,
    Stored,
    each,
    same,
)

KERAS_GRU = "Keras 3.15.1, keras/src/layers/rnn/gru.py"
KERAS_RNN = "Keras 3.15.1, keras/src/layers/rnn/simple_rnn.py"
TORCH = "PyTorch 2.13.0, torch/nn/modules/rnn.py"
ONNX_GRU = "ONNX 1.23.2, docs/Operators.md, GRU"
ONNX_RNN = "ONNX 1.23.2, docs/Operators.md, RNN"
TENSORFLOW1 = "TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py"
FLAX = "Flax, flax/linen/recurrent.py"
ACTIVATIONS = (("activation", "activations"), ("recurrent_activation", "activations"))
FLAX_WORDS = (("activation", "activation_fn"), ("recurrent_activation", "gate_fn"))
BIASES = ("bias", "recurrent_bias")


def keras(gates: str, *bias: str) -> tuple[Stored, ...]:
    """Keras's three arrays; two biases are two rows of one."""
    rows = len(bias) > 1
    return (
        Stored("kernel", ("input",), gates),
        Stored("recurrent_kernel", ("recurrent",), gates),
        Stored("bias", bias, gates, rows=rows),
    )


def transposed(gates: str, names: str) -> tuple[Stored, ...]:
    """Four arrays: weights that are stored transposed, and a bias for each."""
    weights, recurrent, bias, beside = names.split()
    return (
        Stored(weights, ("input",), gates, transposed=True),
        Stored(recurrent, ("recurrent",), gates, transposed=True),
        Stored(bias, ("bias",), gates),
        Stored(beside, ("recurrent_bias",), gates),
    )


def onnx(gates: str) -> tuple[Stored, ...]:
    """The inputs of the operator."""
    return (
        Stored("W", ("input",), gates, transposed=True),
        Stored("R", ("recurrent",), gates, transposed=True),
        Stored("B", BIASES, gates),
    )


def keras1(gates: str) -> tuple[Stored, ...]:
    """Three arrays for each gate."""
    return tuple(
        array
        for gate in gates
        for array in (
            *each("W_{}", "input", gate),
            *each("U_{}", "recurrent", gate),
            *each("b_{}", "bias", gate),
        )
    )


def gru(name: str, title: str, arrays: tuple[Stored, ...], **rules: object) -> Storage:
    """A GRU's storage: update gate z, reset gate r, candidate h unless another letter is named."""
    stated = {"candidate": "h", "cell": "gru", "update": "z", **rules}
    return Storage(name, title, arrays, **stated)  # type: ignore[arg-type]


def rnn(name: str, title: str, arrays: tuple[Stored, ...], **rules: object) -> Storage:
    """A simple RNN's storage: one block."""
    stated = {"candidate": "h", "cell": "rnn", **rules}
    return Storage(name, title, arrays, **stated)  # type: ignore[arg-type]


OF_LIST = {"kind": "list", "directions": "list"}
NO_BIAS = {"optional": ("bias",)}
NO_BIASES = {"optional": BIASES}
OF_ONNX = {"directions": "axis", "bias_shares": (1, 0), **NO_BIASES}
NAMED = {"directions": "name", "named": TORCH_FORMS}
OF_TORCH = {"bias_shares": (1, 0), **NAMED, **NO_BIASES}
OLD_GATES = {"functions": KERAS1_WORDS, "gates_by_default": "hard_sigmoid"}
TANH_OR_RELU = same("tanh relu")
MODES = (("tanh", "CUDNN_RNN_TANH"), ("relu", "CUDNN_RNN_RELU"))
TORCH_NAMES = "weight_ih weight_hh bias_ih bias_hh"

GRUS = (
    gru(
        "keras", "Keras", keras(GRU.gates, *BIASES), reset_after=True, bias_shares=(1, 0),
        functions=BOTH_WORDS, source=KERAS_GRU, **OF_LIST, **NO_BIASES,
    ),
    gru(
        "keras", "Keras", keras(GRU.gates, "bias"),
        functions=BOTH_WORDS, source=KERAS_GRU, **OF_LIST, **NO_BIAS,
    ),
    gru(
        "keras1", "Keras 1", keras1("zrh"),
        source="Keras 1.2.2, keras/layers/recurrent.py, get_weights", **OF_LIST, **OLD_GATES,
    ),
    gru(
        "keras1_gpu", 'Keras 1, consume_less="gpu"',
        (
            Stored("W", ("input",), "zrh"),
            Stored("U", ("recurrent",), "zrh"),
            Stored("b", ("bias",), "zrh"),
        ),
        source="Keras 1.2.2, keras/layers/recurrent.py", **OF_LIST, **OLD_GATES,
    ),
    gru(
        "cudnngru", "CuDNNGRU of Keras 2",
        (
            Stored("kernel", ("input",), "zrh"),
            Stored("recurrent_kernel", ("recurrent",), "zrh"),
            Stored("bias", BIASES, "zrh"),
        ),
        reset_after=True, bias_shares=(0.5, 0.5), reinterpreted=True,
        source="Keras 2.3.1, keras/layers/cudnn_recurrent.py and keras/engine/saving.py",
        **OF_LIST,
    ),
    gru(
        "cudnn", "cuDNN", transposed("rih", "W R b_W b_R"), update="i", reset_after=True,
        bias_shares=(1, 0), source="cuDNN, cudnnRNNMode_t CUDNN_GRU",
    ),
    gru(
        "pytorch", "PyTorch", transposed("rzn", TORCH_NAMES), candidate="n", reset_after=True,
        source=TORCH, **OF_TORCH,
    ),
    gru(
        "onnx", "ONNX, linear_before_reset=1", onnx("zrh"), reset_after=True,
        functions=ACTIVATIONS, source=ONNX_GRU, **OF_ONNX,
    ),
    gru(
        "onnx", "ONNX, linear_before_reset=0", onnx("zrh"),
        functions=ACTIVATIONS, source=ONNX_GRU, **OF_ONNX,
    ),
    gru(
        "tensorflow1", "TensorFlow 1",
        (
            Stored("gates/kernel", ("input", "recurrent"), "ru"),
            Stored("gates/bias", ("bias",), "ru"),
            Stored("candidate/kernel", ("input", "recurrent"), "c"),
            Stored("candidate/bias", ("bias",), "c"),
        ),
        candidate="c", update="u", functions=(("activation", "activation"),),
        words=KERAS2, source=TENSORFLOW1,
    ),
    gru(
        "flax", "Flax",
        (
            *each("i{}.kernel", "input", "rzn"),
            *each("i{}.bias", "bias", "rzn"),
            *each("h{}.kernel", "recurrent", "rzn"),
            *each("h{}.bias", "recurrent_bias", "n"),
        ),
        candidate="n", reset_after=True, bias_shares=(1, 0), functions=FLAX_WORDS, words=IN_FLAX,
        source=FLAX,
    ),
    gru(
        "flax_nnx", "Flax, nnx.GRUCell",
        (
            Stored("dense_i.kernel", ("input",), "rzn"),
            Stored("dense_i.bias", ("bias",), "rzn"),
            Stored("dense_h.kernel", ("recurrent",), "rzn"),
        ),
        candidate="n", reset_after=True, functions=FLAX_WORDS, words=IN_FLAX,
        source="Flax, flax/nnx/nn/recurrent.py, GRUCell, which has no bias beside the state",
    ),
    gru(
        "equinox", "Equinox",
        (
            Stored("weight_ih", ("input",), "rzn", transposed=True),
            Stored("weight_hh", ("recurrent",), "rzn", transposed=True),
            Stored("bias", ("bias",), "rzn"),
            Stored("bias_n", ("recurrent_bias",), "n"),
        ),
        candidate="n", reset_after=True, bias_shares=(1, 0), source="Equinox, equinox/nn/_rnn.py",
        **NO_BIASES,
    ),
    gru(
        "haiku", "Haiku",
        (
            Stored("w_i", ("input",), "zra"),
            Stored("w_h", ("recurrent",), "zra"),
            Stored("b", ("bias",), "zra"),
        ),
        candidate="a", negated=True, named=(("{name}",),),
        source="dm-haiku, haiku/_src/recurrent.py, GRU",
    ),
)  # fmt: skip

RNNS = (
    rnn(
        "keras", "Keras", keras(SIMPLE_RNN.gates, "bias"),
        functions=BOTH_WORDS[:1], source=KERAS_RNN, **OF_LIST, **NO_BIAS,
    ),
    rnn(
        "keras1", "Keras 1",
        (
            Stored("W", ("input",), "h"),
            Stored("U", ("recurrent",), "h"),
            Stored("b", ("bias",), "h"),
        ),
        functions=KERAS1_WORDS[:1], source="Keras 1.2.2, keras/layers/recurrent.py, SimpleRNN",
        **OF_LIST,
    ),
    rnn(
        "pytorch", "PyTorch", transposed("h", TORCH_NAMES),
        functions=(("activation", "nonlinearity"),), words=TANH_OR_RELU, source=TORCH, **OF_TORCH,
    ),
    rnn("cudnn", "cuDNN", transposed("h", "W R b_W b_R"), bias_shares=(1, 0),
        functions=(("activation", "mode"),), words=MODES,
        source="cuDNN, cudnnRNNMode_t CUDNN_RNN_TANH"),
    rnn(
        "flax_nnx", "Flax, nnx.SimpleCell",
        (
            Stored("dense_i.kernel", ("input",), "h"),
            Stored("dense_i.bias", ("bias",), "h"),
            Stored("dense_h.kernel", ("recurrent",), "h"),
        ),
        functions=FLAX_WORDS[:1], words=IN_FLAX,
        source="Flax, flax/nnx/nn/recurrent.py, SimpleCell",
    ),
    rnn("onnx", "ONNX", onnx("h"), functions=ACTIVATIONS[:1], source=ONNX_RNN, **OF_ONNX),
    rnn(
        "tensorflow1", "TensorFlow 1",
        (
            Stored("kernel", ("input", "recurrent"), "h"),
            Stored("bias", ("bias",), "h"),
        ),
        functions=(("activation", "activation"),),
        words=KERAS2, source=TENSORFLOW1,
    ),
    rnn(
        "flax", "Flax, SimpleCell",
        (
            Stored("i.kernel", ("input",), "h"),
            Stored("i.bias", ("bias",), "h"),
            Stored("h.kernel", ("recurrent",), "h"),
        ),
        functions=FLAX_WORDS[:1], words=IN_FLAX, source=FLAX,
    ),
    rnn(
        "haiku", "Haiku, VanillaRNN",
        (
            Stored("linear.w", ("input",), "h"),
            Stored("linear.b", ("bias",), "h"),
            Stored("linear_1.w", ("recurrent",), "h"),
            Stored("linear_1.b", ("recurrent_bias",), "h"),
        ),
        optional=("recurrent_bias",), bias_shares=(1, 0), activation_by_default="relu",
        named=(("{name}",),), source="dm-haiku, haiku/_src/recurrent.py, VanillaRNN",
    ),
)  # fmt: skip
