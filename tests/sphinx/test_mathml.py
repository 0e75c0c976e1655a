"""Formulas in MathML."""

import json
from xml.etree import ElementTree

import pytest

from lstm_sym.sphinx.converter import to_mathml


def test_a_formula_becomes_mathml():
    mathml = to_mathml(r"c_t = f_t \odot c_{t-1}", display=True)
    assert mathml.startswith('<math display="block">')
    assert "<msub><mi>f</mi><mi>t</mi></msub>" in mathml


@pytest.mark.parametrize("sign", [r"\odot", r"\otimes"])
def test_the_circled_dot_is_no_large_operator(sign):
    assert 'largeop="false"' in to_mathml(f"f {sign} c", display=True)


def test_an_unknown_command_is_an_error():
    with pytest.raises(ValueError, match="foo"):
        to_mathml(r"\foo", display=False)


def test_every_formula_of_the_manifest_becomes_well_formed_mathml(pytestconfig):
    manifest = json.loads((pytestconfig.rootpath / "generated" / "manifest.json").read_text())
    formulas = [e["latex"] for f in manifest["formulations"].values() for e in f["equations"]]
    formulas += [
        s["latex"] for f in manifest["formulations"].values() for s in f["symbols"].values()
    ]
    for activation in manifest["activations"].values():
        formulas += [activation["latex"], activation["derivative"]]
    assert len(formulas) > 100
    for formula in formulas:
        ElementTree.fromstring(to_mathml(formula, display=True))
