"""What the pages claim about first and last, zero, and types of numbers; see claims.py."""

from functools import cache

import numpy as np

from lstm_numpy import LSTM, keras

from .claims_formulations import BITS, ORDINALS
from .claims_keras import MASKED_OUTPUTS
from .data import FORMULATIONS, QUESTION_TIMESTEPS, brought, number, order, weights

X = np.random.default_rng(0).normal(size=(1, 4, 3))
WORDS = {"return_sequences": True, "return_state": True, "seed": 0}


def symbols(formulation: str, label: str) -> list[str]:
    """What an equation is made of."""
    (found,) = (e for e in FORMULATIONS[formulation]["equations"] if e["label"] == label)
    return list(found["symbols"])


def seen(formulation: str, label: str) -> str:
    """Which cell state a gate sees."""
    return "previous" if "c_tm1" in symbols(formulation, label) else "new"


def begins(formulation: str) -> str:
    """What the states of a formulation are unless others are given."""
    stated = FORMULATIONS[formulation]["equations"]
    values = {e["latex"].split(" = ")[1] for e in stated if e["label"].startswith("initial-")}
    (value,) = values
    return number(int(value))


def first_state(formulation: str) -> str:
    """Which of its states a formulation names first."""
    labels = (e["label"] for e in FORMULATIONS[formulation]["equations"])
    first = next(label for label in labels if label.startswith("initial-"))
    return first.removeprefix("initial-").replace("-", " ")


def end(holds: bool) -> str:
    """Which end of a sequence."""
    return "last" if holds else "first"


def last_entry() -> str:
    """Where the last hidden state is in the output."""
    output, state_h, _ = LSTM(2, **WORDS)(X)
    return end(np.array_equal(output[:, -1], state_h))


def read_first() -> str:
    """Which timestep `go_backwards` reads first."""
    backwards, *_ = LSTM(2, go_backwards=True, **WORDS)(X)
    return end(np.array_equal(backwards, LSTM(2, **WORDS)(X[:, ::-1])[0]))


def padding() -> str:
    """Where the outputs of padding at the end are, with `go_backwards`."""
    output, *_ = LSTM(2, go_backwards=True, **WORDS)(X, mask=np.array([[1, 1, 0, 0]], bool))
    return end(not np.any(output[:, 2:]) and bool(np.all(output[:, :2])))


def biases() -> dict[str, str]:
    """With what the bias of each gate begins."""
    layer = LSTM(1, seed=0)
    layer(X)
    values = map(int, layer.get_weights()[2])
    return dict(zip(order("keras").split(", "), map(number, values), strict=True))


@cache
def kept(given: str, weights: str = "") -> str:
    """The type of the results of arrays of a type."""
    sizes = ((1, 2, 3), (3, 8), (2, 8))
    x, *arrays = (np.ones(size, given) for size in sizes)
    if weights:
        arrays = [array.astype(weights) for array in arrays]
    return str(keras.lstm(x, *arrays).lstm_output.dtype)


def listed_type() -> str:
    """The type that a list of numbers counts as."""
    x, *arrays = (np.ones(size, "float32").tolist() for size in ((1, 2, 3), (3, 8), (2, 8)))
    return str(keras.lstm(x, *arrays).lstm_output.dtype)


