"""What each framework puts into its weight arrays, and what else a conversion must know. Data.

The order of the gates' blocks is in layouts.py; here is which array holds which blocks.
"""

from dataclasses import dataclass, replace

from lstm_sym.layouts import (
    CUDNN,
    FLAX,
    GREFF2015,
    KERAS,
    KERAS1,
    KERAS1_GPU,
    ONNX,
    PYTORCH,
    TENSORFLOW1,
    WIKIPEDIA,
    Layout,
)


@dataclass(frozen=True)
class Stored:
    """One stored array: the parts that are in it, one below the other, each of the same blocks.

    A part is input, recurrent, bias, recurrent_bias, peephole or projection.
    """

    name: str
    parts: tuple[str, ...]
    gates: str  # of each part; a bar is between them where the parts' differ
    transposed: bool = False
    rows: bool = False  # each part is a row
    interleaved: bool = False  # a unit's gates are side by side
    own_axis: bool = False  # the gates have an axis of their own, before the units'


@dataclass(frozen=True)
class Storage:
    """The arrays of one framework and the rules beside them."""

    name: str
    title: str
    arrays: tuple[Stored, ...]
    candidate: str  # the letter of the candidate cell state
    kind: str = "mapping"  # or list: the arrays have an order and no names
    directions: str = "one"  # or both: by order ("list"), by "axis", by "name"
    named: tuple[tuple[str, ...], ...] = ()  # how names say layer and direction; one is written
    optional: tuple[str, ...] = ()  # parts that may be absent
    bias_shares: tuple[float, ...] = (1,)  # of one bias, in each bias that is stored
    reinterpreted: bool = False  # the blocks are cuDNN's, its memory read in another order
    adds_forget_bias: bool = False  # at run time, to what is stored
    functions: tuple[tuple[str, str], ...] = ()  # functions that can be chosen, by what word
    gates_by_default: str = "sigmoid"
    activation_by_default: str = "tanh"
    words: tuple[tuple[str, str], ...] = ()  # the functions that it has, and its words for them
    others: tuple[tuple[Stored, ...], ...] = ()  # what it hands out too: read, never written
    source: str = ""
    cell: str = "lstm"  # or gru, rnn
    update: str = ""  # the letter of a GRU's update gate
    reset_after: bool = False  # whether its reset gate acts after the product
    negated: bool = False  # whether its update gate is what another's leaves
    coupled: bool = False  # whether its input gate is what its forget gate leaves


def of(layout: Layout, **parts: str) -> tuple[Stored, ...]:
    """Arrays whose blocks a layout states, and the parts that are in each."""
    blocks = layout.arrays
    return tuple(
        Stored(name, tuple(said.split()), blocks[name].gates, blocks[name].transposed)
        for name, said in parts.items()
    )


def each(names: str, part: str, gates: str) -> tuple[Stored, ...]:
    """An array for each gate; the gate's letter stands for the braces."""
    return tuple(Stored(names.format(gate), (part,), gate) for gate in gates)


FLAX_BLOCKS = (
    *each("i{}.kernel", "input", FLAX.gates),
    *each("h{}.kernel", "recurrent", FLAX.gates),
    *each("h{}.bias", "bias", FLAX.gates),
)

BOTH_WORDS = tuple((word, word) for word in ("activation", "recurrent_activation"))
KERAS1_WORDS = (("activation", "activation"), ("recurrent_activation", "inner_activation"))


def same(names: str) -> tuple[tuple[str, str], ...]:
    """Functions that have the same names here and there."""
    return tuple((name, name) for name in names.split())


#: Functions of Keras 2, whose strings TensorFlow 1's cells take, too.
KERAS2 = (
    *same("tanh sigmoid relu elu selu softplus softsign linear exponential"),
    ("hard_sigmoid_keras2", "hard_sigmoid"),
)
#: Functions of `flax.linen`, which are those of `jax.nn`.
IN_FLAX = (
    *same("tanh sigmoid hard_sigmoid relu relu6 elu selu celu silu softplus log_sigmoid hard_tanh"),
    *(("softsign", "soft_sign"), ("hard_silu", "hard_silu"), ("gelu_tanh", "gelu")),
)
#: Of a module's layers, and of a cell.
TORCH_FORMS = (("{name}_l{layer}", "{name}_l{layer}_reverse"), ("{name}",))

