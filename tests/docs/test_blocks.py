"""Every code block of the pages and of the README runs, and prints what stands there."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sybil.example import SybilFailure

from lstm_numpy import LSTM
from tests.docs import blocks

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [page for page in PAGES if "_build" not in page.parts]


@pytest.fixture(name="folder", autouse=True)
def folder_of_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    # "out" on the path is a folder of this page, not of the page before.
    monkeypatch.setattr(sys, "path_importer_cache", {})
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]  # a file that the page saved


class Recorded:
    """A layer of Keras 2.2.4 as it was exported: its weights."""

    def get_weights(self) -> list[np.ndarray]:
        return [QUESTION[f"question.{name}"] for name in ("kernel", "recurrent_kernel", "bias")]


QUESTION = np.load(ROOT / "tests/reference/arrays/keras-2.2.4-tensorflow.npz")
#: Names that a page speaks of before it makes them.
GIVEN = {
    "index.md": {
        "LSTM": LSTM,  # it takes the words of Keras's
        "keras_layer": Recorded(),
        "x": QUESTION["question.sequences"],
    }
}

CELLS = "docs/formulations/cells"
#: The files of one small model, saved by real frameworks.
MODELS = {
    "model.h5": "tests/reference/models/keras-2.2.4.h5",
    "keras2.npz": "tests/reference/models/keras-2.2.4.npz",
    "model.keras": "tests/reference/models/keras-3.15.1.keras",
    "model.weights.h5": "tests/reference/models/keras-3.15.1.weights.h5",
    "layer.npz": "tests/reference/models/keras-3.15.1.weights.npz",
    "keras3.npz": "tests/reference/models/keras-3.15.1.npz",
    "state_dict.npz": "tests/reference/models/torch-2.13.0.state_dict.npz",
    "model.onnx": "tests/reference/models/torch-2.13.0/model.onnx",
    "model.onnx.data": "tests/reference/models/torch-2.13.0/model.onnx.data",
    "legacy.onnx": "tests/reference/models/torch-2.13.0.onnx",
    "torch.npz": "tests/reference/models/torch-2.13.0.npz",
}
#: Files that a page speaks of, saved by real frameworks, and the printed C.
FILES = {
    "README.md": {"model.h5": "tests/reference/models/keras-2.2.4.h5"},
    "use-without-the-framework.md": MODELS,
    "take-the-arrays-out.md": MODELS,
    "in-c.md": {
        **MODELS,
        **{
            f"lstm_c/{name}": f"generated/lstm_c/{name}"
            for name in (
                *("lstm.h", "cells/keras.h", "cells/keras.c"),
                *("engine/words.c", "engine/job.c", "engine/products.c", "engine/loop.c"),
            )
        },
    },
    "models.md": {
        "model.h5": "tests/reference/models/keras-2.2.4.h5",
        "keras2.npz": "tests/reference/models/keras-2.2.4.npz",
        "model.onnx": "tests/reference/files/onnx-torchscript.onnx",
    },
    "file-formats.md": {
        "keras1.h5": "tests/reference/files/keras-1.2.2-text.h5",
        "keras2.h5": "tests/reference/files/keras-2.2.4-text.h5",
        "tf.h5": "tests/reference/files/tf.keras-2.15.0-text.h5",
        "keras3.h5": "tests/reference/files/keras-3.15.1-text.h5",
        "keras3.weights.h5": "tests/reference/files/keras-3.15.1-text.weights.h5",
        "model.json": "tests/reference/files/tfjs-4.22.0/model.json",
        "state_dict.safetensors": "tests/reference/files/torch-2.13.0.safetensors",
        "model.onnx": "tests/reference/models/torch-2.13.0.onnx",
    },
    "many-examples.md": {"model.h5": "tests/reference/models/keras-2.2.4.h5"},
    "called-lstm.md": {
        "brain_js.npz": "tests/reference/further/brain.js-1.6.1-cells.npz",
        "synaptic.npz": "tests/reference/further/synaptic-1.1.4-cells.npz",
        "lasagne.npz": "tests/reference/further/lasagne-0.1-cells.npz",
        **{f"{name}.py": f"{CELLS}/{name}.py" for name in ("brain_js", "synaptic", "lasagne")},
    },
    "package-cells.md": {
        "dynet.npz": "tests/reference/further/dynet-2.1.2-cells.npz",
        "chainer.npz": "tests/reference/further/chainer-7.8.1-cells.npz",
        "contrib.npz": "tests/reference/further/tensorflow-contrib-1.15.5-cells.npz",
        "addons.npz": "tests/reference/further/tensorflow-addons-0.23.0-cells.npz",
        **{
            f"{name}.py": f"{CELLS}/{name}.py"
            for name in ("dynet_coupled", "chainer_peephole", "ugrnn", "nas")
        },
    },
    "small-machines.md": {
        name: f"generated/lstm_c/small/{name}" for name in ("keras_small.h", "words.h")
    },
    "how-it-is-made.md": {"lstm_sym/equations/keras.py": "lstm_sym/equations/keras.py"},
}


#: Pages that go on with a file of another page.
CONTINUED = {"run-it.md": ("write-your-own-cell.md", "my_cell.py")}


def namespace_after(page: Path) -> dict[str, Any]:
    """Run a page; the names that it made."""
    document = blocks.parse(page)
    if page.name in CONTINUED:
        before, file = CONTINUED[page.name]
        blocks.save(file, blocks.file(ROOT / "docs" / before, file))
    if re.search(r"\$ (cc|make) ", document.text) and not shutil.which("cc"):
        pytest.skip("no C compiler is installed as cc")
    document.namespace.update(GIVEN.get(page.name, {}))
    for name, file in FILES.get(page.name, {}).items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, name)
    for example in document.examples():
        example.evaluate()
    return document.namespace


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_blocks_of_a_page_run(page: Path) -> None:
    namespace_after(page)


def test_the_home_page_computes_what_keras_2_2_4_returned() -> None:
    made = namespace_after(ROOT / "docs" / "index.md")
    for name in ("lstm_output", "state_h", "state_c"):
        np.testing.assert_allclose(made[name], QUESTION[f"question.{name}"], rtol=0, atol=1e-6)


def test_the_loop_of_a_site_runs_again_where_it_has_run(folder: Path) -> None:
    """Edit, generate, build, check: the second time in a folder with all that the first made."""
    page = ROOT / "docs" / "use-it-in-your-own-project.md"
    for _ in range(2):
        namespace_after(page)
    left = [path.name for path in folder.rglob("*.lstm-sym-new")]
    assert left == []


FAULTS = {
    "```python\n>>> 1 + 1\n3\n\n```\n": "Expected",
    "```python\nassert 1 == 2\n```\n": "assert",
    "```python\nnames\n```\n": "'names' is not defined",
    "```console\n$ echo one\ntwo\n```\n": "does not print",
    "```console\n$ echo one; echo two\none\n```\n": "prints more",
    "```console\n$ echo one; echo two; echo three\none\nthree\n```\n": "not here",
    "```console\n$ false\n$ echo $?\n0\n```\n": "does not print",
    "```console\n$ lstm-sym show gru --as numpy\n```\n": "prints more",
    "```c\nint main;\n```\n": "nothing runs this block",
    "```\nx = 1\n```\n": "nothing runs this block",
    "~~~\nx = 1\n~~~\n": "nothing runs this block",
    "> ```toml\n> x = 1\n> ```\n": "nothing runs this block",
    "    x = 1\n": "nothing runs this block",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_in_a_block_is_seen(folder: Path, text: str) -> None:
    page = folder / "page.md"
    page.write_text(f"# A page\n\nWords.\n\n{text}")
    with pytest.raises((AssertionError, NameError, SybilFailure, ValueError)) as raised:
        test_the_blocks_of_a_page_run(page)
    assert FAULTS[text] in f"{raised.typename} {raised.value}".replace("AssertionError", "assert")


def test_shown_commands_may_leave_lines_out(folder: Path) -> None:
    page = folder / "page.md"
    shown = "$ echo one; echo two; echo three; false\n...\nthree\n$ echo $?\n1\n"
    page.write_text(f"```console\n{shown}```\n")
    test_the_blocks_of_a_page_run(page)


def test_a_block_with_a_caption_is_saved(folder: Path) -> None:
    page = folder / "page.md"
    page.write_text(
        "```{code-block} python\n:caption: one.py\n\nx = 1\n```\n\n"
        "```python\nimport one\nassert one.x == 1\n```\n"
    )
    sys.path.insert(0, str(folder))
    test_the_blocks_of_a_page_run(page)
