"""What ``lstm-sym diff`` prints."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lstm_numpy import releases as of_keras
from lstm_sym.diff import releases
from lstm_sym.diff.cells import Cell, Row, Stated, of_cells
from lstm_sym.diff.effect import EffectError, effect
from lstm_sym.diff.options import layouts, options
from lstm_sym.diff.trees import PLAIN
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.manifest.tree import tree
from lstm_sym.notation import Formulation
from lstm_sym.roles import Roles
from lstm_sym.targets.paper import formulation as paper


class Named:
    """A formulation by its name: ``pytorch``, or ``gru@2.2.4`` with the defaults of a release."""

    def __init__(self, name: str) -> None:
        """Raises a usage error for an unknown name or release."""
        self.name = name
        stem, at, self.release = name.partition("@")
        known = {f.name: f for f in FORMULATIONS}
        if stem not in known:
            close = get_close_matches(stem, known, 3, 0.5)
            hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(known)}"
            raise click.UsageError(f"there is no formulation {stem!r}; {hint}")
        if at and stem not in releases.LAYERS:
            has = ", ".join(releases.LAYERS)
            raise click.UsageError(f"{name!r}: releases have {has}, as in keras@2.2.4")
        self.layer = releases.LAYERS.get(stem)
        self.roles = Roles(known[stem], *(self._defaults(known[stem]) if at else ()))

    def _defaults(self, stated: Formulation) -> tuple[dict[str, str], dict[str, Any]]:
        """The functions and the options that the release has by default."""
        n = stated.notation
        try:
            of_keras.row(self.release)
            functions = {
                f.name: str(releases.default(f.name, self.release))
                for f in n.functions.values()
                if f.name in releases.BY_RELEASE
            }
            options = {
                o.name: releases.default(o.name, self.release)
                for o in stated.cell.options
                if o.name in releases.BY_RELEASE
            }
        except ValueError as error:
            raise click.UsageError(f"{self.name!r}: {error}") from None
        return functions, options


def diff(first: str, second: str) -> None:
    """Print every difference of two formulations, then how far apart their results are."""
    one, other = Named(first), Named(second)
    # A pipe has no width of its own.
    console = Console(highlight=False, width=None if Console().is_terminal else 120)
    console.print(f"[bold]{escape(first)}[/]: {one.roles.formulation.title}")
    console.print(f"[bold]{escape(second)}[/]: {other.roles.formulation.title}\n")
    of_equations(console, one, other, compared(one.roles, other.roles))
    heads = ("", first, second)
    table(console, "Options and their defaults", heads, options(one.roles, other.roles))
    stored = [
        (*texts, "" if same else "differ") for *texts, same in layouts(one.roles, other.roles)
    ]
    stored = stored if any(cells[-1] for cells in stored) else []
    table(console, "How the weights are stored", (*heads, ""), stored)
    if one.layer and one.layer is other.layer and one.release and other.release:
        changed = releases.defaults(one.layer, one.release, other.release)
        table(console, "What the releases mean", heads, changed)
        notes = releases.notes(one.layer, one.release, other.release)
        table(console, "What changed in between", ("since", ""), notes)
        effects = releases.effects(one.layer, one.release, other.release)
        table(console, "Largest difference on seeded inputs", ("layer", "outputs"), effects)
        return
    of_results(console, one, other)


def cell(roles: Roles) -> Cell:
    """The equations of a timestep in plain text, the chosen activations under their names."""
    by_name = {a.name: a for a in ACTIVATIONS}
    chosen = {name: by_name[function] for name, function in roles.functions.items()}
    printer = paper.unicode(roles.formulation, chosen)
    stated = [
        Stated(e.label, e.label, role, paper.equation(printer, e), tree(printer, e))
        for role, e in roles.equations.items()
    ]
    return Cell(stated, {s.name: role for s, role in roles.names.items()} | roles.functions)


def compared(one: Roles, other: Roles) -> list[Row]:
    """The equations of both cells, role by role."""
    return of_cells(cell(one), cell(other), PLAIN)


def of_equations(console: Console, one: Named, other: Named, found: list[Row]) -> None:
    """The equations of each role that differs, and the parts that only one has."""
    console.print("[bold]Equations of a timestep[/]")
    width = max(len(one.name), len(other.name))
    same = [row.title for row in found if row.same]
    console.print(f"  the same except for names: {', '.join(same) or 'none'}")
    for row in found:
        if row.same:
            continue
        console.print(f"\n  [bold]{row.title}[/]")
        sides = ((one.name, row.one, "red"), (other.name, row.other, "green"))
        for name, side, _ in sides:
            for text in [e.text for e in side.equations] if side else ["[dim]has none[/]"]:
                console.print(f"    {escape(name):{width}}  {escape(text) if side else text}")
        for name, side, colour in sides:
            for mark in side.marks if side and row.one and row.other else ():
                if mark.shown:
                    console.print(f"    [{colour}]only {escape(name)}: {escape(mark.shown)}[/]")
    console.print()


def of_results(console: Console, one: Named, other: Named) -> None:
    """How far the results are apart, and on which weights."""
    console.print("[bold]Largest difference of the outputs on seeded inputs[/]")
    try:
        alike = effect(one.roles, other.roles, everything=False)
        drawn = effect(one.roles, other.roles, everything=True)
    except EffectError as error:
        console.print(f"  not comparable: {escape(str(error))}")
        return
    first, second = (set(named.roles.blocks.values()) for named in (one, other))
    console.print(f"  {alike:.1e} with the same weights, mapped gate by gate")
    for named, own in ((one, first - second), (other, second - first)):
        for kind, gates in grouped(own).items():
            console.print(f"    set to do nothing: {kind} of {escape(named.name)} ({gates})")
    if first != second:
        console.print(f"  {drawn:.1e} if those are drawn too")


def grouped(blocks: set[tuple[str, str]]) -> dict[str, str]:
    """Each kind of weights with its gates."""
    found: dict[str, list[str]] = {}
    for kind, gate in sorted(blocks):
        found.setdefault(kind, []).append(gate)
    return {kind: ", ".join(gates) for kind, gates in found.items()}


def table(
    console: Console, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    """A table with its title; where there are no rows, that nothing differs."""
    rows = list(rows)
    if not rows:
        console.print(f"[bold]{title}[/]: the same\n")
        return
    console.print(f"[bold]{title}[/]")
    shown = Table(box=SIMPLE, pad_edge=False)
    for head in heads:
        shown.add_column(escape(head), overflow="fold")
    for cells in rows:
        shown.add_row(*map(escape, cells))
    console.print(shown)
