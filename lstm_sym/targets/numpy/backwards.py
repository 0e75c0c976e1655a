"""One timestep backwards as NumPy: what all timesteps share before the loop, and a step in it.

Every adjoint is a sum of other adjoints, each times forward values. Those values are known for many
timesteps at once; a step multiplies and adds. Adjoints of sums that come from the same adjoint
are side by side, so that one product gives them all.
"""

import re
from collections.abc import Iterator
from operator import attrgetter

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.words import prime, width
from lstm_sym.passes.adjoint import HANDED, ONE, Adjoint, Term
from lstm_sym.passes.arithmetic import times
from lstm_sym.passes.by_value import of_value, put, y
from lstm_sym.passes.stable import rebuild
from lstm_sym.program import Body, NotLoweredError, Program
from lstm_sym.targets.numpy.chunk_printer import ChunkPrinter
from lstm_sym.targets.numpy.coefficients import Plan
from lstm_sym.targets.numpy.keeping import Keeping
from lstm_sym.targets.numpy.python import laid_out, signature
from lstm_sym.targets.numpy.statements import INDENT, Statements
from lstm_sym.targets.printer import SIGN

#: The names in a printed function that are its own.
OWN = frozenset(
    (
        *("after", "chunk", "delta", "dot", "function", "functions", "handed", "multiply"),
        *("slope", "slopes", "step", "transposed"),
    )
)


#: A product of more characters has a name for its second factor.
LONG = 60


