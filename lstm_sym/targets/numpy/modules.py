"""The modules of a formulation: the readable one and, where there is one, the fast form."""

from collections.abc import Iterator

from lstm_sym.lowering.program import NotLoweredError
from lstm_sym.notation import Formulation
from lstm_sym.passes.operations import NoOperationError
from lstm_sym.products import arguments, documentation, numpy_formulation
from lstm_sym.products.python import bracketed, signature
from lstm_sym.targets.numpy.fast import fast

#: What a formulation without a fast form raises.
REFUSALS = (NotLoweredError, NoOperationError)


def left_out(formulation: Formulation) -> str:
    """Why there is no fast form, with the label of an equation; empty where there is one."""
    try:
        fast(formulation)
    except REFUSALS as error:
        return str(error)
    return ""


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
    yield from documentation.prepare(formulation, before)
    words = [f"{name}={name}" for name in names]
    yield from bracketed(f"    return partial({stated.name}, ", words, ")")


def of_formulation(formulation: Formulation, package: str = "lstm_numpy") -> dict[str, str]:
    """The texts by the names of their files; of a user's own cell, the package has no name."""
    try:
        quick = fast(formulation, package)
    except REFUSALS:
        is_face = package and formulation.notation.series_of
        last = list(each_time(formulation)) if is_face else []
        text = numpy_formulation.module(formulation, last=last)
        return {f"{formulation.module}.py": text}
    return {
        f"{formulation.module}.py": numpy_formulation.module(formulation, quick),
        f"{formulation.module}_fast.py": quick.text(),
    }
