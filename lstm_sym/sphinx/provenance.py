"""What an equation was compared with, from the record of a command."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.record import WRONG, in_words


def compared(directive: FromManifest, name: str, fingerprint: str) -> str:
    """A sentence: with which releases, in how many cases, and how large the error was.

    It is empty where the site names no record. The page is read again when the record changes. What
    no case executes is a warning.
    """
    path = directive.config.lstm_compared
    if not path:
        return ""
    directive.env.note_dependency(path)
    try:
        entry = _read(path, Path(path).stat().st_mtime_ns).get(name)
        if entry is None:
            directive.warn(f"no recorded case executes {name!r}", "compared")
            return "No recorded case executes it."
        if entry["fingerprint"] != fingerprint:
            return "It has changed since it was compared."
        return said(entry)
    except WRONG as error:
        directive.warn(
            f"{path} is not a record of `lstm-sym verify -o`: {in_words(error)}", "results"
        )
        return ""


def said(entry: Mapping[str, Any]) -> str:
    """One entry of the record in words."""
    releases = [f"{name} {', '.join(versions)}".strip() for name, versions in entry["with"].items()]
    errors = [f"{error:.1e} in {dtype}" for dtype, error in entry["errors"].items()]
    cases = "case" if entry["cases"] == 1 else "cases"
    there = f"The same as {entry['as']}, which was compared" if "as" in entry else "Compared"
    return (
        f"{there} with {' and '.join(releases)} in {entry['cases']:,} {cases}; "
        f"largest error {', '.join(errors)}, relative to values above 1."
    )


@lru_cache(maxsize=2)
def _read(path: str, _changed: int) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))["compared"]
    return entries
