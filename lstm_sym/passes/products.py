"""The products of a timestep with its weights: which sums they are in, and in which stage.

`merge_sums` writes a sum that is spread over several equations as one; `name_vectors` names what a
product multiplies; `collect_products` collects sums of products, so that those of all gates are one
product for each vector: dot(x, W_i) + dot(h, U_i) + p_i * c + b_i becomes z_i + p_i * c;
`into_stages` puts products first, then what is elementwise. Weights may be a matrix for each head.
"""

from collections import Counter
from dataclasses import replace

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Shape
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import dot, row, vecmat
from lstm_sym.passes.arithmetic import summands
from lstm_sym.passes.stable import rebuild
from lstm_sym.passes.timestep import Timestep, multiplied
from lstm_sym.program import NotLoweredError, Stage, Sum


def merge_sums(step: Timestep) -> Timestep:
    """Put a sum of products that is used once, as a term of another sum, in its place there."""
    nows = {state.now for state in step.states}
    nodes = [n for e in step.equations for n in sp.preorder_traversal(e.right)]
    uses = Counter(node for node in nodes if isinstance(node, sp.Symbol))
    terms = {term for node in nodes if isinstance(node, sp.Add) for term in node.args}
    moved: dict[sp.Symbol, sp.Expr] = {}
    kept: list[Equation] = []

    def inside(node: sp.Basic) -> sp.Basic:
        return moved[node] if node in moved else rebuild(node, inside)

    with sp.evaluate(False):
        for equation in step.equations:
            left, right = equation.left, inside(equation.right)
            once = uses[left] == 1 and left in terms and left not in nows
            if once and all(isinstance(term, dot) for term in summands(right)):
                moved[left] = right
            else:
                kept.append(replace(equation, right=right))
    return step.with_equations(tuple(kept))


def name_vectors(step: Timestep) -> Timestep:
    """Name the vector of every product that is neither given nor a state of the timestep before.

    dot(r_t * h_tm1, U) becomes v_1 = r_t * h_tm1 and dot(v_1, U).
    """
    names: dict[sp.Expr, sp.Symbol] = {}
    shapes = Shapes(step.notation.quantities)
    equations: list[Equation] = []

    def named(node: sp.Basic) -> sp.Basic:
        found = factors(node, step)
        if found is None:
            return rebuild(node, named)
        vector, matrix = named(found[0]), found[1]
        if vector in step.cell.given:
            return multiplied(vector, matrix, step.notation)
        if vector not in names:
            name = f"v_{len(names) + 1}"
            names[vector] = step.new(name, shapes.of(vector), "what a product multiplies")
            equations.append(Equation(f"{label}-{name}", names[vector], vector))
        return multiplied(names[vector], matrix, step.notation)

    with sp.evaluate(False):
        for equation in step.equations:
            label = equation.label
            right = named(equation.right)
            equations.append(replace(equation, right=right))
    return step.with_equations(tuple(equations))


def collect_products(step: Timestep) -> Timestep:
    """Replace sums of products by symbols z; what they stand for is kept in ``Timestep.sums``.

    A bias or a number beside the products, which is the same for every example, belongs to z. A
    product whose vector is only known in a later stage is a z of its own.
    """
    collector = Collector(step)
    with sp.evaluate(False):
        equations = tuple(collector.collected(e) for e in step.equations)
    return step.with_equations(equations, sums=tuple(collector.sums))


class Collector:
    """Collects the sums of one timestep and remembers in which stage each symbol is known."""

    def __init__(self, step: Timestep) -> None:
        self.step, self.n = step, step.notation
        self.shapes = Shapes(self.n.quantities)
        self.sums: list[Sum] = []
        self.stage = dict.fromkeys(step.given, 0)
        self.gates = {
            block: gate for s in self.n.stacks.values() for gate, block in s.blocks.items()
        }

    def collected(self, equation: Equation) -> Equation:
        right = self._collected(equation.right, equation)
        stage = max((self.stage[s] for s in right.free_symbols), default=0)
        self.stage |= dict.fromkeys(equation.defined, stage)
        return replace(equation, right=right)

    def _collected(self, node: sp.Basic, equation: Equation) -> sp.Basic:
        if factors(node, self.step) is not None:
            return self._sum([node], equation)
        if isinstance(node, sp.Add):
            terms = summands(node)
            products = [term for term in terms if product(term, self.step) is not None]
            if products:
                constant = [t for t in terms if t not in products and is_constant(t, self.step)]
                rest = [t for t in terms if t not in products and t not in constant]
                total = self._sum([*products, *constant], equation)
                others = (self._collected(term, equation) for term in rest)
                for other in others:
                    total = total + other
                return total
        return rebuild(node, lambda arg: self._collected(arg, equation))

    def _sum(self, terms: list[sp.Expr], equation: Equation) -> sp.Expr:
        """One z for each stage in which vectors of these products become known."""
        staged: dict[int, dict[sp.Symbol, list[sp.Expr]]] = {}
        constant = [term for term in terms if product(term, self.step) is None]
        for term in terms:
            found = product(term, self.step)
            if found is None:
                continue
            vector, weights = found
            if not is_constant(weights, self.step):
                raise NotLoweredError(f"{equation.label}: {term} has no weights that stay the same")
            stage = self.stage[vector] if vector in self.step.given else self.stage[vector] + 1
            staged.setdefault(stage, {}).setdefault(vector, []).append(weights)
        symbols = []
        for stage, by_vector in sorted(staged.items()):
            blocks = {vector: added(weights) for vector, weights in by_vector.items()}
            bias, constant = added(constant), []
            symbols.append(self._symbol(stage, blocks, bias, equation))
        return added(symbols)

    def _symbol(
        self, stage: int, blocks: dict[sp.Symbol, sp.Expr], bias: sp.Expr, equation: Equation
    ) -> sp.Symbol:
        for known in self.sums:
            if known.terms == blocks and known.bias == bias:
                return known.symbol
        gates = [self.gates[s] for b in blocks.values() for s in b.free_symbols if s in self.gates]
        name = f"z_{gates[0] if gates else equation.left}"
        vector, weights = next(iter(blocks.items()))
        shape = self.shapes.of(multiplied(vector, weights, self.n))
        symbol = self.step.new(name, shape, f"sum inside the {equation.label.replace('-', ' ')}")
        self.stage[symbol] = stage
        self.sums.append(Sum(symbol, blocks, bias, equation.label))
        return symbol


