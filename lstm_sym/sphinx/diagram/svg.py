"""A picture as SVG text: the theme's colours, the same bytes from the same graph."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import pairwise

from lstm_sym.sphinx.diagram.geometry import LINE, SIZE, Box, Picture, Point
from lstm_sym.sphinx.diagram.graph import Node
from lstm_sym.sphinx.diagram.labels import tspans
from lstm_sym.sphinx.diagram.layout import Layout
from lstm_sym.sphinx.diagram.routes import Route
from lstm_sym.sphinx.marks import Name

BEND = 6  # radius of a corner
ROUND = ("given", "number", "result", "operator")  # the kinds whose boxes have round ends
HEAD = 7  # length of an arrow's head

#: Address and spoken name of the equation with a full name; None where there is no address.
Link = Callable[[str], tuple[str, str] | None]
#: All points of an edge, those that no edge before it has drawn, and whether it is the highway.
Way = tuple[list[Point], list[Point], bool]


def svg(
    name: str,
    title: str,
    description: str,
    layout: Layout,
    drawn: Picture,
    link: Link,
    facts: Mapping[str, Name],
) -> str:
    """The graph drawn; identifiers begin with ``name``, and symbols say their ``facts``."""
    lines = "".join(_edges(layout, drawn))
    parts = "".join(_parts(layout, drawn, link, facts))
    width, height = _number(drawn.width), _number(drawn.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lstm-graph" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="group" '
        f'style="--lstm-wide:{drawn.width:.0f}px" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{lines}{parts}</svg>'
    )


def _edges(layout: Layout, drawn: Picture) -> Iterable[str]:
    for ways, dots in branches(layout, drawn):
        for points, new, highway in ways:
            kind = " lstm-highway" if highway else ""
            yield f'<path class="lstm-edge{kind}" d="{_path(new, dots)}"/>'
            yield f'<path class="lstm-head{kind}" d="{_head(points)}"/>'
        top = [points for points, _, highway in ways if highway]
        for dot in sorted(dots):
            kind = " lstm-highway" if any(_passes(dot, way) for way in top) else ""
            x, y = (_number(value) for value in dot)
            yield f'<circle class="lstm-junction{kind}" cx="{x}" cy="{y}" r="3.5"/>'


def branches(layout: Layout, drawn: Picture) -> Iterator[tuple[list[Way], set[Point]]]:
    """What leaves each node: its ways, and the points where they part."""
    for source in sorted({route.source for route, _ in drawn.edges}):
        edges = [
            (_on_highway(layout, r), points) for r, points in drawn.edges if r.source == source
        ]
        # The highway first: what it shares with others is its own.
        edges.sort(key=lambda edge: not edge[0])
        every = [points for _, points in edges]
        dots = junctions(every)
        yield (
            [
                (points, _further(points, dots, every[:place]), highway)
                for place, (highway, points) in enumerate(edges)
            ],
            dots,
        )


def _further(points: list[Point], dots: set[Point], before: list[list[Point]]) -> list[Point]:
    """The part of an edge that no other of the same value has drawn."""
    for place in reversed(range(1, len(points))):
        one, other = points[place - 1], points[place]
        between = [dot for dot in dots if _lies_between(dot, one, other) and dot != other]
        for dot in sorted(between, key=lambda dot: _distance(dot, other)):
            if any(_passes(dot, way) for way in before):
                return [dot, *points[place:]]
    return points


def _passes(point: Point, way: list[Point]) -> bool:
    return any(_lies_between(point, *pair) for pair in pairwise(way))


def _on_highway(layout: Layout, route: Route) -> bool:
    """Whether an edge is of the state that the cell hands on."""
    steps = pairwise(layout.highway)
    return (route.source, route.target) in set(steps)


def junctions(ways: list[list[Point]]) -> set[Point]:
    """Where the edges of one value part."""
    corners = {point for points in ways for point in points[:-1]}
    return {corner for corner in corners if len(_directions(corner, ways)) > 2}


def _directions(point: Point, ways: list[list[Point]]) -> set[tuple[int, int]]:
    found = set()
    for points in ways:
        for one, other in pairwise(points):
            if _lies_between(point, one, other):
                found |= {_direction(point, end) for end in (one, other) if end != point}
    return found


def _lies_between(point: Point, one: Point, other: Point) -> bool:
    return all(min(a, b) <= c <= max(a, b) for a, b, c in zip(one, other, point, strict=True))


def _direction(one: Point, other: Point) -> tuple[int, int]:
    x, y = other[0] - one[0], other[1] - one[1]
    return (x > 0) - (x < 0), (y > 0) - (y < 0)


def _path(points: list[Point], sharp: set[Point]) -> str:
    """Straight lines with round corners, but for those where edges part."""
    x, y = _direction(points[-2], points[-1])
    points = [*points[:-1], (points[-1][0] - x * HEAD, points[-1][1] - y * HEAD)]
    text = f"M{_at(points[0])}"
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        if point in sharp:
            text += f"L{_at(point)}"
            continue
        reach = [min(BEND, _distance(point, end) / 2) for end in (before, after)]
        (x1, y1), (x2, y2) = _direction(point, before), _direction(point, after)
        start = (point[0] + x1 * reach[0], point[1] + y1 * reach[0])
        end = (point[0] + x2 * reach[1], point[1] + y2 * reach[1])
        text += f"L{_at(start)}Q{_at(point)} {_at(end)}"
    return text + f"L{_at(points[-1])}"


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _head(points: list[Point]) -> str:
    (x, y), (dx, dy) = points[-1], _direction(points[-2], points[-1])
    back = (x - dx * (HEAD + 1), y - dy * (HEAD + 1))
    half = HEAD / 2
    left = (back[0] - dy * half, back[1] - dx * half)
    right = (back[0] + dy * half, back[1] + dx * half)
    return f"M{_at((x, y))}L{_at(left)}L{_at(right)}Z"


def _parts(layout: Layout, drawn: Picture, link: Link, facts: Mapping[str, Name]) -> Iterable[str]:
    """The nodes; those of one equation are one link to it."""
    together: dict[str, list[int]] = {}
    for place, node in enumerate(layout.nodes):
        together.setdefault(node.equation, []).append(place)
    for equation, members in together.items():
        content = "".join(_node(layout.nodes[n], drawn.boxes[n], facts) for n in members)
        content += "".join(
            _name(layout.nodes[n], drawn, n, facts) for n in members if n in drawn.names
        )
        address = link(equation) if equation else None
        if address:
            # A title, not a label: a label that is not the text that is seen keeps voices out.
            href, spoken = (escape(text, quote=True) for text in address)
            yield f'<a class="lstm-part" href="{href}"><title>{spoken}</title>{content}</a>'
        else:
            yield f'<g class="lstm-part">{content}</g>'


def _node(node: Node, box: Box, facts: Mapping[str, Name]) -> str:
    corner = min(box.width, box.height) / 2 if node.kind in ROUND else 6
    shape = (
        f'<rect x="{_number(box.left)}" y="{_number(box.top)}" width="{_number(box.width)}" '
        f'height="{_number(box.height)}" rx="{_number(corner)}"/>'
    )
    first = box.y - (len(box.lines) - 1) * LINE / 2 + SIZE * 0.32
    text = "".join(
        _text(line, box.x, first + place * LINE, "middle", SIZE)
        for place, line in enumerate(box.lines)
    )
    symbol = _said(node.symbol, facts) if node.kind in ("given", "result") else ""
    return f'<g class="lstm-node lstm-node-{node.kind}"{symbol}>{shape}{text}</g>'


def _name(node: Node, drawn: Picture, place: int, facts: Mapping[str, Name]) -> str:
    symbol, anchor = _said(node.symbol, facts), "end" if drawn.mirrored else "start"
    text = _text(node.name, *drawn.names[place], anchor, SIZE)
    return f'<g class="lstm-name"{symbol}>{text}</g>'


def _said(symbol: str, facts: Mapping[str, Name]) -> str:
    """The attributes from which the page's script says what a symbol is."""
    said = {"sym": symbol}
    if symbol in facts:
        name = facts[symbol]
        said |= {"says": name.meaning, "shape": name.shape, "code": name.code}
    shown = "".join(f' data-{key}="{escape(value, quote=True)}"' for key, value in said.items())
    return shown if symbol else ""


def _text(latex: str, x: float, y: float, anchor: str, size: float) -> str:
    place = f'x="{_number(x)}" y="{_number(y)}"'
    return f'<text {place} text-anchor="{anchor}">{tspans(latex, size)}</text>'


def _at(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
