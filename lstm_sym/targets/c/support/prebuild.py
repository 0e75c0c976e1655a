"""Compiles the C source ahead, for machines without a compiler: ``python -m lstm_c.prebuild``.

It compiles the activations, and the cell of Keras or those that are named behind it.
"""

import sys
from pathlib import Path

from lstm_c import libraries, prebuilt
from lstm_c.compiler import CompilerError, compile_to, compiler, writing
from lstm_c.formulations import CELLS
from lstm_c.library import ACTIVATED, SOURCES


def prebuild(*modules: str) -> list[Path]:
    """Compile for every processor of this machine's kind; the files of the libraries.

    They are in the folder ``prebuilt`` of the package; copy the package to a machine with the
    same system. It loads the fastest one that the processor can run, and compiles nothing.

    Parameters
    ----------
    modules : str
        formulations by their modules in `lstm_numpy`, such as ``"gru"`` or ``"pytorch_layer"``;
        none: ``"keras"`` alone

    Raises
    ------
    ValueError
        there is no such module
    CompilerError
        there is no compiler, it failed, or the folder cannot be written
    """
    for module in modules:
        if module not in CELLS:
            raise ValueError(f"{module!r} is not a cell in C, expected some of {', '.join(CELLS)}")
    made = prebuild_one(ACTIVATED)
    for module in modules or ("keras",):
        for body in CELLS[module].bodies.values():
            made += prebuild_one(SOURCES / f"{body.name}.c")
    return made


def prebuild_one(source: Path) -> list[Path]:
    """The libraries of one source, the plain one at last; raises `CompilerError`."""
    command = compiler()
    folder, names = prebuilt.FOLDER, prebuilt.names(source)
    with writing(folder, "run this as who owns the package") as new:
        for level, name in names.items():
            abilities = prebuilt.LEVELS.get(level, ())
            flags = tuple(f"-m{ability}" for ability in abilities)
            answers = "" if abilities else prebuilt.answers()
            compile_to(new / name, command, [flags], answers, source)
        # The plain one takes its name at last: without it nobody looks for the others.
        made = [libraries.placed(new / name, folder, name) for name in names.values()]
    for name in names.values():
        for old in set(libraries.all_of(folder, name)) - set(made):
            old.unlink()
    return made


if __name__ == "__main__":
    try:
        print(*prebuild(*sys.argv[1:]), sep="\n")
    except (CompilerError, ValueError) as error:
        sys.exit(str(error))
