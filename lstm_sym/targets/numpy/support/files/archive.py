"""Zip archives, member by member in memory: nothing is unpacked onto the disk."""

import stat
import zipfile
from pathlib import Path, PurePosixPath

from lstm_numpy.files.refusal import MOST, UnreadableFile, reading, unpacked

SIGNATURE = b"PK"


class Archive:
    """The members of a zip file; raises UnreadableFile for names that lead out of it, and bombs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        size = path.stat().st_size
        with reading(path), zipfile.ZipFile(path) as file:
            members = file.infolist()
        if len(members) > MOST:
            raise UnreadableFile(f"{path.name} has {len(members)} members, more than a model")
        self.members: dict[str, zipfile.ZipInfo] = {}
        for one in members:
            parts = PurePosixPath(one.filename.replace("\\", "/")).parts
            if ".." in parts or one.filename.startswith(("/", "\\")) or ":" in one.filename:
                raise UnreadableFile(f"{path.name} has the member {one.filename!r}, outside of it")
            if stat.S_ISLNK(one.external_attr >> 16):
                raise UnreadableFile(f"{path.name} has a link as its member {one.filename!r}")
            if one.filename in self.members:
                raise UnreadableFile(f"{path.name} has the member {one.filename!r} twice")
            stored = one.compress_type == zipfile.ZIP_STORED
            most = one.compress_size if stored else unpacked(one.compress_size)
            if one.compress_size > size or one.file_size > most:
                raise UnreadableFile(
                    f"{path.name} claims {one.file_size} bytes for its member {one.filename!r} "
                    f"and holds {min(one.compress_size, size)}"
                )
            self.members[one.filename] = one
        total = sum(one.file_size for one in members)
        if total > unpacked(size):
            raise UnreadableFile(
                f"{path.name} has {size} bytes and its members {total}, more than a "
                "model's unpack to; write it again without compression"
            )

    def read(self, name: str, most: int | None = None) -> bytes:
        """A member's bytes, which the archive's checksum confirms."""
        if name not in self.members:
            said = ", ".join(list(self.members)[:8]) or "nothing"
            raise UnreadableFile(f"{self.path.name} has no member {name!r}; it has {said}")
        if most is not None and self.members[name].file_size > most:
            raise UnreadableFile(f"{self.path.name} has {name!r} of more than {most} bytes")
        with reading(self.path, f": the member {name!r}"), zipfile.ZipFile(self.path) as file:
            return file.read(self.members[name])
