"""Breaks what each test is given of the product, and lists the tests that stay green.

Usage: python -m tests.planted.audit [TEST FILES OR FOLDERS] [-o RECORD]

Each call that a test makes to the product, and each file of it that a test reads, gives another
result: other numbers, other words, or an error of another kind; a command that it runs does
nothing and says other words. A test that passes nevertheless compares nothing that the product
gives. Where what is broken only ends the test on its way, as when the next call refuses it, the
calls up to there are right and those behind them are broken, until a comparison is red. Of a
test's cases and drawn examples a few are run, spread over all. It runs on a copy of the project,
several files in a process. What looks at pages in a browser, and what only an error ends, is judged
by the faults of `by_test`.
"""

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.planted import by_hand, by_test, chosen, in_texts
from tests.planted.breaking import (
    COMPARED,
    ENDED,
    SECONDS,
    SKIPPED,
    Broken,
    install,
    is_judged,
    name_of,
)
from tests.planted.broken import ROOT
from tests.planted.reasons import REASONS

#: How the product is broken, one after the other, until a test is red.
KINDS = ("results", "numbers", "repeats", "refusals", "data", "calls", by_test.KIND)
#: Which of them a process breaks, test by test; data alone also while modules are imported.
PASSES = (("results", "numbers", "repeats", "refusals"), ("data",), ("data", "calls"))
ENDS = "red by an error alone"
TOGETHER = 4  # files in a process


def of_files(
    paths: list[str], kinds: tuple[str, ...], known: dict[str, list[str]]
) -> dict[str, list[str]]:
    """What became of the tests that are not red yet; in a process of its own."""
    with tempfile.TemporaryFile("w+") as answer:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_DATA, (12 << 30, 12 << 30))
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            plugin = Broken(kinds, known, answer)
            install(plugin)
            signal.setitimer(signal.ITIMER_PROF, 8 * SECONDS)  # to collect them
            code = 3
            try:
                words = ["-q", "-p", "no:cacheprovider", "--tb=no", *paths]
                words.append("--continue-on-collection-errors")
                code = pytest.main(words, plugins=[plugin])
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        answer.seek(0)
        said = answer.read()
    found: dict[str, list[str]]
    found, running = json.loads(said) if said else (known, None)
    if running and not is_judged(found.get(running[0])):  # what is broken took the process with it
        return of_files(paths, kinds, found | {running[0]: [running[1], ENDED]})
    if code in (2, 3, 4) and kinds != ("data",):
        raise SystemExit(f"{paths}: pytest ended with {code}, and judged nothing")
    return found


def tests_of(path: Path) -> list[str]:
    """The tests of a file, without their parameters."""
    found = re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [f"{path.relative_to(ROOT).as_posix()}::{name}" for name in found]


