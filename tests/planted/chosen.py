"""Faults of kinds that no rule makes, chosen by hand: data, words, pages, code of each language.

`chosen.json` has them, each with the test that must see it. Those of one kind are planted together
in a copy, which is generated again; a fault is killed if its own test is red there.
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


@dataclass(frozen=True)
class Fault:
    """A piece of a file, what stands there instead, and the test that sees it."""

    kind: str
    path: str
    was: str
    now: str
    test: str

    def __str__(self) -> str:
        was, now = (" ".join(text.split()) for text in (self.was, self.now))
        return f"{self.path}: {self.kind}: {was} -> {now}"


FAULTS = tuple(
    Fault(**one)
    for one in json.loads(Path(__file__).with_name("chosen.json").read_text(encoding="utf-8"))
)


def together(faults: Iterable[Fault]) -> dict[str, list[str]]:
    """The tests that are red for each of some faults, all of them planted in one copy."""
    faults, folder = list(faults), in_texts.copied()
    for one in faults:
        text = (folder / one.path).read_text(encoding="utf-8")
        (folder / one.path).write_text(text.replace(one.was, one.now), encoding="utf-8")
    places = os.pathsep.join(map(str, (folder, folder / "generated")))
    here = os.environ | {"PYTHONPATH": places, "LSTM_C_CACHE": str(folder / "cache")}
    tests = sorted({f"tests/{one.test}" for one in faults})
    words = ["pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", *tests]
    try:
        for command in (["lstm_sym", "generate"], words):
            done = subprocess.run(
                [sys.executable, "-m", *command],
                cwd=folder, env=here, capture_output=True, text=True, check=False,
            )  # fmt: skip
    finally:
        for one in faults:
            shutil.copy(in_texts.ROOT / one.path, folder / one.path)
    red = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if done.returncode < 0 or done.returncode > 5:
        red = tests  # the process crashes, which is seen
    return {
        str(one): [name for name in red if name.startswith(f"tests/{one.test}")] for one in faults
    }


def tried(kind: str) -> dict[str, dict[str, object]]:
    """What became of the faults of a kind, as the record has it."""
    found = together(one for one in FAULTS if one.kind == kind)
    return {
        name: {"state": "killed" if red else "alive", "red": red[:1]} for name, red in found.items()
    }
