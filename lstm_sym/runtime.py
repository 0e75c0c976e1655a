"""The printed package, for the command line: loaded when a command needs it."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from lstm_sym import __version__, checkout
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.versions import NEWEST_KERAS

# The layers of Keras, whose defaults are those of a release.
OF_KERAS = ("keras", "gru", "simple_rnn")


def activations(
    stated: Formulation, given: Mapping[str, str], keras_version: str | None
) -> dict[str, Activation]:
    """The activations that a configuration means; raises a usage error for unknown ones."""
    releases, arguments = runtime("releases"), runtime("arguments")
    of_keras = stated.name in OF_KERAS and not stated.written_in
    if keras_version is not None and not of_keras:
        said = f"{stated.name} has no releases of Keras; {' and '.join(OF_KERAS)} have"
        raise click.UsageError(f"--keras-version is {keras_version!r}, but {said}")
    by_name = {name: a for a in ACTIVATIONS for name in (a.name, *a.aliases)}
    found = {}
    try:
        row = releases.row(keras_version or NEWEST_KERAS)
        for function in stated.notation.functions.values():
            name = given.get(function.name)
            if function.name not in given:
                name = function.default
                if of_keras and hasattr(row, function.name):
                    name = releases.default(function.name, keras_version or NEWEST_KERAS)
            meant = releases.activation(function.name, name, keras_version or NEWEST_KERAS)
            arguments.elementwise(function.name, meant)
            found[function.name] = by_name[meant]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return found


def runtime(module: str = "") -> Any:
    """The printed package of this release, or an error that says how to get it."""
    try:
        found = importlib.import_module(f"lstm_numpy.{module}".rstrip("."))
        release = getattr(importlib.import_module("lstm_numpy"), "__version__", "unknown")
    except ImportError as error:
        raise click.ClickException(f"{error}; to mend it: {checkout.reinstalled()}") from None
    if release != __version__:
        said = f"lstm_numpy is of release {release}, lstm-sym of {__version__}"
        raise click.ClickException(f"{said}; to mend it: {checkout.reinstalled()}")
    return found
