"""What the tests of C begin with."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_c import compiled, compiler, padded, prepared


class NumPy:
    """NumPy, whose new arrays hold NaN: else one may find the right numbers of the call before."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    def empty(self, shape: Any, dtype: Any = float) -> Any:
        return np.full(shape, np.nan, dtype)


@pytest.fixture(autouse=True)
def new_arrays_hold_nan(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (compiled, padded, prepared):
        monkeypatch.setattr(module, "np", NumPy())


@pytest.fixture(scope="session")
def hurried(tmp_path_factory) -> Path:
    """The system's compiler without its optimiser, which takes most of the time."""
    script = tmp_path_factory.mktemp("hurried") / "cc"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(compiler.compiler())} "$@" -O0\n')
    script.chmod(0o700)
    return script


@pytest.fixture(scope="module")
def quick(hurried: Path) -> Iterator[None]:
    """Libraries in a tenth of the time, for tests of how they are made, kept and found."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CC", f"{hurried} -DLSTM_SCALAR")
        yield
