"""The library on the disk: damaged, exchanged, another machine's, in a folder that is not safe."""

import _ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import lstm_c
from lstm_c import compiler, libraries, prebuild, prebuilt
from lstm_c.library import ACTIVATED

from .test_compiler import needs_compiler, start

HERE = Path(lstm_c.__file__).parent
pytestmark = pytest.mark.usefixtures("quick") if lstm_c.available() else ()


def used(cache: Path | str, **variables: str) -> tuple[str, str]:
    """What a new process prints and warns of that computes with the compiled library."""
    process = start(Path(), **{"LSTM_C_CACHE": str(cache)} | variables)
    stdout, stderr = process.communicate()
    assert process.returncode == 0, f"{process.returncode}: {stderr}"  # -7 is a bus error
    return stdout, stderr


@pytest.fixture(name="first", scope="module")
def a_first_use(tmp_path_factory, quick) -> Path:
    cache = tmp_path_factory.mktemp("first") / "cache"
    assert used(cache)[1] == ""
    assert cache.stat().st_mode & 0o777 == 0o700  # the user's alone
    return cache


@pytest.fixture(name="filled")
def a_cache_with_the_library(first: Path, tmp_path: Path) -> Path:
    return shutil.copytree(first, tmp_path / "cache")


DAMAGES = {
    "empty": lambda whole: b"",
    "half": lambda whole: whole[: len(whole) // 2],
    "one byte": lambda whole: whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:],
    "last byte": lambda whole: whole[:-1],
    "another library": lambda whole: Path(_ctypes.__file__).read_bytes(),
}


@needs_compiler
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_library_is_not_found(filled: Path, damage: str) -> None:
    (file,) = filled.iterdir()
    name = file.stem.rpartition("-")[0]
    assert libraries.found(filled, name) == file
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    assert libraries.found(filled, name) is None


@needs_compiler
def test_a_pipe_in_place_of_a_library_is_not_read(filled: Path) -> None:
    """Whoever reads from a pipe to which nobody writes waits for ever."""
    (file,) = filled.iterdir()
    whole = file.rename(filled / "whole")
    os.mkfifo(file)
    with subprocess.Popen(["dd", f"if={whole}", f"of={file}", "status=none"]) as writer:
        found = libraries.found(filled, file.stem.rpartition("-")[0])
        writer.kill()
    assert found is None


