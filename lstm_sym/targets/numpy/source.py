"""The product ``lstm_numpy/``: support files, data, and the modules of each formulation."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import sympy as sp

from lstm_sym.equations import FORMULATIONS, IN_FEWER_BITS, LAYERS, bidirectional, keras
from lstm_sym.notation import Formulation
from lstm_sym.passes import quantised
from lstm_sym.passes.operations import NoOperationError
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.numpy import (
    activations,
    arguments,
    documentation,
    masked,
    merged,
    slopes,
    tables,
)
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy.fast import fast
from lstm_sym.targets.numpy.gradients import gradients
from lstm_sym.targets.numpy.printer import NumpyPrinter
from lstm_sym.targets.numpy.python import bracketed, fitted, head, signature
from lstm_sym.targets.numpy.statements import INDENT

SUPPORT = Path(__file__).with_name("support")
#: What a formulation without a fast form raises.
REFUSALS = (NotLoweredError, NoOperationError)


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    return {path: text for _, part in parts() for path, text in part().items()}


def parts() -> Iterator[tuple[str, Callable[[], dict[str, str]]]]:
    """The files in parts, each with the name of what it prints: what all share, and each cell."""
    yield "lstm_numpy", partial(in_folder, shared)
    for formulation in (*FORMULATIONS, *LAYERS):
        yield formulation.name, partial(in_folder, partial(of_formulation, formulation))
    for formulation, bits in quantised.pairs(IN_FEWER_BITS):
        fewer = partial(quantised.quantised, formulation, bits)
        yield f"{formulation.name} in {bits.said}", partial(in_folder, partial(of_made, fewer))


def in_folder(printed: Callable[[], Mapping[str, str]]) -> dict[str, str]:
    """What is printed, under the paths of the product."""
    return {f"lstm_numpy/{name}": text for name, text in printed().items()}


def of_made(make: Callable[[], Formulation]) -> dict[str, str]:
    """The texts of a formulation that a pass makes."""
    return of_formulation(make())


def shared() -> dict[str, str]:
    """The support files, and what is printed of no formulation."""
    return {
        **{
            file.relative_to(SUPPORT).as_posix(): file.read_text()
            for file in sorted(SUPPORT.rglob("*.py"))
        },
        "py.typed": "",
        "activations.py": activations.module(),
        "keras_versions.py": tables.versions(),
        "layouts.py": tables.layouts(),
        "kinks.py": tables.kinks(),
        "slopes.py": slopes.module(),
        "masked_gradients.py": masked.module(keras.formulation),
        "whole_numbers.py": whole_numbers(),
        "merging_gradients.py": merged.module(bidirectional.formulation),
    }


def whole_numbers() -> str:
    """The module of what whole numbers of eight and of twelve bits are, as functions."""
    printer = NumpyPrinter({})
    title = "What whole numbers of eight and of twelve bits are."
    lines = [head(title, "lstm_sym/passes/quantised.py"), "import numpy as np", ""]
    lines += ["from lstm_numpy.arrays import Array"]
    size, x, s = sp.symbols("size x scale", real=True)
    for one in (quantised.OF_STATES, quantised.OF_INPUTS):
        bits = f"whole numbers of {one.bits} bits"
        of_size = f"What 1 is worth among {bits}: the largest magnitude is ``size``."
        nearest = f"The nearest {bits}, of which 1 is worth ``scale``."
        for name, given, value, said in (
            (f"scale_of_{one.bits}_bits", (size,), one.scale(size), of_size),
            (f"{one.bits}_bits", (x, s), one.of(x, s), nearest),
        ):
            arguments = ", ".join(f"{argument}: Array" for argument in given)
            lines += ["", "", f"def {name}({arguments}) -> Array:", f'    """{said}"""']
            lines += [f"    return {printer.print(value)}"]
    return "\n".join(lines) + "\n"


def refused(formulation: Formulation) -> str:
    """Why there is no fast form, with the label of an equation; empty where there is one."""
    try:
        fast(formulation)
    except REFUSALS as error:
        return str(error)
    return ""


def without_gradients(formulation: Formulation) -> str:
    """Why there are no gradients, with the label of an equation; empty where there are."""
    try:
        gradients(formulation)
    except REFUSALS as error:
        return str(error)
    return ""


def left_out(files: Mapping[str, str]) -> Iterator[str]:
    """What the files lack of the formulations, and why."""
    for formulation in (*FORMULATIONS, *LAYERS):
        if f"lstm_numpy/{formulation.module}_fast.py" not in files:
            yield f"{formulation.name} has no fast form in NumPy: {refused(formulation)}"
        elif f"lstm_numpy/{formulation.module}_gradients.py" not in files:
            why = without_gradients(formulation)
            yield f"{formulation.name} has no gradients in NumPy: {why}"


def each_time(formulation: Formulation) -> Iterator[str]:
    """`prepare` where there is no fast form: it packs nothing, so each call does all the work."""
    stated = formulation.sequence
    after = [o for o in stated.options if o.gives and o.default is None]
    before = [o for o in stated.options if o not in after]
    given = [
        *arguments.parameters(formulation, ()),
        *arguments.keywords(formulation, tuple(before)),
    ]
    names = (w.partition(":")[0] for w in given if w != "*")
    yield from signature("prepare", given, f"Callable[..., {stated.returns}]")
    yield from documentation.prepare(formulation, before, packs=False)
    chosen = (*before, *formulation.cell.options)
    checks = [*arguments.checks(formulation, ()), *arguments.option_checks(formulation, chosen)]
    yield from (line for check in checks for line in fitted(f"{INDENT}{check}"))
    words = [stated.name, *(f"{name}={name}" for name in names)]
    yield from bracketed("    return partial(", words, ")")


def of_formulation(
    formulation: Formulation, package: str = "lstm_numpy", backwards: bool = True
) -> dict[str, str]:
    """The texts by the names of their files; of a user's own cell, the package has no name.

    ``backwards``: with gradients, where there are any.
    """
    try:
        quick = fast(formulation, package)
    except REFUSALS:
        is_face = package and formulation.notation.series_of
        last = list(each_time(formulation)) if is_face else []
        text = numpy_formulation.module(formulation, last=last)
        return {f"{formulation.module}.py": text}
    files = {f"{formulation.module}_fast.py": quick.text()}
    face: dict[str, list[str]] = {}
    try:
        if not backwards:
            raise NotLoweredError(f"{formulation.cell.equations[0].label}: not asked for")
        back = gradients(formulation, package)
        files[f"{formulation.module}_gradients.py"] = back.text()
        face = back.face
    except REFUSALS:  # `without_gradients` says so
        pass
    return {f"{formulation.module}.py": numpy_formulation.module(formulation, quick, face), **files}
