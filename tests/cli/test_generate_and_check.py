"""`generate` and `check` on the command line: what they print, their exit codes, and no loss."""

import os
import re
import shutil
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lstm_sym import generate
from lstm_sym.cli import main
from lstm_sym.targets.numpy import source as numpy
from tests.docs import blocks

Run = Callable[..., Result]


@pytest.fixture(name="fresh", scope="module")
def products_written_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "generated"
    assert CliRunner().invoke(main, ["generate", "-o", str(folder)]).exit_code == 0
    return folder


#: What has no fast form or is not in C, and why, as the page says; `generate` says it each time.
PAGE = Path(__file__).parents[2] / "docs" / "command-line" / "products.md"
LEFT_OUT = "".join(f"{line}\n" for line in blocks.shown(PAGE, "lstm-sym generate -o out")[1:])


RENDER = generate.render
RENDERED = cache(RENDER)


@pytest.fixture(autouse=True)
def rendered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendering takes seconds, and always gives the same: the tests with other seeds say so."""
    monkeypatch.setattr(generate, "render", lambda: dict(RENDERED()))


@pytest.fixture(name="folder")
def products_to_spoil(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "generated"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_generate_writes_every_product(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "generated"
    result = run("generate", "-o", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    rendered = generate.render()
    assert result.output == f"wrote {len(rendered)} products to {folder}\n{LEFT_OUT}"
    assert contents(folder) == {path: text.encode() for path, text in rendered.items()}
    assert os.listdir(folder.parent) == ["generated"]


def test_generate_again_changes_nothing(run: Run, folder: Path) -> None:
    before = contents(folder)
    assert run("generate", "--output", folder).exit_code == 0
    assert contents(folder) == before


def test_generate_mends_what_was_edited(run: Run, folder: Path, fresh: Path) -> None:
    (folder / "lstm_numpy" / "keras.py").write_text("edited")
    (folder / "latex" / "keras.tex").unlink()
    assert run("check", "-o", folder).exit_code == 1
    assert run("generate", "-o", folder).exit_code == 0
    assert contents(folder) == contents(fresh)


def test_neither_command_speaks_of_a_file_that_it_does_not_know(run: Run, folder: Path) -> None:
    (folder / "lstm_numpy" / "notes.txt").write_text("mine")
    number = len(generate.render())
    for _ in range(2):
        result = run("generate", "-o", folder)
        assert result.exit_code == 0
        assert result.output == f"wrote {number} products to {folder}\n{LEFT_OUT}"
        result = run("check", "-o", folder)
        assert result.exit_code == 0
        assert result.output == f"{number} products are what the equations render to\n"
    assert (folder / "lstm_numpy" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("command", ["generate", "check"])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: p.write_text("mine"), "a file"),
        (os.mkfifo, "a FIFO"),
        (lambda p: p.symlink_to("nowhere"), "a link to nothing"),
        (lambda p: p.symlink_to("/dev/null"), "a link"),
        (lambda p: p.symlink_to(Path(__file__)), "a link"),
        (lambda p: p.symlink_to(p), "a link to nothing"),
        (lambda p: socket.socket(socket.AF_UNIX).bind(os.path.relpath(p)), "a socket"),
    ],
    ids=["file", "fifo", "dangling", "link to a device", "link to a file", "loop", "socket"],
)
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_place_that_is_no_folder_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, make, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "place")
    before = (tmp_path / "place").lstat().st_ino
    result = run(command, "-o", "place")
    assert result.exit_code == 2
    assert f"place is {said}, expected a folder: name another with -o" in result.stderr
    assert (tmp_path / "place").lstat().st_ino == before
    assert os.listdir(tmp_path) == ["place"]


def test_a_device_is_refused(run: Run) -> None:
    result = run("generate", "-o", "/dev/null")
    assert result.exit_code == 2
    assert "/dev/null is a device" in result.stderr


def test_a_link_to_a_folder_is_followed(run: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    (folder / "latex" / "keras.tex").unlink()
    assert run("check", "-o", tmp_path / "link").exit_code == 1
    assert run("generate", "-o", tmp_path / "link").exit_code == 0
    assert run("check", "-o", folder).exit_code == 0
    assert (tmp_path / "link").is_symlink()


def test_what_stands_in_the_place_of_a_product_is_named_and_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "latex").mkdir(parents=True)
    (folder / "manifest.json").write_text('{"name": "my web app"}')
    (folder / "latex" / "keras.tex").write_text("my own")
    (folder / "latex" / "gru.tex").symlink_to("keras.tex")
    (folder / "latex" / "cudnn.tex").mkdir()
    before = contents(folder)
    result = run("generate", "-o", folder)
    assert result.exit_code == 1
    lines = sorted(result.stderr.removeprefix("Error: ").splitlines())
    remedy = "move it away or delete it, or name another folder with -o"
    assert lines == [
        *(
            f"{folder}/{path} is {what}: {remedy}"
            for path, what in {
                "latex/cudnn.tex": "a folder, where a product is to be written",
                "latex/gru.tex": "a link, where a product is to be written",
                "latex/keras.tex": "not a product that a manifest here names",
                "manifest.json": "not a product that a manifest here names",
            }.items()
        ),
        "Nothing was changed.",
    ]
    assert contents(folder) == before
    assert sorted(os.listdir(folder)) == ["latex", "manifest.json"]
    result = run("check", "--no-diff", "-o", folder)
    assert "no file: latex/cudnn.tex" in result.output


def test_generate_below_a_regular_file_fails_and_loses_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    for folder in (file / "generated", file / "deeper" / "generated"):
        result = run("generate", "-o", folder)
        assert result.exit_code == 1
        assert f"cannot write {folder}: Not a directory" in result.stderr
        assert result.stderr.endswith("; nothing was changed\n")
    assert contents(tmp_path) == {"file": b"mine"}
    assert run("generate", "-o", file).exit_code == 2
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("beside", "nothing was changed"),
        ("os.replace", "some products are new and some old: generate again"),
    ],
)
def test_generate_that_fails_midway_says_what_it_changed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, broken: str, said: str
) -> None:
    (folder / "lstm_numpy" / "keras.py").write_text("edited")
    (folder / "lstm_numpy" / "notes.txt").write_text("mine")
    before = contents(folder)

    def disk_is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken_once:
        broken_once.setattr(f"lstm_sym.folder.{broken}", disk_is_full)
        result = run("generate", "-o", folder)
    assert result.exit_code == 1
    assert f"cannot write {folder}: No space left on device; {said}\n" in result.stderr
    waiting = {path for path in contents(folder) if path.endswith(".lstm-sym-new")}
    assert len(waiting) == (broken != "beside")
    assert {p: c for p, c in contents(folder).items() if p not in waiting} == before
    assert run("generate", "-o", folder).exit_code == 0
    assert contents(folder).keys() == before.keys()
    assert run("check", "-o", folder).exit_code == 0


def test_check_of_fresh_products_exits_with_0(run: Run, folder: Path) -> None:
    result = run("check", "-o", folder)
    assert result.exit_code == 0
    number = len(generate.render())
    assert result.output == f"{number} products are what the equations render to\n"


def test_check_of_the_committed_products_exits_with_0(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output


def assert_found(result: Result, *lines: str) -> None:
    assert result.exit_code == 1
    found = [line for line in result.output.splitlines() if not line.startswith("  ")]
    end = f"{len(lines)} of the products differ. To mend it: lstm-sym generate -o "
    assert found[:-1] == list(lines)
    assert found[-1].startswith(end)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new), encoding="utf-8")


CELL_STATE = ("f_t * c_tm1 + i_t * g_t", "f_t * c_tm1 - i_t * g_t")


def test_check_names_an_edited_product_its_equation_and_its_lines(run: Run, folder: Path) -> None:
    edit(folder / "lstm_numpy" / "keras.py", *CELL_STATE)
    result = run("check", "-o", folder)
    assert_found(result, "edited: lstm_numpy/keras.py (cell-state)")
    removed = re.findall(r"^  -(.*\S)$", result.output, re.MULTILINE)
    added = re.findall(r"^  \+(.*\S)$", result.output, re.MULTILINE)
    assert any("f_t * c_tm1 - i_t * g_t" in line for line in removed)
    assert any("f_t * c_tm1 + i_t * g_t" in line for line in added)


def test_check_without_diff_names_the_products_alone(run: Run, folder: Path) -> None:
    edit(folder / "lstm_numpy" / "keras.py", *CELL_STATE)
    result = run("check", "--no-diff", "-o", folder)
    assert_found(result, "edited: lstm_numpy/keras.py (cell-state)")
    assert "f_t * c_tm1" not in result.output


def test_check_names_a_stale_product(run: Run, folder: Path, monkeypatch, tmp_path: Path) -> None:
    support = Path(shutil.copytree(numpy.SUPPORT, tmp_path / "support"))
    edit(support / "special.py", "NumPy lacks", "NumPy 2 lacks")
    monkeypatch.setattr(numpy, "SUPPORT", support)
    monkeypatch.setattr(generate, "render", RENDER)
    result = run("check", "-o", folder)
    # An equation's label may follow: the manifest has the digest of every product.
    lines = [line.partition(" (")[0] for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert [line for line in lines if line.startswith("stale: ")] == [
        "stale: lstm_numpy/special.py",
        "stale: manifest.json",
    ]
    assert run("generate", "-o", folder).exit_code == 0
    assert run("check", "-o", folder).exit_code == 0


def test_check_names_a_missing_product(run: Run, folder: Path) -> None:
    (folder / "latex" / "keras.tex").unlink()
    assert_found(run("check", "-o", folder), "missing: latex/keras.tex")


def test_check_of_a_product_that_cannot_be_read_says_so(
    run: Run, folder: Path, monkeypatch
) -> None:
    def unreadable(place: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(generate, "content", unreadable)
    result = run("check", "-o", folder)
    assert result.exit_code == 1
    assert f"cannot read {folder}/manifest.json: Permission denied" in result.stderr


def test_check_names_several_at_once(run: Run, folder: Path) -> None:
    (folder / "latex" / "keras.tex").unlink()
    (folder / "notes.txt").write_text("")
    edit(folder / "lstm_numpy" / "keras.py", *CELL_STATE)
    assert_found(
        run("check", "-o", folder),
        "missing: latex/keras.tex",
        "edited: lstm_numpy/keras.py (cell-state)",
    )


def test_check_of_an_empty_folder_misses_everything(run: Run, tmp_path: Path) -> None:
    missing = [f"missing: {path}" for path in generate.render()]
    assert_found(run("check", "-o", tmp_path / "nothing"), *missing)


def test_check_writes_nothing(run: Run, folder: Path) -> None:
    edit(folder / "lstm_numpy" / "keras.py", *CELL_STATE)
    before = contents(folder)
    run("check", "-o", folder)
    assert contents(folder) == before
