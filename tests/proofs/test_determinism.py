"""Other processes render the same bytes; bytes that depend on the process are seen."""

import sys

import pytest

from lstm_sym.proofs import determinism
from lstm_sym.proofs.campaign import files


def few():
    yield "hash seed 1", sys.executable, {"PYTHONHASHSEED": "1"}, "/"


def test_another_hash_seed_gives_the_same_bytes(monkeypatch) -> None:
    monkeypatch.setattr(determinism, "settings", few)
    result = determinism.prove(files())
    assert result.wrong == ()


def test_bytes_that_depend_on_the_hash_seed_are_seen_here_alone(monkeypatch) -> None:
    names = sorted({"i_t", "f_t", "g_t", "o_t"}, key=hash)
    monkeypatch.setattr(determinism, "settings", few)
    wrong = determinism.prove({**files(), "order.txt": " ".join(names)}).wrong
    assert wrong == ("hash seed 1: other bytes in order.txt",)


def test_an_interpreter_that_is_not_there_is_said(monkeypatch) -> None:
    monkeypatch.setattr(determinism, "settings", lambda: iter([("Python 9.9", "", {}, "/")]))
    assert "Python 9.9 not installed" in determinism.prove(files()).said


@pytest.mark.parametrize("level", ["1", "2"])
def test_python_without_assertions_and_docstrings_gives_the_same_bytes(monkeypatch, level) -> None:
    optimized = ("optimized", sys.executable, {"PYTHONOPTIMIZE": level}, "/")
    monkeypatch.setattr(determinism, "settings", lambda: iter([optimized]))
    assert determinism.prove(files()).wrong == ()


def test_a_shim_that_refuses_to_run_is_no_interpreter(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert determinism.interpreter("9.9") == ""
    shim = tmp_path / "python9.9"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    assert determinism.interpreter("9.9") == ""
    shim.write_text("#!/bin/sh\nexit 0\n")
    assert determinism.interpreter("9.9") == str(shim)
