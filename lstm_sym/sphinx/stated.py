"""What the manifest states, each thing as a value of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where an equation stands in the product."""

    file: str
    function: str
    line: int
    code: str
    # Of the manifest that names it; not among what makes a page stale.
    folder: str = field(default="", repr=False)

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


@dataclass(frozen=True)
class Equation:
    """One equation, under its full name such as ``keras.input-gate``."""

    name: str
    label: str
    when: str
    latex: str
    code: tuple[Place, ...]
    fingerprint: str
    part: str
    holds: Mapping[str, tuple[str, ...]]  # values of options
    tree: tuple[Any, ...]
    text: str
    role: str  # of the cell's equations, in words that all formulations share
    marked: str  # LaTeX that says of each symbol which it is
    words: str
    symbols: tuple[str, ...]
    defines: tuple[str, ...]
    in_code: Mapping[str, str]  # symbols that have another name in these lines


@dataclass(frozen=True)
class Symbol:
    """A quantity or a function that the equations speak of."""

    name: str
    code: str
    latex: str
    shape: tuple[str, ...]
    meaning: str
    part: str = "symbols"
    default: str = ""

    @property
    def sizes(self) -> str:
        """The shape as a reader sees it; a dimension that may be absent stands in brackets."""
        if not self.shape:
            return "a number"
        shown = (f"[{size[:-1]}]" if size.endswith("?") else size for size in self.shape)
        return f"({', '.join(shown)})".replace("|", " or ")


@dataclass(frozen=True)
class Option:
    """What a caller decides."""

    name: str
    code: str
    meaning: str
    default: Any
    choices: Mapping[str, str]
    part: str = "options"

    @property
    def usual(self) -> str:
        """The value that holds where the caller says nothing, as the choices name it."""
        return "False" if self.default is None else str(self.default)


@dataclass(frozen=True)
class Activation:
    """An elementwise function that a user may choose."""

    name: str
    latex: str
    derivative: str
    meaning: str
    since: str
    aliases: tuple[str, ...]
    parameters: Mapping[str, Mapping[str, Any]]
    code: tuple[Place, ...]
    fingerprint: str
    marked: str
    marked_derivative: str
    words: str
    derivative_words: str


@dataclass(frozen=True)
class Stack:
    """An array that holds the blocks of several gates."""

    code: str
    gates: str
    transposed: bool


@dataclass(frozen=True)
class Formulation:
    """What is said of a whole formulation."""

    name: str
    title: str
    sources: tuple[str, ...]
    stacks: tuple[Stack, ...]
    given: tuple[str, ...]  # to the cell, by their names in code
    weights: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)  # before: now
    roles: Mapping[str, str] = field(default_factory=dict)  # of symbols
    called: str = ""  # the cell, by the equations over time
