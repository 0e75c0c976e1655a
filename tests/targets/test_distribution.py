"""The distribution lstm-numpy: what it says is what the project says, and both are one release."""

import tomllib
from pathlib import Path
from typing import Any

import lstm_numpy
from lstm_sym import __version__

ROOT = Path(__file__).resolve().parents[2]


def declared(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text())["project"]


WHOLE, PRINTED = declared(ROOT), declared(ROOT / "generated")


def test_it_needs_the_numpy_of_the_generator_and_nothing_else() -> None:
    (numpy,) = PRINTED["dependencies"]
    assert numpy in WHOLE["dependencies"]
    assert numpy.startswith("numpy")


def test_what_both_declare_is_the_same() -> None:
    for name in ("requires-python", "license", "license-files", "dynamic", "classifiers"):
        assert PRINTED[name] == WHOLE[name], name
    extras = PRINTED["optional-dependencies"]
    assert extras.items() <= WHOLE["optional-dependencies"].items()


def test_the_licence_is_the_project_s() -> None:
    assert (ROOT / "generated" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_printed_package_says_its_release() -> None:
    assert lstm_numpy.__version__ == __version__
