"""The options of ``lstm-sym bench``."""

import importlib
import subprocess
from pathlib import Path
from typing import Any

import click

from lstm_sym.bench import peers
from lstm_sym.runtime import runtime

FOLDER = Path(".venv-peers")  # where `make peers` puts them


@click.command()
@click.option("--grid", type=click.Choice(["rows", "timesteps", "units", "all"]), default="rows")
@click.option("--row", "rows", type=int, multiple=True, help="Only this row of the grid, from 1.")
@click.option("--threads", default=1, show_default=True, help="With --grid all: 1, and 2 for rows.")
@click.option(
    "--rounds",
    default=5,
    show_default=True,
    help="How often each has its turn; with --grid all, in the growth grids 3 times at most.",
)
@click.option("--seconds", default=0.5, show_default=True, help="Length of a turn.")
@click.option(
    "--peers",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="Where the peers are installed.",
)
@click.option("--setup", is_flag=True, help="Install the peers there, and do nothing else.")
@click.option("--python", "pythons", metavar="NAME=PATH", multiple=True, help="Where NAME lives.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Results as JSON.")
def bench(rows: Any, folder: Path, setup: bool, pythons: tuple[str, ...], **options: Any) -> None:
    """Race the printed code against NumPy and every installed peer."""
    if setup:
        try:
            peers.setup(folder, click.echo)
        except (OSError, subprocess.CalledProcessError) as error:
            raise click.ClickException(f"{folder}: {error}") from None
        return
    where = dict(item.split("=", 1) for item in pythons if "=" in item)
    if len(where) != len(pythons):
        raise click.UsageError("--python takes NAME=PATH, for example keras_jax=venv/bin/python")
    runtime("keras")
    command = importlib.import_module("lstm_sym.bench.command")
    command.bench(only=rows, pythons=peers.pythons(folder) | where, **options)
