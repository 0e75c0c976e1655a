"""Libraries that `lstm_c.prebuild` compiled ahead, and which of them is the best for this machine.

Each is the whole source; some use instructions that not every processor of its kind has. The plain
one does not, and so it can say which of the others this processor, and its system, can run.
"""

import ctypes
import platform
from pathlib import Path

from lstm_c.compiler import FLAGS, digest

FOLDER = Path(__file__).with_name("prebuilt")
MACHINE = platform.machine()
PLAIN = "plain"
#: The abilities that each of the others needs, the best at last.
LEVELS = {
    "avx2": ("avx2", "fma"),
    "avx512": ("avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"),
}
if MACHINE.lower() not in ("x86_64", "amd64"):
    LEVELS = {}


def best() -> Path | None:
    """The file of the best library that runs here; None where none was made from this source.

    Raises OSError where the plain one cannot be loaded.
    """
    made = files()
    if not made[PLAIN].exists():
        return None
    asked = ctypes.CDLL(str(made[PLAIN]))
    for level in reversed(LEVELS):
        if made[level].exists() and asked[question(level)]():
            return made[level]
    return made[PLAIN]


def files() -> dict[str, Path]:
    """Where the library of each level stands, the plain one at last; another source has other
    names."""
    version = digest(FLAGS, LEVELS, platform.system(), MACHINE)
    return {level: FOLDER / f"lstm-{level}-{version}.so" for level in (*LEVELS, PLAIN)}


def question(level: str) -> str:
    """The function of the plain library that says whether a level runs here."""
    return f"lstm_runs_{level}"


def answers() -> str:
    """These functions in C."""
    lines = []
    for level, abilities in LEVELS.items():
        all_of_them = " && ".join(f'__builtin_cpu_supports("{name}")' for name in abilities)
        lines.append(f"int {question(level)}(void) {{ return {all_of_them}; }}\n")
    return "".join(lines)
