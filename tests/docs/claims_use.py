"""What the pages about installing, running, converting and commands claim; see claims.py."""

import inspect
import re

from lstm_numpy import onnx
from lstm_sym import __version__
from lstm_sym.equations import IN_FEWER_BITS
from lstm_sym.passes.quantised import OF_INPUTS
from lstm_sym.proofs import agreement
from lstm_sym.versions import NEWEST_TENSORFLOW

from .claims_formulations import BITS, ORDINALS
from .claims_keras import INSIDE, without_dropout
from .claims_trust import bound
from .data import (
    BEFORE,
    MAJOR,
    NEWEST,
    OLDEST,
    PYTHON,
    RELEASE,
    brought,
    listed,
    number,
    record,
    source,
    version,
    when,
)
from .tried import ALLOCATION, ATOMIC, THREAD, none_in_c, without_the_framework

TORCH = version("torch")
LINK = f"[Use it {without_the_framework()}](use-without-the-framework.md)"
CLUSTER = record("docs/results/cluster.json")
MODEL_UNITS = re.search(r"UNITS = \d+, (\d+)", source("tests/reference/export_models.py"))[1]  # type: ignore[index]


def operator_input(name: str) -> str:
    """Which input of ONNX's operator an array is."""
    return ORDINALS[list(inspect.signature(onnx.lstm).parameters).index(name)]


