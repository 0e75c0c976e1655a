"""What is refused, ignored, left out or kept, and which state a gate sees; see claims.py.

These words deny as "not" does, but no list of words has all of them: each is put in from the data.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

from lstm_numpy import LSTM, Bidirectional, convert
from lstm_numpy.kinks import CONVENTIONS
from lstm_sym import own_cell
from lstm_sym.checkout import ROOT
from lstm_sym.verify import own_cells
from tests.gradients.test_held import rows as autograds

from .claims_lacks import storage
from .claims_orders import X, seen, symbols
from .data import FORMULATIONS, MANIFEST, record, versions

ONNX = record("docs/results/onnx_runtimes.json")["tables"]["GRU"]


def refuses(call: Callable[..., Any], *given: Any, **words: Any) -> bool:
    """Whether a call ends with an error of a value."""
    try:
        call(*given, **words)
    except ValueError:
        return True
    return False


def converted_gru(source: str, target: str) -> bool:
    """Whether `convert` refuses a GRU of a package that resets in another place."""
    arrays = {"w_i": np.ones((2, 21)), "w_h": np.ones((7, 21)), "b": np.zeros(21)}
    return refuses(convert, arrays, source, target, cell="gru")


def at_masked() -> str:
    """What a layer by itself outputs at a masked timestep."""
    mask = np.array([[True, True, False, True]])
    output = LSTM(2, return_sequences=True, seed=0)(X, mask=mask)
    return "repeat its previous output" if (output[:, 2] == output[:, 1]).all() else "output zero"


def keeps() -> bool:
    """Whether `Bidirectional` returns what two layers return."""
    wrapper = Bidirectional(LSTM(2, seed=0))
    merged = wrapper(X)
    layers = (wrapper.forward_layer, wrapper.backward_layer)
    return bool(np.array_equal(merged, np.concatenate([layer(X)[0] for layer in layers], axis=1)))


def both(formulation: str, *labels: str) -> str:
    """Which cell state two gates see, if it is one."""
    (found,) = {seen(formulation, label) for label in labels}
    return found


def package_gate(name: str, label: str) -> Any:
    """The right side of an equation of a cell of a package."""
    cell = own_cell.load(ROOT / own_cells.FOLDER / f"{name}.py").cell
    (found,) = (e.right for e in cell.equations if e.label == label)
    return found


def adds_to_gate(name: str) -> bool:
    """Whether the forget gate of a cell of a package has a number or a parameter of its own."""
    gate = package_gate(name, "forget-gate")
    added = {str(symbol) for symbol in gate.free_symbols if "bias" in str(symbol)}
    return bool(gate.atoms(sp.Number) or added)


def as_hard_tanh(torch: str) -> bool:
    """Whether the clip and the hard tanh have the same slopes at their bounds."""
    clip, tanh = ([slope for _, slope in CONVENTIONS[torch][one]] for one in ("clip", "hard_tanh"))
    return clip == tanh


def right(name: str, model: str) -> str:
    """What a runtime makes of a model, in the record's word."""
    column = next(n for n, head in enumerate(ONNX["columns"]) if head.startswith(name))
    (found,) = (row[column] for row in ONNX["rows"] if row[0] == model)
    return str(found).partition(":")[0]


def clipped() -> str:
    """What onnxruntime does with the clip before h."""
    (about,) = (
        one
        for one in versions("further")
        if one["framework"] == "onnxruntime" and "clip-cell" in one["cases"]
    )
    departs = "not to C before h" in about["cases"]["clip-cell"]["departure"]
    return "not applied to" if departs else "applied to"


def text(formulation: str, label: str) -> str:
    """An equation in text."""
    (found,) = (e for e in FORMULATIONS[formulation]["equations"] if e["label"] == label)
    return str(found["text"])


