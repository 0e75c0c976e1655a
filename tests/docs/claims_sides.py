"""Which of two opposite words the pages about layers may say: before or after, rows or columns …

Each is put in from the equations, the printed code or the data; see claims.py.
"""

import re

import numpy as np

from lstm_numpy import LSTM, masked_gradients, pytorch
from lstm_numpy.mingru import mingru
from lstm_sym.checkout import ROOT

from .claims_formulations import DIRECTIONS, WITH_FLAG
from .claims_lacks import GRADIENTS, heading, storage, written
from .claims_orders import WORDS, X, symbols
from .claims_refuses import package_gate, refuses, text
from .data import FORMULATIONS, MANIFEST

CELLS = MANIFEST["keras_versions"]
SEED = np.random.default_rng(0)
BACKWARDS_PAGE = "gradients/equations.md"


def said(holds: bool, word: str, opposite: str) -> str:
    """The one word or the other."""
    return word if holds else opposite


def product(formulation: str, label: str) -> str:
    """Whether an equation multiplies with a matrix."""
    return said("dot" in written(formulation, label), "multipli", "divid")


def slope(label: str) -> str:
    """An equation of the gradients of Keras's layer, in text."""
    stated = GRADIENTS["keras_gradients"]["equations"]
    return next(str(e["text"]) for e in stated if e["label"] == label)


def goes_back() -> bool:
    """Whether a gradient comes from the next timestep and goes to the one before."""
    found = [slope(f"gradient-{state}-tm1").partition(" = ")[0] for state in "hc"]
    return all(left.endswith("_{t-1}") for left in found)


def masked_goes_back() -> bool:
    """Whether at a masked timestep a gradient passes to the state before as it is."""
    nothing = masked_gradients.before_gradients(np.zeros((1, 1), bool), 0 * X[:, 0], X[:, 0])
    return bool((nothing == X[:, 0]).all())


def reads_whole() -> bool:
    """Whether the last output of a layer that runs backwards depends on every timestep."""
    layer, changed = LSTM(2, go_backwards=True, **WORDS), X.copy()
    changed[:, -1] += 1
    return not np.array_equal(layer(X)[0][:, -1], layer(changed)[0][:, -1])


def last_read() -> bool:
    """Whether the state with `go_backwards` is there once the first timestep has been read."""
    layer, changed = LSTM(2, go_backwards=True, **WORDS), X.copy()
    changed[:, 0] += 1
    return not np.array_equal(layer(X)[1], layer(changed)[1])


def starts_next() -> bool:
    """Whether a second call of a stateful layer starts from the states of the first."""
    layer = LSTM(2, stateful=True, **WORDS)
    first = layer(X)
    return np.array_equal(layer(X)[1], LSTM(2, **WORDS)(X, initial_state=first[1:])[1])


def orthogonal() -> str:
    """What of a new layer's recurrent kernel is orthogonal."""
    layer = LSTM(3, seed=0)
    layer(X)
    kernel = layer.get_weights()[1]
    return said(np.allclose(kernel @ kernel.T, np.eye(3), atol=1e-6), "rows", "columns")


def masked_rows() -> str:
    """What of a matrix is masked where the vector before it is."""
    vector, matrix, mask = SEED.normal(size=3), SEED.normal(size=(3, 3)), np.array([1, 0, 1])
    return said(
        np.allclose((vector * mask) @ matrix, vector @ (mask[:, None] * matrix)), "rows", "columns"
    )


def normed_then_added() -> bool:
    """Whether the cell of TensorFlow Addons adds products that were normalized."""
    gate = text("layer_norm_addons", "input-gate")
    normed = [text("layer_norm_addons", f"input-gate-{one}-products-norm").split(" = ")[0]
              for one in ("input", "hidden-state")]  # fmt: skip
    return " + ".join(normed) in gate and gate.endswith(" + b_i)")


def state_is_normed(formulation: str) -> str:
    """When the cell state is normalized."""
    normed = text(formulation, "cell-state-norm").startswith("c_t = ")
    return f"normalized {said(normed, 'before', 'after')} it is passed on"


