"""Parses the little C and JavaScript that the printers print, into nested tuples.

It knows no other: what it has no rule for raises `SyntaxError` with the line. Every node of a tree
is a tuple that begins with its kind; a statement has its line at the end.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

Node = tuple[Any, ...]

TOKEN = re.compile(
    r"(?P<skip>\s+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>\d+\.?\d*(?:e[-+]?\d+)?)f?\b"
    r'|"(?P<text>[^"]*)"'
    r"|(?P<name>[A-Za-z_$]\w*)"
    r"|(?P<sign>===|->|\+\+|\+=|-=|==|<=|>=|&&|\|\||=>|[-+*/%<>=!?:;,.(){}\[\]&])",
    re.DOTALL,
)
# Lines of the preprocessor, each with those that continue it.
DIRECTIVE = re.compile(r"^#(?:.*\\\n)*.*$", re.MULTILINE)
TYPES = frozenset(
    [
        "const",
        "static",
        "float",
        "double",
        "int",
        "size_t",
        "unsigned",
        "char",
        "vec_f32",
        "vec_f64",
    ]
)
LEVELS = (("||",), ("&&",), ("==", "==="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


class Token(NamedTuple):
    """A word, a number or a sign, its line and its place in the text."""

    kind: str
    text: str
    line: int
    place: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, without comments and lines of the preprocessor."""
    bare = DIRECTIVE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    place, line = 0, 1
    while place < len(bare):
        found = TOKEN.match(bare, place)
        if not found:
            raise SyntaxError(f"line {line}: {bare[place : place + 20]!r} is not a word of it")
        if found.lastgroup != "skip":
            kind = str(found.lastgroup)
            yield Token(kind, found[kind], line, found.start(kind))
        line += found[0].count("\n")
        place = found.end()
    yield Token("end", "", line, place)


