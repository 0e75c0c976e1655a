"""The page to try a cell on: presets, weights that stay, a timestep, another release beside it."""

import json

import numpy as np
import pytest

from lstm_numpy import keras
from lstm_numpy.activations import hard_sigmoid, hard_sigmoid_keras2
from lstm_sym.sphinx.presets import PRESETS

from .conftest import ROOT

GATES = json.loads((ROOT / "generated/manifest.json").read_text())["formulations"]["keras"]["gates"]
COLUMN = """(name) => {
  const table = document.querySelector(".lstm-numbers table");
  const place = [...table.tHead.rows[0].cells].findIndex((cell) => cell.innerText === name);
  return [...table.tBodies[0].rows].map((row) => Number(row.cells[place].firstChild.value));
}"""


def states(preset: str, **functions: object) -> tuple[np.ndarray, np.ndarray]:
    """h and c of the cell with a preset's weights."""
    sliders, sequence = PRESETS[preset]
    kinds = ("input", "recurrent", "bias")
    rows = [[sliders.get(kind, {}).get(gate, 0.0) for gate in GATES] for kind in kinds]
    W, U, b = (np.array([row]) for row in rows)
    h = c = np.zeros((1, 1))
    found = []
    for x in sequence:
        h, c = keras.lstm_cell(np.array([[float(x)]]), h, c, W, U, b[0], **functions)  # type: ignore[arg-type]
        found.append((h.item(), c.item()))
    return np.array(found)[:, 0], np.array(found)[:, 1]


def test_each_preset_does_what_it_says() -> None:
    after = {name: states(name)[1] for name in PRESETS}
    assert (
        after["remember a 1"][1] < 0.1 < 0.9 * after["remember a 1"][2] < after["remember a 1"][-1]
    )
    np.testing.assert_allclose(
        after["count the 1s"], np.cumsum(PRESETS["count the 1s"][1]), atol=0.4
    )
    kept = after["forget at a -1"]
    assert kept[5] < 0.2 * kept[4]
    assert kept[4] > 0.7 * kept[1]


@pytest.fixture(name="page")
def page_to_try(tab):
    opened = tab(True)
    opened.set(1280, "light")
    opened.open("try-it")
    yield opened.page
    assert opened.complaints == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_computed_as_lstm_numpy_does(page, name) -> None:
    page.locator("[name=preset]").select_option(name)
    h, c = states(name)
    np.testing.assert_allclose(page.evaluate(COLUMN, "h_t"), h, rtol=0, atol=1e-14)
    np.testing.assert_allclose(page.evaluate(COLUMN, "c_t"), c, rtol=0, atol=1e-14)


def test_weights_stay_when_the_formulation_changes(page) -> None:
    page.locator("[name=preset]").select_option("count the 1s")
    page.locator("[name='bias.i']").fill("-2")
    before = page.evaluate(COLUMN, "c_t")
    page.locator("[name=formulation]").select_option("pytorch")
    assert page.locator("[name='bias_ih.i']").input_value() == "-2"
    np.testing.assert_allclose(page.evaluate(COLUMN, "c_t"), before, rtol=0, atol=1e-14)
    page.locator("[name=formulation]").select_option("hochreiter1997")
    page.locator("[name=formulation]").select_option("keras")
    assert page.evaluate(COLUMN, "c_t") == before


def test_a_timestep_is_marked_in_table_and_cell(page) -> None:
    page.locator("[name=t]").fill("6")
    assert page.locator(".lstm-numbers tr.lstm-now th").inner_text() == "6"
    gate = page.evaluate(COLUMN, "i_t")[5]
    lit = page.locator(".lstm-lit-cell:visible a:has([data-sym=i_t])").get_attribute("style")
    assert float(lit.partition(":")[2].strip(" ;")) == pytest.approx(gate)
    assert page.locator(".lstm-said").inner_text().startswith("At timestep 6, i_t is 0.0180")


def test_the_state_before_is_as_strong_as_the_state_of_the_timestep_before(page) -> None:
    page.locator("[name='bias.f']").fill("-0.5")
    page.locator("[name=sequence]").fill("0.2, 0.9, -0.4")
    drawn = page.locator(".lstm-lit-cell:visible [data-sym=c_tm1]")
    for t, before in zip("123", [0.0, *page.evaluate(COLUMN, "c_t")], strict=False):
        page.locator("[name=t]").fill(t)
        lit = drawn.get_attribute("style").partition(":")[2].strip(" ;")
        assert float(lit) == pytest.approx(min(1, abs(before)))


def test_numbers_beside_the_charts_are_legible_on_a_phone(page, tab) -> None:
    tab(True).set(390, "light")
    texts = "[...document.querySelectorAll('.lstm-panels svg text')]"
    heights = page.evaluate(f"{texts}.map((text) => text.getBoundingClientRect().height)")
    tab(True).set(1280, "light")
    assert min(heights) >= 9
    assert len(heights) > 30


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (60, 60), (61, 60), (0, 60)])
def test_from_1_to_60_numbers_are_computed_and_others_refused(page, count, shown) -> None:
    page.locator("[name=sequence]").fill("1 " * 60)
    page.locator("[name=sequence]").fill("1 " * count)
    assert len(page.evaluate(COLUMN, "c_t")) == shown
    refused = page.locator(".lstm-said").inner_text() == "Give 1 to 60 numbers."
    assert refused == (count != shown)


def test_two_releases_lie_over_each_other(page) -> None:
    page.locator("[name=recurrent_activation]").select_option("hard_sigmoid")
    page.locator("[name=beside]").select_option("hard_sigmoid_keras2")
    first = next(iter(PRESETS))
    two = [states(first, recurrent_activation=f)[0] for f in (hard_sigmoid, hard_sigmoid_keras2)]
    said = page.locator(".lstm-said").inner_text()
    assert f"h_t differs by up to {np.abs(two[0] - two[1]).max():.4f}." in said
    assert page.locator(".lstm-over").count() == 5


@pytest.mark.parametrize("state", ["h", "c"])
def test_the_gradient_of_an_output_is_that_of_lstm_numpy(page, state) -> None:
    """Chosen with the keyboard, as the timestep is."""
    page.locator("[name=t]").fill("6")
    page.locator("[name=source]").focus()
    if state == "c":
        page.keyboard.press("ArrowDown")
    sliders, sequence = PRESETS[next(iter(PRESETS))]
    W, U, b = (
        np.array([[sliders.get(kind, {}).get(gate, 0.0) for gate in GATES]])
        for kind in ("input", "recurrent", "bias")
    )
    x = np.array(sequence, float).reshape(1, -1, 1)
    arriving = {f"state_{state}": np.ones((1, 1))}
    found = keras.lstm_gradients(x[:, :6], W, U, b[0], **arriving).sequences.ravel()
    expected = np.concatenate([found, np.zeros(len(sequence) - 6)])
    ours = page.evaluate(COLUMN, f"∂{state}_6/∂x_t")
    np.testing.assert_allclose(ours, expected, rtol=0, atol=1e-14)
    assert np.abs(expected).max() > 0.01
    caption = page.locator(".lstm-panels figcaption").last.inner_text()
    assert caption == f"Gradient of {state}_t at timestep 6"


def test_each_formulation_hands_a_gradient_back(page) -> None:
    for option in page.locator("[name=formulation] option").all():
        page.locator("[name=formulation]").select_option(option.get_attribute("value"))
        state = page.locator("[name=source]").input_value()
        last = int(page.locator("[name=t]").input_value())
        assert any(page.evaluate(COLUMN, f"∂{state}_{last}/∂x_t")), option
