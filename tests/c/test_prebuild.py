"""Libraries that are compiled ahead: on the target no compiler, and the best one that runs."""

import ctypes
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np
import pytest

import lstm_c
import lstm_numpy
from lstm_c import compiler, library, prebuild, prebuilt, prepared
from lstm_c.libraries import placed
from lstm_c.library import ACTIVATED
from tests.c import test_face
from tests.c import test_reference_arrays as recorded

USE = """
import numpy as np
import lstm_c, lstm_c.library
h = lstm_c.keras.lstm(np.ones((1, 2, 3)), np.ones((3, 8)), np.ones((2, 8))).state_h
print(h.sum(), lstm_c.library.library()._name if lstm_c.available() else "")
"""
KILLS = 4
LEVELS = [prebuilt.PLAIN, *prebuilt.LEVELS]
pytestmark = [
    pytest.mark.skipif(not lstm_c.available(), reason="no C compiler"),
    pytest.mark.usefixtures("quick"),
]


@pytest.fixture(name="whole", scope="module")
def an_application_that_was_prebuilt(tmp_path_factory, hurried: Path) -> Path:
    app = application(tmp_path_factory.mktemp("whole"))
    made = python(app, "-m", "lstm_c.prebuild", CC=str(hurried))
    assert made.stderr == ""
    assert sorted(made.stdout.split()) == sorted(map(str, libraries(app)))
    names = [file.name.split("-")[:2] for file in libraries(app)]
    assert names == [[one, level] for one in ("activations", "keras") for level in sorted(LEVELS)]
    return app


def application(folder: Path) -> Path:
    """A folder with both packages, as they are when they are installed."""
    for package in (lstm_c, lstm_numpy):
        at = Path(package.__file__).parent
        ignored = shutil.ignore_patterns("__pycache__", "prebuilt")
        shutil.copytree(at, folder / at.name, ignore=ignored)
    return folder


def libraries(app: Path) -> list[Path]:
    return sorted((app / "lstm_c" / "prebuilt").glob("*.so"))


def python(app: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": str(app), "LSTM_C_CACHE": str(app / "cache"), **variables}
    return subprocess.run(
        [sys.executable, *words], env=os.environ | settings, capture_output=True, text=True
    )


def without_compiler(app: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return python(app, *words, PATH=str(app), CC="")


def only(app: Path, folder: Path, *levels: str) -> Path:
    """The same application without the libraries of the other levels."""
    shutil.copytree(app, folder, dirs_exist_ok=True)
    for file in libraries(folder):
        if file.name.split("-")[1] not in levels:
            file.unlink()
    return folder


def runs(level: str) -> bool:
    """Whether Linux lists all that a level needs."""
    if not prebuilt.LEVELS.get(level):
        return True
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    flags = next(line.split() for line in lines if line.startswith("flags"))
    return set(prebuilt.LEVELS[level]) <= set(flags)


@pytest.mark.skipif(not Path("/proc/cpuinfo").exists(), reason="no list of abilities")
def test_the_best_that_runs_here_is_taken_without_a_compiler(whole: Path) -> None:
    used = without_compiler(whole, "-c", USE)
    total, path = used.stdout.split()
    assert (used.stderr, float(total) > 0) == ("", True)
    assert Path(path).name.split("-")[1] == [level for level in LEVELS if runs(level)][-1]
    assert not (whole / "cache").exists()


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_is_taken_and_computes_every_reference_array(
    whole: Path, tmp_path: Path, level: str, monkeypatch
) -> None:
    if not runs(level):
        pytest.skip("this processor cannot run it")
    app, asked = only(whole, tmp_path, prebuilt.PLAIN, level), set()
    assert f"keras-{level}-" in without_compiler(app, "-c", USE).stdout

    def of_level(source: Path) -> ctypes.CDLL:
        asked.add(source.stem)
        (file,) = (app / "lstm_c" / "prebuilt").glob(f"{source.stem}-{level}-*.so")
        return ctypes.CDLL(str(file))

    for module in (library, prepared):
        monkeypatch.setattr(module, "library_of", of_level)
    for manifest in recorded.MANIFESTS:
        recorded.test_the_compiled_layer_computes_what_this_keras_computed(manifest, monkeypatch)
        recorded.test_the_compiled_activation_computes_what_this_keras_computed(
            manifest, monkeypatch
        )
    for batch, units in product(test_face.BATCHES, test_face.UNITS):
        test_face.test_every_way_to_fill_tiles_and_panels(batch, units)
    assert asked == {"keras", "activations"}


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="another processor")
def test_a_level_that_the_processor_lacks_is_not_taken(tmp_path: Path, monkeypatch) -> None:
    """xop is an ability that no processor has had since 2017."""
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path)
    monkeypatch.setattr(prebuilt, "LEVELS", {"sse2": ("sse2",), "xop": ("sse2", "xop")})
    for source in (ACTIVATED, compiler.SOURCE):
        assert len(prebuild.prebuild_one(source)) == 3
        assert prebuilt.best(source) == prebuilt.made("sse2", source)