def gate(formulation: str, label: str, place: str) -> str:
    """What the gate at a place of an equation is called."""
    (code,) = re.findall(place, text(formulation, label))
    return str(FORMULATIONS[formulation]["symbols"][code]["meaning"])


def seen_alone(formulation: str, label: str) -> str:
    """What an equation takes where it takes no state and no output."""
    states = {"h_tm1", "c_tm1", "h_t", "c_t"} & set(symbols(formulation, label))
    return said("x_t" in symbols(formulation, label) and not states, "input", "output")


def forward_first() -> bool:
    """Whether PyTorch's states of a layer begin with those of the forward direction."""
    weights = {"weight_ih_l0": (8, 3), "weight_hh_l0": (8, 2)}
    given = {name: SEED.normal(size=shape) for name, shape in weights.items()}
    both = given | {f"{name}_reverse": SEED.normal(size=given[name].shape) for name in given}
    (one, _), (two, _) = (
        pytorch.lstm(X.swapaxes(0, 1), parameters, bidirectional=directions)[1]
        for parameters, directions in ((given, False), (both, True))
    )
    return np.array_equal(one[0], two[0])


def smaller_projection() -> bool:
    """Whether a projection that is no smaller than the state is refused."""
    shapes = {"weight_ih_l0": (12, 3), "weight_hh_l0": (12, 3), "weight_hr_l0": (3, 3)}
    given = {name: np.ones(shape) for name, shape in shapes.items()}
    return refuses(pytorch.lstm, X.swapaxes(0, 1), given)


def measured(script: str) -> str:
    """Which difference a script writes down."""
    found = (ROOT / "tests/reference" / f"{script}.py").read_text(encoding="utf-8")
    return said("theirs).max()" in found, "largest", "smallest")


