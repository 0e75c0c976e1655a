"""What the pages claim: pieces of their text, with each fact put in from the data.

A piece that is quoted as it is has no data here: its fact is in the thread or paper that the page
names, or it counts what its own sentence lists. `PAGES` has the claims of each page by its path.
"""

from lstm_numpy.dropped import GATES
from lstm_sym.equations import IN_FEWER_BITS
from lstm_sym.passes.quantised import FEWER
from lstm_sym.sphinx import outputs
from lstm_sym.sphinx.presets import PRESETS
from tests.gradients.test_held import rows as autograds
from tests.gradients.test_recorded import BOUND as AUTOGRAD
from tests.gradients.test_recorded import widest

from .claims_formulations import BEFORE as GRU_BEFORE
from .claims_formulations import BITS, STANDALONE, TIMES, YEARS, biases, gates
from .claims_keras import INSIDE, LEAST, MOST, OFF, SEEDS
from .claims_keras import PAGES as OF_KERAS
from .claims_lacks import PAGES as OF_LACKS
from .claims_orders import PAGES as OF_ORDERS
from .claims_refuses import PAGES as OF_REFUSES
from .claims_sides import PAGES as OF_SIDES
from .claims_tested import PAGES as OF_TESTED
from .claims_trust import PAGES as OF_TRUST
from .claims_use import PAGES as OF_USE
from .data import (
    BEFORE,
    FORMULATIONS,
    HARD,
    INPUT,
    MAJOR,
    MANIFEST,
    NEWEST,
    OUTPUT,
    PYTHON,
    QUESTION_INPUTS,
    QUESTION_UNITS,
    RELEASE,
    STATE_C,
    STATE_H,
    block_lstm,
    learned,
    listed,
    number,
    order,
    pythons,
    weights,
    worked,
)

INPUTS, UNITS, TIMESTEPS = (number(size) for size in worked())
BLOCK = block_lstm()
STATES = number(len(FORMULATIONS["keras"]["cell"]["states"]))
PICTURED = [name for name in PRESETS if name.startswith(("remember", "forget"))]
FUNCTIONS = FORMULATIONS["keras"]["functions"]
# What the name hard_sigmoid means in all releases before it changed.
(MEANT,) = {
    row["hard_sigmoid"]
    for row in MANIFEST["keras_versions"]
    if row["since"].startswith(f"{BEFORE}.")
}
QUESTION = (
    f"`LSTM(units={STATE_H[4:-1]}, return_sequences=True, return_state=True, unroll=True)` of "
    f"Keras {RELEASE}, on an input of shape {INPUT}, returns three tensors: lstm_output "
    f"{OUTPUT}, state_h {STATE_H} and state_c {STATE_C}."
)
PAGES: dict[str, list[str]] = {
    **OF_KERAS,
    **OF_TRUST,
    **OF_USE,
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
    ],
    "docs/gradients/equations.md": [
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
    "docs/api/index.md": [
        "[TensorFlow 1](tensorflow1.md)",
        "Most layers have three functions:",
    ],
    "docs/api/lstm_c-formulations.md": [
        f"The last {number(len(FEWER) * len(IN_FEWER_BITS))} have products of "
        f"[{BITS} bits, or of bfloat16](../{BITS}-bits.md), and no gradients",
    ],
    "docs/api/lstm_c.md": [
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
    "docs/index.md": [
        f"Why does PyTorch have {TIMES[len(weights('pytorch', 'bias'))]} the biases?",
        "[The LSTM in five pictures](five-pictures.md)",
        f"weights of {BITS} bits, or in bfloat16 | [In {BITS} bits and in bfloat16]({BITS}",
        f"In Keras {RELEASE} this layer turns an input of shape `{INPUT}` into three tensors:",
        *(f"| `{shape}` |" for shape in (OUTPUT, STATE_H, STATE_C)),
        f"a run with {number(outputs.UNITS)} units and {number(outputs.TIMESTEPS)} timesteps:",
        f"is `hard_sigmoid` in Keras {RELEASE}, **not**",
        f"and in all of Keras {BEFORE} the name `hard_sigmoid` means:",
        f"```{{lstm:show}} {MEANT}\n",
        f"{{lstm:sym}}`keras.activation` is {{lstm:act}}`{FUNCTIONS['activation']['default']}`.",
        f"```python\nLSTM(units={QUESTION_UNITS}, return_sequences=True, return_state=True, "
        "unroll=True)\n```",
        "compare with PyTorch, ONNX, TensorFlow 1 or a paper",
        "it returns the same three arrays:",
        f"{{lstm:explorer}} {RELEASE}\n:input: {INPUT[1:-1]}\n\nLSTM(units={QUESTION_UNITS}, ",
        "return_sequences=True, return_state=True, unroll=True)",
        f"[PyTorch's biases](#{biases('pytorch')}-biases)",
        f"store the gates? | {order('keras')}; PyTorch has {order('pytorch')} |",
        f"learn? | {learned():,} with {QUESTION_UNITS} units and {QUESTION_INPUTS} inputs |",
        f"change in Keras {MAJOR}? | `hard_sigmoid` has another meaning since {HARD} |",
    ],
    "docs/try-it.md": [
        *(f"- {name.capitalize()}, then" for name in list(PRESETS)[2:]),
        f"the one curve in Keras {BEFORE} and the other in Keras {MAJOR}.",
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
}
for _page, _claims in (
    *OF_ORDERS.items(),
    *OF_LACKS.items(),
    *OF_REFUSES.items(),
    *OF_SIDES.items(),
    *OF_TESTED.items(),
):
    PAGES[_page] = PAGES.get(_page, []) + _claims
