"""What `lstm-sym bench` prints and writes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from lstm_sym.bench.formulations import TARGET, Row, measured
from lstm_sym.bench.machine import durations, machine
from lstm_sym.bench.problem import GRIDS, Problem
from lstm_sym.bench.race import CONTENDERS, MEANWHILE, Field, Result, as_data, best_peer, lines
from lstm_sym.replacement import record

ALL = "all"  # every grid with one thread, the rows with two as well, and the project itself
GROWTH_ROUNDS = 3  # at most in all grids but the rows, which would take too long


def bench(
    grid: str,
    only: tuple[int, ...],
    threads: tuple[int, ...],
    rounds: int,
    seconds: float,
    pythons: Mapping[str, str],
    output: Path | None,
) -> None:
    """Race on every problem of a grid, or on some rows of it, counted from 1."""
    races = planned(grid, only, threads, rounds)
    console = Console()
    found: dict[str, Any] = {"machine": machine(), "rounds": rounds, "seconds": seconds}
    found["others"] = MEANWHILE
    if grid == ALL:
        found["project"] = durations()
        console.print(of_project(found["project"]))
    found |= {"product_peak_gflops": {}, "races": []}
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(
            "bench", total=sum(turns + 1 for _, _, turns in races) * len(CONTENDERS)
        )
        for number, group in groupby(races, lambda one: one[1].threads):
            with Field(pythons, number) as contenders:
                peak = contenders.product_peak()
                found["product_peak_gflops"][str(number)] = round(peak, 1)
                for name, problem, turns in group:
                    title = named(problem)

                    def tick(contender: str, title: str = title) -> None:
                        progress.update(task, advance=1, description=f"{title}: {contender}")

                    results = contenders.race(problem, turns, seconds, tick)
                    progress.console.print(table(problem, results, peak))
                    found["races"].append({"grid": name, **as_data(problem, results)})
                    if output:  # after each, so that who stops early keeps what was measured
                        record(output, json.dumps(found, indent=1))


def formulations(rounds: int, seconds: float, output: Path | None) -> None:
    """Every formulation beside Keras, with what each has to do."""
    rows = []
    with Progress(transient=True) as progress:
        task = progress.add_task("formulations", total=None)
        for row in measured(rounds, seconds):
            progress.update(task, advance=1, description=row.formulation)
            rows.append(row)
    console = Console()
    for problem, group in groupby(rows, lambda row: row.problem):
        console.print(of_formulations(Problem(**problem), list(group)))
    if output:
        record(output, json.dumps([asdict(row) for row in rows], indent=1))


def of_formulations(problem: Problem, rows: list[Row]) -> Table:
    """The formulations on one problem, in the order of the equations."""
    shown = Table(box=SIMPLE, title=f"{text(problem)}, 1 thread", title_justify="left")
    for title in ("formulation", "configuration"):
        shown.add_column(title, overflow="fold")
    for title in ("least us", "time / Keras", "products", "calls", "time / larger share"):
        shown.add_column(title, justify="right")
    for row in rows:
        shown.add_row(
            row.formulation,
            row.configuration,
            f"{row.least_us:.1f}",
            *(f"{share:.2f}" for share in (row.time, row.products, row.calls)),
            f"[{'red' if row.of_share > TARGET else 'green'}]{row.of_share:.2f}[/]",
        )
    return shown


def planned(
    grid: str, only: tuple[int, ...], threads: tuple[int, ...], rounds: int
) -> list[tuple[str, Problem, int]]:
    """The grid, the problem and the number of turns; those of one number of threads together."""
    if grid != ALL:
        numbered = enumerate(GRIDS[grid], 1)
        some = [p for n, p in numbered if not only or n in only]
        return [
            (grid, replace(p, threads=number), rounds)
            for number in dict.fromkeys(threads)
            for p in some
        ]
    turns = dict.fromkeys(GRIDS, min(rounds, GROWTH_ROUNDS)) | {"rows": rounds}
    alone = [
        (name, problem, turns[name]) for name, problems in GRIDS.items() for problem in problems
    ]
    return alone + [("rows", replace(problem, threads=2), rounds) for problem in GRIDS["rows"]]


def named(problem: Problem) -> str:
    """The layer and its sizes."""
    return f"{problem.layer}, {text(problem)}"


def text(problem: Problem) -> str:
    sizes = (problem.batch, problem.timesteps, problem.input_dim, problem.units)
    return f"batch {sizes[0]}, timesteps {sizes[1]}, input_dim {sizes[2]}, units {sizes[3]}"


def table(problem: Problem, results: list[Result], peak: float) -> Table:
    """The contenders on one problem, the fastest first."""
    threads = "1 thread" if problem.threads == 1 else f"{problem.threads} threads"
    title = f"{named(problem)}, {threads}"
    shown = Table(box=SIMPLE, title=title, title_justify="left")
    for title in ("contender", "version"):
        shown.add_column(title)
    columns = ("least us", "median us", "speed / best peer", "GFLOP/s", "of peak", "first call s")
    for title in (*columns, "MiB"):
        shown.add_column(title, justify="right")
    peer = best_peer(results)
    for result in lines(results):
        if not result.seconds:
            shown.add_row(result.name, f"[dim]{result.error.splitlines()[0][:60]}[/]")
            continue
        rate = problem.operations / result.least / 1e9
        shown.add_row(
            result.name,
            result.version,
            f"{result.least * 1e6:.1f}",
            f"{result.median * 1e6:.1f}",
            f"{peer.least / result.least:.2f}" if peer else "",
            f"{rate:.1f}",
            f"{rate / peak:.0%}" if peak else "",
            f"{result.first_call:.2f}",
            f"{result.peak_kib / 1024:.0f}",
        )
    return shown


def of_project(seconds: Mapping[str, float | None]) -> Table:
    """How long the project's own commands take."""
    shown = Table(box=SIMPLE, title="the project itself", title_justify="left")
    shown.add_column("what")
    shown.add_column("seconds", justify="right")
    for what, number in seconds.items():
        shown.add_row(what, "not here" if number is None else f"{number:.2f}")
    return shown
