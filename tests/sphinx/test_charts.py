"""The charts show what the functions and the layer compute."""

import json
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest
import sympy as sp

from lstm_numpy import activations
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy
from lstm_sym.passes.differentiate import differentiate
from lstm_sym.passes.expand import expand
from lstm_sym.sphinx import charts, drift, flow, outputs, plots, unrolled
from lstm_sym.sphinx.charts import Axes, Line, chart
from lstm_sym.sphinx.presets import SEQUENCE


def given(activation):
    required = [p for p in activation.parameters if p.default is None]
    return dict(zip((p.name for p in required), plots.GIVEN, strict=False))


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_a_drawn_slope_is_the_derivative(activation) -> None:
    arguments = given(activation)
    function = getattr(activations, activation.name)
    values, slopes = plots.curves(lambda at: function(at, **arguments))
    exact = {p.symbol: p.default for p in activation.parameters if p.default is not None}
    exact |= {
        p.symbol: sp.nsimplify(arguments[p.name])
        for p in activation.parameters
        if p.name in arguments
    }
    slope = in_sympy(expand(differentiate(activation.formula, x), ACTIVATIONS)).subs(exact)
    bends = {piece[0][0] for piece in slopes[1:] if piece}
    drawn = [point for piece in slopes for point in piece if point[0] not in bends]
    assert len(drawn) > 150
    for at, found in drawn[::7]:
        expected = float(sp.N(slope.subs(x, sp.nsimplify(at)), 20))
        assert found == pytest.approx(expected, abs=1e-4)
    for piece in values:
        inner = piece[1:-1]
        np.testing.assert_allclose(
            [y for _, y in inner],
            function(np.array([at for at, _ in inner]), **arguments),
            atol=1e-4,
        )


def test_a_bend_breaks_the_slope_and_a_jump_breaks_both() -> None:
    values, slopes = plots.curves(activations.relu)
    assert len(values) == 1
    assert [piece[0] for piece in slopes] == [(-4.0, 0.0), (0.0, 1.0)]
    values, slopes = plots.curves(lambda at: np.where(at > 1, 2.0, 0.0))
    assert [piece[-1] for piece in values] == [(1.0, 0.0), (4.0, 2.0)]
    assert {y for piece in slopes for _, y in piece} == {0.0}


def test_state_h_is_the_last_output_and_state_c_is_not() -> None:
    h, c = outputs.states()
    assert len(h) == len(c) == outputs.UNITS
    assert len(h[0]) == outputs.TIMESTEPS
    assert abs(h[0][-1] - c[0][-1]) > 0.05


def test_the_middle_of_the_window_is_the_middle_of_the_chart() -> None:
    axes = Axes((-1, 1), (0, 2), (), (), width=146, height=136)
    svg = chart("one", "A <title>", "words", axes, [Line("l", 1, [[(-1, 0), (0, 1), (1, 2)]])])
    assert 'd="M34.0,110.0 84.0,60.0 134.0,10.0"' in svg
    assert '<title id="one-title">A &lt;title&gt;</title>' in svg


def test_every_number_of_the_drift_is_drawn_inside_of_its_axes(pytestconfig) -> None:
    recorded = pytestconfig.rootpath / "docs" / "results" / "drift.json"
    stated = json.loads(recorded.read_text(encoding="utf-8"))
    drawn = drift.drawn(stated)
    axes = Axes((0, 1), (0, 1), (), ())
    lines = re.findall(r'<path class="lstm-line[^"]*" d="M([^"HV]+)"', drawn.partition("</svg>")[0])
    numbers = [[float(x) for x in point.split(",")] for line in lines for point in line.split()]
    columns = sum(head[0].isdigit() for head in stated["columns"])
    assert len(numbers) == columns * len(stated["rows"])
    for across, down in numbers:
        assert charts.LEFT <= across <= axes.width - charts.RIGHT
        assert charts.TOP <= down <= axes.height - charts.BOTTOM


def test_the_live_cell_begins_with_the_numbers_of_its_table(build, pytestconfig) -> None:
    products = pytestconfig.rootpath / "generated"
    text = "# Try it\n\n```{lstm:try}\n```\n"
    conf = f'lstm_manifest = "{products / "manifest.json"}"\n'
    built: SimpleNamespace = build(conf=conf, index=text)
    assert built.warnings == []
    html = built.html["index"]
    assert re.search(r'<script defer="defer" src="_static/lstm.js', html)
    assert (built.out / "_static" / "lstm.js").read_bytes() == (
        products / "javascript" / "lstm.js"
    ).read_bytes()
    setting = json.loads(re.search(r'data-setting="([^"]*)"', html)[1].replace("&quot;", '"'))
    assert next(iter(setting["formulations"])) == "keras"
    assert html.count("<tr>") == len(SEQUENCE) + 1


def test_the_unrolled_layer_names_what_is_returned() -> None:
    drawn = ElementTree.fromstring(unrolled.picture("what is returned"))
    texts = ["".join(text.itertext()) for text in drawn.iter(f"{{{charts.SVG}}}text")]
    assert [text for text in texts if "_" in text] == list(unrolled.RETURNED)
    assert [text for text in texts if text[0] == "x"] == [f"x{t}" for t in unrolled.TIMES if t]
    _, *states = unrolled.RETURNED
    assert [texts[texts.index(name) - 1] for name in states] == [f"{n[-1]}T" for n in states]


def test_the_chart_of_gradients_is_of_real_runs_and_its_arrows_run_back() -> None:
    staying = flow.runs()["forget bias 5"]
    assert len(staying) == flow.TIMESTEPS + 1
    assert abs(staying[-1]) < 1
    ends = [left[-1] for left in flow.runs().values()]
    assert ends == sorted(ends)
    assert ends[0] < flow.LOWEST < 2 < ends[-1]
    ElementTree.fromstring(flow.charted().split("<div")[0] + "</figure>")
    drawn = ElementTree.fromstring(flow.picture())
    ways = [path.get("d") for path in drawn.iter(f"{{{charts.SVG}}}path")]
    across = [re.findall(r"[\d.]+", way)[:3] for way in ways]
    assert all(float(start) >= float(end) for start, _, end in across)