def recorded(entries: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """The record, and the tables of the page."""
    rows, green, ended = [], [], []
    for path, tests in sorted(entries.items()):
        seen = [how for how in tests.values() if how and how[1] in COMPARED]
        by = [sum(how[0] == kind for how in seen) for kind in KINDS]
        by.append(sum(bool(how) and how[0] == SKIPPED for how in tests.values()))
        by.append(sum(map(bool, tests.values())) - sum(by))
        rows.append([f"`{path.removeprefix('tests/')}`", len(tests), *by, len(tests) - sum(by)])
        for test, how in tests.items():
            name = test.removeprefix("tests/")
            if not how:
                green.append([f"`{name}`", why(name)])
            elif how[0] != SKIPPED and how[1] not in COMPARED:
                ended.append([f"`{name}`", how[1], why(name)])
    total = [sum(column) for column in list(zip(*rows, strict=True))[1:]] if rows else []
    columns = ["test file", "tests", *(f"red by {kind}" for kind in KINDS), SKIPPED, ENDS, "green"]
    return {
        "command": "python -m tests.planted.audit -o docs/results/audit.json",
        "tables": {
            "all": {"columns": ["what becomes of a test", "tests"], "rows": counted(entries)},
            "files": {"columns": columns, "rows": [*rows, ["all", *total]]},
            "green": {"columns": ["test that nothing turned red", "why"], "rows": green},
            "ended": {"columns": ["test", "the error that ends it", "why"], "rows": ended},
        },
        "entries": entries,
    }


def counted(entries: dict[str, dict[str, list[str]]]) -> list[list[Any]]:
    """What becomes of how many tests, the most first."""
    found = Counter(
        what_becomes(name, how) for tests in entries.values() for name, how in tests.items()
    )
    return [*map(list, found.most_common()), ["all", found.total()]]


def what_becomes(name: str, how: list[str]) -> str:
    """In words what the faults make of a test."""
    if how and how[0] == SKIPPED:
        return "not run: it needs what this machine does not have"
    if how and how[1] in COMPARED:
        return "red where every call fails" if how[0] == "calls" else "red by a comparison"
    return f"{ENDS if how else 'green'}: {why(name.removeprefix('tests/'))}"


def why(name: str) -> str:
    """Why no comparison is red: a reason, or a fault of other means that turns it red."""
    if name in REASONS:
        return REASONS[name]
    if any(name == fault.test for fault in chosen.FAULTS):
        return "a chosen fault turns it red"
    return "a changed place turns it red" if f"tests/{name}" in noticing() else "open"


@cache
def noticing() -> frozenset[str]:
    """The tests that noticed a place of the hand-written code that was changed."""
    there = json.loads(by_hand.RECORD.read_text(encoding="utf-8"))["entries"]
    return frozenset(name_of(red) for one in there.values() for red in one["red"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="*", default=["tests"])
    parser.add_argument("-o", type=lambda path: Path(path).resolve())
    given = parser.parse_args()
    if "AUDITED" not in os.environ:  # once more, in a copy
        folder = in_texts.copied()
        places = os.pathsep.join(map(str, (folder, folder / "generated")))
        here = {"PYTHONPATH": places, "PYTHONPYCACHEPREFIX": f"{folder}/cache"}
        here |= {"AUDITED": str(folder), "LSTM_C_CACHE": f"{folder}/compiled"}
        words = ["-m", "tests.planted.audit", *given.paths, *(["-o", given.o] if given.o else [])]
        done = subprocess.run([sys.executable, *words], cwd=folder, env=os.environ | here)
        by_files(given)
        sys.exit(done.returncode)
    for name in ("lstm_sym.cli", "lstm_sym.proofs.prove", "lstm_c"):
        import_module(name)  # once for all
    entries, names = known_and_named(given)
    listed = [path for path in names if path not in whole()]
    for start in range(0, len(listed), TOGETHER):
        some = listed[start : start + TOGETHER]
        mine = [name for path in some for name in names[path]]
        before = {name: how for path in some for name, how in entries.get(path, {}).items()}
        known = {n: how for n in mine if is_judged(how := before.get(n))}
        for kinds in PASSES:
            left = [p for p in some if not all(is_judged(known.get(n)) for n in names[p])]
            if left:
                known = of_files(left, kinds, known)
        for path in some:
            entries[path] = {name: known.get(name, []) for name in names[path]}
        written(given, some, entries)


def known_and_named(given: Any) -> tuple[dict[str, dict[str, list[str]]], dict[str, list[str]]]:
    """What the record has, and the tests of the files that are asked for."""
    there = given.o and given.o.is_file()
    entries = json.loads(given.o.read_text(encoding="utf-8"))["entries"] if there else {}
    places = [ROOT / path for path in given.paths]
    files = [f for p in places for f in (sorted(p.rglob("test_*.py")) if p.is_dir() else [p])]
    return entries, {file.relative_to(ROOT).as_posix(): tests_of(file) for file in files}


def written(given: Any, paths: list[str], entries: dict[str, dict[str, list[str]]]) -> None:
    """Say of some files which tests are green, and write the record."""
    for path in paths:
        print(path, [name for name, how in entries[path].items() if not how], flush=True)
    if given.o:
        given.o.write_text(f"{json.dumps(recorded(entries), indent=1)}\n", encoding="utf-8")


@cache
def whole() -> frozenset[str]:
    """The files whose every test has a fault of `by_test`: nothing else judges them."""
    return frozenset(f for f in by_test.FILES if by_test.NAMES.issuperset(tests_of(ROOT / f)))


def by_files(given: Any) -> None:
    """Judge the tests that `by_test` has faults for, where no comparison was red."""
    entries, names = known_and_named(given)
    for path in sorted(names.keys() & by_test.FILES):
        known = {n: how for n, how in entries.get(path, {}).items() if n in names[path]}
        left = [n for n in names[path] if not (known.get(n) and known[n][1] in COMPARED)]
        found = by_test.judged(by_test.NAMES.intersection(left))
        entries[path] = {n: found.get(n) or known.get(n, []) for n in names[path]}
        written(given, [path], entries)


if __name__ == "__main__":
    main()
