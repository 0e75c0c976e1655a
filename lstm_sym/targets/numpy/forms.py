"""One timestep of a Program as calls of NumPy on buffers that are there, in its forms.

A body has up to four forms: with the default functions, whose sigmoids become quotients, or with
any; and without what absent arguments leave out, or with everything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import convolve
from lstm_sym.passes.absent import absent, optional
from lstm_sym.passes.adjacent import Joined, joined
from lstm_sym.passes.operations import WHOLE, Buffers, Compiler, Operation, Result, placed
from lstm_sym.passes.quotients import quotients
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import Body, Loop, NotLoweredError, Sum
from lstm_sym.targets.numpy.statements import Statements

#: More sums than these are kept in their order: the orders of seven are too many to try.
MOST = 6
SIGMOID, TANH = "sigmoid", "tanh"


@dataclass(frozen=True)
class Form:
    """One timestep as calls; ``stages`` has those of each stage."""

    defaults: bool
    plain: bool
    stages: tuple[tuple[Joined, ...], ...]
    negated: frozenset[sp.Symbol]
    apart: frozenset[str]
    scratch: Mapping[str, str]


class BufferedBody:
    """A body with the buffers that all its forms share."""

    def __init__(self, formulation: Formulation, loop: Loop, body: Body) -> None:
        self.formulation, self.loop, self.body = formulation, loop, body
        self.n = body.notation
        self.shapes = Shapes(self.n.quantities)
        self.sums: tuple[Sum, ...] = tuple(one for stage in body.stages for one in stage.sums)
        self.vectors = {vector for stage in body.stages for vector in stage.vectors}
        #: States and inputs that a product of the first stage reads are beside each other.
        early = {
            vector
            for place, stage in enumerate(body.stages)
            if not place or stage.begins(formulation.cell.given)
            for vector in stage.vectors
        }
        self.read = [s for s in body.states if s.before in early]
        self.width, *_ = (self._width(stage.sums) for stage in body.stages)
        self.beside = [
            s for s in body.states if s not in self.read and self.wide(s.before) == self.width
        ]
        self.zeros, self.bounds = optional(formulation.cell)
        used = {s for stage in body.stages for e in stage.equations for s in e.right.free_symbols}
        self.zeros, self.bounds = self.zeros & used, self.bounds & used
        self.names = self._names()
        self.columns = [
            s for s in formulation.notation.quantities if s in used and self._is_column(s)
        ]
        self.numbers = {s for s in self.n.quantities if not self.n[s].shape}
        self._check(used)
        self.order = self._order()
        self.forms = tuple(self._forms())
        shape = self.n[loop.entry].shape
        if len(shape) != 2:
            raise NotLoweredError(
                f"{body.stages[0].equations[0].label}: the input of a timestep is "
                f"({', '.join(shape)}), expected (batch, input_dim) in the fast form"
            )

    def _width(self, sums: tuple[Sum, ...]) -> str:
        """The dimension of a stage's sums, which share one; of the states without sums."""
        widths = {self.wide(one.symbol): one for one in sums}
        if len(widths) > 1:
            (_, one), (_, other) = list(widths.items())[:2]
            raise NotLoweredError(
                f"{other.label}: {other.symbol} and {one.symbol} have not the same number of units"
            )
        return next(iter(widths)) if widths else self.wide(self.body.states[0].before)

    def _check(self, used: set[sp.Symbol]) -> None:
        """Raise `NotLoweredError` for what has no place in the engine's buffers."""
        equations = [e for stage in self.body.stages for e in stage.equations]
        weights = self._weights()
        for e in equations:
            is_deep = any(" " in self.wide(s) for s in (e.left, *e.right.free_symbols))
            if e.right.has(convolve):  # which has no operation, whatever else there is
                break
            for symbol in e.right.free_symbols & weights & used:
                if is_deep or symbol not in self.columns:
                    raise NotLoweredError(
                        f"{e.label}: {symbol} is beside a matrix otherwise than in a product"
                    )
        for one in self.sums:
            deep = self.wide(one.symbol).split()
            shapes = [(v, w, len(self.shapes.of(w))) for v, w in one.terms.items()]
            for vector, block, rank in shapes:
                if rank != 1 + len(deep) or len(deep) > 2:
                    raise NotLoweredError(
                        f"{one.label}: {block} has {rank} dimensions for a sum of {len(deep)} with "
                        f"{vector}, expected a matrix for all heads or one for each"
                    )
            if self.shapes.of(one.bias) not in ((), tuple(deep)):
                raise NotLoweredError(
                    f"{one.label}: {one.bias} is no bias of ({', '.join(deep)}) numbers"
                )

    def wide(self, expr: sp.Expr) -> str:
        """The dimensions of an expression beside the examples, empty for a number."""
        batch, shape = self.n[self.loop.entry].shape[0], self.shapes.of(expr)
        return " ".join(shape[1:] if shape[:1] == (batch,) else shape)

    @property
    def has_matrices(self) -> bool:
        """Whether a buffer has several dimensions beside the examples."""
        return any(" " in self.wide(s.symbol) for s in self.sums) or any(
            " " in self.wide(s.before) for s in self.body.states
        )

    def _is_column(self, symbol: sp.Symbol) -> bool:
        shape = self.n[symbol].shape
        return len(shape) == 1 and symbol in self._weights()

    def _weights(self) -> set[sp.Symbol]:
        stacks = self.formulation.notation.stacks
        cell = self.formulation.cell
        blocks = {b for w in cell.weights if w in stacks for b in stacks[w].blocks.values()}
        return {*cell.weights, *blocks}

    def _names(self) -> dict[sp.Symbol, str]:
        """A name for each sum's buffer: that of the gate which it becomes, if that is one's own."""
        nows = {s.now for s in self.body.states}
        taken: dict[str, sp.Symbol] = {}
        for stage in self.body.stages:
            for equation in stage.equations:
                inside = [s.symbol for s in self.sums if equation.right.has(s.symbol)]
                if len(inside) == 1 and equation.left not in nows | self.vectors:
                    taken.setdefault(str(equation.left), inside[0])
        names = {symbol: str(symbol) for symbol in (s.symbol for s in self.sums)}
        return names | {symbol: name for name, symbol in reversed(taken.items())}

    def groups(self, order: tuple[str, ...], scratch: tuple[str, ...] = ()) -> list[list[str]]:
        """Buffers side by side: sums, states and scratch; those of later stages; columns."""
        beside = [s.before.name for s in self.beside]
        of_later = [
            [self.names[one.symbol] for one in stage.sums] for stage in self.body.stages[1:]
        ]
        return [[*order, *beside, *scratch], *of_later, *self.column_blocks.values()]

    @cached_property
    def column_blocks(self) -> dict[str, list[str]]:
        """The weights of one number a unit that equations use: their arrays, with all blocks."""
        found: dict[str, list[str]] = {}
        stacks = self.formulation.notation.stacks.items()
        whole_of = {b: (w, s.blocks.values()) for w, s in stacks for b in s.blocks.values()}
        for symbol in self.columns:
            whole, blocks = whole_of.get(symbol, (symbol, [symbol]))
            found[whole.name] = [block.name for block in blocks]
        return found

    def beside_scratch(self, form: Form) -> tuple[str, ...]:
        return tuple(self._wide(form.scratch))

    def _order(self) -> tuple[str, ...]:
        """The order of the first stage's sums in which its first form takes the fewest calls."""
        names = tuple(self.names[one.symbol] for one in self.body.stages[0].sums)
        if len(names) > MOST:
            return names
        stages, scratch, _, _ = self._operations(self._has_defaults(), self._has_absent())
        beside = tuple(self._wide(scratch))
        return min(
            permutations(names),
            key=lambda order: len(self._joined(stages[0], self.groups(order, beside))),
        )

    def _wide(self, scratch: Mapping[str, str]) -> Iterator[str]:
        """The scratch buffers that are beside the first stage's sums."""
        return (name for name, width in scratch.items() if width == self.width)

    @property
    def same(self) -> dict[str, str]:
        return {s.now.name: s.before.name for s in self.body.states}

    def _has_defaults(self) -> bool:
        functions = self.formulation.notation.functions.values()
        quick = any(f.default in (SIGMOID, TANH) for f in functions)
        return quick or not functions

    def _has_absent(self) -> bool:
        return bool(self.zeros or self.bounds)

    def _forms(self) -> Iterator[Form]:
        any_function = [False] if self.formulation.notation.functions else []
        for defaults in ([True] if self._has_defaults() else []) + any_function:
            for plain in ([True] if self._has_absent() else []) + [False]:
                stages, scratch, negated, apart = self._operations(defaults, plain)
                groups = self.groups(self.order, tuple(self._wide(scratch)))
                together = tuple(tuple(self._joined(s, groups)) for s in stages)
                yield Form(defaults, plain, together, negated, apart, scratch)

    def _operations(
        self, defaults: bool, plain: bool
    ) -> tuple[list[list[Operation]], dict[str, str], frozenset[sp.Symbol], frozenset[str]]:
        """The operations of each stage, the scratch buffers, the negated sums, the states apart."""
        kept = {s.now for s in self.body.states} | self.vectors
        everything = tuple(e for stage in self.body.stages for e in stage.equations)
        of = {e.left: k for k, stage in enumerate(self.body.stages) for e in stage.equations}
        zeros, bounds = (self.zeros, self.bounds) if plain else ((), ())
        compiler = self._compiler(defaults)
        with sp.evaluate(False):  # once: each change of it empties SymPy's caches
            equations = absent(everything, zeros, bounds, kept)
            equations = self._by_default(equations) if defaults else equations
            turned = quotients(equations, (s.symbol for s in self.sums), kept, SIGMOID)
            stages = [
                compiler.stage([e for e in turned.equations if of[e.left] == k])
                for k in range(len(self.body.stages))
            ]
        order = tuple(self.names[one.symbol] for one in self.body.stages[0].sums)
        read = [[str(v) for v in stage.vectors] for stage in self.body.stages]
        tried = []
        for reuse in (True, False):
            buffers = self._buffers()
            found, apart = placed(stages, compiler, buffers, read, reuse)
            scratch = {name: buffers.width[name] for name in buffers.scratch}
            groups = self.groups(order, tuple(self._wide(scratch)))
            calls = sum(len(self._joined(stage, groups)) for stage in found)
            tried.append((calls, (found, scratch, turned.negated, frozenset(apart))))
        return min(tried, key=lambda one: one[0])[1]

    def _joined(self, stage: list[Operation], groups: list[list[str]]) -> list[Joined]:
        # A function of the caller's could not tell several gates from one of several dimensions.
        own = list(self.formulation.notation.functions) if self.has_matrices else []
        return joined(stage, groups, self.same, (*WHOLE, *own))

    def _by_default(self, equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
        """The equations with the default functions in place of those that the caller may choose."""
        chosen = {f.name: f.default for f in self.formulation.notation.functions.values()}

        def named(node: sp.Basic) -> sp.Basic:
            name = type(node).__name__
            if isinstance(node, sp.Function) and name in chosen:
                return sp.Function(chosen[name])(*map(named, node.args))
            return rebuild(node, named)

        return tuple(replace(e, right=named(e.right)) for e in equations)

    def _compiler(self, defaults: bool) -> Compiler:
        body = self.body
        buffer_of = dict(self.names)
        buffer_of |= {s.before: str(s.before) for s in body.states}
        buffer_of |= {self.loop.entry: str(self.loop.entry)}
        buffer_of |= {s: str(s) for s in self.columns}
        results = {s.now: Result(str(s.now), str(s.before)) for s in body.states}
        results |= {v: Result(str(v)) for v in self.vectors if v not in self.formulation.cell.given}
        calls = {f.name: f.name for f in self.formulation.notation.functions.values()}
        calls |= {a.name: a.name for a in ACTIVATIONS}
        printer = Statements(self.formulation).printer
        printer.dimension = lambda array: self.shapes.of(array)[-1]
        show = printer.print
        return Compiler(buffer_of, results, self.wide, self.numbers, calls, show)

    def _buffers(self) -> Buffers:
        names = {self.names[one.symbol]: self.wide(one.symbol) for one in self.sums}
        return Buffers(names, set(names))
