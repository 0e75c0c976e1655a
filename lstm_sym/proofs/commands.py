"""The commands ``lstm-sym prove`` and ``lstm-sym mutate``: they run, print, and end with 1."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from lstm_sym import checkout, replacement
from lstm_sym.parameters import COUNT, OUTPUT
from lstm_sym.runtime import runtime

# So many of the things that are wrong are printed.
SHOWN = 20
KINDS = ("fast NumPy", "NumPy", "gradients LaTeX", "gradients", "equation", "layout", "LaTeX")


@click.command()
@click.option("-o", "--output", type=OUTPUT, help="Write the results to this file, as JSON.")
@click.option(
    "--whole", is_flag=True, help="Try every mutant instead of a sample; takes much longer."
)
def prove(output: Path | None, whole: bool) -> None:
    """Prove that page, code and equations agree.

    Prints a line for each proof. Exits with 1 if one of them fails.
    """
    checkout.needed("`prove`")
    runtime("releases")
    from lstm_sym.proofs import campaign, fingerprint
    from lstm_sym.proofs import prove as proofs

    console = Console(highlight=False, soft_wrap=True)
    found = []
    for result in proofs.prove(1 if whole else campaign.SAMPLE):
        mark = "[green]proven[/]" if result.passed else "[red]failed[/]"
        console.print(f"{result.name + ':':13} {mark}  {escape(result.said)}")
        print_wrong(console, result.wrong)
        found.append(result)
    if output:
        columns, rows = ["proof", "result"], [[result.name, result.said] for result in found]
        facts = {result.name: result.facts for result in found}
        recorded = {
            "of": fingerprint.fingerprint(),
            "columns": columns,
            "rows": rows,
            "facts": facts,
        }
        replacement.record(output, json.dumps(recorded, indent=1))
    if not all(result.passed for result in found):
        raise SystemExit(1)


@click.command()
@click.option("--only", default="", help="Try only the kinds of mutants whose name contains this.")
@click.option(
    "--sample", type=COUNT, default=1, show_default=True, metavar="N", help="Try one mutant in N."
)
@click.option("--missing", is_flag=True, help="Try only what the record of --output lacks.")
@click.option(
    "--survivors", type=OUTPUT, help="Write the mutants that went unnoticed to this file."
)
@click.option(
    "-o", "--output", type=OUTPUT, help="Write the kill table to this file as JSON, row by row."
)
def mutate(
    only: str, sample: int, missing: bool, survivors: Path | None, output: Path | None
) -> None:
    """Make small changes and show which check notices each.

    Changes equations, code, pages and manifest, one at a time. Exits with 1 if a change goes
    unnoticed.
    """
    if output and sample > 1:
        raise click.UsageError("A sample is not a kill table: leave out --sample or --output.")
    if missing and not output:
        raise click.UsageError("--missing asks what a record lacks: name it with --output.")
    checkout.needed("`mutate`")
    runtime("releases")
    from lstm_sym.proofs import campaign, ended, kill_table
    from lstm_sym.proofs import prove as proofs

    console = Console(highlight=False, soft_wrap=True)
    entries = entries_of(output)
    wanted = [task for task in campaign.tasks() if only in str(task)]
    if not wanted:
        every = ", ".join(dict.fromkeys(task.kind for task in campaign.tasks()))
        raise click.UsageError(
            f"--only is {only!r}, which no kind of mutants has in its name, such as keras NumPy; "
            f"kinds are {every}"
        )
    if missing:
        wanted = [task for task in wanted if kill_table.is_missing(task, entries)]
    columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    outcomes = []
    try:
        groups = campaign.groups(wanted, sample)
        total = sum(len(group.places) for group in groups)
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("mutants", total=total)
            for task, found in campaign.run(groups, lambda done: progress.advance(bar, done)):
                outcomes += found
                entries[str(task)] = kill_table.entry(task, found)
                record(output, entries)  # a campaign that is stopped has lost nothing
    except Exception as error:  # what cannot be printed has no mutants; a process may be killed
        kept = "; what was recorded is kept, --missing goes on" if output else ""
        raise click.ClickException(f"{ended.in_one_line(error)}{kept}") from None
    record(output, entries)
    result = proofs.mutation(outcomes, whole=sample == 1 and wanted == campaign.tasks())
    console.print(table_of(result.facts["table"]))
    console.print(escape(result.said))
    print_wrong(console, result.wrong)
    if survivors:
        replacement.record(survivors, "\n".join(result.wrong))
    if not result.passed:
        raise SystemExit(1)


def entries_of(output: Path | None) -> dict[str, Any]:
    """What a record holds already; raises an error that names it for another file."""
    if not output or not output.is_file():
        return {}
    try:
        return dict(json.loads(output.read_text(encoding="utf-8"))["entries"])
    except (ValueError, KeyError, TypeError) as error:
        said = f"{output} is not a record of `mutate` ({type(error).__name__}: {error})"
        raise click.ClickException(f"{said}: name another file with --output") from None


def record(output: Path | None, entries: Mapping[str, Any]) -> None:
    """Write the kill table to a file, if there is one."""
    if output:
        from lstm_sym.proofs import kill_table

        replacement.record(output, json.dumps(kill_table.recorded(entries), indent=1))


def table_of(counts: dict[str, dict[str, int]]) -> Table:
    """A row for each kind of mutant, a column for each check that killed some."""
    kinds: dict[str, dict[str, int]] = {}
    for kind, row in counts.items():
        # What of every formulation is changed, in one row.
        of_all = next((k for k in KINDS if kind.endswith(k)), kind)
        total = kinds.setdefault(of_all, {})
        for check, number in row.items():
            total[check] = total.get(check, 0) + number
    checks = sorted({check for row in kinds.values() for check in row})
    table = Table(box=SIMPLE, pad_edge=False)
    table.add_column("mutants of", no_wrap=True)
    for check in checks:
        table.add_column(check, justify="right")
    for kind, row in kinds.items():
        table.add_row(kind, *(str(row.get(check, "")) for check in checks))
    return table


def print_wrong(console: Console, wrong: Iterable[Any]) -> None:
    """The first of the things that are wrong."""
    listed = list(wrong)
    for one in listed[:SHOWN]:
        console.print(f"  {escape(str(one))}")
    if len(listed) > SHOWN:
        console.print(f"  and {len(listed) - SHOWN} more")
