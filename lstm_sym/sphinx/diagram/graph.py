"""The graph of a cell or of one equation, read from the equations' trees in the manifest.

In a cell the weights are in the labels: a sum of products with weights is one node. The graph of
a single equation has every symbol as a node of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Tree = Sequence[Any]  # [start, end, head, *children], places in the equation's LaTeX
ARITHMETIC = ("+", "-", "*", "/", "^")
PRODUCTS = ("dot", "convolve", "vecmat")
ROW = "row"  # a value that serves all rows of a matrix is drawn as the value
WIDTH = "width"  # a number of units, whatever the units hold
LEAVES = ("at", "over_time", "tuple", "transposed")  # words that are shown as one symbol
PLACEHOLDER = r"\cdot "

BETWEEN = (">", "<", r"\ge", r"\le", r"\otimes")

#: What LaTeX writes around operands, as a sign that stands alone.
ALONE = {r"\frac": r"\div", r"\sqrt": r"\surd", "e^": r"\exp"}


@dataclass
class Node:
    """A thing to draw.

    ``kind`` is given, number, sum, function, operator, choice or result.
    """

    kind: str
    label: str
    inputs: list["Node"] = field(default_factory=list)
    equation: str = ""  # the full name of the equation that it belongs to
    symbol: str = ""  # in code: what it is, or what its value is called
    name: str = ""  # on paper, where the value has a name


@dataclass(frozen=True)
class Stated:
    """What a graph is read from: an equation's full name, LaTeX and tree."""

    name: str
    latex: str
    tree: Tree

    def text(self, node: Tree) -> str:
        return self.latex[node[0] : node[1]]


