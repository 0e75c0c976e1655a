"""What a writer is told: with -W each of these fails the build."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ConfigError

from lstm_sym.generate import PRODUCTS

from .conftest import MANIFEST


def test_an_unknown_equation_is_reported_with_its_place_and_a_guess(build, page):
    made = build(index=page + "\n```{lstm:equation} toy.inputgate\n```\n")
    (warning,) = made.warnings
    assert warning.startswith("index.md:12: WARNING: unknown equation 'toy.inputgate'")
    assert "did you mean 'toy.input-gate'?" in warning
    assert "[lstm.unknown]" in warning


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{lstm:eq}`toy.stat`", "unknown equation 'toy.stat' (did you mean 'toy.state'?)"),
        ("{lstm:sym}`toy.h_tt`", "unknown symbol 'toy.h_tt' (did you mean 'toy.h_t'?)"),
        ("{lstm:act}`rely`", "unknown activation 'rely' (did you mean 'relu'?)"),
        ("```{lstm:show} relu toy.stat\n```", "(did you mean 'toy.state'?)"),
        ("```{lstm:activation} selu\n```", "unknown activation 'selu'"),
        ("```{lstm:unit} sing\n```", "unknown preset 'sing', expected one of add up"),
        ("```{lstm:symbols} toys\n```", "unknown formulation 'toys'"),
        ("```{lstm:symbols} toy\n:again:\n\nh_x\n```", "unknown symbol 'h_x'"),
        ("```{lstm:versions}\n:columns: notes\n```", "(did you mean 'note'?)"),
    ],
)
def test_an_unknown_name_is_reported_where_it_stands(build, page, text, said):
    made = build(index=f"{page}\n{text}\n")
    (warning,) = made.warnings
    assert warning.startswith("index.md:12: WARNING: ")
    assert said in warning


def holed(change) -> dict[str, Any]:
    """The toy's manifest with a hole in it."""
    stated = copy.deepcopy(MANIFEST)
    change(stated["formulations"]["toy"])
    return stated


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda toy: toy["equations"][1]["symbols"].append("q_t"),
            "index.md:5: WARNING: equation 'toy.state' uses 'q_t', which is not in the not",
        ),
        (
            lambda toy: toy["equations"][1]["code"].clear(),
            "index.md:5: WARNING: equation 'toy.state' is nowhere in the code",
        ),
        (
            lambda toy: toy["symbols"]["h_t"].update(meaning=""),
            "index.md:7: WARNING: symbol 'toy.h_t' has no meaning",
        ),
        (
            lambda toy: toy["symbols"]["h_t"].update(latex=""),
            "index.md:7: WARNING: symbol 'toy.h_t' has no latex",
        ),
    ],
)
def test_a_hole_in_the_manifest_is_reported_where_it_is_shown(build, page, change, said):
    (warning,) = build(index=page, stated=holed(change)).warnings
    assert warning.startswith(said)
    assert "[lstm.hole]" in warning


def test_a_line_that_is_another_is_reported(build, page, tmp_path):
    (tmp_path / "source" / "toy").mkdir()
    file = tmp_path / "source" / "toy" / "cell.py"
    file.write_text("\n" * 6 + "input-gate = 1; relu = 1\n\n" * 2)
    assert build(index=page).warnings == [
        f"index.md:5: WARNING: 'toy.state' is not in line {line} of toy/cell.py [lstm.hole]"
        for line in (7, 9)
    ]


def test_an_equation_that_no_page_shows_is_reported(build, page):
    made = build(index=page.replace("```{lstm:equation} toy.state\n```\n", ""))
    (warning,) = made.warnings
    assert warning.startswith("index.md:3: WARNING: no page shows equation 'toy.state'")


def test_an_equation_that_two_pages_show_is_reported(build, page):
    twice = "# Twice\n\n```{lstm:equation} toy.state\n```\n"
    made = build(index=page + "\n```{toctree}\ntwice\n```\n", twice=twice)
    (warning,) = made.warnings
    assert warning.startswith("twice.md:3: WARNING: equation 'toy.state' is already shown in index")


def test_a_symbol_in_two_tables_is_reported(build, page):
    made = build(index=page + "\n```{lstm:symbols} toy\nh_t\n```\n")
    (warning,) = made.warnings
    assert "symbol 'toy.h_t' is already shown in index, line 7" in warning


def test_a_page_read_again_is_no_second_place(build, page):
    assert build(index=page).warnings == []
    assert build(index=f"{page}\nMore.\n").warnings == []


def test_a_reference_to_what_no_page_shows_is_reported(build):
    made = build(index="# Toy\n\n{lstm:eq}`toy.state`\n")
    (warning,) = made.warnings
    assert warning.startswith("index.md:3: WARNING: no page shows equation 'toy.state'")


def test_a_manifest_that_is_missing_stops_the_build(build, page):
    with pytest.raises(ConfigError, match="there is no file"):
        build(index=page, conf="lstm_manifest = 'nowhere.json'")


def test_a_command_that_mathml_does_not_know_is_reported(build):
    made = build(index="# Toy\n\nA formula: {math}`a + \\foo`\n")
    (warning,) = made.warnings
    assert warning.startswith("index.md:3: WARNING: ")
    assert r"\foo" in warning


def test_a_table_of_storages_opens_on_a_click(build) -> None:
    stated = json.loads((Path(PRODUCTS) / "manifest.json").read_text())
    page = "# Formats\n\n```{lstm:storages} gru\n:fold: The arrays\n```\n"
    shown = build(index=page, stated=stated).html["index"]
    inside = shown.partition("<summary>The arrays</summary>")[2].partition("</details>")[0]
    assert "reset_after" in inside or "recurrent_kernel" in inside


def test_storages_are_shown_by_name_and_another_name_is_reported(build) -> None:
    """In the manifest of the project, whose frameworks these are."""
    text = (Path(PRODUCTS) / "manifest.json").read_text()
    named = "```{lstm:storages}\n:of: pytorch onnx keras1_gpu torhc\n```"
    made = build(index=f"# Formats\n\n{named}\n", stated=json.loads(text))
    assert any("no storage of a cell 'lstm' is called 'torhc'" in one for one in made.warnings)
    table = made.html["index"]
    assert "weight_ih" in table
    assert "recurrent_kernel" not in table
    assert "consume_less=&quot;gpu&quot;" in table  # a call keeps its quotes
    assert "<summary>" not in table
