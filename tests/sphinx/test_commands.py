"""What the page about the command line shows is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
SHOWN = re.findall(r"```console\n\$ lstm-sym (.*?)\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_command_prints_what_the_page_shows(command: str, shown: str) -> None:
    """Each shown line stands in the output, in order; numbers may differ."""
    program = "import sys; from lstm_sym.cli import main; main(sys.argv[1:], prog_name='lstm-sym')"
    run = subprocess.run(
        [sys.executable, "-c", program, *shlex.split(command)],
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed = iter([_plain(line) for line in run.stdout.splitlines()])
    for line in shown.splitlines():
        assert line == "..." or _plain(line) in printed, line


def _plain(line: str) -> str:
    """Without numbers, and without the width of a table."""
    return " ".join(re.sub(r"\d[\d.e+-]*", "0", line).replace("─", "").split())