class Parser:
    """Reads statements and expressions from tokens."""

    def __init__(self, read: list[Token]) -> None:
        self.read, self.at = read, 0

    @property
    def now(self) -> Token:
        return self.read[self.at]

    def next(self) -> Token:
        self.at += 1
        return self.read[self.at - 1]

    def takes(self, text: str) -> bool:
        """Whether the sign is next, which then is past."""
        taken = self.now.text == text and self.now.kind != "text"
        self.at += taken
        return taken

    def expect(self, text: str) -> None:
        if not self.takes(text):
            raise SyntaxError(f"line {self.now.line}: {self.now.text!r}, expected {text!r}")

    # Statements.

    def block(self) -> Node:
        line = self.now.line
        self.expect("{")
        held = []
        while not self.takes("}"):
            held.append(self.statement())
        return ("block", held, line)

    def statement(self) -> Node:
        line, word = self.now.line, self.now.text
        if word == "{":
            return self.block()
        self.at += 1
        if word == "for":
            self.expect("(")
            begin = self.statement()
            condition = self.until(";")
            step = self.simple(")")
            return ("for", begin, condition, step, self.statement(), line)
        if word == "if":
            self.expect("(")
            test, then = self.until(")"), self.statement()
            return ("if", test, then, self.statement() if self.takes("else") else None, line)
        if word == "switch":
            self.expect("(")
            return ("switch", self.until(")"), *self.cases(), line)
        if word == "return":
            return ("return", None if self.takes(";") else self.until(";"), line)
        self.at -= 1
        if word in TYPES or self.now.kind == self.read[self.at + 1].kind == "name":
            while self.now.text in (*TYPES, "*") or self.read[self.at + 1].kind == "name":
                self.at += 1
            name = self.next().text
            while self.takes("["):
                self.until("]")
            self.expect("=")
            value = self.initial()
            self.expect(";")
            return ("let", name, value, line)
        return self.simple(";")

    def cases(self) -> Node:
        """What each label of a switch runs; each ends with break or return."""
        found: list[tuple[Node, list[Node]]] = []
        self.expect("{")
        while not self.takes("}"):
            self.expect("case")
            label, held = self.until(":"), []
            while not self.takes("break") and self.now.text not in ("case", "}"):
                held.append(self.statement())
            self.takes(";")
            found.append((label, held))
        return (found,)

    def simple(self, end: str) -> Node:
        """A place that is given a value, or an expression."""
        line, left, sign = self.now.line, self.expression(), self.now.text
        if sign in ("=", "+=", "-="):
            self.at += 1
            return ("set", left, sign, self.until(end), line)
        self.expect(end)
        return ("do", left, line)

    def until(self, end: str) -> Node:
        found = self.expression()
        self.expect(end)
        return found

    def initial(self) -> Node:
        """A value, or values in braces, which may have names."""
        if not self.takes("{"):
            return self.expression()
        items: list[tuple[str, Node]] = []
        while not self.takes("}"):
            name = self.next().text if self.takes(".") else ""
            if name:
                self.expect("=")
            items.append((name, self.initial()))
            self.takes(",")
        return ("braces", items)

    # Expressions.

    def expression(self) -> Node:
        condition = self.binary(0)
        if not self.takes("?"):
            return condition
        yes = self.expression()
        self.expect(":")
        return ("choice", condition, yes, self.expression())

    def binary(self, level: int) -> Node:
        if level == len(LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.now.kind == "sign" and self.now.text in LEVELS[level]:
            sign = self.next().text
            left = ("binary", sign, left, self.binary(level + 1))
        return left

    def unary(self) -> Node:
        if self.now.kind == "sign" and self.now.text in ("-", "!", "*", "&"):
            return ("unary", self.next().text, self.unary())
        return self.postfix(self.primary())

    def primary(self) -> Node:
        token = self.next()
        if token.kind == "number":
            return ("number", token.text)
        if token.kind == "text":
            return ("text", token.text)
        if token.kind == "name":
            return ("name", token.text)
        if token.text == "(":
            inner = self.expression()
            self.expect(")")
            if self.now.text == "{":
                return self.initial()  # a structure of this type
            if inner == ("name", "void"):
                return self.unary()
            return inner
        raise SyntaxError(f"line {token.line}: {token.text!r} begins no expression")

    def postfix(self, node: Node) -> Node:
        while True:
            if self.takes("("):
                arguments = []
                while not self.takes(")"):
                    arguments.append(self.expression())
                    self.takes(",")
                node = ("call", node, arguments)
            elif self.takes("["):
                node = ("index", node, self.until("]"))
            elif self.takes("->") or self.takes("."):
                node = ("field", node, self.next().text)
            elif self.takes("++"):
                node = ("advance", node)
            else:
                return node


class Function(NamedTuple):
    """A function: the names of its parameters, and its body."""

    parameters: list[str]
    body: Node


class Parsed(NamedTuple):
    """A file: its functions, its constants by name, its enumerations."""

    functions: dict[str, Function]
    constants: dict[str, Node]
    numbers: dict[str, int]


@lru_cache(maxsize=8)  # each case of a body runs the same file
def parsed(text: str) -> Parsed:
    """The functions, tables and enumerations of a file of C; what else it has is left out."""
    parser = Parser(list(tokens(text)))
    functions: dict[str, Function] = {}
    constants: dict[str, Node] = {}
    numbers: dict[str, int] = {}
    while parser.now.kind != "end":
        words: list[Token] = []
        while parser.now.text not in ("(", "=", "{", ";") and parser.now.kind != "end":
            words.append(parser.next())
        names = [w.text for w in words if w.kind == "name"]
        if parser.takes("("):
            inside = _parameters(parser)
            if parser.now.text == "{":
                functions[names[-1]] = Function(inside, parser.block())
        elif parser.takes("="):
            constants[next(n for n in names if n not in TYPES)] = parser.initial()
        elif names == ["enum"] and parser.takes("{"):
            _enumerated(parser, numbers)
        elif parser.now.text == "{":  # a type
            while not parser.takes("}"):
                parser.next()
        else:
            parser.next()
    return Parsed(functions, constants, numbers)


def alone(text: str, *names: str) -> str:
    """Some functions of a file, each in its line; the rest is blank."""
    kept = [""] * (text.count("\n") + 1)
    for name in names:
        found = re.search(rf"^\w[^;={{}}]*\b{name}\([^;{{]*\)\s*{{.*?^}}", text, re.M | re.S)
        if not found:
            raise SyntaxError(f"there is no function {name}")
        first = text.count("\n", 0, found.start())
        for place, line in enumerate(found[0].splitlines()):
            kept[first + place] = line
    return "\n".join(kept)


def _parameters(parser: Parser) -> list[str]:
    found, last, depth = [], "", 0
    while not (depth == 0 and parser.now.text == ")"):
        token = parser.next()
        depth += (token.text == "[") - (token.text == "]")
        if token.kind == "name" and not depth:
            last = token.text
        if token.text == ",":
            found.append(last)
    parser.expect(")")
    return [*found, last]


def _enumerated(parser: Parser, numbers: dict[str, int]) -> None:
    value = 0
    while not parser.takes("}"):
        name = parser.next().text
        if parser.takes("="):
            word = parser.next().text
            value = int(word) if word.isdigit() else numbers.get(word, 0)
        numbers[name] = value
        value += 1
        parser.takes(",")
