"""Cell, Sequence, Formulation: what a paper states, as objects that check themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.layouts import Layout
from lstm_sym.notation.branches import undefined_where
from lstm_sym.notation.equations import Equation, check, check_labels, declared
from lstm_sym.notation.names import check_latex, check_name, check_text, distinct
from lstm_sym.notation.places import Place, StatementError, caller
from lstm_sym.notation.quantities import Option, Shape
from lstm_sym.notation.shapes import ShapeError, Shapes
from lstm_sym.notation.symbols import Notation
from lstm_sym.notation.words import block_diagonal


@dataclass(frozen=True)
class Cell:
    """The equations of one timestep, with the symbols it is given and the ones it returns.

    Raises `ShapeError` where the shapes of two terms do not fit, and `StatementError` for a term
    that cannot be printed and for a symbol that is used before it is defined, or returned and not
    defined.
    """

    name: str
    latex: str
    notation: Notation
    given: tuple[sp.Symbol, ...]
    weights: tuple[sp.Symbol, ...]
    equations: tuple[Equation, ...]
    results: tuple[sp.Symbol, ...]
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        check_name("the cell's name", self.name)
        check_latex(f"the name of {self.name!r} on paper", self.latex)
        for what, symbols in (("given", self.given), ("weights", self.weights)):
            declared(self.notation, what, symbols)
        declared(self.notation, "results", self.results)
        check(self.equations, self.known, self.notation, {})
        undefined = set(self.results) - {s for e in self.equations for s in e.defined}
        if undefined or not self.results:
            said = f"{undefined}, which no equation defines" if undefined else "nothing"
            raise StatementError(f"{self.name} returns {said}")
        for symbol in self.results:
            cases = [e.when for e in self.equations if symbol in e.defined]
            if fault := undefined_where(symbol, {}, cases, self.notation.options):
                raise StatementError(f"{self.name}: {fault}")

    @property
    def known(self) -> set[sp.Symbol]:
        """What is known before the first equation: inputs, states, weights, numbers."""
        known = {*self.given, *self.weights}
        known |= {s for option in self.options for s in option.gives}
        for whole in self.weights:
            if whole in self.notation.stacks:
                known |= set(self.notation.stacks[whole].blocks.values())
        return known

    @property
    def defaults(self) -> tuple[Equation, ...]:
        """The equations that say what an array is that was not given."""
        optional = {s for option in self.notation.options.values() for s in option.gives}
        return tuple(e for e in self.equations if e.left in optional)

    @property
    def steps(self) -> tuple[Equation, ...]:
        """The equations of the timestep itself."""
        defaults = self.defaults
        return tuple(e for e in self.equations if e not in defaults)

    @cached_property
    def heads(self) -> dict[str, str]:
        """Of each dimension that `block_diagonal` divides, the dimension of a block."""
        shapes = Shapes(self.notation.quantities)
        found = [node for e in self.equations for node in e.right.atoms(block_diagonal)]
        return dict(shapes.of(node.args[0]) for node in sorted(found, key=str))

    def heard(self, weight: sp.Symbol, option: Option) -> tuple[object, ...]:
        """The values of an option of the cell under which a step uses a weight."""
        stack = self.notation.stacks.get(weight)
        blocks = {weight, *(stack.blocks.values() if stack else ())}
        used = [
            e.when.get(option.name, tuple(option.choices))
            for e in self.steps
            if blocks & e.right.free_symbols
        ]
        values = {v for one in used for v in (one if isinstance(one, tuple) else (one,))}
        return tuple(value for value in option.choices if value in values)

    def unheard(self, options: Mapping[str, object]) -> tuple[sp.Symbol, ...]:
        """The weights that may be absent and that no step uses under some options."""
        optional = {s for option in self.notation.options.values() for s in option.gives}
        return tuple(
            weight
            for weight in self.weights
            if weight in optional
            and any(
                options.get(option.name, option.default) not in self.heard(weight, option)
                for option in self.options
                if option.choices
            )
        )

    def __call__(self, *args: sp.Basic) -> sp.Basic:
        """The cell as a function, for the equations of a sequence."""
        if len(args) != len(self.given):
            raise TypeError(f"{self.name} takes {self.given}, not {args}")
        return sp.Function(self.name)(*args)

    def signature(self, *shapes: Shape) -> tuple[Shape, ...]:
        """The shapes of the results; raises `ShapeError` unless the arguments' shapes fit."""
        expected = tuple(self.notation[symbol].shape for symbol in self.given)
        if shapes != expected:
            raise ShapeError(f"{self.name} takes shapes {expected}, not {shapes}")
        return tuple(self.notation[symbol].shape for symbol in self.results)


