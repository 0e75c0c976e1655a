"""The table of refused forms on the page How it is made, from the code, row by row."""

from collections.abc import Iterator
from pathlib import Path

from lstm_sym.equations import FORMULATIONS
from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import FEWER, quantised
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c import cells
from lstm_sym.targets.jax import source as jax
from lstm_sym.targets.numpy import source as numpy

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-it-is-made.md"


def in_jax(stated: Formulation) -> str:
    try:
        return jax.serves(lower(stated)) or ""
    except NotLoweredError as error:
        return str(error)


def refusals(stated: Formulation) -> Iterator[tuple[str, str]]:
    """The forms that a formulation has not, each with its label and its reason."""
    fast, c = numpy.refused(stated), cells.refused(stated)
    yield "fast form in NumPy", fast
    yield "gradients in NumPy", fast or numpy.without_gradients(stated)
    yield "C", c
    lacking = (one.partition(" in C: ")[2] for one in (() if c else cells.lacking(stated)))
    yield "gradients in C", c or next(lacking, "")
    yield "JAX", in_jax(stated)


def rows() -> Iterator[str]:
    for stated in FORMULATIONS:
        by_reason: dict[str, list[str]] = {}
        for form, reason in refusals(stated):
            if reason:
                by_reason.setdefault(reason, []).append(form)
        for reason, forms in by_reason.items():
            label, _, why = reason.partition(": ")
            yield f"| `{stated.name}` | {', '.join(forms)} | `{label}` | {why} |"


def test_the_table_of_refused_forms_is_what_the_code_refuses() -> None:
    head = "| formulation | lacks | equation | because |\n| --- | --- | --- | --- |\n"
    assert head + "".join(f"{row}\n" for row in rows()) + "\n" in PAGE.read_text()


def no_fewer_bits(stated: Formulation) -> bool:
    """Whether neither kind of numbers can be printed."""
    reasons = 0
    for bits in FEWER:
        try:
            quantised(stated, bits)
        except NotLoweredError:
            reasons += 1
    return reasons == len(FEWER)


def test_only_what_the_page_names_has_c_and_no_fewer_bits() -> None:
    (one,) = (f for f in FORMULATIONS if not cells.refused(f) and no_fewer_bits(f))
    said = f"has a form in C, except the [mLSTM](formulations/{one.name}.md)."
    assert said in (DOCS / "eight-bits.md").read_text()
