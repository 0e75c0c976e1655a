"""The printed package, for the command line: loaded when a command needs it."""

import importlib
from typing import Any

import click

from lstm_sym import generate
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation, Formulation


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
            name = given.get(function.name) or function.default
            if not given.get(function.name) and hasattr(row, function.name):
                name = releases.default(function.name, keras_version)
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
        raise click.ClickException(f"{error}; to mend it: {generate.MEND}") from None
