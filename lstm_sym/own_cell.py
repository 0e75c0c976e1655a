"""A user's own cell: a Python module outside the project, and what is printed from it."""

import doctest
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import click

from lstm_sym import generate, requested
from lstm_sym.equations import FORMULATIONS, IN_FEWER_BITS, LAYERS
from lstm_sym.folder import MANIFEST
from lstm_sym.manifest import write as manifest
from lstm_sym.manifest.places import labels_of
from lstm_sym.notation import Formulation, convolve
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.places import StatementError
from lstm_sym.notation.unused import unused
from lstm_sym.passes.inline import inline
from lstm_sym.passes.quantised import in_fewer_bits
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy import source
from lstm_sym.targets.numpy.statements import CALLABLE, Statements, sequences_as_a_whole
from lstm_sym.targets.paper import tex
from lstm_sym.targets.printer import NoWordError

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
    except (Exception, SystemExit) as error:
        raise OwnCellError(f"{place(path, error)}: {said(error)}") from None
    stated = getattr(module, NAME, None)
    if not isinstance(stated, Formulation):
        kind = f"a {type(stated).__name__}" if hasattr(module, NAME) else "missing"
        raise OwnCellError(f"{path}: `{NAME}` is {kind}, expected {NAME} = Formulation(...)")
    for name in (stated.name, stated.module):
        if name in (*sys.stdlib_module_names, "numpy", "lstm_numpy"):
            hidden = f"{name}.py would hide Python's own {name}: take another name"
            raise OwnCellError(f"{place(path, StatementError(hidden, stated.place))}: {hidden}")
    return replace(stated, written_in=path.name)


def named(name: str) -> Formulation:
    """The project's formulation of a name, or that of a user's file; for the command line."""
    every = (*FORMULATIONS, *LAYERS, *in_fewer_bits(IN_FEWER_BITS))
    known = {stated.name: stated for stated in every}
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


@dataclass(frozen=True)
class Printed:
    """What is printed from a user's cell, run and proven."""

    path: Path
    stated: Formulation
    files: dict[str, str]
    runs: int  # on symbols, of the readable form
    fast_runs: int
    without: str  # why there is no fast form, with the label of an equation
    without_gradients: str  # the same of gradients


def render(path: Path) -> dict[str, str]:
    """The products of the cell in a module, by their names; see `printed`."""
    return printed(path).files


def printed(path: Path) -> Printed:
    """The products of the cell in a module, run and proven; nothing is written.

    Says on stderr what no equation uses. Raises `OwnCellError`.
    """
    stated = load(path)
    try:
        printable(stated)
        for function in stated.notation.functions.values():
            if function.default not in CALLABLE:
                known = ", ".join(CALLABLE)
                raise StatementError(
                    f"the default of {function.name!r} is {function.default!r}, expected one of "
                    f"{known}",
                    function.place,
                )
        text = numpy_formulation.module(stated)
        run(stated, text)
        runs = proven(stated, text)
        code, fast_runs, without = with_fast_form(stated, text)
        code, why = with_gradients(stated, code)
        files = code | {f"{stated.name}.tex": tex.of_formulation(stated)}
        files[manifest_of(path)] = manifest.of_one(stated, files)
    except Exception as error:
        why = "" if isinstance(error, StatementError) else "it cannot be printed: "
        raise OwnCellError(f"{place(path, error, stated)}: {why}{said(error)}") from None
    for line, what in unused(stated):
        click.echo(f"{path}, line {line}: warning: no equation uses {what}", err=True)
    return Printed(path, stated, files, runs, fast_runs, without, why or without)


def with_fast_form(stated: Formulation, text: str) -> tuple[dict[str, str], int, str]:
    """The modules, how often the fast form was run on symbols, and why there is none.

    A fast form that does not do what the equations say is not printed.
    """
    from lstm_sym.proofs import agreement, fast

    alone = {f"{stated.module}.py": text}
    files = source.of_formulation(stated, package="", backwards=False)
    if len(files) == 1:
        return alone, 0, source.refused(stated)
    readable, quick = files.values()
    runs, found = 0, []
    try:
        for name, way in fast.forms(stated, quick).items():
            reading = fast.FastReadback(stated, readable, quick, way)
            found += [f"{name}: {one}" for one in reading.at_a_glance()]
            runs += reading.compared
        found += agreement.differences(stated, readable, quick)
    except Exception as error:
        found.append(said(error))
    if found:
        label = stated.cell.equations[0].label
        return alone, 0, f"{label}: it is not what the equations say: {found[0]}"
    return files, runs, ""


