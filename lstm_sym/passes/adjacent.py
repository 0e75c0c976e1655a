"""Joins operations on adjacent buffers into one operation on all of them.

Three gates that lie side by side take one call of an exponential instead of three. Which buffers
lie side by side is chosen so that the fewest calls remain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lstm_sym.passes.operations import Operation

#: Buffers that lie side by side, in order.
Group = Sequence[str]


@dataclass(frozen=True)
class Joined:
    """Single operations that are computed at once, buffer by buffer."""

    parts: tuple[Operation, ...]

    @property
    def function(self) -> str:
        return self.parts[0].function

    @property
    def operands(self) -> tuple[tuple[str, ...], ...]:
        """For each operand the buffers side by side; what all take stands once."""
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


def joined(
    operations: Sequence[Operation], groups: Sequence[Group], same: Mapping[str, str]
) -> list[Joined]:
    """The operations, some of them joined; each still comes after those that it depends on.

    ``same`` names, for a buffer that may be another one under a second name, that other one.
    """
    waiting = list(operations)
    found: list[Joined] = []
    while waiting:
        first = waiting[0]
        together = [first]
        for place, other in enumerate(waiting[1:], 1):
            between = [o for o in waiting[:place] if o not in together]
            alike = other.function == first.function and len(other.operands) == len(first.operands)
            if alike and not any(_depends(other, o, same) for o in (*between, *together)):
                together.append(other)
        together = _side_by_side(together, groups)
        found.append(Joined(tuple(together)))
        waiting = [o for o in waiting if o not in together]
    return found


def _side_by_side(operations: list[Operation], groups: Sequence[Group]) -> list[Operation]:
    """The largest group with the first operation in it whose buffers are adjacent, in order."""
    first = operations[0]
    group = next((g for g in groups if first.out in g), ())
    there = sorted(
        (o for o in operations if o.out in group), key=lambda o: list(group).index(o.out)
    )
    best = [first]
    for start in range(len(there)):
        for end in range(start + len(best) + 1, len(there) + 1):
            some = there[start:end]
            columns = [[o.out for o in some], *zip(*(o.operands for o in some), strict=True)]
            if first in some and all(_adjacent(column, groups) for column in columns):
                best = some
    return best


def _adjacent(column: Sequence[str], groups: Sequence[Group]) -> bool:
    if len(set(column)) == 1:
        return True
    group = next((list(g) for g in groups if column[0] in g), [])
    if not group:
        return False
    first = group.index(column[0])
    return list(column) == group[first : first + len(column)]


def _depends(later: Operation, earlier: Operation, same: Mapping[str, str]) -> bool:
    """Whether the later of two operations must stay behind the earlier."""
    late, early = (same.get(o.out, o.out) for o in (later, earlier))
    return (
        early in [same.get(o, o) for o in later.operands]
        or late in [same.get(o, o) for o in earlier.operands]
        or late == early
    )
