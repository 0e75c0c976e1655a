"""The picture of one equation: a tree whose lines are all straight.

Every leaf has a row. What has several inputs is as tall as they reach, so that each enters it at
its own height.
"""

from collections.abc import Sequence

from lstm_sym.sphinx.diagram.geometry import (
    GAP,
    HEIGHT,
    MARGIN,
    ROUND,
    Box,
    Picture,
    box_of,
)
from lstm_sym.sphinx.diagram.graph import Node, walk
from lstm_sym.sphinx.diagram.layout import Layout
from lstm_sym.sphinx.diagram.routes import Route

ROW = 40


def tree(results: Sequence[Node]) -> tuple[Layout, Picture]:
    """The nodes in order and their picture."""
    nodes = list(walk(results))
    place = {id(node): index for index, node in enumerate(nodes)}
    layout = Layout(nodes, [[place[id(one)] for one in node.inputs] for node in nodes])
    boxes = [box_of(node.kind, node.label) for node in nodes]
    bottom = _heights(layout, boxes)
    right = _columns(layout, boxes)
    edges = []
    for target, inputs in enumerate(layout.inputs):
        for source in inputs:
            one, other = boxes[source], boxes[target]
            ends = [(one.right, one.y), (other.left, one.y)]
            edges.append((Route(source, target, "straight"), ends))
    return layout, Picture(boxes, edges, {}, right + MARGIN, bottom + MARGIN)


def _heights(layout: Layout, boxes: list[Box]) -> float:
    """Give every box its height; leaves come one below the other."""
    low = MARGIN + HEIGHT / 2
    for box, inputs in zip(boxes, layout.inputs, strict=True):
        if not inputs:
            box.y, low = low, low + ROW
            continue
        first, last = boxes[inputs[0]].y, boxes[inputs[-1]].y
        box.y = (first + last) / 2
        box.height += last - first
    return low - ROW + HEIGHT / 2


def _columns(layout: Layout, boxes: list[Box]) -> float:
    """Put every box right before the one that it goes to."""
    column = dict.fromkeys(range(len(boxes)), 0)
    for node, inputs in enumerate(layout.inputs):
        column[node] = max((column[one] + 1 for one in inputs), default=0)
    for node in reversed(range(len(boxes))):
        for one in layout.inputs[node]:
            column[one] = column[node] - 1
    x = float(MARGIN)
    for place in range(max(column.values()) + 1):
        here = [boxes[node] for node, c in column.items() if c == place]
        wide = max((box.width for box in here), default=ROUND)
        for box in here:
            box.x = x + wide / 2
        x += wide + GAP
    return x - GAP