def with_gradients(stated: Formulation, code: dict[str, str]) -> tuple[dict[str, str], str]:
    """The modules with that of the gradients, and why there is none.

    Gradients that are not the derivatives of the readable form are not printed.
    """
    from lstm_sym.proofs import complex_step

    name = stated.module
    files = source.of_formulation(stated, package="")
    if f"{name}_gradients.py" not in files or len(code) == 1:
        return code, source.without_gradients(stated)
    parts = ("_fast", "_gradients", "")
    texts = {f"{name}{part}": files[f"{name}{part}.py"] for part in parts}
    try:
        found = list(complex_step.differences(stated, texts))
    except Exception as error:
        found = [said(error)]
    if found:
        label = stated.cell.equations[0].label
        return code, f"{label}: they are not the derivatives: {found[0]}"
    return files, ""


def printable(stated: Formulation) -> None:
    """Raise what the printers raise of an equation, with the equation's place."""
    statements, over_time = Statements(stated), stated.sequence
    called = (*over_time.start, *inline(stated.cell, over_time.each), *over_time.finish)
    wholes = sequences_as_a_whole(called)
    printers = cache(manifest.printers)  # once, and where an equation's refusal is caught

    def as_code(equation: Equation) -> object:
        return (statements.entry if equation in wholes else statements.line)(equation)

    def on_paper(equation: Equation) -> object:
        return manifest.of_formulation(stated, equation, [], "", printers(stated))

    for show, equations in (
        (as_code, (*stated.cell.equations, *called)),
        (on_paper, stated.equations),
    ):
        for equation in equations:
            try:
                show(equation)
            except Exception as error:
                raise StatementError(f"{equation.label}: {said(error)}", equation.place) from None


def run(stated: Formulation, text: str) -> None:
    """Import a printed module and run the examples of its docstrings.

    Raises what importing it raises, and `StatementError` where an example does not run as it says.
    """
    from lstm_sym.proofs.calls import module

    printed = module(text)
    for function in (stated.cell.name, stated.sequence.name):
        said_to = inspect.getdoc(vars(printed)[function]) or ""
        names = vars(printed).copy()
        example = doctest.DocTestParser().get_doctest(said_to, names, function, None, None)
        try:
            # It prints nothing, and without out= asks stdout for its encoding, where there is one.
            doctest.DebugRunner(verbose=False).run(example, out=len)
        except doctest.UnexpectedException as error:
            kind, raised, trace = error.exc_info
            lines = [n for frame, n in traceback.walk_tb(trace) if frame.f_code.co_name == function]
            labels = labels_of(text.splitlines()[lines[-1] - 1]) if lines else []
            labelled = (e for e in stated.equations if e.label in labels)
            place = next((e.place for e in labelled), stated.place)
            why = f"the example of {function} raises {kind.__name__}: {raised}"
            raise StatementError(why, place) from None
        except doctest.DocTestFailure as error:
            why = f"the example of {function} gives {error.got.strip()}"
            why += f", expected {error.example.want.strip()}"
            raise StatementError(why, stated.place) from None


def manifest_of(path: Path) -> str:
    """The manifest of the cell in a module: each has its own, so several share a folder."""
    return f"{path.stem}.{MANIFEST}"


def rendered(
    paths: Sequence[Path], folder: Path, target: str | None = None
) -> tuple[dict[str, str], list[Printed]]:
    """The project's products or, with paths, those of the user's cells; for the command line.

    With a target only what that one prints.
    """
    if not paths and target is None:
        return generate.render(), []
    if not paths:
        if why := taken(folder):
            raise click.UsageError(why)
        return requested.render(str(target)), []
    files: dict[str, str] = {}
    every: list[Printed] = []
    owners: dict[str, Path] = {}
    for path in paths:
        if why := refused(path, folder):
            raise click.UsageError(why)
        try:
            one = printed(path)
            named = one.files if target is None else in_target(one, target)
        except OwnCellError as error:
            raise click.ClickException(str(error)) from None
        for name in named:
            # Some file systems take A.py and a.py for one file.
            other = owners.setdefault(name.casefold(), path)
            if other is not path:
                raise click.UsageError(
                    f"{other} and {path} both print {name}: take two names, or two folders"
                )
        files |= named
        every.append(one)
    return files, every