def is_constant(term: sp.Expr, step: Timestep) -> bool:
    """Whether it is the same for all examples and timesteps, and calls no function."""
    n = step.notation
    batch = n[step.loop.entry].shape[0]
    return not term.has(AppliedUndef) and all(
        symbol in step.given and batch not in n[symbol].shape for symbol in term.free_symbols
    )


def factors(term: sp.Basic, step: Timestep) -> tuple[sp.Expr, sp.Expr] | None:
    """The vector and the weights of a product; None for anything else.

    A vector times a matrix of its own, as a state is, is no product with weights.
    """
    if isinstance(term, dot):
        return term.args
    if isinstance(term, vecmat) and is_constant(term.args[1], step):
        vector, weights = term.args
        return (vector.args[0] if isinstance(vector, row) else vector), weights
    return None


def product(term: sp.Expr, step: Timestep) -> tuple[sp.Symbol, sp.Expr] | None:
    """The vector of a product and its weights, times any number before it; None for others."""
    found = factors(term, step)
    if found is not None:
        return found
    if isinstance(term, sp.Mul):
        products = [product(factor, step) for factor in term.args]
        known = [one for one in products if one is not None]
        rest = [f for f, one in zip(term.args, products, strict=True) if one is None]
        if len(known) == 1 and all(factor.is_Rational for factor in rest):
            vector, weights = known[0]
            return vector, sp.Mul(*rest, weights)
    return None


def added(terms: list[sp.Expr]) -> sp.Expr:
    """Their sum, grouped from the left."""
    total: sp.Expr = terms[0] if terms else sp.Integer(0)
    for term in terms[1:]:
        total = total + term
    return total


def into_stages(step: Timestep) -> tuple[Stage, ...]:
    """Begin a stage where a product needs what an equation of the stage before gives.

    The sums of one stage have one size: those of another size are a stage behind it.
    """
    sizes = {one.symbol: step.notation[one.symbol].shape[1:] for one in step.sums}
    number_of, placed = numbered(step, {})
    places: list[tuple[int, Shape]] = []
    for number in range(max(number for number, _ in placed) + 1):
        here = Counter(sizes[symbol] for symbol in sizes if number_of[symbol] == number)
        places += [(number, size) for size, _ in here.most_common()] or [(number, ())]
    known = {symbol: places.index((number_of[symbol], size)) for symbol, size in sizes.items()}
    number_of, placed = numbered(step, known)
    return tuple(
        Stage(
            tuple(one for one in step.sums if number_of[one.symbol] == number),
            tuple(equation for n, equation in placed if n == number),
        )
        for number in range(len(places))
    )


def numbered(
    step: Timestep, known: dict[sp.Symbol, int]
) -> tuple[dict[sp.Symbol, int], list[tuple[int, Equation]]]:
    """The stage of each symbol, from those of sums that are known, and of each equation."""
    of: dict[sp.Symbol, int] = dict.fromkeys(step.given, 0)
    placed: list[tuple[int, Equation]] = []
    waiting = {one.symbol: one for one in step.sums}
    for equation in step.equations:
        for symbol in equation.right.free_symbols & set(waiting):
            vectors = waiting[symbol].terms
            first = max(0 if v in step.given else of[v] + 1 for v in vectors)
            of[symbol] = known.get(symbol, first)
        number = max((of[s] for s in equation.right.free_symbols), default=0)
        of |= dict.fromkeys(equation.defined, number)
        placed.append((number, equation))
    return of, placed
