"""The command line: help, usage errors, and its two ways to be called."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import Result

from lstm_sym.cli import main

Run = Callable[..., Result]
COMMANDS = [
    *("generate", "check", "list", "show", "verify", "diff", "explain", "export"),
    *("convert", "run", "sensitivity", "bench", "prove", "mutate"),
]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command(run: Run, option: str) -> None:
    result = run(option)
    assert result.exit_code == 0
    assert list(main.commands) == COMMANDS
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", result.output, re.MULTILINE), command


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_every_option_has_a_help(run: Run, command: str, option: str) -> None:
    result = run(command, option)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {command} ")
    for parameter in main.commands[command].params:
        for word in parameter.opts if parameter.param_type_name == "option" else ():
            assert word in result.output


def test_version_is_that_of_the_package(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert re.search(r"\d+\.\d+\.\d+$", result.output.strip())


def test_python_m_lstm_sym_is_the_same_command_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lstm_sym", "--help"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        assert command in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["print"], "No such command 'print'"),
        (["show"], "Missing argument"),
        (["show", "peephole"], "'peephole' is not"),
        (["show", "keras", "--as", "c"], "'c' is not one of 'unicode', 'latex', 'numpy'"),
        (["show", "keras", "--activation", "tahn"], "activation='tahn' is unknown; known are tanh"),
        (
            ["show", "keras", "--recurrent-activation", "softmax"],
            "recurrent_activation='softmax' mixes units",
        ),
        (["show", "keras", "--activation", "threshold"], "needs more than x"),
        (["show", "keras", "--keras-version", "9"], "keras_version is '9', expected 2.0.0 to"),
        (["show", "keras", "--keras-version", "1.2.2"], "keras_version is '1.2.2', expected 2.0.0"),
        (["show", "keras", "--keras-version", "abc"], 'expected a release such as "2.2.4"'),
        (
            ["show", "keras", "--keras-version", "2.2.4", "--activation", "gelu"],
            "activation='gelu' came with Keras 2.4, keras_version is 2.2.4",
        ),
        (["verify", "--arrays", "no/such/folder"], "'no/such/folder' does not exist"),
        (["check", "--quiet"], "No such option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(run: Run, words, said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