def test_a_library_that_cannot_be_read_is_not_whole(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "made").write_bytes(b"content")
    file = libraries.placed(tmp_path / "made", tmp_path, "keras")
    assert libraries.is_whole(file)

    def refused(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert not libraries.is_whole(file)


@needs_compiler
@pytest.mark.parametrize("damage", ["half", "another library"])
def test_a_damaged_library_is_compiled_again(filled: Path, damage: str) -> None:
    (file,) = filled.iterdir()
    whole = file.read_bytes()
    file.write_bytes(DAMAGES[damage](whole))
    stdout, stderr = used(filled)
    assert (stderr, float(stdout) > 0) == ("", True)
    assert file.read_bytes() == whole
    assert list(filled.iterdir()) == [file]


@needs_compiler
def test_two_processes_mend_a_damaged_library_at_once(filled: Path) -> None:
    (file,) = filled.iterdir()
    file.write_bytes(b"")
    processes = [start(filled) for _ in range(3)]
    assert {process.communicate()[1] for process in processes} == {""}
    assert [found for found in filled.iterdir() if libraries.is_whole(found)] == [file]


@needs_compiler
def test_a_library_without_the_functions_is_named(tmp_path: Path, monkeypatch) -> None:
    """A compiler that makes something else, under a name that says what is in it."""
    wrapper = tmp_path / "cc"
    empty = f"{shutil.which(compiler.compiler()[0])} -shared -x c /dev/null -o"
    wrapper.write_text(f'#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\n{empty} "$2"\n')
    wrapper.chmod(0o700)
    stdout, stderr = used(tmp_path / "cache", CC=str(wrapper))
    assert float(stdout) > 0
    assert "has no keras_f32: delete it" in stderr


@needs_compiler
def test_a_prebuilt_library_that_is_damaged_is_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path)
    monkeypatch.setattr(prebuilt, "LEVELS", {})
    activated, plain = prebuild.prebuild()
    assert prebuilt.best() == plain
    assert prebuilt.best(ACTIVATED) == activated
    half = plain.read_bytes()[: plain.stat().st_size // 2]
    plain.unlink()  # this process has loaded it: a file cut short in place would kill it at its end
    plain.write_bytes(half)
    with pytest.raises(lstm_c.CompilerError, match=rf"{plain.name} is damaged.*lstm_c.prebuild"):
        prebuilt.best()
    assert prebuild.prebuild() == [activated, plain]
    assert prebuilt.best() == plain


@needs_compiler
def test_a_prebuild_replaces_what_another_compiler_made(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path)
    monkeypatch.setattr(prebuilt, "LEVELS", {})
    (tmp_path / "made").write_bytes(b"by another compiler")
    old = libraries.placed(tmp_path / "made", tmp_path, prebuilt.names()[prebuilt.PLAIN])
    assert libraries.is_whole(old)
    assert sorted(prebuild.prebuild()) == sorted(tmp_path.iterdir())


# ---- what the variables say ----

WRONG = {
    "an open quote": ({"CC": "'"}, 'CC is "\'", which is not a command: No closing quotation'),
    "no file": ({"CC": "/no/such/cc -O1"}, "CC is '/no/such/cc -O1'"),
    "an empty word": ({"CC": "''"}, "CC is \"''\""),
    "a command that does nothing": ({"CC": "true"}, "It wrote no library."),
    "a command that fails": ({"CC": "false"}, "the C compiler failed"),
    "a relative folder": ({"LSTM_C_CACHE": "."}, "LSTM_C_CACHE is '.', expected a folder's whole"),
    "no folder": ({"LSTM_C_CACHE": ""}, "LSTM_C_CACHE is ''"),
    "a tilde": ({"LSTM_C_CACHE": "~/c"}, "LSTM_C_CACHE is '~/c'"),
}


@needs_compiler
@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_with_a_variable_is_said_once_by_name(kind: str, tmp_path: Path) -> None:
    variables, message = WRONG[kind]
    stdout, stderr = used(tmp_path, **variables)
    assert float(stdout) > 0
    assert stderr.count("RuntimeWarning: lstm_c computes with lstm_numpy") == 1
    assert message in stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_program_is_named(tmp_path: Path) -> None:
    (tmp_path / "cc").write_bytes(b"\x7fELF and nothing more")
    (tmp_path / "cc").chmod(0o700)
    with pytest.raises(lstm_c.CompilerError, match="cc cannot be run: "):
        compiler.compile_to(tmp_path / "lstm.so", [str(tmp_path / "cc")])


@needs_compiler
@pytest.mark.parametrize("text", ["abc", "0", "", "33", "1.5", "-1"])
def test_a_wrong_number_of_threads_is_raised_by_every_function(text: str) -> None:
    calls = """
import numpy as np
import lstm_c
x, weights = np.ones((1, 2, 3)), (np.ones((3, 8)), np.ones((2, 8)), np.ones(8))
layer = lstm_c.LSTM(2)
layer.set_weights(weights)
for call in (lambda: lstm_c.keras.lstm(x, *weights), lambda: lstm_c.keras.prepare(*weights),
             lambda: layer(x), lstm_c.get_threads):
    try:
        call()
    except ValueError as error:
        print(error)
"""
    environment = os.environ | {"LSTM_C_THREADS": text, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", calls], env=environment, capture_output=True, text=True
    )
    said = f"LSTM_C_THREADS is {text!r}, expected a whole number from 1 to 32\n"
    assert (done.stdout, done.stderr) == (4 * said, "")


# ---- the folder ----


def test_a_relative_folder_of_the_desktop_is_no_folder(monkeypatch) -> None:
    monkeypatch.delenv("LSTM_C_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert compiler.cache() == Path("/home/somebody/.cache/lstm_c")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_a_folder_in_which_others_may_put_code_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("LSTM_C_CACHE", str(tmp_path))
    monkeypatch.setenv("CC", sys.executable)
    for mode in (0o777, 0o702):
        tmp_path.chmod(mode)
        with pytest.raises(lstm_c.CompilerError, match=r"not safe: everybody, .*LSTM_C_CACHE"):
            compiler.compiled()
    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    owner = tmp_path.stat().st_uid
    if owner == 0:  # what is the administrator's is safe for everybody
        os.chown(tmp_path, 12345, -1)
    with pytest.raises(lstm_c.CompilerError, match=r"not safe: another user, .*LSTM_C_CACHE"):
        compiler.compiled()


@pytest.mark.parametrize(("owner", "safe"), [(0, True), (77, True), (1, False)])
def test_a_folder_of_mine_or_of_the_administrator_is_safe(owner, safe, monkeypatch) -> None:
    class Folder:
        def exists(self) -> bool:
            return True

        def stat(self) -> SimpleNamespace:
            return SimpleNamespace(st_uid=owner, st_mode=0o40755)

    monkeypatch.setattr(os, "geteuid", lambda: 77, raising=False)
    assert (libraries.stranger(Folder()) == "") is safe


def test_the_same_bytes_in_other_parts_have_another_digest() -> None:
    assert libraries.digest(b"a", b"bc") != libraries.digest(b"ab", b"c")


@needs_compiler
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_a_folder_that_may_only_be_read_serves_what_is_in_it(filled: Path) -> None:
    filled.chmod(0o500)
    try:
        assert used(filled)[1] == ""
    finally:
        filled.chmod(0o700)


# ---- the name ----

FLAGS = "model name\t: one\nflags\t\t: fpu sse2 avx2\n"


@pytest.fixture(name="there")
def a_processor_that_is_known(tmp_path: Path, monkeypatch) -> Path:
    (tmp_path / "cpuinfo").write_text(FLAGS * 2)
    (tmp_path / "keras.c").write_text('#include "lstm.h"\n')
    shutil.copy(HERE / "lstm.h", tmp_path)
    monkeypatch.setattr(compiler, "CPUINFO", tmp_path / "cpuinfo")
    monkeypatch.setattr(compiler, "SOURCE", tmp_path / "keras.c")
    return tmp_path


# What one machine has otherwise than another that has the same home folder.
OTHERS = {
    "fewer abilities": lambda p, m: (p / "cpuinfo").write_text(FLAGS.replace(" avx2", "")),
    "another model": lambda p, m: (p / "cpuinfo").write_text(FLAGS.replace("one", "two")),
    "abilities of ARM": lambda p, m: (p / "cpuinfo").write_text("Features\t: fp asimd\n"),
    "unknown abilities": lambda p, m: (p / "cpuinfo").unlink(),
    "another kind": lambda p, m: m.setattr(compiler.platform, "machine", lambda: "riscv64"),
    "another system": lambda p, m: m.setattr(compiler.platform, "system", lambda: "FreeBSD"),
    "32 bits": lambda p, m: m.setattr(compiler.sys, "maxsize", 2**31 - 1),
    "another C library": lambda p, m: m.setattr(compiler.os, "confstr", lambda name: "glibc 2.17"),
    "another source": lambda p, m: (p / "keras.c").write_text("int x;"),
    "another header": lambda p, m: (p / "lstm.h").write_text("int x;"),
    "other flags": lambda p, m: m.setattr(compiler, "FLAGS", (*compiler.FLAGS, "-g")),
}


@pytest.mark.parametrize("other", OTHERS)
def test_the_name_of_a_library_tells_machines_apart(there: Path, other: str, monkeypatch) -> None:
    here = compiler.name_for(["cc"])
    assert compiler.name_for(["cc"]) == here
    OTHERS[other](there, monkeypatch)
    assert compiler.name_for(["cc"]) != here


def test_the_name_of_a_library_tells_compilers_apart(there: Path) -> None:
    assert len({compiler.name_for(c) for c in (["cc"], ["gcc"], ["cc", "-O1"])}) == 3


@pytest.mark.parametrize("known", ["", "processor\t: 0\ncpu\t\t: POWER9\n"])
def test_where_the_abilities_are_unknown_none_is_used(there: Path, known: str) -> None:
    assert compiler.tunings() == compiler.TUNING
    (there / "cpuinfo").write_text(known)
    assert compiler.tunings() == ((),)
