"""Compiles the C source ahead, for machines without a compiler: ``python -m lstm_c.prebuild``."""

import sys
from pathlib import Path

from lstm_c import libraries, prebuilt
from lstm_c.compiler import CompilerError, compile_to, compiler, writing


def prebuild() -> list[Path]:
    """Compile for every processor of this machine's kind; the files of the libraries.

    They lie in the folder ``prebuilt`` of the package and go where it goes, to a machine with the
    same system. There the best one that the processor can run is loaded, and nothing is compiled.

    Raises
    ------
    CompilerError
        there is no compiler, it failed, or the folder cannot be written
    """
    command = compiler()
    folder, names = prebuilt.FOLDER, prebuilt.names()
    with writing(folder, "run this as who owns the package") as new:
        for level, name in names.items():
            abilities = prebuilt.LEVELS.get(level, ())
            flags = tuple(f"-m{ability}" for ability in abilities)
            answers = "" if abilities else prebuilt.answers()
            compile_to(new / name, command, [flags], answers)
        # The plain one takes its name at last: without it nobody looks for the others.
        made = [libraries.placed(new / name, folder, name) for name in names.values()]
    for name in names.values():
        for old in set(libraries.all_of(folder, name)) - set(made):
            old.unlink()
    return made


if __name__ == "__main__":
    try:
        print(*prebuild(), sep="\n")
    except CompilerError as error:
        sys.exit(str(error))