class Reader:
    """Reads equations one after another; ``values`` are the nodes of the symbols known so far."""

    def __init__(self, given: Iterable[str], names: dict[str, str], whole: bool) -> None:
        self.whole = whole  # a whole cell, whose weights are in the labels
        self.values = {code: Node("given", names[code], symbol=code) for code in given}

    def read(self, stated: Stated) -> Node:
        """The node of an equation's right side, which becomes the value of its left side."""
        _, _, _, left, right = stated.tree
        defined = left[3:] if left[2] == "tuple" else [left]
        node = self.node(stated, right)
        if self.whole and (node.name or node.kind == "given"):
            # A value with another name than its own is a node again.
            node = Node("function", "=", [node], stated.name)
        for one in defined:
            self.values[one[2]] = node
        node.symbol = defined[0][2] if len(defined) == 1 else ""
        node.name = ", ".join(stated.text(one) for one in defined)
        return node

    def node(self, stated: Stated, tree: Tree) -> Node:
        """The node of a part, behind those of its own parts."""
        head, children = tree[2], tree[3:]
        if head == ROW:
            return self.node(stated, children[0])
        if not children or head in LEAVES:
            return self._leaf(stated, tree)
        if self.whole and head in ("+", *PRODUCTS) and self._mixes(tree):
            return self._sum(stated, tree)
        data = [child for child in children if self._is_data(child)]
        if head in ARITHMETIC and len(data) == 1:
            return self._unary(stated, tree, data[0])
        if head in PRODUCTS and not self.whole:
            return self._matrix(stated, tree)
        if head == "over_examples":  # of two parts the first one's transpose is the matrix
            last = children[-1]
            label = stated.latex[tree[0] : last[0]].rstrip("({[ ").removesuffix(r"\left").rstrip()
            return self._made("function", label, [last], stated)
        if head in ("+", "*"):
            label = "+" if head == "+" else "⊙"
            return self._made("operator", label, children, stated)
        if head == "where":
            return self._made("choice", r"\mathrm{if}", children, stated)
        if head == "clip":
            return self._made("function", rf"\mathrm{{clip}}_{{{stated.text(children[2])}}}",
                              children[:1], stated)  # fmt: skip
        label = stated.latex[tree[0] : children[0][0]].rstrip("({[ ").removesuffix(r"\left")
        label = ALONE.get(label, label) or self._between(stated, children) or rf"\mathrm{{{head}}}"
        return self._made("function", label, children, stated)

    @staticmethod
    def _between(stated: Stated, children: Sequence[Tree]) -> str:
        """The sign of a comparison or of an outer product, which stands between two parts."""
        between = stated.latex[children[0][1] : children[-1][0]].strip("() ")
        return between if between in BETWEEN else ""

    def _made(self, kind: str, label: str, parts: Iterable[Tree], stated: Stated) -> Node:
        return Node(kind, label, [self.node(stated, part) for part in parts], stated.name)

    def _leaf(self, stated: Stated, tree: Tree) -> Node:
        code = tree[2] if len(tree) == 3 else ""
        if code and code in self.values:
            return self.values[code]
        if not code.isidentifier():
            return Node("number", stated.text(tree), equation=stated.name)
        node = Node("given", stated.text(tree), symbol=code)
        return self.values.setdefault(code, node) if self.whole else node

    def _is_data(self, tree: Tree) -> bool:
        """Whether a part depends on a value; weights and numbers do not, in a whole cell."""
        if len(tree) > 3:
            return tree[2] != WIDTH and any(self._is_data(child) for child in tree[3:])
        return tree[2] in self.values if self.whole else tree[2].isidentifier()

    def _mixes(self, tree: Tree) -> bool:
        """Whether a part is a product with a weight, or a sum in which there is one."""
        if tree[2] == "+":
            return any(self._mixes(term) for term in tree[3:])
        return tree[2] in PRODUCTS

    def _fits(self, term: Tree) -> bool:
        """Whether a term belongs into the one node of a sum of products with weights."""
        data = [child for child in term[3:] if self._is_data(child)]
        if term[2] in PRODUCTS or not self._is_data(term) or len(term) == 3:
            return True
        return term[2] == "*" and len(data) == 1 and len(data[0]) == 3

    def _sum(self, stated: Stated, tree: Tree) -> Node:
        terms = tree[3:] if tree[2] == "+" else [tree]
        inside = [term for term in terms if self._fits(term)]
        parts = list(dict.fromkeys(id(part) for term in inside for part in self._parts(term)))
        found = {id(part): part for term in inside for part in self._parts(term)}
        data = [found[one] for one in parts]
        label = r" + ".join(self._with_places(stated, term, self._parts(term)) for term in inside)
        node = self._made("sum", label, data, stated)
        others = [self.node(stated, term) for term in terms if not self._fits(term)]
        return Node("operator", "+", [node, *others], stated.name) if others else node

    def _parts(self, term: Tree) -> list[Tree]:
        """The parts of a term that depend on a value."""
        if len(term) == 3:
            return [term] if self._is_data(term) else []
        return [
            child[3] if child[2] == ROW else child for child in term[3:] if self._is_data(child)
        ]

    def _with_places(self, stated: Stated, tree: Tree, parts: Iterable[Tree]) -> str:
        """The text of a part, a dot in place of each value that has no name."""
        text, start = stated.text(tree), tree[0]
        for part in sorted(parts, key=lambda part: -part[0]):
            if len(part) > 3:
                text = text[: part[0] - start] + PLACEHOLDER + text[part[1] - start :]
        return text.replace(f"({PLACEHOLDER})", PLACEHOLDER)

    def _unary(self, stated: Stated, tree: Tree, inner: Tree) -> Node:
        """Arithmetic with numbers around one value, as 1 - x; a function inside is taken along."""
        while inner[2] in ARITHMETIC and len(self._parts(inner)) == 1 and len(inner) > 3:
            (inner,) = self._parts(inner)
        if len(inner) == 4 and inner[2] not in (*ARITHMETIC, *PRODUCTS, *LEAVES):
            inner = inner[3]
        start = tree[0]
        text = stated.text(tree)
        label = text[: inner[0] - start] + PLACEHOLDER + text[inner[1] - start :]
        lacks_sign = tree[2] == "-" and not text.startswith("-")  # it stands before, in a sum
        return self._made("function", f"-{label}" if lacks_sign else label, [inner], stated)

    def _matrix(self, stated: Stated, tree: Tree) -> Node:
        """A product with a matrix, in the graph of one equation: a box with the matrix's name."""
        data, weights = tree[3:] if tree[2] != "convolve" else (tree[4], tree[3])
        if len(weights) > 3 and weights[2] != "transposed":
            return self._made("function", r"\mathrm{dot}", tree[3:], stated)
        node = self._made("function", stated.text(weights), [data], stated)
        node.symbol = ""
        return node


def of_cell(
    equations: Iterable[Stated], given: Sequence[str], results: Sequence[str], names: dict[str, str]
) -> list[Node]:
    """The results of a cell, each behind the node that computes it."""
    reader = Reader(given, names, whole=True)
    for stated in equations:
        reader.read(stated)
    return [Node("result", names[r], [reader.values[r]], symbol=r) for r in results]


def of_equation(stated: Stated) -> list[Node]:
    """The left side of one equation, behind the nodes that compute it."""
    reader = Reader((), {}, whole=False)
    left, right = stated.tree[3:]
    return [Node("result", stated.text(left), [reader.node(stated, right)], stated.name, left[2])]


def walk(results: Iterable[Node]) -> Iterator[Node]:
    """Every node, inputs first."""
    seen: set[int] = set()

    def visit(node: Node) -> Iterator[Node]:
        if id(node) in seen:
            return
        seen.add(id(node))
        for one in node.inputs:
            yield from visit(one)
        yield node

    for result in results:
        yield from visit(result)
