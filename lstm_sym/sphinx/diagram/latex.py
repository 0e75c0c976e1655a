"""A diagram in LaTeX's own environment ``picture``, which needs no package for upright lines."""

from collections.abc import Iterable
from itertools import pairwise

from lstm_sym.sphinx.diagram.geometry import LINE, Box, Picture, Point
from lstm_sym.sphinx.diagram.graph import Node
from lstm_sym.sphinx.diagram.layout import Layout
from lstm_sym.sphinx.diagram.svg import ROUND, branches

UNIT = 0.6  # points, so that letters are as large as the text's
ODOT = r"\odot"  # how LaTeX calls the sign
WIDEST = 740  # in such units: what is wider is made as wide as the text


def environment(layout: Layout, drawn: Picture) -> str:
    """The graph drawn."""
    lines = [*_edges(layout, drawn), *_nodes(layout, drawn)]
    size = f"({drawn.width:.1f},{drawn.height:.1f})"
    # Measured from above, as in SVG.
    picture = "\n".join(
        [
            rf"\setlength{{\unitlength}}{{{UNIT}pt}}%",
            rf"\begin{{picture}}{size}(0,{-drawn.height:.1f})",
            *lines,
            r"\end{picture}%",
        ]
    )
    if drawn.width > WIDEST:
        picture = f"\\resizebox{{\\linewidth}}{{!}}{{%\n{picture}\n}}"
    return f"\\begin{{center}}\n{picture}\n\\end{{center}}\n"


def _edges(layout: Layout, drawn: Picture) -> Iterable[str]:
    for ways, dots in branches(layout, drawn):
        for _, new, highway in ways:
            width = r"\linethickness{1.2pt}" if highway else r"\thinlines"
            steps = list(pairwise(new))
            for step in steps[:-1]:
                yield width + _line("line", *step)
            yield width + _line("vector", *steps[-1])
        for x, y in sorted(dots):
            yield rf"\put({x:.1f},{-y:.1f}){{\circle*{{6}}}}"


def _line(kind: str, one: Point, other: Point) -> str:
    x, y = other[0] - one[0], one[1] - other[1]
    way = f"({(x > 0) - (x < 0)},{(y > 0) - (y < 0)})"
    return rf"\put({one[0]:.1f},{-one[1]:.1f}){{\{kind}{way}{{{abs(x) + abs(y):.1f}}}}}"


def _nodes(layout: Layout, drawn: Picture) -> Iterable[str]:
    yield r"\thinlines"
    for node, box in zip(layout.nodes, drawn.boxes, strict=True):
        yield _frame(node, box)
        for place, line in enumerate(box.lines):
            y = box.y + (place - (len(box.lines) - 1) / 2) * LINE
            yield rf"\put({box.x:.1f},{-y:.1f}){{\makebox(0,0){{$ {line.replace('⊙', ODOT)} $}}}}"
    for place, (x, y) in sorted(drawn.names.items()):
        name = f"$ {layout.nodes[place].name} $"
        shown = rf"\makebox(0,0)[br]{{{name}}}" if drawn.mirrored else name
        yield rf"\put({x:.1f},{-y:.1f}){{{shown}}}"


def _frame(node: Node, box: Box) -> str:
    size = f"({box.width:.1f},{box.height:.1f})"
    if node.kind in ROUND:
        return rf"\put({box.x:.1f},{-box.y:.1f}){{\oval{size}}}"
    return rf"\put({box.left:.1f},{-box.bottom:.1f}){{\framebox{size}{{}}}}"
