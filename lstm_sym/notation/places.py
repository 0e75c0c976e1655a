"""Where something was stated: the file and the line of the module that called the notation."""

import sys
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file."""

    file: str
    line: int


class StatementError(ValueError):
    """What was stated cannot be printed; ``place`` is where, unless it is where this arose."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.place = place


def caller() -> Place:
    """The nearest line of code outside this package."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("lstm_sym."):
        frame = frame.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno)
