"""Wrong versions of the printed NumPy text, and of how a layout stacks its blocks."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations

from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import bare
from lstm_sym.proofs.mutants import Mutant, with_part
from lstm_sym.proofs.trace import SET_UP, said, statements

# Set-up that checks arguments, which the tests of the runtime see to; and another module's call.
CHECKS = ("arguments", "several arguments", "choices", "sizes", "the code for speed")
SIGNS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.MatMult),
    ast.MatMult: (ast.Mult,),
}


def of_text(formulation: Formulation, text: str) -> Iterator[Mutant]:
    """Every mutant of a printed module's functions, but for the lines that check arguments."""
    tree = bare(text)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    yield from of_functions(
        f"{formulation.name} NumPy", text, tree, functions, computed_lines(text)
    )


def of_fast(formulation: Formulation, text: str) -> Iterator[Mutant]:
    """Every mutant of a fast form's steps and weights; not of `prepare`, which checks arguments."""
    tree = bare(text)
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name != "prepare"]
    yield from of_functions(
        f"{formulation.name} fast NumPy", text, tree, functions, all_lines(functions)
    )


def all_lines(functions: list[ast.FunctionDef]) -> set[int]:
    """The lines of all statements in some functions."""
    inside = (n for one in functions for n in ast.walk(one) if isinstance(n, ast.stmt))
    return {n.lineno for n in inside if not isinstance(n, ast.FunctionDef)}


def of_functions(
    kind: str, text: str, tree: ast.Module, functions: list[ast.FunctionDef], computed: set[int]
) -> Iterator[Mutant]:
    """Every mutant of some functions, on some lines; mutants that read alike are counted."""
    lines, seen = text.splitlines(), Counter[str]()
    for function in functions:
        typed = {
            id(inner)
            for node in ast.walk(function)
            if isinstance(node, ast.AnnAssign)
            for inner in ast.walk(node.annotation)
        }
        names = sorted({n.id for n in ast.walk(function) if isinstance(n, ast.Name)})
        for parent in (node for node in ast.walk(function) if id(node) not in typed):
            for field, value in ast.iter_fields(parent):
                # Annotations are not run; the order of the values after ``in`` does not matter.
                if field in ("annotation", "returns", "comparators"):
                    continue
                for place, node in enumerate(value if isinstance(value, list) else [value]):
                    if isinstance(node, ast.AST) and getattr(node, "lineno", 0) in computed:
                        at = Spot(function.name, lines, tree, parent, field, place, node)
                        for mutant in _at_node(kind, at, names):
                            seen[str(mutant)] += 1
                            number = seen[str(mutant)]
                            place_said = f"{mutant.place}{f', {number}.' if number > 1 else ''}"
                            yield replace(mutant, place=place_said)


def computed_lines(text: str) -> set[int]:
    """The lines of statements that compute, and of what decides whether they run."""
    known = list(statements(text))
    written = text.splitlines()
    lines = {one.lineno for one in known if not _is_check(said(written, one))}
    checks = {one.lineno for one in known} - lines
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.If | ast.For) and not checks.issuperset(_held(node)):
            lines.add(node.lineno)
    return lines


def _is_check(code: str) -> bool:
    return any(SET_UP[check].match(code) for check in CHECKS)


def _held(node: ast.If | ast.For) -> set[int]:
    """The lines of the statements in a body, those of its branches among them."""
    held = [one for body in (node.body, node.orelse) for part in body for one in ast.walk(part)]
    return {one.lineno for one in held if isinstance(one, ast.stmt) and not isinstance(one, ast.If)}


@dataclass(frozen=True)
class Spot:
    """Where a node is in its tree."""

    function: str
    lines: list[str]
    tree: ast.Module
    parent: ast.AST
    field: str
    place: int
    node: ast.AST

    def text(self, new: ast.AST) -> str:
        """The module's text with another node here; the tree is put back."""
        self._put(new)
        try:
            return ast.unparse(self.tree)
        finally:
            self._put(self.node)

    def _put(self, node: ast.AST) -> None:
        held = getattr(self.parent, self.field)
        if isinstance(held, list):
            held[self.place] = node
        else:
            setattr(self.parent, self.field, node)

    def __str__(self) -> str:
        line = self.lines[getattr(self.node, "lineno", 1) - 1].strip()
        return f"{self.function}, {line}, column {getattr(self.node, 'col_offset', 0)}"


