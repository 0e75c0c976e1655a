"""The code blocks of a page, run from top to bottom by sybil: Python, commands, files to save.

A block of Python runs, with the names that the blocks above it made. In a block of `console` each
line after `$` is a command, and the lines below it stand in what it prints, in this order; `...`
leaves lines out, or an end of one. A block with a caption is a file, and the caption is its name.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from markdown_it import MarkdownIt
from sybil import Document, Example, Region
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.myst.lexers import DirectiveLexer

#: Commands that stand on a page and are not run with it, each with the reason.
NOT_RUN = {
    "make": "it sets up an environment; a fresh clone runs it",
    "make test": "this test is part of it",
    "make peers": "it installs some gigabytes",
    **dict.fromkeys(
        (
            "pip install ./generated",
            'pip install "./generated[models]"',
            'pip install "./generated[dask]"',
            "pip install .",
            'pip install ".[sphinx]"',
            'pip install ".[models]"',
            'pip install "lstm-sym[models]"',
            'pip install "lstm-sym[sphinx]"',
        ),
        "it changes the environment; tests/installed installs the wheels in clean ones",
    ),
    "lstm-sym bench": "it takes minutes; tests/benchmarks run a small one",
    "lstm-sym bench --grid all -o docs/results/bench.json": "as bench",
    "lstm-sym bench --grid layers --threads 1 --threads 2 -o docs/results/bench_layers.json": (
        "as bench"
    ),
}
#: What shows no code of its own; included files are run by other tests.
DIRECTIVES = re.compile(
    r"\{(lstm:[\w-]+|toctree|include|literalinclude|citation|eval-rst|table|note|glossary)\}"
)


class Console(CodeBlockParser):
    """Commands and what they print."""

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """Run each command of the block; the first difference, in words."""
        code = 0
        for part in f"\n{example.parsed}".split("\n$ ")[1:]:
            command, _, shown = part.partition("\n")
            if command.partition("  #")[0].rstrip() in NOT_RUN:
                continue
            code, printed = run(f"(exit {code}); {command}")
            if difference := compare(shown, printed):
                return f"{command}\n{difference}\nIt printed:\n{printed}"
        return None


class Files:
    """Blocks with a caption: files to save."""

    def __call__(self, document: Document) -> Iterable[Region]:
        """Every such block of a page."""
        for region in DirectiveLexer("code-block", r"\w+")(document):
            name = region.lexemes["options"]["caption"]
            region.parsed = region.lexemes["source"]
            region.evaluator = lambda example, name=name: save(name, example.parsed)
            yield region


def parse(page: Path) -> Document:
    """A page's blocks, in order; ValueError for a block that nothing runs."""
    document = Document.parse(str(page), PythonCodeBlockParser(), Console(), Files())
    starts = {document.text.count("\n", 0, region.start) for _, region in document.regions}
    for token in MarkdownIt("commonmark").parse(document.text):
        if token.type in ("fence", "code_block") and not DIRECTIVES.match(token.info):
            first, last = token.map or (0, 0)
            if not starts & set(range(first, last)):
                raise ValueError(f"{page}, line {first + 1}: nothing runs this block")
    return document


def shown(page: Path, command: str) -> list[str]:
    """The lines that a page shows below a command, where it stands first."""
    block = rf"^\$ {re.escape(command)}\n(.*?)^(?:\$|```)"
    found: list[str] = re.findall(block, page.read_text(), re.MULTILINE | re.DOTALL)
    return found[0].splitlines()


def file(page: Path, name: str) -> str:
    """What a page says that a file holds."""
    regions = Files()(Document.parse(str(page)))
    return next(r.parsed for r in regions if r.lexemes["options"]["caption"] == name)


def save(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def run(command: str) -> tuple[int, str]:
    """The exit code and what is printed, errors among it, in a terminal of 80 columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        command,
        shell=True,
        env=os.environ
        | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return ran.returncode, ran.stdout


def compare(shown: str, printed: str) -> str:
    """The first shown line that is not printed, or else the first printed one that is not shown."""
    left = [line for line in (plain(p) for p in printed.splitlines()) if line]
    left_out = False
    for line in shown.splitlines():
        wanted = plain(line)
        if not wanted:
            continue
        if wanted == "...":
            left_out = True
            continue
        found = next((n for n, line in enumerate(left) if matches(line, wanted)), None)
        if found is None or (found > 0 and not left_out):
            return f"does not print, or not here: {line!r}"
        del left[: found + 1]
        left_out = False
    rest = [] if left_out else left
    return f"prints more: {rest[0]!r}" if rest else ""


def matches(line: str, wanted: str) -> bool:
    if wanted.startswith("..."):
        return line.endswith(wanted.removeprefix("..."))
    begin = wanted.removesuffix("...")
    return line == wanted or (begin != wanted and line.startswith(begin))


def plain(line: str) -> str:
    """A line without its indentation and the width of a table."""
    return " ".join(line.replace("─", "").split())
