"""Formulas whose symbols say which they are."""

import json
import re
from xml.etree import ElementTree

import pytest

from lstm_sym.manifest.read import read
from lstm_sym.sphinx.converter import to_mathml
from lstm_sym.sphinx.marks import APPLY, MARK, Name, marked_mathml
from lstm_sym.sphinx.names import of_activation, of_equation

GATE = Name("input gate", "(batch, units)", "i_t")
PHI = Name("a function, tanh by default", "elementwise", "phi", is_function=True)
BLOCK = Name("weights of the input, block f", "(units)", "W_f")


def test_a_marked_symbol_carries_what_is_said_of_it():
    tree = ElementTree.fromstring(marked_mathml(r"\class{i_t}{i_t} + 1", {"i_t": GATE}, "The sum."))
    (symbol,) = tree.iterfind(".//*[@data-sym]")
    assert symbol.attrib == {
        "data-sym": "i_t",
        "data-says": "input gate",
        "data-shape": "(batch, units)",
        "intent": "_input-gate",
    }
    assert "".join(symbol.itertext()) == "it"
    assert tree.get("alttext") == "The sum."


def test_a_function_is_applied_also_behind_its_prime():
    for prime in ("", "'"):
        mathml = marked_mathml(rf"\class{{phi}}{{\phi}}{prime}(x)", {"phi": PHI}, "")
        text = "".join(ElementTree.fromstring(mathml).itertext())
        assert text == f"ϕ{'′' if prime else ''}{APPLY}(x)"


def test_a_block_is_spoken_without_a_comma():
    assert BLOCK.intent == "_weights-of-the-input-block-f"


def test_a_symbol_with_another_name_in_code_says_it():
    mathml = marked_mathml(r"\class{h_T}{h_T}", {"h_T": Name("last", "(units)", "h_t")}, "")
    assert 'data-code="h_t"' in mathml


def test_an_unknown_command_is_an_error():
    with pytest.raises(ValueError, match="foo"):
        marked_mathml(r"\class{x}{\foo}", {}, "")


def test_every_mark_of_the_manifest_is_found_and_changes_no_formula(pytestconfig):
    path = pytestconfig.rootpath / "generated" / "manifest.json"
    manifest = read(str(path))
    shown = [(e.latex, e.marked, of_equation(manifest, e)) for e in manifest.equation.values()]
    for a in manifest.activation.values():
        names = of_activation(manifest, a)
        shown += [(a.latex, a.marked, names), (a.derivative, a.marked_derivative, names)]
    assert len(shown) > 300
    for latex, marked, names in shown:
        mathml = marked_mathml(marked, names, "")
        assert mathml.count("data-sym") == len(MARK.findall(marked)) > 0
        assert mathml.count("data-says") == mathml.count("data-sym")
        assert letters(mathml) == letters(to_mathml(latex, display=True))


def test_a_function_is_said_with_what_it_is_by_default(pytestconfig):
    manifest = read(str(pytestconfig.rootpath / "generated" / "manifest.json"))
    names = of_equation(manifest, manifest.equation["keras.candidate"])
    said = names["activation"].meaning
    assert said == f"{manifest.symbol['keras.activation'].meaning}, tanh by default"


def letters(mathml: str) -> str:
    return "".join(ElementTree.fromstring(mathml).itertext()).replace(APPLY, "")


def test_the_plain_formula_has_no_marks(pytestconfig):
    text = (pytestconfig.rootpath / "generated" / "manifest.json").read_text()
    for formulation in json.loads(text)["formulations"].values():
        for equation in formulation["equations"]:
            assert not re.search(r"\\class|\\color", equation["latex"])
