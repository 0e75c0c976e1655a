"""Keras's layer over time: a copy of the cell for each timestep, and which values are returned."""

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx.boxes import in_books
from lstm_sym.sphinx.charts import framed
from lstm_sym.sphinx.directive import FromManifest

STEP, LEFT, WIDE, TALL = 76, 54, 46, 40  # of a timestep, before the first, and of a cell's box
TOP = 78  # of the boxes
TIMES = ("1", "2", "", "T")  # the empty one is all between
RETURNED = ("lstm_output", "state_h", "state_c")


class ShowUnrolled(FromManifest):
    """``{lstm:unrolled}``: the cells of Keras's layer side by side, its three outputs named."""

    def run(self) -> list[Node]:
        """The picture; in books the meanings of the outputs."""
        meant = {}
        for code in RETURNED:
            symbol = self.find("symbol", f"keras.{code}")
            if symbol is None:
                return []
            meant[code] = symbol.meaning
        said = "; ".join(f"{code}: {words}" for code, words in meant.items())
        drawn = nodes.raw("", picture(said), format="html")
        return [drawn, in_books(nodes.paragraph("", said))]


def picture(said: str) -> str:
    """The layer as SVG; ``said`` describes it."""
    width, height = LEFT + STEP * len(TIMES) + 102, TOP + TALL + 62
    middle = TOP + TALL / 2
    body = [
        text(LEFT - 42, middle - 10, "h", "0"),
        text(LEFT - 42, middle + 18, "c", "0"),
        arrow(LEFT - 28, middle, LEFT - 2, middle),
    ]
    for place, t in enumerate(TIMES):
        x = LEFT + STEP * place
        if t:
            center = x + WIDE / 2
            body += [
                f'<rect class="lstm-block" x="{x}" y="{TOP}" width="{WIDE}" height="{TALL}"/>',
                f'<text x="{center}" y="{middle + 5}" text-anchor="middle">cell</text>',
                arrow(center, TOP + TALL + 34, center, TOP + TALL + 2),
                text(center, TOP + TALL + 50, "x", t),
                arrow(center, TOP - 2, center, TOP - 24),
                text(center, TOP - 32, "h", t),
            ]
        else:
            body.append(f'<text x="{x + WIDE / 2}" y="{middle + 5}" text-anchor="middle">…</text>')
        body.append(arrow(x + WIDE + 2, middle, x + STEP - 2, middle))
    right, end = LEFT + STEP * (len(TIMES) - 1) + WIDE, LEFT + STEP * len(TIMES)
    output, *states = RETURNED
    body += [
        f'<path class="lstm-brace" d="M{LEFT} {TOP - 50}V{TOP - 56}H{right}V{TOP - 50}"/>',
        _named((LEFT + right) / 2, TOP - 62, output, "middle"),
        *(
            text(end + 12, middle + place, letter, "T") + _named(end + 34, middle + place, name)
            for place, letter, name in zip((-8, 18), "hc", states, strict=True)
        ),
    ]
    title = "The layer over time"
    drawn = framed("unrolled", title, f"{said}.", (width, height), body, letters=15)
    return f'<figure class="lstm-arrays">{drawn}</figure>'


def text(x: float, y: float, letter: str, index: str) -> str:
    """A symbol with an index."""
    small = f'<tspan font-size="11.5" dy="4">{index}</tspan>'
    return f'<text x="{x}" y="{y}" text-anchor="middle"><tspan>{letter}</tspan>{small}</text>'


def _named(x: float, y: float, name: str, anchor: str = "start") -> str:
    return f'<text class="lstm-returned" x="{x}" y="{y}" text-anchor="{anchor}">{name}</text>'


def arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    """A line with a head, along an axis."""
    heads = {to_x > x: "m-6 -4 6 4 -6 4", to_x < x: "m6 -4 -6 4 6 4", to_y > y: "m-4 -6 4 6 4 -6"}
    head = heads.get(True, "m-4 6 4 -6 4 6")
    return f'<path class="lstm-brace" d="M{x} {y}L{to_x} {to_y}{head}"/>'
