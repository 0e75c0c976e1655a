"""How many numbers a cell learns, and how its arrays hold the blocks of the gates."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.manifest.read import Stack, Symbol
from lstm_sym.sphinx.charts import framed
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.tables import cells, table, text

WIDTH, TALL, SIDE, GAP, HEAD = 420, 160, 12, 16, 20  # of the picture and its tallest array
LETTER = 8  # width of one of a name


@dataclass(frozen=True)
class Array:
    """An array of weights: its stack of blocks, its shape in named sizes and in numbers."""

    stack: Stack
    symbol: Symbol
    numbers: tuple[int, ...]

    @property
    def shape(self) -> str:
        """The product of its sizes."""
        return " × ".join(size.replace("*", " · ") for size in self.symbol.shape)

    @property
    def count(self) -> int:
        """How many numbers it holds."""
        return math.prod(self.numbers)


class ShowParameters(FromManifest):
    """``{lstm:parameters} keras``: the arrays of a formulation, how many numbers each holds.

    ``:sizes: input_dim=10 units=32`` gives the named sizes of its shapes numbers. The picture shows
    the blocks of the gates in each array.
    """

    required_arguments = 1
    option_spec: ClassVar = {"sizes": directives.unchanged_required}

    def run(self) -> list[Node]:
        """The picture, then the table with the sum."""
        name = self.arguments[0]
        formulation = self.find("formulation", name)
        if formulation is None:
            return []
        sizes = dict(word.partition("=")[::2] for word in self.options.get("sizes", "").split())
        try:
            arrays = [
                Array(stack, symbol, tuple(evaluated(size, sizes) for size in symbol.shape))
                for stack in formulation.stacks.values()
                for symbol in [self.manifest.find("symbol", f"{name}.{stack.code}")]
            ]
        except (KeyError, ValueError) as error:
            self.warn(f"sizes lacks a number for {error}: write NAME=NUMBER", "sizes")
            return []
        drawn = nodes.raw("", picture(f"parameters-{name}", arrays), format="html")
        return [drawn, counted(arrays)]


def evaluated(size: str, numbers: Mapping[str, str]) -> int:
    """A size such as ``4*units`` as a number; raises KeyError for one that has none."""
    return math.prod(
        int(word) if word.isdigit() else int(numbers[word]) for word in size.split("*")
    )


def counted(arrays: Sequence[Array]) -> nodes.table:
    """A line for each array, and the sum."""
    rows = [
        cells(
            [
                [nodes.literal("", array.stack.code)],
                text(array.shape),
                text("\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}".join(map(str, array.numbers))),
                text(f"{array.count:,}"),
            ]
        )
        for array in arrays
    ]
    shapes = " + ".join(array.shape for array in arrays)
    total = f"{sum(array.count for array in arrays):,}"
    rows.append(cells([text("total"), text(shapes), text(""), text(total)]))
    return table(["array", "shape", "here", "parameters"], rows, "lstm-parameters")


def picture(name: str, arrays: Sequence[Array]) -> str:
    """The arrays, true to scale in units, each block with its gate's letter.

    Matrices that are narrow enough share a row, and so do vectors.
    """
    widest, tallest = (max(1, *(size(array) for array in arrays)) for size in (width, height))
    scale = min((WIDTH - 2 * SIDE) / widest, TALL / tallest)
    body, x, y, row, before = [], float(SIDE), 4.0, 0.0, 0
    for array in arrays:
        code, tall, wide = array.stack.code, max(height(array) * scale, 18), width(array) * scale
        room = max(wide, LETTER * len(code))
        if len(array.numbers) != before or x + room > WIDTH - SIDE:
            x, y, row, before = SIDE, y + row, 0.0, len(array.numbers)
        body.append(f'<text x="{x:.1f}" y="{y + 14:.1f}">{escape(code)}</text>')
        body += blocks(array, x, y + HEAD, tall, wide)
        x, row = x + room + GAP, max(row, HEAD + tall + GAP)
    y += row
    said = "; ".join(f"{a.stack.code}: {', '.join(a.stack.gates)}, {side(a)}" for a in arrays)
    title = "The blocks of the gates in the arrays"
    drawn = framed(name, title, f"{said}.", (WIDTH, y), body, letters=13.5)
    return f'<figure class="lstm-arrays">{drawn}</figure>'


def blocks(array: Array, left: float, top: float, tall: float, wide: float) -> Iterable[str]:
    """The rectangles of an array, one a gate: side by side, or one below the other."""
    gates = array.stack.gates
    down = array.stack.transposed and len(array.numbers) > 1
    for place, gate in enumerate(gates):
        x = left + (0 if down else place * wide / len(gates))
        y = top + (place * tall / len(gates) if down else 0)
        w, h = (wide, tall / len(gates)) if down else (wide / len(gates), tall)
        yield (
            f'<rect class="lstm-block" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/>'
            f'<text x="{x + w / 2:.1f}" y="{y + h / 2 + 4:.1f}" text-anchor="middle">'
            f"{escape(gate)}</text>"
        )


def width(array: Array) -> int:
    return array.numbers[-1]


def height(array: Array) -> int:
    return array.numbers[0] if len(array.numbers) > 1 else 1


def side(array: Array) -> str:
    return "one below the other" if array.stack.transposed else "side by side"