@dataclass(frozen=True)
class Sequence:
    """The equations over time: before the first timestep, at each, and after the last one.

    Raises what `Cell` raises. `lstm_sym.equations.sequences.sequence` makes the usual ones.
    """

    name: str
    returns: str
    cell: Cell
    given: tuple[sp.Symbol, ...]
    options: tuple[Option, ...]
    start: tuple[Equation, ...]
    each: tuple[Equation, ...]
    finish: tuple[Equation, ...]
    results: tuple[sp.Symbol, ...]

    def __post_init__(self) -> None:
        n = self.notation
        check_name("the sequence's name", self.name)
        check_name("the name of what is returned", self.returns)
        known = declared(n, "given", self.given) | set(self.cell.weights)
        declared(n, "results", self.results)
        known |= {s for option in (*self.options, *self.cell.options) for s in option.gives}
        # The state one timestep before is the state before the first timestep, or the last one's.
        known |= {s for series in n.series_of for s in (series.before, series.last)}
        known |= {q.symbol for q in n.quantities.values() if not q.shape}  # t and T
        calls = {self.cell.name: self.cell.signature}
        check(self.equations, known, n, calls)

    @property
    def notation(self) -> Notation:
        return self.cell.notation

    @property
    def equations(self) -> tuple[Equation, ...]:
        return (*self.start, *self.each, *self.finish)


@dataclass(frozen=True, eq=False)
class Formulation:
    """A cell and a sequence as one source states them, with its citations."""

    name: str
    title: str
    sources: tuple[str, ...]
    cell: Cell
    sequence: Sequence
    printed_as: str = ""  # the module that holds its code, if another name than its own
    written_in: str = ""  # the file that states it, if outside lstm_sym/equations/
    place: Place = field(default_factory=caller, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in (self.name, self.module):
            check_name("the formulation's name", name)
        check_text("the title", self.title)
        if isinstance(self.sources, str):
            raise StatementError(f"sources is a text, expected a tuple: ({self.sources!r},)")
        for source in self.sources:
            check_text("a source", source)
        distinct(self._names())
        check_labels(self.equations)

    def _names(self) -> Iterator[tuple[str, str, Place | None]]:
        """What the printed module calls by a name, each with what it is and where it was stated."""
        n = self.notation
        yield from ((q.name, f"the symbol of {q.meaning}", q.place) for q in n.quantities.values())
        yield from ((f.name, f"the function of {f.meaning}", f.place) for f in n.functions.values())
        for option in n.options.values():
            if option.name not in {s.name for s in option.gives}:
                yield option.name, f"an option, {option.meaning}", option.place
            if option.is_named:
                yield option.constant, f"the values of option {option.name}", option.place
        yield self.cell.name, "the cell", None
        yield self.sequence.name, "the cell over all timesteps", None
        yield self.sequence.returns, "what that returns", None
        own = set(n.functions)
        for equation in self.cell.equations:  # the sequence's call the cell
            for call in equation.right.atoms(AppliedUndef):
                if (name := type(call).__name__) not in own:
                    own.add(name)
                    yield name, f"the function that {equation.label} calls", None

    @property
    def title_within(self) -> str:
        """The title within a sentence: the name of a class keeps its capital."""
        first, rest = self.title.split(" ", 1)[0], self.title[1:]
        return self.title if first[1:] != first[1:].lower() else self.title[0].lower() + rest

    @property
    def module(self) -> str:
        return self.printed_as or self.name

    @property
    def notation(self) -> Notation:
        return self.cell.notation

    @property
    def layout(self) -> Layout:
        return self.notation.layout

    @property
    def equations(self) -> tuple[Equation, ...]:
        return (*self.cell.equations, *self.sequence.equations)
