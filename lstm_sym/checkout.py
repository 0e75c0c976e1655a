"""The files beside the package that the project's own commands need: an installed one has none."""

from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
ARRAYS = ROOT / "tests" / "reference"


def is_there() -> bool:
    """Whether the package is in a checkout: beside it, its own pyproject.toml."""
    declared = ROOT / "pyproject.toml"
    return declared.is_file() and 'name = "lstm-sym"' in declared.read_text(encoding="utf-8")


def needed(what: str, instead: str = "") -> None:
    """Raise the error that says in one line what to do, unless the package is in a checkout."""
    if not is_there():
        clone = "run it in a clone of the project after `make setup`"
        said = f"{what} needs the project's checkout, which a package does not bring"
        raise click.ClickException(f"{said}: {f'{instead}, or ' if instead else ''}{clone}")


def default(folder: Path, option: str) -> Callable[[], Path]:
    """The default of an option: a folder of the checkout; elsewhere an error that names it."""

    def given() -> Path:
        command = click.get_current_context().info_name
        needed(f"`{command}` without {option}", f"name a folder with {option}")
        return folder

    return given


def reinstalled() -> str:
    """The line that brings what is printed back."""
    if is_there():
        return "lstm-sym generate"
    return "pip install --force-reinstall --no-deps lstm-sym"
