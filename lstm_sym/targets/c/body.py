"""A body of a Program as the engine in C sees it: sizes, arrays, stages, vectors, as tables."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import block_diagonal
from lstm_sym.program import Body, Loop, NotLoweredError, Stage
from lstm_sym.targets.c.activations import CALLABLE
from lstm_sym.targets.c.interface import Interface, in_equations, interface, numbers
from lstm_sym.targets.c.names import free
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.printer import NoWordError

#: One product waits for another at most so often; engine/loop.c has a function for each.
MOST_STAGES = 4


class CellBody:
    """One body; raises `NotLoweredError`, with an equation's label, for what C has no place for."""

    def __init__(self, formulation: Formulation, loop: Loop, body: Body, name: str) -> None:
        self.formulation, self.loop, self.body = formulation, loop, body
        self.n = body.notation
        self.shapes = Shapes(self.n.quantities)
        self.equations = [e for stage in body.stages for e in stage.equations]
        try:
            self.name = free(name)
            self._prepare()
        except ValueError as error:
            if isinstance(error, NotLoweredError):
                raise
            label = self.equations[0].label
            raise NotLoweredError(f"{label}: {error}") from None

    def _prepare(self) -> None:
        body, read = self.body, in_equations(self.body)
        if len(body.stages) > MOST_STAGES:
            label = body.stages[MOST_STAGES].equations[0].label
            raise NotLoweredError(f"{label}: C has no product after {MOST_STAGES} others")
        self.widths = [self._width(stage) for stage in body.stages]
        entry = self._wide(self.loop.entry)
        states = {s.before: self._wide(s.before) for s in body.states}
        blocks = self.formulation.cell.heads.values()
        self.sizes = tuple(dict.fromkeys([entry, *self.widths, *states.values(), *blocks]))
        self.is_shown = self.loop.entry in read
        vectors = [v for stage in body.stages for v in stage.vectors]
        self.vectors = list(dict.fromkeys([self.loop.entry, *vectors]))
        self.stage_of = {e.left: k for k, s in enumerate(body.stages) for e in s.equations}
        self.stage_of |= {one.symbol: k for k, s in enumerate(body.stages) for one in s.sums}
        #: What passes from one stage to a later one.
        later = {
            symbol
            for k, stage in enumerate(body.stages)
            for e in stage.equations
            for symbol in e.right.free_symbols
            if self.stage_of.get(symbol, k) < k
        }
        self.carried = [s for s in self.stage_of if s in later or s in self.vectors]
        self.arrays = [self.loop.entry, *states, *self.carried]
        for state in body.states:
            if self.stage_of.get(state.now) is None:
                raise NotLoweredError(f"{self.equations[-1].label}: nothing gives {state.now}")
        self.interface: Interface = interface(self.formulation, self.loop, body, self.sizes)
        self.columns = self._columns(read)
        known = {
            *self.stage_of, *self.columns, *states, self.loop.entry,
            *numbers(self.formulation, read),
        }  # fmt: skip
        for equation in self.equations:
            for symbol in equation.right.free_symbols - known:
                raise NotLoweredError(f"{equation.label}: C has no {symbol} for one unit")
            for symbol in equation.right.free_symbols:
                wide, here = self._wide(symbol), self.widths[self.stage_of[equation.left]]
                if wide not in ("", here):
                    raise NotLoweredError(
                        f"{equation.label}: {symbol} has {wide} numbers where C computes {here}"
                    )
        for equation in self.equations:
            self._line(equation)
        for stage in body.stages:
            for one in stage.sums:
                for term in (*one.terms.values(), one.bias):
                    try:
                        self.element(term)
                    except NoWordError as error:
                        raise NotLoweredError(f"{one.label}: {error}") from None

    # Sizes.

    def _wide(self, symbol: sp.Basic) -> str:
        shape = self.shapes.of(symbol)
        return shape[-1] if shape else ""

    def _width(self, stage: Stage) -> str:
        """The dimension that all sums and equations of a stage share."""
        lefts = [(one.symbol, one.label) for one in stage.sums]
        lefts += [(e.left, e.label) for e in stage.equations if self.shapes.of(e.left)]
        found: dict[str, tuple[sp.Symbol, str]] = {}
        for left, label in lefts:
            shape = self.shapes.of(left)
            if len(shape) > 2:
                said = ", ".join(shape)
                raise NotLoweredError(f"{label}: C computes units, and {left} is ({said})")
            found.setdefault(shape[-1], (left, label))
        if len(found) > 1:
            (width, (left, _)), (other, (right, label)) = list(found.items())[:2]
            raise NotLoweredError(
                f"{label}: C computes a stage unit by unit, and {right} is {_said(other)} "
                f"beside {left}, which is {_said(width)}"
            )
        if not found:
            raise NotLoweredError(f"{stage.equations[0].label}: C computes units, not one number")
        return next(iter(found))

    def _columns(self, read: set[sp.Symbol]) -> dict[sp.Symbol, str]:
        """The weights of one number a unit that equations read, and their sizes."""
        whole_of = self._blocks()
        weights = [*self.formulation.cell.weights, *whole_of]
        return {
            s: self.shapes.of(s)[0] for s in weights if s in read and len(self.shapes.of(s)) == 1
        }

    def _blocks(self) -> dict[sp.Symbol, tuple[sp.Symbol, int, int, bool]]:
        """For each block its array, its place there, how many there are, whether transposed."""
        return {
            block: (whole, place, len(stack.blocks), stack.transposed)
            for whole, stack in self.formulation.notation.stacks.items()
            if whole in self.formulation.cell.weights
            for place, block in enumerate(stack.blocks.values())
        }

    # What the engine reads.

    def tables(self) -> Iterator[str]:
        """How many there are of everything, how large each is, and where it is."""
        body, sums = self.body, [len(stage.sums) for stage in self.body.stages]
        size = {name: f"SIZE_{place}" for place, name in enumerate(self.sizes)}
        whole_of = {head: whole for whole, head in self.formulation.cell.heads.items()}
        array = {symbol: f"ARRAY_{free(str(symbol))}" for symbol in self.arrays}
        yield f"#define CELL_SUMS {max(1, *sums)}"
        yield f"#define CELL_STAGES {len(sums)}"
        said = ", ".join(f"{size[name]} /* {name} */" for name in self.sizes)
        yield f"enum {{ {said}, SIZES }};"
        yield f"enum {{ {', '.join(array.values())}, ARRAYS }};"
        counts = {
            "STATES": len(body.states),
            "STAGES": "CELL_STAGES",
            "VECTORS": len(self.vectors),
            "COLUMNS": len(self.columns),
            "NUMBERS": len(self._numbers()),
            "FUNCTIONS": len(self.n.functions),
            "SHOWN": int(self.is_shown),
        }
        yield f"enum {{ {', '.join(f'{name} = {n}' for name, n in counts.items())} }};"
        emitted = next(s.before for s in body.states if s.series == self.loop.emitted)
        yield f"enum {{ EMITTED = {array[emitted]} }};"
        tables = {
            "SIZE_OF_ARRAY[ARRAYS]": [size[self._wide(s)] for s in self.arrays],
            "TWICE[ARRAYS]": [str(int(self._twice(s))) for s in self.arrays],
            "ARRAY_OF_STATE[STATES]": [array[s.before] for s in body.states],
            "DIVIDES[SIZES]": [size[whole_of.get(name, name)] for name in self.sizes],
            "SIZE_OF_STAGE[STAGES]": [size[width] for width in self.widths],
            "SUMS_OF_STAGE[STAGES]": list(map(str, sums)),
            "SIZE_OF_VECTOR[VECTORS]": [size[self._wide(v)] for v in self.vectors],
            "ARRAY_OF_VECTOR[VECTORS]": [array[v] for v in self.vectors],
            "SIZE_OF_COLUMN[COLUMNS + 1]": [*(size[s] for s in self.columns.values()), "0"],
        }
        for name, values in tables.items():
            yield f"static const int {name} = {{{', '.join(values)}}};"
        starts = ", ".join(repr(float(s.start)) for s in body.states)
        yield f"static const double START_OF_STATE[STATES] = {{{starts}}};"
        yield "/* whether a vector takes part in a sum of a stage */"
        yield "static const unsigned char HAS[STAGES][VECTORS][CELL_SUMS] = {"
        for stage in body.stages:
            rows = []
            for v in self.vectors:
                row = [str(int(v in one.terms)) for one in stage.sums] or ["0"]
                rows.append(f"{{{', '.join(row)}}}")
            yield f"    {{{', '.join(rows)}}},"
        yield "};"

    def _numbers(self) -> list[sp.Symbol]:
        return numbers(self.formulation, in_equations(self.body))

    def _twice(self, symbol: sp.Symbol) -> bool:
        """Whether the value of one timestep is read while that of the next one is written."""
        if symbol in self.carried:
            return False
        state = next((s for s in self.body.states if s.before == symbol), None)
        if state is None or symbol in self.vectors:
            return True
        return any(
            symbol in e.right.free_symbols and self.stage_of[e.left] > self.stage_of[state.now]
            for e in self.equations
        )

    # What the printers of stages and of weights share.

    def _show(self) -> CPrinter:
        names = {a.name: f"{a.name}_f32" for a in CALLABLE}
        names |= {name: f"activate_f32({free(name)}," for name in self.n.functions}
        return CellSymbols(names, suffix="_f32")

    def _line(self, equation: Equation) -> str:
        """An equation as a statement; raises `NotLoweredError` for what has no word."""
        try:
            right = self._show().argument(equation.right)
            return f"const vec_f32 {free(equation.left.name)} = {right};"
        except (NoWordError, ValueError) as error:
            raise NotLoweredError(f"{equation.label}: {error}") from None

    def element(self, expr: sp.Expr) -> str:
        """One number of a block, or of an expression of blocks, at ``row`` and ``unit``."""
        for node in sp.preorder_traversal(expr):
            if not isinstance(node, sp.Add | sp.Mul | sp.Symbol | sp.Number | block_diagonal) and (
                not isinstance(node, sp.Pow) or node.exp != -1
            ):
                raise NoWordError(f"C packs sums and multiples of weights, and no {node}")
        return Elements(self).print(expr)