READ = read_first()
PADDING = padding()
STARTS = f"Both states start at {begins('gers2000')} unless you pass others, and the outputs of "
SEEN = tuple(seen("gers2002", f"{gate}-gate") for gate in ("input", "forget", "output"))
PEEPHOLE = "A peephole that is left out is zero."
STATES = {name: first_state(name) for name in ("flax", "tensorflow1_basic")}
FLOAT = kept("float32")
VARIANTS = FORMULATIONS["greff2015"]["options"]["variant"]["choices"]
MASKED = [ORDINALS[list(MASKED_OUTPUTS).index(one)] for one in ("previous", "state", "zero")]
PAGES: dict[str, list[str]] = {
    "README.md": [
        f"of every timestep: (h_1, …, h_{QUESTION_TIMESTEPS}).",
        f"`state_h` is its {last_entry()} entry, h_{QUESTION_TIMESTEPS}.",
        f"`state_c` is the last cell state, c_{QUESTION_TIMESTEPS}; the other c_t are not",
        f"computes in {FLOAT} if its arrays are float32,",
        "`unroll` changes none of this.",
        "it loads without a warning,",
    ],
    "CONTRIBUTING.md": ["of all float32,"],
    "docs/index.md": [
        "**It is {lstm:sym}`keras.h_t`, at every timestep {lstm:sym}`keras.t`.**",
        f"| the {last_entry()} of these, {{lstm:sym}}`keras.h_T` |",
        "| the last cell state, {lstm:sym}`keras.c_T` |",
        f"in the order of processing, those of the padding {PADDING} |",
        "Do dropout and `unroll` change the equations? | not at inference |",
    ],
    "docs/keras.md": [
        "As in Keras, one example is one row of an array, so the weights multiply from the right.",
        f"The bias is {biases()['i']}, but the block of the forget gate is {biases()['f']} unless",
        f"Both states start at {number(0)}, unless you pass `initial_state`.",
        "otherwise of the last timestep.",
        "the layer returns its last states as well.",
        f"So without a mask `state_h` is the {last_entry()} entry of `lstm_output`.",
        f"processes the {READ} timestep first.",
        "the part of the old one that the forget gate keeps, plus the part of the candidate that "
        "the input gate lets in.",
        f"its first entry belongs to the {READ} timestep of the input.",
    ],
    "docs/keras/masking.md": [
        f"The {MASKED[0]} repeats the previous output, which is zero before the first timestep.",
        f"The {MASKED[1]} outputs the hidden state,",
        "where masked timesteps come first and the initial state is not zero.",
        "so the layer reads the padding at the end of a sequence first.",
        f"those of the padding come {PADDING}, and `state_h`",
        "At a masked timestep both states keep their values, in every release.",
    ],
    "docs/keras/options.md": [
        "the layer keeps its last states",
        # Read in the source of the releases, which the page says.
        "- `activation` is `tanh` and `recurrent_activation` is `sigmoid`;\n"
        "- there is a bias, `unroll` is off and `recurrent_dropout` is zero;\n"
        "- there is no mask, or in every row the mask is true up to some timestep and false after",
        "there cuDNN outputs zero, where the loop would repeat the previous output.",
        "which returns every timestep by default",
    ],
    "docs/keras/versions.md": [
        "in an `.h5` file loads without a warning.",
        "A `Sequential` model in an `.h5` file does not load at all.",
    ],
    "docs/formulations/bidirectional.md": [
        f"The forward copy starts at the first timestep, the backward copy at the {READ} one.",
        "they are reversed first, so that both",
        "The last output of the backward layer is the one at the first timestep,",
        "So the result is not the last entry of",
    ],
    "docs/formulations/called-lstm.md": ["the forget gate acts on the last output."],
    "docs/formulations/flax.md": [
        f"and its carry holds the {STATES['flax']} first.",
        "has a bias only in the product with the hidden weights,",
    ],
    "docs/formulations/gers2000.md": [STARTS, "returned with the last states."],
    "docs/formulations/gers2002.md": [
        f"The input gate and the forget gate see the {SEEN[0]} cell state, the output gate the "
        f"{SEEN[2]} one.",
        STARTS,
        "returned with the last states.",
    ],
    "docs/formulations/compare.md": [
        # What is said above each comparison is about the two that it shows.
        "PyTorch has a second bias; only the sum of the two matters.\n\n"
        "```{lstm:diff} keras pytorch\n",
        "ONNX has a second bias, peepholes, and a clip before each activation.\n\n"
        "```{lstm:diff} keras onnx\n",
        "store it.\n\n```{lstm:diff} keras tensorflow1_basic\n",
        "`LSTMCell` adds peepholes and a clip of the cell state.\n\n"
        "```{lstm:diff} tensorflow1_basic tensorflow1\n",
        "of PyTorch.\n\n```{lstm:diff} pytorch cudnn\n",
        f"Flax has {number(len(weights('flax', 'bias')))} bias, like Keras.\n\n"
        "```{lstm:diff} keras flax\n",
    ],
    "docs/formulations/greff2015.md": [
        *(f"| {name} | {said} |" for name, said in VARIANTS.items() if name != "V"),
        "these matrices are zero; before the first timestep the gates are zero.",
    ],
    "docs/formulations/gru.md": [
        "Check `reset_after` first: it decides where the reset gate acts,",
    ],
    "docs/formulations/hochreiter1997.md": [STARTS, "returned with the last states."],
    "docs/formulations/index.md": ["the last ones compare"],
    "docs/formulations/mlstm.md": ["of the input gate, in float32:"],
    "docs/formulations/onnx-runtimes.md": [
        "the last one says whether",
        "the cell state before the last one.",
        "compute float64 in float32, as the rows say.",
    ],
    "docs/formulations/onnx.md": [
        "are masked, and their output is zero.",
        "from the last to the first, and its output is reversed",
        "zeros as last states, not",
        "as measured in float32:",
        "| float64 | refused |",
    ],
    "docs/formulations/package-cells.md": ["Conv1DLSTMCell"],
    "docs/formulations/packages.md": [
        "`HC0` holds the cell state in its first row and the hidden state in its second.",
        "from the padding and the last state.",
        "returns the cell state first, `PeepholeLSTMCell` the hidden state.",
        "zeros before the first timestep.",
        "computes in bfloat16 on processors that have it",
        "`exp` of float32 are approximations",
    ],
    "docs/formulations/pytorch-projection.md": ["both biases are zero."],
    "docs/formulations/pytorch.md": [
        "keeps both states and outputs zero.",
        "the masked timesteps come first and leave",
        "and zero beyond each length;",
    ],
    "docs/formulations/quantized-pytorch.md": ["as it does on x86; with"],
    "docs/formulations/stacked.md": [
        "The first layer takes the input of the whole stack.",
        "The output of the last layer is the output of the stack.",
        "Keras returns those of the last layer.",
        "in `h_n` and `c_n`, the first layer first, and of each layer the forward direction before",
    ],
    "docs/formulations/tensorflow1-projection.md": [PEEPHOLE],
    "docs/formulations/tensorflow1.md": [
        PEEPHOLE,
        f"a pair whose first entry is the {STATES['tensorflow1_basic']}.",
    ],
    "docs/formulations/xlstm.md": ["of the input gate, in float32:"],
    "docs/glossary.md": [
        "a layer returns only the last one.",
        "A number between zero and one for each unit,",
        "so far from zero that its value hardly changes.",
        "The distance between two neighbouring floats,",
    ],
    "docs/five-pictures.md": [
        f"`state_h` is the {last_entry()} of these, and `state_c` is the last cell state.",
        "A gate is a number between zero and one,",
    ],
    "docs/worked-example.md": [
        f"Both states start at {begins('gers2000')}, {{lstm:sym}}`keras.recurrent_activation`",
        "## The first timestep",
        "the results of the first timestep.",
        f"and its {last_entry()} row is `state_h`.",
    ],
    "docs/gradients.md": [
        "through the timesteps from the last to the first.",
        "a gradient at the last cell state is left before the first timestep.",
    ],
    "docs/gradients/compute.md": [
        "a list of layers, from the last to the first:",
        "at a bound or at zero.",
    ],
    "docs/gradients/equations.md": [
        "A timestep first computes",
        "from the last timestep to the first:",
        "at the last timestep it is the gradient with respect to the last states.",
    ],
    "docs/gradients/with-numbers.md": [
        "nothing comes back to the last timestep.\nThe last timestep comes first:",
        "The first timestep receives what the last one passes back:",
    ],
    "docs/gradients-kinks-and-faults.md": ["that of a relu at zero."],
    "docs/api/lstm_c-formulations.md": ["other types than float32 and float64;"],
    "docs/api/lstm_numpy.md": [
        f"so float32 stays {FLOAT}.\nfloat16 stays {kept('float16')} if all arrays have it, and "
        f"becomes {kept('float16', 'float32')} with weights of float32,",
        f"a list counts as {listed_type()}.\nA size may be zero:",
        "such as bfloat16.",
        "a file of bfloat16 as raw",
        "convert them to float32 in this way:",
    ],
    "docs/api/sphinx.md": ["the oldest first |"],
    "docs/command-line/products.md": ["the manifest last,"],
    "docs/convert-weights.md": ["on a seeded input in float32."],
    "docs/eight-bits.md": [
        "counts as zero.",
        "| the number that means zero |",
        "| zero itself |",
        "first on ordinary numbers, then",
        "where the last one is as loud:",
        f"products of whole numbers of {BITS} bits, and in [bfloat16](#in-bfloat16):",
        "`lstm_c.gru`, in float32,",
        "## In bfloat16\n",
        "stored in bfloat16 lose nothing.",
        "multiplies numbers of bfloat16 and",
    ],
    "docs/file-formats.md": ["## An .h5 file of", "## .keras and .weights.h5\n"],
    "docs/in-c.md": ["only the last states may be", "each cell: C11 that allocates no memory"],
    "docs/mutants.md": ["the first one that notices"],
    "docs/mutants/tests.md": ["names run first, then", "what it gave first in the test |"],
    "docs/numerics.md": [
        "far below zero, in C",
        "far below zero loses",
        "## Every float32 that there is",
        "The reference is in float64,",
        "is the float32 closest to",
        "in float32 and in float64 is compared",
    ],
    "docs/small-machines.md": [
        "prints the last hidden state:",
        # tests/c/test_small.py compiles and runs for these.
        "for a Cortex-M4, a step has",
        "such as a Cortex-M0, the compiler",
        "on a Cortex-M0, a Cortex-M3 and a Cortex-M4 in an emulator,",
    ],
    "docs/speed.md": [
        "Everything is float32, with",
        "a processor without AVX-512.",
    ],
    "docs/speed/why-it-is-fast.md": [
        "on processors that lack AVX-512 NumPy's tanh",
        "as they are, on processors with AVX-512.",
    ],
    "docs/take-the-arrays-out.md": [
        "the last states are those",
        f"{brought('models')[0]} and {brought('models')[1]} come with",
        "the arrays HDF5.",
    ],
    "docs/trust/proofs.md": ["as x86 has;"],
    "docs/try-it.md": ["Mark the last timestep", "of the bias to -6: the forget gate closes,"],
    "docs/write-your-own-cell/run-it.md": [
        "for arrays of float32 and float64;",
        "does the same for bfloat16.",
    ],
}
