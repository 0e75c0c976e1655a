"""Faults of what a test looks at, where `audit` exchanges nothing, or only an error ends the test.

Usage: python -m tests.planted.by_test [PART OF A TEST'S NAME]

`by_test.json` has them, each with the tests that must see it. A path that begins with `html/` is
one of the built site; any other is one of the project. All of it is a copy, in which the site is
built once. Several are planted together where no two of them change one file or ask one test file.
A fault counts for a test that is green without it and red with it.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.planted import in_texts

#: How the audit calls what is broken here.
KIND = "files"
PREPARED = "LSTM_PREPARED_SITE"
NPM = "tests/site/node_modules"
#: What a page is waited for at most, which for a broken one would be in vain.
MILLISECONDS = 10_000


@dataclass(frozen=True)
class Fault:
    """A piece of a file, what stands there instead, and the tests that see it."""

    path: str
    was: str
    now: str
    tests: tuple[str, ...]

    @property
    def files(self) -> set[str]:
        return {name.partition("::")[0] for name in self.tests}


FAULTS = tuple(
    Fault(**one | {"tests": tuple(f"tests/{name}" for name in one["tests"])})
    for one in json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
)


def name_of(test: str) -> str:
    """A test without its parameters."""
    return test.partition("[")[0]


#: The tests that are judged by these faults, and their files.
NAMES = frozenset(name_of(name) for one in FAULTS for name in one.tests)
FILES = frozenset(file for one in FAULTS for file in one.files)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    """The prepared site in place of one that is built; this file is a plugin of pytest, too."""
    if fixturedef.argname != "site" or PREPARED not in os.environ:
        return None
    fixturedef.cached_result = (Path(os.environ[PREPARED]), fixturedef.cache_key(request), None)
    return fixturedef.cached_result[0]


def pytest_configure() -> None:
    """Pages that are broken are not waited for."""
    from playwright.sync_api import BrowserContext

    wait: Any = BrowserContext.set_default_timeout
    shorter: Any = lambda self, most: wait(self, min(most, MILLISECONDS))  # noqa: E731
    BrowserContext.set_default_timeout = shorter  # type: ignore[method-assign]


@cache
def prepared() -> Path:
    """The copy of the project, a repository of its own."""
    folder = in_texts.copied()
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    if (in_texts.ROOT / NPM).is_dir():
        (folder / NPM).symlink_to(in_texts.ROOT / NPM)
    return folder


@cache
def site_of(folder: Path) -> Path:
    """The site that is built in it, once for all tests."""
    site = folder / "prepared" / "html"
    build = "import sys, pathlib, tests.site.conftest as c; c.built(pathlib.Path(sys.argv[1]))"
    words = [sys.executable, "-c", build, str(site.parent)]
    subprocess.run(words, cwd=folder, env=around(folder), check=True)
    return site


def around(folder: Path) -> dict[str, str]:
    places = os.pathsep.join(map(str, (folder, folder / "generated")))
    here = {"PYTHONPATH": places, "LSTM_C_CACHE": str(folder / "cache"), "COLUMNS": "1000"}
    return os.environ | here | {"PYTHONDONTWRITEBYTECODE": "1"}


def red(tests: Iterable[str]) -> dict[str, str]:
    """Which tests, without their parameters, are red in the copy as it is now, and by what."""
    folder, asked = prepared(), list(tests)
    words = ["-q", "-rf", "--tb=no", "-p", "no:cacheprovider", "-p", "tests.planted.by_test"]
    there = any(name.startswith("tests/site/") for name in asked)
    given = {PREPARED: str(site_of(folder))} if there else {}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, *asked],
        cwd=folder, env=around(folder) | given, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise SystemExit(f"{asked}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    found: dict[str, str] = {}
    failed = re.compile(r"^FAILED (\S+?::\w+).*? - ([A-Za-z_].*)", re.MULTILINE)
    for name, said in failed.findall(done.stdout):
        found.setdefault(name, by_what(said))
    return found


def by_what(said: str) -> str:
    """The error of a failure, from the line that pytest says of it."""
    error = said.partition(":")[0].rpartition(".")[2]
    return "AssertionError" if said.startswith("assert") else error


def batches(faults: Iterable[Fault]) -> list[list[Fault]]:
    """The faults in groups in which no two change one file or ask one test file."""
    found: list[list[Fault]] = []
    for one in faults:
        for batch in found:
            if not any(one.path == other.path or one.files & other.files for other in batch):
                batch.append(one)
                break
        else:
            found.append([one])
    return found


def planted(faults: list[Fault]) -> dict[str, str]:
    """The tests that are red by some faults, all of them planted."""
    folder = prepared()
    right: dict[Path, str] = {}
    try:
        for one in faults:
            built = one.path.startswith("html/")
            path = site_of(folder) / one.path[5:] if built else folder / one.path
            right[path] = text = path.read_text(encoding="utf-8")
            if one.was not in text:
                raise SystemExit(f"{one.path} has no {one.was!r}")
            path.write_text(text.replace(one.was, one.now), encoding="utf-8")
        return red(name for one in faults for name in one.tests)
    finally:
        for path, text in right.items():
            path.write_text(text, encoding="utf-8")


def judged(tests: Iterable[str]) -> dict[str, list[str]]:
    """Of each test how it is red by a fault, as the audit records it; empty where it is green."""
    wanted = set(tests)
    if not wanted:
        return {}
    asked = [one for one in FAULTS if wanted & set(map(name_of, one.tests))]
    broken = red(sorted({name for one in asked for name in one.tests}))
    found: dict[str, list[str]] = {name: [] for name in wanted}
    for batch in batches(asked):
        seen = planted(batch)
        for one in batch:
            for name in sorted(wanted & set(map(name_of, one.tests)) - broken.keys()):
                print(f"{'red' if name in seen else 'green':6} {name} {one.path}", flush=True)
                if name in seen and "AssertionError" not in found[name]:
                    found[name] = [KIND, seen[name]]
    return found


def main() -> None:
    part = "".join(sys.argv[1:])
    found = judged(name for name in NAMES if part in name)
    sys.exit("\n".join(name for name, how in found.items() if not how))


if __name__ == "__main__":
    main()
