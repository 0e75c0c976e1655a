"""What each framework puts into its weight arrays, and what else a conversion must know. Data.

The order of the gates' blocks stands in layouts.py; here is which array holds which blocks.
"""

from dataclasses import dataclass

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
    Blocks,
)


@dataclass(frozen=True)
class Stored:
    """One stored array: the parts that stand in it, one below the other, each of the same blocks.

    A part is input, recurrent, bias, recurrent_bias, peephole or projection.
    """

    name: str
    parts: tuple[str, ...]
    gates: str
    transposed: bool = False


@dataclass(frozen=True)
class Storage:
    """The arrays of one framework and the rules beside them."""

    name: str
    title: str
    arrays: tuple[Stored, ...]
    candidate: str  # the letter of the candidate cell state
    kind: str = "mapping"  # or list: the arrays have an order and no names
    directions: str = "one"  # or both: by order ("list"), by "axis", by "suffix"
    optional: tuple[str, ...] = ()  # parts that may be absent
    bias_shares: tuple[float, ...] = (1,)  # of one bias, in each bias that is stored
    reinterpreted: bool = False  # the blocks are cuDNN's, its memory read in another order
    adds_forget_bias: bool = False  # at run time, to what is stored
    functions: tuple[tuple[str, str], ...] = ()  # functions that can be chosen, by what word
    gates_by_default: str = "sigmoid"
    source: str = ""


def stored(name: str, parts: str, blocks: Blocks) -> Stored:
    """An array of the blocks that a layout states."""
    return Stored(name, tuple(parts.split()), blocks.gates, blocks.transposed)


def each(names: str, part: str, gates: str) -> tuple[Stored, ...]:
    """An array for each gate; the gate's letter stands for the braces."""
    return tuple(Stored(names.format(gate), (part,), gate) for gate in gates)


KERAS_ARRAYS = (
    stored("kernel", "input", KERAS.arrays["kernel"]),
    stored("recurrent_kernel", "recurrent", KERAS.arrays["recurrent_kernel"]),
)
BOTH_WORDS = (
    ("activation", "activation"),
    ("recurrent_activation", "recurrent_activation"),
)
KERAS1_WORDS = (("activation", "activation"), ("recurrent_activation", "inner_activation"))

STORAGES = (
    Storage(
        "keras",
        "Keras",
        (*KERAS_ARRAYS, stored("bias", "bias", KERAS.arrays["bias"])),
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
        (
            stored("W", "input", KERAS1_GPU.arrays["W"]),
            stored("U", "recurrent", KERAS1_GPU.arrays["U"]),
            stored("b", "bias", KERAS1_GPU.arrays["b"]),
        ),
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
        (*KERAS_ARRAYS, stored("bias", "bias recurrent_bias", KERAS.arrays["bias"])),
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
        (
            stored("W", "input", CUDNN.arrays["W"]),
            stored("R", "recurrent", CUDNN.arrays["R"]),
            stored("b_W", "bias", CUDNN.arrays["b_W"]),
            stored("b_R", "recurrent_bias", CUDNN.arrays["b_R"]),
        ),
        candidate="c",
        bias_shares=(1, 0),
        source=CUDNN.source,
    ),
    Storage(
        "pytorch",
        "PyTorch",
        (
            stored("weight_ih", "input", PYTORCH.arrays["weight_ih"]),
            stored("weight_hh", "recurrent", PYTORCH.arrays["weight_hh"]),
            stored("bias_ih", "bias", PYTORCH.arrays["bias_ih"]),
            stored("bias_hh", "recurrent_bias", PYTORCH.arrays["bias_hh"]),
            stored("weight_hr", "projection", PYTORCH.arrays["weight_hr"]),
        ),
        candidate="g",
        directions="suffix",
        optional=("bias", "recurrent_bias", "projection"),
        bias_shares=(1, 0),
        source=PYTORCH.source,
    ),
    Storage(
        "onnx",
        "ONNX",
        (
            stored("W", "input", ONNX.arrays["W"]),
            stored("R", "recurrent", ONNX.arrays["R"]),
            stored("B", "bias recurrent_bias", ONNX.arrays["Wb"]),
            stored("P", "peephole", ONNX.arrays["P"]),
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
            stored("kernel", "input recurrent", TENSORFLOW1.arrays["input_kernel"]),
            stored("bias", "bias", TENSORFLOW1.arrays["bias"]),
            *each("w_{}_diag", "peephole", "fio"),
            Stored("projection/kernel", ("projection",), "r"),
        ),
        candidate="j",
        optional=("peephole", "projection"),
        adds_forget_bias=True,
        functions=(("activation", "activation"),),
        source=TENSORFLOW1.source,
    ),
    Storage(
        "flax",
        "Flax",
        (
            *each("i{}.kernel", "input", FLAX.gates),
            *each("h{}.kernel", "recurrent", FLAX.gates),
            *each("h{}.bias", "bias", FLAX.gates),
        ),
        candidate="g",
        functions=(("activation", "activation_fn"), ("recurrent_activation", "gate_fn")),
        source=FLAX.source,
    ),
    Storage(
        "wikipedia",
        "Wikipedia",
        (
            stored("W", "input", WIKIPEDIA.arrays["W"]),
            stored("U", "recurrent", WIKIPEDIA.arrays["U"]),
            stored("b", "bias", WIKIPEDIA.arrays["b"]),
        ),
        candidate="c",
        source=WIKIPEDIA.source,
    ),
    Storage(
        "greff2015",
        "Greff et al.",
        (
            stored("W", "input", GREFF2015.arrays["W"]),
            stored("R", "recurrent", GREFF2015.arrays["R"]),
            stored("b", "bias", GREFF2015.arrays["b"]),
            stored("p", "peephole", GREFF2015.arrays["p"]),
        ),
        candidate="z",
        source=GREFF2015.source,
    ),
)
