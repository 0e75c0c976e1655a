"""The helps of the commands: each fact in them is computed, and each default is the parser's."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import click
import numpy as np
import pytest
from click.testing import CliRunner

from lstm_sym.bench import command as race
from lstm_sym.bench.race import CONTENDERS
from lstm_sym.cli import main
from lstm_sym.verify import Comparison, summaries
from lstm_sym.versions import NEWEST_KERAS
from tests.docs.data import RESULTS
from tests.docs.held import DENIAL, FACT, NUMBERS, changed, faults
from tests.files.kept import ROOT, WEIGHTS

MODEL = ROOT / "models" / "keras-2.2.4.h5"
FORMATS = ("JSON", "JPEG", ".npy", ".npz", "NumPy", "PyTorch", "C", "Go", "html", "latex")
#: What a help may say wrongly: numbers, words that deny, and what a file is written in.
WRITTEN = rf"(?<!\w)(?-i:{'|'.join(map(re.escape, FORMATS))})(?!\w)"
SAID = re.compile("|".join((FACT.pattern, DENIAL.pattern, WRITTEN)), re.IGNORECASE)
#: The records that the commands' --output wrote.
RECORDS = {"prove": "proofs", "mutate": "mutants", "verify": "compared"}


def ran(*words: object) -> click.testing.Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def text(name: str) -> str:
    """A command's help, and that of its options, a line each."""
    command = main.commands[name]
    options = [p for p in command.params if isinstance(p, click.Option)]
    return "\n".join([command.help or "", *(p.help or "" for p in options)])


def option(name: str, word: str) -> click.Option:
    return next(p for p in main.commands[name].params if word in p.opts)


def recorded_as(name: str) -> str:
    """What a command's record is written in."""
    json.loads((RESULTS / f"{RECORDS.get(name, name)}.json").read_text(encoding="utf-8"))
    return "JSON"


def of_race() -> Iterator[str]:
    with mock.patch.object(race, "bench") as begun:
        assert ran("bench").exit_code == 0
    every = race.planned(race.ALL, (), (7,), 99)
    first, rows = every[0][1].threads, {p.threads for name, p, _ in every if name == "rows"}
    (turns,) = {turns for name, _, turns in every if name != "rows"}
    assert {turns for name, _, turns in every if name == "rows"} == {99}
    assert {p.threads for name, p, _ in every if name != "rows"} == {first}
    (more,) = rows - {first}
    (default,) = begun.call_args.kwargs["threads"]
    in_turn = [p.threads for _, p, _ in race.planned("rows", (1,), (2, 1), 9)]
    assert in_turn == [2, 1]
    yield (
        f"{default} by default, more than one in turn; --grid all takes {first}, and {more} for "
        "the rows."
    )
    yield f"with --grid all, {turns} at most except for the rows."
    least = option("bench", "--row").type
    assert isinstance(least, click.IntRange)
    yield f"Measure only this row of the grid, counted from {least.min}."
    yield f"Write the results to this file, as {recorded_as('bench')}."
    assert "numpy_plain" in CONTENDERS
    yield "beside NumPy and every installed framework"


def of_configuration(folder: Path) -> str:
    (folder / "wrong.json").write_text("{", encoding="utf-8")
    refused = ran("explain", WEIGHTS[0], "--config", folder / "wrong.json")
    return f"The {re.findall(r'JSON|YAML|TOML', refused.output)[0]} of the model"


def of_run(folder: Path) -> Iterator[str]:
    np.save(folder / "x.npy", np.zeros((2, 20, 1), np.float32))
    assert ran("run", MODEL, folder / "x.npy", "-o", folder / "y").exit_code == 0
    kind = {b"\x93NUMPY": ".npy", b"PK\x03\x04": ".npz"}[(folder / "y").read_bytes()[:6]]
    yield f"EXAMPLES, a {kind} file"
    yield f"Write the outputs to this file, as {kind}."


def of_export(folder: Path) -> str:
    assert ran("export", MODEL, "-o", folder / "out").exit_code == 0
    kinds = {".py": "NumPy", ".c": "C", ".tex": "equations", ".md": "equations"}
    there = {kinds.get(file.suffix) for file in (folder / "out").rglob("*")}
    assert {"NumPy", "C", "equations"} <= there
    return "a folder of NumPy, C and equations"


def of_explain() -> str:
    shown = ran("explain", MODEL, "--as", "html")
    assert shown.output.startswith("<!doctype html>")
    assert not re.search(r'(?:src|rel="stylesheet" href)="', shown.output)
    return "html is one page, which a browser opens from the disk"


