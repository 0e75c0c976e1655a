"""`generate` and `check`: what differs is named, and nothing on disk is lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_sym import generate
from lstm_sym.manifest.write import signed

ROOT = generate.PRODUCTS.parent
RENDERED = generate.render()


@pytest.fixture(autouse=True)
def rendered_once(monkeypatch) -> None:
    """Rendering takes a second, and always gives the same: the tests with other seeds say so."""
    monkeypatch.setattr(generate, "render", lambda: dict(RENDERED))


@pytest.fixture(name="folder")
def products_in_a_folder(tmp_path: Path) -> Path:
    generate.write(tmp_path / "generated")
    return tmp_path / "generated"


def test_the_products_are_what_the_equations_render_to() -> None:
    assert [str(difference) for difference in generate.differences()] == []


def test_a_product_names_a_file_that_it_is_printed_from() -> None:
    named = {path: re.search(r"Printed from (\S+) by", text) for path, text in RENDERED.items()}
    gone = [f"{path}: {n[1]}" for path, n in named.items() if n and not (ROOT / n[1]).exists()]
    assert gone == []
    assert sum(map(bool, named.values())) > len(RENDERED) / 2


def test_what_was_written_differs_in_nothing(folder: Path) -> None:
    assert generate.differences(folder) == []
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found == set(generate.render())


@pytest.mark.parametrize("path", sorted(set(generate.render()) - {"lstm_numpy/py.typed"}))
def test_one_edited_character_of_any_product_is_seen(folder: Path, path: str) -> None:
    text = (folder / path).read_text()
    middle = len(text) // 2
    (folder / path).write_text(text[:middle] + "~" + text[middle + 1 :])
    (found,) = [d for d in generate.differences(folder) if d.kind == "edited"]
    assert found.path == path
    assert "~" in found.diff


def test_a_missing_product_is_named(folder: Path) -> None:
    (folder / "latex" / "keras.tex").unlink()
    assert [str(d) for d in generate.differences(folder)] == ["missing: latex/keras.tex"]


def test_a_foreign_file_is_not_looked_at(folder: Path) -> None:
    (folder / "lstm_numpy" / "notes.txt").write_text("mine")
    assert generate.differences(folder) == []
    done = generate.write(folder)
    assert (done.changed, done.removed, done.kept) == ((), (), ())
    assert (folder / "lstm_numpy" / "notes.txt").read_text() == "mine"


def test_what_the_manifest_names_and_nothing_renders_is_left_over(
    folder: Path, monkeypatch
) -> None:
    gru = ("latex/gru", "lstm_numpy/gru")
    files = {path: text for path, text in RENDERED.items() if not path.startswith(gru)}
    about = json.loads(files.pop("manifest.json"))
    del about["digest"]
    fewer = files | {"manifest.json": signed(about, files)}
    monkeypatch.setattr(generate, "render", lambda: fewer)
    gone = sorted(set(RENDERED) - set(fewer))
    modules = ("gru", "gru_bfloat16", "gru_eight", "gru_fast", "gru_gradients", "gru_layer")
    assert gone == ["latex/gru.tex", *(f"lstm_numpy/{module}.py" for module in modules)]
    found = [str(d) for d in generate.differences(folder) if d.path != "manifest.json"]
    assert found == [f"left over: {path}" for path in gone]
    (folder / gone[0]).write_text("edited")
    done = generate.write(folder)
    assert (done.removed, done.kept) == (tuple(gone[1:]), (gone[0],))
    assert generate.differences(folder) == []
    assert (folder / gone[0]).read_text() == "edited"
    assert not (folder / gone[1]).exists()


def test_a_stale_product_is_told_from_an_edited_one(folder: Path, monkeypatch) -> None:
    newer = dict(generate.render())
    path = "lstm_numpy/keras.py"
    newer[path] = newer[path].replace("f_t * c_tm1 + i_t * g_t", "f_t * c_tm1 - i_t * g_t")
    assert newer[path] != generate.render()[path]
    monkeypatch.setattr(generate, "render", lambda: newer)
    (found,) = generate.differences(folder)
    assert str(found) == "stale: lstm_numpy/keras.py (cell-state)"


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    program = "from lstm_sym.generate import render; print(render())"
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        cwd="/",
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().rstrip("\n") == str(generate.render())


@pytest.fixture(name="checkout")
def a_copy_of_the_checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("lstm_sym", "generated", "tests/reference/arrays"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout}{os.pathsep}{checkout / 'generated'}"
    return subprocess.run(
        [sys.executable, "-m", "lstm_sym", *command],
        env=os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "label"),
    [
        ("keras", "f_t * c_tm1 + i_t * g_t", "f_t * c_tm1 - i_t * g_t", "cell-state"),
        ("keras", "o_t * phi(c_t)", "i_t * phi(c_t)", "hidden-state"),
        ("sequences", "x_t, at(X, T + 1 - t)", "x_t, at(X, t)", "input-backwards"),
        (
            "sequences",
            "where(m_t, h.now, y.before)",
            "where(m_t, y.before, h.now)",
            "output-previous",
        ),
    ],
)
def test_a_changed_equation_fails_the_check_and_then_the_arrays(
    checkout: Path, file: str, old: str, new: str, label: str
) -> None:
    source = checkout / "lstm_sym" / "equations" / f"{file}.py"
    text = source.read_text()
    assert text.count(old) == 1
    source.write_text(text.replace(old, new))

    check = run(checkout, "check")
    assert check.returncode == 1
    assert f"stale: lstm_numpy/keras.py ({label})" in check.stdout
    assert "lstm-sym generate" in check.stdout

    assert run(checkout, "generate").returncode == 0
    assert run(checkout, "check").returncode == 0
    verify = run(checkout, "verify")
    assert verify.returncode == 1
    assert "failed" in verify.stdout
