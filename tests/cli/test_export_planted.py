"""A gate that is swapped, or an activation exchanged, anywhere in an exported folder is seen."""

import math
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

import lstm_numpy
from lstm_sym.explain import seeded
from tests.cli.test_export import compiled, needs_cc, run, verified
from tests.files.kept import FILES, ROOT

OWN: dict[str, tuple[Path, *tuple[str, ...]]] = {
    "an LSTM": (ROOT / "models" / "keras-2.2.4.h5",),
    "text": (FILES / "keras-3.15.1-text.keras",),
    "cuDNN's": (FILES / "keras-2.2.4-cudnn.h5",),
    "all three": (FILES / "keras-3.15.1-mixed.keras",),
    "PyTorch's": (FILES / "torch-2.13.0.safetensors", "--layer", "encoder"),
    "ONNX's": (FILES / "onnx-torchscript.onnx", "--layer", "/middle/GRU"),
}
PRINTED = re.compile("Printed (from|by `lstm-sym)")
#: The first two gates, where the weights are told apart: in Python, in the loops of C.
GATES = (
    re.compile(r"^( +)(\w+), (\w+)((?:, \w+)* = (?:np\.)?split\()", re.MULTILINE),
    re.compile(r"^( +)(\w+)(\[u\] \+= [^;]+;\n +)(\w+)(?=\[u\] \+=)", re.MULTILINE),
)
#: A line of an equation: it ends with the label, or has it above.
EQUATION = re.compile(r"^.*  # [\w-].*$|^.*; // [\w-].*$|^    // [\w-]+\n.*;$", re.MULTILINE)
#: What is exchanged in it, such as the numbers of a hard sigmoid.
EXCHANGED = {" + ": " - ", " * ": " + ", "multiply(": "add(", "add(": "subtract("}
WORD = re.compile("|".join(map(re.escape, EXCHANGED)))


def planted(text: str) -> Iterator[str]:
    """The file with two gates swapped, and with the operations of its equations exchanged."""
    for gates, form in zip(GATES, (r"\1\3, \2\4", r"\1\4\3\2"), strict=True):
        if gates.search(text):
            yield gates.sub(form, text)

    def other(line: re.Match[str]) -> str:
        return WORD.sub(lambda word: EXCHANGED[word[0]], line[0])

    exchanged = EQUATION.sub(other, text)
    if exchanged != text:
        yield exchanged


@pytest.fixture(name="folder", params=OWN, scope="module")
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "out"
    file, *more = OWN[request.param]
    assert run(file, folder, *more).exit_code == 0
    assert verified(folder).returncode == 0
    return folder


def equations(folder: Path) -> list[Path]:
    """Every printed file that has an equation in it, or tells gates apart."""
    files = [one for end in ("py", "c", "h") for one in sorted(folder.rglob(f"*.{end}"))]
    texts = {one: one.read_text() for one in files}
    return [one for one, text in texts.items() if PRINTED.search(text) and [*planted(text)]]


def test_what_is_planted_in_any_file_is_named(folder: Path, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(folder, tmp_path / "changed"))
    texts = {file: [*planted(file.read_text())] for file in equations(changed)}
    names = {one.name for one in texts}
    assert {"keras.py", "keras_fast.py", "gru.py", "activations.py", "dense.py"} <= names
    for number in (0, -1):
        for file, others in texts.items():
            file.write_text(others[number])
        done = verified(changed)
        named = {
            changed / line.split(":")[0] for line in done.stdout.split("\n") if "CHANGED" in line
        }
        assert (done.returncode, named) == (1, {*texts})


def sums_anew(folder: Path) -> None:
    """What one does who changes a file and wants to hide it."""
    sums = folder / "SHA256SUMS"
    names = [line.split("  ", 1)[1] for line in sums.read_text().splitlines()]
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    sums.write_text("".join(lines))


def test_what_runs_is_seen_by_its_numbers(folder: Path, tmp_path: Path) -> None:
    """Both forms of each recurrent layer run, so that sums made anew hide nothing."""
    changed = Path(shutil.copytree(folder, tmp_path / "changed"))
    modules = {*re.findall(r"by lstm_numpy/(\w+)\.py", verified(folder).stdout)}
    ((source, *more),) = (own for own in OWN.values() if own[0].name == model_name(folder))
    if more:
        assert len(modules) == 1
    else:
        layers = [one for _, one in lstm_numpy.load(source).parts() if hasattr(one, "kind")]
        assert modules == {one.kind.module for one in layers}
    for name in ("activations", *modules, *(f"{one}_fast" for one in modules)):
        file = changed / "lstm_numpy" / f"{name}.py"
        text = file.read_text()
        for other in planted(text):
            file.write_text(other)
            sums_anew(changed)
            done = verified(changed)
            assert (done.returncode, "CHANGED" in done.stdout) == (1, False), name
            if name in modules:
                assert re.search(rf"by lstm_numpy/{name}.py: off by .*: WRONG", done.stdout)
        file.write_text(text)


@needs_cc
def test_what_is_planted_in_c_is_seen(folder: Path, tmp_path: Path) -> None:
    if not (folder / "c").exists():
        pytest.skip("a model within the model has no C")
    changed = Path(shutil.copytree(folder / "c", tmp_path / "c"))
    found = equations(changed)
    assert {"model.c", "activations.h"} <= {one.name for one in found}
    for file in found:
        text = file.read_text()
        for other in planted(text):
            file.write_text(other)
            done = compiled(changed)
            assert (done.returncode, "WRONG" in done.stdout) == (2, True), done.stdout + done.stderr
        file.write_text(text)
    assert compiled(changed).returncode == 0


def model_name(folder: Path) -> str:
    """The file that the folder was made of."""
    return (folder / "README.md").read_text().split("\n")[0].removeprefix("# ")


@pytest.mark.parametrize(
    ("found", "wanted", "off"),
    [([0.5], [0.25], 0.25), ([10.0, -30.0], [10.0, -20.0], 0.5), ([math.nan], [1.0], math.nan)],
)
def test_how_far_an_output_is_off_is_of_its_largest_number_or_of_1(
    found: list[float], wanted: list[float], off: float
) -> None:
    np.testing.assert_equal(seeded.off_by(found, wanted), off)


def test_the_second_of_the_drawn_inputs_ends_with_padding() -> None:
    (words,) = seeded.inputs(lstm_numpy.load(FILES / "keras-3.15.1-text.keras"))
    half = words.shape[1] // 2
    assert (words[1] != 0).tolist() == [True] * half + [False] * (words.shape[1] - half)
    assert (words[[0, 2]] != 0).all()
