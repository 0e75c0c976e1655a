"""The releases of Keras on a page: what the table's columns are called, and in which order."""

from types import SimpleNamespace

from docutils import nodes

from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.read import read
from lstm_sym.sphinx.timeline import ShowTimeline
from lstm_sym.sphinx.versions import COLUMNS, ShowVersions

MANIFEST = read(str(PRODUCTS / "manifest.json"))
#: What a column's name must say of the fact below it.
SAID = {
    "masked_output": "masked output",
    "given_state_wins": "a given state wins over a kept one",
    "forget_bias": "bias of the forget gate",
    "inputs": "masks of the input",
    "recurrent": "masks of the hidden state",
    "every_timestep": "at every timestep",
    "unit_forget_bias": "unit_forget_bias",
    "reset_after": "reset_after of the GRU",
    "unrolled_output": "unrolled",
}


def test_a_column_is_called_what_it_holds() -> None:
    assert {name: said for name, said in SAID.items() if said not in COLUMNS[name]} == {}


def test_the_rows_of_a_table_are_in_the_order_of_the_releases() -> None:
    stub = SimpleNamespace(
        arguments=[], options={"columns": "since released"}, find=lambda *_: rows
    )
    rows = MANIFEST.versions["keras"]
    (made,) = ShowVersions.run(stub)
    found = [[entry.astext() for entry in row.children] for row in made.findall(nodes.row)]
    assert found[0] == ["from Keras", "released"]
    assert found[1:] == [[row["since"], row["released"]] for row in rows]


def test_the_line_of_time_goes_from_the_oldest_to_the_newest() -> None:
    (made,) = ShowTimeline.run(SimpleNamespace(manifest=MANIFEST))
    when = [one.astext() for one in made.findall(nodes.strong)]
    assert when[0] == "1997"
    assert when == sorted(when)
    assert len(when) == len(MANIFEST.bibliography) + len(MANIFEST.versions["keras"])
