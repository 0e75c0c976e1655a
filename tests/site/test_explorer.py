"""The explorer on the home page says of a layer what lstm_numpy and the manifest say."""

import gzip
import json
from itertools import product

import numpy as np
import pytest

from lstm_numpy import GRU, LSTM, pytorch, releases
from lstm_numpy.keras_versions import KERAS_VERSIONS, NEWEST_KERAS
from lstm_numpy.words import meant as meaning_of

from .conftest import ROOT, SAID, becomes

MANIFEST = json.loads((ROOT / "generated" / "manifest.json").read_text())


def expected(options: dict[str, object], returned: list[str]) -> list[str]:
    """The labels of the equations that the manifest says hold, of what is returned."""
    stated = MANIFEST["formulations"]["keras"]["equations"]
    chosen = {name: str(value) for name, value in options.items()}
    return [
        e["label"]
        for e in stated
        if all(chosen[name] in values for name, values in e["holds"].items())
        and (e["part"] != "finish" or set(e["defines"]) & set(returned))
    ]


LAYERS = {
    "LSTM(32)": {},
    "LSTM(5, return_sequences=True, return_state=True)": {
        "return_sequences": True,
        "return_state": True,
    },
    "keras.layers.LSTM(units=7, use_bias=False, go_backwards=True, return_state=True)": {
        "use_bias": False,
        "go_backwards": True,
        "return_state": True,
    },
}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(("mask", "initial"), [(False, False), (True, False), (True, True)])
def test_shapes_equations_and_weights_are_those_of_the_layer(explore, layer, mask, initial) -> None:
    found = explore(layer, release=NEWEST_KERAS, mask=mask, initial=initial)
    units = int("".join(filter(str.isdigit, layer.partition(",")[0])))
    given = LSTM(units, **LAYERS[layer])
    results = given(np.zeros((1, 28, 10), np.float32))
    results = results if isinstance(results, tuple) else (results,)
    shapes = [f"(?, {', '.join(map(str, array.shape[1:]))})" for array in results]
    assert list(found["shapes"].values()) == shapes
    count = sum(array.size for array in given.get_weights())
    assert found["count"] == f"Its weights: {count:,} numbers"
    options = {
        "bias": LAYERS[layer].get("use_bias", True),
        "initial_state": initial,
        "mask": mask,
        "masked_output": "previous",
        "go_backwards": LAYERS[layer].get("go_backwards", False),
        "return_sequences": LAYERS[layer].get("return_sequences", False),
    }
    assert found["labels"] == [*expected(options, [*found["shapes"]]), "tanh", "sigmoid"]


@pytest.mark.parametrize("row", KERAS_VERSIONS, ids=lambda row: row.since)
def test_a_release_means_what_lstm_numpy_says(explore, row) -> None:
    """Activations, and what is emitted at a masked timestep, of every backend."""
    flags = [(False, False), (True, False), (False, True)]
    for backend, (unroll, zero) in product(row.masked_output, flags):
        if zero and not row.zero_output_for_mask:
            continue
        given = {"unroll": unroll, "zero_output_for_mask": zero}
        for gates in (None, "hard_sigmoid"):
            more = {} if gates is None else {"recurrent_activation": gates}
            layer = LSTM(3, keras_version=row.since, backend=backend, **given, **more)
            meant = meaning_of(layer.words)
            said = ", ".join(f"{name}={value!r}" for name, value in (given | more).items() if value)
            found = explore(f"LSTM(3, {said})", release=row.since, mask=True, backend=backend)
            assert f"output-{meant['masked_output']}" in found["labels"]
            assert found["labels"][-2:] == ["tanh", meant["recurrent_activation"]]


@pytest.mark.parametrize("release", ["2.0.9", NEWEST_KERAS])
def test_a_gru_of_keras(explore, release) -> None:
    found = explore("GRU(5, return_sequences=True, return_state=True)", release=release)
    layer = GRU(5, return_sequences=True, return_state=True, keras_version=release)
    results = layer(np.zeros((1, 28, 10), np.float32))
    shapes = [f"(?, {', '.join(map(str, array.shape[1:]))})" for array in results]
    assert list(found["shapes"].values()) == shapes
    count = sum(array.size for array in layer.get_weights())
    assert found["count"] == f"Its weights: {count:,} numbers"
    side = "after" if layer.reset_after else "before"
    assert f"candidate-reset-{side}" in found["labels"]
    assert f"candidate-reset-{'before' if layer.reset_after else 'after'}" not in found["labels"]


PYTORCH = [(1, 1, False, 0), (2, 2, False, 0), (2, 2, True, 5), (1, 1, True, 5)]


