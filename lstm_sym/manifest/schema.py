"""What the manifest states, each thing as a value of its own, and both ways between them and JSON.

A field that says where a thing is (its name, its folder) comes from the place of its entry, and
is not in the entry. The others are, under the field's name and in the fields' order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

# Of what a field is that an entry does not have: it follows from the entry's place.
PLACED = {"placed": True}


def placed(shown: bool = True) -> Any:
    """A field that follows from the place of an entry."""
    return field(default="", metadata=PLACED, repr=shown)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an equation is in the product."""

    file: str
    function: str
    line: int
    code: str
    # Of the manifest that names it; not among what makes a page stale.
    folder: str = placed(shown=False)

    @property
    def is_statement(self) -> bool:
        """Whether the line computes something; else it says where other equations' lines begin."""
        return not self.code.startswith("#") and not self.code.endswith(":")

    @property
    def path(self) -> Path:
        """The file itself, which may be absent."""
        return Path(self.folder, self.file)

    @property
    def target(self) -> str:
        """The function's full name in Python."""
        return f"{self.file.removesuffix('.py').replace('/', '.')}.{self.function}"


@dataclass(frozen=True, kw_only=True)
class Equation:
    """One equation, under its full name such as ``keras.input-gate``."""

    name: str = placed()
    label: str
    part: str
    when: str
    holds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # values of options
    latex: str
    tree: tuple[Any, ...] = ()
    marked: str  # LaTeX that says of each symbol which it is
    text: str = ""
    words: str
    symbols: tuple[str, ...]
    defines: tuple[str, ...]
    in_code: Mapping[str, str]  # symbols that have another name in these lines
    code: tuple[Place, ...]
    fingerprint: str
    role: str = ""  # of the cell's equations, in words that all formulations share


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """A quantity that the equations speak of."""

    part: ClassVar[str] = "symbols"

    name: str = placed()
    code: str = placed()
    latex: str
    text: str = ""
    shape: tuple[str, ...]
    default: str = placed()
    meaning: str

    @property
    def sizes(self) -> str:
        """The shape as a reader sees it; a dimension that may be absent is in brackets."""
        if not self.shape:
            return "a number"
        shown = (f"[{size[:-1]}]" if size.endswith("?") else size for size in self.shape)
        return f"({', '.join(shown)})".replace("|", " or ")


@dataclass(frozen=True, kw_only=True)
class Function(Symbol):
    """A symbol for an elementwise function, and the activation that it is by default."""

    part: ClassVar[str] = "functions"

    text: str = placed()
    shape: tuple[str, ...] = field(default=(), metadata=PLACED)
    default: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """What a caller decides."""

    part: ClassVar[str] = "options"

    name: str = placed()
    code: str = placed()
    meaning: str
    default: Any
    choices: Mapping[str, str]

    @property
    def usual(self) -> str:
        """The value that holds where the caller says nothing, as the choices name it."""
        return "False" if self.default is None else str(self.default)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number that an activation depends on."""

    latex: str
    default: float | None
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Activation:
    """An elementwise function that a user may choose."""

    name: str = placed()
    latex: str
    derivative: str
    marked: str
    marked_derivative: str
    text: str = ""
    words: str
    derivative_words: str
    meaning: str
    since: str
    aliases: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    code: tuple[Place, ...]
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Stack:
    """An array that holds the blocks of several gates."""

    code: str = placed()
    gates: str
    blocks: tuple[str, ...]
    transposed: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one timestep takes and gives, by the names in code."""

    name: str = ""  # as the equations over time call it
    latex: str = ""
    given: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)  # before: now


@dataclass(frozen=True, kw_only=True)
class Formulation:
    """A whole formulation; what it consists of is not among what makes a page stale."""

    name: str = placed()
    title: str = ""
    sources: tuple[str, ...]
    module: str = ""
    written_in: str = ""
    gates: str = ""
    cell: Cell = field(default_factory=Cell)
    stacks: Mapping[str, Stack] = field(default_factory=dict)
    symbols: Mapping[str, Symbol] = field(repr=False)
    functions: Mapping[str, Function] = field(repr=False)
    options: Mapping[str, Option] = field(repr=False)
    roles: Mapping[str, str] = field(default_factory=dict)  # of symbols
    equations: tuple[Equation, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Content:
    """The whole file; that of a cell of a user's own has formulations alone."""

    about: str = ""
    formulations: Mapping[str, Formulation]
    #: The equations backwards of each formulation, under the name of their module.
    gradients: Mapping[str, Formulation] | None = None
    activations: Mapping[str, Activation] | None = None
    keras_versions: tuple[Mapping[str, Any], ...] | None = None
    tensorflow_versions: tuple[Mapping[str, Any], ...] | None = None
    newest_keras: str | None = None
    keras1_versions: tuple[Mapping[str, Any], ...] | None = None
    dropout_masks: tuple[Mapping[str, Any], ...] | None = None
    storages: tuple[Mapping[str, Any], ...] | None = None
    bibliography: tuple[Mapping[str, str], ...] | None = None
    links: Mapping[str, str] | None = None  # what a source begins with: its address


def to_json(value: Any) -> Any:
    """What JSON has for a value; what is absent, and may be, is left out."""
    if isinstance(value, str):  # most are
        return value
    if is_dataclass(value):
        pairs = ((one, getattr(value, one.name)) for one in fields(value) if not one.metadata)
        return {
            one.name: to_json(entry)
            for one, entry in pairs
            if entry is not None or one.default is MISSING
        }
    if isinstance(value, Mapping):
        return {key: to_json(entry) for key, entry in value.items()}
    return [to_json(entry) for entry in value] if isinstance(value, list | tuple) else value


def from_json(kind: Any, value: Any) -> Any:
    """The value of a kind for what JSON has; raises TypeError or KeyError for what is no such."""
    if isinstance(kind, type) and is_dataclass(kind):
        known = _kinds(kind).items()
        return kind(**{name: from_json(k, value[name]) for name, k in known if name in value})
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(from_json(inner[0], entry) for entry in value)
    if origin is Mapping:
        return {key: from_json(inner[1], entry) for key, entry in value.items()}
    return from_json(inner[0], value) if type(None) in inner and value is not None else value


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    """The types of the fields that an entry has."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind) if not one.metadata}


def statement(lines: Sequence[str], number: int) -> str:
    """The statement of a line, in one: up to the line that closes what the first one opens.

    Behind the last line there is none: "".
    """
    said = "".join(lines[number - 1 : number]).strip()
    if not said.endswith("("):
        return said
    for line in lines[number:]:
        part = line.strip()
        closes = part[:1] in ")]"
        between = "" if closes or said[-1] in "([" else " "
        said = (said.removesuffix(",") if closes else said) + between + part
        if all(said.count(one) == said.count(other) for one, other in ("()", "[]")):
            break
    return said