def in_target(one: Printed, target: str) -> dict[str, str]:
    """What a target prints of a cell; raises `OwnCellError` where it does not."""
    path, stated = one.path, one.stated
    try:
        return requested.of_cell(target, stated, path.stem)
    except NotLoweredError as error:
        label = str(error).partition(": ")[0]
        places = (e.place for e in stated.equations if e.label == label)
        where = place(path, StatementError("", next(places, stated.place)))
        language = requested.target(target).LANGUAGE
        raise OwnCellError(f"{where}: it has no form in {language}: {error}") from None


def say(every: Sequence[Printed], target: str | None = None) -> None:
    """Say of each cell that its printed code is its equations; for the command line.

    Of a target only what it leaves out.
    """
    for one in every:
        if target is not None:
            for left in requested.target(target).lacking(one.stated):
                click.echo(f"left out: {left}")
            continue
        name = f"{one.path}: " if len(every) > 1 else ""
        if one.runs:
            click.echo(
                f"{name}run on symbols, the code gives the equations back in {one.runs} "
                "configurations"
            )
        else:
            click.echo(f"{name}not run on symbols, which have no rows and columns to convolve")
        if one.without:
            click.echo(
                f"{name}left out: {one.stated.name} has no fast form in NumPy: {one.without}"
            )
            continue
        click.echo(f"{name}the fast form does so in {one.fast_runs}, and computes the same numbers")
        if one.without_gradients:
            why = one.without_gradients
            click.echo(f"{name}left out: {one.stated.name} has no gradients in NumPy: {why}")
        else:
            click.echo(f"{name}the gradients are those of the complex step")


def convolves(stated: Formulation) -> bool:
    return any(equation.right.has(convolve) for equation in stated.equations)


def proven(stated: Formulation, text: str) -> int:
    """In how many configurations the code, run on symbols, gives the equations back.

    It does so in each of the options; raises `StatementError` where it does not.
    """
    from lstm_sym.proofs.readback import Readback

    if convolves(stated):
        return 0
    reading = Readback(stated, text)
    if found := list(reading.differences()):
        raise StatementError(f"the printed code is not the equations: {'; '.join(found)}")
    return reading.compared


def refused(path: Path, folder: Path) -> str:
    """Why the products of a user's cell may not be in a folder; empty where they may."""
    if path.resolve().parent == folder.resolve():
        return f"{folder} holds {path.name} itself: name another folder with -o"
    return taken(folder)


def taken(folder: Path) -> str:
    """Why nothing but the project's own products may be in a folder; empty where it may."""
    own, products = folder.resolve(), generate.PRODUCTS.resolve()
    if own == products or products in own.parents or own in products.parents:
        return f"{folder} holds the project's own products: name another folder with -o"
    return ""


def place(path: Path, error: BaseException, stated: Formulation | None = None) -> str:
    """The user's line that an error is about, or in which it arose, or of the formulation."""
    known = getattr(error, "place", None)
    if known is not None and Path(known.file).resolve() == path.resolve():
        return f"{path}, line {known.line}"
    if isinstance(error, SyntaxError) and Path(error.filename or "").resolve() == path.resolve():
        return f"{path}, line {error.lineno}"
    lines = list(_lines(path, error))
    if not lines and stated is not None:
        return place(path, StatementError("", stated.place))
    return f"{path}, line {lines[-1]}" if lines else str(path)


def said(error: BaseException) -> str:
    """The message; with the kind of error where the message alone says too little."""
    if isinstance(error, NoWordError):
        word = "a word of lstm_sym.notation or an activation that needs no further numbers"
        return f"{error}: take {word}"
    if isinstance(error, SyntaxError):
        return f"SyntaxError: {error.msg}"
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _lines(path: Path, error: BaseException) -> Iterator[int]:
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).resolve() == path.resolve() and frame.lineno:
            yield frame.lineno
