"""Weights of GRUs and simple RNNs: every pair, and what real packages computed."""

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import convert, convert_options, gru, onnx, pytorch
from lstm_numpy.layouts import OTHERS, STORAGES, Storage
from lstm_sym import verify
from lstm_sym.packages import MEASURED, RECORDED_AS
from lstm_sym.recorded.record import recording
from lstm_sym.storage_packages import OTHERS as STATED

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
UNITS, INPUTS = 7, 2
random = np.random.default_rng(5)
X = random.normal(size=(3, 5, INPUTS))
H = random.normal(size=(3, UNITS))
#: Every storage of a cell, by its name and where its reset gate acts.
GRUS = {(s.name, s.reset_after): s for s in OTHERS if s.cell == "gru"}
RNNS = {(s.name, False): s for s in OTHERS if s.cell == "rnn"}
HARD = {"recurrent_activation": "sigmoid"}


def test_what_is_printed_is_what_is_stated() -> None:
    assert [s.name for s in OTHERS] == [s.name for s in STATED]
    for printed, stated in zip(OTHERS, STATED, strict=True):
        for field in Storage._fields:
            if field != "arrays":
                assert getattr(printed, field) == getattr(stated, field)
        assert [tuple(one) for one in printed.arrays] == [
            tuple(vars(one).values()) for one in stated.arrays
        ]


def drawn(blocks: int, rows: int) -> list[np.ndarray]:
    """Keras's arrays."""
    columns = blocks * UNITS
    bias = (columns,) if rows == 1 else (rows, columns)
    return [random.normal(size=shape) for shape in ((INPUTS, columns), (UNITS, columns), bias)]


@pytest.mark.parametrize(("source", "target"), list(product(GRUS, GRUS)), ids=str)
def test_a_gru_computes_the_same_in_every_layout_or_is_refused(source: Any, target: Any) -> None:
    (one, after), (other, other_after) = source, target
    weights = drawn(3, 1 + after)
    if after and "flax_nnx" in (one, other):
        weights[2][1, 2 * UNITS :] = 0  # the bias that this cell does not have
    words: dict[str, Any] = {"cell": "gru", "reset_after": after, **HARD}
    stored = convert(weights, "keras", one, **words)
    if after != other_after:
        only = {name: {a for n, a in GRUS if n == name} for name in (one, other)}
        if not only[one] & only[other]:
            with pytest.raises(ValueError, match="no weights make the one compute what the other"):
                convert(stored, one, other, cell="gru", **HARD)
        return
    converted = convert(stored, one, other, **words)
    back = convert(converted, other, "keras", **words)
    expected = gru.gru(X, *weights, reset_after=after, initial_state=H).gru_output
    found = gru.gru(X, *back, reset_after=after, initial_state=H).gru_output
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-13)


