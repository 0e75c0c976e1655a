"""Words that deny, for the claims: each is there only if what it denies was missing."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

from lstm_sym.equations import FORMULATIONS
from lstm_sym.targets.c import cells
from lstm_sym.targets.numpy import source as numpy
from tests.files.kept import ROOT as KEPT

from .data import ROOT, versions

#: How C allocates memory, starts a thread, and shares a number between threads.
ALLOCATION = r"\b(?:malloc|calloc|realloc|aligned_alloc|alloca)\b"
THREAD = r"\b(?:pthread|thrd)_create\b"
ATOMIC = r"\b(?:_Atomic|stdatomic|atomic_\w+)\b"
FRAMEWORKS = ("keras", "tensorflow", "torch", "onnxruntime", "jax", "h5py", "onnx")
LOADED = """
import sys, numpy, lstm_numpy
lstm_numpy.load(sys.argv[1])(numpy.zeros((1, 20, 1), numpy.float32))
print(*set(sys.argv[2:]) & set(sys.modules))
"""


@cache
def none_in_c(pattern: str, folder: str = "") -> str:
    """Whether the printed C has something."""
    every = [*(ROOT / "generated/lstm_c" / folder).rglob("*.[ch]")]
    assert every
    return "no" if not any(re.search(pattern, file.read_text()) for file in every) else "some"


@cache
def without_the_framework() -> str:
    """How a trained model runs, by what its process has imported."""
    words = [sys.executable, "-c", LOADED, str(KEPT / "models/keras-2.2.4.h5"), *FRAMEWORKS]
    found = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return f"{'with' if found.strip() else 'without'} the framework"


def refused() -> Iterator[tuple[str, str]]:
    """The equations that keep a formulation from a form in NumPy or C, each with the reason."""
    for stated in FORMULATIONS:
        for reason in {numpy.refused(stated), cells.refused(stated)} - {""}:
            label, _, why = reason.partition(": ")
            yield label, why


def recorded_of(framework: str) -> str:
    """Whether any array was recorded from a framework."""
    every = [*versions(), *versions("further")]
    return "some" if any(framework in about["framework"].lower() for about in every) else "no"
