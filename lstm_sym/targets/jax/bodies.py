"""One timestep of a Program: products for all timesteps at once, and a function of states."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import dot, row, vecmat
from lstm_sym.passes.timestep import multiplied
from lstm_sym.program import Body, Loop, NotLoweredError, Stage, Sum
from lstm_sym.targets.jax.activations import name_of
from lstm_sym.targets.jax.printer import JaxPrinter
from lstm_sym.targets.numpy.python import WIDTH, bracketed, labelled, laid_out
from lstm_sym.targets.numpy.statements import CALLABLE, INDENT, Statements
from lstm_sym.targets.printer import SIGN, SUM, NoWordError

ARRAYS = "tuple[Array, ...]"


class JaxStatements(Statements):
    """Equations as JAX's statements; ``notation`` knows the symbols that passes added, too."""

    def __init__(self, formulation: Formulation, notation: Notation) -> None:
        super().__init__(formulation)
        self.notation = notation
        names = {name: name_of(name) for name in CALLABLE}
        names |= {name: name for name in notation.functions}
        numbers = [q.name for q in notation.quantities.values() if not q.shape]
        self.printer = JaxPrinter(names, numbers)


@dataclass(frozen=True)
class Group:
    """Sums of a stage that are one product for each of their vectors."""

    sums: tuple[Sum, ...]
    vectors: tuple[sp.Symbol, ...]

    @property
    def symbols(self) -> str:
        return ", ".join(str(one.symbol) for one in self.sums)

    def blocks(self, vector: sp.Symbol) -> list[sp.Expr]:
        return [one.terms[vector] for one in self.sums]

    @property
    def biases(self) -> list[sp.Expr]:
        return [one.bias for one in self.sums if one.bias != 0]


