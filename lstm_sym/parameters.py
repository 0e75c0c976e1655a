"""What several commands share: files that are written, numbers with an end, errors of the disk."""

import errno
import math
import os
from pathlib import Path
from typing import Any

import click


class WrittenFile(click.Path):
    """A file that a command writes at its end; what cannot be written is refused at its begin."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; fails unless its folder is there and may be written in."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"There is no folder {path.parent} to write in.", param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"The folder {path.parent} may not be written in.", param, ctx)
        return path


class Positive(click.ParamType):
    """A number above 0 that is finite."""

    name = "float"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; fails for 0, what is below, infinity and NaN."""
        number = float(click.FLOAT.convert(value, param, ctx))
        if not 0 < number < math.inf:
            self.fail(f"{value} is not a finite number above 0.", param, ctx)
        return number


class Commands(click.Group):
    """A group whose commands say in words what the disk or the system refused them."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an OSError becomes one line, with the file that it is about."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read has closed the pipe; click ends quietly
                raise
            file = os.fsdecode(error.filename) if error.filename else ctx.invoked_subcommand
            said = error.strerror or str(error) or type(error).__name__
            raise click.ClickException(f"{file}: {said}") from None


OUTPUT = WrittenFile()
COUNT = click.IntRange(min=1)
