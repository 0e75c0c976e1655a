"""How far numbers drift with the length of a sequence, drawn from what a command recorded."""

import math
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx.charts import Axes, Line, chart, legend
from lstm_sym.sphinx.record import FromRecord


class ShowDrift(FromRecord):
    """``{lstm:drift} drift.json``: a line for each row of a recorded table, on logarithmic axes.

    The first columns say what a row is of; the heads of the others are numbers of timesteps.
    """

    holds = "results"

    def shown(self, stated: Any) -> list[Node]:
        """The chart and its legend."""
        return [nodes.raw("", drawn(stated), format="html")]


def drawn(stated: Mapping[str, Any]) -> str:
    """The chart of a table as HTML."""
    timesteps = [int(head.replace(",", "")) for head in stated["columns"] if head[0].isdigit()]
    names = [" ".join(row[: -len(timesteps)]) for row in stated["rows"]]
    values = [row[-len(timesteps) :] for row in stated["rows"]]
    lines = [
        Line(
            name, 1 + place, [[*zip(map(math.log10, timesteps), map(math.log10, row), strict=True)]]
        )
        for place, (name, row) in enumerate(zip(names, values, strict=True))
    ]
    low = math.floor(min(math.log10(min(row)) for row in values))
    high = math.ceil(max(math.log10(max(row)) for row in values))
    first, last = math.log10(timesteps[0]), math.log10(timesteps[-1])
    ticks = range(low, high + 1, 2)
    axes = Axes(
        (first, last),
        (low, high),
        [math.log10(number) for number in timesteps],
        list(ticks),
        names={math.log10(number): f"{number:,}" for number in timesteps}
        | {tick: f"1e{tick}".replace("-", "\u2212") for tick in ticks},
    )
    said = "; ".join(
        f"{name}: {row[0]:.0e} after {timesteps[0]}, {row[-1]:.0e} after {timesteps[-1]:,}"
        for name, row in zip(names, values, strict=True)
    )
    svg = chart("plot-drift", "Largest error by number of timesteps", f"{said}.", axes, lines)
    return f'<figure class="lstm-plot">{svg}{legend(lines)}</figure>'
