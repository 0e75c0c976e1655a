"""What ``lstm-sym diff`` prints."""

from collections.abc import Iterable
from difflib import get_close_matches

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lstm_numpy.releases import activation, row
from lstm_sym.diff import releases
from lstm_sym.diff.effect import EffectError, effect
from lstm_sym.diff.equations import Pair, pairs
from lstm_sym.diff.layouts import layouts
from lstm_sym.diff.options import options
from lstm_sym.equations import FORMULATIONS
from lstm_sym.roles import Roles


class Named:
    """A formulation by its name: ``pytorch``, or ``keras@2.2.4`` with the defaults of a release."""

    def __init__(self, name: str) -> None:
        """Raises a usage error for an unknown name or release."""
        self.name = name
        stem, at, self.release = name.partition("@")
        known = {f.name: f for f in FORMULATIONS}
        if stem not in known:
            close = get_close_matches(stem, known, 3, 0.5)
            hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(known)}"
            raise click.UsageError(f"there is no formulation {stem!r}; {hint}")
        if at and stem != "keras":
            raise click.UsageError(f"{name!r}: only keras has releases, as in keras@2.2.4")
        self.roles = Roles(known[stem], self._functions() if at else {})

    def _functions(self) -> dict[str, str]:
        try:
            default = row(self.release).recurrent_activation
            meant = activation("recurrent_activation", default, self.release)
        except ValueError as error:
            raise click.UsageError(f"{self.name!r}: {error}") from None
        return {"recurrent_activation": str(meant)}


def diff(first: str, second: str) -> None:
    """Print every difference of two formulations, then how far their results are apart."""
    one, other = Named(first), Named(second)
    # A pipe has no width of its own.
    console = Console(highlight=False, width=None if Console().is_terminal else 120)
    console.print(f"[bold]{escape(first)}[/]: {one.roles.formulation.title}")
    console.print(f"[bold]{escape(second)}[/]: {other.roles.formulation.title}\n")
    of_equations(console, one, other, list(pairs(one.roles, other.roles)))
    heads = ("", first, second)
    table(console, "Options and their defaults", heads, options(one.roles, other.roles))
    stored = [
        (*texts, "" if same else "differ") for *texts, same in layouts(one.roles, other.roles)
    ]
    rows = stored if any(row[-1] for row in stored) else []
    table(console, "How the weights are stored", (*heads, ""), rows)
    if one.release and other.release:
        changed = releases.defaults(one.release, other.release)
        table(console, "What the releases mean", heads, changed)
        notes = releases.notes(one.release, other.release)
        table(console, "What changed in between", ("since", ""), notes)
        effects = releases.effects(one.release, other.release)
        table(console, "Largest difference on seeded inputs", ("layer", "outputs"), effects)
        return
    of_results(console, one, other)


def of_equations(console: Console, one: Named, other: Named, found: list[Pair]) -> None:
    """The equations of each role that differs, the terms that only one has marked."""
    console.print("[bold]Equations of a timestep[/]")
    width = max(len(one.name), len(other.name))
    same = [pair.role for pair in found if pair.same]
    console.print(f"  the same, but for names: {', '.join(same) or 'none'}")
    for pair in found:
        if pair.same:
            continue
        console.print(f"\n  [bold]{pair.role}[/] {f'({pair.note})' if pair.note else ''}".rstrip())
        for named, side in ((one, pair.one), (other, pair.other)):
            shown = escape(side.text) if side else "[dim]has none[/]"
            console.print(f"    {escape(named.name):{width}}  {shown}")
        for named, side, colour in ((one, pair.one, "red"), (other, pair.other, "green")):
            for term in side.own_terms if side else ():
                console.print(f"    [{colour}]only {escape(named.name)}: {escape(term)}[/]")
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
