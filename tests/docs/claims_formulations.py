"""What the pages about formulations claim; see claims.py."""

import re

import numpy as np

from lstm_numpy import LSTM, Bidirectional
from lstm_numpy.keras_versions import RESET_AFTER_SINCE
from lstm_numpy.layouts import OTHERS
from lstm_sym import own_cell
from lstm_sym.checkout import ROOT
from lstm_sym.notation.words import EIGHT_BITS
from lstm_sym.verify import own_cells

from .data import (
    FORMULATIONS,
    MAJOR,
    MANIFEST,
    QUESTION_INPUTS,
    QUESTION_UNITS,
    RELEASE,
    answer,
    listed,
    number,
    order,
    record,
    since,
    version,
    versions,
    weights,
    when,
)

LEVELS = [
    case["levels"]
    for case in record("tests/reference/further/torch-2.13.0-quantized.json")["cases"].values()
]
ON_A_MODEL = record("docs/results/quantized.json")
SECONDS = round(ON_A_MODEL["timesteps"] * 512 / 16000)  # chunks of silero-vad
#: Where the equations and the package part before the end.
PARTED = [row for row in ON_A_MODEL["rows"] if row[4] not in ("", ON_A_MODEL["timesteps"])]
BITS = number((EIGHT_BITS + 1).bit_length())
NAS = own_cell.load(ROOT / own_cells.FOLDER / "nas.py")
WITH_FLAG = since("zero_output_for_mask", True)
ORDINALS = ("first", "second", "third", "fourth")
STANDALONE = [a["version"] for a in versions() if a["framework"] == "keras"]
ONNXRUNTIME = version("onnxruntime")
VARIANTS = number(len(FORMULATIONS["greff2015"]["options"]["variant"]["choices"]) - 1)
YEARS = {one["key"]: one["year"] for one in MANIFEST["bibliography"] if one["key"] in FORMULATIONS}
EARLY = {name: year for name, year in YEARS.items() if name != "greff2015"}
# Where the GRU's reset gate acts.
AFTER = when("gru", "candidate-reset-after", "reset_after")
BEFORE = when("gru", "candidate-reset-before", "reset_after")
# The blocks of each array with which gates see gates.
RECURRENT = [
    stack["blocks"]
    for code, stack in FORMULATIONS["greff2015"]["stacks"].items()
    if code.startswith("R_from")
]
# The TensorFlow of the measured options.
(OPTIONS_RUN_IN,) = set(
    re.findall(r"TensorFlow ([\d.]+):", str(record("docs/results/sensitivity.json")))
)


DIRECTIONS = ("forward_layer", "backward_layer")
TIMES = {2 * len(weights("keras", "bias")): "twice"}


def biases(formulation: str) -> str:
    return number(len(weights(formulation, "bias")))


def stored(name: str) -> str:
    """The blocks of the first array of a further package's LSTM."""
    found = (s for s in OTHERS if (s.cell, s.name) == ("lstm", name))
    return next(found).arrays[0].gates


def answers(head: str, *holds: bool) -> str:
    """A row of yes and no."""
    return f"| {head} | {' | '.join(map(answer, holds))} |"


def gates(formulation: str) -> list[str]:
    """The symbols that are called a gate."""
    symbols = FORMULATIONS[formulation]["symbols"].items()
    return [code for code, stated in symbols if stated["meaning"].endswith(" gate")]


def states_of_both() -> list[list[str]]:
    """Rows of a page: where `Bidirectional` returns h and c of its forward and backward layer."""
    wrapper = Bidirectional(LSTM(1, return_state=True, seed=0))
    x = np.ones((1, 2, 1))
    returned = [float(array[0, 0]) for array in wrapper(x)[1:]]
    layers = [getattr(wrapper, name) for name in DIRECTIONS]
    found = [[returned.index(float(array[0, 0])) for array in layer(x)[1:]] for layer in layers]
    return [[ORDINALS[place] for place in row] for row in zip(*found, strict=True)]


def squashed(formulation: str) -> bool:
    """Whether the output has a function of the cell state."""
    (output,) = (e for e in FORMULATIONS[formulation]["equations"] if e["label"] == "output")
    return "sigmoid" in output["symbols"]


