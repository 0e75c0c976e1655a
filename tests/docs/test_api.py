"""The pages under api/: every public name, and what each docstring has to say."""

import doctest
import importlib
import inspect
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from lstm_c.formulations import CELLS
from lstm_sym.sphinx.domain import LstmDomain

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "api").glob("*.md"))
MANIFEST = json.loads((ROOT / "generated" / "manifest.json").read_text())
PRINTED = sorted({stated["module"] for stated in MANIFEST["formulations"].values()})
NOT_PRINTED = ("activations", "pytorch", "onnx", "tensorflow1", "dropout")
FACES = [f"lstm_numpy.{name}" for name in NOT_PRINTED]
MODULES = ["lstm_numpy", *PRINTED, *FACES, "lstm_c", "lstm_c.keras", "lstm_sym.notation"]
SOURCE = re.compile(r"Keras|PyTorch|ONNX|TensorFlow|cuDNN|Flax|Wikipedia|[12][09]\d\d|`lstm_numpy")


def public(module: ModuleType) -> dict[str, Any]:
    """Functions and classes of a module, by name: those it lists, or else those it defines."""
    names = getattr(module, "__all__", None) or [
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    ]
    found = {name: getattr(module, name) for name in names}
    return {n: t for n, t in found.items() if inspect.isfunction(t) or inspect.isclass(t)}


def named(path: str) -> Any:
    """What a full name means."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def documented() -> set[int]:
    """What the pages document."""
    text = "\n".join(page.read_text() for page in PAGES)
    paths = re.findall(r"^\.\. auto(?:function|class|exception):: ([\w.]+)", text, re.MULTILINE)
    things = [named(path) for path in paths]
    for path in re.findall(r"^\.\. automodule:: (\S+)", text, re.MULTILINE):
        things += public(importlib.import_module(path)).values()
    return {id(thing) for thing in things}


PUBLIC = {
    f"{module}.{name}": thing
    for module in MODULES
    for name, thing in public(importlib.import_module(module)).items()
}


def test_no_public_name_is_missing() -> None:
    shown = documented()
    assert [path for path, thing in PUBLIC.items() if id(thing) not in shown] == []


def test_a_missing_name_would_be_seen() -> None:
    assert len(PUBLIC) > 80
    assert id(test_no_public_name_is_missing) not in documented()


FUNCTIONS = {
    path: thing
    for path, thing in PUBLIC.items()
    if inspect.isfunction(thing) and not path.startswith("lstm_sym")
}
# How the compiled code runs, not what it computes.
EXEMPT = {"lstm_c.available", "lstm_c.get_threads", "lstm_c.set_threads"}


@pytest.mark.parametrize("path", sorted(FUNCTIONS.keys() - EXEMPT))
def test_a_function_says_shapes_errors_source_and_has_an_example(path: str) -> None:
    said = inspect.getdoc(FUNCTIONS[path]) or ""
    if "errors are those of" in said:
        assert "lstm_numpy" in said
    elif ".prepare" not in path and "Array" in str(inspect.signature(FUNCTIONS[path])):
        assert "shape" in said
    # An activation takes every array and has nothing to refuse.
    assert "aises" in said or "activations" in path
    assert ">>>" in said
    assert SOURCE.search(said) or SOURCE.search(inspect.getmodule(FUNCTIONS[path]).__doc__ or "")


CLASSES = {path: thing for path, thing in PUBLIC.items() if inspect.isclass(thing)}


@pytest.mark.parametrize("path", CLASSES)
def test_a_class_says_what_it_is(path: str) -> None:
    thing = CLASSES[path]
    said = inspect.getdoc(thing) or ""
    assert said
    assert not said.startswith(f"{thing.__name__}(")  # made up by dataclass
    if issubclass(thing, tuple):  # Any is what other layers return
        others = (Any, tuple[Any, ...])
        arrays = [kind for kind in thing.__annotations__.values() if kind not in others]
        assert inspect.getsource(thing).count("shape (") == len(arrays)


@pytest.mark.parametrize("word", ["dot", "convolve", "at", "over_time", "concat", "where", "clip"])
def test_a_word_says_its_shapes(word: str) -> None:
    assert "hape" in (inspect.getdoc(PUBLIC[f"lstm_sym.notation.{word}"]) or "")


@pytest.mark.parametrize(
    "module",
    [
        *MODULES,
        *(f"lstm_sym.notation.{n}" for n in ("activations", "equations", "symbols", "words")),
    ],
)
def test_the_examples_of_a_module_are_true(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module), extraglobs={"np": np})
    assert failed == 0


def test_every_directive_role_and_setting_of_the_extension_is_named() -> None:
    text = (ROOT / "docs" / "api" / "sphinx.md").read_text()
    words = [*LstmDomain.directives, *LstmDomain.roles]
    assert [word for word in words if f"{{lstm:{word}}}" not in text] == []
    assert "lstm_manifest" in text


def test_the_table_of_lstm_c_has_every_module_and_every_source() -> None:
    page = (ROOT / "docs" / "api" / "lstm_c-formulations.md").read_text()
    table = re.findall(r"^\| `lstm_c\.(\w+)` \| `.*`[^|]* \| (.*)\|$", page, re.MULTILINE)
    shown = {module: re.findall(r"`(\w+)`", sources) for module, sources in table}
    cells = {name: [one.name for one in cell.bodies.values()] for name, cell in CELLS.items()}
    cells.pop("keras")  # it has a section of its own
    assert shown == cells | {"pytorch": [], "onnx": [], "cudnn_modes": [], "dropout": []}
