"""The explorer reads a layer in each form that people write it in, and refuses all else by name."""

import json
import re

import numpy as np
import pytest

from lstm_numpy import GRU, LSTM, onnx, pytorch
from lstm_numpy.words import meant as meaning_of

from .conftest import ROOT

RECORDED = ROOT / "tests" / "reference" / "configs"
ENTRIES = [
    pytest.param(case["entry"], about["version"], id=f"{file.stem}-{name}")
    for file in sorted(RECORDED.glob("*.json"))
    for about in [json.loads(file.read_text())]
    for name, case in about["cases"].items()
]
WRAPPED = 'expected "LSTM" or "GRU"'


# Releases that the explorer does not have, and one that computes the same.
SHOWN_AS = {"1.2.2": "2.0.0", "2.2.4-tf": "2.2.4", "tfjs-layers 4.22.0": "2.2.4"}


def sizes(entry: dict) -> tuple[int, int]:
    """The timesteps and features that an entry of a file names; the page's where it does not."""
    words = entry["config"]
    batched = words.get("batch_input_shape") or words.get("batch_shape")
    batched = batched or entry.get("build_config", {}).get("input_shape")
    _, *given = batched or (None, words.get("input_length"), words.get("input_dim"))
    return given[0] or 28, given[1] or 10


@pytest.mark.parametrize(("entry", "version"), ENTRIES)
def test_what_a_real_get_config_says(explore, entry, version) -> None:
    release = SHOWN_AS.get(version, version)
    text = repr(entry)
    if entry["class_name"] == "Bidirectional":
        assert WRAPPED in explore.refusal(text, release=release)
        return
    kind = {"LSTM": LSTM, "GRU": GRU}[entry["class_name"]]
    layer = kind.from_config(entry["config"], keras_version=release)
    meant = {"activation": layer.words["activation"]} | meaning_of(layer.words)
    timesteps, features = sizes(entry)
    results = layer(np.zeros((1, timesteps, features), np.float32))
    results = results if isinstance(results, tuple) else (results,)
    shapes = [f"(?, {', '.join(map(str, array.shape[1:]))})" for array in results]
    for given in (text, json.dumps(entry, indent=1)):
        found = explore(given, release=release)
        assert list(found["shapes"].values()) == shapes
        count = sum(array.size for array in layer.get_weights())
        assert found["count"] == f"Its weights: {count:,} numbers"
        assert found["labels"][-2:] == [meant["activation"], meant["recurrent_activation"]]


@pytest.mark.parametrize(("entry", "version"), [e for e in ENTRIES if "defaults" in e.id])
def test_a_configuration_without_its_class_is_told_by_its_words(explore, entry, version) -> None:
    assert explore(repr(entry["config"]), release="2.2.4")["said"].startswith("The LSTM of Keras")


WRITTEN = {
    "output, h, c = LSTM(3, return_state=True)(x, mask=m, initial_state=[h0, c0])": 3,
    "model.add(LSTM(3, input_shape=(None, 2), return_state=True))": 3,
    "layer = LSTM(\n    3,  # units (or 'cells')\n    return_state=True,\n)  # and no more": 3,
}


@pytest.mark.parametrize("call", WRITTEN)
def test_a_layer_as_it_stands_in_a_program(explore, call) -> None:
    found = explore(call)
    assert list(found["shapes"]) == ["lstm_output", "state_h", "state_c"]
    assert ("masked-step" in found["labels"]) == ("mask=" in call)
    assert ("initial-cell-state" in found["labels"]) == ("initial_state" not in call)
    features = 2 if "input_shape" in call else 10
    assert f"input of 28 timesteps and {features} features" in found["said"]


PRINTED_WHOLE = {
    "Net(\n  (lstm): LSTM(10, 32, batch_first=True)\n)": "expected ) where “:” is",
    "Sequential(\n  (0): LSTM(10, 32)\n  (1): ReLU()\n)": "expected ) where “:” is",
    "%Y = LSTM[hidden_size = 32](%X, %W, %R)": "“%Y = LSTM[hi” is no part of a call",
    'input: "X"\noutput: "Y"\nop_type: "LSTM"\n': "there is more after the call",
    "Y = LSTM <hidden_size = 3> (X, W, R)": "“<hidden_siz” is no part of a call",
    "<LSTM name=lstm, built=True>": "“<LSTM name=l” is no part of a call",
    "import keras\nLSTM(32)": "there is more after the call",
    "LSTM(2*16)": "“*16)” is no part of a call",
}


