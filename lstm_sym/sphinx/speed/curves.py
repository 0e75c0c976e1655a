"""How the time of a call grows: both axes logarithmic."""

import math
from collections.abc import Sequence

from lstm_sym.sphinx.charts import Axes, Line, chart, legend
from lstm_sym.sphinx.speed.recorded import TITLES, Race, time

DIGITS = 3


def curves(grid: str, races: Sequence[Race], names: Sequence[str]) -> str:
    """The chart, its legend and the unit of its axes; nothing without races."""
    if not races:
        return ""
    lines = []
    for name in names:
        points = [
            (_log(race.problem[grid]), _log(least / 1e3))
            for race in races
            if (least := race.microseconds(name)) is not None
        ]
        style = list(TITLES).index(name) + 1
        lines.append(Line(TITLES[name], style, [points], dots=True))
    xs = [_log(race.problem[grid]) for race in races]
    ys = [y for line in lines for piece in line.pieces for _, y in piece]
    low, high = math.floor(min(ys)), math.ceil(max(ys))
    every = range(low, high + 1)
    ticks = {x: _short(race.problem[grid]) for x, race in zip(xs, races, strict=True)}
    axes = Axes(
        (xs[0], xs[-1]),
        (low, high),
        xs,
        every,
        height=220,
        names=ticks | {power: _short(10.0**power) for power in every},
    )
    said = "; ".join(f"{TITLES[name]} {_ends(name, races)}" for name in names)
    svg = chart(
        f"speed-{grid}",
        f"Time of a call over {grid}",
        f"Both axes are logarithmic. From {races[0].problem[grid]:,} to "
        f"{races[-1].problem[grid]:,} {grid}: {said}.",
        axes,
        lines,
    )
    caption = f"<figcaption>milliseconds a call, over {grid}</figcaption>"
    return f"<figure>{caption}{svg}{legend(lines)}</figure>"


def _ends(name: str, races: Sequence[Race]) -> str:
    found = [race.microseconds(name) for race in races]
    ends = [time(least) if least is not None else "no time" for least in (found[0], found[-1])]
    return " to ".join(ends)


def _short(number: float) -> str:
    return f"{number / 1000:g}k" if number >= 10_000 else f"{number:g}"


def _log(number: float) -> float:
    return round(math.log10(number), DIGITS)
