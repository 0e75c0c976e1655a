"""The worked example backwards: every gradient once more, at thirty digits, from the loss alone.

The loss is computed forwards, by `step` of the worked example's own test, and its derivative along
each number is a difference quotient.
"""

import re
import shutil

import mpmath
import numpy as np
import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from lstm_numpy import keras
from lstm_sym.manifest.read import read
from lstm_sym.sphinx.computed import Gradients
from tests.sphinx import test_worked
from tests.sphinx.test_worked import CONF, GIVEN, ROOT, UNITS, four, numbers

PAGE = """# Backwards

{}

```{{lstm:worked}} worked-example.json
:part: weights
```
"""
STEP = "```{{lstm:worked}} worked-example.json\n:part: backwards\n:t: {}\n```"
STEPS = len(GIVEN["sequences"][0])


@pytest.fixture(name="formulas", scope="module")
def built_formulas(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    source = tmp_path_factory.mktemp("backwards")
    (source / "conf.py").write_text(CONF)
    shutil.copy(ROOT / "docs" / "worked-example.json", source)
    steps = "\n\n".join(STEP.format(t) for t in range(1, STEPS + 1))
    (source / "index.md").write_text(PAGE.format(steps))
    app = SphinxTestApp("html", srcdir=source)
    try:
        app.build()
        found = app.env.get_doctree("index").findall(nodes.math_block)
        return [node.astext() for node in found]
    finally:
        app.cleanup()


def loss(given: dict) -> mpmath.mpf:
    """The sum of all outputs; ``given`` may have states before the first timestep."""
    h, c = given.get("h", [0] * UNITS), given.get("c", [0] * UNITS)
    total = mpmath.mpf(0)
    for (x,) in given["sequences"][0]:
        _, _, h, c, _ = test_worked.step(x, h, c)
        total += sum(h)
    return total


def derivative(monkeypatch: pytest.MonkeyPatch, name: str, place: tuple[int, ...]) -> mpmath.mpf:
    """That of the loss with respect to one number."""
    step = mpmath.mpf(10) ** -9

    def at(change: mpmath.mpf) -> mpmath.mpf:
        given = {k: np.array(v, object) for k, v in GIVEN.items()}
        given |= {"h": np.zeros(UNITS, object), "c": np.zeros(UNITS, object)}
        given[name][place] = mpmath.mpf(str(given[name][place])) + change
        monkeypatch.setattr(test_worked, "GIVEN", {k: v.tolist() for k, v in given.items()})
        return loss(test_worked.GIVEN)

    return (at(step) - at(-step)) / (2 * step)


def gradient(monkeypatch: pytest.MonkeyPatch, name: str) -> list[mpmath.mpf]:
    shape = (UNITS,) if name in "hc" else np.shape(GIVEN[name])
    return [derivative(monkeypatch, name, place) for place in np.ndindex(shape)]


def last_line(formulas: list[str], symbol: str) -> list[str]:
    """The numbers in the last line of the formula that defines a symbol."""
    (latex,) = (f for f in formulas if f.removeprefix(r"\begin{aligned} ").startswith(symbol))
    return numbers(latex.split(" &= ")[-1])


@pytest.mark.parametrize(
    ("name", "symbols"),
    [
        ("kernel", [r"\bar W "]),
        ("recurrent_kernel", [r"\bar U "]),
        ("bias", [r"\bar b "]),
        ("sequences", [rf"\bar x_{t} " for t in range(1, STEPS + 1)]),
        ("h", [r"\hat h_{0} ", r"\hat h_0 "]),
        ("c", [r"\hat c_{0} ", r"\hat c_0 "]),
    ],
)
def test_every_gradient_is_the_derivative_of_the_loss(
    monkeypatch: pytest.MonkeyPatch, formulas: list[str], name: str, symbols: list[str]
) -> None:
    begun = [f.removeprefix(r"\begin{aligned} ") for f in formulas]
    there = [symbol for symbol in symbols if any(f.startswith(symbol) for f in begun)]
    assert there
    shown = [number for symbol in there for number in last_line(formulas, symbol)]
    assert shown == four(gradient(monkeypatch, name))


def test_no_symbol_is_left_in_the_lines_of_numbers(formulas: list[str]) -> None:
    for latex in formulas:
        with_numbers = latex.split(" &= ", 2)[2]
        assert not re.search(r"\\(bar|hat|delta|tilde)|[A-Za-z]_|\bG\b", with_numbers), latex


def test_they_are_those_of_lstm_numpy() -> None:
    given = {name: np.array(value) for name, value in GIVEN.items()}
    ones = np.ones((1, STEPS, UNITS))
    found = keras.lstm_gradients(**given, lstm_output=ones)
    manifest = read(str(ROOT / "generated" / "manifest.json"))
    states = manifest.formulation["keras"].cell.states
    steps = Gradients(manifest, "keras_gradients").timesteps(GIVEN, states)
    np.testing.assert_allclose(sum(s["d_kernel"] for s in steps), found.kernel, rtol=1e-13)
    inputs = np.stack([s["d_x_t"] for s in steps], axis=1)
    np.testing.assert_allclose(inputs, found.sequences, rtol=1e-13)


def test_a_word_that_is_not_known_is_refused() -> None:
    manifest = read(str(ROOT / "generated" / "manifest.json"))
    with pytest.raises(AttributeError, match="unknown"):
        Gradients(manifest, "keras_gradients").value([0, 1, "unknown", [0, 1, "1"]], {})
