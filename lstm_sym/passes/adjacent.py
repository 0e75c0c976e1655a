"""Joins operations on adjacent buffers into one operation on all of them.

Three gates that lie side by side take one call of an exponential instead of three. Which buffers
lie side by side is chosen so that the fewest calls remain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from lstm_sym.passes.buffers import Operation


@dataclass(frozen=True)
class Joined:
    """Single operations that are computed at once, buffer by buffer."""

    parts: tuple[Operation, ...]

    @property
    def function(self) -> str:
        return self.parts[0].function

    @property
    def operands(self) -> tuple[tuple[str, ...], ...]:
        """For each operand the buffers side by side; a number that all take stands once."""
        return tuple(
            column[:1] if len(set(column)) == 1 else column
            for column in zip(*(part.operands for part in self.parts), strict=True)
        )

    @property
    def out(self) -> tuple[str, ...]:
        return tuple(part.out for part in self.parts)

    @property
    def labels(self) -> str:
        return ", ".join(dict.fromkeys(part.label for part in self.parts))


def best_order(operations: Sequence[Operation], free: Sequence[str], last: str) -> tuple[str, ...]:
    """The order of buffers, one of which is the last, in which the fewest calls remain."""
    orders = [(*order, last) for order in permutations(free)]
    return min(orders, key=lambda order: len(joined(operations, order)))


def joined(operations: Sequence[Operation], order: Sequence[str]) -> list[Joined]:
    """The operations, some of them joined; each still comes after what it needs."""
    waiting = list(operations)
    found: list[Joined] = []
    while waiting:
        first = waiting[0]
        together = [first]
        for place, other in enumerate(waiting[1:], 1):
            between = [o for o in waiting[:place] if o not in together]
            alike = other.function == first.function and len(other.operands) == len(first.operands)
            if alike and not any(_depends(other, o) for o in (*between, *together)):
                together.append(other)
        together = _side_by_side(together, order)
        found.append(Joined(tuple(together)))
        waiting = [o for o in waiting if o not in together]
    return found


def _side_by_side(operations: list[Operation], order: Sequence[str]) -> list[Operation]:
    """All of them in the order of their buffers if those are adjacent, otherwise the first."""
    if any(o.out not in order for o in operations):
        return operations[:1]
    ordered = sorted(operations, key=lambda o: order.index(o.out))
    columns = [[o.out for o in ordered], *zip(*(o.operands for o in ordered), strict=True)]
    if all(_adjacent(column, order) for column in columns):
        return ordered
    return operations[:1]


def _adjacent(column: Sequence[str], order: Sequence[str]) -> bool:
    if not any(name in order for name in column):
        return len(set(column)) == 1
    if any(name not in order for name in column):
        return False
    first = order.index(column[0])
    return list(column) == list(order[first : first + len(column)])


def _depends(later: Operation, earlier: Operation) -> bool:
    """Whether the later of two operations must stay behind the earlier."""
    return (
        earlier.out in later.operands or later.out in earlier.operands or later.out == earlier.out
    )


def singly(operations: Sequence[Joined]) -> Iterator[Operation]:
    """The operations one by one again, in the order of the joined ones."""
    for one in operations:
        yield from one.parts
