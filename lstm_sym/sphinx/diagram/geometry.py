"""From cells to pixels: boxes, ports, and the lines between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from math import ceil

from lstm_sym.sphinx.diagram.labels import width
from lstm_sym.sphinx.diagram.layout import Layout
from lstm_sym.sphinx.diagram.routes import Route, routes, tracks

SIZE = 16  # of the letters
LINE, HEIGHT, ROUND = 20, 34, 28  # of a line of text, of a box with one line, of an operator
GAP, ROW_GAP, TRACK, MARGIN = 30, 26, 13, 14
LONG, SHORT = 210, 150  # a label that is longer has lines of about the shorter length
PORT = 11  # between two edges that enter the same side

Point = tuple[float, float]


@dataclass
class Box:
    """Where a node is drawn, and its label's lines."""

    x: float
    y: float
    width: float
    height: float
    lines: list[str]

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


@dataclass
class Picture:
    """The boxes of the nodes, the points of each edge, the places of names, and the size."""

    boxes: list[Box]
    edges: list[tuple[Route, list[Point]]]
    names: dict[int, Point]
    width: float = 0
    height: float = 0
    mirrored: bool = False  # its names then end where they are


@dataclass
class _Frame:
    """The middles of columns and rows, and the left end of each channel's tracks."""

    columns: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    channels: list[float] = field(default_factory=list)
    bottom: float = 0
    right: float = 0


def picture(layout: Layout) -> Picture:
    """The layout in pixels."""
    found = routes(layout)
    lanes = tracks(layout, found)
    boxes = [box_of(node.kind, node.label) for node in layout.nodes]
    named = named_nodes(layout)
    frame = _frame(layout, boxes, lanes, named)
    for node, box in enumerate(boxes):
        box.x, box.y = frame.columns[layout.column[node]], frame.rows[layout.row[node]]
    _align_given(layout, boxes, found)
    around = [route.source for route in found if route.form == "around"]
    extra = {source: place for place, source in enumerate(dict.fromkeys(around))}
    edges = []
    for route in found:
        below = frame.bottom + extra.get(route.source, 0) * ROW_GAP
        edges.append((route, _points(layout, boxes, found, lanes, frame, route, below)))
    names = {n: _name_at(layout, boxes[n], n) for n in named}
    height = frame.bottom + len(extra) * ROW_GAP
    return Picture(boxes, edges, names, frame.right + MARGIN, height)


def mirrored(drawn: Picture) -> Picture:
    """The same from right to left, as time runs backwards."""

    def there(point: Point) -> Point:
        return drawn.width - point[0], point[1]

    boxes = [replace(box, x=drawn.width - box.x) for box in drawn.boxes]
    edges = [(route, list(map(there, points))) for route, points in drawn.edges]
    names = {node: there(point) for node, point in drawn.names.items()}
    return Picture(boxes, edges, names, drawn.width, drawn.height, not drawn.mirrored)


def named_nodes(layout: Layout) -> list[int]:
    """The nodes whose value is named beside them; a result says its name itself."""
    return [
        n
        for n, node in enumerate(layout.nodes)
        if node.name
        and not any(layout.nodes[user].symbol == node.symbol for user in layout.users(n))
    ]


def box_of(kind: str, label: str) -> Box:
    """A box of the size that a label needs."""
    lines = [label]
    if kind == "sum" and width(label, SIZE) > LONG:
        lines = broken(label)
    wide = max(width(line, SIZE) for line in lines)
    if kind == "operator":
        return Box(0, 0, ROUND, ROUND, lines)
    least = ROUND if kind in ("given", "number", "result") else HEIGHT
    return Box(0, 0, max(wide + 22, 38), least + (len(lines) - 1) * LINE, lines)


def broken(label: str) -> list[str]:
    """A sum in lines that are about as long as each other; each but the first begins with plus."""
    terms = label.split(" + ")
    count = min(ceil(width(label, SIZE) / SHORT), len(terms))
    ways = [
        [" + ".join(terms[i:j]) for i, j in pairwise((0, *cuts, len(terms)))]
        for cuts in combinations(range(1, len(terms)), count - 1)
    ]
    first, *others = min(ways, key=lambda way: max(width(line, SIZE) for line in way))
    return [first, *(f"+ {line}" for line in others)]


