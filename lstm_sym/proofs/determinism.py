"""Proof 6: the same bytes under other hash seeds, Pythons, locales, time zones and folders."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

import mpmath
import sympy

from lstm_sym.checkout import ROOT
from lstm_sym.proofs.ended import Result

#: Prints, behind the version, a digest of each product, by its name.
PROGRAM = """
import hashlib, json, sys
from lstm_sym.generate import render
found = {n: hashlib.sha256(text.encode()).hexdigest() for n, text in render().items()}
print(sys.version.split()[0], json.dumps(found))
"""
PYTHONS = ("3.11", "3.12", "3.13")
# Several differences in a run, each in another Python: any that showed would change the bytes.
CHANGED = (
    (
        "hash seed 0 with locale C and no docstrings",
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
        "/",
    ),
    (
        "hash seed 4242 with locale tr_TR and another time zone",
        {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"},
        tempfile.gettempdir(),
    ),
)
# What `make lowest` sets up.
OLDEST = ROOT / ".venv-lowest" / "bin" / "python"


def prove(rendered: Mapping[str, str]) -> Result:
    """Render in other processes, each of them different, and compare with what this one has."""
    expected = {n: hashlib.sha256(text.encode()).hexdigest() for n, text in rendered.items()}
    wrong, seen, missing = [], [], []
    with tempfile.TemporaryDirectory(prefix="lstm-sym-path-") as folder:
        _link(Path(folder))
        for name, python, environment, place in settings():
            if not python:
                missing.append(name)
                continue
            command = [python, "-c", PROGRAM]
            path = {"PYTHONPATH": folder}
            run = subprocess.run(
                command,
                env={"PATH": os.environ["PATH"], **path, **environment},
                cwd=place,
                capture_output=True,
                text=True,
                check=False,
            )
            version, _, found = run.stdout.strip().partition(" ")
            seen.append(f"{name} (Python {version})")
            if not found:
                lines = run.stderr.strip().splitlines() or ["it renders nothing"]
                wrong.append(f"{name}: {lines[-1]}")
                continue
            there = json.loads(found)
            other = [n for n in {**expected, **there} if expected.get(n) != there.get(n)]
            wrong += [f"{name}: other bytes in {product}" for product in other]
    names = [*seen, *(f"{name} not installed" for name in missing)]
    said = f"the same bytes in {len(seen)} settings: {', '.join(names)}"
    facts = {"settings": [name for name, *_ in settings() if not name.startswith("Python")]}
    return Result("determinism", said, facts, tuple(wrong))


def settings() -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Name, interpreter, environment and working folder; no interpreter where it is missing."""
    here = ".".join(map(str, sys.version_info[:2]))
    others = [version for version in PYTHONS if version != here]
    for (name, environment, place), version in zip(cycle(CHANGED), others, strict=False):
        other = interpreter(version)
        yield name, other or sys.executable, environment, place
        if not other:
            yield f"Python {version}", "", {}, "/"

    oldest = OLDEST if OLDEST.exists() else None
    yield (
        "oldest SymPy and NumPy",
        str(oldest or ""),
        {"PYTHONPATH": str(ROOT)},
        "/",
    )


def interpreter(version: str) -> str:
    """A Python of a release: of pyenv, or on the path; empty where there is none."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for folder in sorted(versions.glob(f"{version}.*"), reverse=True):
        if (folder / "bin" / "python").exists():
            return str(folder / "bin" / "python")
    found = shutil.which(f"python{version}") or ""
    # A shim of pyenv is on the path for releases, too, that it would refuse to run.
    runs = (
        found and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode
    )
    return found if runs else ""


def _link(folder: Path) -> None:
    """What rendering needs, for an interpreter that has nothing installed."""
    for name, file in (("sympy", sympy.__file__), ("mpmath", mpmath.__file__)):
        (folder / name).symlink_to(Path(file).parent)
    (folder / "lstm_sym").symlink_to(ROOT / "lstm_sym")
