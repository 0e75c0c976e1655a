"""The records of changes and of broken products are whole, and what is changed is noticed."""

import ast
import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import activations
from tests.docs.claims_tested import TESTED
from tests.planted import audit, breaking, broken, by_hand, by_test, chosen, in_texts, reasons

RESULTS = by_hand.ROOT / "docs" / "results"


@pytest.mark.parametrize("tool", [by_hand, audit], ids=["planted", "audit"])
def test_the_tables_are_what_the_entries_say(tool: Any) -> None:
    name = {by_hand: "planted", audit: "audit"}[tool]
    stated = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    assert tool.recorded(stated["entries"]) == stated


def test_a_reason_is_of_a_test_whose_comparisons_stay_green() -> None:
    entries = json.loads((RESULTS / "audit.json").read_text(encoding="utf-8"))["entries"]
    green = {
        name
        for tests in entries.values()
        for name, how in tests.items()
        if not how or how[1] not in breaking.COMPARED
    }
    assert {f"tests/{name}" for name in reasons.REASONS} <= green


def test_a_changed_function_is_noticed_and_the_right_one_stays() -> None:
    path = by_hand.SUPPORT / "numpy" / "support" / "lengths.py"
    wanted = "np.arange(timesteps) < lengths[:, np.newaxis] -> "
    planted = next(m for m in by_hand.of_file("lstm_numpy", path) if wanted in m.change)
    state, red = by_hand.attempt(planted)
    assert state == "killed"
    assert red


def test_every_change_of_c_and_of_the_script_stands_in_the_printed_files() -> None:
    files = [p for p in (by_hand.ROOT / "generated").rglob("*") if p.suffix in (".c", ".h", ".js")]
    printed = "".join(path.read_text(encoding="utf-8") for path in files)
    for path in in_texts.paths():
        changes = list(in_texts.of_file(path))
        assert changes, path.name
        assert all(one.was in printed and one.now not in printed for one in changes)


@pytest.mark.parametrize("fault", chosen.FAULTS, ids=str)
def test_a_chosen_fault_stands_in_its_file_and_names_a_test(fault: chosen.Fault) -> None:
    assert (by_hand.ROOT / fault.path).read_text(encoding="utf-8").count(fault.was) == 1
    path, _, name = by_test.name_of(fault.test).partition("::")
    assert f"def {name}" in (by_hand.ROOT / "tests" / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", TESTED)
def test_what_a_page_denies_rests_on_tests_that_were_red(page: str) -> None:
    """Of each sentence one at least was red by a comparison, or by a fault; none is unknown."""
    entries = json.loads((RESULTS / "audit.json").read_text(encoding="utf-8"))["entries"]
    judged = {name: how for tests in entries.values() for name, how in tests.items()}
    faults = {f"tests/{by_test.name_of(fault.test)}" for fault in chosen.FAULTS}
    for claim, named in TESTED[page].items():
        names = {by_test.name_of(name) for name in named}
        assert names <= judged.keys(), claim
        red = {n for n in names if audit.what_becomes(n, judged[n]) == "red by a comparison"}
        looked_at = {f"tests/{name}" for name in reasons.REASONS}
        assert (red | faults | looked_at) & names, claim


@pytest.mark.parametrize("fault", by_test.FAULTS, ids=lambda one: f"{one.path}: {one.was}")
def test_a_fault_for_tests_stands_in_its_file_and_names_tests(fault: by_test.Fault) -> None:
    built = fault.path.startswith("html/")  # which is looked for when the site is built
    assert built or fault.was in (by_hand.ROOT / fault.path).read_text(encoding="utf-8")
    assert fault.was != fault.now
    for test in fault.tests:
        path, _, name = by_test.name_of(test).partition("::")
        assert f"def {name}(" in (by_hand.ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", sorted((by_hand.ROOT / "tests" / "site").glob("test_*.py")), ids=lambda path: path.stem
)
def test_a_file_that_is_judged_by_faults_has_one_for_each_test(path: Path) -> None:
    assert set(audit.tests_of(path)) <= by_test.NAMES


@pytest.mark.parametrize(("said", "error"), [
    ("assert 1 == 2", "AssertionError"),
    ("AssertionError: Locator expected to be visible", "AssertionError"),
    ("playwright._impl._errors.TimeoutError: Page.wait: 10 s", "TimeoutError"),
])  # fmt: skip
def test_the_error_of_a_failure_is_read_from_its_line(said: str, error: str) -> None:
    assert by_test.by_what(said) == error


@pytest.mark.parametrize("value", [
    *(1, 2.5, True, "a word", b"7", (1, "b"), [0.5], {"a": 1}),
    *(np.ones(3), np.float32(2), np.eye(2) > 0),
], ids=str)  # fmt: skip
def test_what_is_broken_is_another_of_its_type_each_time(value: Any) -> None:
    once, again = broken.other(value, 1), broken.other(value, 2)
    assert type(once) is type(value)
    for changed in (once, again):
        with pytest.raises(AssertionError):
            np.testing.assert_equal(changed, value)


def test_a_call_of_the_product_is_broken_in_a_test_and_no_other_is() -> None:
    plugin = breaking.Broken(("results",), {}, StringIO())
    tree = breaking.Calls().visit(ast.parse("relu(x), len(x)"))
    names = {
        breaking.CALL: plugin.call,
        breaking.READ: plugin.read,
        "relu": activations.relu,
        "x": np.ones(3),
    }
    code = compile(ast.fix_missing_locations(ast.Expression(tree.body[0].value)), "a test", "eval")
    assert eval(code, names)[0].tolist() == [1, 1, 1]
    plugin.on = True
    broken, length = eval(code, names)
    assert broken.tolist() != [1, 1, 1]
    assert length == 3
