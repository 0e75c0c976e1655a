"""Reads a formula's LaTeX text into nested tuples: a lexer and a parser of its own.

It shares nothing with the printers. What it does not know is an error, never a guess.
"""

import re
from functools import lru_cache
from typing import Any

Node = tuple[Any, ...]


class PageError(ValueError):
    """The text is no formula that the page may hold."""


TOKEN = re.compile(
    r"\\(?:begin|end)\{cases\}|\\text\{[^{}]*\}|\\mathrm\{diag\}\^\{-1\}|\\mathrm\{[^{}]*\}"
    r"|(?:\\(?:tilde|bar|hat)\s*)+(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|\w)"
    r"|\\mathbf\{\w\}|\\\\|\\[,_]|\\[A-Za-z]+"
    r"|\d+(?:\.\d+)?|[A-Za-z]|[-+=(),_^{}|&<>'*\[\]]"
)
# Words that stand for themselves; every other word is a name.
RESERVED = {r"\left", r"\right", r"\frac", r"\sqrt", r"\odot", r"\otimes", r"\le", r"\ge"}
RESERVED |= {r"\ldots"}
NAME = re.compile(r"\\mathrm\{|\\mathbf\{|\\(?:tilde|bar|hat)\b|\\[A-Za-z]+$|[A-Za-z]$")
SIGNS = {r"\odot": "odot", r"\otimes": "otimes", "*": "star"}
RELATIONS = {"<": "<", ">": ">", r"\le": "<=", r"\ge": ">="}