@pytest.mark.parametrize("printed", PRINTED_WHOLE, ids=lambda printed: printed[:20])
def test_a_whole_model_is_refused_with_what_to_paste_instead(explore, printed) -> None:
    """And each thing that it names is read, once its dots are filled in."""
    said = explore.refusal(printed)
    problem, _, instead = said.partition(". Paste one layer alone: ")
    assert problem == PRINTED_WHOLE[printed]
    named = re.findall(r"[^ ]*(?:LSTM|GRU|make_node)\([^)]*\)", instead)
    assert named == ["LSTM(…)", "GRU(…)", "nn.LSTM(…)", "LSTM(…)", 'make_node("LSTM", …)']
    assert "the line (lstm): LSTM(…)" in instead
    assert explore("(lstm): LSTM(10, 32)")["said"].startswith("The LSTM of PyTorch")


def test_the_gru_of_pytorch_is_refused_by_its_name(explore) -> None:
    for call in ("nn.GRU(10, 32)", "GRU(10, 32)"):
        assert explore.refusal(call).startswith("the GRU of PyTorch is not shown here")


def test_results_may_be_in_brackets(explore) -> None:
    """As programs with PyTorch call it; an argument's = is no assignment."""
    found = explore("output, (h, c) = nn.LSTM(10, hidden_size=32)(x)")
    assert list(found["shapes"]) == ["output", "h_n", "c_n"]
    assert explore("LSTM(units=3)")["shapes"] == {"lstm_output": "(?, 3)"}


def test_texts_of_python_2(explore) -> None:
    """Keras 2.2.4 prints its configuration so there."""
    config = {**LSTM(5, "relu").get_config(), "name": "mine"}
    given = repr(config).replace("'relu'", "u'relu'").replace("'units'", "u'units'")
    assert "u'relu'" in given
    assert explore(given)["labels"][-2] == "relu"


def test_gates_without_an_activation_are_linear(explore) -> None:
    assert explore("LSTM(3, recurrent_activation=None)")["labels"][-1] == "linear"


def test_digits_may_be_in_groups(explore) -> None:
    assert explore("LSTM(10_000)")["shapes"] == {"lstm_output": "(?, 10000)"}


PRINTED = ["LSTM(10, 32)", "  (rnn): LSTM(10, 32)", "(0): LSTM(10, 32)"]


@pytest.mark.parametrize("call", [*PRINTED, "nn.LSTM(10, 32, device='cuda', dtype=t.float)"])
def test_a_layer_of_pytorch_as_it_prints_itself_or_is_made(explore, call) -> None:
    given = {"weight_ih_l0": (128, 10), "weight_hh_l0": (128, 32)}
    given |= {"bias_ih_l0": (128,), "bias_hh_l0": (128,)}
    weights = {name: np.zeros(shape, np.float32) for name, shape in given.items()}
    output, _ = pytorch.lstm(np.zeros((28, 1, 10), np.float32), weights)
    found = explore(call)
    assert found["shapes"]["output"] == f"{output.shape}".replace("1,", "?,", 1)
    assert found["count"] == f"Its weights: {sum(w.size for w in weights.values()):,} numbers"


def test_a_node_of_onnx_by_its_words(explore) -> None:
    """Inputs and outputs may have their names; what is not there has no weights, and no result."""
    given = "inputs=['X', 'W', 'R'], outputs=['', 'Y_h'], hidden_size=3, layout=1"
    found = explore(f"make_node('LSTM', {given})")
    W, R = np.zeros((1, 12, 10), np.float32), np.zeros((1, 12, 3), np.float32)
    _, Y_h, _ = onnx.lstm(np.zeros((1, 28, 10), np.float32), W, R, layout=1)
    assert found["shapes"] == {"Y_h": f"{Y_h.shape}".replace("1,", "?,", 1)}
    assert found["count"] == f"Its weights: {W.size + R.size:,} numbers"


