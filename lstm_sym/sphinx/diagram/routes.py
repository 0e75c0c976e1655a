"""How each edge goes from cell to cell: straight, with one bend, or through a channel.

Edges run in rows and in the channels between two columns, where each value has a track of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lstm_sym.sphinx.diagram.layout import Layout


@dataclass(frozen=True)
class Route:
    """An edge; ``form`` is straight, bend, channel or around.

    With a bend it enters its target from above or below. A channel is named by the column at its
    left; around the graph goes what finds no other way, through two channels.
    """

    source: int
    target: int
    form: str
    channel: int = -1


def routes(layout: Layout) -> list[Route]:
    """A route for every edge."""
    return [route for target in range(len(layout.nodes)) for route in _into(layout, target)]


def _into(layout: Layout, target: int) -> Iterator[Route]:
    column, row, nodes = layout.column, layout.row, layout.nodes
    cells = {(column[n], row[n]) for n in range(len(nodes))}
    c2, r2 = column[target], row[target]

    def clear_row(at: int, left: int, right: int) -> bool:
        return not any((c, at) in cells for c in range(left + 1, right))

    def clear_column(at: int, one: int, other: int) -> bool:
        return not any((at, r) in cells for r in range(min(one, other) + 1, max(one, other)))

    sides: set[bool] = set()
    from_left = []
    for source in layout.inputs[target]:
        c1, r1 = column[source], row[source]
        open_side = nodes[target].kind == "operator" or target in layout.hanging
        corner = c1 == c2 or (clear_row(r1, c1, c2) and (c2, r1) not in cells)
        free = (r1 < r2) not in sides and clear_column(c2, r1, r2)
        if open_side and r1 != r2 and corner and free:
            sides.add(r1 < r2)
            yield Route(source, target, "bend")
        else:
            from_left.append(source)
    for source in from_left:
        c1, r1 = column[source], row[source]
        if r1 == r2 and len(from_left) == 1 and clear_row(r1, c1, c2):
            yield Route(source, target, "straight")
        elif clear_row(r2, c1, c2):
            yield Route(source, target, "channel", c1)
        elif clear_row(r1, c1, c2):
            yield Route(source, target, "channel", c2 - 1)
        else:
            yield Route(source, target, "around", c1)


def tracks(layout: Layout, found: list[Route]) -> dict[int, list[int]]:
    """The values that have a track in each channel, from left to right."""
    used: dict[int, dict[int, set[int]]] = {}
    for route in found:
        if route.form in ("channel", "around"):
            entered = used.setdefault(route.channel, {}).setdefault(route.source, set())
            entered |= {layout.row[route.target]} if route.form == "channel" else set()
        if route.form == "around":
            last = layout.column[route.target] - 1
            entered = used.setdefault(last, {}).setdefault(route.source, set())
            entered.add(layout.row[route.target])
    return {channel: _ordered(layout, channel, users) for channel, users in used.items()}


def _ordered(layout: Layout, channel: int, users: dict[int, set[int]]) -> list[int]:
    """What leaves a row lies to the left of what enters it, so that they share no line."""
    left = sorted(users, key=lambda source: (-layout.row[source], source))
    order: list[int] = []
    while left:
        ready = [
            one for one in left if not any(o != one and layout.row[o] in users[one] for o in left)
        ]
        order.append((ready or left)[0])
        left.remove(order[-1])
    return order
