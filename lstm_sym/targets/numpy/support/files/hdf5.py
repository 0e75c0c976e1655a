"""HDF5 files in the format that Keras writes, read without a package, bounded at every step.

The library of HDF5 hangs on some broken files, and nobody can stop it there; so what Keras writes,
the format's first version, is read here. Files of the later version, whose structures have
checksums, are left to h5py. Source: HDF5 File Format Specification, version 3.0, II to IV.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.refusal import DEEPEST, LARGEST_TEXT, MOST, UnreadableFile

SIGNATURE = b"\x89HDF\r\n\x1a\n"
#: The kinds of messages of an object that matter here.
SPACE, TYPE, LAYOUT, ATTRIBUTE, CONTINUATION, TABLE = 0x01, 0x03, 0x08, 0x0C, 0x10, 0x11
#: What the later version of the format describes links and external files with.
LINKS, OUTSIDE, FILTERS = (0x02, 0x06), 0x07, 0x0B


class Type(NamedTuple):
    """What an element is: a number, text of a fixed size, or text in the global heap."""

    dtype: np.dtype[Any] | None
    size: int
    text: str = ""  # "fixed" or "heap"


class Stored(NamedTuple):
    """A dataset: what its elements are, and where they are."""

    kind: Type
    shape: tuple[int, ...]
    address: int
    size: int


class Hdf5:
    """The groups, datasets and attributes of a file, as plain Python."""

    def __init__(self, path: Path, content: Any) -> None:
        self.path = path
        self.bytes = memoryview(content).cast("B")
        self.datasets: dict[str, Stored] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self._heaps: dict[int, dict[int, bytes]] = {}
        self._seen: set[int] = set()
        if self.at(13, 1) != b"\x08" or self.at(14, 1) != b"\x08":
            raise UnreadableFile(f"{path.name} has addresses of an unusual size")
        if (end := self.whole(40)) > len(self.bytes):
            raise UnreadableFile(
                f"{path.name} is cut off: {end} bytes, of which it has {len(self.bytes)}"
            )
        waiting = [("", self.whole(64), 0)]
        while waiting:
            name, address, depth = waiting.pop()
            if depth > DEEPEST:
                raise UnreadableFile(f"{path.name} is nested too deeply at {name!r}")
            for key, child in self._object(name, address):
                waiting.append((f"{name}/{key}".lstrip("/"), child, depth + 1))

    def at(self, place: int, size: int) -> bytes:
        """So many bytes; raises UnreadableFile where the file ends before."""
        if place < 0 or size < 0 or place + size > len(self.bytes):
            raise UnreadableFile(
                f"{self.path.name} points to {size} bytes at {place}, and has {len(self.bytes)}"
            )
        return bytes(self.bytes[place : place + size])

    def whole(self, place: int, size: int = 8) -> int:
        """A whole number of so many bytes."""
        return int.from_bytes(self.at(place, size), "little")

    def expect(self, place: int, signature: bytes) -> None:
        """Raise UnreadableFile unless a structure begins as it must."""
        if self.at(place, len(signature)) != signature:
            said = signature.decode()
            raise UnreadableFile(f"{self.path.name} has no {said} at {place}: it is broken")

    def _object(self, name: str, address: int) -> list[tuple[str, int]]:
        """Read a group or a dataset; the objects in the group."""
        if address in self._seen:
            raise UnreadableFile(f"{self.path.name} has {name!r} twice, or in itself")
        self._seen.add(address)
        if len(self._seen) > MOST:
            raise UnreadableFile(f"{self.path.name} has more objects than {MOST}")
        messages = list(self._messages(name, address))
        kinds = {kind for kind, _, _ in messages}
        if kinds & {*LINKS, OUTSIDE}:
            raise UnreadableFile(
                f"{self.path.name} has links or data of another file at {name!r}, and no Keras "
                "writes them: they are not followed"
            )
        found = {kind: (place, size) for kind, place, size in messages}
        if TABLE in found:
            self.groups[name] = self._attributes(name, messages)
            return self._members(name, self.whole(found[TABLE][0]), self.whole(found[TABLE][0] + 8))
        if {SPACE, TYPE, LAYOUT} <= set(found):
            kind, shape = self._type(found[TYPE][0]), self._shape(found[SPACE][0])
            place = found[LAYOUT][0]
            if self.at(place, 2) != b"\x03\x01" or FILTERS in kinds:
                raise UnreadableFile(
                    f"{self.path.name}: the dataset {name!r} is compressed or in pieces: no Keras "
                    "writes it so"
                )
            where, size = self.whole(place + 2), self.whole(place + 10)
            self.datasets[name] = Stored(kind, shape, where, size)
            return []
        raise UnreadableFile(f"{self.path.name} has neither a group nor a dataset at {name!r}")

    def _messages(self, name: str, address: int) -> Iterator[tuple[int, int, int]]:
        """Kind, place and size of each message of an object."""
        if self.at(address, 1) != b"\x01":
            raise UnreadableFile(f"{self.path.name} has no header at {name!r}: it is broken")
        number = self.whole(address + 2, 2)
        blocks = [(address + 16, self.whole(address + 8, 4))]
        seen = 0
        while blocks and seen < number:
            place, left = blocks.pop(0)
            while left >= 8 and seen < number:
                kind, size = self.whole(place, 2), self.whole(place + 2, 2)
                seen += 1
                if kind == CONTINUATION:
                    blocks.append((self.whole(place + 8), self.whole(place + 16)))
                yield kind, place + 8, size
                place, left = place + 8 + size, left - 8 - size

    def _members(self, name: str, tree: int, heap: int) -> list[tuple[str, int]]:
        """Names and addresses of what is in a group."""
        self.expect(heap, b"HEAP")
        size, start = self.whole(heap + 8), self.whole(heap + 24)
        names = self.at(start, size)
        found: dict[str, int] = {}
        waiting, seen = [tree], set[int]()
        while waiting:
            node = waiting.pop()
            if node in seen or len(seen) > MOST:
                raise UnreadableFile(f"{self.path.name} has a circle in the group {name!r}")
            seen.add(node)
            if self.at(node, 4) == b"TREE":
                entries = self.whole(node + 6, 2)
                waiting += [self.whole(node + 32 + 16 * n) for n in reversed(range(entries))]
                continue
            self.expect(node, b"SNOD")
            for entry in range(self.whole(node + 6, 2)):
                place = node + 8 + 40 * entry
                offset = self.whole(place)
                end = names.find(b"\0", offset)
                key = names[offset:end].decode("utf-8", "replace")
                if not 0 <= offset < len(names) or end < 0 or not key or key in found:
                    raise UnreadableFile(f"{self.path.name} has a broken name in {name!r}")
                if self.whole(place + 16, 4) == 2:
                    raise UnreadableFile(
                        f"{self.path.name} has a link instead of data at {name}/{key}, and no "
                        "Keras writes one: it is not followed"
                    )
                found[key] = self.whole(place + 8)
        return list(found.items())

    def _type(self, place: int) -> Type:
        """The type that a message describes."""
        head, bits, size = self.whole(place, 1), self.whole(place + 1, 3), self.whole(place + 4, 4)
        kind = head & 15
        order = ">" if bits & 1 else "<"
        if kind == 0 and size in (1, 2, 4, 8):
            return Type(np.dtype(f"{order}{'i' if bits & 8 else 'u'}{size}"), size)
        if kind == 1 and size in (2, 4, 8):
            return Type(np.dtype(f"{order}f{size}"), size)
        if kind == 3:
            return Type(None, size, "fixed")
        if kind == 9 and bits & 15 == 1 and size == 16:
            return Type(None, size, "heap")
        return Type(None, size)

    def _shape(self, place: int) -> tuple[int, ...]:
        """The shape that a message describes."""
        version, number = self.whole(place, 1), self.whole(place + 1, 1)
        start = {1: place + 8, 2: place + 4}.get(version)
        if start is None or number > 32:
            raise UnreadableFile(f"{self.path.name} has a shape of {number} dimensions at {place}")
        shape = tuple(self.whole(start + 8 * n) for n in range(number))
        if max(shape, default=0) > len(self.bytes):
            raise UnreadableFile(f"{self.path.name} claims shape {shape}, of more than it holds")
        return shape

    def _attributes(self, name: str, messages: list[tuple[int, int, int]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for kind, place, _ in messages:
            if kind != ATTRIBUTE:
                continue
            version = self.whole(place, 1)
            sizes = [self.whole(place + 2 + 2 * n, 2) for n in range(3)]
            if version not in (1, 3):
                raise UnreadableFile(f"{self.path.name} has a broken attribute at {name!r}")
            step = [-(-size // 8) * 8 if version == 1 else size for size in sizes]
            start = place + (8 if version == 1 else 9)
            key = self.at(start, sizes[0]).partition(b"\0")[0].decode("utf-8", "replace")
            of = self._type(start + step[0])
            shape = self._shape(start + step[0] + step[1])
            found[key] = (of, shape, start + sum(step))
        return found

    def attribute(self, group: str, name: str) -> Any:
        """An attribute as text, a list or a number; None where there is none."""
        if name not in self.groups.get(group, {}):
            return None
        kind, shape, place = self.groups[group][name]
        number = math.prod(shape)
        if number > MOST:
            raise UnreadableFile(f"{self.path.name}: the attribute {name!r} is too long")
        values = [self._value(kind, place + n * kind.size) for n in range(number)]
        return values if shape else values[0]

    def _value(self, kind: Type, place: int) -> Any:
        """One element of an attribute."""
        if kind.text == "heap":
            return self._heap_text(self.whole(place + 4), self.whole(place + 12, 4))
        if kind.text == "fixed":
            return self.at(place, kind.size).partition(b"\0")[0].decode("utf-8", "replace")
        if kind.dtype is None:
            return None
        return np.frombuffer(self.at(place, kind.size), kind.dtype)[0].item()

    def _heap_text(self, address: int, index: int) -> str:
        """A text of the global heap."""
        if address not in self._heaps:
            self.expect(address, b"GCOL")
            end = address + min(self.whole(address + 8), LARGEST_TEXT)
            place, found = address + 16, {}
            while place + 16 <= end and (number := self.whole(place, 2)):
                size = self.whole(place + 8)
                found[number] = self.at(place + 16, size)
                place += 16 + -(-size // 8) * 8
            self._heaps[address] = found
        if index not in self._heaps[address]:
            raise UnreadableFile(f"{self.path.name} lacks a text that an attribute points to")
        return self._heaps[address][index].decode("utf-8", "replace")

    def names(self, group: str, name: str) -> list[str]:
        """A list of names, which Keras splits where it is long: name, or name0, name1, ..."""
        return names(self, group, name)

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a dataset; raises UnreadableFile where there is none."""
        if name not in self.datasets:
            raise UnreadableFile(f"{self.path.name} lacks the dataset {name!r}")
        return self.datasets[name].shape

    def read(self, name: str) -> Array:
        """A dataset as an array of floats; raises UnreadableFile, by its name."""
        if name not in self.datasets:
            raise UnreadableFile(f"{self.path.name} lacks the dataset {name!r}")
        one = self.datasets[name]
        what = f"{self.path.name}: the dataset {name!r}"
        if one.kind.dtype is None:
            raise UnreadableFile(f"{what} is not an array of numbers")
        claimed = math.prod(one.shape) * one.kind.size
        if claimed == 0:
            return np.empty(one.shape, one.kind.dtype)
        if claimed != one.size or one.address + one.size > len(self.bytes):
            raise UnreadableFile(
                f"{what} claims shape {one.shape}, {claimed} bytes, and holds "
                f"{max(0, min(one.size, len(self.bytes) - one.address))}"
            )
        place = self.bytes[one.address : one.address + one.size]
        array = np.frombuffer(place, one.kind.dtype).reshape(one.shape)
        return array.astype(one.kind.dtype.newbyteorder("="))  # a copy: the file may change


def names(file: Any, group: str, name: str) -> list[str]:
    """A list of names, which Keras splits where it is long: name, or name0, name1, ..."""
    whole = file.attribute(group, name)
    if whole is not None:
        parts = [whole]
    else:
        parts, number = [], 0
        while (part := file.attribute(group, f"{name}{number}")) is not None:
            parts.append(part)
            number += 1
        if not parts:
            raise UnreadableFile(f"{file.path.name} has no {name} at {group or '/'!r}")
    found = [one for part in parts for one in (part if isinstance(part, list) else [part])]
    if not all(isinstance(one, str) for one in found):
        raise UnreadableFile(f"{file.path.name} has no names in {name} at {group or '/'!r}")
    return found
