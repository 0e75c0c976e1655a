"""What every directive is made of that shows a file beside the page, in JSON."""

import json
from pathlib import Path
from typing import Any, ClassVar

from docutils.nodes import Node

from lstm_sym.sphinx.directive import FromManifest

#: What reading a file raises that is missing, may not be read, or holds something else.
WRONG = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


class FromRecord(FromManifest):
    """A directive whose argument is a file; one that cannot be shown is a warning at its place."""

    required_arguments = 1
    #: What the file should hold.
    holds: ClassVar[str]

    def run(self) -> list[Node]:
        """What is shown of the file."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        try:
            return self.shown(json.loads(Path(path).read_text(encoding="utf-8")))
        except WRONG as error:
            self.warn(f"{relative} holds no {self.holds}: {in_words(error)}", "results")
            return []

    def shown(self, stated: Any) -> list[Node]:
        """What the directive shows of the content; may raise any error of `WRONG`."""
        raise NotImplementedError


def in_words(error: Exception) -> str:
    """An error on one line; of the disk without the path, which is named already."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    said = " ".join(str(error).split())
    return f"there is no {said}" if isinstance(error, KeyError) else said
