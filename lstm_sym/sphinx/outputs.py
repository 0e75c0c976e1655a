"""The three tensors of the Keras layer, drawn over time from a real run of `lstm_numpy`."""

import math

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx import tables
from lstm_sym.sphinx.boxes import in_books
from lstm_sym.sphinx.charts import Axes, Line, chart, legend
from lstm_sym.sphinx.directive import FromManifest

UNITS, TIMESTEPS, FEATURES, SEED = 2, 10, 3, 7
DIGITS = 6  # the same on every machine


class ShowOutputs(FromManifest):
    """``{lstm:outputs}``: lstm_output and state_h in one chart, the cell state in another."""

    def run(self) -> list[Node]:
        """Two charts side by side."""
        self.manifest.equations("keras")  # the charts change when one of these does
        h, c = states()
        values = [value for line in (*h, *c) for value in line]
        low, high = math.floor(min(values)), math.ceil(max(values))
        steps = range(1, TIMESTEPS + 1)
        axes = Axes((1, TIMESTEPS), (low, high), steps, range(low, high + 1))
        output = [line(f"lstm_output[0, :, {unit}]", unit, values) for unit, values in enumerate(h)]
        cell = [line(f"c_t of unit {unit}", unit, values) for unit, values in enumerate(c)]
        ends = [", ".join(f"{line[-1]:.3f}" for line in lines) for lines in (h, c)]
        html = (
            '<div class="lstm-panels">'
            + figure(
                "outputs-h",
                "<code>lstm_output</code>, shape (1, 10, 2); ringed: <code>state_h</code> = "
                "<code>lstm_output[:, -1]</code>",
                "lstm_output over ten timesteps, and state_h, its last entry",
                f"Two units over ten timesteps. The last entry is ringed: state_h is {ends[0]}.",
                axes,
                output,
            )
            + figure(
                "outputs-c",
                "the cell state; ringed: <code>state_c</code>, shape (1, 2), the only part that "
                "is returned",
                "The cell state over ten timesteps, and state_c, its last value",
                f"Two units over ten timesteps. Only the last is returned: state_c is {ends[1]}.",
                axes,
                cell,
            )
            + "</div>"
        )
        return [nodes.raw("", html, format="html"), in_books(numbers(h, c))]


def numbers(h: list[list[float]], c: list[list[float]]) -> nodes.table:
    """The same in numbers: a row for each timestep, in each cell a number for each unit."""
    rows = [
        tables.cells([tables.text(f"{t}"), *(tables.text(_vector(units)) for units in values)])
        for t, values in enumerate(zip(zip(*h, strict=True), zip(*c, strict=True), strict=True), 1)
    ]
    return tables.table(["t", "lstm_output[:, t - 1]", "cell state"], rows, "lstm-outputs")


def _vector(units: tuple[float, ...]) -> str:
    return ", ".join(f"{value:.3f}" for value in units)


def figure(
    name: str, caption: str, title: str, description: str, axes: Axes, lines: list[Line]
) -> str:
    """A chart below its caption, and the names of its lines."""
    svg = chart(name, title, description, axes, lines)
    return f"<figure><figcaption>{caption}</figcaption>{svg}{legend(lines)}</figure>"


def line(label: str, unit: int, values: list[float]) -> Line:
    points = [(t, value) for t, value in enumerate(values, 1)]
    return Line(label, unit + 1, [points], dots=True, ring=True)


def states() -> tuple[list[list[float]], list[list[float]]]:
    """h and c of each unit at every timestep, of seeded weights and inputs."""
    import numpy as np  # here: an extension of other projects goes without NumPy

    from lstm_numpy import LSTM

    random = np.random.RandomState(SEED)
    layer = LSTM(
        UNITS, return_sequences=True, return_state=True, unroll=True, keras_version="2.2.4"
    )
    shapes = ((FEATURES, 4 * UNITS), (UNITS, 4 * UNITS), (4 * UNITS,))
    layer.set_weights([random.normal(size=shape) for shape in shapes])
    x = random.normal(size=(1, TIMESTEPS, FEATURES))
    output, _, _ = layer(x)
    cells = np.array([layer(x[:, :t])[2][0] for t in range(1, TIMESTEPS + 1)])
    h, c = output[0].T.round(DIGITS), cells.T.round(DIGITS)
    return h.tolist(), c.tolist()
