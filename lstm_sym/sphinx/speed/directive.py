"""``{lstm:speed} results/bench.json``: one view of what `lstm-sym bench` recorded."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.sphinx.boxes import folded
from lstm_sym.sphinx.record import FromRecord
from lstm_sym.sphinx.speed import tables
from lstm_sym.sphinx.speed.bars import Bar, bars
from lstm_sym.sphinx.speed.curves import curves
from lstm_sym.sphinx.speed.recorded import TITLES, Race, Recorded, names, of, time
from lstm_sym.sphinx.speed.targets import targets

GRIDS = ("timesteps", "units")
OURS = ("lstm_c", "lstm_c_eight", "lstm_c_bfloat16", "lstm_numpy")


class ShowSpeed(FromRecord):
    """The machine, the bars or times of the rows, a growth curve, or the project's own times.

    A long table opens on a click on the words of ``:fold:``.
    """

    holds = "times"
    option_spec: ClassVar = {
        "show": lambda word: directives.choice(word, tuple(VIEWS)),
        "threads": directives.positive_int,
        "fold": directives.unchanged_required,
    }

    def shown(self, stated: Any) -> list[Node]:
        """The view."""
        view = VIEWS[self.options.get("show", "rows")]
        made = view(of(stated), self.options.get("threads", 1))
        return folded(self.options.get("fold"), *made)


def bar_charts(recorded: Recorded, threads: int) -> Iterator[Node]:
    """One chart a row."""
    figures = [
        figure(race.said, drawn)
        for place, race in enumerate(recorded.chosen("rows", threads), 1)
        if (drawn := bar_chart(race, f"speed-{threads}-{place}"))
    ]
    yield nodes.raw("", f'<div class="lstm-panels">{"".join(figures)}</div>', format="html")


def bar_chart(race: Race, name: str) -> str:
    """The contenders of a race; nothing without a peer to compare with."""
    shown: list[Bar] = []
    for contender in TITLES:
        ratio, least = race.of(contender, "times_best_peer"), race.microseconds(contender)
        if ratio is not None and least is not None:
            shown.append(Bar(TITLES[contender], ratio, time(least), contender in OURS))
    said = ", ".join(f"{bar.name} {bar.time}, {bar.ratio:.2f}" for bar in shown)
    title = f"Speed with {race.said}"
    description = f"Time of a call, and speed as a multiple of the best peer's: {said}."
    return bars(name, title, description, shown) if shown else ""


def growth(grid: str) -> Callable[[Recorded, int], Iterator[Node]]:
    """The view of times that grow."""

    def view(recorded: Recorded, threads: int) -> Iterator[Node]:
        races = recorded.chosen(grid, threads)
        drawn = curves(grid, races, names(races))
        yield nodes.raw("", f'<div class="lstm-growth">{drawn}</div>', format="html")

    return view


def figure(caption: str, drawn: str) -> str:
    return f"<figure><figcaption>{caption}</figcaption>{drawn}</figure>"


VIEWS: dict[str, Callable[[Recorded, int], Iterator[Node]]] = {
    "machine": tables.machine,
    "bars": bar_charts,
    "rows": tables.times("rows"),
    "sizes": tables.times("sizes"),
    "layers": tables.times("layers", tables.OF_LAYER, tables.OF_SIZES),
    "targets": targets,
    "all": tables.everything,
    "project": tables.project,
    **{grid: growth(grid) for grid in GRIDS},
    **{f"{grid}-times": tables.growing(grid) for grid in GRIDS},
}
