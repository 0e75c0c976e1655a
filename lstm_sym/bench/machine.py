"""The processor and the system, so that numbers have a place."""

import os
import platform
from pathlib import Path

import numpy as np


def machine() -> dict[str, str | int]:
    """What the results depend on; the peers' versions stand with the peers."""
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
