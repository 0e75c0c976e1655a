"""Room for arrays without what was there before: a mutant may read what it does not write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


@contextmanager
def without_leftovers() -> Iterator[None]:
    """``np.empty`` gives NaN in place of leftover numbers, which might be right by chance."""
    empty: Any = np.empty

    def filled(*arguments: Any, **words: Any) -> Any:
        room = empty(*arguments, **words)
        if room.dtype.kind == "f":
            room.fill(np.nan)
        return room

    vars(np)["empty"] = filled
    try:
        yield
    finally:
        vars(np)["empty"] = empty