class BackwardsPrinter:
    """Prints the function of one body."""

    def __init__(self, program: Program, body: Body, name: str, keeping: Keeping) -> None:
        self.plan, self.name, self.loop = Plan(program, body), name, program.loop
        self.keeping = keeping
        self.body, self.back, self.n = body, self.plan.back, self.plan.back.notation
        self.statements = Statements(program.formulation)
        self.statements.notation = self.n
        numbers = [q.name for q in self.n.quantities.values() if not q.shape]
        functions = self.statements.printer.functions
        deep = any(len(self.n[a.of].shape) > 2 for a in self.back.adjoints)
        self.printer = ChunkPrinter(functions, numbers, "chunk.dtype.type", deep=deep)
        self.statements.printer = self.printer
        self.given = program.formulation.cell.given
        self.batch = self.n[program.loop.entry].shape[0]
        self.values = {e.right: e.left for stage in self.back.stages for e in stage.equations}
        self.slopes: dict[str, None] = {}
        self.factors: dict[sp.Expr, str] = {}
        self.before: list[str] = []
        self.stored: dict[sp.Symbol, str] = {}
        cell = program.formulation.cell
        stacks = program.formulation.notation.stacks
        blocks = {b for w in cell.weights if w in stacks for b in stacks[w].blocks.values()}
        self.weights = {*cell.weights, *blocks}
        self.used_weights: dict[sp.Symbol, None] = {}
        self.used: dict[sp.Symbol, None] = {}

    # Text of expressions.

    def show(self, expr: sp.Expr) -> str:
        with sp.evaluate(False):
            changed = self._with_slopes(expr)
        for symbol in sorted(changed.free_symbols, key=attrgetter("name")):
            (self.used_weights if symbol in self.weights else self.used)[symbol] = None
        return self.printer.print(changed)

    def _with_slopes(self, node: sp.Basic) -> sp.Basic:
        if isinstance(node, prime):
            (call,) = node.args
            chosen = type(call).__name__ in self.n.functions
            known = None if chosen else of_value(type(call).__name__, ACTIVATIONS)
            if known is not None:
                return put(known, {y: self.values[call]})
            name = f"{type(call).__name__}_slope"
            self.slopes[type(call).__name__] = None
            self.printer.functions = {**self.printer.functions, name: name}
            return sp.Function(name)(call.args[0], self.values[call])
        return rebuild(node, self._with_slopes)

    def bracketed(self, expr: sp.Expr) -> str:
        """A factor behind another one."""
        text = self.show(expr)
        return f"({text})" if self.printer.level(expr) < SIGN else text

    def _varies(self, symbol: sp.Symbol) -> bool:
        return self.batch in self.n[symbol].shape

    def _named(self, word: str, expr: sp.Expr) -> str:
        """A name for what is computed for all timesteps before the loop."""
        name = f"at_{word}"
        taken = {*self.factors.values(), *(q.name for q in self.n.quantities.values())}
        while name in taken:
            name += "_"
        self.factors[expr] = name
        self.before.append(f"{name} = {self.show(expr)}")
        return name

    def factor(self, source: sp.Symbol, target: str, expr: sp.Expr) -> str:
        """A factor in the loop: a number, a weight, or an entry of what is known before it."""
        if expr.is_Rational or not expr.free_symbols:
            return self.printer.bracket(expr, SIGN)
        if isinstance(expr, sp.Symbol) and not self._varies(expr):
            return self.show(expr)
        if isinstance(expr, sp.Symbol):
            self.used[expr] = None
            return f"{expr}[t]"
        if expr not in self.factors:
            of = next((a.of for a in self.back.adjoints if a.symbol == source), None)
            of = of or next(now for now, seed in self.back.seeds.items() if seed == source)
            name = f"{of}_by_{target}"
            taken = {*self.factors.values(), *(q.name for q in self.n.quantities.values())}
            while name in taken:
                name += "_"
            self.factors[expr] = name
            self.before.append(f"{name} = {self.show(expr)}")
        # How many units there are is the same at every timestep.
        of_time = expr.replace(lambda node: isinstance(node, width), lambda _: ONE)
        varies = any(self._varies(s) for s in of_time.free_symbols)
        return f"{self.factors[expr]}[t]" if varies else self.factors[expr]

    def _partial(self, symbol: sp.Symbol) -> Iterator[str]:
        """A derivative; of a value between bounds with what holds at these."""
        yield f"{symbol} = {self.show(self.plan.partials[symbol])}"
        if symbol in self.plan.clipped:
            given = ", ".join(map(self.show, self.plan.clipped[symbol].args))
            yield f"{symbol} = chunk.at_bounds({symbol}, {given})"

    # The function.

    def lines(self) -> Iterator[str]:
        deltas = [list(self._deltas(k)) for k in range(len(self.plan.orders))]
        step = list(self._step(deltas))
        after = list(self._after())
        stores = list(self._stores())
        partials = [line for symbol in self.plan.partials for line in self._partial(symbol)]
        values = list(self._values())[::-1]
        given = ["chunk: Chunk", "function: Mapping[str, Function]", "slopes: Mapping[str, Slope]"]
        yield from signature(self.name, given, "tuple[Back, After]")
        yield f'{INDENT}"""All timesteps of a chunk, then one of them backwards."""'
        body = [
            *values, *partials, *self._arrays(), *self.before, *stores, *self.multiplied,
            "", *step, "", *after, "",
        ]  # fmt: skip
        body = [*self._names("\n".join(body)), *body]
        for line in body:
            code, _, label = line.partition("  # ")
            yield from laid_out(INDENT + code, label) if line else [""]
        yield f"{INDENT}return step, after"

    def _names(self, body: str) -> Iterator[str]:
        """What the lines of the function read."""
        given = {*self.plan.befores, *self.nows, self.loop.entry}
        for symbol in self.n.quantities:
            if symbol in self.used and symbol in given:
                yield f'{symbol} = chunk.array["{symbol}"]'
            elif symbol in self.used_weights or (symbol in self.used and not self.n[symbol].shape):
                yield f'{symbol} = chunk.fixed["{symbol}"]'
        called = {type(call).__name__ for call in self.values if isinstance(call, AppliedUndef)}
        for name in (name for name in sorted(called) if re.search(rf"\b{name}[(,]", body)):
            yield f'{name} = function["{name}"]'
        for name in sorted(self.slopes):
            yield f'{name}_slope = slopes["{name}"]'

    @property
    def nows(self) -> set[sp.Symbol]:
        """The states that a timestep computes, which are kept."""
        return {state.now for state in self.body.states}

    @property
    def called(self) -> list[str]:
        """The functions that equations name themselves, which no caller chooses."""
        calls = {type(c).__name__ for c in self.values if isinstance(c, AppliedUndef)}
        return sorted((calls | set(self.slopes)) - set(self.n.functions))

    def _values(self) -> Iterator[str]:
        """The forward values that are used, from the last to the first."""
        for place, stage in reversed(list(enumerate(self.back.stages))):
            gates = {} if place else self.keeping.gates(stage)
            kept = gates if self.keeping.is_fixed else {}
            known = {*self.nows, *(one.left for one in kept.values())}
            for equation in reversed(stage.equations):
                if equation.left in self.used and equation.left not in known:
                    value = self._value(equation.right, equation in gates.values())
                    yield f"{equation.left} = {value}  # {equation.label}"
            if stage.sums:
                order = [one.symbol for one in self.plan.orders[place]]
                shown = [kept[one].left if one in kept else one for one in order]
                names = ", ".join(str(one) if one in self.used else f"_{one}" for one in shown)
                names = f"({names},)" if len(order) == 1 else names
                stage_here = self.body.stages[place]
                vectors = () if stage_here.begins(self.given) else stage_here.vectors
                self.used |= dict.fromkeys(vectors)
                labels = ", ".join(
                    kept[z].label if z in kept else f"sum-{z}".replace("_", "-") for z in order
                )
                given = ", ".join(map(str, (place, *vectors)))
                yield f"{names} = chunk.{'gates' if kept else 'sums'}({given})  # {labels}"

    def _value(self, right: sp.Expr, is_gate: bool) -> str:
        if is_gate:  # whose value is there, or its sum
            return "chunk.gate({}, {}".format(*self.show(right).split("(", 1))
        shown = self.show(right)
        return f"chunk.filled({shown})" if self.printer.is_number(right) else shown

    def _arrays(self) -> Iterator[str]:
        for place, order in enumerate(self.plan.orders):
            if order:
                suffix = f"_{place + 1}" if place else ""
                yield f"delta{suffix} = chunk.delta[{place}]  # deltas"
                if f"slope{suffix}" in "\n".join(self.before):
                    yield f"slope{suffix} = chunk.slope[{place}]"

    def _deltas(self, place: int) -> Iterator[tuple[sp.Symbol | None, str]]:
        """The adjoints of a stage's sums: what each group waits for, and its line in the loop."""
        suffix = f"_{place + 1}" if place else ""
        order, start = self.plan.orders[place], 0
        while start < len(order):
            root = self.plan._root(order[start])
            end = start
            while end < len(order) and self.plan._root(order[end]) == root:
                end += 1
            group = order[start:end]
            labels = ", ".join(f"gradient-{one.symbol}".replace("_", "-") for one in group)
            own = self.back.by_symbol.get(order[start].symbol)
            if root is None:
                self.before.append(f"delta{suffix}[:, {start}:{end}] = 0")
            elif own is not None and root == own.symbol:
                yield root, f"delta{suffix}[t, {start}] = {root}  # {labels}"
            else:
                factors = []
                for k, one in enumerate(group, start):
                    _, factor = self.plan.known[self.back.by_symbol[one.symbol].symbol]
                    factors.append(factor)
                    if set(factors) != {ONE}:
                        text = self.show(factor)
                        self.before.append(f"slope{suffix}[:, {k}] = {text}")
                span = f"{start}" if len(group) == 1 else f"{start}:{end}"
                if factors == [ONE]:
                    yield root, f"delta{suffix}[t, {start}] = {root}  # {labels}"
                else:
                    if ONE in factors:  # all of a group have a slope
                        for k, factor in enumerate(factors, start):
                            line = f"slope{suffix}[:, {k}] = 1"
                            if factor == ONE and line not in self.before:
                                self.before.append(line)
                    at_t = "[t]" if 1 < len(group) == len(order) else f"[t, {span}]"
                    yield (
                        root,
                        f"multiply({root}, slope{suffix}{at_t}, delta{suffix}{at_t})  # {labels}",
                    )
            start = end

    def _step(self, deltas: list[list[tuple[sp.Symbol | None, str]]]) -> Iterator[str]:
        seeds = [self.back.seeds[state.now] for state in self.body.states]
        lines: list[str] = []
        known: set[sp.Symbol | None] = set(seeds)
        waiting = [list(group) for group in deltas]
        multiplied: set[int] = set()
        self.multiplied: list[str] = []

        def flush() -> None:
            for group in waiting:
                for entry in list(group):
                    if entry[0] in known:
                        lines.append(entry[1])
                        group.remove(entry)

        flush()
        for symbol, terms in self.plan.loop.items():
            label = f"gradient-{str(symbol)[2:]}".replace("_", "-")
            of = next(a.of for a in self.back.adjoints if a.symbol == symbol)
            for place in self.plan.products[symbol]:
                if place not in multiplied:
                    multiplied.add(place)
                    vectors = self._vectors(place)
                    suffix = f"_{place + 1}" if place else ""
                    names = ", ".join(f"from_{v}{suffix}" for v in vectors)
                    found = f"dot(transposed{suffix}, handed{suffix}[t])"
                    if len(vectors) > 1 or len(self.n[vectors[0]].shape) > 2:
                        found = f"chunk.parts({place}, {found})"
                        names = names if len(vectors) > 1 else f"({names},)"
                    lines.append(f"{names} = {found}")
                    self.multiplied.append(
                        f"transposed{suffix}, handed{suffix} = chunk.products({place})"
                    )
            parts = [self._term(source, str(of), factor) for source, factor in terms.items()]
            summed = [
                self._term(source, str(of), factor)
                for source, factor in self.plan.summed[symbol].items()
            ]
            parts += [f"chunk.over_units({' + '.join(summed)})"] if summed else []
            parts += [self._handed(term, of) for term in self.plan.handed[symbol]]
            parts += [f"from_{of}" + (f"_{p + 1}" if p else "") for p in self.plan.products[symbol]]
            own = next((s.now for s in self.body.states if s.before == of), self.body.states[0].now)
            nothing = f"np.zeros_like({self.back.seeds[own]})"
            lines.append(f"{symbol} = {' + '.join(parts) or nothing}  # {label}")
            known.add(symbol)
            flush()
        arguments = ["t: int", *(f"{seed}: Array" for seed in seeds)]
        yield from signature("step", arguments, "tuple[Array, ...]")
        yield f'{INDENT}"""What the states before get of what arrives at those after."""'
        yield from (INDENT + line for line in lines)
        yield from (f"{INDENT}{name}[t] = {root}" for root, name in self._needed().items())
        befores = [str(self.back.by_symbol[s.before].symbol) for s in self.body.states]
        yield f"{INDENT}return {', '.join(befores) if len(befores) > 1 else f'({befores[0]},)'}"

    def _term(self, source: sp.Symbol, target: str, factor: sp.Expr) -> str:
        return str(source) if factor == ONE else f"{source} * {self.factor(source, target, factor)}"

    def _handed(self, term: Term, of: sp.Symbol) -> str:
        """What a word of matrices hands on, in the loop."""
        source, factor = self.plan.known[term.source]
        d = self._term(source, str(of), factor)
        if term.kind == "row":
            return f"rows_summed({d})"
        self.used[term.factor if term.kind != "spread" else of] = None
        if term.kind == "spread":
            return f"spread({d}, {of}[t])"
        return f"to_{term.kind}({d}, {term.factor}[t])"

    def _vectors(self, place: int) -> list[sp.Symbol]:
        """What a stage's products hand their adjoints on to in the loop."""
        stage = self.body.stages[place]
        if not stage.begins(self.given):
            return list(stage.vectors)
        return [s.before for s in self.body.states if s.before in stage.vectors]

    # After the loop.

    def _later(self) -> Iterator[tuple[Adjoint, Term, sp.Symbol | tuple[int, int], sp.Expr]]:
        """Terms of what the loop does not need: where their source is kept, and the factor."""
        entry = self.back.by_symbol[self.loop.entry]
        for one in (entry, *self.back.weights):
            for term in one.terms:
                if self.plan.is_product(term) or term.kind == "transposed":
                    continue
                if term.kind in HANDED:
                    raise NotLoweredError(
                        f"{self.body.stages[0].equations[0].label}: the input is in a word of "
                        "matrices: put it into a product, or name a multiple of it"
                    )
                slot = self.plan.slot(term.source)
                if slot is not None:
                    yield one, term, slot, term.factor
                else:
                    source, factor = self.plan.known[term.source]
                    with sp.evaluate(False):
                        own = self.plan.named(term)
                        whole = own if factor == ONE else times(factor, own)
                    yield one, term, source, whole

    def _needed(self) -> dict[sp.Symbol, str]:
        """Adjoints that are kept for after the loop, and the names of the arrays."""
        roots = (where_ for _, _, where_, _ in self._later() if isinstance(where_, sp.Symbol))
        return {root: f"all_{root}" for root in roots}

    def _stores(self) -> Iterator[str]:
        for root, name in self._needed().items():
            of = next((a.of for a in self.back.adjoints if a.symbol == root), None)
            of = of or next(now for now, seed in self.back.seeds.items() if seed == root)
            # A state is as large as the one before, which is known.
            like = next((s.before for s in self.body.states if s.now == of), of)
            self.used[like] = None
            yield f"{name} = np.empty_like({like})"

    def _after(self) -> Iterator[str]:
        yield from signature("after", [], "dict[str, Array]")
        yield f'{INDENT}"""What no timestep waits for: input and weights outside of products."""'
        found: dict[str, list[str]] = {}
        for one, term, place, factor in self._later():
            if isinstance(place, tuple):
                suffix = f"_{place[0] + 1}" if place[0] else ""
                source = f"delta{suffix}[:, {place[1]}]"
            else:
                source = f"all_{place}"
            text = source if factor == ONE else f"{source} * {self.bracketed(factor)}"
            if len(text) > LONG:
                text = f"{source} * {self._named(str(one.of), factor)}"
            found.setdefault(str(one.of), []).append(
                f"({text}).sum((0, 2))" if term.kind == "examples" else text
            )
        if not found:
            yield f"{INDENT}return {{}}"
            return
        yield f"{INDENT}return {{"
        for name, parts in found.items():
            yield f'{INDENT * 2}"{name}": {" + ".join(parts)},'
        yield f"{INDENT}}}"
