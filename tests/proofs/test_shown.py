"""The formulas that the site shows, read back from MathML and from HTML."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lstm_sym.proofs import prove_page, site
from lstm_sym.proofs.campaign import manifest
from lstm_sym.proofs.page_syntax import PageError, equation, key

mathml = pytest.importorskip("lstm_sym.sphinx.mathml", reason="the site's packages are missing")

FORMULAS = [e["latex"] for f in manifest()["formulations"].values() for e in f["equations"]]
FORMULAS += [a[k] for a in manifest()["activations"].values() for k in ("latex", "derivative")]


def functions() -> frozenset[str]:
    names = [a["latex"].split("(x)")[0] for a in manifest()["activations"].values()]
    for stated in manifest()["formulations"].values():
        names += [f["latex"] for f in stated["functions"].values()] + [stated["cell"]["latex"]]
    keys = [key(name) for name in names]
    return frozenset([*keys, *(f"{k}'" for k in keys), r"\max", r"\min", r"\log", r"\mathrmerf"])


@pytest.mark.parametrize("latex", sorted(set(FORMULAS)))
def test_the_mathml_of_a_formula_reads_as_the_formula(latex: str) -> None:
    tree = ElementTree.fromstring(mathml.to_mathml(latex, display=True))
    assert equation(site.latex(tree), functions()) == equation(latex, functions())


def html(change=lambda shown: shown) -> str:
    """A page with a card for every equation and activation, as the site has them."""
    cards = []
    for name, stated in manifest()["formulations"].items():
        for e in stated["equations"]:
            shown = change(mathml.to_mathml(e["latex"], display=True))
            when = f'<span class="lstm-when">when {e["when"]}</span>' if e["when"] else ""
            anchor = f'<div class="math" id="equation-{name}-{e["label"]}">'
            cards.append(f'<div class="lstm-card"><p>{when}</p>{anchor}{shown}</div></div>')
    for name, a in manifest()["activations"].items():
        shown = [mathml.to_mathml(a[k], display=True) for k in ("latex", "derivative")]
        cards.append(f'<div class="lstm-card" id="activation-{name}">{"".join(shown)}</div>')
    return "".join(cards)


def shown_wrongly(folder: Path, markup: str) -> list[str]:
    """What the proof says of a site of one page."""
    (folder / "all.html").write_text(markup, encoding="utf-8")
    number, wrong = prove_page.of_site(str(folder), "mathml")
    assert number + len(wrong) == len(FORMULAS)
    return wrong


def test_what_the_site_shows_is_what_the_manifest_says(tmp_path) -> None:
    assert shown_wrongly(tmp_path, html()) == []


def test_a_wrong_sign_on_the_site_is_named_in_each_formula_that_has_it(tmp_path) -> None:
    plus = html(lambda shown: re.sub("<mo[^>]*>⊙", "<mo>+", shown))
    wrong = shown_wrongly(tmp_path, plus)
    assert "mathml: the site says another keras.cell-state" in wrong
    assert len(wrong) == sum(r"\odot" in latex for latex in FORMULAS)


def test_a_wrong_condition_on_the_site_is_named(tmp_path) -> None:
    wrong = shown_wrongly(tmp_path, html().replace("when go_backwards=False", "when mask given"))
    assert "mathml: the site says another keras.input" in wrong


def test_values_that_are_left_out_are_the_others(tmp_path) -> None:
    others = "variant=V or NIG or NFG or NOG or NOAF or CIFG or NP or FGR"
    assert f"when {others}<" in html()
    for said, labels in (("is not NIAF", []), ("is not NIG", ["block-input"])):
        wrong = shown_wrongly(tmp_path, html().replace(f"when {others}<", f"when variant {said}<"))
        assert wrong == [f"mathml: the site says another greff2015.{label}" for label in labels]


def test_a_missing_and_a_doubled_equation_are_errors(tmp_path) -> None:
    (tmp_path / "all.html").write_text(html().replace("keras-cell-state", "x"), encoding="utf-8")
    with pytest.raises(PageError, match="shows equation-keras-cell-state"):
        site.read(tmp_path, manifest(), "mathml")
    (tmp_path / "all.html").write_text(html() * 2, encoding="utf-8")
    with pytest.raises(PageError, match="twice"):
        site.read(tmp_path, manifest(), "mathml")
