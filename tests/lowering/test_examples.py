"""Examples in docstrings of the passes, the lowering and what is around them are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import lstm_sym

ROOT = Path(lstm_sym.__file__).parent
#: Support is tried where it is printed to, and what stands in quotes is no docstring here.
MODULES = [
    ".".join(file.relative_to(ROOT.parent).with_suffix("").parts)
    for file in sorted(ROOT.rglob("*.py"))
    if not {"support", "support.py"} & {*file.parts} and ">>> " in file.read_text()
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_try() -> None:
    assert {"lstm_sym.lowering.lower", "lstm_sym.passes.quantised"} <= {*MODULES}
