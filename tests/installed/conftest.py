"""Wheels of the two distributions, and clean environments that have nothing but them."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from lstm_sym.proofs.determinism import interpreter

ROOT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
NEWEST_PYTHON = "3.13"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here: it makes environments, and runs only when it is asked for."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.installed)


@dataclass(frozen=True)
class Environment:
    """An environment without anything of the checkout, and an empty folder to work in."""

    folder: Path
    work: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def install(self, *words: object) -> None:
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *map(str, words)], check=True)

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment; what it says goes to one text."""
        named = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        return subprocess.run(
            [self.folder / "bin" / str(words[0]), *map(str, words[1:])],
            cwd=self.work,
            env=named | {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


Make = Callable[..., Environment]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheels by the name of their distribution."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    places = [ROOT, ROOT / "generated"]
    subprocess.run([*pip, "--no-deps", "--wheel-dir", folder, *places], check=True)
    return {file.name.split("-")[0].replace("_", "-"): file for file in folder.glob("*.whl")}


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Make a clean environment with some packages, of this Python or another."""

    def made(*packages: object, python: str = sys.executable) -> Environment:
        folder = tmp_path_factory.mktemp("environment")
        subprocess.run([python, "-m", "venv", folder / "venv"], check=True)
        (folder / "work").mkdir()
        environment = Environment(folder / "venv", folder / "work")
        environment.install(*packages)
        return environment

    return made


def oldest(package: str) -> str:
    """The lowest release of a package that pyproject.toml allows."""
    (bound,) = (m[1] for line in DECLARED if (m := re.match(rf"{package}>=([\d.]+)", line)))
    return f"{package}=={bound}"


@pytest.fixture(scope="session", params=["newest click", "oldest click", f"Python {NEWEST_PYTHON}"])
def environment(request: pytest.FixtureRequest, make: Make, wheels: dict[str, Path]) -> Environment:
    """The generator, as `pip install lstm-sym` brings it."""
    if request.param.startswith("Python"):
        python = interpreter(NEWEST_PYTHON)
        if not python:
            pytest.skip(f"there is no Python {NEWEST_PYTHON} on this machine")
        return make(wheels["lstm-sym"], python=python)
    return make(wheels["lstm-sym"], *([oldest("click")] if "oldest" in request.param else []))
