"""Products go in parts where OpenBLAS has kernels for small ones, and one thread, only."""

import os
import subprocess
import sys

import pytest

from lstm_numpy import openblas


@pytest.fixture
def with_small_kernels(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(openblas, "has_small_kernels", lambda: True)
    monkeypatch.setattr(openblas, "threads", lambda: 1)
    return monkeypatch


@pytest.mark.parametrize("rows", [4, 28, 128, 508, 512, 2048])
@pytest.mark.parametrize("inner", [1, 43, 257, 1025])
@pytest.mark.parametrize("columns", [0, 1, 8, 31, 256, 5000])
def test_parts_are_equal_and_small_and_no_fewer_would_be(
    with_small_kernels, rows: int, inner: int, columns: int
) -> None:
    parts = openblas.parts(rows, inner, columns)
    assert rows % parts == 0
    fit = [
        n
        for n in range(1, rows + 1)
        if rows % n == 0 and rows // n * inner * columns <= openblas.SMALL
    ]
    least = min(fit, default=rows)
    assert parts == (least if least == 1 or rows // least >= openblas.FEWEST_ROWS else 1)


def test_threads_and_other_processors_take_products_whole(with_small_kernels) -> None:
    assert openblas.parts(512, 257, 32) == 8
    with_small_kernels.setattr(openblas, "threads", lambda: 2)
    assert openblas.parts(512, 257, 32) == 1
    with_small_kernels.setattr(openblas, "threads", lambda: 1)
    with_small_kernels.setattr(openblas, "has_small_kernels", lambda: False)
    assert openblas.parts(512, 257, 32) == 1


def test_a_library_that_is_not_known_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openblas, "library", lambda: None)
    openblas.has_small_kernels.cache_clear()
    try:
        assert not openblas.has_small_kernels()
        assert openblas.threads() == 1
    finally:
        openblas.has_small_kernels.cache_clear()


@pytest.mark.parametrize("processor", ["SkylakeX", "Haswell"])
def test_openblas_tells_its_processor_and_its_threads(processor: str) -> None:
    if not hasattr(openblas.library(), "scipy_openblas_get_corename64_"):
        pytest.skip("this NumPy does not multiply with an OpenBLAS of NumPy's own packages")
    asked = {"OPENBLAS_CORETYPE": processor, "OPENBLAS_NUM_THREADS": "1"}
    code = """
from lstm_numpy import openblas
print(openblas.processor(), openblas.has_small_kernels(), openblas.threads())
"""
    run = [sys.executable, "-c", code]
    found = subprocess.run(run, env={**os.environ, **asked}, capture_output=True, text=True)
    name, small, threads = found.stdout.split()
    if name != processor:
        pytest.skip(f"OpenBLAS has no code for {processor} that runs here, and took {name}")
    assert (small, threads) == (str(processor == "SkylakeX"), "1"), found.stderr
