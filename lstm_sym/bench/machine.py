"""The machine, and how long the project's own commands take on it."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from lstm_sym.generate import PRODUCTS


def machine() -> dict[str, str | int]:
    """What the results depend on; the peers' versions are with the peers."""
    return {
        "processor": _of_cpuinfo("model name") or platform.processor() or platform.machine(),
        "family": _numbers(),
        "processors": _available(),
        "system": platform.system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _of_cpuinfo(word: str) -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    return next((line.split(":")[1].strip() for line in lines if line.startswith(word)), "")


def _numbers() -> str:
    """Family and model, where a virtual machine hides the processor's name."""
    family, model = _of_cpuinfo("cpu family"), _of_cpuinfo("model\t")
    return f"family {family}, model {model}" if family else ""


def _available() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


ROOT = PRODUCTS.parent
IMPORT = (
    "import time, numpy; t = time.perf_counter(); import lstm_numpy; print(time.perf_counter() - t)"
)


def durations(times: int = 3) -> dict[str, float | None]:
    """The least seconds of a few runs; None for what is not installed here."""
    with tempfile.TemporaryDirectory() as folder:
        lstm_sym = [sys.executable, "-m", "lstm_sym"]
        site = [sys.executable, "-m", "sphinx", "-q", "-E", "-d", f"{folder}/doctrees"]
        return {
            "import lstm_numpy, after numpy": min(_imported() for _ in range(times)),
            "lstm-sym generate": _least([*lstm_sym, "generate", "-o", f"{folder}/made"], times),
            "lstm-sym check": _least([*lstm_sym, "check"], times),
            "the site, from nothing": _least([*site, str(ROOT / "docs"), f"{folder}/site"], 1),
        }


def _imported() -> float:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    return round(float(done.stdout), 4)


def _least(command: list[str], times: int) -> float | None:
    found: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
        found.append(time.perf_counter() - start)
        if done.returncode:
            return None
    return round(min(found), 2)