def of_check(folder: Path) -> str:
    with mock.patch("lstm_sym.own_cell.rendered", return_value=({"one.py": ""}, [])):
        return f"Exit with {ran('check', '-o', folder).exit_code} if they differ"


def of_show() -> Iterator[str]:
    words = "mask=given go_backwards=True activation=relu"
    assert ran("show", "keras", *words.split()).exit_code == 0
    yield f"as in {words}. "
    newest = ran("show", "keras", "--keras-version", NEWEST_KERAS)
    assert ran("show", "keras").output == newest.output
    yield f"Use the defaults of this release of Keras, not those of {NEWEST_KERAS}."


def of_diff() -> Iterator[str]:
    assert ran("diff", "keras@2.2.4", f"keras@{NEWEST_KERAS}").exit_code == 0
    number = NUMBERS[len(main.commands["diff"].params)]
    yield f"Compare {number} formulations or {number} releases of Keras."
    yield f"or keras@2.2.4 and keras@{NEWEST_KERAS}."


def of_verify() -> Iterator[str]:
    two = [Comparison("keras", "Keras", case, "ordinary", "float32", 0, 0) for case in "ab"]
    lines = [len([*summaries(two, every)]) for every in (True, False)]
    yield f"Print a line for each case, {'not one' if lines == [2, 1] else 'and one'} for each"
    yield f"Write the errors of each equation to this file, as {recorded_as('verify')}."


@cache
def claims(folder: Path) -> dict[str, list[str]]:
    """What each help may say, by what the command does."""
    configured = of_configuration(folder)
    return {
        "bench": list(of_race()),
        "check": [of_check(folder)],
        "convert": [configured],
        "diff": list(of_diff()),
        "explain": [configured, of_explain()],
        "export": [configured, of_export(folder)],
        "mutate": [
            f"Write the kill table to this file as {recorded_as('mutate')}",
            "Exits with 1 if a change",
        ],
        "prove": [
            f"Write the results to this file, as {recorded_as('prove')}.",
            "Exits with 1 if one",
        ],
        "run": [configured, *of_run(folder)],
        "sensitivity": [f"Write the table to this file, as {recorded_as('sensitivity')}."],
        "show": list(of_show()),
        "verify": list(of_verify()),
    }


@pytest.fixture(name="folder", scope="module")
def one_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("helps")


@pytest.mark.parametrize("name", main.commands)
def test_a_help_says_what_the_command_does(folder: Path, name: str) -> None:
    assert faults(text(name), claims(folder).get(name, []), SAID) == []


def test_no_changed_fact_of_a_help_survives(folder: Path) -> None:
    tried = 0
    for name in main.commands:
        for change, other in changed(text(name), SAID, FORMATS):
            tried += 1
            assert faults(other, claims(folder).get(name, []), SAID), f"{name}: {change}"
    assert tried > 20


@pytest.mark.parametrize("name", main.commands)
def test_a_denial_too_many_is_seen(folder: Path, name: str) -> None:
    """At each word of a help that a denial could be before."""
    said = text(name)
    for word in re.finditer(r"(?<=[a-z] )(?=[a-z])", said):
        for denial in ("not ", "no "):
            other = said[: word.start()] + denial + said[word.start() :]
            assert faults(other, claims(folder).get(name, []), SAID), other


@pytest.mark.parametrize("name", main.commands)
def test_a_default_is_printed_by_the_parser(name: str) -> None:
    context = click.Context(main.commands[name])
    for one in main.commands[name].params:
        default = one.get_default(context, call=False)
        is_value = isinstance(default, str | int | float | Path) or callable(default)
        if isinstance(one, click.Option) and not one.is_flag and is_value and default != "":
            assert one.show_default, f"{name} {one.opts[0]} is {default!r} without it"


def test_the_help_of_layer_says_that_one_is_converted_alone() -> None:
    said = option("convert", "--layer").help  # what it does is in test_convert_alone.py
    assert said == "Convert only this recurrent layer, module or node of the file."


@pytest.mark.parametrize("word", ["activation", "recurrent-activation"])
def test_an_option_that_is_the_same_as_a_word_is_the_same(word: str) -> None:
    said = f"{word.replace('-', '_')}=NAME"
    assert option("show", f"--{word}").help == f"The same as {said}."
    one, other = ran("show", "keras", f"--{word}", "relu"), ran("show", "keras", said[:-4] + "relu")
    assert one.output == other.output != ran("show", "keras").output
