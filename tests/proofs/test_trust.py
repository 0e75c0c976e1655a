"""The page about files says of every file of the products how it is checked."""

import re
from fnmatch import fnmatch
from pathlib import Path

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs.campaign import files

FILES = "docs/trust/files.md"
PAGE = Path(__file__).resolve().parents[2].joinpath(FILES).read_text(encoding="utf-8")
ROWS = re.findall(r"^- (.*)\\$", PAGE, re.MULTILINE)
PATTERNS = [pattern for row in ROWS for pattern in re.findall(r"`([^`]+)`", row)]
MODULES = {f"lstm_numpy/{f.module}.py" for f in FORMULATIONS}
# `lstm_numpy/` alone stands for the formulations, and for what is written by hand there.
BY_HAND = "the other modules of `lstm_numpy/`"


def test_every_file_has_an_entry_and_every_entry_a_file() -> None:
    held = {path: [p for p in PATTERNS if fnmatch(path, p)] for path in files()}
    assert BY_HAND in ROWS
    left = {path for path, found in held.items() if not found}
    assert {path for path in left if not path.startswith("lstm_numpy/")} == set()
    assert left > MODULES
    unused = [p for p in PATTERNS if p != "lstm_numpy/" and not any(map(p.__eq__, files()))]
    assert [p for p in unused if not any(fnmatch(path, p) for path in files())] == []
