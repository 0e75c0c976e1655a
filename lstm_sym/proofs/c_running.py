"""Runs parsed C and JavaScript on exact numbers: fractions, and whole numbers for places.

Functions that no arithmetic explains are answered by whoever runs it; see `Opaque`.
"""

import operator
import re
import zlib
from collections import ChainMap
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from lstm_sym.proofs.c_syntax import Node, Parsed, Parser, tokens

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    # Whole numbers are sizes and places, which are never negative.
    "/": lambda one, other: one // other if type(one) is type(other) is int else one / other,
    "%": operator.mod,
    "==": operator.eq,
    "===": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
MACRO = re.compile(r"^#define (\w+)\(([\w, ]+)\)((?:.*\\\n)*.*)$", re.MULTILINE)
# A loop of a right program is shorter; of a wrong one it may not end.
MOST_TURNS = 1000


class Pointer:
    """A place in a list of numbers."""

    def __init__(self, data: list[Any], at: int = 0) -> None:
        self.data, self.at = data, at

    def __add__(self, offset: int) -> "Pointer":
        return Pointer(self.data, self.at + offset)

    def _place(self, index: int) -> int:
        if not 0 <= self.at + index < len(self.data):
            raise IndexError(f"place {self.at + index} of {len(self.data)}")
        return self.at + index

    def __getitem__(self, index: int) -> Any:
        return self.data[self._place(index)]

    def __setitem__(self, index: int, value: Any) -> None:
        self.data[self._place(index)] = value


def opaque(name: str, *arguments: Any) -> Fraction:
    """An uninterpreted function: the same number for the same arguments, for others another."""
    said = f"{name}({', '.join(str(Fraction(a)) for a in arguments)})"
    return Fraction(zlib.crc32(said.encode()) % 100003 + 1, 97)


@lru_cache(maxsize=8)  # each case of a body runs the same file
def macros(text: str) -> dict[str, tuple[list[str], Node | None]]:
    """The macros of a file by name, each with its parameters and its statement."""
    return {m[1]: (m[2].split(", "), _macro(m[3])) for m in MACRO.finditer(text)}


def _macro(body: str) -> Node | None:
    try:
        return Parser(list(tokens(body.replace("\\\n", "\n") + ";"))).statement()
    except SyntaxError:
        return None  # an expression of sizes, which no function here needs


class Returned(Exception):
    """The value that a function returns."""


class Running:
    """The functions of a file; ``words`` answers what it calls, ``names`` what it reads."""

    signs = SIGNS

    def __init__(
        self,
        parsed: Parsed,
        text: str,
        words: Mapping[str, Callable[..., Any]],
        names: Mapping[str, Any],
        number: Callable[[str], Any] = Fraction,
    ) -> None:
        self.parsed, self.words, self.names = parsed, words, dict(names)
        self.number = number
        self.names.update(parsed.numbers)
        self.macros = macros(text)
        #: What each name was given, in order, and the line where: of all functions that ran.
        self.given: dict[str, list[tuple[Any, int]]] = {}
        for name, node in parsed.constants.items():
            self.names[name] = self.value(node, ChainMap(self.names))

    def call(self, name: str, *arguments: Any) -> Any:
        """What a function returns."""
        function = self.parsed.functions[name]
        scope = ChainMap(dict(zip(function.parameters, arguments, strict=True)), self.names)
        try:
            self.run(function.body, scope)
        except Returned as returned:
            return returned.args[0]
        return None

    def run(self, node: Node, scope: ChainMap[str, Any]) -> None:
        """One statement."""
        kind = node[0]
        if kind == "block":
            inner = scope.new_child()
            for one in node[1]:
                self.run(one, inner)
        elif kind == "let":
            scope[node[1]] = value = self.value(node[2], scope)
            self.given.setdefault(node[1], []).append((value, node[3]))
        elif kind == "set":
            old = self.value(node[1], scope) if node[2] != "=" else 0
            new = self.value(node[3], scope)
            self.put(node[1], new if node[2] == "=" else self.signs[node[2][0]](old, new), scope)
        elif kind == "for":
            inner, turns = scope.new_child(), 0
            self.run(node[1], inner)
            while self.value(node[2], inner):
                self.run(node[4], inner)
                self.run(node[3], inner)
                turns += 1
                if turns > MOST_TURNS:
                    raise ValueError(f"line {node[5]}: the loop does not end")
        elif kind == "if":
            branch = node[2] if self.value(node[1], scope) else node[3]
            if branch:
                self.run(branch, scope)
        elif kind == "switch":
            value = self.value(node[1], scope)
            for label, held in node[2]:
                if self.value(label, scope) == value:
                    self.run(("block", held), scope)
        elif kind == "return":
            raise Returned(None if node[1] is None else self.value(node[1], scope))
        else:
            self.value(node[1], scope)

    def put(self, left: Node, value: Any, scope: ChainMap[str, Any]) -> None:
        """Give a value to a name or a place."""
        if left[0] == "name":
            next(held for held in scope.maps if left[1] in held)[left[1]] = value
        elif left[0] == "index":
            self.value(left[1], scope)[self.value(left[2], scope)] = value
        elif left[:2] == ("unary", "*"):
            self.value(left[2], scope)[0] = value
        else:
            raise SyntaxError(f"nothing can be given to {left}")

    def value(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        """What an expression is."""
        return getattr(self, f"_{node[0]}")(node, scope)

    def _number(self, node: Node, _scope: object) -> Any:
        return int(node[1]) if node[1].isdigit() else self.number(node[1])

    def _text(self, node: Node, _scope: object) -> Any:
        return node[1]

    def _name(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        if node[1] in scope:
            return scope[node[1]]
        if node[1].startswith("LSTM_") or node[1] == "NULL":
            return None if node[1] == "NULL" else node[1]
        raise NameError(node[1])

    def _braces(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        values = [self.value(inner, scope) for _, inner in node[1]]
        names = [name for name, _ in node[1]]
        return dict(zip(names, values, strict=True)) if any(names) else values

    def _choice(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        chosen = node[2] if self.value(node[1], scope) else node[3]
        return self.value(chosen, scope)

    def _binary(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        left = self.value(node[2], scope)
        if node[1] == "&&":
            return left and self.value(node[3], scope)
        if node[1] == "||":
            return left or self.value(node[3], scope)
        return self.signs[node[1]](left, self.value(node[3], scope))

    def _unary(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        value = self.value(node[2], scope)
        if node[1] == "*":
            return value[0]
        return value if node[1] == "&" else (not value) if node[1] == "!" else -value

    def _index(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        return self.value(node[1], scope)[self.value(node[2], scope)]

    def _field(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        return self.value(node[1], scope)[node[2]]

    def _advance(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        value = self.value(node[1], scope)
        self.put(node[1], value + 1, scope)
        return value

    def _call(self, node: Node, scope: ChainMap[str, Any]) -> Any:
        name = node[1][1]
        if name in self.macros:
            parameters, body = self.macros[name]
            self.run(substituted(body, dict(zip(parameters, node[2], strict=True))), scope)
            return None
        arguments = [self.value(argument, scope) for argument in node[2]]
        if name in self.parsed.functions:
            return self.call(name, *arguments)
        return self.words[name](*arguments)


def substituted(node: Any, given: Mapping[str, Node]) -> Any:
    """The tree with trees in place of names, as the preprocessor does it."""
    if isinstance(node, tuple):
        if node[:1] == ("name",) and node[1] in given:
            return given[node[1]]
        return tuple(substituted(part, given) for part in node)
    return [substituted(part, given) for part in node] if isinstance(node, list) else node
