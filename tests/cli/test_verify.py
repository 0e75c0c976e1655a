"""`verify`: passes on what Keras exported, and fails on anything else."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result

from lstm_sym.checkout import ARRAYS
from lstm_sym.equations import FORMULATIONS
from lstm_sym.recorded.case import Grid, off, off_on_grid
from lstm_sym.verify import Comparison, compare_papers, summaries

Run = Callable[..., Result]


@pytest.fixture(name="arrays")
def arrays_to_spoil(tmp_path: Path) -> Path:
    folder = tmp_path / "arrays"
    folder.mkdir()
    for file in (ARRAYS / "arrays").glob("keras-3.15.1-numpy.*"):
        shutil.copy(file, folder)
    return folder


def rewrite(folder: Path, case: str, change: float) -> None:
    """Add to one number of a case, and record the new file's digest as an exporter would."""
    (archive,), (about,) = folder.glob("*.npz"), folder.glob("*.json")
    with np.load(archive) as loaded:
        arrays = dict(loaded)
    arrays[case] = arrays[case].copy()
    arrays[case].flat[0] += change
    np.savez_compressed(archive, **arrays)
    manifest = json.loads(about.read_text())
    manifest["sha256"] = hashlib.sha256(archive.read_bytes()).hexdigest()
    about.write_text(json.dumps(manifest))


def test_verify_passes_on_the_committed_arrays(run: Run) -> None:
    result = run("verify")
    assert result.exit_code == 0, result.output
    last = result.output.strip().splitlines()[-1]
    passed = re.fullmatch(r"(\d+) passed, 0 failed", last)
    assert passed, last
    assert int(passed[1]) > 1000
    for framework in ("keras 2.2.4 tensorflow", "keras 3.15.1 jax", "tf.keras 2.15.0 tensorflow"):
        assert framework in result.output
    assert "bound of ordinary cases in float32: 1e-06\n" in result.output


def test_the_largest_error_in_units_of_the_last_place_is_shown() -> None:
    """A line has the worst of its cases, of which another may be worst in the last place."""
    figures = ((1e-8, 1.0), (4e-8, 9.0), (2e-8, 2.0), (3e-8, 30.0))
    cases = [Comparison("keras", "keras 3", "a", "ordinary", "float32", *one) for one in figures]
    ((one),) = summaries(cases, every_case=False)
    assert (one.case, one.error, one.ulp) == ("4", 4e-8, 30.0)
    assert list(summaries(cases, every_case=True)) == cases


def test_an_error_is_relative_to_the_largest_value() -> None:
    """Of a layer's array to the largest of all, of an activation to each number's own."""
    recorded = np.array([0.25, -4.0])
    assert off(np.array([0.5, -4.0]), recorded) == 0.0625
    assert off(np.array([0.5]), recorded[:1]) == 0.25
    assert off(np.array([0.5, np.nan]), recorded) == np.inf
    x = np.array([0.5, 8.0])
    assert off_on_grid(Grid("keras 3", "relu", x, recorded, 1e-6), np.array([0.5, -3.0])) == 0.25
    assert off_on_grid(Grid("keras 3", "relu", x, recorded, 1e-6), np.array([0.25, -3.0])) == 0.125


def test_verify_lists_every_formulation_in_both_types(run: Run) -> None:
    rows = [line.split() for line in run("verify").output.splitlines()]
    for formulation in FORMULATIONS:
        dtypes = {dtype for row in rows if row[:1] == [formulation.name] for dtype in row}
        assert "float32" in dtypes, formulation.name
        # Neither onnxruntime nor PyTorch quantizes in float64.
        in_one_type = ("onnx_quantized", "pytorch_quantized")
        assert ("float64" in dtypes) != (formulation.name in in_one_type), formulation.name


