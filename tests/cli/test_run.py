"""`lstm-sym run`: examples from disk to disk, in slabs, which an interruption does not lose."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

import lstm_numpy
from lstm_sym import run as command
from lstm_sym.cli import main
from lstm_sym.replacement import record
from tests.files.kept import FILES, ROOT

MODEL = ROOT / "models" / "keras-2.2.4.h5"


@pytest.fixture(name="x")
def examples(tmp_path: Path) -> np.ndarray:
    x = np.random.default_rng(0).normal(size=(50, 20, 1)).astype(np.float32)
    np.save(tmp_path / "x.npy", x)
    return x


def run(folder: Path, *more: str, model: Path = MODEL) -> Result:
    words = ["run", str(model), str(folder / "x.npy"), "-o", str(folder / "y.npy"), *more]
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("more", [(), ("--processes", "2")])
def test_the_outputs_are_the_models(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    result = run(tmp_path, *more)
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stdout.splitlines()[-1] == f"50 examples in {tmp_path / 'y.npy'}"
    y = np.load(tmp_path / "y.npy")
    np.testing.assert_allclose(y, lstm_numpy.load(MODEL)(x), rtol=0, atol=1e-6)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["x.npy", "y.npy"]


@pytest.mark.parametrize("rows", [0.5, 1, 7, 49, 50, 51])
@pytest.mark.parametrize("order", ["C", "F"])
def test_slabs_of_any_number_of_examples_of_any_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: float, order: Any
) -> None:
    drawn = np.random.default_rng(0).normal(size=(50, 20, 1))
    for dtype in ("<f2", "<f4", "<f8", ">f4"):
        x = np.array(drawn, dtype, order=order)
        np.save(tmp_path / "x.npy", x)
        monkeypatch.setattr(command, "SLAB", int(rows * x[:1].nbytes))
        done = list(command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {}))
        assert done == [*range(0, 50, max(1, int(rows))), 50]
        wanted = lstm_numpy.load(MODEL)(x)
        np.testing.assert_allclose(np.load(tmp_path / "y.npy"), wanted, rtol=0, atol=2e-3)


def test_an_interruption_loses_nothing(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    begun: Any = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert [next(begun) for _ in range(4)] == [0, 7, 14, 21]
    begun.close()
    assert not (tmp_path / "y.npy").exists()
    again = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert list(again) == [21, 28, 35, 42, 49, 50]
    y = np.load(tmp_path / "y.npy")
    np.testing.assert_allclose(y, lstm_numpy.load(MODEL)(x), rtol=0, atol=1e-6)


@pytest.mark.parametrize("more", [(), ("--processes", "2")])
def test_after_ctrl_c_the_same_command_gives_the_same_bytes(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    assert run(tmp_path, *more).exit_code == 0
    whole = (tmp_path / "y.npy").read_bytes()
    (tmp_path / "y.npy").unlink()
    recorded = []

    def interrupted(state: Path, text: str) -> None:
        record(state, text)
        recorded.append(json.loads(text)["done"])
        if len(recorded) == 3:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(command, "record", interrupted)
    assert run(tmp_path, *more).exit_code == 1
    assert not (tmp_path / "y.npy").exists()
    assert run(tmp_path, *more).exit_code == 0
    assert recorded == [7, 14, 21, 28, 35, 42, 49, 50]
    assert (tmp_path / "y.npy").read_bytes() == whole


def test_another_input_begins_again(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    begun: Any = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert [next(begun) for _ in range(3)] == [0, 7, 14]
    begun.close()
    np.save(tmp_path / "x.npy", x + 1)
    again = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert next(iter(again)) == 0


def test_nothing_is_left_of_a_longer_input(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    begun: Any = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert [next(begun) for _ in range(4)] == [0, 7, 14, 21]
    begun.close()
    np.save(tmp_path / "x.npy", x[:3])
    assert list(command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})) == [0, 3]
    after_another = (tmp_path / "y.npy").read_bytes()
    assert list(command.run(MODEL, tmp_path / "x.npy", tmp_path / "z.npy", 1, {})) == [0, 3]
    assert (tmp_path / "z.npy").read_bytes() == after_another


def test_no_slab_begins_with_the_states_of_another() -> None:
    class Stateful:
        state = 0.0

        def reset(self) -> None:
            self.state = 0.0

        def __call__(self, x: np.ndarray) -> np.ndarray:
            self.state += 1
            return x + self.state

    model: Any = Stateful()
    compute = command.of_model(model)
    assert [compute((start, np.zeros(1)))[1][0] for start in (0, 1, 2)] == [1, 1, 1]


def test_what_stood_there_stays_until_the_end(
    x: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "SLAB", 7 * x[:1].nbytes)
    (tmp_path / "y.npy").write_bytes(b"before")
    begun: Any = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert next(begun) == 0
    assert next(begun) == 7
    begun.close()
    assert (tmp_path / "y.npy").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.array(["a"]), "x.npy holds no examples: an array of numbers in .npy"),
        (np.zeros((0, 20, 1)), "x.npy holds no examples"),
        (np.zeros((3, 20, 1), complex), "x.npy holds no examples"),
        (np.zeros((3, 19, 1)), "the examples from 0 on: the input 'input_1' has shape (3, 19, 1)"),
        (np.array([{}]), "x.npy is not an array: "),
    ],
)
def test_examples_that_do_not_fit_are_named(array: np.ndarray, said: str, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", array)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "y.npy").exists()


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("torch-2.13.0.safetensors", "has arrays and no graph, so it cannot be called"),
        ("keras-2.2.4-graph.h5", "has several inputs or outputs: call it in Python"),
    ],
)
def test_models_that_do_not_run_are_named(
    x: np.ndarray, model: str, said: str, tmp_path: Path
) -> None:
    result = run(tmp_path, model=FILES / model)
    assert (result.exit_code, said in result.stderr) == (1, True)


def test_the_configuration_stands_beside_the_weights(x: np.ndarray, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(lstm_numpy.load(MODEL).config))
    assert run(tmp_path, "--config", str(tmp_path / "config.json")).exit_code == 0
    assert len(np.load(tmp_path / "y.npy")) == len(x)


def test_a_second_run_to_the_same_place_is_refused(x: np.ndarray, tmp_path: Path) -> None:
    first: Any = command.run(MODEL, tmp_path / "x.npy", tmp_path / "y.npy", 1, {})
    assert next(first) == 0
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "another run writes" in result.stderr
    assert list(first) == [50]
    np.testing.assert_allclose(np.load(tmp_path / "y.npy"), lstm_numpy.load(MODEL)(x), atol=1e-6)


def test_what_cannot_be_an_output_is_named(x: np.ndarray, tmp_path: Path) -> None:
    before = (tmp_path / "x.npy").read_bytes()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.npy").symlink_to("x.npy")
    for name, said in (
        ("x.npy", "x.npy is read, and would be overwritten: name another file with -o"),
        ("link.npy", "link.npy is a link, where a file is to be written: name another with -o"),
        ("pipe", "pipe is a FIFO, where a file is to be written: name another with -o"),
    ):
        words = ["run", str(MODEL), str(tmp_path / "x.npy"), "-o", str(tmp_path / name)]
        result = CliRunner().invoke(main, words)
        assert (result.exit_code, said in result.stderr) == (1, True), result.output
    assert (tmp_path / "x.npy").read_bytes() == before
    assert (tmp_path / "pipe").is_fifo()


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from lstm_sym.cli import main
main()
"""