PAGES: dict[str, list[str]] = {
    "docs/command-line.md": [
        *("| 0 | no fault", "| 1 | something differs", "| 2 | the command was not"),
    ],
    "docs/command-line/equations.md": [
        f"This is the layer of Keras {RELEASE}:",
        "two formulations, or two releases",
    ],
    "docs/command-line/models.md": [
        "The C code allocates no memory,",  # tests/cli/test_export.py
        "the last two are exported and converted one layer at a time",
        f"This is a file of Keras {RELEASE}, whose gates Keras {MAJOR} would read as another",
        f"`keras` (of Keras {MAJOR}), `pytorch`",
        f"steeper than the function that Keras {MAJOR} has by that name;",
        f"and Keras {MAJOR} then computes what the old Keras did.",
    ],
    "docs/command-line/products.md": [
        "and exits with 1:\n",
        "names it and leaves everything as it is:",  # the block below it
        "and the exit code stays 0.",
        "For two layers, or two directions, call the function twice:",
        "direction is `go_backwards=True` with its output reversed",
        "such as that of relu at 0, the gradient",
    ],
    "docs/command-line/checks.md": [
        "The exit code is 1 if an error is above its bound.",
        "and exits with 1 if one of them fails.",
        "It exits with 1 if a change goes unnoticed.",
    ],
    "docs/install.md": [
        f"You need Python {PYTHON} or later.",
        "the same two packages",
        "a package that is missing, the error names it",  # tests/files/test_keras_files.py
        f"{listed(brought('models'))} as well",
        f"Release {__version__} is not in a package index yet",
    ],
    "docs/file-formats.md": [
        "has a graph of TensorFlow in place of layers.",  # tests/cli/test_convert_graphs.py
        "Keras 1 has an array for each gate",
        f"`W` and `R` are its {operator_input('W')} and its {operator_input('R')} input, `B` the "
        f"{operator_input('B')}.",
    ],
    "docs/use-it-in-your-own-project.md": [
        "in some 30 lines;",
        "Add two extensions and two lines to",
        "MathJax 4 from npm",
        "Two cells of a site need",
    ],
    "docs/many-examples.md": [
        "Two ways are built in: a command for files on one machine, and Dask",
        "Chunks over time are refused,",
        f"{CLUSTER['examples']} sequences of this model, drawn by the workers, took these times",
        f"on a busy machine with {number(CLUSTER['processors'])} processors:",
        *(f"\n| {workers} | {seconds:.2f} |" for workers, seconds in CLUSTER["seconds"].items()),
    ],
    "docs/eight-bits.md": [
        f"# In {BITS} bits and in bfloat16\n\nIn {BITS} bits or in bfloat16 a layer",
        f"{number(len(IN_FEWER_BITS)).capitalize()} layers are printed again",
        f"In {BITS} bits the recurrent weights take a quarter of the memory and those of the input "
        "half",  # of what float32 takes: engine/eight.c has two of them in one place
        "A number of bfloat16 is the upper half of one of single precision",
        "weights of the input are rounded to the sum of two",  # passes/quantised.py
        "The weights of the input get two because",
        "The recurrent weights take half of the memory",  # engine/halves.c: two in one place
        "the two numbers of an input or a state have a row each",  # engine/tiles.c: WORDS
        f"The sum of two keeps {2 * 8 + 1} digits of the 24",  # the sign of the second is one
        "a processor reads half as much",
        f"whole numbers of {BITS} bits",
        f"processor multiplies {BITS} bits",
        "A scale is at least the smallest positive number of half precision",  # the block above
        "If they are refused, `lstm_c` compiles without them;",  # tests/c/test_bfloat16.py
        # tests/c/test_eight_bits.py has each of these.
        "So an example's result does not depend on other examples, on later timesteps or on the",
        "A NaN in an input makes the results of that example NaN, as it does in floats.",
        f"the numbers of {BITS} bits themselves",
        *("times two scales", "between two whole numbers"),  # of a vector and of a matrix
        "where one is fifty times as loud",  # the block below multiplies
        "With VNNI, of 512 or of 256 bits, one instruction multiplies and adds four numbers of "
        f"{BITS} bits in each lane, or two of {OF_INPUTS.bits}",
        f"The inputs and their weights have {OF_INPUTS.bits} bits",
        "AVX2, and AVX-512 without VNNI, take some more",  # engine/dots.c
    ],
    "docs/small-machines.md": [
        "that lacks floating-point instructions, such as a Cortex-M0,",
        "has less than 1 kB of code",  # tests/c/test_small.py
        f"with {none_in_c(THREAD, 'small')} threads, {none_in_c(ATOMIC, 'small')} atomic "
        f"operations and {none_in_c(ALLOCATION, 'small')} `malloc`;",
    ],
    "docs/use-without-the-framework.md": [
        f"# Use it {without_the_framework()}\n",
        f"- Dropout acts in {without_dropout()} only.",
        # tests/files/test_broken_files.py and test_keras_files.py have a file with each.
        "Code in a file is never executed: no pickle, no Lambda.",
        "the weights are constants, and no memory is allocated.",  # tests/cli/test_export.py
        f"`model.h5` is the file of Keras {RELEASE}.",
        f"Keras {MAJOR} loads the same file without",
        "or `i * np.arange(3)`, run if",
        f"an LSTM of {MODEL_UNITS} units with a dense layer behind it, was trained and saved in "
        f"Keras {RELEASE}, in Keras {NEWEST} and in PyTorch {TORCH}.",
        f"here the gates are the `hard_sigmoid` of Keras {RELEASE}.",
        f"`.h5` of Keras 1, {BEFORE} and {MAJOR} and of tf.keras",
        f"- With `go_backwards={when('keras', 'input-backwards', 'go_backwards')}` the output is",
        "unless `batch_first=True`;",
        f"gives the same to {bound('ordinary', 'float32')} in float32.",
    ],
    "docs/take-the-arrays-out.md": [
        f"## A file of Keras {MAJOR}\n",
        f"## A file of Keras {BEFORE}\n",
        f'"{RELEASE}", or "{NEWEST_TENSORFLOW[0]}" of TensorFlow {INSIDE[-1]}, or '
        f'"{NEWEST_TENSORFLOW[1]}" of TensorFlow.js.',
        f"and in Keras {MAJOR} that name means",
        f"Read as a layer of Keras {MAJOR},",
        f'A file of Keras 1 holds the arrays of each gate: `convert(weights, "keras1", "keras")` '
        f'joins them, and "{OLDEST}" is the release',
        LINK,
        f"options that matter only in {without_dropout()}, such as dropout",
        "in two files: `model.onnx` holds",
        "The default exporter of PyTorch before 2.9, today `dynamo=False`,",
        "and `bidirectional=True` if there are names that end in `_reverse`.",
    ],
    "docs/glossary.md": ["from timestep to timestep; a layer returns only the last one."],
    "docs/in-c.md": [
        f"This example runs the layer of a file of Keras {RELEASE}, in a folder",
        LINK,
        f"C11 that allocates {none_in_c(ALLOCATION)} memory, printed",
        f"- A call allocates {none_in_c(ALLOCATION)} memory and starts {none_in_c(THREAD)} thread.",
        f"asks for the `hard_sigmoid` of Keras {BEFORE}:",
        "Without the libraries this prints `False`",
        "On x86-64 there are three: a plain one for every processor, one for AVX2, one for AVX-512",
        # tests/c/test_face.py
        "a function outside `enum lstm_activation`",
        "and heads that do not divide the units.",
        "after a fault none of the output arrays was written to",
    ],
    "docs/write-your-own-cell.md": [
        "each of the three arrays holds the blocks of `f` and of `h`",
        "at 0, at t - 1, at t and at the end",
        "These are the three equations in it:",
        f"run it in C, also with products of {BITS} bits",
        # tests/generate/test_own_cell_refusals.py
        "If something that you declared is unused,",
        "A float is rounded,",
        "The exit code is then 1, as",
        '| `0.1` | `Rational("0.1")` |',
        "| `Piecewise((a, x > 0), (b, True))` | `where(x > 0, a, b)` |",
        "| `Heaviside(x)` | `where(x > 0, 1, 0)` |",
        "| `And(x > 0, y > 0)` as a condition |",
    ],
    "docs/write-your-own-cell/run-it.md": [
        "Keep the two files together",
        f"with the readable form on random numbers, to {agreement.BOUND:.0e}.",
        f"`--target c-{BITS}` prints the same with products of [{BITS} bits](../{BITS}-bits.md)",
    ],
}
