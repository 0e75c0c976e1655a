"""Which parts of two expressions differ: trees are compared by what their symbols are for.

Terms of a sum and factors of a product may be in any order. A part that only one side has is
marked as a whole; of a function around something that the other side has too, only the function.

A tree comes with the text that shows it, LaTeX or plain, as the manifest has it: so the command
line and the pages compare alike, and nothing here needs SymPy.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

ARITHMETIC = ("+", "-", "*", "/", "^")
PRODUCTS = ("dot", "convolve", "concat")
NO_CALLS = (*PRODUCTS, "at", "over_time", "tuple", "where")
#: What stands for the argument in the text of a function alone: in LaTeX, in plain text.
LATEX, PLAIN = r"\cdot ", "\N{MIDDLE DOT}"
UNBALANCED = (r"\left", r"\right", r"\begin", r"\end", "&")


class Mark(NamedTuple):
    """A piece of an equation's text that the other side does not have.

    ``shown`` names it; of a function in two pieces the first does, with a dot for what is inside.
    """

    equation: str
    start: int
    end: int
    shown: str


@dataclass(frozen=True)
class Part:
    """A node of a tree that knows in which equation it is.

    ``at`` is its place in the equation that it is part of, where a symbol may stand for it.
    """

    name: str
    equation: str
    text: str
    start: int
    end: int
    at: tuple[int, int]
    children: tuple["Part", ...] = ()

    @cached_property
    def key(self) -> Any:
        """What it is: two parts of one key are the same, but for names."""
        return (self.name, *(child.key for child in self.children))

    @cached_property
    def leaves(self) -> Counter[str]:
        """The names at the ends of the tree, without numbers."""
        if not self.children:
            return Counter() if self.name[:1].isdigit() else Counter([self.name])
        return sum((child.leaves for child in self.children), Counter[str]())

    @property
    def call(self) -> "Part | None":
        """The function that it is, or that numbers are around, as in 4 f(x) - 2."""
        if self.name in ARITHMETIC:
            inner = [child for child in self.children if child.leaves]
            return inner[0].call if len(inner) == 1 else None
        return self if self.children and self.name not in NO_CALLS else None

    @property
    def mark(self) -> Mark:
        return Mark(self.equation, self.start, self.end, self.text[self.start : self.end])

    def operands(self, name: str) -> list["Part"]:
        """Its terms or its factors; itself, where it is no sum or product."""
        return list(self.children) if self.name == name else [self]

    def around(self, held: "Part", hole: str) -> list[Mark]:
        """What of it is not a part inside, in each equation on the way there."""
        found: list[Mark] = []
        outer = self
        for inner in self._way(held):
            if inner is held or inner.equation != outer.equation:
                found += outer._beside(inner.at, hole)
                outer = inner
        return found

    def _way(self, held: "Part") -> list["Part"]:
        """The parts from this one down to one inside, which is the last; none, if it is not."""
        if self is held:
            return [self]
        ways = (child._way(held) for child in self.children)
        return next(([self, *way] for way in ways if way), [])

    def _beside(self, at: tuple[int, int], hole: str) -> list[Mark]:
        """What of its text is not at a part inside; the whole, where that is no piece of text."""
        start, end = at
        before, after = self.text[self.start : start], self.text[end : self.end]
        shown = f"{before}{hole}{after}"
        balanced = all(piece.count("{") == piece.count("}") for piece in (before, after))
        if not balanced or any(word in shown for word in UNBALANCED):
            return [self.mark]
        if after.startswith(")") and before.endswith("("):
            before, after, end = before[:-1], after[1:], end + 1
        found: list[Mark] = []
        for place, piece in ((self.start, before), (end, after)):
            if piece.strip():
                first = place + len(piece) - len(piece.lstrip())
                name = "" if found else shown if after.strip() else piece
                found.append(Mark(self.equation, first, place + len(piece.rstrip()), name))
        return found


def part(
    equation: str,
    text: str,
    tree: Sequence[Any],
    name: Callable[[str], str],
    inside: Callable[[str], Part | None],
) -> Part:
    """A tree with other names; ``inside`` gives what is in place of a symbol."""
    start, end, head, *children = tree
    put = None if children else inside(head)
    if put is not None:
        return replace(put, at=(start, end))
    parts = tuple(part(equation, text, child, name, inside) for child in children)
    return Part(name(head), equation, text, start, end, (start, end), parts)


@dataclass
class Comparison:
    """The marks of both sides, found by `differ`; ``hole`` stands for a function's argument."""

    hole: str
    marks: tuple[list[Mark], list[Mark]] = field(default_factory=lambda: ([], []))

    def differ(self, one: Part, other: Part) -> None:
        """Mark what differs between two parts."""
        if one.key == other.key:
            return
        names = {one.name, other.name}
        if one.call and other.call and (one.name == "clip") == (other.name == "clip"):
            self._calls((one, one.call), (other, other.call))
        elif (
            self._held(0, one, other)
            or self._held(1, other, one)
            or self._wrapped(0, one, other)
            or self._wrapped(1, other, one)
        ):
            return
        elif "+" in names or "*" in names:
            self._several("+" if "+" in names else "*", one, other)
        elif one.name == other.name:
            self._each(one, other)
        else:
            self._whole(one, other)

    def _calls(self, first: tuple[Part, Part], second: tuple[Part, Part]) -> None:
        """Two functions, each with the numbers around it: what is not their argument, then that."""
        (one, call), (other, another) = first, second
        if (one.name, call.name) != (other.name, another.name) or one.name in ARITHMETIC:
            self.marks[0].extend(one.around(call.children[0], self.hole))
            self.marks[1].extend(other.around(another.children[0], self.hole))
        self._each(call, another)

    def _each(self, one: Part, other: Part) -> None:
        """The parts of two alike, one by one; parts without a place of their own are the whole."""
        placeless = any((p.start, p.end) == (one.start, one.end) for p in one.children)
        if placeless or len(one.children) != len(other.children) or not one.children:
            self._whole(one, other)
            return
        for pair in zip(one.children, other.children, strict=True):
            self.differ(*pair)

    def _held(self, side: int, outer: Part, inner: Part) -> bool:
        """Whether one part is a choice or a product with the other in it; the rest is marked."""
        has_rest = outer.name in ("where", *PRODUCTS)
        if not has_rest or inner.key not in [child.key for child in outer.children]:
            return False
        self.marks[side].extend(c.mark for c in outer.children if c.key != inner.key)
        return True

    def _wrapped(self, side: int, outer: Part, inner: Part) -> bool:
        """Whether one part is made of what the other is; what is around that is marked."""
        if outer.call and (not inner.call or outer.name == "clip"):
            held = list(outer.call.children[:1])
        elif outer.children and not inner.children and outer.leaves == inner.leaves:
            held = [_only_leaf(outer)]
        else:
            return False
        if not held[0].leaves & inner.leaves:
            return False
        self.marks[side].extend(outer.around(held[0], self.hole))
        self.differ(*((held[0], inner) if side == 0 else (inner, held[0])))
        return True

    def _several(self, name: str, one: Part, other: Part) -> None:
        """Terms or factors: equal ones belong together, then those that are most alike."""
        parts, others = one.operands(name), other.operands(name)
        left, right = _without(parts, others), _without(others, parts)
        if len(left) == len(parts) and not _most_alike(left, right):
            self._whole(one, other)
            return
        while pair := _most_alike(left, right):
            left.remove(pair[0])
            right.remove(pair[1])
            self.differ(*pair)
        self.marks[0].extend(rest.mark for rest in left)
        self.marks[1].extend(rest.mark for rest in right)

    def _whole(self, one: Part, other: Part) -> None:
        self.marks[0].append(one.mark)
        self.marks[1].append(other.mark)


def _only_leaf(outer: Part) -> Part:
    while outer.children:
        outer = next(child for child in outer.children if child.leaves)
    return outer


def _without(parts: list[Part], others: list[Part]) -> list[Part]:
    """The parts that have no equal one among the others."""
    keys = Counter(repr(one.key) for one in others)
    left = []
    for one in parts:
        if keys[repr(one.key)]:
            keys[repr(one.key)] -= 1
        else:
            left.append(one)
    return left


def _most_alike(left: list[Part], right: list[Part]) -> tuple[Part, Part] | None:
    """The two that have most names in common; None where no two have any."""
    pairs = [(a, b) for a in left for b in right if a.leaves & b.leaves]
    return max(pairs, key=lambda p: (p[0].leaves & p[1].leaves).total(), default=None)