BACK = goes_back()
BEFORE = said(BACK, "before", "after")
BACKWARDS = said(BACK, "backwards", "forwards")
TITLE = heading(BACKWARDS_PAGE)
FORWARD = said(not BACK, "backward", "forward")
INSIDE = said(slope("input-gate") == "i_t = sigmoid(z_i)", "inside", "outside")
FORGOTTEN = slope("gradient-c-tm1").endswith(" ⊙ f_t")
POSITIVE = said(bool((mingru(X, SEED.normal(size=(14, 3))).out > 0).all()), "positive", "negative")
SHARED = text("minlstm", "forget-share").endswith(" / (f_t + i_t)")
(PADDLE,) = storage("lstm", "paddle")
SYMBOLS = {name: FORMULATIONS[name]["symbols"] for name in ("mingru", "slstm", "pytorch_quantized")}
UNITS = SYMBOLS["mingru"]["next_prev_hidden"]["shape"] == SYMBOLS["mingru"]["h_t"]["shape"]
BY_HEADS = SYMBOLS["slstm"]["recurrent_kernel"]["shape"] == ["units", "4*head"]
LEVELS = SYMBOLS["pytorch_quantized"]["levels"]["meaning"].split()[0]
OLD = said(
    not CELLS[0]["zero_output_for_mask"] and CELLS[-1]["since"] > WITH_FLAG, "older", "newer"
)
REFUSED = refuses(LSTM, 1, keras_version="99.0")
SHIFTED = text("layer_norm_contrib", "input-gate-norm").endswith(" + β_i")
ADDS = gate("keras", "cell-state", r"\+ (._t) ⊙")
ALONE = seen_alone("mingru", "update-gate")
CLIPPED = text("tensorflow1", "cell-state").startswith("c_t = clip(")
CLIPPED &= "c_t" in symbols("tensorflow1", "output-gate")
LINEAR = text("wikipedia_peephole", "cell-state").endswith(" ⊙ tanh(x_t W_c + b_c)")
ONE_MINUS = {str(symbol) for symbol in package_gate("dynet_coupled", "cell-state").free_symbols}
PAGES: dict[str, list[str]] = {
    "docs/convert-weights.md": [f"shows the {measured('measure_conversions')} difference"],
    "docs/gradients-kinks-and-faults.md": [f"[{TITLE}]({BACKWARDS_PAGE}) has"],
    "docs/gradients.md": [
        f"see [{TITLE}]({BACKWARDS_PAGE}).",
        f"Going back from one cell state to the one {BEFORE}, the gradient is "
        f"{said(FORGOTTEN, 'multiplied', 'divided')} by the forget gate only:",
        f"Over many timesteps it is {said(FORGOTTEN, 'multiplied', 'divided')} by all their forget",
        f"and {product('keras_gradients', 'gradient-h-tm1')}es by the recurrent weights",
    ],
    "docs/gradients/compute.md": [
        f"[{TITLE}](equations.md)",
        f"The {FORWARD} pass keeps the states of each timestep and the sums of its products,",
        f"and for the hidden state where it is {product('keras', 'input-gate')}ed with weights.",
        f"the same as masking the {masked_rows()} of the matrix that it is multiplied with,",
        f"with the complex step, which needs only the {FORWARD} equations.",
        # tests/gradients/test_engine.py: the sum over parts whose states are given.
        f"cuts the gradient off between every k-th timestep and the one {BEFORE}.",
    ],
    "docs/gradients/equations.md": [
        f"# The equations {BACKWARDS}\n",
        f"here each sum {INSIDE} a gate has a name:",
        f"is the part that the {said(BACK, 'next', 'previous')} timestep passes back;",
        f"with respect to the sum {INSIDE} a gate or the candidate.",
        f"which the {FORWARD} pass has already computed.",
        "so their gradient passes unchanged to the timestep "
        f"{said(masked_goes_back(), 'before', 'after')}.",
        # The block of with-numbers.md and tests/gradients run both directions.
        "Reading a sequence backwards takes the same equations:",
    ],
    "docs/gradients/with-numbers.md": [
        f"Here [{TITLE[0].lower()}{TITLE[1:]}](equations.md) run",
        f"from the {FORWARD} equations alone,",
    ],
    "docs/keras.md": [
        f"The {gate('keras', 'cell-state', r'(._t) ⊙ c_{t-1}')} decides how much of the cell state "
        f"is kept, the {ADDS} how much of the candidate is added to it, and the "
        f"{gate('keras', 'hidden-state', r'= (._t) ⊙')} how much of it becomes the hidden state.",
        f"is the new content that the {ADDS} may add to the cell state.",
        f"with {orthogonal()} that are orthogonal to each other,",
    ],
    "docs/keras/masking.md": [
        f"is the hidden state {said(last_read(), 'after', 'before')} the first timestep of the",
    ],
    "docs/keras/options.md": [
        f"and starts the {said(starts_next(), 'next', 'previous')} call from them.",
    ],
    "docs/keras/versions.md": [
        "## Keras inside TensorFlow\n",
        f"refuses a release {said(REFUSED, 'newer', 'older')} than the newest one that it knows:",
    ],
    "docs/formulations/bidirectional.md": [
        f"The {said(reads_whole(), 'backward', 'forward')} layer returns its outputs in the order",
        f"the first timestep, {said(reads_whole(), 'after', 'before')} it has read the whole",
        "| of | " + " | ".join(DIRECTIONS).replace("_", " ") + " |\n",
        f"In {OLD} releases the wrapper outputs what the layer outputs.",
    ],
    # As the code of that release has it.
    "docs/formulations/called-lstm.md": [
        "The candidate is linear, a product of the input alone;",
        "also multiplied by a weight of its cell, and a layer after the cells,",
        "puts the peephole of the output gate inside the sigmoid; its code adds it afterwards,",
    ],
    "docs/formulations/compare.md": [
        "as the rows of one `kernel`.",
        f"[PyTorch {product('pytorch_projection', 'hidden-state')}es the hidden state by one more",
    ],
    "docs/formulations/gru-elsewhere.md": [f"the {measured('measure_gru')} differences:"],
    "docs/formulations/layer-norm-contrib.md": [
        f"normalizes the products {said(normed_then_added(), 'before', 'after')} they are added,",
    ],
    "docs/formulations/layer-norm.md": [
        "| bias | each gate's own, added "
        f"{said(SHIFTED, 'after', 'before')} it is normalized; then the forget bias | added "
        f"{said(normed_then_added(), 'after', 'before')} both products are normalized |",
        f"| cell state | {state_is_normed('layer_norm_contrib')} | "
        f"{state_is_normed('layer_norm_addons')} |",
    ],
    "docs/formulations/mingru.md": [
        f"The gates of these cells see the {ALONE} alone,",
        f"The candidate is made {POSITIVE}, because",
        f"The gates are {said(SHARED, 'divided', 'multiplied')} by their sum,",
        "it multiplies its outputs by it.",  # the block below does so
        f"The equations here end {said(UNITS, 'before', 'after')} this product, because the state "
        f"is taken {said(UNITS, 'before', 'after')} it:",
        f"that makes candidates {POSITIVE}.",
    ],
    "docs/formulations/index.md": [f"| gates that see the {ALONE} alone |"],
    "docs/formulations/mlstm.md": ["or multiply it by an output gate."],  # in the package
    "docs/formulations/onnx-runtimes.md": ["calls the functions inside it instead."],
    # tests/docs/test_departures.py compares the numbers below.
    "docs/formulations/onnx.md": ["| where | onnxruntime | largest difference |"],
    # The states of tests/reference/further/tensorflow-*, as `initial_c` and `initial_h`.
    "docs/formulations/package-cells.md": [
        "both return the cell state before the hidden state.",
        f"is one minus the {said('i_t' in ONE_MINUS, 'input', 'output')} gate, as in Greff's",
    ],
    # The coupled gates of tests/runtime/test_convert.py.
    "docs/formulations/package-weights.md": ["- a separate input gate, if the target couples it"],
    "docs/formulations/packages.md": [
        "How to read the columns:",
        "returns zeros "
        f"{said(PADDLE['measured']['padded'].startswith('zeros;'), 'after', 'before')} the end of",
    ],
    "docs/formulations/pytorch-projection.md": [
        f"the hidden state is {product('pytorch_projection', 'hidden-state')}ed by one more "
        f"matrix, and is {said(smaller_projection(), 'smaller', 'larger')} than the cell state.",
    ],
    "docs/formulations/quantized-pytorch.md": [
        "# PyTorch's LSTM after quantize_dynamic\n",
        f"`levels` is the {LEVELS} whole number of inputs and states.",
        "unchanged unless that is inside another module.",
        "If the largest and the smallest number of an input have the same size,",
    ],
    "docs/formulations/quantized.md": [
        "the LSTM after `quantize_dynamic` |",
        "it is rounded the other way, and everything after it differs.",
    ],
    "docs/formulations/stacked.md": [
        "the first layer first, and of each layer the "
        f"{said(forward_first(), 'forward', 'backward')} direction before the "
        f"{said(forward_first(), 'backward', 'forward')} one.",
    ],
    "docs/formulations/tensorflow1-projection.md": [
        f"is {product('tensorflow1_projection', 'output')}ed by a projection matrix,",
    ],
    "docs/formulations/tensorflow1.md": [
        f"The {said(CLIPPED, 'output', 'input')} gate sees the clipped state.",
    ],
    "docs/formulations/wikipedia-peephole.md": [
        f"the cell input depends on the {said(LINEAR, 'input', 'output')} alone.",
        f"- Wikipedia {product('wikipedia_peephole', 'output-gate')}es that state by a full",
    ],
    "docs/formulations/xlstm.md": [
        f"each head has as many {said(BY_HEADS, 'rows', 'columns')} as a block has "
        f"{said(BY_HEADS, 'columns', 'rows')}.",
        "and the code multiplies by the zeros between the blocks:",  # tests/runtime/test_heads.py
    ],
}
