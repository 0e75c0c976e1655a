"""Joins operations on adjacent buffers into one operation on all of them.

Three gates that lie side by side take one call of an exponential instead of three. Which buffers
lie side by side is chosen so that the fewest calls remain.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lstm_sym.passes.operations import WHOLE, Operation, buffer

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
        """For each operand the buffers side by side; what all take is there once."""
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
    operations: Sequence[Operation],
    groups: Sequence[Group],
    same: Mapping[str, str],
    alone: Collection[str] = WHOLE,
) -> list[Joined]:
    """The operations, some of them joined; each still comes after those that it depends on.

    Functions of ``alone`` are of one buffer each.
    ``same`` names, for a buffer that may be another one under a second name, that other one.
    """
    # By their places: two operations that are equal, as of exp(exp(x)), are two all the same.
    outs = [same.get(o.out, o.out) for o in operations]
    reads = [{same.get(name, name) for name in map(buffer, o.operands)} for o in operations]

    waiting = list(range(len(operations)))
    found: list[Joined] = []
    while waiting:
        first = operations[waiting[0]]
        together: list[int] = []
        written, read = set[str](), set[str]()  # by those that are waiting before it
        for place in waiting:
            other = operations[place]
            alike = other.function == first.function and len(other.operands) == len(first.operands)
            alike = alike and (place == waiting[0] or first.function not in alone)
            depends = outs[place] in written or outs[place] in read or reads[place] & written
            if alike and not depends:
                together.append(place)
            written.add(outs[place])
            read |= reads[place]
        together = _side_by_side(operations, together, groups)
        found.append(Joined(tuple(operations[place] for place in together)))
        waiting = [place for place in waiting if place not in together]
    return found


def _side_by_side(
    operations: Sequence[Operation], places: Sequence[int], groups: Sequence[Group]
) -> list[int]:
    """The most of them, with the first among them, whose buffers are adjacent; in that order."""
    first, *_ = places
    group = list(next((g for g in groups if operations[first].out in g), ()))
    there = [place for place in places if operations[place].out in group]
    there.sort(key=lambda place: group.index(operations[place].out))
    best = [first]
    for start in range(len(there)):
        for end in range(start + len(best) + 1, len(there) + 1):
            some = [operations[place] for place in there[start:end]]
            columns = [[o.out for o in some], *zip(*(o.operands for o in some), strict=True)]
            is_there = first in there[start:end]
            if is_there and all(_adjacent(column, groups) for column in columns):
                best = there[start:end]
    return best


def _adjacent(column: Sequence[str], groups: Sequence[Group]) -> bool:
    if len(set(column)) == 1:
        return True
    group = next((list(g) for g in groups if column[0] in g), [])
    if not group:
        return False
    first = group.index(column[0])
    return list(column) == group[first : first + len(column)]
