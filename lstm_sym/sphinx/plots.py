"""Each activation's value and derivative, drawn from the functions of `lstm_numpy`.

The derivative is taken from the values themselves, by differences to both sides. Where the two
differ, the line is broken; rounding them makes the same bytes on every machine.
"""

from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes

from lstm_sym.manifest.read import Activation
from lstm_sym.sphinx.charts import Axes, Line, Point, chart, legend

STEP, NEAR, DIGITS = 0.05, 1e-6, 4
# How far the window reaches to both sides, and the window; the wide one shows a limit above 3.
NARROW, WIDE = 4.0, 8.0
WINDOWS = {
    NARROW: Axes((-4, 4), (-2, 3), (-4, -2, 0, 2, 4), (-2, -1, 0, 1, 2, 3)),
    WIDE: Axes((-8, 8), (-2, 7), (-8, -4, 0, 4, 8), (-2, 0, 2, 4, 6)),
}
FAR = 100.0
STEEP = 100.0  # no slope, but a jump of the value
# Arguments that have no default: the first is 0.5 and the second 1.
GIVEN = (0.5, 1.0)


def plot(activation: Activation) -> list[nodes.Node]:
    """The chart and its legend; nothing for a function that `lstm_numpy` does not have."""
    import numpy as np

    from lstm_numpy import activations  # here: an extension of other projects goes without NumPy

    function = getattr(activations, activation.name, None)
    if function is None:
        return []
    required = [name for name, about in activation.parameters.items() if about.default is None]
    given = dict(zip(required, GIVEN, strict=False))
    reach = WIDE if 3 < float(function(np.array(FAR), **given)) < WIDE else NARROW
    value, slope = curves(lambda x: function(x, **given), reach)
    lines = [Line("value", 1, value), Line("derivative", 2, slope)]
    words = "".join(f", {name} = {number:g}" for name, number in given.items())
    svg = chart(
        f"plot-{activation.name.replace('_', '-')}",
        f"{activation.name} and its derivative{words}",
        f"The value and the derivative for x from {-reach:g} to {reach:g}. "
        f"{readings(value, slope, reach)}",
        WINDOWS[reach],
        lines,
    )
    html = f'<figure class="lstm-plot">{svg}{legend(lines)}</figure>'
    return [nodes.raw("", html, format="html")]


def curves(
    function: Callable[[Any], Any], reach: float = NARROW
) -> tuple[list[list[Point]], list[list[Point]]]:
    """The pieces of the value and of the derivative."""
    values: list[list[Point]] = [[]]
    slopes: list[list[Point]] = [[]]
    for x, before, here, after in samples(function, reach):
        left, right = (here - before) / NEAR, (after - here) / NEAR
        for steep, beside in ((left, before), (right, after)):
            if abs(steep) > STEEP:
                here = beside if steep == right else here
        jump = max(abs(left), abs(right)) > STEEP
        bend = jump or abs(left - right) > 1e-3
        if jump:
            values[-1].append((x, round(before, DIGITS)))
            values.append([(x, round(after, DIGITS))])
        else:
            values[-1].append((x, round(here, DIGITS)))
        if bend and not jump:
            slopes[-1].append((x, round(left, DIGITS)))
            slopes.append([(x, round(right, DIGITS))])
        elif jump:
            slopes.append([])
        else:
            slopes[-1].append((x, round((left + right) / 2, DIGITS)))
    return values, slopes


def samples(
    function: Callable[[Any], Any], reach: float
) -> Iterator[tuple[float, float, float, float]]:
    """x, and the values a little below it, at it and a little above it."""
    import numpy as np

    count = round(2 * reach / STEP)
    points = [round(k * STEP - reach, 6) for k in range(count + 1)]
    columns = [function(np.array(points) + side) for side in (-NEAR, 0.0, NEAR)]
    for x, *three in zip(points, *(column.tolist() for column in columns), strict=True):
        before, here, after = three
        yield x, before, here, after


def readings(value: list[list[Point]], slope: list[list[Point]], reach: float) -> str:
    """Some values in words, for who does not see the chart."""
    at = {x: y for piece in value for x, y in piece}
    rates = {x: y for piece in slope for x, y in piece}
    said = ", ".join(f"{at[x]:g} at {x:g}" for x in (-reach, 0.0, reach))
    ends = " and ".join(f"{rates[x]:g} at {x:g}" for x in (-reach, reach))
    return f"The value is {said}; the derivative is {ends}."