TITLES = {
    "hochreiter1997": f"{YEARS['hochreiter1997']}: {number(len(gates('hochreiter1997')))} gates",
    "gers2000": f"{YEARS['gers2000']}: the forget gate",
    "gers2002": f"{YEARS['gers2002']}: peepholes",
}
PAGES: dict[str, list[str]] = {
    "docs/convert-weights.md": [
        "one direction and two, peepholes",
        "Two of these frameworks need a GPU,",
        f"the loader of Keras {STANDALONE[1]} makes of these arrays",
    ],
    "docs/formulations/tensorflow1-projection.md": ["# TensorFlow 1 with num_proj\n"],
    "docs/formulations/bidirectional.md": [
        "runs two copies of a layer",
        "So its output at a masked timestep is zero,",
        "how the two outputs are combined",
        "the four states are returned after the output",
        f"| hidden state | {' | '.join(states_of_both()[0])} |",
        f"| cell state | {' | '.join(states_of_both()[1])} |",
        "the backward copy has `go_backwards=True`.",
        f"With `return_sequences={when('bidirectional', 'backward', 'return_sequences')}` they are",
        "With `return_sequences="
        f"{when('bidirectional', 'backward-as-it-runs', 'return_sequences')}` the last output",
        f"of what `return_sequences={when('bidirectional', 'output', 'return_sequences')}` returns",
        "With `return_state=True` the four states",
        f"From Keras {WITH_FLAG} on `Bidirectional` sets",
    ],
    "docs/formulations/called-lstm.md": [
        f"The LSTM of brain.js {version('brain.js')} has gates but",
        f"of `Architect.LSTM` of synaptic {version('synaptic')} keep",
        f"The LSTMLayer of Lasagne {version('lasagne')} has peepholes",
    ],
    "docs/formulations/compare.md": [
        "TensorFlow 1 keeps both arrays",
        "for any two formulations",
        f"only the sum of the {biases('pytorch')} matters",
        "## TensorFlow 1\n",
        f"cuDNN has the {biases('cudnn')} biases of PyTorch.",
        f"{listed(f'[{year}]({name}.md)' for name, year in EARLY.items())} are each compared",
        f"This is the vanilla LSTM of {YEARS['greff2015']}:",
    ],
    "docs/formulations/package-cells.md": [
        f"It multiplies and adds {number(len(NAS.notation.layout.gates))} blocks,",
        f"TensorFlow {version('tensorflow-contrib')} and "
        f"TensorFlow Addons {version('tensorflow-addons')} compute the same",
    ],
    "docs/formulations/cudnn.md": [f"It has {biases('cudnn')} biases and"],
    "docs/formulations/flax.md": [f"side by side, in the order {order('flax')}."],
    "docs/formulations/greff2015.md": [
        f"# {VARIANTS.capitalize()} variants",
        f"compared the vanilla LSTM, called V, with {VARIANTS} variants.",
        "[the three sums](#no-peepholes-np)",
        "[the three sums](#full-gate-recurrence-fgr)",
        f"Each gate sees all {number(len(RECURRENT))} gates of the timestep before, through "
        f"{number(sum(map(len, RECURRENT)))} matrices.",
    ],
    "docs/formulations/gru.md": [
        f"unit of Keras has {number(len(gates('gru')))} gates and one state.",
        # The default of Keras 2.2.4: keras/layers/recurrent.py; of Keras 3, the function's.
        f"Keras {RELEASE} has `{BEFORE}` by default, Keras {MAJOR} "
        f"`{FORMULATIONS['gru']['options']['reset_after']['default']}`.",
        f"With `reset_after={BEFORE}` it has one row, as in Keras {RELEASE}:",
        f"`reset_after={BEFORE}` moves the reset gate,",
        f"{{lstm:diff}} gru reset_after={BEFORE}\n",
        f"only with `reset_after={AFTER}`;",
        f"`reset_after` exists from Keras {RESET_AFTER_SINCE['']} on",
        f"in one array of {biases('gru')} rows",
        f"You can also pass the {biases('gru')} biases as {biases('gru')} arguments",
        "PyTorch, ONNX, TensorFlow 1 and others",
    ],
    "docs/formulations/quantized.md": [
        f"whole numbers of {BITS} bits in their LSTM",
        "what a step between two whole numbers is worth",
        f"[In {BITS} bits](../{BITS}-bits.md) |",
        f"what the layers before it make of {number(SECONDS)} seconds of sound.",
        f"In {number(len(PARTED))} row a single number of the state lies so close to the middle "
        "between two whole ones that",
    ],
    "docs/formulations/quantized-pytorch.md": [
        f"It is below the largest of {BITS} bits where",
        f"with QNNPACK it is {max(LEVELS)}.",
        "its zero lies between two whole numbers",
    ],
    "docs/formulations/index.md": [
        f"## Since {min(YEARS.values())}\n",
        "[TensorFlow 1](tensorflow1.md)",
        f"[{number(len(EARLY)).capitalize()} papers](papers.md) | {listed(EARLY.values())}:",
        f"[{VARIANTS.capitalize()} variants]",
        f"the vanilla LSTM of {YEARS['greff2015']} and",
        "| two layers in opposite",
        f"| [GRU](gru.md) | {number(len(gates('gru')))} gates and one state",
    ],
    "docs/formulations/onnx.md": [
        # The rows of the table are compared with the record by tests/docs/test_departures.py.
        "with `layout` 0 and 1.",
        "it ignores `sequence_lens`, `clip`, `input_forget` and `activations`.",
        f"onnxruntime {ONNXRUNTIME} departs from it,",
        "| 0.17 and 0.19 in `Y` |",
        "a row of length 0",
        "| 0.8 in `Y_h`, 2.0 in `Y_c` |",
        "| default alpha 0, not 1 | 0.87 in `Y` |",
        "writes `Sigmoid` | 0 |",
        "| `layout=1` | refused",
    ],
    "docs/formulations/options.md": [
        "The two runs differ in that option alone",
        "the same two calls made",
        "is run twice on the same seeded arrays",
        f"The cells of TensorFlow 1 were run in TensorFlow {OPTIONS_RUN_IN},",
        "and ignores them: its difference is 0.",
    ],
    "docs/formulations/hochreiter1997.md": [f"# {TITLES['hochreiter1997']}"],
    "docs/formulations/gers2000.md": [
        f"# {TITLES['gers2000']}",
        f"with a {ORDINALS[len(gates('gers2000')) - 1]} gate, so that",
        f"Compared with the cell of [{YEARS['hochreiter1997']}](hochreiter1997.md)",
    ],
    "docs/formulations/gers2002.md": [
        f"# {TITLES['gers2002']}",
        f"Compared with the cell of [{YEARS['gers2000']}](gers2000.md)",
    ],
    "docs/formulations/papers.md": [
        f"# {number(len(EARLY)).capitalize()} papers",
        f"The LSTM grew in {number(len(EARLY))} steps: in {EARLY['hochreiter1997']} it had "
        f"{number(len(gates('hochreiter1997')))} gates, in {EARLY['gers2000']} "
        f"{number(len(gates('gers2000')))}, and in {EARLY['gers2002']} the gates saw",
        "| of | " + " | ".join(f"[{year}]({name}.md)" for name, year in EARLY.items()),
        answers("forget gate", *("f_t" in gates(name) for name in EARLY)),
        answers("peepholes", *(bool(weights(name, "peephole")) for name in EARLY)),
        answers("cell state squashed before the output", *map(squashed, EARLY)),
        f"These are their {number(len(EARLY))} cell states:",
        f"The [vanilla LSTM of {YEARS['greff2015']}](greff2015.md) builds on the "
        f"{ORDINALS[list(EARLY).index('gers2002')]}.",
    ],
    "docs/formulations/packages.md": [
        # As its documentation writes them, which the sentence is about.
        f"in the order i, f, g, o; its blocks are {', '.join(stored('haiku'))}.",
        # Seen in the releases that the table names; no record has them.
        "With `weight_ih_attr=False` PaddlePaddle computes with weights that are all one.",
        "on a CPU, off by up to 1e-4 and 6e-4; its GRU and simple RNN are off by as much",
        f"and has the gates of Keras {RELEASE}.",
    ],
    "docs/formulations/pytorch.md": [
        f"`torch.nn.LSTM` has {biases('pytorch')} biases, of which",
        f"its weights transposed, in the order {order('pytorch')}.",
        f"({biases('pytorch')}-biases)=",
        f"With `bias={when('pytorch', 'no-input-bias', 'bias_ih')}` both biases are zero.",
        f"PyTorch has {TIMES[len(weights('pytorch', 'bias'))]} the biases of Keras:",
        "so one would be enough.",
        f"cuDNN has the {biases('cudnn')} as well,",
        f"with {QUESTION_INPUTS} inputs and {QUESTION_UNITS} units, learns:",
        f":sizes: input_size={QUESTION_INPUTS} hidden_size={QUESTION_UNITS}\n",
        f"Keras has one bias in place of the {biases('pytorch')};",
    ],
    "docs/formulations/pytorch-projection.md": [
        f"With `bias={when('pytorch_projection', 'no-input-bias', 'bias_ih')}` both biases are",
    ],
    "docs/formulations/stacked.md": [
        "the equations between two layers",
        "## Between two layers",
        "merges its two directions by",
        "they are not passed between layers",
        "so the layer above them is twice as wide",  # concatenation of as many
    ],
    "docs/formulations/tensorflow1.md": [
        "# TensorFlow 1\n",
        f"are stored in the order {order('tensorflow1')}.",
    ],
}
