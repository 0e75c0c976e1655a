"""The LaTeX of the equations backwards, computed: what comes out is the complex-step derivative."""

from dataclasses import replace

import pytest

from lstm_sym.equations import BY_NAME, FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs import campaign, complex_step, page_back
from lstm_sym.proofs.page_syntax import PageError

SHOWN = [f for f in FORMULATIONS if f"{f.name}_gradients" in campaign.manifest()["gradients"]]


@pytest.mark.parametrize("formulation", SHOWN, ids=lambda f: f.name)
def test_the_page_computes_the_derivative(formulation: Formulation) -> None:
    found = list(page_back.errors(campaign.manifest(), formulation))
    assert {name for name, off in found if not off <= complex_step.BOUND} == set()
    given, _ = complex_step.drawn(formulation, page_back.configuration(formulation))
    assert len(found) == len(page_back.TIMES) * complex_step.DIRECTIONS * len(
        [name for name, a in given.items() if getattr(a, "ndim", 0)]
    )


@pytest.mark.parametrize("name", ["keras", "gru", "slstm", "mlstm"])
def test_mutants_of_the_page_are_told_from_it(name: str) -> None:
    stated, page = BY_NAME[name], campaign.manifest()
    every = list(page_back.mutants(page, name))
    some = every[:: len(every) // 20]
    alive = [str(one) for one in some if not page_back.attempt(one, page, stated).killed]
    assert alive == []
    same = replace(some[0], make=lambda: page)
    assert not page_back.attempt(same, page, stated).killed


def test_a_page_that_is_wrong_itself_tells_nothing(monkeypatch) -> None:
    page, stated = campaign.manifest(), BY_NAME["wikipedia"]
    tried = (
        (one, page_back.attempt(one, page, stated)) for one in page_back.mutants(page, "wikipedia")
    )
    wrong = next(one for one, found in tried if found.check == "page: complex step")
    monkeypatch.setattr(page_back, "KNOWN", {})
    with pytest.raises(PageError, match=r"wikipedia: the page's gradient of .* is not right"):
        page_back.attempt(wrong, wrong.make(), stated)


SUMMED = r"toy gradients LaTeX: m: add one to a number: \mu = \mathrm{sum}("


@pytest.mark.parametrize(
    ("text", "is_equal"),
    [
        (SUMMED + r"-2 v \odot (x - \mu)) -> \mu = \mathrm{sum} ( - 3 v \odot ( x - \mu ) )", True),
        (SUMMED + r"-2 v \odot (x - y)) -> \mu = \mathrm{sum} ( - 3 v \odot ( x - y ) )", False),
        (SUMMED + r"v) + 2 (x - \mu) -> \mu = \mathrm{sum} ( v ) + 3 ( x - \mu )", False),
        (SUMMED + r"v (x - \mu)) -> \mu = \mathrm{sum} ( v ( v - \mu ) )", False),
        (
            r"toy gradients LaTeX: m: r: d = \frac{x}{\dim(y)} -> d = \frac { x } { \dim ( z ) }",
            True,
        ),
        (
            r"toy gradients LaTeX: m: r: d = \frac{x}{\dim(y)} -> d = \frac { z } { \dim ( y ) }",
            False,
        ),
    ],
)
def test_a_mutant_that_is_no_fault_has_its_reason(text: str, is_equal: bool) -> None:
    assert bool(page_back.equal(text)) == is_equal
