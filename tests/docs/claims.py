"""What the pages claim: pieces of their text, with each fact put in from the data.

A piece that is quoted as it is has no data here: its fact is in the thread or paper that the page
names, or it counts what its own sentence lists. `PAGES` has the claims of each page by its path.
"""

import inspect
import math
import re

from lstm_numpy import onnx
from lstm_numpy.dropped import GATES
from lstm_sym import __version__
from lstm_sym.bench.problem import LAYERS
from lstm_sym.bench.race import OTHERS, OURS
from lstm_sym.equations import IN_FEWER_BITS
from lstm_sym.measure import drift, numerics, sweep
from lstm_sym.passes.quantised import FEWER, OF_INPUTS
from lstm_sym.proofs import agreement, kill_table, readback_activations
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.sphinx import outputs
from lstm_sym.sphinx.presets import PRESETS
from lstm_sym.sphinx.speed.recorded import TITLES
from lstm_sym.versions import NEWEST_TENSORFLOW
from tests.gradients.test_held import rows as autograds
from tests.gradients.test_recorded import BOUND as AUTOGRAD
from tests.gradients.test_recorded import widest

from .claims_formulations import BEFORE as GRU_BEFORE
from .claims_formulations import BITS, ORDINALS, STANDALONE, TIMES, YEARS, biases, gates
from .claims_keras import INSIDE
from .claims_keras import PAGES as OF_KERAS
from .data import (
    FORMULATIONS,
    INPUT,
    NEWEST,
    OLDEST,
    OUTPUT,
    PYTHON,
    QUESTION_INPUTS,
    QUESTION_UNITS,
    RELEASE,
    STATE_C,
    STATE_H,
    block_lstm,
    brought,
    compared_with,
    learned,
    listed,
    number,
    old_file,
    order,
    pythons,
    record,
    since,
    source,
    version,
    versions,
    weights,
    when,
    worked,
)

OFF, LEAST, MOST = (f"{off:.3f}" for off in (old_file()[0], min(old_file()), max(old_file())))
SEEDS = number(len(old_file()))
HARD = since("hard_sigmoid", "hard_sigmoid")  # from which the name means another function
MAJOR, BEFORE = HARD.partition(".")[0], str(int(HARD.partition(".")[0]) - 1)
SIGMOID = since("recurrent_activation", "sigmoid")
INPUTS, UNITS, TIMESTEPS = (number(size) for size in worked())
TORCH = version("torch")
BLOCK = block_lstm()
PROOFS = len(record("docs/results/proofs.json")["rows"])
DRIFTS = [row[2:] for row in record("docs/results/drift.json")["rows"] if row[1] == "float32"]
SWEPT = record("docs/results/sweep.json")["rows"]
RACES = record("docs/results/bench.json")["races"]
GROWING = next(race["problem"] for race in RACES if race["grid"] == "units")
CLUSTER = record("docs/results/cluster.json")
INTEL = record("docs/results/bench_intel.json")["races"]
WIDEST = max((race["problem"] for race in INTEL), key=lambda problem: problem["units"])
STATES = number(len(FORMULATIONS["keras"]["cell"]["states"]))
PICTURED = [name for name in PRESETS if name.startswith(("remember", "forget"))]
PEERS = number(len(set(TITLES) - {*OURS, *OTHERS}))
MODEL_UNITS = re.search(r"UNITS = \d+, (\d+)", source("tests/reference/export_models.py"))[1]  # type: ignore[index]
QUESTION = (
    f"`LSTM(units={STATE_H[4:-1]}, return_sequences=True, return_state=True, unroll=True)` of "
    f"Keras {RELEASE}, on an input of shape {INPUT}, returns three tensors: lstm_output "
    f"{OUTPUT}, state_h {STATE_H} and state_c {STATE_C}."
)


def bound(kind: str, dtype: str) -> str:
    """A bound of the tests as a page writes it."""
    return f"{BOUNDS[kind, dtype]:.0e}".replace("e-0", "e-")


def operator_input(name: str) -> str:
    """Which input of ONNX's operator an array is."""
    return ORDINALS[list(inspect.signature(onnx.lstm).parameters).index(name)]


