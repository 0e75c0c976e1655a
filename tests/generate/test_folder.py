"""Which files of a folder are products, told from its manifests, whatever was done to these."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lstm_sym.folder import NotWritten, is_inside, recorded, write
from lstm_sym.manifest.write import ABOUT, signed
from lstm_sym.replacement import record

MANIFEST = "manifest.json"


def products(*names: str, version: str = "new") -> dict[str, str]:
    """Files of these names with their manifest."""
    files = {name: f"{name} of {version}" for name in names}
    return files | {MANIFEST: signed({"about": ABOUT.format("a test")}, files)}


@pytest.fixture(name="folder")
def folder_of_two_products(tmp_path: Path) -> Path:
    write(tmp_path / "out", products("a.txt", "b.txt", version="old"))
    return tmp_path / "out"


def identity(path: Path) -> tuple[int, int, int]:
    seen = path.lstat()
    return seen.st_ino, seen.st_mode, seen.st_mtime_ns


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


OUTSIDE = ["../mine", "a/../../mine", "/etc/passwd", "", ".", "..", "a/", "./a", "a//b", "C:a"]
OUTSIDE += ["C:\\a", "\\a", "..\\mine", "a\0b", "\ud800"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_may_lead_elsewhere_is_none_of_a_manifest(path: str) -> None:
    assert not is_inside(path)
    assert is_inside("part/é b.txt")


@pytest.mark.parametrize("path", ["../mine", "absolute"])
def test_what_a_manifest_names_outside_is_never_deleted(folder: Path, path: str) -> None:
    mine = folder.parent / "mine"
    mine.write_text("mine")
    path = str(mine) if path == "absolute" else path
    named = {"a.txt": "a.txt of old", path: "mine"}
    (folder / MANIFEST).write_text(signed({"about": ABOUT.format("a test")}, named))
    done = write(folder, products("a.txt"))
    assert (done.removed, done.kept) == ((), ())
    assert mine.read_text() == "mine"


def test_a_manifest_that_names_no_texts_is_none() -> None:
    forged = signed({"about": ABOUT, "files": 1}, {})
    assert recorded(forged) == {}
    for content in ("", "[]", "1", "{", "{}", '{"digest": 1}', "[" * 100_000):
        assert recorded(content) == {}


def merge(text: str) -> str:
    """As version control leaves a file that two changed."""
    lines = text.splitlines(True)
    return "".join(
        (*lines[:3], "<<<<<<< ours\n", *lines[3:], "=======\n", "}\n", ">>>>>>> theirs\n")
    )


DAMAGED: dict[str, Callable[[str], str]] = {
    "edited": lambda text: text.replace('"files"', '"mine": 1,\n "files"'),
    "another digest": lambda text: text.replace('"b.txt": "', '"b.txt": "0'),
    "merged": merge,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_manifest_still_says_what_is_ours(folder: Path, how: str) -> None:
    """What it names is written again; nothing is deleted for what it says."""
    text = (folder / MANIFEST).read_text()
    (folder / MANIFEST).write_text(DAMAGED[how](text))
    assert recorded((folder / MANIFEST).read_text()) == {}
    done = write(folder, products("a.txt", "c.txt"))
    assert done.removed == ()
    assert files(folder) == products("a.txt", "c.txt") | {"b.txt": "b.txt of old"}


def test_what_a_cut_manifest_no_longer_names_is_not_written_over(folder: Path) -> None:
    (folder / MANIFEST).write_text((folder / MANIFEST).read_text()[:70])
    before = files(folder)
    said = r"(?s)a\.txt is not a product .* move it away or delete it.*\nNothing was changed\.$"
    with pytest.raises(NotWritten, match=said):
        write(folder, products("a.txt"))
    assert files(folder) == before
    write(folder, products("a.txt", "b.txt", version="old"))  # the same texts: nothing is lost
    assert files(folder) == products("a.txt", "b.txt", version="old")


def test_an_edited_product_is_written_again_and_its_mode_stays(folder: Path) -> None:
    (folder / "a.txt").write_text("edited")
    (folder / "a.txt").chmod(0o400)
    (folder / "b.txt").chmod(0o664)
    write(folder, products("a.txt", "b.txt"))
    assert files(folder) == products("a.txt", "b.txt")
    assert [(folder / f"{n}.txt").stat().st_mode & 0o777 for n in "ab"] == [0o400, 0o664]


def test_what_is_as_it_is_rendered_is_not_touched(folder: Path) -> None:
    before = [identity(path) for path in (folder, *sorted(folder.iterdir()))]
    done = write(folder, products("a.txt", "b.txt", version="old"))
    assert done.changed == ()
    assert [identity(path) for path in (folder, *sorted(folder.iterdir()))] == before


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda place: place.symlink_to("../mine"), "a link"),
        (Path.mkdir, "a folder"),
        (os.mkfifo, "a FIFO"),
    ],
    ids=["link", "folder", "fifo"],
)
def test_what_took_the_place_of_a_product_is_kept(folder: Path, make, kind: str) -> None:
    """Whether it is to be written or is printed no more."""
    (folder / "b.txt").unlink()
    (folder.parent / "mine").write_text("b.txt of old")
    make(folder / "b.txt")
    seen = identity(folder / "b.txt")
    with pytest.raises(NotWritten, match=rf"b\.txt is {kind}, where a product is to be written"):
        write(folder, products("a.txt", "b.txt"))
    assert (folder / "a.txt").read_text() == "a.txt of old"
    done = write(folder, products("a.txt"))
    assert (done.removed, done.kept) == ((), ("b.txt",))
    assert identity(folder / "b.txt") == seen
    assert (folder.parent / "mine").read_text() == "b.txt of old"


def test_a_name_that_differs_by_case_alone_is_the_same_file(folder: Path) -> None:
    """Where the system says that both are one; two names of one file say so everywhere."""
    (folder / "B.txt").hardlink_to(folder / "b.txt")
    texts = {"B.txt": "b.txt of old", "a.txt": "a.txt of old"}
    same = texts | {MANIFEST: signed({"about": ABOUT.format("a test")}, texts)}
    assert (write(folder, same).removed, (folder / "B.txt").read_text()) == ((), texts["B.txt"])
    (folder / "A.txt").hardlink_to(folder / "a.txt")
    write(folder, products("A.txt", "B.txt"))  # A.txt is not named, but it is a.txt, which is
    assert (folder / "A.txt").read_text() == "A.txt of new"


def test_a_link_in_place_of_a_folder_of_products_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part").symlink_to("../real")
    write(tmp_path / "out", products("part/a.txt"))
    assert (tmp_path / "real" / "a.txt").read_text() == "part/a.txt of new"
    assert (tmp_path / "out" / "part").is_symlink()


def test_a_file_in_place_of_a_folder_of_products_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part").write_text("mine")
    with pytest.raises(NotWritten, match=r"File exists \(.*part\); nothing was changed"):
        write(tmp_path / "out", products("part/a.txt", "b/c.txt"))
    assert files(tmp_path / "out") == {"part": "mine"}


def test_a_record_follows_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "real.json").chmod(0o600)
    (tmp_path / "link.json").symlink_to("real.json")
    (tmp_path / ".link.json.new").write_text("mine")
    (tmp_path / ".real.json.0123abcd.lstm-sym-new").write_text("of a killed run")
    record(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o600
    assert files(tmp_path) == {
        "real.json": "new\n",
        "link.json": "new\n",
        ".link.json.new": "mine",
    }


def test_a_record_of_a_pipe_is_written_into_it(tmp_path: Path) -> None:
    record(Path("/dev/null"), json.dumps({}))
    assert not Path("/dev/null").is_file()
