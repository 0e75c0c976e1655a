"""Where each node of a graph is: columns from left to right, rows from top to bottom.

The state that no matrix touches runs along the top, as a highway. Below it every gate has a row of
its own, in the order in which the highway meets them. A function that the highway alone feeds, on
its way down to a row, hangs above the node that it feeds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lstm_sym.sphinx.diagram.graph import Node, walk


@dataclass
class Layout:
    """The column and the row of each node, by the node's place in ``nodes``."""

    nodes: list[Node]
    inputs: list[list[int]]
    highway: list[int] = field(default_factory=list)
    hanging: set[int] = field(default_factory=set)
    row: dict[int, int] = field(default_factory=dict)
    column: dict[int, int] = field(default_factory=dict)

    def users(self, node: int) -> list[int]:
        """The nodes that a node's value goes to."""
        return [user for user, inputs in enumerate(self.inputs) if node in inputs]


def laid_out(results: Sequence[Node], states: Mapping[str, str]) -> Layout:
    """The layout of a graph; ``states`` names, for each state before, the state after."""
    nodes = list(walk(results))
    place = {id(node): index for index, node in enumerate(nodes)}
    layout = Layout(nodes, [[place[id(one)] for one in node.inputs] for node in nodes])
    layout.highway = _highway(layout, states)
    _Rows(layout).fill()
    _fill_columns(layout)
    return layout


def _highway(layout: Layout, states: Mapping[str, str]) -> list[int]:
    """The shortest way from a state before to the state after that no matrix touches."""
    ways = [
        _way(layout, before, end)
        for before, after in states.items()
        for end, node in enumerate(layout.nodes)
        if node.kind == "result" and node.symbol == after
    ]
    return min(filter(None, ways), key=len, default=[])


def _way(layout: Layout, before: str, node: int) -> list[int]:
    stated = layout.nodes[node]
    if stated.kind in ("given", "sum"):
        return [node] if stated.kind == "given" and stated.symbol == before else []
    ways = [way for one in layout.inputs[node] if (way := _way(layout, before, one))]
    return [*min(ways, key=len), node] if ways else []


class _Rows:
    """Fills the rows from the top; ``free`` is the next one."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.row = layout, layout.row
        self.top = set(layout.highway)
        self.row |= dict.fromkeys(layout.highway, 0)
        self.free = 1 if self.top else 0

    def fill(self) -> None:
        nodes, inputs = self.layout.nodes, self.layout.inputs
        for node in self.layout.highway:
            for one in inputs[node]:
                self.lane(one)
        for node, stated in enumerate(nodes):
            if stated.kind == "result" and node not in self.row:
                (one,) = inputs[node]
                self.free = max(self.free, 1 + self.height(one)) if self.top else self.free
                self.lane(one)
                self.beside(node, one)
        self.fill_given()

    def beside(self, result: int, node: int) -> None:
        """Place a result in the row of the node that computes it, or below where one is there."""
        kinds = ((n, self.layout.nodes[n].kind) for n in self.row)
        taken = {self.row[n] for n, kind in kinds if kind == "result"}
        if self.row[node] in taken:
            self.free += 1
        self.row[result] = self.free - 1 if self.row[node] in taken else self.row[node]

    def lane(self, node: int) -> None:
        """Place a node in a row of its own, and the first of its inputs with it."""
        if not self.waits(node):
            return
        self.free += 1
        self.along(node, self.free - 1)

    def along(self, node: int, row: int) -> None:
        self.row[node] = row
        hanging = [one for one in self.layout.inputs[node] if self.hangs(one)]
        for one in hanging if row else ():
            self.above(one, row - 1)
        waiting = [one for one in self.layout.inputs[node] if self.waits(one)]
        for one in waiting[:1]:
            self.along(one, row)
        for one in waiting[1:]:
            self.lane(one)

    def above(self, node: int, row: int) -> None:
        self.row[node] = row
        self.layout.hanging.add(node)
        (one,) = self.layout.inputs[node]
        if one not in self.top:
            self.above(one, row - 1)

    def waits(self, node: int) -> bool:
        """Whether a node is still to be placed in a lane; what is given to a cell is not."""
        given = self.top and self.layout.nodes[node].kind == "given"
        return node not in self.row and not given

    def hangs(self, node: int) -> bool:
        """Whether a node ends a chain of functions that the highway alone feeds."""
        inputs = self.layout.inputs[node]
        if self.layout.nodes[node].kind != "function" or len(inputs) != 1 or node in self.row:
            return False
        alone = len(self.layout.users(node)) == 1
        return alone and (inputs[0] in self.top or self.hangs(inputs[0]))

    def height(self, node: int) -> int:
        """How many rows a node needs above itself for what hangs there."""
        chains = [one for one in self.layout.inputs[node] if self.hangs(one)]
        return max((1 + self.height(one) for one in chains), default=0)

    def fill_given(self) -> None:
        """What is given is at the left of the last rows, in the order of the cell."""
        nodes = enumerate(self.layout.nodes)
        left = [n for n, node in nodes if node.kind == "given" and n not in self.row]
        first = max(max(self.row.values()) + 1 - len(left), 1)
        self.row |= {node: first + place for place, node in enumerate(left)}


def _fill_columns(layout: Layout) -> None:
    """A node is one column to the right of its last input, a hanging one above its user."""
    column, hanging = layout.column, layout.hanging
    for node, inputs in enumerate(layout.inputs):
        column[node] = max((column[o] + (o not in hanging) for o in inputs), default=0)
    for node in reversed(range(len(layout.nodes))):
        users = layout.users(node)
        if node in hanging:
            column[node] = column[users[0]]
        elif not layout.inputs[node] and (
            layout.nodes[node].kind == "number" or not layout.highway
        ):
            column[node] = min(column[user] for user in users) - 1
    for node, stated in enumerate(layout.nodes):
        if stated.kind == "result":
            column[node] = max(column.values())
