"""HDF5 files of the later version of the format, by h5py; nothing in them leads out of them."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.hdf5 import names
from lstm_numpy.files.refusal import (
    DEEPEST,
    LARGEST_TEXT,
    MOST,
    UnreadableFile,
    extra,
    reading,
    unpacked,
)


class Hdf5:
    """An open file: its groups, the shape of its datasets, attributes as plain Python.

    Raises UnreadableFile for links and storage outside of the file, for what claims more than it
    holds, and for whatever h5py says of a broken file.
    """

    def __init__(self, path: Path, file: Any) -> None:
        self.path = path
        self._file = file
        self.datasets: dict[str, Any] = {}
        self.groups: dict[str, Any] = {"": file}
        self._walk()

    def _walk(self) -> None:
        h5py = extra("h5py", self.path, "a file of the later version of HDF5")
        seen: set[Any] = set()
        waiting = [("", self._file, 0)]
        while waiting:
            name, group, depth = waiting.pop()
            if depth > DEEPEST or len(seen) > MOST:
                raise UnreadableFile(f"{self.path.name} has more groups than a model: {name}")
            for key in group:
                whole = f"{name}/{key}".lstrip("/")
                link = group.get(key, getlink=True)
                if not isinstance(link, h5py.HardLink):
                    raise UnreadableFile(
                        f"{self.path.name} has a link instead of data at {whole!r}, and no Keras "
                        "writes one: it is not followed"
                    )
                found = group[key]
                place = h5py.h5o.get_info(found.id)
                if (place.fileno, place.addr) in seen:
                    raise UnreadableFile(f"{self.path.name} has {whole!r} twice, or in itself")
                seen.add((place.fileno, place.addr))
                if isinstance(found, h5py.Group):
                    self.groups[whole] = found
                    waiting.append((whole, found, depth + 1))
                elif isinstance(found, h5py.Dataset):
                    self.datasets[whole] = found

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a dataset; raises UnreadableFile where there is none."""
        if name not in self.datasets:
            raise UnreadableFile(f"{self.path.name} lacks the dataset {name!r}")
        return tuple(self.datasets[name].shape or ())

    def read(self, name: str) -> Array:
        """A dataset as an array of floats; raises UnreadableFile, by its name."""
        if name not in self.datasets:
            raise UnreadableFile(f"{self.path.name} lacks the dataset {name!r}")
        dataset = self.datasets[name]
        what = f": the dataset {name!r}"
        with reading(self.path, what):
            stored, claimed = dataset.id.get_storage_size(), dataset.dtype.itemsize
            claimed *= math.prod(dataset.shape or ())
            if dataset.is_virtual or dataset.external:
                raise UnreadableFile(f"{self.path.name}{what} is kept in another file")
            if dataset.dtype.kind not in "fiu":
                said = f"{self.path.name}{what} has dtype {dataset.dtype}, expected numbers"
                raise UnreadableFile(said)
            most = stored if dataset.chunks is None else unpacked(stored)
            if claimed > most:
                raise UnreadableFile(
                    f"{self.path.name}{what} claims shape {dataset.shape}, {claimed} bytes, and "
                    f"holds {stored}"
                )
            array: Array = np.empty(dataset.shape, dataset.dtype)
            if array.size:
                dataset.read_direct(array)
        return array

    def attribute(self, group: str, name: str) -> Any:
        """An attribute as text, a list or a number; None where there is none."""
        attributes = self.groups[group].attrs
        with reading(self.path, f": the attribute {name!r} of {group or 'the file'!r}"):
            if name not in attributes:
                return None
            stored = attributes.get_id(name)
            number = math.prod(stored.shape)
            if number == 0:
                return []
            if number > MOST or stored.get_storage_size() > LARGEST_TEXT:
                raise UnreadableFile(f"{self.path.name}: the attribute {name!r} is too long")
            return plain(attributes[name])

    def names(self, group: str, name: str) -> list[str]:
        """A list of names, which Keras splits where it is long: name, or name0, name1, ..."""
        return names(self, group, name)


def plain(value: Any) -> Any:
    """What h5py returns, as text, numbers and lists."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, np.ndarray):
        return [plain(one) for one in value.tolist()] if value.ndim else plain(value.item())
    if isinstance(value, np.generic):
        return plain(value.item())
    return value


@contextmanager
def opened(path: Path, content: bytes | None = None) -> Iterator[Hdf5]:
    """The file, or its content where it is in an archive."""
    h5py = extra("h5py", path, "a file of the later version of HDF5")
    source: Any = str(path) if content is None else io.BytesIO(content)
    with reading(path):
        file = h5py.File(source, "r")
    try:
        with reading(path):
            found = Hdf5(path, file)
        yield found
    finally:
        file.close()