(TFJS,) = (r for r in MANIFEST["tensorflow_versions"] if r["since"].startswith("tfjs"))
(MXNET,) = storage("lstm", "mxnet")
RELEASES = [name for name in CONVENTIONS if name.startswith("torch ")]
CHANGED = not as_hard_tanh(RELEASES[0]) and as_hard_tanh(RELEASES[-1])
NEEDS_BIAS = not any("bias" in option for option in FORMULATIONS["pytorch_quantized"]["options"])
ONNX_ROW = next(line for line in autograds() if line.startswith("| `onnx` |"))
FULL = FORMULATIONS["wikipedia_peephole"]["symbols"]["U_f"]["shape"] == ["units", "units"]
COUPLED = text("greff2015", "forget-gate-cifg").endswith("= 1 - i_t")
DYNET = {str(symbol) for symbol in package_gate("dynet_coupled", "output-gate").free_symbols}
PAGES: dict[str, list[str]] = {
    "docs/five-pictures.md": [
        "gates and a candidate from the input and the "
        f"{'previous' if 'h_tm1' in symbols('keras', 'input-gate') else 'new'} hidden state.",
    ],
    "docs/formulations/gers2000.md": [
        f"the {seen('gers2000', 'cell-state')} cell state is multiplied with",
    ],
    "docs/formulations/wikipedia-convolutional.md": [
        f"its output gate sees the {seen('wikipedia_convolutional', 'output-gate')} cell state,",
    ],
    "docs/formulations/wikipedia-peephole.md": [
        f"Wikipedia's output gate sees the {seen('wikipedia_peephole', 'output-gate')} cell state; "
        f"Gers's sees the {seen('gers2002', 'output-gate')} one,",
    ],
    "docs/activations.md": [
        "mix units, so they are not elementwise; `lstm_numpy` "
        f"{'refuses' if refuses(LSTM, 1, activation='softmax') else 'takes'} them in an LSTM.",
    ],
    # tests/runtime/test_copies.py copies and pickles both.
    "docs/api/lstm_c.md": ["copied and pickled; what `prepare` returns cannot, because it holds"],
    "docs/gradients.md": [
        # As the numbers below it on the page show.
        "Where these are near one, the gradient stays; where they are small, it vanishes.",
    ],
    "docs/gradients/compute.md": [
        f"onnxruntime {'can' if 'onnxruntime' in ONNX_ROW else 'cannot'} differentiate "
        "its operators, so PyTorch",
    ],
    "docs/gradients-kinks-and-faults.md": [
        "in PyTorch the slope of the clip at its bounds "
        f"{'differed from' if CHANGED else 'was'} that of the hard tanh until it was changed.",
    ],
    "docs/keras/options.md": [
        f"The wrapper changes {'no' if keeps() else 'an'} equation of the layer:",
        # tests/reference/layer_defaults.py writes no value for what get_config() does not have.
        "a cell is empty where that release does not have the option:",
    ],
    # tests/site/test_pages.py opens each page so, too.
    "docs/try-it.md": ["With JavaScript switched off, this page shows the first setting."],
    "docs/formulations/bidirectional.md": [
        f"where the same layer by itself would {at_masked()}.",
    ],
    "docs/formulations/compare.md": [
        "Where others have peepholes, [Wikipedia's peephole form](wikipedia-peephole.md) has "
        f"{'a full matrix' if FULL else 'them, too'}.",
    ],
    "docs/formulations/greff2015.md": [
        "The input and the forget gate see the "
        f"{both('greff2015', 'input-gate-sum', 'forget-gate-sum')} cell state, the output gate the "
        f"{seen('greff2015', 'output-gate-sum')} one.",
        f"The forget gate is {'one minus ' if COUPLED else ''}the input gate, and its own weights "
        f"are {'not ' if COUPLED else ''}used:",
    ],
    "docs/formulations/gru-elsewhere.md": [
        f"`convert` {'refuses' if converted_gru('haiku', 'pytorch') else 'agrees'} to turn a GRU "
        "whose reset gate acts before the product into one whose reset gate acts after it,",
    ],
    "docs/formulations/mingru.md": [
        # tests/reference/further/mingru-pytorch-*.json has both ways, each with a state.
        "`minGRU` uses the state unchanged either way.",
    ],
    "docs/formulations/onnx-runtimes.md": [
        f"MNN's GRU is {right('MNN', 'linear_before_reset')} with `linear_before_reset`, and "
        f"{'agrees with' if right('MNN', 'none') == 'right' else 'differs from'} the specification "
        "without it.",
    ],
    "docs/formulations/onnx.md": [f"| {clipped()} {{lstm:sym}}`onnx.C_t` before"],
    "docs/formulations/package-cells.md": [
        f"The output gate sees the {'new' if 'c_t' in DYNET else 'previous'} cell state.",
        "The stored bias of the forget gate is "
        f"{'not ' if adds_to_gate('chainer_peephole') else ''}used as it is.",
    ],
    "docs/formulations/packages.md": [
        f"TensorFlow.js leaves `unit_forget_bias` {'on' if TFJS['unit_forget_bias'] else 'off'} by",
        "MXNet accepts `sequence_length` and `state_clip_min`, and "
        f"{'ignores' if 'ignored' in MXNET['measured']['padded'] else 'applies'} both.",
    ],
    "docs/formulations/quantized-pytorch.md": [
        f"PyTorch quantizes {'only layers that have' if NEEDS_BIAS else 'layers with and without'} "
        "biases.",
    ],
}
