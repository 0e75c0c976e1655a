"""Compiles the C source once, into the user's cache folder, with the system's compiler.

The name of the library holds a digest of all that decides its content.
"""

import ctypes
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from warnings import warn

from lstm_c import libraries

SOURCE = Path(__file__).parent / "cells" / "keras.c"
FLAGS = ("-std=c11", "-O3", "-ffp-contract=fast", "-fno-math-errno", "-fPIC", "-shared")
# For this machine's processor; the first that the compiler knows.
TUNING = (("-march=native",), ("-mcpu=native",), ())
INCLUDED = re.compile(r'^#include "(.+)"$', re.MULTILINE)
# The same for a processor with tiles of AMX, where the system gives none.
WITHOUT_TILES = (("-march=native", "-mno-amx-bf16"), *TUNING)
ASKED_FOR_TILES = (158, 0x1023, 18)  # arch_prctl, ARCH_REQ_XCOMP_PERM, the tiles' data
CPUINFO = Path("/proc/cpuinfo")
ELSEWHERE = "name another folder in the environment variable LSTM_C_CACHE"


class CompilerError(RuntimeError):
    """There is no compiled library; the message says why and what to do."""


def compiled(source: Path | None = None) -> Path:
    """The library's file; compiled if it is not there, or damaged. Raises `CompilerError`."""
    command = compiler()
    folder, tuning, name = cache(), tunings(), name_for(command, source)
    who = libraries.stranger(folder)
    if who:
        raise CompilerError(
            f"the folder of compiled libraries {folder} is not safe: {who}, could put code there; "
            f"{ELSEWHERE}"
        )
    there = libraries.found(folder, name)
    if there:
        return there
    with writing(folder, ELSEWHERE) as new:
        compile_to(new / "lstm.so", command, tuning, source=source)
        return libraries.placed(new / "lstm.so", folder, name)


def name_for(command: list[str], source: Path | None = None) -> str:
    """What the library is called that a compiler makes for this machine."""
    stem = (source or SOURCE).stem
    return f"{stem}-{source_digest(command, FLAGS, tunings(), machine(), source=source)}"


@contextmanager
def writing(folder: Path, remedy: str) -> Iterator[Path]:
    """A place inside of a folder for what is not finished; raises `CompilerError` with the remedy
    where nothing can be written."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="compiling-", dir=folder) as new:
            yield Path(new)
    except OSError as error:
        raise CompilerError(
            f"cannot write the compiled library to {folder}: {error.strerror}; {remedy}"
        ) from None


def compiler() -> list[str]:
    """The command of the C compiler: the variable CC, else cc, gcc or clang."""
    given = os.environ.get("CC", "")
    try:
        named = shlex.split(given)
    except ValueError as error:
        raise CompilerError(
            f"the environment variable CC is {given!r}, which is not a command: {error}"
        ) from None
    for command in [named] if named else [["cc"], ["gcc"], ["clang"]]:
        if shutil.which(command[0]):
            return command
    tried = f"CC is {given!r}" if named else "cc, gcc, clang"
    raise CompilerError(
        f"no C compiler found ({tried}): install one, or name it in the environment variable CC, "
        "or run `python -m lstm_c.prebuild` where there is one and take its libraries along, or "
        "use lstm_numpy"
    )


def cache() -> Path:
    """The folder of compiled libraries: LSTM_C_CACHE, else one in the user's cache folder."""
    given = os.environ.get("LSTM_C_CACHE")
    if given is not None:
        if not os.path.isabs(given):
            raise CompilerError(
                f"the environment variable LSTM_C_CACHE is {given!r}, expected a folder's whole "
                "path: another would mean another folder wherever a program is started"
            )
        return Path(given)
    user = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if not user or not os.path.isabs(user):
        user = os.path.join(os.path.expanduser("~"), ".cache")
    if not os.path.isabs(user):
        raise CompilerError(f"the user has no home folder for compiled libraries; {ELSEWHERE}")
    return Path(user) / "lstm_c"


def compile_to(
    target: Path,
    command: list[str],
    tuning: Sequence[tuple[str, ...]] = TUNING,
    more: str = "",
    source: Path | None = None,
) -> None:
    """Compile the source, and more of it, with the first flags that the compiler knows.

    Raises `CompilerError` with what the compiler said.
    """
    said = ""
    for flags in tuning:
        line = [
            *command,
            *FLAGS,
            *flags,
            "-x",
            "c",
            str(source or SOURCE),
            "-",
            "-o",
            str(target),
            "-lm",
        ]
        try:
            done = subprocess.run(line, input=more, capture_output=True, text=True, check=False)
        except OSError as error:
            raise CompilerError(f"{shlex.join(command)} cannot be run: {error.strerror}") from None
        if done.returncode == 0 and target.exists():
            return
        said = f"{shlex.join(line)}\n{done.stderr.strip() or 'It wrote no library.'}"
        if knows(command, flags):
            slower = f"C is compiled without {' '.join(flags)}, and is slower: {said}"
            warn(slower, RuntimeWarning, stacklevel=2)
    raise CompilerError(f"the C compiler failed; lstm_numpy needs none. It was called as\n{said}")


def knows(command: list[str], flags: tuple[str, ...]) -> bool:
    """Whether the compiler takes the flags: then it is the source that it does not compile."""
    line = [*command, *flags, "-x", "c", "-fsyntax-only", "-"]
    done = subprocess.run(line, input="", capture_output=True, text=True, check=False)
    return bool(flags) and done.returncode == 0


def source_digest(*more: object, source: Path | None = None) -> str:
    """What decides a library's content: the sources, and more."""
    contents = (file.read_bytes() for file in sources(source or SOURCE))
    return libraries.digest(*contents, repr(more).encode())


def sources(file: Path) -> list[Path]:
    """The file and, in order, all that it includes of those beside it."""
    found, named = [file], INCLUDED.findall(file.read_text())
    for name in named:
        found += [one for one in sources(file.parent / name) if one not in found]
    return found


def tunings() -> tuple[tuple[str, ...], ...]:
    """The flags to try; none for this processor where its abilities are unknown, since then the
    name could not keep its library from another one."""
    known = abilities()
    if any("amx_bf16" in line for line in known) and not gives_tiles():
        return WITHOUT_TILES
    return TUNING if known else ((),)


def gives_tiles() -> bool:
    """Whether Linux gives this process the tiles of AMX, as the compiled code asks for them."""
    return bool(ctypes.CDLL(None).syscall(*map(ctypes.c_long, ASKED_FOR_TILES)) == 0)


def machine() -> str:
    """System, processor and C library: a home folder may be shared by unlike machines."""
    try:
        of_system = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        of_system = ""
    kind = [platform.system(), platform.machine(), str(sys.maxsize), of_system]
    return "\n".join([*kind, *abilities()])


def abilities() -> list[str]:
    """The processor's kind and abilities, as Linux lists them; empty where it does not."""
    try:
        lines = CPUINFO.read_text().splitlines()
    except OSError:
        return []
    named = {line.partition(":")[0].strip(): line for line in reversed(lines)}
    if "flags" not in named and "Features" not in named:
        return []
    return [named[key] for key in ("model name", "flags", "Features") if key in named]