def test_a_file_that_cannot_grow_is_said(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.zeros((5000, 20, 1), np.float32))
    words = ["run", str(MODEL), str(tmp_path / "x.npy"), "-o", str(tmp_path / "y.npy")]
    result = subprocess.run([sys.executable, "-c", LIMITED, *words], capture_output=True, text=True)
    assert result.returncode == 1
    assert f"cannot write {tmp_path / 'y.npy'}: File too large; what is done" in result.stderr
    assert list(run_again(tmp_path))[-1] == 5000


def run_again(folder: Path) -> Any:
    return command.run(MODEL, folder / "x.npy", folder / "y.npy", 1, {})


def test_an_interrupt_ends_every_process(tmp_path: Path) -> None:
    np.lib.format.open_memmap(tmp_path / "x.npy", "w+", np.float32, (2_000_000, 20, 1))
    words = ["run", str(MODEL), str(tmp_path / "x.npy"), "-o", str(tmp_path / "y.npy")]
    words = [sys.executable, "-m", "lstm_sym", *words, "--processes", "2"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True) as started:
        state = tmp_path / ".y.npy.lstm-sym-part.json"
        while not state.exists() and started.poll() is None:
            time.sleep(0.05)
        os.killpg(started.pid, signal.SIGINT)  # as a terminal does
        try:
            _, said = started.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            raise
    assert (started.returncode, b"Traceback" in said) == (1, False), said
    assert state.exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """A kill leaves nobody behind, who would hold memory for ever."""
    np.lib.format.open_memmap(tmp_path / "x.npy", "w+", np.float32, (2_000_000, 20, 1))
    words = ["run", str(MODEL), str(tmp_path / "x.npy"), "-o", str(tmp_path / "y.npy")]
    words = [sys.executable, "-m", "lstm_sym", *words, "--processes", "2"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL, start_new_session=True) as started:
        while not [*tmp_path.glob("*.json"), *tmp_path.glob(".*.json")] and started.poll() is None:
            time.sleep(0.05)
        assert started.poll() is None  # or there is nobody to leave behind
        started.kill()
    try:
        for _ in range(200):
            if not (left := in_session(started.pid)):
                break
            time.sleep(0.1)
        assert not left
    finally:
        for pid in in_session(started.pid):
            os.kill(pid, signal.SIGKILL)


def in_session(leader: int) -> list[int]:
    """The processes of a session that are alive."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found
