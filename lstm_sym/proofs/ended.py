"""The result of a proof, and the error that stopped one."""

import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from subprocess import CalledProcessError
from typing import Any, TypeAlias, TypeVar

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.operations import Operation
from lstm_sym.program import Sum


@dataclass(frozen=True)
class Result:
    """One line for a reader, facts for the record, and what is wrong, if anything."""

    name: str
    said: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.wrong


Found = TypeVar("Found")
#: What another process found, or the error that stopped it, as text.
Tried: TypeAlias = Future[tuple[Found | None, str]]


def in_one_line(error: BaseException) -> str:
    """The kind of an error, its message and the line where it arose, on one line."""
    if isinstance(error, CalledProcessError):
        printed = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        last = printed[-1] if printed else "it said nothing"
        return f"{' '.join(map(str, error.cmd))} ended with {error.returncode}: {last}"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return said
    place = f"{frames[-1].filename}:{frames[-1].lineno}"
    return f"{said} ({'; '.join([*in_hand(error), place])})"


def in_hand(error: BaseException) -> list[str]:
    """The formulation and the equation that the innermost of an error's functions were given."""
    found: dict[str, str] = {}
    for frame, _ in traceback.walk_tb(error.__traceback__):
        for value in list(frame.f_locals.values()):
            if isinstance(value, Formulation):
                found["formulation"] = value.name
            elif isinstance(value, Equation | Sum | Operation):
                found["equation"] = f"the equation {value.label}"
    return [found[what] for what in ("formulation", "equation") if what in found]


def result_of(name: str, proof: Callable[[], Result]) -> Result:
    """The result of a proof; a failed one with the error, where it raised."""
    try:
        return proof()
    except Exception as error:
        return Result(name, "ended early", wrong=(in_one_line(error),))


def attempt(part: Callable[..., Found], *arguments: Any) -> tuple[Found | None, str]:
    """What a part of a proof found, or its error as text; run in other processes.

    Some exceptions cannot be pickled, and one of those would stop every other part.
    """
    try:
        return part(*arguments), ""
    except Exception as error:
        return None, in_one_line(error)


def parts(tried: Mapping[str, Tried[Found]]) -> tuple[dict[str, Found], list[str]]:
    """What other processes found, by name, and the errors of those that were stopped."""
    found, wrong = {}, []
    for name, future in tried.items():
        try:
            value, said = future.result()
        except BrokenExecutor as error:  # the process itself was killed
            value, said = None, in_one_line(error)
        if value is None:
            wrong.append(f"{name}: {said}")
        else:
            found[name] = value
    return found, wrong
