"""One module of PyTorch or one node of ONNX as a folder that stands alone."""

import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lstm_numpy.files.onnx import Recurrent
from lstm_sym.equations import BY_NAME
from lstm_sym.export import recorded as of_recorded
from lstm_sym.export.part import of_node
from lstm_sym.lowering.lower import lower
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c.plain import Plain
from tests.cli.test_export import run, verified
from tests.files.kept import FILES

PARTS = [
    ("torch-2.13.0.safetensors", "encoder", "torch"),
    ("torch-2.13.0.safetensors", "middle", "torch"),
    ("onnx-torchscript.onnx", "/encoder/LSTM", "onnxruntime"),
    ("onnx-torchscript.onnx", "/middle/GRU", "onnxruntime"),
    ("onnx-torchscript.onnx", "/plain/RNN", "onnxruntime"),
]


@pytest.mark.parametrize(("file", "layer", "package"), PARTS)
def test_a_part_is_exported_and_recorded_by_its_own_package(
    file: str, layer: str, package: str, tmp_path: Path
) -> None:
    pytest.importorskip(package)
    done = run(FILES / file, tmp_path / "out", "--layer", layer)
    name = {"torch": "PyTorch"}.get(package, package)
    assert (done.exit_code, f"recorded by {name} {version(package)}" in done.output) == (0, True)
    done_there = verified(tmp_path / "out")
    assert done_there.returncode == 0, done_there.stdout
    assert f"recorded by {name}" in done_there.stdout


@pytest.mark.parametrize(("file", "layer", "package"), PARTS)
def test_a_part_whose_package_is_not_installed_says_so(
    file: str, layer: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = run(FILES / file, tmp_path / "out", "--layer", layer)
    assert (done.exit_code, f"{package} is not installed" in done.output) == (0, True)
    assert verified(tmp_path / "out").returncode == 0


def test_another_output_of_the_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def others(part: Any, x: np.ndarray) -> tuple[list[np.ndarray], str, str]:
        return [part(x.swapaxes(0, 1))[0][:, 0].swapaxes(0, 1) + off], "a package", ""

    monkeypatch.setattr(of_recorded, "of_part", others)
    for off, code in ((0, 0), (1e-3, 1)):
        done = run(FILES / "onnx-torchscript.onnx", tmp_path / f"{off}", "--layer", "/plain/RNN")
        assert done.exit_code == code, done.output
        assert ("a package computes other numbers" in done.output) == bool(code)


def test_the_directions_of_a_node_are_side_by_side_in_its_output() -> None:
    pytest.importorskip("onnx")
    timesteps, directions, batch, units = sizes = 5, 2, 3, 4
    Y = np.arange(np.prod(sizes)).reshape(sizes)
    session = SimpleNamespace(run=lambda names, given: [Y])
    runtime: Any = SimpleNamespace(InferenceSession=lambda *given, **words: session)
    arrays = {"W": np.ones((2, units, 1)), "R": np.ones((2, units, units))}
    node = Recurrent("one", "RNN", arrays, {"direction": "bidirectional"})
    found = of_node(runtime, node, np.zeros((batch, timesteps, 1), np.float32))
    assert found.shape == (batch, timesteps, directions * units)
    for direction in range(directions):
        part = found[..., direction * units : (direction + 1) * units]
        np.testing.assert_array_equal(part.swapaxes(0, 1), Y[:, direction])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "its layers are taken one at a time: name one with --layer: 'encoder', 'middle'"),
        (("--layer", "other"), "it has no recurrent layer 'other': name one of 'encoder'"),
        (("--layer", "small"), "the module 'small' has a projection"),
    ],
)
def test_a_part_that_cannot_be_told_is_refused(
    more: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run(FILES / "torch-2.13.0.safetensors", tmp_path / "out", *more)
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert "torch-2.13.0.safetensors" in done.output
    assert not (tmp_path / "out").exists()


def test_weights_that_lie_the_other_way_have_no_plain_c() -> None:
    stated = BY_NAME["pytorch"]
    weights = {str(symbol): str(symbol) for symbol in stated.cell.weights}
    sizes = {"input_size": 3, "hidden_size": 4, "units": 4}
    timestep = Plain("one", stated, lower(stated).bodies[0], weights, sizes, {}, {})
    with pytest.raises(NotLoweredError, match="pytorch: C has no transposed weight_ih"):
        [*timestep.lines()]
