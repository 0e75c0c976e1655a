"""Options with values that nobody means, files that are folders: each is refused by name."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lstm_sym import checkout, parameters
from lstm_sym.cli import main

Run = Callable[..., Result]
HUGE = str(10**30)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "x", "", "nan"])
@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("mutate", "--sample"),
        ("bench", "--row"),
        ("bench", "--threads"),
        ("bench", "--rounds"),
    ],
)
def test_a_count_below_one_is_refused(run: Run, command: str, option: str, value: str) -> None:
    result = run(command, option, value)
    assert result.exit_code == 2
    assert f"Invalid value for '{option}': " in result.stderr


@pytest.mark.parametrize("value", ["0", "-1", "inf", "-inf", "nan", "x", ""])
def test_a_length_of_time_is_finite_and_above_0(run: Run, value: str) -> None:
    result = run("bench", "--seconds", value)
    assert result.exit_code == 2
    assert "Invalid value for '--seconds': " in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bench", "--row", "99"), "--row is 99, but the grid rows has 7 rows"),
        (("bench", "--row", "1", "--row", HUGE), f"--row is {HUGE}, but the grid rows has 7 rows"),
        (("bench", "--grid", "units", "--row", "10"), "but the grid units has 9 rows"),
        (("bench", "--threads", HUGE), f"{HUGE} is not in the range 1<=x<=1024"),
        (("bench", "--grid", "all", "--row", "1"), "leave out --row and --threads"),
        (("bench", "--grid", "all", "--threads", "1"), "leave out --row and --threads"),
        (("bench", "--grid", "rowz"), "'rowz' is not one of"),
        (("bench", "--python", "pytorch"), "--python is 'pytorch', expected NAME=PATH"),
        (("bench", "--python", "torch=python3"), "there is no peer 'torch'; known are pytorch"),
        (("bench", "--python", "pytorch=/no/python"), "'/no/python' is not an interpreter"),
        (("bench", "--python", "pytorch="), "'' is not an interpreter"),
        (("bench", "--peers", __file__), "is a file"),
        (("mutate", "--only", "numpi"), "--only is 'numpi', which no kind of mutants has in its"),
        (("mutate", "--sample", "2", "-o", "x.json", "--only", "numpi"), "is not a kill table"),
        (("diff", "keras@", "gru"), "'keras@': keras_version is ''"),
        (("diff", "keras@99", "gru"), "'keras@99': keras_version is '99', expected 2.0.0 to"),
        (("diff", "", "gru"), "there is no formulation ''"),
        (("show", ""), "'' is not a formulation; known are keras"),
        (("show", "kears"), "'kears' is not a formulation (did you mean 'keras'?)"),
        (("show", "no_cell.py"), "there is no file no_cell.py"),
        (("show", "keras", "mask"), "'mask' is no NAME=VALUE; possible are: bias=absent|given"),
        (("show", "keras", "mask=True"), "mask is 'True', expected absent or given"),
        (("show", "keras", "mask="), "mask is '', expected absent or given"),
        (("show", "keras", "=given"), "keras has no option ''; possible are"),
        (("show", "keras", "mask=given", "mask=absent"), "mask is given twice"),
        (("show", "keras", "activation=relu", "--activation", "elu"), "activation is given twice"),
        (("show", "greff2015", "variant=CIF"), "variant is 'CIF', expected V or NIG or"),
        (("show", "onnx", "clip=nan"), "clip is 'nan', expected a number"),
        (("show", "onnx", "clip=x"), "clip is 'x', expected a number"),
        (("show", "pytorch", "--activation", "relu"), "pytorch has no option 'activation'"),
        (("show", "pytorch", "--keras-version", "2.2.4"), "pytorch has no releases of Keras"),
        (("show", "gers2000", "mask=given"), "possible are: initial_state=absent|given"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_possible_is_refused_with_what_is(run: Run, words, said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


WRITE = [
    ("prove", "-o"),
    ("mutate", "-o"),
    ("mutate", "--survivors"),
    ("bench", "-o"),
    ("verify", "-o"),
    ("sensitivity", "-o"),
]


@pytest.mark.parametrize("words", WRITE, ids=" ".join)
def test_a_file_that_cannot_be_written_is_refused_at_once(run: Run, tmp_path: Path, words) -> None:
    for path, said in (
        (tmp_path, "is a directory"),
        (tmp_path / "no" / "x.json", "There is no folder"),
        (Path(__file__) / "x.json", "There is no folder"),
    ):
        result = run(*words, path)
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_leave_is_named(run: Run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(parameters.os, "access", lambda path, mode: mode != os.W_OK)
    result = run("sensitivity", "-o", tmp_path / "x.json")
    assert result.exit_code == 2
    assert "may not be written in" in " ".join(result.stderr.split())


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b"\xff", b'{"entries": 3}'])
def test_a_record_that_is_another_file_is_kept(run: Run, tmp_path: Path, content: bytes) -> None:
    record = tmp_path / "mine.json"
    record.write_bytes(content)
    result = run("mutate", "--missing", "-o", record)
    assert result.exit_code == 1
    assert f"{record} is not a record of `mutate`" in result.stderr
    assert record.read_bytes() == content


@pytest.mark.parametrize(
    "about",
    [[], 3, {}, {"arrays": 3, "sha256": ""}, {"arrays": "x.npz", "sha256": "0", "cases": 1}],
    ids=str,
)
def test_a_folder_of_other_files_is_no_folder_of_arrays(run: Run, tmp_path: Path, about) -> None:
    (tmp_path / "x.npz").write_bytes(b"")
    (tmp_path / "x.json").write_text(json.dumps(about))
    result = run("verify", "--arrays", tmp_path)
    assert result.exit_code == 1
    assert "x.json" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("generate",),
        ("check",),
        ("verify",),
        ("prove",),
        ("mutate",),
        ("bench", "--grid", "all"),
        ("verify", "--arrays", str(checkout.ARRAYS), "-o", "x.json"),
    ],
    ids=" ".join,
)
def test_without_a_checkout_a_command_says_so_in_one_line(run: Run, monkeypatch, words) -> None:
    monkeypatch.setattr(checkout, "ROOT", Path("/nowhere"))
    result = run(*words)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: `")
    assert "needs the project's checkout, which a package does not bring: " in line


def test_an_error_of_the_disk_is_one_line(monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.json")

    monkeypatch.setattr("lstm_sym.measure.sensitivity.show", full)
    result = CliRunner().invoke(main, ["sensitivity"])
    assert (result.exit_code, result.stderr) == (1, "Error: x.json: No space left on device\n")


@pytest.mark.parametrize("release", ["9.9.9", "0.0.1"])
def test_printed_code_of_another_release_is_refused(run: Run, monkeypatch, release: str) -> None:
    monkeypatch.setattr("lstm_numpy.__version__", release)
    result = run("show", "keras")
    assert result.exit_code == 1
    assert f"lstm_numpy is of release {release}" in result.stderr
    assert "to mend it: lstm-sym generate" in result.stderr
