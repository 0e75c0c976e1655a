"""What `lstm-sym bench` prints and writes."""

import json
import platform
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from lstm_sym.bench.problem import GRIDS, Problem
from lstm_sym.bench.race import CONTENDERS, Result, as_data, best_peer, lines, race


def bench(
    grid: str,
    only: tuple[int, ...],
    threads: int,
    rounds: int,
    seconds: float,
    pythons: dict[str, str],
    output: TextIO | None,
) -> None:
    """Race on every problem of a grid, or on some rows of it, counted from 1."""
    problems = [replace(p, threads=threads) for p in GRIDS[grid]]
    problems = [p for n, p in enumerate(problems, 1) if not only or n in only]
    console = Console()
    found: list[dict[str, Any]] = []
    with Progress(console=console, transient=True) as progress:
        steps = len(problems) * len(CONTENDERS) * (rounds + 1)
        task = progress.add_task("bench", total=steps)
        for problem in problems:
            title = text(problem)

            def tick(name: str, title: str = title) -> None:
                progress.update(task, advance=1, description=f"{title}: {name}")

            results = race(problem, pythons, rounds, seconds, tick)
            progress.console.print(table(problem, results))
            found.append(as_data(problem, results))
    if output:
        json.dump({"machine": machine(), "grid": grid, "races": found}, output, indent=1)
        output.write("\n")


def text(problem: Problem) -> str:
    sizes = (problem.batch, problem.timesteps, problem.input_dim, problem.units)
    return f"batch {sizes[0]}, timesteps {sizes[1]}, input_dim {sizes[2]}, units {sizes[3]}"


def table(problem: Problem, results: list[Result]) -> Table:
    """The contenders on one problem, the fastest first."""
    threads = "1 thread" if problem.threads == 1 else f"{problem.threads} threads"
    shown = Table(box=SIMPLE, title=f"{text(problem)}, {threads}", title_justify="left")
    for title in ("contender", "version"):
        shown.add_column(title)
    for title in ("least us", "median us", "speed / best peer", "GFLOP/s", "first call s"):
        shown.add_column(title, justify="right")
    peer = best_peer(results)
    for result in lines(results):
        if not result.seconds:
            shown.add_row(result.name, f"[dim]{result.error.splitlines()[0][:60]}[/]")
            continue
        ratio = f"{peer.least / result.least:.2f}" if peer else ""
        rate = f"{problem.operations / result.least / 1e9:.1f}"
        times = (f"{result.least * 1e6:.1f}", f"{result.median * 1e6:.1f}")
        shown.add_row(result.name, result.version, *times, ratio, rate, f"{result.first_call:.2f}")
    return shown


def machine() -> dict[str, str]:
    """The processor and the system, so that numbers have a place."""
    try:
        lines_ = Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.split(":")[1].strip() for line in lines_ if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor()
    return {"processor": name, "system": platform.platform(), "python": platform.python_version()}
