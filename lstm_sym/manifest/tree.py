"""An equation as a tree: what each part is, and which characters of its printed text show it.

A node is ``[start, end, head, *children]``. The head is the name of a symbol, of a function or of
a word such as ``dot`` and ``+``, or the digits of a number.
"""

from typing import Any

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.signs import HALF, fraction, negated
from lstm_sym.targets.paper.formulation import Printer

Node = list[Any]

# Signs that no printer uses: a number between the first two opens a part, the last closes it.
OPEN, OPENED, CLOSE = "\ue000", "\ue001", "\ue002"
# Words whose text is put together letter by letter; their parts share the text of the whole.
WHOLE = ("at", "over_time")


def tree(printer: Printer, stated: Equation) -> Node:
    """The tree of an equation, with places in ``paper.equation(printer, stated)``."""
    marking = _marking(printer)
    left = marking.print(stated.left)
    _, sides, _ = _read(f"{left} = {marking.print(stated.right)}", marking.seen, 0, 0)
    return [0, sides[-1][1], "=", *sides]


def _marking(printer: Printer) -> Any:
    """The same printer, which puts a mark on both sides of everything that it prints."""

    class Marking(type(printer)):  # type: ignore[misc]
        def print(self, expr: sp.Basic) -> str:
            if type(expr).__name__ in WHOLE:
                text = printer.print(expr)
            else:
                text = super().print(expr)
            self.seen.append(expr)
            return f"{OPEN}{len(self.seen) - 1}{OPENED}{text}{CLOSE}"

    marking = Marking(printer.symbols, printer.functions, printer.is_array)
    marking.seen = []
    return marking


def _read(text: str, seen: list[sp.Basic], place: int, at: int) -> tuple[int, list[Node], int]:
    """The nodes from a place in the marked text on, to the mark that closes them."""
    found: list[Node] = []
    while place < len(text) and text[place] != CLOSE:
        if text[place] == OPEN:
            end = text.index(OPENED, place)
            expr = seen[int(text[place + 1 : end])]
            place, children, after = _read(text, seen, end + 1, at)
            found.append(_node(expr, at, after, children))
            at, place = after, place + 1
        else:
            at, place = at + 1, place + 1
    return place, found, at


def _node(expr: sp.Basic, start: int, end: int, children: list[Node]) -> Node:
    if isinstance(expr, sp.Symbol):
        return [start, end, expr.name]
    name = type(expr).__name__
    if name in WHOLE:
        return [start, end, name, *(_inside(arg, start, end) for arg in expr.args)]
    if negated(expr) is not None and children:
        return [start, end, "-", *children]
    if not expr.args or expr.is_Number:
        return [start, end, str(expr)]
    if isinstance(expr, sp.Add):
        terms = [_signed(*pair) for pair in zip(expr.args, children, strict=True)]
        return [start, end, "+", *_joined("+", terms)]
    if fraction(expr)[1] is not None:
        return [start, end, "/", *children]
    if isinstance(expr, sp.Mul):
        return [start, end, "*", *_joined("*", children)]
    if isinstance(expr, sp.Pow) and expr.exp == HALF:
        return [start, end, "sqrt", *children]
    return [start, end, {"Pow": "^", "Tuple": "tuple"}.get(name, name), *children]


def _signed(term: sp.Basic, child: Node) -> Node:
    """A term of a sum, which prints its minus sign itself."""
    return [*child[:2], "-", child] if negated(term) is not None and child[2] != "-" else child


def _joined(head: str, children: list[Node]) -> list[Node]:
    """a + b + c instead of (a + b) + c."""
    first, *rest = children
    return [*first[3:], *rest] if first[2] == head else children


def _inside(expr: sp.Basic, start: int, end: int) -> Node:
    """A part that shares the text of the whole."""
    positive = negated(expr)
    parts = expr.args if positive is None else (positive,)
    return _node(expr, start, end, [_inside(part, start, end) for part in parts])
