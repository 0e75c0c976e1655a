"""Compiles the C source once, into the user's cache folder, with the system's compiler.

The finished library takes its name in one step, so a compilation that is killed, or two at the same
time, leave nothing half done. The name holds a digest of all that decides its content.
"""

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).with_name("lstm.c")
FLAGS = ("-std=c11", "-O3", "-ffp-contract=fast", "-fno-math-errno", "-fPIC", "-shared")
# For this machine's processor; the first that the compiler knows.
TUNING = (("-march=native",), ("-mcpu=native",), ())


class CompilerError(RuntimeError):
    """There is no C compiler, or it failed; the message says which and what to do."""


def compiled() -> Path:
    """The library's file; compiled if it is not there. Raises `CompilerError`."""
    command = compiler()
    folder = cache()
    target = folder / f"lstm-{digest(command, FLAGS, TUNING, processor())}.so"
    if target.exists():
        return target
    remedy = "name another folder in the environment variable LSTM_C_CACHE"
    with writing(folder, remedy) as new:
        compile_to(new / target.name, command)
        os.replace(new / target.name, target)
    return target


@contextmanager
def writing(folder: Path, remedy: str) -> Iterator[Path]:
    """A place inside of a folder for what is not finished; raises `CompilerError` with the remedy
    where nothing can be written."""
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="compiling-", dir=folder) as new:
            yield Path(new)
    except OSError as error:
        raise CompilerError(
            f"cannot write the compiled library to {folder}: {error.strerror}; {remedy}"
        ) from None


def compiler() -> list[str]:
    """The command of the C compiler: the variable CC, else cc, gcc or clang."""
    named = shlex.split(os.environ.get("CC", ""))
    for command in [named] if named else [["cc"], ["gcc"], ["clang"]]:
        if shutil.which(command[0]):
            return command
    tried = named[0] if named else "cc, gcc, clang"
    raise CompilerError(
        f"no C compiler found ({tried}): install one, or name it in the environment variable CC, "
        "or run `python -m lstm_c.prebuild` where there is one and take its libraries along, or "
        "use lstm_numpy"
    )


def cache() -> Path:
    """The folder of compiled libraries: LSTM_C_CACHE, else one in the user's cache folder."""
    if "LSTM_C_CACHE" in os.environ:
        return Path(os.environ["LSTM_C_CACHE"])
    user = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(user or Path.home() / ".cache") / "lstm_c"


def compile_to(
    target: Path, command: list[str], tuning: Sequence[tuple[str, ...]] = TUNING, more: str = ""
) -> None:
    """Compile the source, and more of it, with the first flags that the compiler knows.

    Raises `CompilerError` with what the compiler said.
    """
    said = ""
    for flags in tuning:
        line = [*command, *FLAGS, *flags, "-x", "c", str(SOURCE), "-", "-o", str(target), "-lm"]
        done = subprocess.run(line, input=more, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        said = f"{shlex.join(line)}\n{done.stderr.strip()}"
    raise CompilerError(f"the C compiler failed; lstm_numpy needs none. It was called as\n{said}")


def digest(*more: object) -> str:
    """What decides a library's content: the sources, and more."""
    parts = [SOURCE.read_bytes(), SOURCE.with_name("lstm.h").read_bytes(), repr(more).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def processor() -> str:
    """The processor's kind and abilities: folders may be shared by unlike machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    about = [line for line in lines if line.startswith(("model name", "flags", "Features"))]
    return "\n".join([platform.system(), platform.machine(), platform.processor(), *about[:2]])
