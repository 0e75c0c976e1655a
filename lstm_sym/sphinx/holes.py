"""What a manifest leaves open about what a page shows; each hole is a warning where it is shown."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from lstm_sym.manifest.read import Equation, Manifest, Place, Symbol, owner, statement


def of_equation(manifest: Manifest, equation: Equation) -> Iterator[str]:
    """Symbols that are not in the notation, and code that is not where it is said to be."""
    formulation = owner(equation.name)
    known = {*manifest.activation, manifest.find("formulation", formulation).cell.name}
    # Without its activations a manifest does not say which names are functions.
    for code in equation.symbols if manifest.activation else ():
        if code not in known and f"{formulation}.{code}" not in manifest.symbol:
            yield f"equation {equation.name!r} uses {code!r}, which is not in the notation"
    # Backwards some are part of others in the code.
    if not equation.code and formulation not in manifest.gradients:
        yield f"equation {equation.name!r} is nowhere in the code"
    yield from of_places(equation.name, equation.code)


def of_places(name: str, places: Iterable[Place]) -> Iterator[str]:
    """Lines that read otherwise, in the files that are beside the manifest."""
    for place in places:
        if place.path.is_file():
            lines = _lines(place.path, place.path.stat().st_mtime_ns)
            if place.code not in statement(lines, place.line):
                yield f"{name!r} is not in line {place.line} of {place.file}"


def of_symbol(symbol: Symbol) -> Iterator[str]:
    """What is not said of a symbol that a table shows."""
    for fact in ("latex", "meaning"):
        if not getattr(symbol, fact):
            yield f"symbol {symbol.name!r} has no {fact}"


@lru_cache(maxsize=64)
def _lines(path: Path, _changed: int) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").splitlines())
