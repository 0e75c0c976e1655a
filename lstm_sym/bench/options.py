"""The options of ``lstm-sym bench``."""

import importlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click

from lstm_sym import checkout
from lstm_sym.bench import peers
from lstm_sym.parameters import COUNT, OUTPUT, Positive
from lstm_sym.runtime import runtime

FOLDER = Path(".venv-peers")  # where `make peers` puts them


@click.command()
@click.option(
    "--grid",
    type=click.Choice(["rows", "sizes", "layers", "timesteps", "units", "formulations", "all"]),
    default="rows",
    show_default=True,
    help="What to measure; formulations compares only those of lstm_sym.",
)
@click.option(
    "--row",
    "rows",
    type=COUNT,
    multiple=True,
    help="Measure only this row of the grid, counted from 1.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    multiple=True,
    help="1 by default, more than one in turn; --grid all takes 1, and 2 for the rows.",
)
@click.option(
    "--rounds",
    type=COUNT,
    default=5,
    show_default=True,
    help="Turns of each contender; with --grid all, 3 at most except for the rows.",
)
@click.option(
    "--seconds",
    type=Positive(),
    default=0.5,
    show_default=True,
    help="Length of a turn in seconds.",
)
@click.option(
    "--peers",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="The folder of the frameworks' environments.",
)
@click.option("--setup", is_flag=True, help="Only install the frameworks there.")
@click.option(
    "--python",
    "pythons",
    metavar="NAME=PATH",
    multiple=True,
    help="The Python interpreter of the framework NAME.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write the results to this file, as JSON.")
def bench(
    grid: str,
    rows: tuple[int, ...],
    threads: tuple[int, ...],
    folder: Path,
    setup: bool,
    pythons: tuple[str, ...],
    **options: Any,
) -> None:
    """Measure the speed beside NumPy and every installed framework."""
    if setup:
        try:
            peers.setup(folder, click.echo)
        except (OSError, subprocess.CalledProcessError) as error:
            raise click.ClickException(f"{folder}: {error}") from None
        return
    where = dict(map(_located, pythons))
    if grid in ("all", "formulations") and (rows or threads):
        raise click.UsageError(
            f"--grid {grid} takes every row and its own threads: leave out --row and --threads"
        )
    if grid == "all":
        checkout.needed("`bench --grid all`", "race on another grid")
    runtime("keras")
    if grid == "formulations":
        importlib.import_module("lstm_sym.bench.command").formulations(**options)
        return
    command = importlib.import_module("lstm_sym.bench.command")
    missing = [number for number in rows if number > len(command.GRIDS[grid])]
    if missing:
        raise click.UsageError(
            f"--row is {missing[0]}, but the grid {grid} has {len(command.GRIDS[grid])} rows"
        )
    command.bench(
        grid=grid,
        only=rows,
        threads=threads or (1,),
        pythons=peers.pythons(folder) | where,
        **options,
    )


def _located(said: str) -> tuple[str, str]:
    """NAME=PATH; raises a usage error for a peer that there is not and for no interpreter."""
    name, equals, path = said.partition("=")
    if not equals:
        raise click.UsageError(
            f"--python is {said!r}, expected NAME=PATH, for example keras_jax=venv/bin/python"
        )
    if name not in peers.LIVES_IN:
        raise click.UsageError(
            f"--python: there is no peer {name!r}; known are {', '.join(peers.LIVES_IN)}"
        )
    if shutil.which(path) is None:
        raise click.UsageError(f"--python: {path!r} is not an interpreter that can be run")
    return name, path