@pytest.mark.parametrize(("layers", "directions", "batch_first", "projection"), PYTORCH)
def test_a_layer_of_pytorch(explore, layers, directions, batch_first, projection) -> None:
    call = f"nn.LSTM(10, 32, num_layers={layers}, bidirectional={directions == 2}"
    found = explore(f"{call}, batch_first={batch_first}, proj_size={projection})")
    weights = parameters(layers, directions, projection)
    given = np.zeros((3, 28, 10) if batch_first else (28, 3, 10), np.float32)
    words = {"num_layers": layers, "bidirectional": directions == 2, "proj_size": projection}
    output, (h, c) = pytorch.lstm(given, weights, batch_first=batch_first, **words)
    shapes = [array.shape for array in (output, h, c)]
    assert list(found["shapes"].values()) == [f"{shape}".replace("3,", "?,", 1) for shape in shapes]
    assert found["count"] == f"Its weights: {sum(w.size for w in weights.values()):,} numbers"


def parameters(layers: int, directions: int, projection: int) -> dict[str, np.ndarray]:
    """The state_dict of such a layer."""
    found, width = {}, 10
    for layer in range(layers):
        for suffix in ["", "_reverse"][:directions]:
            shapes = {"weight_ih": (128, width), "weight_hh": (128, projection or 32)}
            shapes |= {"bias_ih": (128,), "bias_hh": (128,)}
            shapes |= {"weight_hr": (projection, 32)} if projection else {}
            for name, shape in shapes.items():
                found[f"{name}_l{layer}{suffix}"] = np.zeros(shape, np.float32)
        width = directions * (projection or 32)
    return found


@pytest.mark.parametrize("backwards", [False, True])
def test_the_picture_shows_inputs_in_the_order_of_processing(explore, backwards) -> None:
    explore(f"LSTM(3, go_backwards={backwards})")
    shown = explore.tab.page.locator(".lstm-explorer .lstm-unrolled text").all_text_contents()
    inputs = [text for text in shown if text.startswith("x")]
    assert inputs == (["x28", "x27", "x1"] if backwards else ["x1", "x2", "x28"])


def test_a_printed_layer_of_pytorch(explore) -> None:
    """As `print` shows it, the call has no `nn.` before it, and only its words tell whose it is."""
    found = explore("LSTM(10, 32, batch_first=True)")
    assert found["shapes"]["output"] == "(?, 28, 32)"
    assert "bias is not an argument of this layer" in explore.refusal("LSTM(3, bias=False)")


def test_a_node_of_onnx_and_a_configuration(explore) -> None:
    node = 'make_node("LSTM", ["X", "W", "R", "", "", "", "", "P"], ["Y"], hidden_size=7'
    found = explore(f'helper.{node}, direction="bidirectional", input_forget=1)')
    assert found["shapes"] == {"Y": "(28, 2, ?, 7)"}
    assert found["count"] == f"Its weights: {2 * (28 * 10 + 28 * 7 + 21):,} numbers"
    assert "coupled-forget-gate" in found["labels"]
    config = {**LSTM(5, "relu").get_config(), "name": "mine", "dropout": 0.1}
    found = explore(repr(config))
    assert found["shapes"] == {"lstm_output": "(?, 5)"}
    assert found["labels"][-2] == "relu"


def test_a_release_is_checked(explore) -> None:
    oldest, newest = KERAS_VERSIONS[0].since, NEWEST_KERAS
    assert f"the table begins with {oldest}" in explore.refusal("LSTM(3)", release="1.2.2")
    assert f"the newest that was measured is {newest}" in explore.refusal("LSTM(3)", release="9.0")
    assert "expected one like 2.2.4" in explore.refusal("LSTM(3)", release="two")
    said = explore.refusal("LSTM(3, activation='gelu')", release="2.2.4")
    since = MANIFEST["activations"]["gelu"]["since"]
    assert said.endswith(f"it is there since {since}")
    assert not releases.number(since) <= releases.number("2.2.4")


def test_another_release_is_compared_and_the_address_keeps_it(explore) -> None:
    page = explore.tab.page
    explore("LSTM(4, recurrent_activation='hard_sigmoid')", release="2.2.4", other=NEWEST_KERAS)
    text = page.locator(".lstm-explorer").inner_text()
    assert "hard_sigmoid_keras2" in text
    (off,) = [line.split()[-1] for line in text.splitlines() if "differ by up to" in line]
    assert 0.01 < float(off.rstrip(".")) < 0.5
    page.wait_for_function("location.hash.includes('hard_sigmoid')")
    address = page.url
    explore.tab.open("keras")
    page.goto(address)
    assert page.locator("[name=layer]").input_value().startswith("LSTM(4, rec")
    page.locator(".lstm-explorer", has_text="differ by up to").wait_for()
    page.locator("[name=other]").fill("2.2.4")
    assert "The same equations hold." in page.locator(".lstm-explorer").inner_text()


FIELDS = """JSON.stringify([...document.querySelectorAll(".lstm-explorer form [name]")]
  .map((one) => one.type === "checkbox" ? one.checked : one.value))"""


