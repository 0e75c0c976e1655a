"""The command line: ``lstm-sym`` and ``python -m lstm_sym``. Thin: it parses and prints."""

import importlib
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lstm_sym import checkout, own_cell, requested
from lstm_sym import generate as products
from lstm_sym.bench.options import bench
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.folder import NotWritten, no_folder
from lstm_sym.parameters import COUNT, OUTPUT, Commands
from lstm_sym.proofs.commands import mutate, prove
from lstm_sym.replacement import record
from lstm_sym.runtime import runtime
from lstm_sym.show import gradients as gradients_of
from lstm_sym.show import settings
from lstm_sym.show import show as equations_of
from lstm_sym.versions import KERAS_VERSIONS, NEWEST_KERAS, TENSORFLOW_VERSIONS


def folder_or_nothing(_context: object, _option: object, output: Path) -> Path:
    """Refuse what products cannot be written into, before anything is rendered."""
    if said := no_folder(output):
        raise click.BadParameter(said)
    return output


FOLDER = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=folder_or_nothing,
    default=checkout.default(products.PRODUCTS, "-o"),
    show_default="generated/ of the checkout",
    help="Folder for the printed files; other files in it stay as they are.",
)
CELLS = click.argument(
    "cells",
    nargs=-1,
    metavar="[CELL]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
TARGET = click.option(
    "--target",
    type=click.Choice(list(requested.TARGETS)),
    help="Print for this target only, into the folder of -o.",
)
CONFIG = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The JSON of the model, for a file that holds weights alone.",
)
KERAS_VERSION = click.option(
    "--keras-version", help="Read the file as if this release of Keras had written it."
)
BACKEND = click.option(
    "--backend", help="The backend of Keras, in place of the one that the file names."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lstm-sym")
def main() -> None:
    """The equations of LSTMs and other recurrent layers, as text, LaTeX and code that runs."""


@main.command()
@CELLS
@FOLDER
@TARGET
def generate(cells: tuple[Path, ...], output: Path, target: str | None) -> None:
    """Print code, LaTeX and the manifest from the equations.

    With CELLs, Python files of your own cells, print from those instead.
    """
    rendered, own = own_cell.rendered(cells, output, target)
    try:
        plan = products.write(output, rendered)
    except NotWritten as error:
        raise click.ClickException(str(error)) from None
    for path in plan.removed:
        click.echo(f"removed {path}: it is no longer printed")
    for path in plan.kept:
        click.echo(f"kept {path}: it is no longer printed, but you have edited it")
    click.echo(f"wrote {len(rendered)} products to {output}")
    lacking = requested.left_out(target) if target else products.left_out(rendered)
    for left in lacking if not cells else ():
        click.echo(f"left out: {left}")
    own_cell.say(own, target)


@main.command()
@CELLS
@FOLDER
@TARGET
@click.option("--diff/--no-diff", default=True, help="Show the lines that differ.")
def check(cells: tuple[Path, ...], output: Path, target: str | None, diff: bool) -> None:
    """Compare the printed files with the equations. Exit with 1 if they differ."""
    rendered, own = own_cell.rendered(cells, output, target)
    try:
        found = products.differences(output, rendered)
    except OSError as error:
        raise click.ClickException(f"cannot read {error.filename}: {error.strerror}") from None
    console = Console(highlight=False, soft_wrap=True)
    for difference in found:
        console.print(f"[bold]{escape(str(difference))}[/]")
        for line in difference.diff.splitlines() if diff else ():
            style = {"+": "green", "-": "red"}.get(line[:1], "dim")
            console.print(f"  {escape(line)}", style=style)
    if found:
        mend = escape(products.mend(cells, output, target))
        console.print(f"{len(found)} of the products differ. To mend it: {mend}")
        raise SystemExit(1)
    click.echo(f"{len(rendered)} products are what the equations render to")
    own_cell.say(own, target)


@main.command(name="list")
def list_() -> None:
    """List formulations, equations, activations and releases."""
    for formulation in FORMULATIONS:
        click.echo(f"{formulation.name}: {formulation.title}")
        for equation in formulation.equations:
            click.echo(f"  {equation.label}")
    click.echo("activations:")
    for activation in ACTIVATIONS:
        names = ", ".join((activation.name, *activation.aliases))
        since = f"Keras {activation.since}" if activation.since else "ONNX"
        click.echo(f"  {names:28}{activation.meaning} ({since})")
    click.echo(f"releases of Keras that changed something, up to {NEWEST_KERAS}:")
    for row in (*KERAS_VERSIONS, *TENSORFLOW_VERSIONS):
        click.echo(f"  {row.since:28}{row.note}")


@main.command()
@click.argument("formulation")
@click.argument("chosen", metavar="[NAME=VALUE]...", nargs=-1)
@click.option(
    "--as",
    "style",
    type=click.Choice(["unicode", "latex", "numpy"]),
    default="unicode",
    show_default=True,
    help="Output format.",
)
@click.option("--gradients", is_flag=True, help="Print the equations of the gradients of a loss.")
@click.option("--activation", help="The same as activation=NAME.")
@click.option("--recurrent-activation", help="The same as recurrent_activation=NAME.")
@click.option(
    "--keras-version",
    help=f"Use the defaults of this release of Keras, not those of {NEWEST_KERAS}.",
)
def show(
    formulation: str,
    chosen: tuple[str, ...],
    style: Any,
    gradients: bool,
    keras_version: str | None,
    **named: Any,
) -> None:
    """Print the equations of one configuration.

    FORMULATION is a name from `lstm-sym list` or the Python file of your own cell. NAME=VALUE
    chooses an option or a function, as in mask=given go_backwards=True activation=relu. The
    other options stay open, and each equation says when it holds.
    """
    stated = own_cell.named(formulation)
    words = [*chosen, *(f"{name}={value}" for name, value in named.items() if value is not None)]
    equations = gradients_of if gradients else equations_of
    for line in equations(stated, style, settings(stated, words, keras_version)):
        click.echo(line.rstrip())


@main.command()
@click.option(
    "--arrays",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=checkout.default(checkout.ARRAYS, "--arrays"),
    show_default="tests/reference of the checkout",
    help="Folder of the exported arrays.",
)
@click.option(
    "--every-case", is_flag=True, help="Print a line for each case, not one for each framework."
)
@click.option(
    "-o", "--output", type=OUTPUT, help="Write the errors of each equation to this file, as JSON."
)
def verify(arrays: Path, every_case: bool, output: Path | None) -> None:
    """Compare the printed code with real frameworks and papers."""
    if output:
        checkout.needed("`verify -o`", "leave -o out")
    runtime()
    from lstm_sym.verify import bounds, compare_all, compare_papers, compare_parameters, summaries

    try:
        # The papers' programs are beside the arrays.
        compared = [*compare_all(arrays), *compare_papers(arrays.with_name("papers"))]
        compared += compare_parameters()
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{arrays}: {error}") from None
    table = Table(box=SIMPLE, pad_edge=False)
    for title in (
        "formulation",
        "compared with",
        "kind",
        "dtype",
        "case" if every_case else "cases",
    ):
        table.add_column(title, no_wrap=True)
    for title in ("max error", "max ulp", ""):
        table.add_column(title, justify="right")
    for row in summaries(compared, every_case):
        mark = "" if row.passed else "[red]failed[/]"
        figures = (f"{row.error:.1e}", f"{row.ulp:.1f}", mark)
        table.add_row(row.formulation, row.source, row.kind, row.dtype, row.case, *figures)
    # A pipe is as wide as its longest line; the names of cases are long.
    console = Console(width=None if Console().is_terminal and not every_case else 1000)
    console.print(table)
    console.print(
        "an error is relative to values above 1: in a layer to the largest of each array,"
    )
    console.print("in an activation to each value or to its input")
    for line in bounds(compared):
        console.print(line)
    failed = sum(not c.passed for c in compared)
    console.print(f"{len(compared) - failed} passed, {failed} failed")
    if output:
        record(output, importlib.import_module("lstm_sym.verify.by_equation").record(compared))
    if failed:
        raise SystemExit(1)


@main.command()
@click.argument("first")
@click.argument("second")
def diff(first: str, second: str) -> None:
    """Compare two formulations or two releases of Keras.

    FIRST and SECOND are names from `lstm-sym list`, or keras@2.2.4 and keras@3.15.1.
    """
    runtime("releases")
    importlib.import_module("lstm_sym.diff.command").diff(first, second)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "style",
    type=click.Choice(["unicode", "latex", "html"]),
    default="unicode",
    show_default=True,
    help="Output format; html is one page, which a browser opens from the disk.",
)
@CONFIG
@KERAS_VERSION
@BACKEND
def explain(file: Path, **chosen: Any) -> None:
    """Show what a model's FILE computes.

    Prints its layers, their equations, and what other releases and frameworks compute from it.
    """
    runtime("files.load")
    for line in importlib.import_module("lstm_sym.explain.command").explain(file, **chosen):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="A new or empty folder.",
)
@CONFIG
@KERAS_VERSION
@BACKEND
@click.option("--layer", help="Export only this recurrent layer, module or node of the file.")
def export(file: Path, output: Path, layer: str | None, **words: Any) -> None:
    """Write a model's FILE as a folder of NumPy, C and equations.

    The folder verifies itself: run `python -m verify` in it.
    """
    runtime("files.load")
    for line in importlib.import_module("lstm_sym.export.command").export(
        file, output, words, layer
    ):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "target",
    type=click.Choice(["keras", "pytorch", "onnx", "tfjs", "npz"]),
    required=True,
    help="The format to write.",
)
@click.option("-o", "--output", type=OUTPUT, required=True, help="The file to write.")
@click.option("--layer", help="Convert only this recurrent layer, module or node of the file.")
@CONFIG
@KERAS_VERSION
@BACKEND
def convert(file: Path, target: str, output: Path, layer: str | None, **words: Any) -> None:
    """Convert a model's FILE to the format of another framework.

    That framework computes the same from the new file.
    """
    runtime("files.load")
    command = importlib.import_module("lstm_sym.convert.command")
    for line in command.convert(file, target, output, layer, words):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("examples", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=OUTPUT, required=True, help="Write the outputs to this file, as .npy."
)
@click.option(
    "--processes", type=COUNT, default=1, show_default=True, help="The number of processes."
)
@CONFIG
@KERAS_VERSION
@BACKEND
def run(file: Path, examples: Path, output: Path, processes: int, **words: Any) -> None:
    """Run a model's FILE on EXAMPLES, a .npy file of any size.

    After an interruption the same command continues where it stopped.
    """
    runtime("files.load")
    command = importlib.import_module("lstm_sym.run")
    number = len(command.examples(examples))
    done = command.run(file, examples, output, processes, words)
    with click.progressbar(length=number, label=output.name) as bar:
        for so_far in done:
            bar.update(so_far - bar.pos)
    click.echo(f"{number} examples in {output}")


@main.command()
@click.option("-o", "--output", type=OUTPUT, help="Write the table to this file, as JSON.")
def sensitivity(output: Path | None) -> None:
    """Show how far each option changes the results.

    Covers every option of every formulation.
    """
    runtime("releases")
    measured = importlib.import_module("lstm_sym.measure.sensitivity")
    measured.show() if output is None else record(output, measured.as_json())


main.add_command(bench)
main.add_command(prove)
main.add_command(mutate)