def test_what_was_made_from_another_source_is_not_taken(whole: Path, tmp_path: Path) -> None:
    app = only(whole, tmp_path, *LEVELS)
    with (app / "lstm_c" / "lstm.h").open("a") as header:
        header.write("\n")
    assert "no C compiler found" in without_compiler(app, "-c", USE).stderr
    assert str(app / "cache") in python(app, "-c", USE).stdout


def test_a_prebuild_killed_at_any_moment_leaves_a_working_install(
    whole: Path, tmp_path: Path
) -> None:
    app = only(whole, tmp_path)
    begin = time.perf_counter()
    python(only(whole, tmp_path / "measured"), "-m", "lstm_c.prebuild")
    lasts = time.perf_counter() - begin
    moments = np.random.default_rng(os.getpid()).uniform(0, lasts, KILLS)
    for after in moments:
        process = subprocess.Popen(
            [sys.executable, "-m", "lstm_c.prebuild"],
            env=os.environ | {"PYTHONPATH": str(app)},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)  # the compiler with it: its own session
        process.wait()
        used = python(app, "-c", USE)
        assert used.stderr == "", f"killed after {moments} of {lasts} seconds"
        assert float(used.stdout.split()[0]) > 0


def test_a_library_that_cannot_be_loaded_is_named(whole: Path, tmp_path: Path) -> None:
    app = only(whole, tmp_path, prebuilt.PLAIN)
    broken = libraries(app)[-1]
    name = broken.stem.rpartition("-")[0]
    broken.write_bytes(b"of another system")
    broken = placed(broken, broken.parent, name)
    said = without_compiler(app, "-c", USE).stderr
    assert "lstm_c computes with lstm_numpy: a compiled library cannot be loaded" in said
    assert broken.name in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path / "file" / "prebuilt")
    with pytest.raises(lstm_c.CompilerError, match="owns the package"):
        prebuild.prebuild()


def test_other_cells_are_prebuilt_by_name(tmp_path: Path) -> None:
    app = application(tmp_path)
    assert python(app, "-m", "lstm_c.prebuild", "wikipedia").stderr == ""
    assert {file.name.split("-")[0] for file in libraries(app)} == {"activations", "wikipedia"}
    use = "from lstm_c import wikipedia as w; import numpy as np; n = np.ones; "
    use += "print(w.lstm(n((1, 2, 3)), n((3, 8)), n((2, 8)), n(8))[1].shape)"
    found = python(app, "-c", use, CC="none")
    assert (found.stdout, found.stderr) == ("(1, 2)\n", "")


def test_a_cell_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match=r"^'gru2' is not a cell in C, expected some of keras, "):
        prebuild.prebuild("gru2")