PAGES: dict[str, list[str]] = OF_KERAS | {
    "README.md": [
        QUESTION,
        f"and in Keras {MAJOR} that name means another function",
        "This computes the three without Keras:",
        f"writes a file of Keras {MAJOR}, PyTorch, ONNX",
        "and in PyTorch, ONNX, TensorFlow 1, cuDNN, Flax and the papers.",
        f"with Keras {RELEASE} and loaded the `.h5` file with Keras {NEWEST}: it loads without",
        f"its output is off by {OFF} (seeded weights; {LEAST} to {MOST} over {SEEDS} seeds)",
        f"With Python {PYTHON} or later",
        f"`lstm-sym diff keras@{RELEASE} keras@{NEWEST}` | shows what differs between two releases "
        "or two",
        f"each Keras ({STANDALONE[0]}, {STANDALONE[1]}, those inside TensorFlow {INSIDE[0]} to "
        f"{INSIDE[-1]}, TensorFlow.js, tf.keras 2.15, Keras {NEWEST[0]} on TensorFlow, JAX, torch",
        "onnxruntime, TensorFlow 1, Flax and every other recorded package",
        *("\n1. [", "\n2. [", "\n3. [", "\n4. ["),
    ],
    "CONTRIBUTING.md": [
        f"environments/`, some with Python {listed(pythons())}, and TensorFlow.js",
        "about 400 lines at most",
    ],
    "docs/activations.md": [
        f"`hard_sigmoid` has two meanings: one up to Keras {BEFORE}, another from Keras {HARD} on",
    ],
    "docs/gradients.md": [
        "what is left after 1, 10 and 50 timesteps:",
        "What an array of weights gets is the sum of this over all timesteps:",
        f"With `reset_after={GRU_BEFORE}` a GRU resets the state before the recurrent product",
    ],
    "docs/gradients/with-numbers.md": [":t: 1\n", ":t: 2\n"],
    "docs/gradients/compute.md": [
        f"a GRU has one mask for each of its {number(GATES['gru'])} gates, a SimpleRNN "
        f"{number(GATES['rnn'])} mask in all",
        f"the layers of Keras {NEWEST} in training, whose cells were given the same masks",
        "agree within {float32:.0e} in float32 and {float64:.0e} in float64, relative to the "
        "largest number of an array if that is above one".format(**AUTOGRAD).replace("e-0", "e-"),
        f"for rounding to grow, within {widest()} times that",
        *autograds(),
    ],
    "docs/gradients-kinks-and-faults.md": [
        f"Keras {MAJOR} on TensorFlow adds both branches of celu at zero, so that its slope there "
        "is twice that of the others:",
        f"of TensorFlow {BLOCK[0]} bounds the cell state",
        f"with a bound of {BLOCK[1]} the gradient of the kernel is off by {BLOCK[2]} % of its norm",
    ],
    "docs/api/tensorflow1.md": [
        "# lstm_numpy: TensorFlow 1\n",
        "as the cells of TensorFlow 1 do",
        "[TensorFlow 1](../formulations/tensorflow1",
    ],
    "docs/api/index.md": ["[TensorFlow 1](tensorflow1.md)", "Most layers have three functions:"],
    "docs/api/lstm_c.md": [
        f"The last {number(len(FEWER) * len(IN_FEWER_BITS))} have products of "
        f"[{BITS} bits, or of bfloat16](../{BITS}-bits.md), and no gradients",
        "large call may use, 1 to 32; by default as many as there are processors",
        "from 1 MiB on it frees a workspace that is more than four times as large",
    ],
    "docs/api/lstm_numpy.md": [
        "as raw numbers of two bytes",
    ],
    "docs/api/files.md": [
        f"## {BITS.capitalize()} bits and bfloat16\n",
        f"[how far products of {BITS} bits and of bfloat16 move a result](../{BITS}-bits.md)",
    ],
    "docs/api/notation.md": [
        '`"batch units"`, `"4*units"`',
        "if two do not fit,",
        "the two terms and their shapes",
    ],
    "docs/api/papers.md": [
        f"## Hochreiter and Schmidhuber, {YEARS['hochreiter1997']}",
        f"## Gers, Schmidhuber and Cummins, {YEARS['gers2000']}",
        f"## Gers, Schraudolph and Schmidhuber, {YEARS['gers2002']}",
        f"## Greff and others, {YEARS['greff2015']}",
    ],
    "docs/api/sphinx.md": [
        f"`{{lstm:unit}} {PICTURED[0]}`",
        f"`{{lstm:explorer}} {RELEASE}`",
        "what the two extensions need",
        "chooses one of the three;",
        "its equations are A.1, A.2 and so on",
        "needs `math_numfig = False`",
        "two cells beside each other",
        "`keras go_backwards=True` shows",
        f"the {number(1 + len(FORMULATIONS['keras']['cell']['states']))} outputs of Keras",
        "and if two manifests have the same",
    ],
    "docs/command-line.md": [
        *("| 0 | no fault", "| 1 | something differs", "| 2 | the command was not"),
    ],
    "docs/command-line/equations.md": [
        f"This is the layer of Keras {RELEASE}:",
        "two formulations, or two releases",
    ],
    "docs/command-line/models.md": [
        "the last two are exported and converted one layer at a time",
        f"This is a file of Keras {RELEASE}, whose gates Keras {MAJOR} would read as another",
        f"`keras` (of Keras {MAJOR}), `pytorch`",
        f"steeper than the function that Keras {MAJOR} has by that name;",
        f"and Keras {MAJOR} then computes what the old Keras did.",
    ],
    "docs/command-line/products.md": [
        "and exits with 1:\n",
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
    "docs/five-pictures.md": [
        "# The LSTM in five pictures",
        f"It takes the input of that timestep and {STATES} states,",
        f"and passes {STATES} new states on",
        f"The cell computes {number(len(gates('keras')))} gates and a candidate",
        *(f"```{{lstm:unit}} {name}\n" for name in PICTURED),
        "almost closed until a 1 arrives,",
        "the cell state takes the 1 in and",
        "when the input is -1, so",
        "it remembers the next 1 again",
        f"The LSTM of [{YEARS['hochreiter1997']}]",
        f"has these {number(len(PICTURED))} units, and one that counts",
        f":sizes: input_dim={QUESTION_INPUTS} units={QUESTION_UNITS}\n",
        f"computes {TIMESTEPS} timesteps by hand",
        *(f"\n## {place}. " for place in range(1, 6)),
    ],
    "docs/how-it-is-made.md": [
        f"come from {number(len(versions()))} releases and backends of Keras: {STANDALONE[0]}, "
        f"{STANDALONE[1]}, tf.keras 2.15, {NEWEST} on TensorFlow, JAX, PyTorch and NumPy, those "
        f"inside TensorFlow {listed(INSIDE)}, and TensorFlow.js.",
        f"come from {listed(compared_with())}.",
        ':start-at: "return np.exp(np.minimum(x, 0))"',
        "or at two places as its own",
    ],
    "docs/index.md": [
        f"Why does PyTorch have {TIMES[len(weights('pytorch', 'bias'))]} the biases?",
        "[The LSTM in five pictures](five-pictures.md)",
        f"weights of {BITS} bits, or in bfloat16 | [In {BITS} bits and in bfloat16]({BITS}",
        f"In Keras {RELEASE} this layer turns an input of shape `{INPUT}` into three tensors:",
        *(f"| `{shape}` |" for shape in (OUTPUT, STATE_H, STATE_C)),
        f"a run with {number(outputs.UNITS)} units and {number(outputs.TIMESTEPS)} timesteps:",
        f"is `hard_sigmoid` in Keras {RELEASE}, **not**",
        f"and in all of Keras {BEFORE} the name `hard_sigmoid` means:",
        "compare with PyTorch, ONNX, TensorFlow 1 or a paper",
        "it returns the same three arrays:",
        # What the named threads say; the documentation of TensorFlow said it in that release.
        "In January 2017 the cell state in them was wrong "
        "([pytorch/pytorch#525](https://github.com/pytorch/pytorch/pull/525)); "
        "in March 2018 a weight in them had the wrong name "
        "([pytorch/pytorch#5661](https://github.com/pytorch/pytorch/issues/5661)).",
        "The documentation of TensorFlow 2.16.1 said that `hard_sigmoid` ends at 2.5; the code "
        "ended at 3 ([tensorflow/tensorflow#65381]"
        "(https://github.com/tensorflow/tensorflow/issues/65381)).",
        "Two things happened to the gates",
        f"changed from `hard_sigmoid` to `sigmoid` in Keras {SIGMOID}.",
        f"{{lstm:explorer}} {RELEASE}\n:input: {INPUT[1:-1]}\n\nLSTM(units={QUESTION_UNITS}, ",
        "return_sequences=True, return_state=True, unroll=True)",
        f"[PyTorch's biases](#{biases('pytorch')}-biases)",
        f"store the gates? | {order('keras')}; PyTorch has {order('pytorch')} |",
        f"learn? | {learned():,} with {QUESTION_UNITS} units and {QUESTION_INPUTS} inputs |",
        f"change in Keras {MAJOR}? | `hard_sigmoid` has another meaning since {HARD} |",
        f"## Why an old model changes in Keras {MAJOR}\n",
        f"Since Keras {HARD} the name",
        f"We saved the layer with Keras {RELEASE} and loaded it with Keras {NEWEST}.",
        f"Its output is off by {OFF}, because the file says `hard_sigmoid` and Keras {MAJOR} means",
        f"over {SEEDS} seeds the difference is between {LEAST} and {MOST}.",
    ],
    "docs/install.md": [
        f"You need Python {PYTHON} or later.",
        "the same two packages",
        f"{listed(brought('models'))} as well",
        f"Release {__version__} is not in a package index yet",
    ],
    "docs/file-formats.md": [
        "Keras 1 has an array for each gate",
        f"`W` and `R` are its {operator_input('W')} and its {operator_input('R')} input, `B` the "
        f"{operator_input('B')}.",
    ],
    "docs/mutants.md": [
        "relative to values above 1.",
        f"The tests allow {bound('ordinary', 'float32')} in float32 and "
        f"{bound('ordinary', 'float64')} in float64; {bound('saturated', 'float32')} and "
        f"{bound('saturated', 'float64')} where gates are saturated.",
        f"closer than {number(kill_table.MARGIN)} times the largest of these.",
    ],
    "docs/numerics.md": [
        f"with its formula at {numerics.DIGITS} digits, computed",
        f"Most points lie between −{numerics.POINTS.max():g} and {numerics.POINTS.max():g}, and "
        "most of these near 0.",
        "the distance between two neighbouring floats",
        '"ulp of 1 or more" counts results below 1 as if they were 1;',
        f"arguments from 1e{math.log10(min(abs(numerics.FAR))):.0f} to "
        f"1e{math.log10(max(numerics.FAR)):.0f},",
        "close to zero and two terms cancel: `hard_sigmoid` near −3 is",
        f"The {number(len(sweep.REFERENCES))} functions of a Keras layer's gates and states were "
        f"tried on all {SWEPT[0][1]:,} numbers of float32.",
        "whose rounding is 2²⁹ times finer",
        "with the equations at 50 digits.",
        f"The layer has {drift.UNITS} units, {drift.INPUTS} inputs and seeded normal weights, of "
        f"standard deviation {drift.SETTINGS['ordinary weights']:g} (ordinary) and "
        f"{drift.SETTINGS['large weights']:g} (large).",
        f"stays below {number(int(max(map(max, DRIFTS)) * 1e6) + 1)} millionths in float32 over "
        f"{drift.TIMESTEPS[-1]:,} timesteps: gates below 1",
    ],
    "docs/speed.md": [
        "The first fifth of a turn is not counted: until then two threads may share",
        "as at the fourth row, they take more than a tenth of the time of its products",
        "take half as long again",
        "and the third every grid but `formulations`, the rows also with two threads.\n"
        "The fourth runs the grid",
        "with one and with two threads: single timesteps, padded sequences, a GRU, and "
        f"{number(max(problem.layers for problem in LAYERS))} layers in both directions",
        f"as the best of the {PEERS} peers:",
        "### Two threads",
        ":show: bars\n:threads: 2\n",
        ":show: rows\n:threads: 2\n",
        "together is quicker than two.",
        "Three more things",
        "would touch two lines",
        "`--row 1` or `--threads 2`",
    ],
    "docs/speed/measurements.md": [
        f"a GRU, and {number(max(problem.layers for problem in LAYERS))} layers in both directions",
        f"*C, {BITS} bits* is the layer [in {BITS} bits](../{BITS}-bits.md)",
        "## Two threads",
        ":show: all\n:threads: 2\n",
        ":show: layers\n:threads: 2\n",
        f"At batch {max(race['problem']['batch'] for race in INTEL)} the last target",
        f"With one example, {WIDEST['timesteps']} timesteps, input_dim {WIDEST['input_dim']} and "
        f"{WIDEST['units']:,} units,",
        "Batch 1, input_dim 10, units 32, one thread.",
        "has three turns at most",
        f"Batch {GROWING['batch']}, timesteps {GROWING['timesteps']}, input_dim "
        f"{GROWING['input_dim']}, one thread.",
        "More than 100 % is possible",
    ],
    "docs/trust.md": [
        f"So there are {number(PROOFS)} proofs,",
        f"For each of the {number(PROOFS)} a test plants a fault that this proof sees and the "
        f"{number(PROOFS - 1)} others do not.",
    ],
    "docs/trust/proofs.md": [
        f"[in {BITS} bits and in bfloat16](../{BITS}-bits.md)",
        *(f"## {place}. " for place in range(1, PROOFS + 1)),
        f"Activations are compared at {number(readback_activations.DIGITS)} digits.",
        "Two adjacent arrays mean",
        "no two symbols share a name",
        "no page shows or two show,",
        "two equations for one symbol",
        "whose weights are all 0.1.",
        # The faults that tests/proofs/test_trust.py plants.
        "a change in the sixteenth digit of a constant",
        "bounds that are a hundred times looser",
    ],
    "docs/try-it.md": [
        f"the formulation of {YEARS['hochreiter1997']}: it has no forget gate",
        f"the formulation of {YEARS['hochreiter1997']}: it cannot forget",
        *(f"- {name.capitalize()}, then" for name in list(PRESETS)[2:]),
        f"the one curve in Keras {BEFORE} and the other in Keras {MAJOR}.",
    ],
    "docs/use-it-in-your-own-project.md": [
        "in some 30 lines;",
        "Add two extensions and two lines to",
        "MathJax 4 from npm",
        "Two cells of a site need",
        "an equation that two pages define",
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
        "smallest positive number of half precision",
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
    "docs/small-machines.md": ["has less than 1 kB of code"],  # tests/c/test_small.py
    "docs/use-without-the-framework.md": [
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
        "in two files: `model.onnx` holds",
        "The default exporter of PyTorch before 2.9, today `dynamo=False`,",
        "and `bidirectional=True` if there are names that end in `_reverse`.",
    ],
    "docs/in-c.md": [
        f"This example runs the layer of a file of Keras {RELEASE}, in a folder",
        f"asks for the `hard_sigmoid` of Keras {BEFORE}:",
        "Without the libraries this prints `False`",
        "On x86-64 there are three: a plain one for every processor, one for AVX2, one for AVX-512",
    ],
    "docs/worked-example.md": [
        f"by hand, with {INPUTS} input, {UNITS} units and {TIMESTEPS} timesteps.",
        "with four decimals",
        f"The sequence has {TIMESTEPS} numbers,",
        f"Side by side, in the order {order('keras')}, the blocks form",
        ":t: 1\n",
        ":t: 2\n",
        "With `return_sequences=True` and `return_state=True`:",
    ],
    "docs/write-your-own-cell.md": [
        "each of the three arrays holds the blocks of `f` and of `h`",
        "at 0, at t - 1, at t and at the end",
        "These are the three equations in it:",
        "Keep the two files together",
        f"with the readable form on random numbers, to {agreement.BOUND:.0e}.",
        f"run it in C, also with products of {BITS} bits",
        "The exit code is then 1, as",
        f"`--target c-{BITS}` prints the same with products of [{BITS} bits]({BITS}-bits.md)",
        '| `0.1` | `Rational("0.1")` |',
        "| `Piecewise((a, x > 0), (b, True))` | `where(x > 0, a, b)` |",
        "| `Heaviside(x)` | `where(x > 0, 1, 0)` |",
        "| `And(x > 0, y > 0)` as a condition |",
        "and no two things may share a name:",
    ],
}
