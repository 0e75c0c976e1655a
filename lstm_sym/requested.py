"""The targets that `generate --target` prints, and nothing else does.

A target says its language (`LANGUAGE`), what it prints of a formulation or that it serves
it not (`of_formulation`), what of that it leaves out (`lacking`), and what belongs to no
formulation (`of_all`).
"""

from collections.abc import Iterator
from functools import cache
from pkgutil import resolve_name
from typing import Any

from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest.write import ABOUT, signed
from lstm_sym.notation import Formulation
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.paper.formulation import written_in

#: The modules by the targets' names, and what in a module is a target where several are.
TARGETS = {
    "c": "lstm_sym.targets.c.alone",
    "c-eight": "lstm_sym.targets.c.alone_fewer:EIGHT",
    "c-bfloat16": "lstm_sym.targets.c.alone_fewer:BFLOAT16",
    "jax": "lstm_sym.targets.jax.source",
}


def target(name: str) -> Any:
    """A target, whose module is imported when it is first asked for."""
    return resolve_name(TARGETS[name])


def render(name: str) -> dict[str, str]:
    """What a target prints from the project's equations, with the manifest of these files."""
    files = dict(target(name).of_all())
    for printed in of_project(name).values():
        files |= printed if isinstance(printed, dict) else {}
    return files | manifest(f"lstm_sym.{name}.manifest.json", "lstm_sym", files)


def left_out(name: str) -> Iterator[str]:
    """The project's formulations that a target does not serve, and why."""
    for formulation, why in of_project(name).items():
        if isinstance(why, str):
            yield f"{formulation} has no form in {target(name).LANGUAGE}: {why}"


def of_cell(name: str, formulation: Formulation, stem: str) -> dict[str, str]:
    """What a target prints from a user's cell, with a manifest named after the cell's file.

    Raises `NotLoweredError`, with an equation's label, where the target does not serve it.
    """
    files: dict[str, str] = target(name).of_formulation(formulation)
    return files | manifest(f"{stem}.{name}.manifest.json", written_in(formulation), files)


@cache
def of_project(name: str) -> dict[str, dict[str, str] | str]:
    """For each formulation its files, or why there are none, with an equation's label."""
    found: dict[str, dict[str, str] | str] = {}
    for formulation in FORMULATIONS:
        try:
            found[formulation.name] = target(name).of_formulation(formulation)
        except NotLoweredError as error:
            found[formulation.name] = str(error)
    return found


def manifest(path: str, source: str, files: dict[str, str]) -> dict[str, str]:
    """The product that names the others, by its path."""
    return {path: signed({"about": ABOUT.format(source)}, files)}
