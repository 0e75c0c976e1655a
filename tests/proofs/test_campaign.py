"""The command `lstm-sym mutate`: what it records, and what a stopped campaign keeps."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from lstm_sym.cli import main
from lstm_sym.proofs import campaign, kill_table
from lstm_sym.proofs.campaign import Task

FIRST, SECOND = Task("layout", "hochreiter1997"), Task("layout", "wikipedia")


@pytest.fixture(name="two_tasks", autouse=True)
def two_short_tasks(monkeypatch) -> None:
    monkeypatch.setattr(campaign, "tasks", lambda: [FIRST, SECOND])


def mutate(*arguments: str):
    return CliRunner().invoke(main, ["mutate", *arguments])


def rows(record: Path) -> dict[str, dict]:
    return json.loads(record.read_text(encoding="utf-8"))["entries"]


def test_a_stopped_campaign_keeps_its_rows_and_the_next_one_goes_on(tmp_path, monkeypatch) -> None:
    record, whole = tmp_path / "mutants.json", campaign.run

    def stopped(groups, done, workers=2):
        yield next(whole(groups, done, workers))
        raise KeyboardInterrupt

    monkeypatch.setattr(campaign, "run", stopped)
    assert mutate("-o", str(record)).exit_code != 0
    assert list(rows(record)) == [str(FIRST)]
    monkeypatch.setattr(campaign, "run", whole)
    kept = {**rows(record)[str(FIRST)], "measured": -1}
    record.write_text(json.dumps({"entries": {str(FIRST): kept}}), encoding="utf-8")
    assert mutate("--missing", "-o", str(record)).exit_code == 0
    assert list(rows(record)) == [str(FIRST), str(SECOND)]
    assert rows(record)[str(FIRST)] == kept  # it was not tried again
    assert list(tmp_path.iterdir()) == [record]


def test_a_row_is_missing_when_its_mutants_are_others() -> None:
    entry = kill_table.entry(FIRST, campaign.attempt(*campaign.groups([FIRST])))
    assert not kill_table.is_missing(FIRST, {str(FIRST): entry})
    assert kill_table.is_missing(SECOND, {str(FIRST): entry})
    assert kill_table.is_missing(FIRST, {str(FIRST): {**entry, "of": "another digest"}})


def test_the_record_is_the_same_each_time(tmp_path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    for record, order in ((one, ("hochreiter", "wikipedia")), (other, ("wikipedia", "hochreiter"))):
        for name in order:
            assert mutate("--only", name, "-o", str(record)).exit_code == 0
    assert one.read_text() == other.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--missing",), "name it with --output"),
        (("--sample", "2", "-o", "x.json"), "A sample is not a kill table"),
        (("-o", "nowhere/x.json"), "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_recorded_is_refused_before_anything_is_tried(arguments, said) -> None:
    refused = mutate(*arguments)
    assert refused.exit_code == 2
    assert said in refused.output


def test_a_mutant_that_reads_what_was_never_written_dies_each_time() -> None:
    task = Task("NumPy", "wikipedia_convolutional")
    wanted = "drop a statement: outputs[:, t - 1] = h_t"
    every = campaign.of_task(task)
    (place,) = (k for k, mutant in enumerate(every) if wanted in str(mutant))
    (one,) = campaign.attempt(campaign.Group(task, (place,)))
    assert (one.killed, one.error) == (True, float("inf"))
    assert np.empty.__module__ == "numpy"  # it is put back


def test_a_sample_has_every_rule_of_a_kind() -> None:
    wanted = [task for task in campaign.tasks() if task.kind == "layout"]
    every = {mutant.rule for task in wanted for mutant in campaign.of_task(task)}
    sampled = [
        campaign.of_task(group.task)[place].rule
        for group in campaign.groups(wanted, 10**9)
        for place in group.places
    ]
    assert sorted(sampled) == sorted(every)