@pytest.mark.parametrize(("source", "target"), list(product(RNNS, RNNS)), ids=str)
def test_a_simple_rnn_computes_the_same_in_every_layout(source: Any, target: Any) -> None:
    weights = drawn(1, 1)
    relu = "haiku" in (source[0], target[0])  # which has relu alone, as these have tanh alone
    words: dict[str, Any] = {"cell": "rnn", "activation": "relu" if relu else "tanh"}
    if relu and {"ncnn", "dynet"} & {source[0], target[0]}:
        with pytest.raises(ValueError, match="computes tanh alone: pass activation='tanh'"):
            convert({}, source[0], target[0], **words)
        with pytest.raises(ValueError, match="Haiku, VanillaRNN computes relu alone: pass activ"):
            convert({}, source[0], target[0], cell="rnn", activation="tanh")
        return
    stored = convert(weights, "keras", source[0], **words)
    back = convert(convert(stored, source[0], target[0], **words), target[0], "keras", **words)
    for ours, theirs in zip(back, weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("name", [s.name for s in OTHERS if s.cell == "lstm"])
def test_an_lstm_goes_to_each_package_and_back(name: str) -> None:
    weights = drawn(4, 1)
    if name == "tensorflow1_coupled":  # its input gate is what the forget gate leaves
        for array in weights:
            array[..., :UNITS] = -array[..., UNITS : 2 * UNITS]
    words = {"recurrent_activation": "sigmoid"}
    back = convert(convert(weights, "keras", name, **words), name, "keras", **words)
    for ours, theirs in zip(back, weights, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-15)


BAD: list[tuple[Callable[[], Any], str]] = [
    (
        lambda: convert(drawn(3, 2), "keras", "tensorflow1", cell="gru"),
        "reset_after is True, by its argument or the rows of Keras's bias, expected False: keras",
    ),
    (
        lambda: convert(drawn(3, 1), "keras", "pytorch", cell="gru"),
        "reset_after is False, by its argument or the rows of Keras's bias, expected True: keras",
    ),
    (
        lambda: convert(drawn(3, 2)[:2], "keras", "onnx", cell="gru"),
        "reset_after is not given, and both frameworks have both: pass whether the layer's reset",
    ),
    (
        lambda: convert(drawn(3, 2), "keras", "flax_nnx", cell="gru"),
        "weights has a bias of the candidate beside the state: Keras's has no place in Flax, nnx",
    ),
    (
        lambda: convert({}, "pytorch", "haiku", cell="gru"),
        "PyTorch resets after the product and Haiku before it: no weights make the one compute",
    ),
    (
        lambda: convert(drawn(3, 2), "keras", "pytorch", cell="gru", keras_version="2.2.4"),
        "recurrent_activation is 'hard_sigmoid', the default of keras_version 2.2.4, but PyTorch",
    ),
    (
        lambda: convert(drawn(1, 1), "keras", "onnx", cell="rnn", reset_after=True),
        "reset_after is given, expected None: no rnn has a reset gate",
    ),
    (
        lambda: convert(drawn(4, 1), "keras", "tensorflow1_coupled"),
        "weights has an input gate of its own, by its input: that of TensorFlow 1, CoupledInput",
    ),
    (lambda: convert([], "keras", "onnx", cell="cell"), "cell is 'cell', expected one of 'lstm'"),
    (lambda: convert([], "keras", "torch", cell="gru"), "target is 'torch', expected one of"),
    (
        lambda: convert({"weight_hh_l0": np.ones((28, 7))}, "pytorch", "keras", cell="gru"),
        "weights has the parameters of nn.LSTM: weight_hh_l0 has shape (28, 7), expected (3*hidden",
    ),
]


@pytest.mark.parametrize(("call", "message"), BAD, ids=[message for _, message in BAD])
def test_what_has_no_weights_is_refused_by_name(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


def test_the_options_beside_the_weights() -> None:
    words = {"cell": "gru", "reset_after": True}
    said = convert_options("keras", "onnx", **words)
    assert said == {"linear_before_reset": 1, "activations": ["Sigmoid", "Tanh"]}
    assert convert_options("pytorch", "keras", cell="gru")["reset_after"] is True
    assert convert_options("tensorflow1", "keras", cell="gru")["reset_after"] is False
    assert convert_options("haiku", "openvino", cell="rnn") == {"activations": ["relu"]}
    assert convert_options("haiku", "nnabla_layer", cell="rnn") == {"nonlinearity": "relu"}
    assert convert_options("openvino", "haiku", cell="rnn", activation="relu") == {}
    assert convert_options("keras", "onnx", cell="rnn", activation="relu", directions=2) == {
        "activations": ["Relu", "Relu"]
    }
    old = convert_options("keras", "onnx", keras_version="2.2.4", cell="gru", reset_after=False)
    assert (old["linear_before_reset"], old["activation_alpha"]) == (0, [0.2])


ENDS = ("Weight", "Recursion")  # Core ML's fields of a gate's matrices
CELLS = [
    pytest.param(found, id=f"{found.source}-{found.case}")
    for path in sorted(FURTHER.glob("*-cells.json"))
    for found in verify.compare(recording(path))
    if "stored" in json.loads(path.read_text())["cases"][found.case]
]


@pytest.mark.parametrize("compared", CELLS)
def test_the_arrays_of_a_cell_give_its_output(compared: verify.Comparison) -> None:
    assert compared.error <= compared.bound, compared


def test_every_storage_that_a_package_alone_has_is_recorded() -> None:
    recorded = {
        tuple(case["stored"])
        for path in FURTHER.glob("*-cells.json")
        for case in json.loads(path.read_text())["cases"].values()
        if "stored" in case
    }
    elsewhere = {"keras", "tfjs", "cudnn", "cudnngru", "pytorch", "onnx"}
    stated = {(s.cell, s.name) for s in STATED if s.name not in (*elsewhere, "tensorflow1")}
    assert stated <= recorded


def test_a_block_of_core_ml_is_the_gate_that_its_specification_names() -> None:
    """Core ML runs on Apple's systems alone: what coremltools writes is what was measured."""
    with np.load(FURTHER / "coremltools-9.0-cells.npz") as loaded:
        a = {name.removeprefix("lstm."): array for name, array in loaded.items()}
    weights = {name: a[name] for name in ("weight_ih", "weight_hh", "bias", "peephole")}
    there = convert(weights, "coreml", "onnx")
    gates = ("input", "output", "forget")
    four = [f"{gate}Gate" for gate in gates] + ["blockInput"]
    kernels = [np.concatenate([a[f"{g}{end}Matrix"] for g in four]) for end in ENDS]
    np.testing.assert_array_equal(there["W"][0], kernels[0])
    np.testing.assert_array_equal(there["R"][0], kernels[1])
    bias = np.concatenate([a[f"{gate}BiasVector"] for gate in four])
    np.testing.assert_array_equal(there["B"][0], np.concatenate([bias, np.zeros_like(bias)]))
    peepholes = np.concatenate([a[f"{gate}GatePeepholeVector"] for gate in gates])
    np.testing.assert_array_equal(there["P"][0], peepholes)


def test_the_versions_that_pages_name_are_recorded() -> None:
    recorded = {
        (about["framework"], about["version"])
        for path in FURTHER.parent.rglob("*.json")
        if "framework" in (about := json.loads(path.read_text()))
    }
    names = {(s.cell, s.name) for s in STATED} | {("lstm", name) for name in STORAGES}
    assert names >= MEASURED.keys()
    for (_, name), measured in MEASURED.items():
        assert (RECORDED_AS.get(name, name), measured.version) in recorded, name


def test_a_gru_of_torch_goes_round_every_framework_that_has_it() -> None:
    """Held out: both directions, what PyTorch recorded, by way of each other layout."""
    about = json.loads((FURTHER / "torch-2.13.0.json").read_text())
    with np.load(FURTHER / "torch-2.13.0.npz") as loaded:
        arrays = {k.removeprefix("gru."): v for k, v in loaded.items() if k.startswith("gru.")}
    assert about["cases"]["gru"]["module"] == "GRU"
    state_dict = {k: v for k, v in arrays.items() if k.startswith(("weight", "bias"))}
    for name in ("keras", "onnx", "flax", "equinox", "cudnn", "cudnngru"):
        there = convert(state_dict, "pytorch", name, cell="gru")
        back = convert(there, name, "pytorch", cell="gru")
        output, h_n = pytorch.gru(arrays["input"], back, hx=arrays["h_0"])
        np.testing.assert_allclose(output, arrays["output"], rtol=0, atol=1e-6)
        np.testing.assert_allclose(h_n, arrays["h_n"], rtol=0, atol=1e-6)
        if name == "onnx":
            Y, _ = onnx.gru(
                arrays["input"], **there, initial_h=arrays["h_0"], linear_before_reset=1
            )
            np.testing.assert_allclose(Y[:, 0], arrays["output"], rtol=0, atol=1e-6)


def renamed(weights: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {re.sub(old, new, name): array for name, array in weights.items()}


def test_names_of_modules_of_cells_and_of_files_are_read() -> None:
    """As MXNet 1.9.1 and MindSpore 2.10.0 name the arrays of a layer in a network, and of a cell.

    What collect_params, save_parameters and parameters_dict gave was seen there.
    """
    both = [*drawn(4, 1), *drawn(4, 1)]
    mxnet = convert(both, "keras", "mxnet")
    assert {name[:3] for name in mxnet} == {"l0_", "r0_"}
    saved = renamed(renamed(mxnet, "^l0_", "_unfused.0.l_cell."), "^r0_", "_unfused.0.r_cell.")
    for names in (renamed(mxnet, "^", "lstm1_"), saved, renamed(saved, "^", "0.")):
        for ours, theirs in zip(convert(names, "mxnet", "keras"), both, strict=True):
            np.testing.assert_array_equal(ours, theirs)
    mindspore = convert(both, "keras", "mindspore")
    assert {name for name in mindspore if "weight" in name} == {
        f"weight_{part}h_l0{end}" for part in "ih" for end in ("", "_reverse")
    }
    there = renamed(mindspore, "^", "lstm.")
    for ours, theirs in zip(convert(there, "mindspore", "keras"), both, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    one = convert(both[:3], "keras", "mxnet")
    cell, file = renamed(one, "^l0_", "lstm2_"), renamed(one, "^l0_", "0._unfused.0.")
    for names in (cell, file):
        for ours, theirs in zip(convert(names, "mxnet", "keras"), both[:3], strict=True):
            np.testing.assert_array_equal(ours, theirs)
    second = convert(both, "keras", "mxnet", layer=1)
    assert {name[:3] for name in second} == {"l1_", "r1_"}
    with pytest.raises(ValueError, match=r"layers 0, 1, expected 0: pass layer="):
        convert(mxnet | second, "mxnet", "keras")
    with pytest.raises(ValueError, match=r"begin with '', 'a_', 'b_', expected those of one"):
        convert(renamed(mxnet, "^l", "a_l") | renamed(mxnet, "^r", "b_r"), "mxnet", "keras")
    with pytest.raises(ValueError, match=r"unexpected \['head.weight'\] for MindSpore"):
        convert(there | {"head.weight": both[0]}, "mindspore", "keras")
    with pytest.raises(ValueError, match=r"lacks \['l0_i2h_weight'\]"):
        convert({k: v for k, v in mxnet.items() if k != "l0_i2h_weight"}, "mxnet", "keras")


def test_what_collect_params_gives_is_read_layer_by_layer() -> None:
    """Under the names that two layers of both directions have: MXNet's own recorded arrays."""
    with np.load(FURTHER / "mxnet-1.9.1-cells.npz") as loaded:
        a = {k.removeprefix("gru-both."): v for k, v in loaded.items() if "gru-both" in k}
    weights = {k: v for k, v in a.items() if k.endswith(("weight", "bias"))}
    assert {name.partition("_")[0] for name in weights} == {"gru0"}
    x = a["inputs"]
    for layer in (0, 1):
        one = convert(weights, "mxnet", "pytorch", cell="gru", layer=layer)
        one = renamed(one, f"_l{layer}", "_l0")
        x, last = pytorch.gru(x, one, bidirectional=True, batch_first=True)
        np.testing.assert_allclose(last, a["h"][2 * layer : 2 * layer + 2], rtol=0, atol=1e-6)
    np.testing.assert_allclose(x, a["outputs"], rtol=0, atol=1e-6)


def test_paddles_state_dict_names_every_array_twice() -> None:
    """As nn.LSTM and nn.RNN of PaddlePaddle 3.3.1 name what state_dict() gives."""
    for cell, blocks in (("lstm", 4), ("gru", 3), ("rnn", 1)):
        words = {"cell": cell}
        one = drawn(blocks, 2 if cell == "gru" else 1)
        written = convert(one, "keras", "paddle", **words)
        assert {name[:7] for name in written} == {"0.cell."}
        alias = renamed(written, r"0\.cell\.(.*)", r"\1_l0")
        shorter = renamed(written, r"^0\.", "")
        in_model = renamed(alias | written, "^", "encoder.")
        for names in (written, alias, alias | written, shorter, in_model):
            back = convert(names, "paddle", "keras", **words)
            for ours, theirs in zip(back, one, strict=True):
                np.testing.assert_array_equal(ours, theirs)
    both = [*drawn(4, 1), *drawn(4, 1)]
    written = convert(both, "keras", "paddle", layer=1)
    assert {name[:10] for name in written} == {"1.cell_fw.", "1.cell_bw."}
    back = convert(written, "paddle", "keras", layer=1)
    for ours, theirs in zip(back, both, strict=True):
        np.testing.assert_array_equal(ours, theirs)


NAMED_BY_A_NETWORK = [
    # As namedparams, get_parameters and hk.transform give them.
    ("chainer", "lstm", "^", "/"),
    ("chainer", "gru", "^", "/encoder/"),
    ("chainer_n_step", "lstm", "^", "/"),
    ("chainer_n_step", "gru", "^0/", ""),
    ("nnabla", "lstm", "^", "lstm/"),
    ("haiku", "lstm", "^", "lstm/linear."),
    ("haiku", "gru", "^", "gru."),
    ("haiku", "rnn", "^", "vanilla_rnn/"),
    ("chainer_n_step", "rnn", "^", "/encoder/"),
    ("mlx", "lstm", "^", "layers.0."),
    ("tinygrad", "lstm", "^", "cell."),
    ("lasagne", "lstm", "^", "first."),
]


@pytest.mark.parametrize(("name", "cell", "old", "new"), NAMED_BY_A_NETWORK)
def test_a_name_may_say_where_in_a_network_the_array_is(
    name: str, cell: str, old: str, new: str
) -> None:
    (after,) = {s.reset_after for s in OTHERS if (s.cell, s.name) == (cell, name)}
    weights = drawn({"lstm": 4, "gru": 3, "rnn": 1}[cell], 1 + after)
    words: dict[str, Any] = {"cell": cell, "reset_after": after if cell == "gru" else None}
    words |= {"activation": "relu"} if (name, cell) == ("haiku", "rnn") else {}
    there = renamed(convert(weights, "keras", name, **words), old, new)
    for ours, theirs in zip(convert(there, name, "keras", **words), weights, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-15)


def test_the_arrays_of_keras_1_come_gate_by_gate() -> None:
    """As get_weights of Keras 1.2.2 has them: update gate, reset gate, candidate."""
    gates = np.repeat([1.0, 2.0, 3.0], 4)
    found = convert(
        [gates * np.ones((2, 1)), gates * np.ones((4, 1)), gates], "keras", "keras1", cell="gru"
    )
    assert [array.ravel()[0] for array in found] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert [array.shape for array in found] == [(2, 4), (4, 4), (4,)] * 3


@pytest.mark.parametrize("cell", ["gru", "rnn"])
def test_one_bias_becomes_that_beside_the_inputs_in_pytorch(cell: str) -> None:
    blocks = 3 if cell == "gru" else 1
    words = {"reset_after": True} if cell == "gru" else {}
    weights = [np.ones((2, 4 * blocks)), np.ones((4, 4 * blocks))]
    bias = np.ones(4 * blocks)
    given = [*weights, np.stack([bias, 0 * bias]) if cell == "gru" else bias]
    found = convert(given, "keras", "pytorch", cell=cell, **words)
    assert found["bias_ih_l0"].all()
    assert not found["bias_hh_l0"].any()


def test_swish_is_what_tensorflow_js_calls_silu() -> None:
    assert convert_options("keras", "tfjs", cell="lstm", activation="silu")["activation"] == "swish"
