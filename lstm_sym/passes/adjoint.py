"""`adjoint`: a timestep's equations backwards, from the loss's gradient at its results to all else.

The adjoint of a quantity is the gradient of the loss with respect to it. Walking the equations from
the last to the first, each hands the adjoint of its left side on to the symbols of its right side:
elementwise by the derivative, of a product with weights by the transposed weights. What weights
get is summed over examples and timesteps. Derivatives are those of `differentiate`. A word of
matrices has an equation of its own, so that what it hands on is one word, too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from operator import attrgetter

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Quantity, Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import (
    absolute,
    block_diagonal,
    clip,
    diagonal_blocks,
    dot,
    maximum,
    mean,
    minimum,
    outer,
    over_examples,
    over_rows,
    over_units,
    row,
    sign,
    transposed,
    vecmat,
    where,
    width,
)
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import Body, Loop, NotLoweredError, Stage, Sum

ONE, ZERO = sp.Integer(1), sp.Integer(0)
#: What has a derivative, or one on each side of a kink.
DIFFERENTIABLE = (
    *(sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log, sp.tanh, AppliedUndef),
    *(absolute, clip, maximum, mean, minimum, sign, where, sp.core.relational.Relational),
)


#: Words whose left side has another shape than what they are of.
OF_MATRICES = (outer, over_units, row, vecmat)
#: What those hand on, from the adjoint d of their left side and the other argument.
HANDED: dict[str, Callable[[sp.Expr, sp.Expr], sp.Expr]] = {
    "rows": lambda d, other: vecmat(other, transposed(d)),  # to the first argument of `outer`
    "columns": lambda d, other: vecmat(other, d),  # to its second
    "vector": lambda d, other: vecmat(d, transposed(other)),  # to the first argument of `vecmat`
    "matrix": lambda d, other: outer(other, d),  # to its second
    "row": lambda d, _: over_rows(d),
    "spread": lambda d, _: d,  # to all units that were summed
}


@dataclass(frozen=True)
class Term:
    """What one equation hands on: its left side's adjoint times a factor of forward values.

    With ``kind`` "transposed" the factor are weights and the product is one of matrices; with
    "outer" it is the vector that was multiplied; "examples" is elementwise, summed over examples,
    "units" summed over the units that share one number. Those of ``HANDED`` are of matrices.
    ``heads`` says of weights of a matrix a head whether all of them see one vector ("one") or each
    its own ("each").
    """

    source: sp.Symbol
    factor: sp.Expr
    kind: str = "elementwise"
    scale: sp.Rational = ONE
    blocks: sp.Symbol | None = None  # the weights of which the diagonal's blocks are made
    heads: str = ""

    def expr(self) -> sp.Expr:
        if self.kind in HANDED:
            return HANDED[self.kind](self.source, self.factor)
        if self.kind == "transposed":
            twice = isinstance(self.factor, transposed)
            weights = self.factor.args[0] if twice else transposed(self.factor)
            if not self.heads:
                return dot(self.source, weights)
            by_head = vecmat(self.source, weights)
            return over_rows(by_head) if self.heads == "one" else by_head
        if self.kind == "outer":
            vector = row(self.factor) if self.heads == "one" else self.factor
            found = over_examples(outer(vector, self.source))
            found = found if self.blocks is None else diagonal_blocks(found, self.blocks)
            return found if self.scale == ONE else self.scale * found
        found = self.source if self.factor == ONE else self.source * self.factor
        if self.kind == "units":
            return over_units(found)
        return over_examples(found) if self.kind == "examples" else found


@dataclass(frozen=True)
class Adjoint:
    """The adjoint of one symbol; ``of`` is that symbol, ``seed`` what arrives from outside."""

    label: str
    symbol: sp.Symbol
    of: sp.Symbol
    terms: tuple[Term, ...]
    seed: sp.Symbol | None = None

    def equation(self) -> Equation:
        """The same in the notation of equations."""
        with sp.evaluate(False):
            terms = [*([self.seed] if self.seed else []), *(term.expr() for term in self.terms)]
            total: sp.Expr = ZERO if not terms else terms[0]
            for term in terms[1:]:
                total = total + term
        return Equation(self.label, self.symbol, total)


@dataclass(frozen=True)
class Backwards:
    """One timestep backwards: forward values first, then adjoints in the order of computation.

    ``adjoints`` are of equations, sums, states and the input; ``weights`` of what is learned.
    """

    stages: tuple[Stage, ...]
    adjoints: tuple[Adjoint, ...]
    weights: tuple[Adjoint, ...]
    seeds: dict[sp.Symbol, sp.Symbol]
    notation: Notation

    @property
    def by_symbol(self) -> dict[sp.Symbol, Adjoint]:
        return {one.of: one for one in self.adjoints}

    def equations(self) -> tuple[Equation, ...]:
        return tuple(one.equation() for one in (*self.adjoints, *self.weights))


def adjoint(body: Body, loop: Loop, values: bool = False) -> Backwards:
    """The timestep backwards; raises `NotLoweredError` for what has no derivative, by its label.

    With ``values`` each call of a function has a name, so that its derivative may use its value.
    """
    with sp.evaluate(False):
        return Walk(body, loop, values).backwards()


class Walk:
    """Goes through one timestep from its last equation to its first."""

    def __init__(self, body: Body, loop: Loop, values: bool) -> None:
        self.loop, self.states = loop, body.states
        self.n = body.notation.copy()
        self.values = values
        self.numbered = count(1)
        self.stages = tuple(map(self._named, body.stages))
        self.terms: dict[sp.Symbol, list[Term]] = {}
        self.symbols: dict[sp.Symbol, sp.Symbol] = {}
        self.seeds = {
            s.now: self._new(f"g_{s.now}", rf"\hat {self.n[s.now].latex}", s.now)
            for s in self.states
        }
        self.batch = self.n[loop.entry].shape[0]

    # Names.

    def _new(self, name: str, latex: str, like: sp.Symbol, meaning: str = "") -> sp.Symbol:
        taken = {*self.n.functions, *self.n.options, *(q.name for q in self.n.quantities.values())}
        while name in taken:
            name += "_"
        symbol = sp.Symbol(name, real=True)
        said = meaning or f"gradient of the loss with respect to {self.n[like].meaning}"
        self.n.quantities[symbol] = Quantity(symbol, latex, self.n[like].shape, said)
        return symbol

    def _named(self, stage: Stage) -> Stage:
        """The stage with a name for what a function is called of and, with ``values``, gives."""
        equations: list[Equation] = []
        for equation in stage.equations:
            right = self._calls(equation.right, equation, equations, top=True)
            equations.append(replace(equation, right=right))
        return replace(stage, equations=tuple(equations))

    def _calls(
        self, node: sp.Basic, equation: Equation, into: list[Equation], *, top: bool = False
    ) -> sp.Basic:
        if isinstance(node, width):
            return node
        if isinstance(node, OF_MATRICES):
            inside = [self._calls(arg, equation, into) for arg in node.args]
            named = [
                arg if isinstance(arg, sp.Symbol)
                else self._equation(f"a_{equation.left}", arg, equation, into)
                for arg in inside
            ]  # fmt: skip
            found = node.func(*named)
            name = f"{type(node).__name__}_{equation.left}"
            return found if top else self._equation(name, found, equation, into)
        if node.free_symbols and node.args and not isinstance(node, DIFFERENTIABLE):
            raise NotLoweredError(
                f"{equation.label}: {type(node).__name__} has no adjoint, in {node}"
            )
        if isinstance(node, clip | mean):
            inside = self._calls(node.args[0], equation, into)
            if not isinstance(inside, sp.Symbol):
                inside = self._equation(f"a_{equation.left}", inside, equation, into)
            found = node.func(inside, *node.args[1:])
            if isinstance(node, clip) or top or self.n[equation.left].shape[-1] == "1":
                return found
            return self._equation(f"mean_{equation.left}", found, equation, into)
        if not isinstance(node, AppliedUndef | sp.tanh):
            return rebuild(node, lambda arg: self._calls(arg, equation, into))
        argument = self._calls(node.args[0], equation, into)
        if not isinstance(argument, sp.Symbol):
            argument = self._equation(f"a_{equation.left}", argument, equation, into)
        call = sp.Function(type(node).__name__)(argument)
        if top or not self.values:
            return call
        name = f"{type(node).__name__}_{argument}"
        return self._equation(name, call, equation, into)

    def _equation(
        self, name: str, right: sp.Basic, equation: Equation, into: list[Equation]
    ) -> sp.Symbol:
        """A symbol of its own for a part of an equation."""
        for known in into:
            if known.right == right and known.left not in equation.defined:
                return known.left
        part = str(equation.left).removesuffix("_t").replace("_", r"\_")
        latex = rf"{name[0]}^{{({part})}}_t"
        symbol = self._new(
            name, latex, equation.left, f"part of the {equation.label.replace('-', ' ')}"
        )
        shape = self._shape(right)
        self.n.quantities[symbol] = replace(self.n[symbol], shape=shape)
        label = f"{equation.label}-part-{next(self.numbered)}"
        into.append(Equation(label, symbol, right))
        return symbol

    def _adjoint_of(self, symbol: sp.Symbol) -> sp.Symbol:
        if symbol not in self.symbols:
            self.symbols[symbol] = self._new(
                f"d_{symbol.name}", barred(self.n[symbol].latex), symbol
            )
        return self.symbols[symbol]

    # The walk.

    def backwards(self) -> Backwards:
        found: list[Adjoint] = []
        weights: dict[sp.Symbol, list[Term]] = {}
        defined = {s for stage in self.stages for e in stage.equations for s in e.defined}
        sums = {one.symbol for stage in self.stages for one in stage.sums}
        inner = defined | sums | {s.before for s in self.states} | {self.loop.entry}
        for stage in reversed(self.stages):
            for equation in reversed(stage.equations):
                one = self._close(equation.left)
                if one is None:
                    continue
                found.append(one)
                for symbol, term in self._handed_on(one.symbol, equation, inner):
                    into = self.terms if symbol in inner else weights
                    into.setdefault(symbol, []).append(term)
            for one_sum in reversed(stage.sums):
                one = self._close(one_sum.symbol)
                if one is not None:
                    found.append(one)
                    self._through(one.symbol, one_sum, weights)
        for symbol in (*(s.before for s in self.states), self.loop.entry):
            found.append(self._close(symbol) or self._made(symbol, ()))
        learned = tuple(self._made(symbol, tuple(terms)) for symbol, terms in weights.items())
        return Backwards(self.stages, tuple(found), learned, self.seeds, self.n)

    def _close(self, symbol: sp.Symbol) -> Adjoint | None:
        """The adjoint of a symbol whose uses have all been passed; None where nothing needs it."""
        terms, seed = self.terms.pop(symbol, []), self.seeds.get(symbol)
        return self._made(symbol, tuple(terms), seed) if terms or seed else None

    def _made(
        self, symbol: sp.Symbol, terms: tuple[Term, ...], seed: sp.Symbol | None = None
    ) -> Adjoint:
        label = f"gradient-{symbol.name}".replace("_", "-")
        return Adjoint(label, self._adjoint_of(symbol), symbol, terms, seed)

    def _handed_on(
        self, source: sp.Symbol, equation: Equation, inner: set[sp.Symbol]
    ) -> Iterator[tuple[sp.Symbol, Term]]:
        """What an equation hands on to each symbol of its right side."""
        if isinstance(equation.right, OF_MATRICES):
            yield from self._of_matrices(source, equation, inner)
            return
        for symbol in sorted(equation.right.free_symbols, key=attrgetter("name")):
            shape = self.n[symbol].shape
            if not shape or (symbol.name == "m_t" and symbol not in inner):
                continue  # a number is no weight
            try:
                slope = differentiate(equation.right, symbol)
            except (KeyError, TypeError) as error:
                raise NotLoweredError(
                    f"{equation.label}: no derivative is known: {error}"
                ) from None
            if slope == ZERO:
                continue
            kind = "elementwise" if symbol in inner else "examples"
            # What serves all units gets something from each.
            whole = self._shape(source * slope)
            if shape[-1] == "1" and whole[-1] != "1":
                kind = "units"
            others = zip(shape[-2:0:-1], whole[-2:0:-1], strict=False)
            if not self._is_row(symbol) and any(a == "1" != b for a, b in others):
                raise NotLoweredError(
                    f"{equation.label}: {symbol} serves several rows: write row(...) of it"
                )
            yield symbol, Term(source, slope, kind)

    def _is_row(self, symbol: sp.Symbol) -> bool:
        """Whether it is the name of a row, to which all rows of its adjoint belong."""
        equations = (e for stage in self.stages for e in stage.equations)
        return any(e.left == symbol and isinstance(e.right, row) for e in equations)

    @staticmethod
    def _of_matrices(
        source: sp.Symbol, equation: Equation, inner: set[sp.Symbol]
    ) -> Iterator[tuple[sp.Symbol, Term]]:
        """What a word of matrices hands on."""
        word, args = equation.right, equation.right.args
        kinds = {outer: ("rows", "columns"), vecmat: ("vector", "matrix")}.get(
            word.func, ("row",) if isinstance(word, row) else ("spread",)
        )
        for symbol, kind, other in zip(args, kinds, args[::-1], strict=True):
            if symbol not in inner:
                raise NotLoweredError(f"{equation.label}: {symbol} is no value of the timestep")
            yield symbol, Term(source, other, kind)

    def _shape(self, expr: sp.Basic) -> Shape:
        return Shapes(self.n.quantities).of(expr)

    def _through(self, source: sp.Symbol, one: Sum, weights: dict[sp.Symbol, list[Term]]) -> None:
        """What a sum of products hands on to its vectors, its weights and its bias."""
        for vector, blocks in one.terms.items():
            by_head = len(self._shape(blocks)) == 3
            heads = ("one" if len(self.n[vector].shape) == 2 else "each") if by_head else ""
            self.terms.setdefault(vector, []).append(
                Term(source, blocks, "transposed", heads=heads)
            )
            in_blocks = {node.args[0] for node in blocks.atoms(block_diagonal)}
            for block, scale in self._linear(blocks, one.label):
                rows = block if block in in_blocks else None
                weights.setdefault(block, []).append(
                    Term(source, vector, "outer", scale, rows, heads)
                )
        for block, scale in self._linear(one.bias, one.label):
            weights.setdefault(block, []).append(Term(source, scale, "examples"))

    def _linear(self, expr: sp.Expr, label: str) -> Iterator[tuple[sp.Symbol, sp.Rational]]:
        """The weights of an expression, each with the number that it is multiplied by."""
        for symbol in sorted(expr.free_symbols, key=attrgetter("name")):
            if not self.n[symbol].shape:
                continue
            scale = differentiate(expr, symbol)
            if not isinstance(scale, sp.Rational):
                raise NotLoweredError(f"{label}: {expr} is not linear in {symbol}")
            yield symbol, scale


def barred(latex: str) -> str:
    r"""A name on paper under a bar: \bar c_t for c_t."""
    letter = re.split(r"[_^]", latex)[0]
    plain = len(letter) == 1 or (letter.startswith("\\") and letter[1:].isalpha())
    return (rf"\bar {letter}" if plain else rf"\bar{{{letter}}}") + latex[len(letter) :]
