"""The benchmark itself: it measures, it names what is missing, it refuses wrong results."""

import importlib
import json
import re
import subprocess
import sys
import time
import types
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from lstm_numpy.gru import gru_cell
from lstm_numpy.keras import lstm_cell
from lstm_sym.bench import command, formulations, peers, race, worker
from lstm_sym.bench.contenders import numpy_plain
from lstm_sym.bench.problem import GRIDS, LAYERS, ROWS, Problem, Weights
from lstm_sym.cli import main
from lstm_sym.equations import FORMULATIONS
from lstm_sym.generate import PRODUCTS

SMALL = Problem(2, 3, 4, 5)
#: Each layer of the grid in small, and all at once.
OTHERS = (
    *{replace(p, batch=3, timesteps=4, input_dim=5, units=6) for p in LAYERS},
    Problem(3, 4, 5, 6, cell="GRU", padded=True, layers=2, directions=2),
)


def test_contenders_are_measured_in_turn_and_on_one_problem_after_the_other(monkeypatch) -> None:
    monkeypatch.setattr(race, "CONTENDERS", ("lstm_numpy", "numpy_plain", "products_alone"))
    turns: list[str] = []
    with race.Field({}, 1) as contenders:
        assert contenders.product_peak(0.02) > 0
        for problem in (SMALL, Problem(1, 2, 3, 4)):
            results = contenders.race(problem, rounds=2, seconds=0.01, tick=turns.append)
            assert [r.error for r in results] == ["", "", ""]
            assert all(len(r.seconds) >= 2 and 0 < r.least <= r.median for r in results)
            assert all(r.first_call > 0 and r.peak_kib > 1000 for r in results)
    assert turns == ["lstm_numpy", "numpy_plain", "products_alone"] * 6


@pytest.mark.parametrize("other", [{"padded": True}, {"layers": 2}, {"directions": 2}])
def test_one_call_a_timestep_is_of_one_plain_layer(other: dict[str, int]) -> None:
    ((name, value),) = other.items()
    with pytest.raises(ValueError, match=rf"^{name} is {value}, expected (1|False): with by_step"):
        Problem(2, 3, 4, 5, by_step=True, **other)


def test_of_several_times_the_least_and_the_one_in_the_middle_are_said() -> None:
    assert (race.Result("x", seconds=[3.0, 1.0, 8.0]).least, race.Result("x").least) == (1, np.inf)
    assert (race.Result("x", seconds=[3.0, 1.0, 8.0]).median, race.Result("x").median) == (
        3,
        np.inf,
    )


def test_a_wrong_contender_gets_no_times(monkeypatch, tmp_path: Path) -> None:
    right = Path(numpy_plain.__file__).read_text()
    wrong = right.replace("i, f, g, o = np.split", "f, i, g, o = np.split")
    assert wrong != right
    (tmp_path / "planted.py").write_text(wrong)
    (tmp_path / "sitecustomize.py").write_text(
        "import lstm_sym.bench.contenders as c; c.__path__.append(" + repr(str(tmp_path)) + ")"
    )
    monkeypatch.setattr(race, "CONTENDERS", ("planted", "numpy_plain"))
    real = subprocess.Popen

    def popen(*args, env, **words):
        env["PYTHONPATH"] += f":{tmp_path}"
        return real(*args, env=env, **words)

    monkeypatch.setattr(race.subprocess, "Popen", popen)
    with race.Field({}, 1) as contenders:
        planted, plain = contenders.race(SMALL, rounds=1, seconds=0.01)
    assert planted.error.startswith("wrong: off by")
    assert planted.seconds == []
    assert plain.seconds
    assert race.as_data(SMALL, [planted, plain])["results"][0]["least_us"] is None


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="states of processes are Linux's")
def test_only_the_contender_whose_turn_it_is_runs(monkeypatch) -> None:
    monkeypatch.setattr(race, "CONTENDERS", ("lstm_numpy", "numpy_plain"))
    with race.Field({}, 1) as contenders:
        contenders.race(SMALL, rounds=1, seconds=0.01)
        stats = [Path(f"/proc/{one.process.pid}/stat") for one in contenders.contenders]

        def states() -> set[str]:
            return {stat.read_text().rpartition(") ")[2][0] for stat in stats}

        end = time.monotonic() + 10
        while states() != {"T"} and time.monotonic() < end:
            time.sleep(0.01)  # a signal takes a moment
        assert states() == {"T"}


def test_a_wrong_output_is_an_error(tmp_path: Path) -> None:
    contender = race.Contender("numpy_plain", sys.executable, 1)
    wrong = np.zeros((2, 3, 5))
    result = contender.start(SMALL, tmp_path / "output.npy", wrong)
    contender.end()
    assert result.error.startswith("wrong: off by")


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    contender = race.Contender("no_such_peer", sys.executable, 1)
    result = contender.start(SMALL, tmp_path / "output.npy", np.zeros(1))
    contender.end()
    assert "ModuleNotFoundError" in result.error


