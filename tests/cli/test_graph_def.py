"""The graph models of TensorFlow.js that are written, computed node by node."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lstm_sym.convert.graph_def import OPERATIONS
from tests.cli import graph_def
from tests.cli.test_convert import AFTER, CHAINS, GRAPHS, INPUT, asked, close, model, written
from tests.cli.test_export import side

IN_GRAPHS = ("both directions", "reset after", "as a graph")


@pytest.mark.parametrize("name", IN_GRAPHS)
def test_a_graph_computes_what_its_model_does(name: str, tmp_path: Path) -> None:
    made = model(*{**CHAINS, **GRAPHS}[name])
    written(made, "tfjs", tmp_path / "model.json")
    x, wanted = asked(made)
    close(graph_def.computed(tmp_path / "model.json", x), wanted)


WORDS = st.fixed_dictionaries(
    {
        "units": st.integers(1, 6),
        "use_bias": st.booleans(),
        "return_sequences": st.booleans(),
        "activation": st.sampled_from(sorted(OPERATIONS)),
        "recurrent_activation": st.sampled_from(("sigmoid", "tanh", "relu6")),
    }
)
ENDS = ("linear", "softmax", "log_softmax")


@settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    st.sampled_from(("SimpleRNN", "LSTM", "GRU")), WORDS, st.booleans(), st.booleans(),
    st.sampled_from(ENDS), st.integers(1, 5), st.integers(1, 9), st.integers(0, 99),
)  # fmt: skip
def test_drawn_layers_of_any_size(
    tmp_path_factory, kind, words, both, backwards, end, batch, timesteps, seed
) -> None:
    if kind == "GRU":
        words = {**words, "reset_after": True}
    if kind == "SimpleRNN":
        words = {k: v for k, v in words.items() if k != "recurrent_activation"}
    layer = (kind, {**words, "go_backwards": backwards})
    if both:
        layer = ("Bidirectional", {"layer": side(kind, **words)})
    before = ("GRU", {**AFTER[1], "return_sequences": True})
    made = model(INPUT, before, layer, ("Dense", {"units": 4, "activation": end}))
    file = tmp_path_factory.mktemp("graph") / "model.json"
    written(made, "tfjs", file)
    features = asked(made)[0].shape[-1]
    x = np.random.default_rng(seed).normal(size=(batch, timesteps, features)).astype(np.float32)
    close(graph_def.computed(file, x), made(x))


def test_a_changed_node_is_seen(tmp_path: Path) -> None:
    made = model(INPUT, AFTER)
    written(made, "tfjs", tmp_path / "model.json")
    whole = json.loads((tmp_path / "model.json").read_text())
    (timestep,) = (
        one for one in whole["modelTopology"]["library"]["function"]
        if one["signature"]["name"].endswith("timestep")
    )  # fmt: skip
    node = next(one for one in reversed(timestep["nodeDef"]) if one["op"] == "Mul")
    node["op"] = "AddV2"
    (tmp_path / "model.json").write_text(json.dumps(whole))
    x, wanted = asked(made)
    with pytest.raises(AssertionError):
        close(graph_def.computed(tmp_path / "model.json", x), wanted)
