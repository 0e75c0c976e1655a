"""How long the project's own commands take, each in a process of its own."""

import subprocess
import sys
import tempfile
import time

from lstm_sym.generate import PRODUCTS

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
