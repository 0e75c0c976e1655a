"""The proofs serve a cell of a user by what it states, whatever its name is."""

import json
import re
from pathlib import Path

import pytest

from lstm_sym import own_cell
from lstm_sym.generate import PRODUCTS
from lstm_sym.proofs import fast, kills, kills_page, mutants, mutants_code, mutants_page
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.drawn import drawn
from lstm_sym.proofs.prove_page import on_cases

PAGE = (PRODUCTS.parent / "docs" / "write-your-own-cell.md").read_text()
(CELL,) = re.findall(r":caption: my_cell.py\n\n(.*?)```", PAGE, re.DOTALL)
#: One mutant in so many is tried.
SAMPLE = 12


@pytest.fixture(name="own", params=["keras", "lstm"])
def own_cell_called(request: pytest.FixtureRequest, tmp_path: Path) -> own_cell.Printed:
    """A cell with a name of the project's own."""
    text = CELL.replace('Formulation("mgu"', f'Formulation("{request.param}"')
    path = tmp_path / "my_cell.py"
    path.write_text(text.replace('name="mgu"', 'name="lstm"').replace("MGUResult", "LSTMResult"))
    return own_cell.printed(path)


def test_its_page_its_code_and_its_fast_form_are_read_and_broken(own: own_cell.Printed) -> None:
    stated, name = own.stated, own.stated.name
    text, quick = own.files[f"{name}.py"], own.files[f"{name}_fast.py"]
    known = list(drawn(stated, Printed(stated, text)))
    # What sigmoid means stands on the project's pages.
    manifest = json.loads((PRODUCTS / "manifest.json").read_text())
    manifest |= {"formulations": json.loads(own.files["my_cell.manifest.json"])["formulations"]}
    number, worst, wrong = on_cases(manifest, name, known)
    assert (number, wrong) == (len(known), [])
    assert worst <= 1
    assert not list(fast.differences(stated, text, quick, fast.forms(stated, quick)))
    tried = [kills.of_formulation(m, known) for m in some(mutants.of_equations(stated))]
    tried += [kills.of_text(m, stated, known) for m in some(mutants_code.of_text(stated, text))]
    tried += [
        kills.of_fast(m, stated, text, known) for m in some(mutants_code.of_fast(stated, quick))
    ]
    tried += [
        kills_page.of_equation(m, stated, known)
        for m in some(mutants_page.of_equations(manifest, name))
    ]
    assert len(tried) > 20
    assert [one.mutant for one in tried if not one.killed] == []


def some(every):
    return list(every)[::SAMPLE]
