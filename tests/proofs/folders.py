"""What the tests of writing share: sets of products, and a folder with what is a user's own."""

import os
import stat
from pathlib import Path

from lstm_sym.folder import MANIFEST
from lstm_sym.manifest.write import ABOUT, signed

VERSIONS = ("old", "new", "third")
#: Named like a file that waits, but beside no product.
OTHER = "part/.other.py.0123abcd.lstm-sym-new"


def products(version: str, lines: int = 5) -> dict[str, str]:
    """Two sets of products with a manifest each; every version has a file of its own."""
    made: dict[str, str] = {}
    for cell in ("one", "two"):
        names = [f"{cell}.py", f"part/{cell}.tex", f"{version}/{cell}.txt", "part/same.txt"]
        files = {name: f"{name} of {version}\n" * lines for name in names}
        files["part/same.txt"] = "in every version"
        files = {name: files[name] for name in names if cell == "one" or "same" not in name}
        made |= files | {f"{cell}.{MANIFEST}": signed({"about": ABOUT.format(cell)}, files)}
    return made


def plant(folder: Path) -> None:
    """Put there what users have in such folders."""
    for name in ("_build/html", ".git/refs/heads", "part", "elsewhere", "two"):
        (folder / name).mkdir(parents=True)
    files = ["conf.py", "_build/html/index.html", ".git/HEAD", "part/notes.txt", "elsewhere/mine"]
    files += [OTHER, ".one.py.bak", "one.py~", "manifest.json"]
    for place, name in enumerate(files):
        (folder / name).write_text(f"my {name}")
        (folder / name).chmod((0o600, 0o755, 0o444)[place % 3])
    (folder / "link").symlink_to("elsewhere")
    (folder / "part" / "link.txt").symlink_to("../elsewhere/mine")
    (folder / "dangling").symlink_to("nowhere")
    os.mkfifo(folder / "fifo")
    for place, path in enumerate(sorted(folder.rglob("*"), reverse=True)):
        if not path.is_symlink():
            os.utime(path, (1e9 + place, 1e9 + place))
    folder.chmod(0o700)


def theirs(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything below a folder that no version has printed: kind, mode, time, content."""
    printed = {path for version in VERSIONS for path in products(version)}
    found: dict[str, tuple[object, ...]] = {}
    if folder.exists():
        found[""] = (stat.S_IMODE(folder.stat().st_mode),)
    for path in sorted(folder.rglob("*")):
        name, seen = path.relative_to(folder).as_posix(), path.lstat()
        if name in printed or name in VERSIONS:
            continue
        content = os.readlink(path) if path.is_symlink() else ""
        content = path.read_text() if stat.S_ISREG(seen.st_mode) else content
        time = 0 if name == "part" else seen.st_mtime_ns  # products come and go in part/
        found[name] = (seen.st_mode, time, content)
    return found


def ours(folder: Path) -> dict[str, str]:
    """The products of any version that are there."""
    known = {path for version in VERSIONS for path in products(version)}
    return {path: (folder / path).read_text() for path in known if (folder / path).is_file()}


def whole(found: dict[str, str], lines: int = 5) -> bool:
    """Whether every product is one of those that were printed, to the last byte."""
    versions = [products(version, lines) for version in VERSIONS]
    return all(any(one.get(path) == text for one in versions) for path, text in found.items())