def test_an_address_says_all_that_is_shown(explore) -> None:
    """Back, forward and a second link leave nothing of what was shown before."""
    page, home = explore.tab.page, (explore.tab.site / "index.html").as_uri()
    first = f"{home}#explore&layer=LSTM%284%29&mask=yes&second=nn.LSTM%2810%2C+5%29&other=2.2.4"
    visited, alone = (home, first, f"{home}#explore&layer=GRU%283%29"), {}
    for address in visited:
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_function(f"{SAID} !== ''")
        alone[address] = page.evaluate(FIELDS)
    assert len(set(alone.values())) == 3
    page.goto("about:blank")
    for address in visited:
        page.goto(address)
        becomes(page, FIELDS, alone[address])
    for step, address in (("back", first), ("back", home), ("forward", first)):
        page.evaluate(f"history.{step}()")
        becomes(page, FIELDS, alone[address])


def test_a_layer_of_keras_typed_after_a_link_to_one_of_pytorch(explore) -> None:
    """The address of the one has no release, because none is shown."""
    page = explore.tab.page
    page.goto("about:blank")
    page.goto(f"{(explore.tab.site / 'index.html').as_uri()}#explore&layer=nn.LSTM%2810%2C+5%29")
    becomes(page, f"{SAID}.startsWith('The LSTM of PyTorch on an input')", True)
    page.locator("[name=layer]").fill("LSTM(3)")
    assert page.evaluate(SAID).startswith("The LSTM of Keras on an input of 28 timesteps")


ROWS = """[...document.querySelectorAll(".lstm-explorer section:nth-of-type(2) tr")]
  .map((row) => [...row.cells].map((cell) => cell.innerText))"""


def test_a_layer_of_pytorch_beside_one_of_keras(explore) -> None:
    explore(
        "LSTM(32, return_sequences=True, return_state=True)",
        release=NEWEST_KERAS,
        second="nn.LSTM(10, 32, num_layers=2)",
    )
    explore.tab.page.wait_for_selector("text=Beside it: PyTorch")
    rows = explore.tab.page.evaluate(ROWS)
    told = {row[0]: row[1:] for row in rows if len(row) == 3}
    weights = parameters(2, 1, 0)
    gates = [MANIFEST["formulations"][name]["gates"] for name in ("keras", "pytorch")]
    assert told["order of blocks"] == [", ".join(one) for one in gates]
    heads = explore.tab.page.locator(".lstm-explorer h3").all_inner_texts()
    assert [head.partition(":")[0] for head in heads] == [
        *("What the first layer returns", "Beside it"),
        *("The first layer’s equations", "The first layer’s weights"),
    ]
    assert told["weights"][1] == ", ".join(weights)
    mine = LSTM(32)
    mine(np.zeros((1, 1, 10)))
    counts = [sum(w.size for w in some) for some in (mine.get_weights(), weights.values())]
    assert told["numbers in them"] == [f"{count:,}" for count in counts]
    results = pytorch.lstm(np.zeros((28, 1, 10)), weights, num_layers=2)[1]
    shapes = [told[f"returned, {k}"][1].partition(" ")[2] for k in (2, 3)]
    assert shapes == [f"{array.shape}".replace(", 1,", ", ?,") for array in results]
    assert all(all(pair) for pair in rows if len(pair) == 2)  # each equation has a counterpart


def test_two_layers_of_keras_differ_in_what_their_words_say(explore) -> None:
    first = "LSTM(4, return_sequences=True)"
    explore(first, release=NEWEST_KERAS, other=NEWEST_KERAS, second="LSTM(4, use_bias=False)")
    rows = explore.tab.page.evaluate(ROWS)
    differ = {row[0] for row in rows if len(row) == 3}
    assert differ == {"what", "returned, 1", "weights", "numbers in them"}
    pairs = [[bool(cell) for cell in row] for row in rows if len(row) == 2]
    assert sorted(pairs) == [[False, True], [True, True], [True, True]]  # no bias, output, heads
    explore(first, second=first)
    assert "The same equations hold." in explore.tab.page.locator(".lstm-explorer").inner_text()
    said = explore(first, second="LSTM(4, units=")["said"]
    assert said.endswith("Beside it: something is missing at the end")


def test_without_a_script_the_page_goes_without_it(tab) -> None:
    opened = tab(False)
    opened.open("index")
    assert not opened.page.locator(".lstm-explorer").is_visible()


def test_the_home_page_stays_small(tab, site) -> None:
    """All that a browser asks for, in bytes as a server sends them: packed."""
    opened = tab(True)
    opened.open("index")
    opened.page.wait_for_load_state("networkidle")
    files = {url.removeprefix(site.as_uri()).partition("?")[0] for url in opened.asked}
    total = sum(len(gzip.compress((site / file.lstrip("/")).read_bytes())) for file in files)
    assert 50_000 < total <= 80_000
