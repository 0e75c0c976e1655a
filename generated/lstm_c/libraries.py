"""Compiled libraries on the disk: each has a digest of its content in its name.

A library that was cut short kills the process that loads it. So none is loaded whose content is not
what its name says; and a finished one takes its name in one step, which holds for several processes
at once, and for one that is killed.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def found(folder: Path, name: str) -> Path | None:
    """The library of a name, if it is there and whole."""
    return next((file for file in all_of(folder, name) if is_whole(file)), None)


def all_of(folder: Path, name: str) -> Iterator[Path]:
    """The files of a name, whole or not."""
    yield from sorted(folder.glob(f"{name}-*.so"))


def is_whole(file: Path) -> bool:
    """Whether there is a file whose content is what the name says."""
    try:
        return file.is_file() and file.stem.endswith(f"-{digest(file.read_bytes())}")
    except OSError:
        return False


def placed(made: Path, folder: Path, name: str) -> Path:
    """Gives a finished library its name; the file."""
    target = folder / f"{name}-{digest(made.read_bytes())}.so"
    os.replace(made, target)
    return target


def digest(*parts: bytes) -> str:
    """What tells contents apart."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def stranger(folder: Path) -> str:
    """Who else could put code into a folder, in words; nothing where nobody could."""
    if not hasattr(os, "geteuid") or not folder.exists():
        return ""
    about = folder.stat()
    if about.st_uid not in (os.geteuid(), 0):
        return "another user, to whom it belongs"
    return "everybody, who may write there" if about.st_mode & stat.S_IWOTH else ""
