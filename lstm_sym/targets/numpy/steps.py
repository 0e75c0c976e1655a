"""The steps of a Program as Python: a function that binds buffers and returns one stage."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from lstm_sym.notation.symbols import Notation
from lstm_sym.passes.adjacent import Joined
from lstm_sym.passes.operations import WHOLE, NoOperationError
from lstm_sym.targets.numpy.forms import BufferedBody, Form
from lstm_sym.targets.numpy.python import WIDTH, bracketed, signature

INDENT = "    "
#: Functions of NumPy that write into a buffer; any other is one of activations.
NUMPY = frozenset(
    (
        *("absolute", "add", "copyto", "divide", "exp", "expm1", "greater", "greater_equal"),
        *("hypot", "less", "less_equal", "log", "logaddexp", "maximum", "minimum", "multiply"),
        *("negative", "power", "sign", "sqrt", "square", "subtract", "tanh"),
    )
)
#: How a buffer is seen as a matrix of one row or column: its last dimension is the first here.
VIEWS = {"row": "[:, np.newaxis]", "column": "[np.newaxis]"}
#: Of these, the place of the result is named: NumPy 2.4 warns of a third place.
BY_WORD = ("maximum", "minimum")
WORDS = {"0": "zero", "1": "one", "2": "two", "3": "three", "4": "four"}
#: A number of more characters is not named by them.
LONG = 16
GIVEN = ("blocks: Array", "array: Mapping[str, Array]", "function: Mapping[str, Function]")


class Steps:
    """Prints the steps of one formulation, and remembers what they call and which numbers."""

    def __init__(self, notation: Notation, taken: Iterable[str]) -> None:
        self.notation, self.taken = notation, set(taken)
        self.numpy: set[str] = set()
        self.activations: set[str] = set()
        self.numbers: dict[str, str] = {}

    def lines(
        self, step: BufferedBody, form: Form, place: int, name: str, kept: int = 0
    ) -> Iterator[str]:
        """The function of one stage of a form; after ``kept`` calls it keeps its sums' buffers."""
        groups = step.groups(step.order, step.beside_scratch(form))
        names = Names(groups, self.taken)
        operations = form.stages[place]
        calls = [line for one in operations[:kept] for line in self._call(one, names)]
        if kept:
            calls.append(f"kept[...] = {names.name(step.order)}")
        calls += [line for one in operations[kept:] for line in self._call(one, names)]
        yield from signature(name, GIVEN, "KeepingStep" if kept else "Step")
        yield f'{INDENT}"""{docstring(step, form, place)}"""'
        first = groups[0]
        if any(single in first for single in names.singles):
            unpacked = [name if name in names.singles else "_" for name in first]
            targets = f"({unpacked[0]},)" if len(first) == 1 else ", ".join(unpacked)
            line = f"{INDENT}{targets} = blocks"
            yield from (
                [line] if len(line) <= WIDTH else bracketed(f"{INDENT}(", unpacked, ") = blocks")
            )
        for several, short in names.several.items():
            group = next(g for g in groups if several[0] in g)
            columns = (whole for whole, blocks in step.column_blocks.items() if blocks == group)
            whole = next(columns, " ".join(group))  # the sums of a later stage
            source = "blocks" if group is first else f'array["{whole}"]'
            start = group.index(several[0])
            part = f"[{start}:{start + len(several)}]" if len(several) < len(group) else ""
            yield f"{INDENT}{short} = {source}{part}"
        for single in (name for name in names.singles if name not in first):
            yield f"{INDENT}{single} = {self._source(step, single)}"
        for operand, short in names.views.items():
            *kinds, seen = operand.split(" ")
            yield f"{INDENT}{short} = {seen}{''.join(VIEWS[kind] for kind in reversed(kinds))}"
        for number in names.numbers:
            yield f'{INDENT}{number} = array["{number}"]'
        for chosen in names.functions:
            yield f'{INDENT}{chosen} = function["{chosen}"]'
        yield ""
        yield f"{INDENT}def step({'kept: Array' if kept else ''}) -> None:"
        yield from (INDENT * 2 + line for line in calls or ["pass"])
        yield ""
        yield f"{INDENT}return step"

    def _call(self, one: Joined, names: "Names") -> Iterator[str]:
        """One call of NumPy, the result's place without its keyword: small arrays notice it."""
        operands = [self._operand(o, names, one.labels) for o in one.operands]
        out = names.name(one.out)
        if one.function == "copyto":
            call = f"copyto({out}, {operands[0]})"
        elif one.function == "where":
            call = f"choose({', '.join([*operands, out])})"
        elif one.function in WHOLE:
            call = f"{one.function}({', '.join([*operands, out])})"
        elif one.function in NUMPY and one.function not in self.notation.functions:
            place = f"out={out}" if one.function in BY_WORD else out
            call = f"{one.function}({', '.join([*operands, place])})"
        else:  # allocates its result
            call = f"{out}[:] = {one.function}({', '.join(operands)})"
        if one.function in self.notation.functions:
            names.functions[one.function] = None
        elif one.function not in ("where", *WHOLE):  # they are imported where the text has them
            (self.numpy if one.function in NUMPY else self.activations).add(one.function)
        if len(INDENT * 2 + call) + len(f"  # {one.labels}") <= WIDTH:
            yield f"{call}  # {one.labels}"
        else:
            yield from (f"# {line}" for line in wrap(one.labels, WIDTH - len(INDENT * 2) - 2))
            yield call

    def _operand(self, buffers: Sequence[str], names: "Names", label: str) -> str:
        if not buffers[0].startswith("="):
            return names.name(buffers)
        text = buffers[0].removeprefix("=")
        if set(re.findall(r"\w+", text)) & set(self.notation.functions):
            raise NoOperationError(f"{label}: no operation for {text}, a function of a number")
        name = next((n for n, known in self.numbers.items() if known == text), self._number(text))
        while name != text and (name in self.taken or self.numbers.get(name, text) != text):
            name += "_"
        self.numbers[name] = text
        names.numbers[name] = None
        return name

    def _number(self, text: str) -> str:
        """A name for a number: one, minus_clip, number_0_5, constant_1, and a size's own name."""
        if size := re.fullmatch(r'sizes\["([a-z]\w*)"\]', text):
            return size[1]
        if text in WORDS or text.isidentifier():
            return WORDS.get(text, text)
        sign, positive = ("minus_", text[1:]) if text.startswith("-") else ("", text)
        if positive.isidentifier():
            return f"{sign}{positive}"
        if len(text) > LONG:
            return f"constant_{len(self.numbers) + 1}"
        return "number_" + sign + "".join(c if c.isalnum() else "_" for c in positive)

    def _source(self, step: BufferedBody, name: str) -> str:
        for whole, blocks in step.column_blocks.items():
            if name in blocks:
                return f'array["{whole}"][{blocks.index(name)}]'
        return f'array["{name}"]'


