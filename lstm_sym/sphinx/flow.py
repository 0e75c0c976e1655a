"""How gradients go back: the way from timestep to timestep, and how much of one arrives, measured.

The numbers are those of a run of `lstm_numpy`: the gradient of the sum of the last cell state with
respect to the first one. Rounding them makes the same bytes on every machine.
"""

from functools import cache

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx.boxes import in_books
from lstm_sym.sphinx.charts import Axes, Line, chart, framed, legend
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.unrolled import arrow, text

TIMESTEPS, UNITS, INPUTS = 60, 16, 6
LOWEST, HIGHEST = -8, 4  # powers of ten that are shown
#: The bias of the forget gate, and what the recurrent weights are multiplied with.
RUNS = {
    "forget bias \u22121": (-1.0, 1.0),
    "forget bias 1": (1.0, 1.0),
    "forget bias 5": (5.0, 1.0),
    "forget bias 5, recurrent weights times 10": (5.0, 10.0),
}
STEP, LEFT, WIDE, TALL, TOP = 116, 20, 62, 64, 50
PLACES = ("t\u22121", "t", "t+1")


class ShowFlow(FromManifest):
    """``{lstm:flow}``: what is handed back, drawn, and how much is left over time, charted."""

    def run(self) -> list[Node]:
        """Both; in books the numbers as a sentence."""
        drawn = nodes.raw("", f"{picture()}{charted()}", format="html")
        return [drawn, in_books(nodes.paragraph("", said()))]


@cache
def runs() -> dict[str, list[float]]:
    """The power of ten of what is left after each number of timesteps, by the run's name."""
    import numpy as np

    from lstm_numpy.keras import lstm_gradients

    random = np.random.default_rng(0)
    x = random.normal(size=(1, TIMESTEPS, INPUTS))
    kernel = 0.4 * random.normal(size=(INPUTS, 4 * UNITS))
    recurrent = 0.1 * random.normal(size=(UNITS, 4 * UNITS))
    start = (np.zeros((1, UNITS)), np.zeros((1, UNITS)))
    found: dict[str, list[float]] = {}
    for name, (forget, factor) in RUNS.items():
        bias = np.zeros(4 * UNITS)
        bias[UNITS : 2 * UNITS] = forget
        found[name] = [0.0]
        for steps in range(1, TIMESTEPS + 1):
            gradients = lstm_gradients(
                x[:, :steps], kernel, factor * recurrent, bias,
                initial_state=start, state_c=np.ones((1, UNITS)),
            )  # fmt: skip
            left = np.sqrt((gradients.initial_state[1] ** 2).mean())
            found[name].append(round(float(np.log10(left)), 2))
    return found


def said() -> str:
    """What is left at the end of each run."""
    ends = (f"{name}: {10 ** left[-1]:.0e}" for name, left in runs().items())
    return f"Left of a gradient {TIMESTEPS} timesteps back: {'; '.join(ends)}."


def charted() -> str:
    """The chart as HTML; a line ends where it leaves the window."""
    lines = [
        Line(name, 1 + place, [[*enumerate(map(float, left))]])
        for place, (name, left) in enumerate(runs().items())
    ]
    ticks = [float(power) for power in range(LOWEST, HIGHEST + 1, 2)]
    axes = Axes(
        (0, TIMESTEPS),
        (LOWEST, HIGHEST),
        list(range(10, TIMESTEPS + 1, 10)),
        ticks,
        names={tick: f"1e{tick:g}".replace("-", "\u2212") for tick in ticks}
        | {float(step): str(step) for step in range(10, TIMESTEPS + 1, 10)},
    )
    title = "How much of a gradient is left, by how many timesteps it went back"
    svg = chart("flow-left", title, said(), axes, lines)
    caption = f"<figcaption>{title}</figcaption>"
    return f'<figure class="lstm-plot">{caption}{svg}{legend(lines)}</figure>'


def picture() -> str:
    """Three timesteps, and the two ways of a gradient from each to the one before."""
    width, height = LEFT + STEP * len(PLACES) + 60, TOP + TALL + 50
    way = "gradient of {}: from timestep to timestep before, "
    told = f"{way.format('c')}times the forget gate; {way.format('h')}times the recurrent weights"
    body = []
    for place, t in enumerate(PLACES):
        x = LEFT + 50 + STEP * place
        middle = x + WIDE / 2
        body += [
            f'<rect class="lstm-block" x="{x}" y="{TOP}" width="{WIDE}" height="{TALL}"/>',
            text(middle, TOP + 20, "\u2299 f", t),
            text(middle, TOP + 52, "\u03b4", t),
            arrow(x + STEP - 2, TOP + 16, x + WIDE + 2, TOP + 16),
            arrow(x + STEP - 2, TOP + 48, x + WIDE + 2, TOP + 48),
            arrow(middle, TOP - 26, middle, TOP - 2),
            text(middle, TOP - 30, "G", t),
            arrow(middle, TOP + TALL + 2, middle, TOP + TALL + 24),
            text(middle, TOP + TALL + 40, "x\u0304", t),
        ]
    first = LEFT + 50
    for y, letter in ((TOP + 16, "c\u0304"), (TOP + 48, "h\u0304")):
        body += [arrow(first - 2, y, first - 26, y), text(first - 44, y + 4, letter, "t\u22122")]
    title = "How gradients go back"
    return (
        '<figure class="lstm-arrays"><figcaption>One timestep back, the gradient of c is '
        "multiplied by the forget gate, that of h by the recurrent weights</figcaption>"
        f"{framed('flow', title, f'{told}.', (width, height), body, letters=14)}</figure>"
    )