REFUSED = {
    "LSTM(": "something is missing at the end",
    "LSTM(0)": "units is 0, expected a whole number from 1 to 1,000,000",
    "LSTM(1e300)": "units is 1e+300, expected a whole number",
    "LSTM(units)": "units is units, whose value is not known here",
    "LSTM(3, units=4)": "units is given twice",
    "LSTM(units=3, units=4)": "units is given twice",
    "LSTM(3, mask=1)": "mask is not an argument of this layer",
    "LSTM(3, constructor=1)": "constructor is not an argument of this layer",
    "LSTM(3, __proto__=1)": "__proto__ is not an argument of this layer",
    "LSTM(3, returnsequences=True)": "did you mean return_sequences?",
    "LSTM(3, return_state=None)": "return_state is None, expected True or False",
    "LSTM(3, time_major=True)": "time_major is True, which is not shown here",
    "LSTM(3, activation='softmaxx')": "activation is “softmaxx”, which is no activation of Keras",
    "LSTM(3, input_shape=(3,))": "expected (timesteps, features)",
    "Dense(3)": "expected LSTM(…) or GRU(…) of Keras",
    "Bidirectional(LSTM(3))": "type the layer inside it",
    "{'units': 3}": "it has no recurrent_activation",
    "{'class_name': 'SimpleRNN', 'config': {'units': 3}}": 'class_name is "SimpleRNN", expected',
    "nn.LSTM(10)": "hidden_size is missing, expected a whole number from 1 to 1,000,000",
    "nn.LSTM(10, 5, proj_size=5)": "expected less than hidden_size = 5",
    "nn.LSTM(10, 5, num_layers=100000)": "num_layers is 100000, expected a whole number from 1 to",
    "make_node('LSTM', [], [], hidden_size=2, direction='back')": "direction is “back”",
    "make_node('LSTM', [], [], hidden_size=2, direction='constructor')": "direction is",
    "make_node('LSTM', 3, [], hidden_size=2)": "inputs is 3, expected a list of names",
    "make_node('GRU', ['X', 'W', 'R'], ['Y'], hidden_size=2)": 'op_type is "GRU", expected "LSTM"',
    "make_node('LSTM', [], [], hidden_size=2, activations=['Tanh'])": "expected 3 for each",
    "<img src=x onerror=alert(1)>": "is no part of a call",
    "#" * 50 + "\n!": "is no part of a call",
    "(" * 20_000: "more than 50 brackets are open at once",
    "LSTM(3, activation=" + "[" * 60 + "]" * 60: "more than 50 brackets are open at once",
    "LSTM(10__000)": "expected )",
}


@pytest.mark.parametrize("layer", REFUSED, ids=lambda layer: layer[:40])
def test_what_is_no_layer_is_refused_by_name(explore, layer) -> None:
    assert REFUSED[layer] in explore.refusal(layer)


INPUTS = {
    "-1, 10": "timesteps is -1, expected a whole number from 1 to 1,000,000",
    "1e9, 10": "timesteps is 1000000000, expected a whole number",
    "28, 1.5": "features is 1.5, expected a whole number",
    "28": "expected timesteps and features, such as 28, 10",
    "None, 10": "expected timesteps and features, such as 28, 10",
}


@pytest.mark.parametrize("given", INPUTS)
def test_a_size_of_the_input_is_read_with_its_sign_and_its_exponent(explore, given) -> None:
    assert INPUTS[given] in explore.refusal("LSTM(3)", input=given)


@pytest.mark.parametrize("given", ["28x10", "(?, 28, 10)", "(None, 28, 10)", "2.8e1 10"])
def test_a_shape_may_be_written_in_many_ways(explore, given) -> None:
    assert "28 timesteps and 10 features" in explore("LSTM(3)", input=given)["said"]


def test_one_is_no_plural(explore) -> None:
    assert "input of 1 timestep and 1 feature:" in explore("LSTM(3)", input="1, 1")["said"]


HOSTILE = (
    "layer=%3Cimg%20src%3Dx%3E&input=constructor",
    "layer=LSTM(3)&backend=constructor&mask=yes&release=3.0.0",
    "layer=LSTM(3)&release=__proto__&other=%00&input=,,,",
    "layer=LSTM(3)&input=1e9,99999999999999999999",
    "&&&=%%%&elements=1&submit=2&__proto__=3",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_answered_in_words(explore, address) -> None:
    page = explore.tab.page
    page.goto("about:blank")
    page.goto(f"{(explore.tab.site / 'index.html').as_uri()}#explore&{address}")
    page.wait_for_function("document.querySelector('.lstm-said').innerText")
    assert page.locator(".lstm-explorer img").count() == 0
    assert explore.tab.complaints == []
