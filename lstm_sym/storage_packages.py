"""What further packages put into the arrays of their recurrent layers. Data.

Each is compared with what the package itself computed, in the version that is recorded.
"""

from lstm_sym.storage import Storage, Stored
from lstm_sym.storage_gru import GRUS, RNNS, gru, rnn


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

LSTMS = (
    Storage(
        "equinox", "Equinox", transposed("ifgo", "weight_ih", "weight_hh", "bias"),
        candidate="g", optional=("bias",), source="Equinox, equinox/nn/_rnn.py, LSTMCell",
    ),
    Storage(
        "haiku", "Haiku",
        (Stored("w", ("input", "recurrent"), "igfo"), Stored("b", ("bias",), "igfo")),
        candidate="g", adds_forget_bias=True, source="dm-haiku, haiku/_src/recurrent.py, LSTM",
    ),
    Storage(
        "mlx", "MLX", transposed("ifgo", "Wx", "Wh", "bias"),
        candidate="g", optional=("bias",), source="MLX, mlx/nn/layers/recurrent.py, LSTM",
    ),
    Storage(
        "nnabla", "nnabla, PF.lstm_cell",
        (
            Stored("affine/W", ("input", "recurrent"), "iofg", own_axis=True),
            Stored("affine/b", ("bias",), "iofg", own_axis=True),
        ),
        candidate="g", source="nnabla, nnabla/parametric_functions.py, lstm_cell",
    ),
    Storage(
        "chainer", "Chainer, links.LSTM",
        transposed("aifo", "upward/W", "lateral/W", "upward/b", interleaved=True),
        candidate="a", source="Chainer, chainer/functions/rnn/lstm.py",
    ),
    Storage(
        "chainer_n_step", "Chainer, NStepLSTM", numbered("wb", "ifao"),
        candidate="a", bias_shares=(1, 0), source="Chainer, chainer/functions/rnn/n_step_lstm.py",
    ),
    Storage(
        "dynet", "DyNet", transposed("ifog", "p0", "p1", "p2"),
        candidate="g", adds_forget_bias=True, source="DyNet, dynet/lstm.cc, VanillaLSTMBuilder",
    ),
    Storage(
        "openvino", "OpenVINO", transposed("fico", "W", "R", "B"),
        candidate="c", directions="axis", source="OpenVINO, operation LSTMSequence-5",
    ),
)  # fmt: skip

FURTHER = (
    *LSTMS,
    gru(
        "mlx", "MLX",
        (*transposed("rzn", "Wx", "Wh", "b"), Stored("bhn", ("recurrent_bias",), "n")),
        candidate="n", reset_after=True, bias_shares=(1, 0), optional=("bias", "recurrent_bias"),
        source="MLX, mlx/nn/layers/recurrent.py, GRU",
    ),
    gru(
        "chainer", "Chainer, links.GRU", CHAINER_GRU, bias_shares=(1, 0), negated=True,
        source="Chainer, chainer/links/rnn/gru.py",
    ),
    gru(
        "chainer_n_step", "Chainer, NStepGRU", numbered("wb", "rzh"),
        bias_shares=(1, 0), reset_after=True, source="Chainer, chainer/functions/rnn/n_step_gru.py",
    ),
    gru(
        "dynet", "DyNet", (*three("z", 0), *three("r", 3), *three("h", 6)),
        negated=True, source="DyNet, dynet/gru.cc, GRUBuilder",
    ),
    gru(
        "openvino", "OpenVINO, linear_before_reset=false", transposed("zrh", "W", "R", "B"),
        directions="axis", source="OpenVINO, operation GRUSequence-5",
    ),
    rnn(
        "mlx", "MLX", transposed("h", "Wxh", "Whh", "bias"),
        optional=("bias",), source="MLX, mlx/nn/layers/recurrent.py, RNN",
    ),
    rnn("dynet", "DyNet", three("h", 0), source="DyNet, dynet/rnn.cc, SimpleRNNBuilder"),
)  # fmt: skip

OTHERS = (*GRUS, *RNNS, *FURTHER)
