"""`lstm-sym convert --layer`: one recurrent layer, module or node of a file in another framework.

The real frameworks are asked where they are installed.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

import lstm_numpy
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.onnx import Recurrent as Node
from lstm_numpy.files.pytorch import Module
from lstm_numpy.files.refusal import NotKnown
from lstm_sym.cli import main
from lstm_sym.convert.alone import alone
from tests.cli.test_convert import close, in_tensorflow_js
from tests.files.kept import FILES

TORCH, BRANCHES = FILES / "torch-2.13.0.safetensors", FILES / "onnx-branches.onnx"
TRACED, DYNAMO = FILES / "onnx-torchscript.onnx", FILES / "onnx-dynamo" / "model.onnx"
PARTS = {
    "encoder": TORCH, "middle": TORCH, "run_then": BRANCHES, "run_else": BRANCHES,
    "/encoder/LSTM": TRACED, "/middle/GRU_1": TRACED, "/plain/RNN": TRACED,
    "node_LSTM_219": DYNAMO, "lstm_2": FILES / "keras-2.2.4-text.h5",
    "bidirectional": FILES / "keras-3.15.1-text.keras",
}  # fmt: skip
NAMES = {"keras": "m.keras", "onnx": "m.onnx", "tfjs": "model.json", "pytorch": "m.safetensors"}
#: What the targets have no place for.
REFUSED = {
    ("lstm_2", "pytorch"): "has recurrent_activation=hard_sigmoid_keras2: PyTorch has sigmoid",
}


def run(file: Path, target: str, output: Path, *more: str) -> Result:
    words = ["convert", str(file), "--to", target, "-o", str(output), *more]
    return CliRunner().invoke(main, words)


def applied(part: Any, x: np.ndarray) -> np.ndarray:
    """What a part makes of (batch, timesteps, features)."""
    if isinstance(part, Layer):
        return np.asarray(part(x))
    if isinstance(part, Module):
        return part(x, batch_first=True)[0]
    sequence = part(x.swapaxes(0, 1))[0]  # (timesteps, directions, batch, units)
    return np.concatenate([*sequence.swapaxes(0, 1)], axis=-1).swapaxes(0, 1)


def known(name: str) -> tuple[np.ndarray, np.ndarray]:
    """A drawn input, and what the part of the file makes of it."""
    part = lstm_numpy.load(PARTS[name]).layers[name]
    if isinstance(part, Node):
        size = part.arrays["W"].shape[-1]
    elif isinstance(part, Module):
        size = part.arrays["weight_ih_l0"].shape[-1]
    else:
        size = len(getattr(part, "forward", part).arrays["kernel"])
    x = np.random.default_rng(0).normal(size=(2, 6, size)).astype(np.float32)
    return x, applied(part, x)


def in_keras(path: Path, x: np.ndarray) -> np.ndarray:
    keras = pytest.importorskip("keras")
    return np.asarray(keras.saving.load_model(path).predict(x, verbose=0))


def in_onnxruntime(path: Path, x: np.ndarray) -> np.ndarray:
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"x": x})[0])


def in_pytorch(path: Path, x: np.ndarray) -> np.ndarray:
    torch = pytest.importorskip("torch")
    value = torch.from_numpy(x)
    for module in lstm_numpy.load(path).layers.values():
        size = module.arrays["weight_ih_l0"].shape[-1]
        kind = getattr(torch.nn, module.class_name)
        words = {"num_layers": module.num_layers, "bidirectional": module.bidirectional}
        words["bias"] = "bias_ih_l0" in module.arrays
        one = kind(size, module.hidden_size, batch_first=True, **words)
        one.load_state_dict({k: torch.from_numpy(v.copy()) for k, v in module.arrays.items()})
        with torch.no_grad():
            value = one(value)[0]
    return np.asarray(value)


ENGINES = {
    "keras": in_keras, "onnx": in_onnxruntime, "pytorch": in_pytorch, "tfjs": in_tensorflow_js,
}  # fmt: skip


@pytest.mark.parametrize("target", NAMES)
@pytest.mark.parametrize("name", PARTS)
def test_a_part_alone_computes_the_same(name: str, target: str, tmp_path: Path) -> None:
    output = tmp_path / NAMES[target]
    result = run(PARTS[name], target, output, "--layer", name)
    if said := REFUSED.get((name, target)):
        assert (result.exit_code, said in result.output) == (1, True), result.output
        return
    assert (result.exit_code, result.exception) == (0, None), result.output
    x, wanted = known(name)
    found = lstm_numpy.load(output)
    if target in ("keras", "tfjs"):
        close(found(x), wanted)
    else:
        for part in found.layers.values():
            x = applied(part, x)
        close(x[:, -1] if x.ndim > wanted.ndim else x, wanted)


@pytest.mark.parametrize("target", ENGINES)
@pytest.mark.parametrize("name", PARTS)
def test_the_real_target_computes_the_same(name: str, target: str, tmp_path: Path) -> None:
    output = tmp_path / NAMES[target]
    if (name, target) in REFUSED:
        return
    assert run(PARTS[name], target, output, "--layer", name).exit_code == 0
    x, wanted = known(name)
    found = ENGINES[target](output, x)
    close(found[:, -1] if found.ndim > wanted.ndim else found, wanted)


def test_the_arrays_of_a_state_dict_stay_as_they_are(tmp_path: Path) -> None:
    assert run(TORCH, "pytorch", tmp_path / "m.npz").exit_code == 0
    whole, read = lstm_numpy.load(TORCH).arrays, lstm_numpy.load(tmp_path / "m.npz").arrays
    assert {*whole} == {*read}
    for name, array in whole.items():
        np.testing.assert_array_equal(read[name], array)


def test_npz_names_what_it_leaves_out(tmp_path: Path) -> None:
    result = run(BRANCHES, "npz", tmp_path / "m.npz")
    assert "left out: the nodes that are not recurrent: Concat (2), Constant (8), If (1)" in (
        result.output
    )
    result = run(BRANCHES, "npz", tmp_path / "m.npz", "--layer", "run_then")
    assert "left out" not in result.output
    with np.load(tmp_path / "m.npz") as found:
        assert {*found.files} == {"run_then/W", "run_then/R"}


@pytest.mark.parametrize(
    ("file", "target", "layer", "said"),
    [
        (TORCH, "keras", None, "name one with --layer: 'encoder', 'middle', 'plain', 'small'"),
        (
            TORCH,
            "keras",
            "decoder",
            "no recurrent layer 'decoder': name one of 'encoder', 'middle'",
        ),
        (
            TORCH,
            "npz",
            "decoder",
            "no layer 'decoder': it has encoder, middle, plain, small",
        ),
        (TORCH, "onnx", "small", "the module 'small' has a projection: it is only written as pyt"),
        (TORCH, "onnx", "plain", "the module 'plain' has a nonlinearity that is not in the file"),
        (BRANCHES, "keras", None, "name one with --layer: 'run_else', 'run_then'"),
    ],
)
def test_what_has_no_place_is_named(
    file: Path, target: str, layer: str | None, said: str, tmp_path: Path
) -> None:
    output = tmp_path / {"keras": "m.keras", "npz": "m.npz", "onnx": "m.onnx"}[target]
    result = run(file, target, output, *(["--layer", layer] if layer else []))
    assert (result.exit_code, said in result.output) == (1, True), result.output
    assert not list(tmp_path.iterdir())


def node(options: dict[str, Any], **more: np.ndarray) -> Any:
    """A file of ONNX with one node."""
    random = np.random.default_rng(0)
    arrays = {k: random.normal(size=(1, 16, n)) for k, n in (("W", 3), ("R", 4))}

    layers = {"rnn": Node("rnn", "LSTM", {**arrays, **more}, options)}
    return SimpleNamespace(path=Path("m.onnx"), nodes=["the node"], layers=layers)


SIXTH = {"activations": [b"HardSigmoid", b"Tanh", b"Tanh"], "activation_alpha": [1 / 6]}


def test_a_node_that_is_the_whole_file_needs_no_name() -> None:
    made = alone(node(SIXTH), None)
    assert made.layers["rnn"].functions == {
        "recurrent_activation": "hard_sigmoid", "activation": "tanh",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (node({"clip": 2.0}), "has clip, which no other target has"),
        (node({"input_forget": 1}), "has input_forget, which"),
        (node({"direction": b"reverse"}), "has direction=reverse, which"),
        (node({}, P=np.ones((1, 12))), "has P, which no other target has"),
        (node({"activations": ["Sigmoid", "Tanh", "Relu"]}), "sigmoid, tanh, relu: a layer has"),
        (node(SIXTH | {"activation_alpha": [0.4]}), "has the function HardSigmoid of [0.4"),
    ],
)
def test_a_node_that_no_layer_computes_is_refused(given: Any, said: str) -> None:
    with pytest.raises(NotKnown) as found:
        alone(given, "rnn")
    assert said in str(found.value)
