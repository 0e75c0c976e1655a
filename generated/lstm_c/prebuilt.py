"""Libraries that `lstm_c.prebuild` compiled ahead, and which of them is the best for this machine.

Each is the whole source; some use instructions that not every processor of its kind has. The plain
one does not, and so it can say which of the others this processor, and its system, can run.
"""

import ctypes
import platform
from pathlib import Path

from lstm_c import compiler, libraries
from lstm_c.compiler import FLAGS, CompilerError, source_digest

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


def best(source: Path | None = None) -> Path | None:
    """The file of the best library that runs here; None where none was made from this source.

    Raises OSError where the plain one cannot be loaded, `CompilerError` where one is damaged.
    """
    plain = made(PLAIN, source)
    if plain is None:
        return None
    asked = ctypes.CDLL(str(plain))
    for level in reversed(LEVELS):
        better = made(level, source)
        if better and asked[question(level)]():
            return better
    return plain


def made(level: str, source: Path | None = None) -> Path | None:
    """The library of a level, if one was made from this source."""
    if not FOLDER.is_dir():
        return None
    name = names(source)[level]
    whole = libraries.found(FOLDER, name)
    damaged = [] if whole else list(libraries.all_of(FOLDER, name))
    if damaged:
        raise CompilerError(
            f"the prebuilt library {damaged[0]} is damaged: its content is not what its name says; "
            "run `python -m lstm_c.prebuild` again"
        )
    return whole


def names(source: Path | None = None) -> dict[str, str]:
    """What the library of each level is called, the plain one at last; another source has other
    names."""
    version = source_digest(FLAGS, LEVELS, platform.system(), MACHINE, source=source)
    stem = (source or compiler.SOURCE).stem
    return {level: f"{stem}-{level}-{version}" for level in (*LEVELS, PLAIN)}


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
