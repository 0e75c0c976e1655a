"""A user's own cell: a Python module outside the project, and what is printed from it."""

import importlib.util
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import click

from lstm_sym import generate
from lstm_sym.equations import FORMULATIONS
from lstm_sym.folder import MANIFEST
from lstm_sym.notation import Formulation, convolve
from lstm_sym.printers.base import NoWordError
from lstm_sym.products import latex, manifest, numpy_formulation

NAME = "formulation"


class OwnCellError(ValueError):
    """The user's module cannot be printed; the message names the file, the line and the reason."""


def load(path: Path) -> Formulation:
    """Run the module and return its `formulation`; raises `OwnCellError`."""
    spec = importlib.util.spec_from_file_location(f"own_cell_{path.stem}", path)
    if path.suffix != ".py" or spec is None or spec.loader is None:
        raise OwnCellError(f"{path} is no Python module: its name must end in .py")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise OwnCellError(f"{place(path, error)}: {said(error)}") from None
    stated = getattr(module, NAME, None)
    if not isinstance(stated, Formulation):
        kind = f"a {type(stated).__name__}" if hasattr(module, NAME) else "missing"
        raise OwnCellError(f"{path}: `{NAME}` is {kind}, expected {NAME} = Formulation(...)")
    for name in (stated.name, stated.module):
        if not name.isidentifier():
            raise OwnCellError(f"{path}: the name {name!r} is no Python identifier")
        if name in (*sys.stdlib_module_names, "numpy", "lstm_numpy"):
            raise OwnCellError(
                f"{path}: {name}.py would hide Python's own {name}: take another name"
            )
    return replace(stated, written_in=path.name)


def named(name: str) -> Formulation:
    """The project's formulation of a name, or that of a user's file; for the command line."""
    known = {stated.name: stated for stated in FORMULATIONS}
    if name in known:
        return known[name]
    if not name.endswith(".py"):
        close = get_close_matches(name, known, 1)
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        raise click.UsageError(
            f"{name!r} is not a formulation{hint}; known are {', '.join(known)}, "
            "and a cell of your own is named by its file, as my_cell.py"
        )
    if not Path(name).is_file():
        raise click.UsageError(f"there is no file {name}")
    try:
        render(Path(name))  # what cannot be printed is refused with its line
        return load(Path(name))
    except OwnCellError as error:
        raise click.ClickException(str(error)) from None


def render(path: Path) -> dict[str, str]:
    """The products of the cell in a module; nothing is written. Raises `OwnCellError`."""
    stated = load(path)
    try:
        files = {
            f"{stated.module}.py": numpy_formulation.module(stated),
            f"{stated.name}.tex": latex.of_formulation(stated),
        }
        compile(files[f"{stated.module}.py"], f"{stated.module}.py", "exec")
        files[manifest_of(path)] = manifest.of_one(stated, files)
    except (NoWordError, ValueError, TypeError, KeyError, SyntaxError) as error:
        raise OwnCellError(f"{path}: it cannot be printed: {said(error)}") from None
    return files


def manifest_of(path: Path) -> str:
    """The manifest of the cell in a module: each has its own, so several share a folder."""
    return f"{path.stem}.{MANIFEST}"


def rendered(paths: Sequence[Path], folder: Path) -> dict[str, str]:
    """The project's products or, with paths, those of the user's cells; for the command line."""
    if not paths:
        return generate.render()
    files: dict[str, str] = {}
    owners: dict[str, Path] = {}
    for path in paths:
        if why := refused(path, folder):
            raise click.UsageError(why)
        try:
            printed = render(path)
        except OwnCellError as error:
            raise click.ClickException(str(error)) from None
        for name in printed:
            # Some file systems take A.py and a.py for one file.
            other = owners.setdefault(name.casefold(), path)
            if other is not path:
                raise click.UsageError(
                    f"{other} and {path} both print {name}: take two names, or two folders"
                )
        files |= printed
    return files


def prove_all(paths: Sequence[Path]) -> None:
    """Say of each cell that its printed code is its equations; for the command line."""
    for path in paths:
        if len(paths) > 1:
            click.echo(f"{path}: ", nl=False)
        prove(path)


def prove(path: Path) -> None:
    """Say that a user's printed cell is its equations; for the command line."""
    if any(equation.right.has(convolve) for equation in load(path).equations):
        click.echo("not run on symbols, which have no rows and columns to convolve")
        return
    try:
        number = proven(path)
    except OwnCellError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"run on symbols, the code gives the equations back in {number} configurations")


def proven(path: Path) -> int:
    """In how many configurations the printed code, run on symbols, gives the equations back.

    Raises `OwnCellError` where it does not.
    """
    from lstm_sym.proofs.readback import Readback

    stated = load(path)
    readback = Readback(stated, numpy_formulation.module(stated))
    found = list(readback.differences())
    if found:
        raise OwnCellError(f"{path}: the printed code is not the equations: {'; '.join(found)}")
    return readback.compared


def refused(path: Path, folder: Path) -> str:
    """Why the products of a user's cell may not stand in a folder; empty where they may."""
    own, products = folder.resolve(), generate.PRODUCTS.resolve()
    if own == products or products in own.parents or own in products.parents:
        return f"{folder} holds the project's own products: name another folder with -o"
    if path.resolve().parent == own:
        return f"{folder} holds {path.name} itself: name another folder with -o"
    return ""


def place(path: Path, error: Exception) -> str:
    """The user's line in which an error arose."""
    if isinstance(error, SyntaxError) and Path(error.filename or "").resolve() == path.resolve():
        return f"{path}, line {error.lineno}"
    lines = list(_lines(path, error))
    return f"{path}, line {lines[-1]}" if lines else str(path)


def said(error: Exception) -> str:
    """The message; with the kind of error where the message alone says too little."""
    if isinstance(error, NoWordError):
        return f"{error}: take a word of lstm_sym.notation or an activation"
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg}"
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _lines(path: Path, error: Exception) -> Iterator[int]:
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).resolve() == path.resolve() and frame.lineno:
            yield frame.lineno