def _frame(
    layout: Layout, boxes: Sequence[Box], lanes: dict[int, list[int]], named: Sequence[int]
) -> _Frame:
    frame, x = _Frame(), float(MARGIN)
    for column in range(max(layout.column.values()) + 1):
        here = [n for n, c in layout.column.items() if c == column]
        sums = [boxes[n] for n in here if layout.nodes[n].kind == "sum"]
        for box in sums:
            box.width = max(one.width for one in sums)
        wide = max((boxes[n].width for n in here), default=0)
        frame.columns.append(x + wide / 2)
        x += wide
        text = max((width(layout.nodes[n].name, SIZE) + 8 for n in here if n in named), default=0)
        used = len(lanes.get(column, []))
        frame.channels.append(x + text + GAP / 2)
        frame.right = x
        x += text + GAP + max(used - 1, 0) * TRACK
    y = float(MARGIN)
    for row in range(max(layout.row.values()) + 1):
        tall = max((boxes[n].height for n, r in layout.row.items() if r == row), default=ROUND)
        frame.rows.append(y + tall / 2)
        y += tall + ROW_GAP
    frame.bottom = y - ROW_GAP + MARGIN
    return frame


def _align_given(layout: Layout, boxes: list[Box], found: list[Route]) -> None:
    """What is given to a box in its row is at the height of its port: a straight line."""
    for node, stated in enumerate(layout.nodes):
        users = [user for user in layout.users(node) if layout.row[user] == layout.row[node]]
        if stated.kind == "given" and layout.row[node] and users:
            boxes[node].y = _port(layout, boxes, found, node, users[0])


def _port(
    layout: Layout, boxes: Sequence[Box], found: list[Route], source: int, target: int
) -> float:
    """The height at which an edge enters its target from the left."""
    left = [r.source for r in found if r.target == target and r.form != "bend"]
    left.sort(key=lambda one: (layout.row[one], one))
    place = left.index(source) - (len(left) - 1) / 2
    step = min(PORT, (boxes[target].height - 8) / max(len(left), 1))
    return boxes[target].y + place * step


def _points(
    layout: Layout,
    boxes: Sequence[Box],
    found: list[Route],
    lanes: dict[int, list[int]],
    frame: _Frame,
    route: Route,
    below: float,
) -> list[Point]:
    """The corners of an edge."""
    one, other = boxes[route.source], boxes[route.target]
    start = (one.right, one.y)
    if route.form == "bend":
        end = other.top if one.y < other.y else other.bottom
        if layout.column[route.source] == layout.column[route.target]:
            return [(one.x, one.bottom if one.y < other.y else one.top), (other.x, end)]
        return [start, (other.x, one.y), (other.x, end)]
    port = _port(layout, boxes, found, route.source, route.target)
    if route.form == "straight":
        return [start, (other.left, port)]

    def track(channel: int) -> float:
        return frame.channels[channel] + lanes[channel].index(route.source) * TRACK

    x = track(route.channel)
    if route.form == "channel":
        return _plain([start, (x, one.y), (x, port), (other.left, port)])
    last = track(layout.column[route.target] - 1)
    return [start, (x, one.y), (x, below), (last, below), (last, port), (other.left, port)]


def _plain(points: list[Point]) -> list[Point]:
    """Without corners that are none."""
    kept = [points[0]]
    for point, after in zip(points[1:], [*points[2:], None], strict=True):
        straight = after and kept[-1][1] == point[1] == after[1]
        if not straight and point != kept[-1]:
            kept.append(point)
    return kept


def _name_at(layout: Layout, box: Box, node: int) -> Point:
    """Above the line that leaves the node, or beside it below a hanging one."""
    if node in layout.hanging:
        return box.x + 6, box.bottom + 15
    return box.right + 4, box.y - 7
