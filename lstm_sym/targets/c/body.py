"""A body of a Program as the engine in C sees it: sizes, arrays, stages, vectors, as tables."""

from collections.abc import Iterator
from functools import partial

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.shapes import Shapes
from lstm_sym.notation.words import block_diagonal
from lstm_sym.passes.by_shape import OF_OTHERS, by_shape, number_by_number
from lstm_sym.program import Body, Loop, NotLoweredError, Stage, Sum
from lstm_sym.targets.c.activations import CALLABLE
from lstm_sym.targets.c.cell import names_in
from lstm_sym.targets.c.cell_symbols import CellSymbols
from lstm_sym.targets.c.interface import Interface, in_equations, interface, numbers
from lstm_sym.targets.c.names import free, units_of
from lstm_sym.targets.c.printer import CPrinter
from lstm_sym.targets.printer import NoWordError

#: The last dimension of what is one number for all units, which no caller hands over.
ONE = "1"


class CellBody:
    """One body; raises `NotLoweredError`, with an equation's label, for what C has no place for."""

    #: Whether an array of a state has the values of one timestep alone.
    has_one_timestep = True

    def __init__(self, formulation: Formulation, loop: Loop, body: Body, name: str) -> None:
        self.formulation, self.loop, self.body = formulation, loop, by_shape(body)
        self.n = self.body.notation
        self.shapes = Shapes(self.n.quantities)
        self.equations = [e for stage in self.body.stages for e in stage.equations]
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
        self.widths = [self._width(stage) for stage in body.stages]
        entry = self._wide(self.loop.entry)
        states = {s.before: self._wide(s.before) for s in body.states}
        blocks = self.formulation.cell.heads.values()
        every = dict.fromkeys([entry, *self.widths, *states.values(), *blocks])
        named = dict.fromkeys(one for size in every for one in size.split() if one != ONE)
        self.sizes = tuple(named)
        #: The dimensions that a caller hands over, and behind them what has several of them.
        self.every_size = (*named, *(size for size in every if size not in named))
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
        passed = [s for s in self.stage_of if s in later or s in self.vectors]
        #: Of these, by what holds it already: the array of its state, which no stage reads before.
        self.in_state = {
            state.now: state.before
            for state in body.states
            if self.has_one_timestep and state.now in passed and not self._twice(state.before)
        }
        self.carried = [s for s in passed if s not in self.in_state]
        self.arrays = [self.loop.entry, *states, *self.carried]
        for state in body.states:
            if self.stage_of.get(state.now) is None:
                raise NotLoweredError(f"{self.equations[-1].label}: nothing gives {state.now}")
        for vector in self.vectors:
            if " " in self._wide(vector):
                sums = (one.label for s in body.stages for one in s.sums if vector in one.terms)
                label = next(sums, self.equations[0].label)
                raise NotLoweredError(
                    f"{label}: C has no product with {vector}, which has several rows"
                )
        self.interface: Interface = interface(self.formulation, self.loop, body, self.sizes)
        self.columns = self._columns(read)
        known = {
            *self.stage_of, *self.columns, *states, self.loop.entry,
            *numbers(self.formulation, read),
        }  # fmt: skip
        for equation in self.equations:
            for symbol in equation.right.free_symbols - known:
                raise NotLoweredError(f"{equation.label}: C has no {symbol} for one unit")
            here = self.widths[self.stage_of[equation.left]]
            for symbol in number_by_number(equation.right):
                wide = self.columns.get(symbol, self._wide(symbol))
                if wide not in ("", here) and not self._is_shared(symbol, here):
                    raise NotLoweredError(
                        f"{equation.label}: {symbol} is {_said(wide)} where C computes {here}"
                    )
        for equation in self.equations:
            self._line(equation)
        #: Weights that are a vector for each row of what they are added to.
        self.by_line = {
            symbol
            for wide, stage in zip(self.widths, body.stages, strict=True)
            for one in stage.sums
            for symbol in one.bias.free_symbols
            if self.shapes.of(symbol) == tuple(wide.split()) and " " in wide
        }
        for wide, stage in zip(self.widths, body.stages, strict=True):
            for one in stage.sums:
                self._check_weights(one, wide)

    def _check_weights(self, one: Sum, width: str) -> None:
        """Raise unless each block of a sum has a number for each place that C reads."""
        *lines, units = width.split()
        for vector, term in (*one.terms.items(), (None, one.bias)):
            rows = () if vector is None else (self._wide(vector),)
            fitting = {(), (units,), (*rows, units)}
            if len(lines) == 1:  # the text counts lines along one dimension
                fitting.add((*lines, *rows, units))
            in_blocks = {node.args[0] for node in term.atoms(block_diagonal)}
            for symbol in term.free_symbols - in_blocks:
                shape = self.shapes.of(symbol)
                if shape not in fitting or (vector is not None and symbol in self.by_line):
                    said = ", ".join(shape)
                    raise NotLoweredError(f"{one.label}: {symbol} is ({said}), C adds up {width}")
            try:
                self.element(term)
            except NoWordError as error:
                raise NotLoweredError(f"{one.label}: {error}") from None

    # Sizes.

    def _wide(self, symbol: sp.Basic) -> str:
        """The dimensions of one example's array; nothing of a number."""
        return " ".join(self.shapes.of(symbol)[1:])

    def _is_shared(self, symbol: sp.Symbol, here: str) -> bool:
        """Whether an array has one number for all units of each row."""
        *rows, _ = here.split()
        return self._has_array(symbol) and self._wide(symbol).split() == [*rows, ONE]

    def _has_array(self, symbol: sp.Symbol) -> bool:
        return symbol in self.arrays or symbol in self.in_state

    def array(self, symbol: sp.Symbol) -> str:
        """The array that has the numbers of a symbol."""
        return f"ARRAY_{free(str(self.in_state.get(symbol, symbol)))}"

    def size(self, name: str) -> str:
        """The place of a size among those of a call."""
        return f"SIZE_{self.every_size.index(name)}"

    def _width(self, stage: Stage) -> str:
        """The dimensions that all sums and equations of a stage share."""
        lefts = [one.symbol for one in stage.sums]
        lefts += [e.left for e in stage.equations if self._wide(e.left)]
        if not lefts:
            raise NotLoweredError(f"{stage.equations[0].label}: C computes units, not one number")
        return self._wide(lefts[0])

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
        size = {name: self.size(name) for name in self.every_size}
        yield f"#define CELL_SUMS {max(1, *sums)}"
        yield f"#define EACH_STAGE(DO) {' '.join(f'DO({k})' for k in range(len(sums)))}"
        said = ", ".join(f"{size[name]} /* {name} */" for name in self.every_size)
        yield f"enum {{ {said}, SIZES }};"
        if pairs := self.formulation.cell.heads:
            each = " ".join(f"DO({size[head]}, {size[whole]})" for whole, head in pairs.items())
            yield f"#define EACH_HEAD(DO) {each}"
        yield f"enum {{ {', '.join(map(self.array, self.arrays))}, ARRAYS }};"
        counts = {
            "STATES": len(body.states),
            "STAGES": len(sums),
            "VECTORS": len(self.vectors),
            "COLUMNS": len(self.columns),
            "NUMBERS": len(self._numbers()),
            "FUNCTIONS": len(self.n.functions),
            "SHOWN": int(self.is_shown),
        }
        yield f"enum {{ {', '.join(f'{name} = {n}' for name, n in counts.items())} }};"
        emitted = next(s.before for s in body.states if s.series == self.loop.emitted)
        yield f"enum {{ EMITTED = {self.array(emitted)} }};"
        tables = {
            "SIZE_OF_ARRAY[ARRAYS]": [size[self._wide(s)] for s in self.arrays],
            "TWICE[ARRAYS]": [str(int(self._twice(s))) for s in self.arrays],
            "ARRAY_OF_STATE[STATES]": [self.array(s.before) for s in body.states],
            "SIZE_OF_STAGE[STAGES]": [size[width] for width in self.widths],
            "SUMS_OF_STAGE[STAGES]": list(map(str, sums)),
            "SIZE_OF_VECTOR[VECTORS]": [size[self._wide(v)] for v in self.vectors],
            "ARRAY_OF_VECTOR[VECTORS]": list(map(self.array, self.vectors)),
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
        state = next((s for s in self.body.states if s.before == symbol), None)
        if state is None:
            return symbol == self.loop.entry
        if symbol in self.vectors:
            return True
        written = self.stage_of[state.now]
        reading = [e for e in self.equations if symbol in e.right.free_symbols]
        of_others = (
            symbol in word.args
            for e in reading
            if self.stage_of[e.left] == written
            for word in e.right.atoms(*OF_OTHERS)
        )
        return any(self.stage_of[e.left] > written for e in reading) or any(of_others)

    # What the printers of stages and of weights share.

    def _show(self, place: int) -> CellSymbols:
        """What prints the equations of a stage."""
        names = {a.name: f"{a.name}_f32" for a in CALLABLE}
        names |= {name: f"activate_f32({free(name)}," for name in self.n.functions}
        return CellSymbols(names, partial(self._others, self.widths[place]), self._number_of)

    def _others(self, here: str, word: str, *arrays: sp.Symbol) -> str:
        """A word that needs other numbers than those at the place that is computed."""
        self._check_others(here, word, *arrays)
        named = "".join(f"{self.array(symbol)}, " for symbol in arrays)
        return f"{word}_f32(job, {named}t, example, {self.size(here)}, panel)"

    def _check_others(self, here: str, word: str, *arrays: sp.Symbol) -> None:
        """Raise unless the arrays of a word have their numbers where C reads them."""
        for symbol in arrays:
            if not self._has_array(symbol):
                raise NoWordError(f"C has no array of {symbol} for an example")
        *lines, units = here.split()
        shapes = [self._wide(symbol).split() for symbol in arrays]
        one, *others = shapes
        *heads, _ = lines or [""]
        if word == "row":
            fits = one in ([*heads, units], [*heads, ONE])
        elif word == "outer":
            fits = [one, *others] == [lines, [*heads, units]]
        elif word == "vecmat":
            fits = one[:-1] == lines and others == [[*one, units]]
        else:  # the panel is the number of the row
            fits = units == ONE and one[:-1] == lines
        if not fits:
            said, *_, where = (f"({', '.join(shape)})" for shape in (*shapes, here.split()))
            raise NoWordError(f"C has no {word} of {said} where it computes {where}")

    def _number_of(self, symbol: sp.Symbol) -> str:
        """How many units a quantity has."""
        return f"width_f32(job, {self.size(self._wide(symbol))})"

    def _line(self, equation: Equation) -> str:
        """An equation as a statement; raises `NotLoweredError` for what has no word."""
        try:
            right = self._show(self.stage_of[equation.left]).argument(equation.right)
            return f"const vec_f32 {free(equation.left.name)} = {right};"
        except (NoWordError, ValueError) as error:
            raise NotLoweredError(f"{equation.label}: {error}") from None

    def head_of(self, term: sp.Expr) -> str:
        """The size of the heads, if all weights of other heads are zeros; else nothing."""
        blocks = term.atoms(block_diagonal)
        sizes = {self.shapes.of(block.args[0])[-1] for block in blocks}
        is_of_head = len(sizes) == 1 and term.xreplace(dict.fromkeys(blocks, sp.S.Zero)) == 0
        return free(sizes.pop()) if is_of_head else ""

    def element(self, expr: sp.Expr, is_of_head: bool = False) -> str:
        """One number of a block, or of an expression of blocks, at ``row`` and ``unit``.

        Of what there is for each row of a sum, as for each head, it is that of ``line``.
        ``is_of_head``: whether the row is known to be one of the unit's own head.
        """
        for node in sp.preorder_traversal(expr):
            if not isinstance(node, sp.Add | sp.Mul | sp.Symbol | sp.Number | block_diagonal) and (
                not isinstance(node, sp.Pow) or node.exp != -1
            ):
                raise NoWordError(f"C packs sums and multiples of weights, and no {node}")
        return Elements(self, is_of_head).print(expr)

    def alone(self, expr: sp.Expr) -> str:
        """The same where nothing stands beside it: a choice needs no brackets."""
        shown = self.element(expr)
        is_choice = isinstance(expr, sp.Symbol | block_diagonal) and shown.startswith("(")
        return shown[1:-1] if is_choice else shown

    def sized(self, lines: list[str]) -> Iterator[str]:
        """Lines behind the sizes that they read, which are those of the weights."""
        read = [free(size) for size in self.sizes if free(size) in names_in(lines)]
        yield from (f"    const size_t {size} = weights->{size};" for size in read)
        yield from lines


def _said(size: str) -> str:
    """How many numbers there are, in words."""
    return "one number" if size == "1" else size


class Elements(CPrinter):
    """Blocks of weights, one number of each."""

    def __init__(self, cell: CellBody, is_of_head: bool = False) -> None:
        super().__init__({}, suffix="_f32")
        self.cell, self.blocks, self.is_of_head = cell, cell._blocks(), is_of_head

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
        if self.is_of_head:
            return number
        return f"(row / {head} == unit / {head} ? {number} : 0.0f)"

    def place(self, block: sp.Symbol, column: str = "unit") -> tuple[sp.Symbol, str]:
        """The array that a block is in, and the index of its number at ``row`` and a column."""
        shape = self.cell.shapes.of(block)
        whole, place, beside, transposed = self.blocks.get(block, (block, 0, 1, False))
        units = units_of(shape[-1])
        before = units if place == 1 else f"{place} * {units}"
        unit = f"{before} + {column}" if place else column
        if len(shape) == 1:
            return whole, unit
        if transposed:
            return whole, f"{f'({unit})' if place else unit} * {units_of(shape[0])} + row"
        row = "line" if self.is_by_line(block) else "row"
        if len(shape) == 3:  # a matrix for each line
            row = f"(line * {units_of(shape[1])} + row)"
        if units == "1":  # of which there is one in each row
            return whole, row if beside == 1 else f"{row} * {beside} + {place}"
        return whole, f"{row} * {beside} * {units} + {unit}"

    def is_by_line(self, block: sp.Symbol) -> bool:
        """Whether it has a vector for each row of what it is added to, and is no matrix."""
        return block in self.cell.by_line