def test_a_wrong_paper_is_seen(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    shutil.copytree(ARRAYS.with_name("papers"), papers)
    written = papers / "gers2000.py"
    written.write_text(written.read_text().replace("y_phi * s[v] +", "y_phi * s[v] -"))
    failed = {c.formulation for c in compare_papers(papers) if not c.passed}
    assert failed == {"gers2000"}
    assert list(compare_papers(tmp_path / "none")) == []


def test_verify_compares_the_papers_beside_the_arrays(run: Run, arrays: Path) -> None:
    papers = arrays.with_name("papers")
    shutil.copytree(ARRAYS.with_name("papers"), papers)
    assert run("verify", "--arrays", arrays).exit_code == 0
    written = papers / "gers2000.py"
    written.write_text(written.read_text().replace("y_phi * s[v] +", "y_phi * s[v] -"))
    assert run("verify", "--arrays", arrays).exit_code == 1


def test_verify_of_every_case_has_a_line_for_each(run: Run, arrays: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    result = run("verify", "--every-case", "--arrays", arrays)
    assert result.exit_code == 0
    (about,) = arrays.glob("*.json")
    for case in json.loads(about.read_text())["cases"]:
        assert re.search(rf" {case} +\d\.\de", result.output), case


def test_verify_fails_on_a_changed_number_and_says_where(run, arrays, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert run("verify", "--arrays", arrays).exit_code == 0
    rewrite(arrays, "question.state_c", 1e-4)
    result = run("verify", "--every-case", "--arrays", arrays)
    assert result.exit_code == 1
    (failed,) = [line for line in result.output.splitlines() if line.rstrip().endswith("failed")][
        :1
    ]
    assert " question " in failed
    assert "1.0e-04" in failed
    assert re.search(r"^\d+ passed, 1 failed$", result.output, re.MULTILINE)
    assert run("verify", "--arrays", arrays).exit_code == 1


def test_verify_fails_on_nan(run: Run, arrays: Path) -> None:
    rewrite(arrays, "defaults.lstm_output", np.nan)
    result = run("verify", "--arrays", arrays)
    assert result.exit_code == 1
    assert re.search(r"^\d+ passed, 1 failed$", result.output, re.MULTILINE)


def test_verify_refuses_arrays_that_their_manifest_does_not_describe(run, arrays) -> None:
    (archive,) = arrays.glob("*.npz")
    archive.write_bytes(archive.read_bytes() + b"\0")
    result = run("verify", "--arrays", arrays)
    assert result.exit_code == 1
    said = "keras-3.15.1-numpy.npz is not the file that keras-3.15.1-numpy.json describes"
    assert said in result.stderr


def test_verify_of_an_empty_folder_says_what_to_do(run: Run, tmp_path: Path) -> None:
    result = run("verify", "--arrays", tmp_path)
    assert result.exit_code == 1
    assert "holds no reference arrays: pass --arrays, or make reference" in result.stderr


def test_verify_says_which_file_of_arrays_is_missing(run: Run, arrays: Path) -> None:
    (archive,) = arrays.glob("*.npz")
    archive.unlink()
    result = run("verify", "--arrays", arrays)
    assert result.exit_code == 1
    assert archive.name in result.stderr


def test_verify_of_every_case_shows_the_errors_in_a_pipe_too(run, arrays, monkeypatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    result = run("verify", "--every-case", "--arrays", arrays)
    assert re.search(r" mask-zero-output-initial-state-go-backwards +\d\.\de", result.output)


def test_verify_of_every_case_names_them_whole_on_a_narrow_terminal_too(
    run: Run, arrays: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as if it were a terminal
    monkeypatch.setenv("COLUMNS", "40")
    result = run("verify", "--every-case", "--arrays", arrays)
    assert " mask-zero-output-initial-state-go-backwards " in result.output


def test_cells_of_packages_are_those_of_the_clone_where_the_arrays_are(
    run: Run, tmp_path: Path
) -> None:
    name = "synaptic-1.1.4-cells"
    for end in ("json", "npz"):
        shutil.copy(ARRAYS / "further" / f"{name}.{end}", tmp_path)
    result = run("verify", "--arrays", tmp_path)
    assert result.exit_code == 1
    assert f"{name}.json is of a cell in docs/formulations/cells/synaptic.py" in result.output
    assert "name the arrays inside a clone" in result.output