def test_the_reference_is_not_what_is_judged() -> None:
    assert race.reference(SMALL).dtype == np.float64
    assert "lstm_numpy" not in Path(numpy_plain.__file__).read_text()


@pytest.mark.parametrize("problem", OTHERS, ids=lambda problem: problem.layer)
def test_other_layers_are_raced_and_held_against_plain_numpy(monkeypatch, problem) -> None:
    monkeypatch.setattr(race, "CONTENDERS", (*race.OURS, "numpy_plain"))
    with race.Field({}, 1) as contenders:
        results = contenders.race(problem, rounds=1, seconds=0.001)
    assert [r.error for r in results] == [""] * len(results)


@pytest.mark.parametrize("name", race.OURS)
def test_a_stream_that_is_timed_begins_each_time_from_zeros(name: str) -> None:
    problem = replace(SMALL, by_step=True)
    run = importlib.import_module(f"lstm_sym.bench.contenders.{name}").build(problem)
    first = run().copy()
    np.testing.assert_array_equal(run(), first)


def test_plain_numpy_says_what_layers_masks_and_steps_are() -> None:
    """By cells of `lstm_numpy` that no contender calls, one example after the other."""
    for problem in OTHERS:
        found = race.reference(problem)
        for example, length in enumerate(problem.lengths):
            x = problem.sequences[example : example + 1, :length].astype(np.float64)
            for directions in problem.weights:
                x = np.concatenate(
                    [
                        one_after_the_other(problem.cell, x[:, ::turn], weights)[:, ::turn]
                        for turn, weights in zip((1, -1), directions, strict=False)
                    ],
                    axis=-1,
                )
            meant = np.zeros((problem.timesteps, x.shape[-1]))
            meant[:length] = x[0]
            np.testing.assert_allclose(
                found[example], meant[-1] if problem.by_step else meant, atol=1e-12
            )


def one_after_the_other(cell: str, x: np.ndarray, weights: Weights) -> np.ndarray:
    step = {"LSTM": lstm_cell, "GRU": gru_cell}[cell]
    arrays = [array.astype(np.float64) for array in weights]
    h = np.zeros((1, len(weights.recurrent_kernel)))
    states, outputs = (h, h) if cell == "LSTM" else (h,), []
    for t in range(x.shape[1]):
        found = step(x[:, t], *states, *arrays)
        states = found if isinstance(found, tuple) else (found,)
        outputs.append(states[0])
    return np.stack(outputs, axis=1)


def test_the_loop_that_numba_compiles_computes_steps_and_says_what_it_does_not(
    monkeypatch,
) -> None:
    """As Python runs it."""
    plain = types.SimpleNamespace(njit=lambda **_words: lambda function: function, __version__="0")
    monkeypatch.setitem(sys.modules, "numba", plain)
    monkeypatch.delitem(sys.modules, "lstm_sym.bench.contenders.numba_step", raising=False)
    numba_step = importlib.import_module("lstm_sym.bench.contenders.numba_step")
    problem = replace(SMALL, by_step=True)
    run = numba_step.build(problem)
    for _ in range(2):  # each from zeros
        np.testing.assert_allclose(run(), race.reference(problem), atol=1e-6)
    for other in (SMALL, replace(problem, cell="GRU")):
        with pytest.raises(NotImplementedError, match="one timestep of an LSTM a call"):
            numba_step.build(other)


def test_a_layer_is_said_in_words() -> None:
    assert [problem.layer for problem in OTHERS[-1:]] == [
        "2 layers of GRU, both directions, right-padded"
    ]
    assert {problem.layer for problem in LAYERS} == {
        "LSTM, one call a timestep",
        "LSTM, right-padded",
        "GRU",
        "2 layers of LSTM, both directions",
    }


class Clock:
    """A time that passes only while something runs, which notes when it began."""

    def __init__(self, takes: float) -> None:
        self.now, self.takes, self.runs = 0.0, takes, 0

    def perf_counter(self) -> float:
        return self.now

    def run(self) -> None:
        # In the first 0.1 s two threads share a processor.
        self.now += self.takes * (2 if self.now < 0.1 else 1)
        self.runs += 1


@pytest.mark.parametrize("takes", [0.0625, 0.25, 3.0])
def test_the_begin_of_a_turn_is_not_counted(monkeypatch, takes: float) -> None:
    clock = Clock(takes)
    monkeypatch.setattr(worker, "time", clock)
    turn = worker.Worker("numpy_plain")
    turn.run = clock.run
    counted = turn.measure(seconds=0.5)
    assert set(counted) == {takes}
    assert 1 <= len(counted) < clock.runs
    assert clock.now < 0.5 + takes or clock.runs == 2