STORAGES = (
    Storage(
        "keras",
        "Keras",
        of(KERAS, kernel="input", recurrent_kernel="recurrent", bias="bias"),
        candidate="c",
        kind="list",
        directions="list",
        optional=("bias",),
        functions=BOTH_WORDS,
        source=KERAS.source,
    ),
    Storage(
        "keras1",
        "Keras 1",
        tuple(
            array
            for gate in KERAS1.gates
            for array in (
                *each("W_{}", "input", gate),
                *each("U_{}", "recurrent", gate),
                *each("b_{}", "bias", gate),
            )
        ),
        candidate="c",
        kind="list",
        directions="list",
        functions=KERAS1_WORDS,
        gates_by_default="hard_sigmoid",
        source=KERAS1.source,
    ),
    Storage(
        "keras1_gpu",
        'Keras 1, consume_less="gpu"',
        of(KERAS1_GPU, W="input", U="recurrent", b="bias"),
        candidate="c",
        kind="list",
        directions="list",
        functions=KERAS1_WORDS,
        gates_by_default="hard_sigmoid",
        source=KERAS1_GPU.source,
    ),
    Storage(
        "cudnnlstm",
        "CuDNNLSTM of Keras 2",
        of(KERAS, kernel="input", recurrent_kernel="recurrent", bias="bias recurrent_bias"),
        candidate="c",
        kind="list",
        directions="list",
        bias_shares=(0.5, 0.5),
        reinterpreted=True,
        source="Keras 2.3.1, keras/layers/cudnn_recurrent.py and keras/engine/saving.py",
    ),
    Storage(
        "cudnn",
        "cuDNN",
        of(CUDNN, W="input", R="recurrent", b_W="bias", b_R="recurrent_bias"),
        candidate="c",
        bias_shares=(1, 0),
        source=CUDNN.source,
    ),
    Storage(
        "pytorch",
        "PyTorch",
        of(
            PYTORCH,
            weight_ih="input",
            weight_hh="recurrent",
            bias_ih="bias",
            bias_hh="recurrent_bias",
            weight_hr="projection",
        ),
        candidate="g",
        directions="name",
        named=TORCH_FORMS,
        optional=("bias", "recurrent_bias", "projection"),
        bias_shares=(1, 0),
        source=PYTORCH.source,
    ),
    Storage(
        "onnx",
        "ONNX",
        (
            *of(ONNX, W="input", R="recurrent"),
            Stored("B", ("bias", "recurrent_bias"), ONNX.arrays["Wb"].gates),
            *of(ONNX, P="peephole"),
        ),
        candidate="c",
        directions="axis",
        optional=("bias", "recurrent_bias", "peephole"),
        bias_shares=(1, 0),
        functions=(("activation", "activations"), ("recurrent_activation", "activations")),
        source=ONNX.source,
    ),
    Storage(
        "tensorflow1",
        "TensorFlow 1",
        (
            Stored("kernel", ("input", "recurrent"), TENSORFLOW1.arrays["input_kernel"].gates),
            *of(TENSORFLOW1, bias="bias"),
            *each("w_{}_diag", "peephole", "fio"),
            Stored("projection/kernel", ("projection",), "r"),
        ),
        candidate="j",
        optional=("peephole", "projection"),
        adds_forget_bias=True,
        functions=(("activation", "activation"),),
        words=KERAS2,
        source=TENSORFLOW1.source,
    ),
    Storage(
        "flax",
        "Flax",
        FLAX_BLOCKS,
        candidate="g",
        others=(
            # nnx.LSTMCell, whose attribute cannot be called if; nnx.OptimizedLSTMCell
            tuple(replace(one, name=one.name.replace("if.", "if_.")) for one in FLAX_BLOCKS),
            (
                Stored("dense_i.kernel", ("input",), FLAX.gates),
                Stored("dense_h.kernel", ("recurrent",), FLAX.gates),
                Stored("dense_h.bias", ("bias",), FLAX.gates),
            ),
        ),
        functions=(("activation", "activation_fn"), ("recurrent_activation", "gate_fn")),
        words=IN_FLAX,
        source=FLAX.source,
    ),
    Storage(
        "wikipedia",
        "Wikipedia",
        of(WIKIPEDIA, W="input", U="recurrent", b="bias"),
        candidate="c",
        source=WIKIPEDIA.source,
    ),
    Storage(
        "greff2015",
        "Greff et al.",
        of(GREFF2015, W="input", R="recurrent", b="bias", p="peephole"),
        candidate="z",
        source=GREFF2015.source,
    ),
)
