"""What a file is refused with, and the bounds that every reader keeps."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: No more layers, datasets, nodes or nested groups than this: real files have far fewer.
MOST = 20_000
DEEPEST = 64
#: Compressed bytes never hold more than about this many times their number (zlib's limit).
MOST_COMPRESSED = 1_100
#: Weights hardly shrink: what is unpacked to more bytes, and more times its own, is none.
UNPACKED, TIMES = 1 << 26, 20
#: What a configuration or a header may take; real ones take kilobytes.
LARGEST_TEXT = 64 * 2**20


def unpacked(stored: int) -> int:
    """The most bytes that compressed ones may be unpacked to."""
    return min(MOST_COMPRESSED * stored, max(UNPACKED, TIMES * stored))


class UnreadableFile(ValueError):
    """A model file that cannot be read, or contradicts itself; the message names the file."""


class NotKnown(ValueError):
    """A layer, an option or an operator that is not supported; the message names it."""


def extra(package: str, path: Path, kind: str) -> Any:
    """An optional package; raises ImportError with the line to type where it is missing."""
    try:
        return importlib.import_module(package)
    except ImportError:
        raise ImportError(
            f"{path.name} is {kind}, which the package {package.partition('.')[0]} reads: "
            'pip install "lstm-numpy[models]"'
        ) from None


@contextmanager
def reading(path: Path, what: str = "") -> Iterator[None]:
    """Whatever a package says of a broken file becomes an error that names the file."""
    try:
        yield
    except (UnreadableFile, ImportError):
        raise
    except MemoryError:
        raise UnreadableFile(f"{path.name}{what} takes more memory than there is") from None
    except RecursionError:
        raise UnreadableFile(f"{path.name}{what} is nested too deeply") from None
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        kind = type(error).__name__
        raise UnreadableFile(f"{path.name}{what} cannot be read: {kind}: {said}") from error
