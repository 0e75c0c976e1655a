"""A file takes its place in one step: it is written beside it first, and waits.

Whoever is interrupted leaves the old file or the new one, whole, and perhaps one that waits; its
name says for which place, so that the next to write there clears it.
"""

import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
#: The name of a file that waits.
WAITING = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.lstm-sym-new", re.DOTALL)


def beside(place: Path, content: bytes) -> Path:
    """Write a file that waits beside a place, with the mode of the one that is there."""
    file = place.with_name(f".{place.name}.{secrets.token_hex(4)}.lstm-sym-new")
    opened = file.open("xb")
    try:
        with opened:
            opened.write(content)
        if place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) != stat.S_IMODE(
            file.stat().st_mode
        ):
            file.chmod(mode)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return file


def waiting_beside(place: Path) -> list[Path]:
    """The files that wait to take a place; who has the folder alone knows that nobody comes."""
    try:
        names = sorted(os.listdir(place.parent))
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [n for n in names if (m := WAITING.fullmatch(n)) and m["name"] == place.name]
    return [file for file in map(place.with_name, found) if is_regular(file)]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait while another process writes into the folder; the lock of a killed one is let go."""
    with ExitStack() as at_end:
        # Windows and some file systems of a network lock no folder: there the names of waiting
        # files, which no two processes share, still keep every file whole.
        with suppress(ImportError, OSError):
            import fcntl

            opened = os.open(folder, os.O_RDONLY)
            at_end.callback(os.close, opened)
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def record(path: Path, text: str) -> None:
    """Write what a command found; who is interrupted leaves the old file whole.

    A link is followed; a pipe, a terminal or another device is written to.
    """
    record_bytes(path, f"{text}\n".encode())


def record_bytes(path: Path, content: bytes) -> None:
    """The same for bytes."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    place = Path(os.path.realpath(path))
    with alone(place.parent):
        left = waiting_beside(place)
        os.replace(beside(place, content), place)
        for file in left:
            file.unlink(missing_ok=True)


def new_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder in one step, where there is none or an empty one; else raises OSError."""
    place = Path(os.path.realpath(place))
    waiting = place.with_name(f".{place.name}.{secrets.token_hex(4)}.lstm-sym-new")
    with ExitStack() as undone:
        make(place.parent, undone)
        undone.callback(shutil.rmtree, waiting, ignore_errors=True)
        for path, written in files.items():
            (waiting / path).parent.mkdir(parents=True, exist_ok=True)
            (waiting / path).write_bytes(written)
        remove_empty(place)  # who has put something there keeps it
        os.rename(waiting, place)
        undone.pop_all()


def make(folder: Path, undone: ExitStack) -> None:
    """Make a folder with those above it; what was not there goes again where nothing is written."""
    for place in reversed((folder, *folder.parents)):
        if not os.path.lexists(place):
            place.mkdir(exist_ok=True)
            undone.callback(remove_empty, place)
    folder.mkdir(exist_ok=True)  # raises what is wrong


def remove_empty(folder: Path) -> None:
    """Remove a folder, unless another process has put something there."""
    with suppress(OSError):
        folder.rmdir()


def content(place: Path) -> bytes | None:
    """What a file holds, through links; None where there is none."""
    return place.read_bytes() if os.path.isfile(place) else None


def is_regular(place: Path) -> bool:
    """Whether there is a file, and not a link to one."""
    return os.path.isfile(place) and not place.is_symlink()


def kind(place: Path) -> str:
    """What is there, in words."""
    said = KINDS.get(stat.S_IFMT(place.lstat().st_mode), "no file")
    return "a link to nothing" if said == "a link" and not place.exists() else said


def unfit(place: Path, read: Iterable[Path]) -> str:
    """Why a command cannot write its output there, with what to do; empty where it can.

    A file is replaced, unless it is one of those that are ``read``; all else stays.
    """
    if not os.path.lexists(place):
        return ""
    if not is_regular(place):
        return f"{place} is {kind(place)}, where a file is to be written: name another with -o"
    if any(os.path.samefile(place, one) for one in read):
        return f"{place} is read, and would be overwritten: name another file with -o"
    return ""