def _said(size: str) -> str:
    """How many numbers there are, in words."""
    return "one number" if size == "1" else size


class CellSymbols(CPrinter):
    """Symbols by the names that they have in C."""

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        return free(expr.name)


class Elements(CPrinter):
    """Blocks of weights, one number of each."""

    def __init__(self, cell: CellBody) -> None:
        super().__init__({}, suffix="_f32")
        self.cell, self.blocks = cell, cell._blocks()

    def _print_Symbol(self, expr: sp.Symbol) -> str:
        if not self.cell.shapes.of(expr):
            return f"weights->{free(expr.name)}"
        whole, at = self.place(expr)
        name = f"weights->{free(whole.name)}"
        optional = {s for o in self.cell.n.options.values() for s in o.gives}
        return f"({name} ? {name}[{at}] : 0.0f)" if whole in optional else f"{name}[{at}]"

    def _print_block_diagonal(self, expr: sp.Function) -> str:
        """A number of the block that row and unit share; zero where they share none."""
        (block,) = expr.args
        head = free(self.cell.shapes.of(block)[-1])
        whole, at = self.place(block, f"unit % {head}")
        number = f"weights->{free(whole.name)}[{at}]"
        return f"(row / {head} == unit / {head} ? {number} : 0.0f)"

    def place(self, block: sp.Symbol, column: str = "unit") -> tuple[sp.Symbol, str]:
        """The array that a block is in, and the index of its number at ``row`` and a column."""
        shape = self.cell.shapes.of(block)
        whole, place, count, transposed = self.blocks.get(block, (block, 0, 1, False))
        units = free(shape[-1])
        unit = column if not place else f"{place} * {units} + {column}"
        if len(shape) == 1:
            at = unit
        elif transposed:
            at = f"({unit}) * {free(shape[0])} + row"
        else:
            at = f"row * {count} * {units} + {unit}"
        return whole, at
