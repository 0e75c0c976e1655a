import json
from pathlib import Path

import pytest

from lstm_sym import generate
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.manifest.places import statement
from lstm_sym.manifest.schema import Content, from_json, to_json

FILES = generate.render()
MANIFEST = json.loads(FILES["manifest.json"])


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_every_equation_stands_in_the_code(formulation) -> None:
    equations = MANIFEST["formulations"][formulation.name]["equations"]
    assert [e["label"] for e in equations] == [e.label for e in formulation.equations]
    for equation in equations:
        assert equation["code"], equation["label"]
        for place in equation["code"]:
            lines = FILES[place["file"]].splitlines()
            assert place["code"] in statement(lines, place["line"])


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_every_symbol_has_a_shape_and_a_meaning(formulation) -> None:
    stated = MANIFEST["formulations"][formulation.name]
    known = {formulation.cell.name, *MANIFEST["activations"]}
    known |= stated["symbols"].keys() | stated["functions"].keys()
    for equation in stated["equations"]:
        assert set(equation["symbols"]) <= known
    for name, symbol in stated["symbols"].items():
        assert symbol["meaning"], name
        assert symbol["latex"], name


def test_every_activation_has_code_and_a_derivative() -> None:
    assert list(MANIFEST["activations"]) == [a.name for a in ACTIVATIONS]
    for name, activation in MANIFEST["activations"].items():
        assert len(activation["code"]) == 1, name
        assert activation["derivative"].count("'(x) =") == 1


def test_the_products_hold_no_path_of_this_machine_and_no_version_of_a_tool() -> None:
    import sympy

    home = str(Path(generate.__file__).resolve().parents[1])
    for path, text in FILES.items():
        assert home not in text, path
        assert sympy.__version__ not in text, path


def test_what_the_reader_makes_of_the_manifest_is_written_as_the_manifest() -> None:
    written = to_json(from_json(Content, MANIFEST))
    assert {**written, "files": MANIFEST["files"], "digest": MANIFEST["digest"]} == MANIFEST