class Names:
    """The names that one step uses: of single buffers, of several side by side, of numbers."""

    def __init__(self, groups: Sequence[Sequence[str]], taken: Iterable[str]) -> None:
        self.taken = {*taken, *(name for group in groups for name in group)}
        self.singles: dict[str, None] = {}
        self.views: dict[str, str] = {}
        self.several: dict[tuple[str, ...], str] = {}
        self.numbers: dict[str, None] = {}
        self.functions: dict[str, None] = {}

    def name(self, buffers: Sequence[str]) -> str:
        if len(buffers) == 1:
            (operand,) = buffers
            kinds, _, single = operand.rpartition(" ")
            self.singles[single] = None
            if kinds and operand not in self.views:
                self.views[operand] = self._free(f"{single}_{kinds.replace(' ', '_')}")
            return self.views.get(operand, single)
        several = tuple(buffers)
        if several not in self.several:
            self.several[several] = self._short(several)
        return self.several[several]

    def _short(self, buffers: tuple[str, ...]) -> str:
        """i_f_o for i_t, f_t and o_t, s_1_2 for s_1 and s_2."""
        parts = [name.partition("_") for name in buffers]
        heads, tails = [head for head, _, _ in parts], [tail for _, _, tail in parts]
        if len(set(heads)) == len(heads):
            short = "_".join(heads)
        elif len(set(heads)) == 1:
            short = "_".join([heads[0], *tails])
        else:
            short = "_".join(buffers)
        return self._free(short)

    def _free(self, short: str) -> str:
        while short in self.taken:
            short += "_"
        self.taken.add(short)
        return short


def docstring(step: BufferedBody, form: Form, place: int) -> str:
    """The docstring: what the buffers hold when a step begins."""
    sums = step.body.stages[place].sums
    negated = [step.names[one.symbol] for one in sums if one.symbol in form.negated]
    text = "One timestep" if not place else f"Stage {place + 1} of one timestep"
    if negated:
        *first, last = negated
        gates = f"{', '.join(first)} and {last}" if first else last
        text += f"; {gates} begin{' as their sums' if first else 's as its sum'}, negated"
    return f"{text}."
