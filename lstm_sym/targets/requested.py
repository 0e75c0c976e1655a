"""The targets that `generate --target` prints, and nothing else does.

A target's module says its language (`LANGUAGE`), what it prints of a formulation or that it serves
it not (`of_formulation`), and what belongs to no formulation (`of_all`).
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from lstm_sym.equations import FORMULATIONS
from lstm_sym.lowering.program import NotLoweredError
from lstm_sym.notation import Formulation
from lstm_sym.products.manifest import ABOUT, signed
from lstm_sym.products.paper import written_in

#: The modules by the targets' names.
TARGETS = {"jax": "lstm_sym.targets.jax.modules"}


def target(name: str) -> ModuleType:
    """The module of a target, which is imported when it is first asked for."""
    return import_module(TARGETS[name])


def render(name: str) -> dict[str, str]:
    """What a target prints from the project's equations, with the manifest of these files."""
    files = dict(target(name).of_all())
    for formulation in FORMULATIONS:
        printed = of_formulation(name, formulation)
        files |= printed if isinstance(printed, dict) else {}
    return files | manifest(f"{name}.manifest.json", "lstm_sym", files)


def of_cell(name: str, formulation: Formulation, stem: str) -> dict[str, str]:
    """What a target prints from a user's cell, with a manifest named after the cell's file.

    Raises `NotLoweredError` where the target does not serve it.
    """
    printed = of_formulation(name, formulation)
    if isinstance(printed, str):
        raise NotLoweredError(f"no form in {target(name).LANGUAGE}: {printed}")
    return printed | manifest(f"{stem}.{name}.manifest.json", written_in(formulation), printed)


def left_out(name: str) -> Iterator[str]:
    """The project's formulations that a target does not serve, and why."""
    for formulation in FORMULATIONS:
        why = of_formulation(name, formulation)
        if isinstance(why, str):
            yield f"{formulation.name} has no form in {target(name).LANGUAGE}: {why}"


@cache
def of_formulation(name: str, formulation: Formulation) -> dict[str, str] | str:
    """The texts by the names of their files, or why there are none, with an equation's label."""
    try:
        return dict(target(name).of_formulation(formulation))
    except NotLoweredError as error:
        return str(error)


def manifest(path: str, source: str, files: dict[str, str]) -> dict[str, str]:
    return {path: signed({"about": ABOUT.format(source)}, files)}