def tokens(text: str) -> list[str]:
    """The text's words; raises `PageError` for a character that belongs to none."""
    rest = TOKEN.sub("", text).strip()
    if rest.split():
        raise PageError(f"{rest!r} is not a word of a formula, in {text!r}")
    return [word for word in TOKEN.findall(text) if word not in (r"\left", r"\right", r"\,")]


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A name without what only spaces it: ``h_{t-1}`` and ``h_t-1`` are the same key."""
    return re.sub(r"[{}\s]", "", text)


@lru_cache(maxsize=4096)
def equation(text: str, functions: frozenset[str]) -> tuple[Node, Node]:
    """Left and right side; ``functions`` are the keys of the names that take arguments."""
    parser = Parser(text, functions)
    left = parser.atom()
    if parser.next() == "(":  # f(x) = ... defines a function of x
        left = ("call", left[1], parser.group("(", ")"))
    parser.take("=")
    right = parser.sum()
    if parser.next():
        raise PageError(f"{parser.next()!r} is left over in {text!r}")
    return left, right


class Parser:
    """Recursive descent; each method reads one level of precedence."""

    def __init__(self, text: str, functions: frozenset[str]) -> None:
        self.text, self.words, self.functions = text, tokens(text), functions
        self.place, self.in_bars = 0, 0

    def next(self) -> str:
        return self.words[self.place] if self.place < len(self.words) else ""

    def take(self, expected: str = "") -> str:
        word = self.next()
        if not word or (expected and word != expected):
            raise PageError(f"expected {expected or 'more'!r}, found {word!r} in {self.text!r}")
        self.place += 1
        return word

    def sum(self) -> Node:
        if self.next() == "-":
            self.take()
            node: Node = ("negative", self.product())
        else:
            node = self.product()
        while self.next() in ("+", "-"):
            node = (self.take(), node, self.product())
        return node

    def product(self) -> Node:
        node = self.power()
        while True:
            if self.next() in SIGNS:
                node = (SIGNS[self.take()], node, self.power())
            elif self.starts_an_atom():
                node = ("beside", node, self.power())
            else:
                return node

    def starts_an_atom(self) -> bool:
        word = self.next()
        if word == "|":
            return not self.in_bars
        opening = ("(", "{", r"\frac", r"\sqrt", r"\begin{cases}")
        return word in opening or word[:1].isdigit() or self.is_name(word)

    @staticmethod
    def is_name(word: str) -> bool:
        return bool(NAME.match(word)) and word not in RESERVED

    def power(self) -> Node:
        node = self.atom()
        if self.next() != "^":
            return node
        self.take()
        exponent = self.braced()
        return ("exp", exponent) if node == ("name", "e", None) else ("power", node, exponent)

    def braced(self) -> Node:
        """``{...}``, or one word without braces."""
        if self.next() != "{":
            return self.atom()
        return self.group("{", "}")[0]

    def group(self, opening: str, closing: str) -> list[Node]:
        self.take(opening)
        bars, self.in_bars = self.in_bars, 0
        items = [self.sum()]
        while self.next() == ",":
            self.take()
            items.append(self.item())
        self.take(closing)
        self.in_bars = bars
        return items

    def item(self) -> Node:
        return ("dots", self.take()) if self.next() == r"\ldots" else self.sum()

    def atom(self) -> Node:
        word = self.next()
        if word == "(":
            items = self.group("(", ")")
            return items[0] if len(items) == 1 else ("tuple", items)
        if word == "{":  # what has an exponent itself is grouped
            return self.group("{", "}")[0]
        if word == "[":
            return ("side by side", *self.group("[", "]"))
        self.take()
        if word[:1].isdigit():
            return ("number", word)
        if word == r"\frac":
            return ("fraction", self.braced(), self.braced())
        if word == r"\sqrt":
            return ("root", self.braced())
        if word == "|":
            self.in_bars += 1
            inside = self.sum()
            self.take("|")
            self.in_bars -= 1
            return ("bars", inside)
        if word == r"\begin{cases}":
            return self.cases()
        if not self.is_name(word):
            raise PageError(f"{word!r} begins no term, in {self.text!r}")
        return self.name(word)

    def name(self, word: str) -> Node:
        """A name with what hangs on it in any order: a subscript, a letter above, primes."""
        below, above, primes, subscript = "", "", "", None
        while self.next() in ("_", "'", "^"):
            if self.words[self.place : self.place + 2] == ["^", "{"] and not self.is_index():
                break  # a power; a letter above is without braces
            sign, start = self.take(), self.place
            if sign == "'":
                primes += sign
            elif sign == "^":
                above = sign + self.above()
            else:
                subscript = self.braced() if self.next() == "{" else self.single()
                below = key(sign + "".join(self.words[start : self.place]))
        full = key(word) + below + above + primes
        if full in self.functions and self.next() == "(":
            return ("call", full, self.group("(", ")"))
        return ("name", full, (key(word) + above + primes, subscript) if subscript else None)

    def is_index(self) -> bool:
        """Whether ``^{(l-1)}`` follows: a number above in brackets counts, and is no power."""
        return self.words[self.place + 2] == "("

    def above(self) -> str:
        """One word, or what is in braces."""
        word = self.take()
        if word == "{":
            while not word.endswith("}"):
                word += self.take()
        return word

    def single(self) -> Node:
        """One word, which nothing hangs on."""
        word = self.take()
        return ("number", word) if word.isdigit() else ("name", word, None)

    def cases(self) -> Node:
        rows: list[tuple[Node, Node | None]] = []
        while self.next() != r"\end{cases}":
            value = self.sum()
            self.take("&")
            word = self.take()
            condition = None
            if word == r"\text{if }":
                condition = self.condition()
            elif word != r"\text{otherwise}":
                raise PageError(f"{word!r} is not a condition, in {self.text!r}")
            rows.append((value, condition))
            if self.next() == r"\\":
                self.take()
        self.take()
        if [condition is None for _, condition in rows] != [False] * (len(rows) - 1) + [True]:
            raise PageError(f"a choice ends with one 'otherwise': {self.text!r}")
        return ("cases", rows)

    def condition(self) -> Node:
        left = self.sum()
        if self.next() in RELATIONS:
            return ("compare", RELATIONS[self.take()], left, self.sum())
        return left
