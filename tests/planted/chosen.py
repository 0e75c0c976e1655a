"""Faults of kinds that no rule makes, chosen by hand: data, words, pages, code of each language.

`chosen.json` has them, each with the test that must see it. A fault is planted in a copy, which is
generated again, and is killed if its own test is red there. Several are planted together where no
two of them ask the same test file or change the same file; and each alone where together they stop
the generator or the collection of the tests, since then nothing says which of them was seen.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.planted import in_texts

TOGETHER = 8  # so few that one seldom stops what others are seen by


@dataclass(frozen=True)
class Fault:
    """A piece of a file, what stands there instead, and the test that sees it."""

    kind: str
    path: str
    was: str
    now: str
    test: str

    @property
    def file(self) -> str:
        return self.test.partition("::")[0]

    def __str__(self) -> str:
        was, now = (" ".join(text.split()) for text in (self.was, self.now))
        return f"{self.path}: {self.kind}: {was} -> {now}"


FAULTS = tuple(
    Fault(**one)
    for one in json.loads(Path(__file__).with_name("chosen.json").read_text(encoding="utf-8"))
)


def batches(faults: Iterable[Fault]) -> list[list[Fault]]:
    """The faults in groups in which no two ask one test file or change one file, each of few."""
    found: list[list[Fault]] = []
    for one in faults:
        some = (b for b in found if len(b) < TOGETHER)
        apart = (b for b in some if not any(one.path == o.path or one.file == o.file for o in b))
        batch = next(apart, None)
        if batch is None:
            found.append(batch := [])
        batch.append(one)
    return found


def together(faults: list[Fault]) -> dict[str, list[str]]:
    """The tests that are red for each of some faults, all of them planted in one copy."""
    folder = in_texts.copied()
    shutil.rmtree(folder / "generated")
    shutil.copytree(in_texts.ROOT / "generated", folder / "generated")
    for one in faults:
        text = (folder / one.path).read_text(encoding="utf-8")
        (folder / one.path).write_text(text.replace(one.was, one.now), encoding="utf-8")
    places = os.pathsep.join(map(str, (folder, folder / "generated")))
    here = os.environ | {"PYTHONPATH": places, "LSTM_C_CACHE": str(folder / "cache")}
    tests = sorted({f"tests/{one.test}" for one in faults})
    words = ["pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", *tests]
    try:
        made, asked = (
            subprocess.run(
                [sys.executable, "-m", *command],
                cwd=folder, env=here, capture_output=True, text=True, check=False,
            )
            for command in (["lstm_sym", "generate"], words)
        )  # fmt: skip
    finally:
        for one in faults:
            shutil.copy(in_texts.ROOT / one.path, folder / one.path)
    stopped = made.returncode or asked.returncode not in (0, 1)
    if stopped and len(faults) > 1:
        return {name: red for one in faults for name, red in together([one]).items()}
    red = re.findall(r"^(?:FAILED|ERROR) (\S+)", asked.stdout, re.MULTILINE)
    if asked.returncode < 0 or asked.returncode > 5:
        red = tests  # the process crashes, which is seen
    return {
        str(one): [name for name in red if name.startswith(f"tests/{one.test}")] for one in faults
    }


def tried(faults: Iterable[Fault]) -> dict[str, dict[str, object]]:
    """What became of some faults, as the record has it."""
    found: dict[str, list[str]] = {}
    for some in batches(faults):
        found |= together(some)
        print(f"{len(some)} together: {sum(map(bool, found.values()))} of {len(found)} killed")
    return {
        name: {"state": "killed" if red else "alive", "red": red[:1]} for name, red in found.items()
    }
