"""What a cell of one unit can be set to do: weights, a sequence that shows it, and two charts."""

import math
from typing import ClassVar, TypeAlias

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.manifest.read import Manifest
from lstm_sym.sphinx import tables
from lstm_sym.sphinx.boxes import in_books
from lstm_sym.sphinx.charts import Axes, Line, chart, legend
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.steps import steps

SEQUENCE = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0)
#: Weights by kind of array and by gate; c is the candidate, whatever a formulation calls it.
Sliders: TypeAlias = dict[str, dict[str, float]]
USUAL: Sliders = {
    "input": {"i": 3.0, "c": 2.0},
    "recurrent": {"o": 1.0, "c": 0.5},
    "bias": {"i": -1.0, "f": 2.0, "o": 1.0},
    "peephole": {"i": 0.2, "f": 0.2, "o": 0.2},
}
# The input gate opens at a 1 alone, and what is in the cell stays there.
KEEPING: Sliders = {"input": {"i": 6.0, "c": 2.0}, "bias": {"i": -3.0, "f": 6.0, "o": 6.0}}
#: What a cell of one unit can do, with a sequence that shows it; the page begins with the first.
PRESETS: dict[str, tuple[Sliders, tuple[float, ...]]] = {
    "add up what comes in": (USUAL, SEQUENCE),
    "remember a 1": (KEEPING, (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    "count the 1s": (
        {**KEEPING, "input": {"i": 6.0, "c": 6.0}},
        (0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0),
    ),
    "forget at a -1": (
        {"input": {"i": 6.0, "f": 6.0, "c": 2.0}, "bias": {"i": -3.0, "f": 3.0, "o": 6.0}},
        (0, 1, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0),
    ),
}

KINDS = {"kernel": "input", "recurrent_kernel": "recurrent", "bias": "bias"}
CHARTS = {
    "Gates over time": ("i_t", "f_t", "o_t"),
    "Input and states over time": ("x_t", "h_t", "c_t"),
}
STYLES = {"x_t": 5, "i_t": 1, "f_t": 2, "o_t": 3, "h_t": 1, "c_t": 2}


def over_time(manifest: Manifest, preset: str) -> dict[str, list[float]]:
    """Every quantity of Keras's cell at each timestep, as `lstm_numpy` computes it."""
    sliders, sequence = PRESETS[preset]
    gates = manifest.formulation["keras"].gates
    arrays = {
        name: [sliders.get(kind, {}).get(gate, 0.0) for gate in gates]
        for name, kind in KINDS.items()
    }
    given = {name: row if name == "bias" else [row] for name, row in arrays.items()}
    taken = list(steps({"sequences": [[[float(x)] for x in sequence]], **given}))
    return {name: [round(float(one.values[name].item()), 6) for one in taken] for name in STYLES}


class ShowUnit(FromManifest):
    """``{lstm:unit} remember a 1``: one unit of Keras's cell that is set to do this, over time."""

    required_arguments = 1
    final_argument_whitespace: ClassVar = True

    def run(self) -> list[Node]:
        """Its gates in one chart, its input and states in another."""
        preset = self.arguments[0]
        if preset not in PRESETS:
            self.warn(f"unknown preset {preset!r}, expected one of {', '.join(PRESETS)}", "unknown")
            return []
        self.manifest.equations("keras")  # the charts change when one of these does
        values = over_time(self.manifest, preset)
        name = f"unit-{nodes.make_id(preset)}"
        meant = {
            code: symbol.meaning.removesuffix(" at timestep t")
            for code in STYLES
            if (symbol := self.find("symbol", f"keras.{code}"))
        }
        drawn = "".join(
            figure(f"{name}-{place}", title, preset, {one: values[one] for one in shown}, meant)
            for place, (title, shown) in enumerate(CHARTS.items())
        )
        rows = [
            tables.cells([tables.text(f"{t}"), *(tables.text(f"{value:.3f}") for value in row)])
            for t, row in enumerate(zip(*values.values(), strict=True), 1)
        ]
        table = tables.table(["t", *values], rows, "lstm-numbers")
        html = f'<div class="lstm-panels">{drawn}</div>'
        return [nodes.raw("", html, format="html"), in_books(table)]


def figure(
    name: str, title: str, preset: str, values: dict[str, list[float]], meant: dict[str, str]
) -> str:
    """A chart below its heading, and the names of its lines."""
    steps = range(1, len(next(iter(values.values()))) + 1)
    every = [value for line in values.values() for value in line]
    low, high = math.floor(min(0, *every)), math.ceil(max(every))
    lines = [
        Line(f"{one} {meant[one]}", STYLES[one], [list(enumerate(line, 1))], dots=True)
        for one, line in values.items()
    ]
    axes = Axes((1, len(steps)), (low, high), steps, range(low, high + 1))
    ends = ", ".join(f"{one} ends at {line[-1]:.2f}" for one, line in values.items())
    said = f"One unit set to {preset}, over {len(steps)} timesteps: {ends}."
    svg = chart(name, f"{title}: {preset}", said, axes, lines)
    return f"<figure><figcaption>{title}</figcaption>{svg}{legend(lines)}</figure>"