class TimestepPrinter:
    """Prints a body; ``free`` makes a name of its own of a word."""

    def __init__(
        self, formulation: Formulation, loop: Loop, body: Body, free: Callable[[str], str]
    ) -> None:
        self.loop, self.body = loop, body
        self.statements = JaxStatements(formulation, body.notation)
        self.show, self.bracket = self.statements.printer.print, self.statements.printer.bracket
        self.shapes = Shapes(body.notation.quantities)
        self.names: set[str] = set()
        self.free = free
        #: What each timestep is given beside the states: name in it, name of all timesteps.
        self.entries: list[tuple[str, str]] = []

    def lines(self) -> Iterator[str]:
        """What is computed before the loop, then the function of one timestep."""
        before: list[str] = []
        inside: list[str] = []
        if self._is_shown():
            self.entries.append((str(self.loop.entry), str(self.loop.sequence)))
        for stage in self.body.stages:
            for group in self._groups(stage):
                for line, is_inside in self._group(group):
                    (inside if is_inside else before).append(line)
            inside += map(self._line, stage.equations)
        yield from before
        yield f"{self.free('start')} = {in_tuple(s.series.first for s in self.body.states)}"
        yield f"{self.free('entries')} = {in_tuple(whole for _, whole in self.entries)}"
        yield ""
        states, entry = self.free("states"), self.free("entry")
        yield f"def {self.free('timestep')}({states}: {ARRAYS}, {entry}: {ARRAYS}) -> {ARRAYS}:"
        read = self._read()
        befores = [s.before if s.before in read else "_" for s in self.body.states]
        yield f"{INDENT}{targets(befores)} = {states}"
        if self.entries:
            yield f"{INDENT}{targets(one for one, _ in self.entries)} = {entry}"
        yield from (INDENT + line for line in inside)
        yield f"{INDENT}return {in_tuple(s.now for s in self.body.states)}"

    def equations(self) -> list[Equation]:
        return [e for stage in self.body.stages for e in stage.equations]

    def used(self) -> set[sp.Symbol]:
        """Every symbol that equations or sums have."""
        sums = [one for stage in self.body.stages for one in stage.sums]
        exprs = [e for one in sums for e in (*one.terms.values(), one.bias)]
        exprs += [e.right for e in self.equations()]
        return {symbol for expr in exprs for symbol in expr.free_symbols}

    def _read(self) -> set[sp.Symbol]:
        """What a timestep reads."""
        vectors = {vector for stage in self.body.stages for vector in stage.vectors}
        return vectors | {s for e in self.equations() for s in e.right.free_symbols}

    def _line(self, equation: Equation) -> str:
        try:
            return self.statements.line(equation)
        except NoWordError as error:
            raise NotLoweredError(f"{equation.label}: {error}") from None

    def _is_shown(self) -> bool:
        """Whether equations need the input otherwise than in products."""
        return any(self.loop.entry in e.right.free_symbols for e in self.equations())

    def _groups(self, stage: Stage) -> list[Group]:
        """Sums of the same vectors, as wide as each other, whose biases are side by side."""
        found: dict[tuple[tuple[sp.Symbol, ...], str, object], list[Sum]] = {}
        for one in stage.sums:
            vectors = tuple(v for v in stage.vectors if v in one.terms)
            width = self.shapes.of(one.symbol)[-1]
            bias: object = self.shapes.of(one.bias) if one.bias != 0 else None
            if isinstance(bias, tuple) and bias[-1:] != (width,):
                bias = one.symbol  # as wide as no block: it is added by itself
            found.setdefault((vectors, width, bias), []).append(one)
        return [Group(tuple(sums), vectors) for (vectors, _, _), sums in found.items()]

    def _group(self, group: Group) -> Iterator[tuple[str, bool]]:
        """Lines, and whether each is in the timestep."""
        entry, alone = self.loop.entry, len(group.sums) == 1
        products: dict[sp.Symbol, str] = {}
        for vector in group.vectors:
            lines, weights = self._joined(f"weights_{vector}", group.blocks(vector))
            yield from ((line, False) for line in lines)
            whole = str(self.loop.sequence if vector == entry else vector)
            products[vector] = self._product(vector, whole, group.blocks(vector)[0], weights)
        bias: list[str] = []
        if group.biases:
            lines, name = self._joined("biases", group.biases, SUM + 1)
            yield from ((line, False) for line in lines)
            bias = [name]
        if entry in products:
            known = alone and len(products) == 1
            name = group.symbols if known else self._named("from_input")
            line = f"{name} = {' + '.join([products.pop(entry), *bias])}"
            yield from ((one, False) for one in self._fitted(line, INDENT * 2))
            self.entries.append((name, name))
            if known:
                return
            terms = [name, *products.values()]
        else:
            terms = [*products.values(), *bias]
        labels = "sum of " if alone else "sums of "
        labels += ", ".join(one.label for one in group.sums)
        yield from ((line, True) for line in self._sum(group, terms, labels))

    def _product(self, vector: sp.Symbol, whole: str, block: sp.Expr, weights: str) -> str:
        """A vector, of all timesteps or of one, times weights that are of all heads or of each."""
        word = multiplied(vector, block, self.body.notation)
        if isinstance(word, dot):
            return f"{whole} @ {weights}"
        given, meant = sp.Symbol(whole, real=True), sp.Symbol(weights, real=True)
        return self.show(vecmat(row(given) if isinstance(word.args[0], row) else given, meant))

    @staticmethod
    def _fitted(line: str, indent: str) -> list[str]:
        """A statement that stands behind an indent, on so many lines as it needs."""
        return [one.removeprefix(indent) for one in laid_out(indent + line)]

    def _sum(self, group: Group, terms: list[str], labels: str) -> Iterator[str]:
        """The sums of a group in a timestep."""
        total, number = " + ".join(terms), len(group.sums)
        line = f"{group.symbols} = jnp.split({total}, {number}, axis=-1)"
        if number == 1:
            line = f"{group.symbols} = {total}"
        elif len(INDENT + line) > WIDTH:
            name = self._named("sums")
            yield from self._fitted(f"{name} = {total}", INDENT)
            line = f"{group.symbols} = jnp.split({name}, {number}, axis=-1)"
        yield from labelled(line, labels)

    def _joined(self, name: str, blocks: list[sp.Expr], level: int = SIGN) -> tuple[list[str], str]:
        """The lines that put blocks side by side, and the name of what they are then."""
        if len(blocks) == 1:
            return [], self.bracket(blocks[0], level)
        name = self._named(name)
        return bracketed(f"{name} = joined(", map(self.show, blocks), ")"), name

    def _named(self, word: str) -> str:
        """A name that no other line of the body has."""
        name, number = self.free(word), 1
        while name in self.names:
            number += 1
            name = self.free(f"{word}_{number}")
        self.names.add(name)
        return name


def targets(names: Iterable[object]) -> str:
    """What a tuple is taken apart into."""
    listed = list(map(str, names))
    return ", ".join(listed) if len(listed) > 1 else in_tuple(listed)


def in_tuple(names: Iterable[object]) -> str:
    """The names as a tuple."""
    listed = list(map(str, names))
    return f"({', '.join(listed)}{',' * (len(listed) == 1)})"
