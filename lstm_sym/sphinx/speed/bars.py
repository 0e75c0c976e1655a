"""How fast each contender is on one problem: the longer the bar the faster, the best peer at 1.

The numbers have a column of their own, which the line at 1 does not reach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from lstm_sym.sphinx.charts import framed

WIDTH, NAMES, SAID, LINE, TOP = 350, 132, 110, 18, 4


@dataclass(frozen=True)
class Bar:
    """A name, how often it is as fast as the best peer, its time, and whether it is ours."""

    name: str
    ratio: float
    time: str
    ours: bool


def bars(name: str, title: str, description: str, given: Iterable[Bar]) -> str:
    """An SVG image, whose identifiers begin with ``name``."""
    given = list(given)
    widest = max(1.0, *(bar.ratio for bar in given))
    room = WIDTH - NAMES - SAID
    height = TOP + LINE * len(given) + TOP
    one = NAMES + room / widest
    body = [f'<path class="lstm-grid lstm-zero" d="M{one:.1f} 0V{height}"/>']
    for place, bar in enumerate(given):
        y = TOP + LINE * place
        length = room * bar.ratio / widest
        own = " lstm-own" if bar.ours else ""
        body.append(
            f'<text x="{NAMES - 6}" y="{y + 12}" text-anchor="end">{escape(bar.name)}</text>'
            f'<rect class="lstm-bar{own}" x="{NAMES}" y="{y + 2}" width="{length:.1f}" '
            f'height="{LINE - 5}"/>'
            f'<text x="{WIDTH - 2}" y="{y + 12}" text-anchor="end">'
            f"{bar.ratio:.2f} × ({escape(bar.time)})</text>"
        )
    return framed(name, title, description, (WIDTH, height), body)
