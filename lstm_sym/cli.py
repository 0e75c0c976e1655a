"""The command line: ``lstm-sym`` and ``python -m lstm_sym``. Thin: it parses and prints."""

import importlib
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lstm_sym import generate as products
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.show import show as equations_of
from lstm_sym.versions import KERAS_VERSIONS, NEWEST_KERAS

ARRAYS = products.PRODUCTS.parent / "tests" / "reference" / "arrays"
FOLDER = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=products.PRODUCTS,
    show_default="generated/ of the checkout",
    help="Folder of the products.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lstm-sym")
def main() -> None:
    """The LSTM's equations, written once: print them, check the products, compare with Keras."""


@main.command()
@FOLDER
def generate(output: Path) -> None:
    """Write every product from the equations, all of them or none."""
    try:
        left = products.write(output)
    except OSError as error:
        raise click.ClickException(
            f"cannot write {output}: {error.strerror or error}; nothing was changed"
        ) from None
    for difference in left:
        click.echo(f"{difference}; generate does not delete it")
    if left:
        raise SystemExit(1)
    click.echo(f"wrote {len(products.render())} products to {output}")


@main.command()
@FOLDER
@click.option("--diff/--no-diff", default=True, help="Show the lines that differ.")
def check(output: Path, diff: bool) -> None:
    """Compare the products with what the equations render to; exit with 1 if they differ."""
    found = products.differences(output)
    console = Console(highlight=False, soft_wrap=True)
    for difference in found:
        console.print(f"[bold]{escape(str(difference))}[/]")
        for line in difference.diff.splitlines() if diff else ():
            style = {"+": "green", "-": "red"}.get(line[:1], "dim")
            console.print(f"  {escape(line)}", style=style)
    if found:
        console.print(f"{len(found)} of the products differ. To mend it: {products.MEND}")
        raise SystemExit(1)
    click.echo(f"{len(products.render())} products are what the equations render to")


@main.command(name="list")
def list_() -> None:
    """List formulations, their equations, the activations and the releases of Keras."""
    for formulation in FORMULATIONS:
        click.echo(f"{formulation.name}: {formulation.title}")
        for equation in formulation.equations:
            click.echo(f"  {equation.label}")
    click.echo("activations:")
    for activation in ACTIVATIONS:
        names = ", ".join((activation.name, *activation.aliases))
        click.echo(f"  {names:28}{activation.meaning} (Keras {activation.since})")
    click.echo(f"releases of Keras that changed something, up to {NEWEST_KERAS}:")
    for row in KERAS_VERSIONS:
        click.echo(f"  {row.since:28}{row.note}")


@main.command()
@click.argument("formulation", type=click.Choice([f.name for f in FORMULATIONS]))
@click.option(
    "--as",
    "style",
    type=click.Choice(["unicode", "latex", "numpy"]),
    default="unicode",
    show_default=True,
    help="The language to print.",
)
@click.option("--activation", help="Instead of the default.")
@click.option("--recurrent-activation", help="Instead of the default of --keras-version.")
@click.option("--keras-version", default=NEWEST_KERAS, show_default=True, help="Whose defaults.")
def show(
    formulation: str,
    style: Any,
    activation: str | None,
    recurrent_activation: str | None,
    keras_version: str,
) -> None:
    """Print the exact equations of one configuration."""
    stated = next(f for f in FORMULATIONS if f.name == formulation)
    given = {"activation": activation, "recurrent_activation": recurrent_activation}
    for line in equations_of(stated, style, chosen(stated, given, keras_version)):
        click.echo(line.rstrip())


@main.command()
@click.option(
    "--arrays",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ARRAYS,
    show_default="tests/reference/arrays of the checkout",
    help="Folder of the exported arrays.",
)
@click.option("--every-case", is_flag=True, help="One line a case instead of one a framework.")
def verify(arrays: Path, every_case: bool) -> None:
    """Run the printed code on every array that real Keras exported, and compare."""
    runtime()
    from lstm_sym.verify import BOUNDS, compare_all, summaries

    try:
        compared = list(compare_all(arrays))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    table = Table(box=SIMPLE, pad_edge=False)
    for title in ("framework", "kind", "dtype", "case" if every_case else "cases"):
        table.add_column(title, no_wrap=True)
    for title in ("max error", "max ulp", ""):
        table.add_column(title, justify="right")
    for row in summaries(compared, every_case):
        mark = "" if row.passed else "[red]failed[/]"
        figures = (f"{row.error:.1e}", f"{row.ulp:.1f}", mark)
        table.add_row(row.source, row.kind, row.dtype, row.case, *figures)
    console = Console()
    console.print(table)
    for (kind, dtype), bound in BOUNDS.items():
        console.print(f"bound of {kind} cases in {dtype}: {bound:.0e}, times the largest value > 1")
    failed = sum(not c.passed for c in compared)
    console.print(f"{len(compared) - failed} passed, {failed} failed")
    if failed:
        raise SystemExit(1)


def chosen(
    stated: Formulation, given: dict[str, str | None], keras_version: str
) -> dict[str, Activation]:
    """The activations that a configuration means; raises a usage error for unknown ones."""
    releases, arguments = runtime("releases"), runtime("arguments")
    by_name = {name: a for a in ACTIVATIONS for name in (a.name, *a.aliases)}
    found = {}
    try:
        row = releases.row(keras_version)
        for function in stated.notation.functions.values():
            default = getattr(row, function.name, function.default)
            name = given.get(function.name) or default
            meant = releases.activation(function.name, name, keras_version)
            arguments.elementwise(function.name, meant)
            found[function.name] = by_name[meant]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return found


def runtime(module: str = "") -> Any:
    """The printed package, or an error that says how to get it."""
    try:
        return importlib.import_module(f"lstm_numpy.{module}".rstrip("."))
    except ImportError as error:
        raise click.ClickException(f"{error}; to mend it: {products.MEND}") from None