def _at_node(kind: str, at: Spot, names: list[str]) -> Iterator[Mutant]:
    changed = list(changes(at.node, names))
    old = ast.unparse(at.node) if changed else ""
    for rule, new in changed:
        text = ast.unparse(new)
        if text != old:
            said = f"{old.splitlines()[0]} -> {text.splitlines()[0]}"
            yield Mutant(kind, str(at), rule, said, partial(at.text, new))


def changes(node: ast.AST, names: list[str]) -> Iterator[tuple[str, ast.AST]]:
    """Rule and changed node, for one node."""
    if isinstance(node, ast.Assign | ast.If | ast.For):
        yield "drop a statement", ast.Pass()
    if isinstance(node, ast.If):
        negated = ast.UnaryOp(ast.Not(), node.test)
        yield "negate a condition", ast.If(negated, node.body, node.orelse)
    if isinstance(node, ast.BinOp):
        for sign in SIGNS.get(type(node.op), ()):
            yield "change a sign", ast.BinOp(node.left, sign(), node.right)
        yield "drop a term", node.left
        yield "drop a term", node.right
        if isinstance(node.op, ast.MatMult):
            turned = ast.Attribute(node.right, "T", ast.Load())
            yield "transpose a matrix", ast.BinOp(node.left, node.op, turned)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        other = names[(names.index(node.id) + 1) % len(names)]
        yield "exchange a name", ast.Name(other, node.ctx)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "exchange true and false", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "add one to a number", ast.Constant(node.value + 1)
    if (
        isinstance(node, ast.Call)
        and len(node.args) == 1
        and not isinstance(node.func, ast.Attribute)
    ):
        yield "drop a call", node.args[0]
    if isinstance(node, ast.Call) and len(node.args) == 3:
        condition, value, otherwise = node.args
        yield "exchange the branches", ast.Call(node.func, [condition, otherwise, value], [])
    if isinstance(node, ast.Tuple) and len(node.elts) > 1:
        yield "reverse the order", ast.Tuple(list(reversed(node.elts)), node.ctx)


def of_layout(formulation: Formulation) -> Iterator[Mutant]:
    """Every other order of the blocks in all arrays, two exchanged in one, and transposed ones."""
    stacks = formulation.notation.stacks
    orders = {tuple(stack.blocks) for stack in stacks.values()}
    for order in sorted(orders):
        for other in permutations(order):
            if other != order:
                changed = {
                    w: replace(s, blocks={gate: s.blocks[gate] for gate in other})
                    if tuple(s.blocks) == order
                    else s
                    for w, s in stacks.items()
                }
                yield _layout(formulation, "all arrays", "".join(other), changed)
    for whole, stack in stacks.items():
        gates = list(stack.blocks)
        for place in range(len(gates) - 1):
            swapped = [*gates]
            swapped[place : place + 2] = reversed(gates[place : place + 2])
            blocks = {gate: stack.blocks[gate] for gate in swapped}
            changed = {**stacks, whole: replace(stack, blocks=blocks)}
            yield _layout(formulation, whole.name, "".join(swapped), changed)
        if len(formulation.notation[whole].shape) > 1:
            turned = {**stacks, whole: replace(stack, transposed=not stack.transposed)}
            yield _layout(formulation, whole.name, "transposed", turned)


def _layout(formulation: Formulation, place: str, change: str, stacks: dict) -> Mutant:
    def make() -> Formulation:
        notation = copy.copy(formulation.notation)
        notation.stacks = stacks
        return with_part(formulation, "cell", notation=notation)

    return Mutant(f"{formulation.name} layout", place, "exchange blocks", change, make)
