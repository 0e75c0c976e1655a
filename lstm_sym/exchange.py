"""Puts one folder in the place of another in a single step, so that no moment has neither."""

import ctypes
import os
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """Swap two folders of one file system; without ``old``, ``new`` takes its name.

    Linux swaps in one step (renameat2). Elsewhere there are two renames, and the first is taken
    back if the second fails. Raises OSError; then both folders stand where they stood.
    """
    if not old.exists():
        new.rename(old)
        return
    if _swap(new, old):
        return
    aside = new.with_name(new.name + "-old")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def _swap(one: Path, other: Path) -> bool:
    """Whether the system knew how to swap the two folders, and did."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0
