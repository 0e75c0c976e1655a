"""What the data says in words agrees with the equations: an exchange of two texts is seen.

Meanings are compared with what each symbol is for, which `lstm_sym/roles.py` finds in the
equations; notes of releases with what their rows change and with the releases that were run;
sources with the year in a formulation's name.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.storage import STORAGES
from lstm_sym.storage_packages import OTHERS

from .data import FORMULATIONS, MANIFEST, record, versions

# What a symbol of each role is called; the gates of Greff et al. are called by their letters.
CALLED = {
    "x_t": r"(input|forward output|output of the layer below) at timestep t",
    "h_t": r"output at timestep t",
    "h_tm1": r"(hidden state|output) one timestep before",
    "c_tm1": r"(cell state|memory) one timestep before",
    "hidden-state": r"(hidden state|output) at timestep t",
    "cell-state": r"(cell state|memory) at timestep t",
    "input-gate": r"input gate|gate i at timestep t",
    "forget-gate": r"forget gate|gate f at timestep t",
    "output-gate": r"output gate|gate o at timestep t",
    "update-gate": r"update gate",
    "reset-gate": r"reset gate",
    "candidate": r"candidate( cell state)?|cell (gate|input)(, before it is squashed)?|new \w+|"
    r"block input",
    "block-input-sum": r"net input of z",
    **{
        f"{gate}-gate-sum": f"net input of {gate[0]}|sum of the {gate} gate"
        for gate in ("input", "forget", "output")
    },
    **{f"{gate}-sum": f"net input of gate {gate[0]}" for gate in ("input", "forget", "cell")},
    "output-sum": r"net input of gate o",
    "input weights": r"(weights|kernels|rows of the kernel) (of|for) the input\b.*",
    "recurrent weights": r"(weights|kernels|rows of the kernel) (of|for) the (hidden|cell|output)\b"
    r".*|(hidden|recurrence) weights\b.*",
    "bias": r"(input |hidden )?bias( beside the input)?\b(?! beside the hidden).*|"
    r"centre, block \w|centre of the input's products, block \w",
    "second bias": r"(hidden|recurrent) bias\b.*|bias beside the hidden state\b.*|bias, block \w|"
    r"centre of the (hidden state's products, block \w|cell state)",
    "scales": r"scale\b.*",
    "peepholes": r"peephole.*",
    "other weights": r"projection\b.*",
    # Of cells with layer normalization, by gate or of all products of one vector.
    **{
        f"{role}-{part}": rf"{said} of the {role.replace('-', ' ')}"
        for role in ("input-gate", "forget-gate", "output-gate", "new-input", "cell-state")
        for part, said in (("mean", "mean"), ("variance", "variance"), ("norm", "normalized sum"))
    },
    "new-input-sum": r"sum of the new input",
    "cell-state-sum": r"cell state before it is normalized",
    **{
        f"{vector}-products-{part}": rf"{part} of the {vector.replace('-', ' ')} products"
        for vector in ("input", "hidden-state")
        for part in ("mean", "variance")
    },
    **{
        f"{role}-{part}": rf"{before}product of the {vector} for {role[0]}{after}"
        for role in ("input-gate", "forget-gate", "candidate", "output-gate")
        for vector, first in (("input", "kernel"), ("hidden state", "recurrent"))
        for part, before, after in (
            (first, "", ""),
            (f"{vector.replace(' ', '-')}-products-apart", "", " without the mean"),
            (f"{vector.replace(' ', '-')}-products-norm", "normalized ", ""),
        )
    },
    # Of cells without a squashed gate.
    "candidate-sum": r"candidate before it is made positive",
    "forget-share": r"share of the state that is kept",
    "input-share": r"share of the candidate",
    **{
        f"{letter}_tm1": f"{name} one timestep before"
        for letter, name in (("n", "normalizer"), ("m", "stabilizer"))
    },
    "normalizer": r"normalizer at timestep t",
    # Of a cell whose memory is a matrix.
    **{name: name for name in ("query", "key", "value")},
    "key-sum": r"key before it is scaled",
    "denominator": r"denominator of the retrieved value",
    "stabilizer": r"stabilizer at timestep t",
    "log-rest": r"exponential that is never above one",
    "log-sigmoid": r"logarithm of the forget gate's sigmoid",
    "log-forget": r"logarithm of what the forget gate keeps",
    "merge-concat": r"merged output at timestep t",
    "next-input": r"input of layer l at timestep t",
}
# Words of a note, and the fact of the row that they are about.
ABOUT = {
    r"default of recurrent_activation changes": "recurrent_activation",
    r"\bhard_sigmoid changes its meaning": "hard_sigmoid",
    r"\bimplementation=": "implementation",
    r"at a masked timestep|a mask depends": "masked_output",
    r"zero_output_for_mask appears": "zero_output_for_mask",
}


#: What a symbol is said to be of, by a word of its name in code.
NEIGHBOURS = {"below": "layer below", "above": "layer above"}


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_symbol_of_a_neighbouring_layer_is_said_to_be_of_that_layer(name: str) -> None:
    for code, symbol in FORMULATIONS[name]["symbols"].items():
        of = {said for word, said in NEIGHBOURS.items() if word in code.split("_")}
        assert of == {said for said in NEIGHBOURS.values() if said in symbol["meaning"]}, code


def odd_meanings(stated: Mapping[str, Any]) -> Iterator[str]:
    """Symbols whose meaning is not that of their role, and results called another state."""
    for code, role in stated["roles"].items():
        meaning = stated["symbols"][code]["meaning"]
        if not re.fullmatch(CALLED[role.split(" of ")[0]], meaning):
            yield f"{code}, {role}: {meaning}"
    for equation in stated["equations"]:
        last = re.fullmatch(r"\S+ = (\w)_T", equation["latex"])
        if last and equation["part"] == "finish" and "output" not in equation["label"]:
            (code,) = equation["defines"]
            state = next(s for s in equation["symbols"] if s.endswith("_T"))
            said = stated["symbols"][state]["meaning"].removesuffix(" at the end")
            if stated["symbols"][code]["meaning"] != f"last {said}":
                yield f"{code}: {stated['symbols'][code]['meaning']}"


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_symbol_is_called_what_it_is(name: str) -> None:
    assert list(odd_meanings(FORMULATIONS[name])) == []


@pytest.mark.parametrize("name", FORMULATIONS)
def test_exchanged_meanings_are_seen(name: str) -> None:
    """Of two symbols whose roles are of different kinds."""
    stated = FORMULATIONS[name]
    symbols, survivors = stated["symbols"], []
    for one, other in combinations(stated["roles"], 2):
        kinds = {stated["roles"][code].split(" of ")[0] for code in (one, other)}
        if len(kinds) == 2 and symbols[one]["meaning"] != symbols[other]["meaning"]:
            swapped = symbols | {
                one: symbols[one] | {"meaning": symbols[other]["meaning"]},
                other: symbols[other] | {"meaning": symbols[one]["meaning"]},
            }
            if not list(odd_meanings(stated | {"symbols": swapped})):
                survivors.append((one, other))
    assert survivors == []


def odd_notes(rows: list[dict[str, Any]]) -> list[str]:
    """Releases whose note is not about what they change."""
    found = []
    for before, row in pairwise(rows):
        said = {field for words, field in ABOUT.items() if re.search(words, row["note"])}
        changed = {field for field in row if row[field] != before[field]}
        if not said or said - changed:
            found.append(row["since"])
    return found


def test_the_note_of_a_release_is_about_what_it_changes() -> None:
    rows = MANIFEST["keras_versions"]
    assert odd_notes(rows) == []
    for one, other in combinations(range(1, len(rows)), 2):
        exchanged = [dict(row) for row in rows]
        exchanged[one]["note"], exchanged[other]["note"] = rows[other]["note"], rows[one]["note"]
        assert odd_notes(exchanged), (rows[one]["since"], rows[other]["since"])


def holds(note: str, release: str) -> bool:
    """Whether a note names a release of TensorFlow, by itself or in a range."""
    number = [int(part) for part in release.split(".")[:2]]
    for first, last in re.findall(r"TensorFlow (\d+\.\d+)(?: to (\d+\.\d+))?", note):
        ends = [[int(part) for part in end.split(".")] for end in (first, last or first)]
        if ends[0] <= number <= ends[1]:
            return True
    return False


def test_the_note_of_a_keras_in_tensorflow_names_the_release_that_was_run() -> None:
    run = [a for a in versions() if a["version"].endswith("-tf")]
    assert len(run) >= 5
    for row in MANIFEST["tensorflow_versions"]:
        for about in run:
            here = about["version"] == row["since"]
            assert holds(row["note"], about["backend_version"]) == here, row["since"]


def test_a_formulation_of_a_year_is_taken_from_a_paper_of_that_year() -> None:
    for name, stated in FORMULATIONS.items():
        year = re.search(r"\d{4}$", name)
        if year:
            author = name.removesuffix(year[0])
            first = stated["sources"][0].lower()
            assert author in first
            assert year[0] in first


def test_the_pages_of_activations_show_each_of_them_once() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs"
    pages = (docs / "activations.md", *(docs / "activations").glob("*.md"))
    text = "\n".join(page.read_text() for page in pages)
    shown = re.findall(r"^```\{lstm:activation\} (\w+)$", text, re.MULTILINE)
    assert sorted(shown) == sorted(one.name for one in ACTIVATIONS)


def test_the_measured_errors_are_of_each_activation_in_both_types() -> None:
    rows = record("docs/results/numerics.json")["rows"]
    types = ("float32", "float64")
    assert [row[:2] for row in rows] == [[f"`{a.name}`", t] for a in ACTIVATIONS for t in types]


def test_the_title_of_a_storage_spells_its_package_as_its_source_does() -> None:
    compared = 0
    for storage in (*STORAGES, *OTHERS):
        package = re.sub(r" [\d.]+$", "", storage.source.partition(",")[0])
        found = re.search(re.escape(package), storage.title, re.IGNORECASE)
        assert found is None or found[0] == package, storage.title
        compared += found is not None
    assert compared > len((*STORAGES, *OTHERS)) * 3 // 4