def test_the_peak_of_memory_is_that_of_the_problem() -> None:
    worker.forget_peak()
    before = worker.peak_kib()
    kept = np.ones(2**22)
    assert worker.peak_kib() - before > 0.9 * kept.nbytes / 1024


def test_all_has_the_rows_twice_and_both_grids_with_fewer_turns() -> None:
    plan = command.planned("all", (), (1,), rounds=5)
    assert [p.threads for n, p, _ in plan if n == "rows"] == [1] * len(ROWS) + [2] * len(ROWS)
    assert {n for n, _, _ in plan} == set(GRIDS)
    assert [p.threads for _, p, _ in plan] == sorted(p.threads for _, p, _ in plan)
    assert {n: t for n, _, t in plan} == dict.fromkeys(GRIDS, 3) | {"rows": 5}
    assert {t for _, _, t in command.planned("all", (), (1,), rounds=2)} == {2}
    assert {t for _, _, t in command.planned("units", (), (1,), rounds=5)} == {5}


def test_the_command_writes_json(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(race, "CONTENDERS", ("lstm_numpy", "numpy_plain"))
    file = tmp_path / "bench.json"
    words = ["bench", "--row", "1", "--rounds", "1", "--seconds", "0.01", "-o", str(file)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = json.loads(file.read_text())
    (row,) = found["races"]
    assert row["problem"]["units"] == 32
    assert {r["name"] for r in row["results"]} == {"lstm_numpy", "numpy_plain"}
    assert found["product_peak_gflops"]["1"] > 0
    assert found["machine"]["processor"]
    assert found["others"] == race.MEANWHILE


def test_python_without_a_name_is_a_usage_error() -> None:
    done = CliRunner().invoke(main, ["bench", "--python", "venv/bin/python"])
    assert done.exit_code == 2
    assert "NAME=PATH" in done.output


def test_peers_are_found_where_setup_puts_them(monkeypatch, tmp_path: Path) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(peers.subprocess, "run", lambda words, check: calls.append(words))
    done = CliRunner().invoke(main, ["bench", "--setup", "--peers", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert [words[-1] for words in calls[::2]] == [str(tmp_path / e) for e in peers.ENVIRONMENTS]
    assert peers.pythons(tmp_path) == {}
    python = peers.python(tmp_path, "peers-tf")
    python.parent.mkdir(parents=True)
    python.touch()
    assert peers.pythons(tmp_path) == {"keras_tensorflow": str(python)}


@pytest.mark.parametrize("name", race.CONTENDERS)
def test_every_contender_has_a_file(name: str) -> None:
    assert (Path(race.__file__).parent / "contenders" / f"{name}.py").is_file()
    assert (name in (*race.PEERS, "numba_step")) == (name in peers.LIVES_IN)


def test_every_fast_form_is_measured_with_what_it_has_to_do() -> None:
    every = [one for stated in FORMULATIONS for one in formulations.runners(stated, SMALL)]
    keras, *others = every
    rows = [formulations.row(one, keras, SMALL, 3e-6, 2e-6) for one in others]
    assert {one.formulation for one in every} == {
        stated.name
        for stated in FORMULATIONS
        if (PRODUCTS / "lstm_numpy" / f"{stated.module}_fast.py").exists()
    }
    like_keras = ("cudnn", "flax", "onnx", "pytorch", "tensorflow1_basic")
    for name in like_keras:  # onnx and the others with as few weights as they take
        same = [row for row in rows if row.formulation == name][-1]
        assert (same.products, same.calls, same.time, same.least_us) == (1, 1, 1.5, 3)
    old = next(row for row in rows if row.formulation == "hochreiter1997")
    assert (old.products, old.of_share) == (0.75, 1.5 / old.calls)
    assert old.calls > 1
    for one in every:
        one.run()


def test_the_formulations_are_raced_with_keras(monkeypatch, tmp_path: Path) -> None:
    told = ["--grid=formulations", "--rounds=1", "--seconds=0.001"]
    rows = [formulations.Row("keras", "bias=True", asdict(SMALL), 2.5, 1.5, 1.0, 1.25)]
    monkeypatch.setattr(command, "measured", lambda rounds, seconds: iter(rows))
    result = CliRunner().invoke(main, ["bench", *told, "-o", str(tmp_path / "found.json")])
    assert result.exit_code == 0
    assert re.search(r"keras +bias=True +2\.5 +1\.50 +1\.00 +1\.25 +1\.20", result.output)
    assert json.loads((tmp_path / "found.json").read_text())[0]["calls"] == 1.25
    refused = CliRunner().invoke(main, ["bench", *told, "--row=1"])
    assert refused.exit_code == 2
    assert "leave out --row" in refused.output
