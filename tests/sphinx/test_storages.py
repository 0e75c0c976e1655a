"""The tables of what packages store: a row says of a package what its layers are known to do."""

import pytest

from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.read import read
from lstm_sym.sphinx.storages import _measured

STORAGES = read(str(PRODUCTS / "manifest.json")).storages
HEAD = ["package", "version", "name", "blocks", "form", "biases"]
OF_LSTM = [*HEAD, "forget", "gates", "hard", "peepholes", "states", "padded"]
OF_GRU = [*HEAD, "reset", "gates", "states", "padded"]
OF_RNN = [*HEAD, "function", "states", "padded"]
COLUMNS = {"lstm": OF_LSTM, "gru": OF_GRU, "rnn": OF_RNN}


def row(cell: str, title: str) -> dict[str, str]:
    (stated,) = (s for s in STORAGES if s["cell"] == cell and s["title"] == title and s["measured"])
    texts = [entry.astext().replace("\u200b", "") for entry in _measured(stated).children]
    return dict(zip(COLUMNS[cell], texts, strict=True))


@pytest.mark.parametrize(("title", "reset", "biases"), [
    ("PyTorch", "after the product", "two"),
    ("TensorFlow 1", "before the product", "one"),
    ("MXNet, gluon", "after the product", "two"),
    ("Equinox", "after the product", "one, and a second one of the candidate"),
    ("nnabla, F.gru", "after the product", "one, and a second one of the candidate"),
    ("Flax, nnx.GRUCell", "after the product", "one"),
])  # fmt: skip
def test_a_row_says_where_the_reset_gate_of_a_gru_acts(title, reset, biases) -> None:
    found = row("gru", title)
    assert (found["reset"], found["biases"]) == (reset, biases)


def test_a_row_says_what_an_lstm_stores() -> None:
    torch, haiku = row("lstm", "PyTorch"), row("lstm", "Haiku")
    assert (torch["blocks"], torch["form"], torch["biases"]) == (
        "i f g o",
        "one below the other",
        "two",
    )
    assert (torch["states"], torch["forget"], torch["gates"]) == ("h, c", "uniform", "sigmoid")
    assert (haiku["blocks"], haiku["form"], haiku["biases"]) == ("i g f o", "side by side", "one")
    assert haiku["forget"] == "zeros, and one is added at run time"
    seen = "one number per unit; i and f: the state before, o: the new state"
    assert row("lstm", "ONNX")["peepholes"] == seen
    assert torch["peepholes"] == "none"


def test_a_row_says_which_gates_leave_the_rest() -> None:
    (coupled,) = (s for s in STORAGES if s["coupled"] and s["measured"])
    assert "the input gate is one minus the forget gate" in row("lstm", coupled["title"])["blocks"]
    for stated in STORAGES:
        if stated["cell"] == "gru" and stated["measured"]:
            (end,) = (e.astext() for k, e in enumerate(_measured(stated).children) if k == 6)
            assert stated["negated"] == ("the update gate is one minus that of the others" in end)


@pytest.mark.parametrize(("title", "gates"), [
    ("PyTorch", "sigmoid"), ("TensorFlow.js", "hard_sigmoid_keras2"),
])  # fmt: skip
def test_a_row_says_what_the_gates_of_a_gru_are_by_default(title, gates) -> None:
    assert row("gru", title)["gates"] == gates


@pytest.mark.parametrize(("title", "function"), [
    ("MLX", "tanh, or another"), ("DyNet", "tanh"), ("MXNet, gluon", "relu, or another"),
    ("TensorFlow.js", "tanh, or another"), ("Haiku, VanillaRNN", "relu"),
    ("Keras 1", "tanh, or another"), ("OpenVINO", "tanh, or another"),
    ("nnabla, F.rnn", "tanh, or another"),
    ("Chainer, NStepRNNTanh and NStepRNNReLU", "tanh, or another"),
])  # fmt: skip
def test_a_row_says_whether_the_function_of_a_simple_rnn_can_be_another(title, function) -> None:
    assert row("rnn", title)["function"] == function


@pytest.mark.parametrize(("cell", "title", "padded"), [
    ("lstm", "thinc", "zeros"),
    ("lstm", "Equinox", "no lengths"),
    ("rnn", "Haiku, VanillaRNN", "no lengths"),
    ("rnn", "OpenVINO", "zeros; the last states are those at the length"),
    *((cell, "TensorFlow 1", "zeros; the last states are those at the length")
      for cell in ("lstm", "gru", "rnn")),
])  # fmt: skip
def test_a_row_says_what_is_after_the_length(cell, title, padded) -> None:
    assert row(cell, title)["padded"] == padded
