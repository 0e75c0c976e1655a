"""The operator of ONNX as files hold it: attributes as the package onnx gives them, real models."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from lstm_numpy import activations
from lstm_numpy import onnx as operator
from lstm_numpy.onnx_activations import resolve

MODELS = Path(__file__).resolve().parents[1] / "reference" / "models"
random = np.random.default_rng(5)
X, W, R = (random.normal(size=shape) for shape in ((5, 3, 2), (2, 28, 2), (2, 28, 7)))
B, STATE = random.normal(size=(2, 56)), random.normal(size=(2, 2, 3, 7))
PLAIN = operator.lstm(X, W, R, direction="bidirectional")


def attributes(**words: Any) -> dict[str, Any]:
    """The attributes of a node, as they come back from it."""
    node = helper.make_node("LSTM", ["X", "W", "R"], ["Y"], **words)
    return {one.name: helper.get_attribute_value(one) for one in node.attribute}


def test_attributes_as_the_package_gives_them_are_taken() -> None:
    names = ["Sigmoid", "LeakyRelu", "Tanh", "HardSigmoid", "Tanh", "Tanh"]
    words: dict[str, Any] = {
        "activations": names,
        "activation_alpha": [0.125, 0.25],
        "activation_beta": [0.5],
        "clip": 1.5,
        "direction": "bidirectional",
        "input_forget": 1,
        "layout": 0,
    }
    given = attributes(hidden_size=7, **words)
    assert given["direction"] == b"bidirectional"
    assert given["activations"][0] == b"Sigmoid"
    for ours, expected in zip(
        operator.lstm(X, W, R, **given), operator.lstm(X, W, R, **words), strict=True
    ):
        np.testing.assert_array_equal(ours, expected)


@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase])
def test_names_of_functions_are_taken_in_any_case(change: Any) -> None:
    names = ["HardSigmoid", "ThresholdedRelu", "ScaledTanh"] * 2
    words: dict[str, Any] = {"activation_alpha": [0.25, 0.5, 0.75] * 2}
    words |= {"activation_beta": [0.5, 0.25] * 2, "direction": "bidirectional"}
    expected = operator.lstm(X, W, R, activations=names, **words)
    ours = operator.lstm(X, W, R, activations=[change(name) for name in names], **words)
    np.testing.assert_array_equal(ours[0], expected[0])


def test_an_empty_name_of_an_input_is_an_absent_one() -> None:
    ours = operator.lstm(X, W, R, None, None, *STATE, direction="bidirectional")
    expected = operator.lstm(
        X, W, R, initial_h=STATE[0], initial_c=STATE[1], direction="bidirectional"
    )
    np.testing.assert_array_equal(ours[0], expected[0])


def test_a_reversed_direction_is_the_forward_one_of_each_reversed_row() -> None:
    lengths = np.array([3, 0, 5])
    words: dict[str, Any] = {"initial_h": STATE[0][:1], "initial_c": STATE[1][:1]}
    Y, Y_h, Y_c = operator.lstm(
        X, W[:1], R[:1], B[:1], lengths, direction="reverse", clip=2.0, **words
    )
    for row, length in enumerate(lengths):
        state = {name: array[:, row : row + 1] for name, array in words.items()}
        turned = X[:length, row : row + 1][::-1]
        one, h, c = operator.lstm(turned, W[:1], R[:1], B[:1], clip=2.0, **state)
        np.testing.assert_allclose(Y[:length, :, row], one[::-1, :, 0], rtol=0, atol=1e-13)
        np.testing.assert_array_equal(Y[length:, :, row], 0)
        np.testing.assert_allclose(Y_h[:, row], h[:, 0], rtol=0, atol=1e-13)
        np.testing.assert_allclose(Y_c[:, row], c[:, 0], rtol=0, atol=1e-13)


@pytest.mark.parametrize("name", ["torch-2.13.0/model.onnx", "torch-2.13.0.onnx"])
def test_both_exporters_of_pytorch_are_read_as_the_page_says(name: str) -> None:
    model = onnx.load(MODELS / name)
    known = np.load(MODELS / "torch-2.13.0.npz")
    (node,) = (node for node in model.graph.node if node.op_type == "LSTM")
    assert node.input[4] == ""
    options = {one.name: helper.get_attribute_value(one) for one in node.attribute}
    feeds = {model.graph.input[0].name: known["x"]}
    values = ReferenceEvaluator(model).run(None, feeds, intermediate=True)
    Y, Y_h, _ = operator.lstm(*(values[one] for one in node.input), **options)
    dense = np.load(MODELS / "torch-2.13.0.state_dict.npz")
    y = Y_h[0] @ dense["dense.weight"].T + dense["dense.bias"]
    np.testing.assert_allclose(y, known["y"], rtol=0, atol=1e-6)
    np.testing.assert_array_equal(Y[-1, 0], Y_h[0])


def test_the_reference_evaluator_does_not_read_the_names_of_functions() -> None:
    # The page says so in the table of what runtimes do; a release that reads them changes it.
    types = [
        helper.make_tensor_value_info(name, TensorProto.DOUBLE, array.shape)
        for name, array in (("X", X), ("W", W[:1]), ("R", R[:1]))
    ]
    Y = helper.make_tensor_value_info("Y", TensorProto.DOUBLE, [None] * 4)
    found = []
    for names in (["Sigmoid", "Tanh", "Tanh"], ["sigmoid", "tanh", "tanh"], ["Relu"] * 3):
        node = helper.make_node("LSTM", ["X", "W", "R"], ["Y"], hidden_size=7, activations=names)
        opset = [helper.make_opsetid("", 22)]
        model = helper.make_model(helper.make_graph([node], "g", types, [Y]), opset_imports=opset)
        found.append(ReferenceEvaluator(model).run(None, {"X": X, "W": W[:1], "R": R[:1]})[0])
    np.testing.assert_array_equal(found[0], found[1])
    np.testing.assert_array_equal(found[0], found[2])


BAD = [
    ({"direction": b"back"}, "direction is 'back', expected one of 'forward'"),
    ({"direction": b"\xff"}, "direction is "),
    ({"activations": [b"Tan"] * 6}, "activations holds 'Tan'; known are Relu, Tanh"),
    ({"activations": [1] * 6}, "activations is [1, 1, 1, 1, 1, 1], expected a list of strings"),
    ({"activations": b"Sigmoid"}, "expected a list of strings"),
    ({"direction": "forward"}, "(1, 28, 2): num_directions = 1 comes from direction"),
    ({"hidden_size": 8}, "hidden_size is 8, expected 7, that of R, or None"),
    ({"hidden_size": True}, "hidden_size is True, expected a whole number"),
    ({"hidden_size": np.ones(2)}, "hidden_size is array([1., 1.]), expected a whole number"),
]


@pytest.mark.parametrize(("words", "message"), BAD, ids=[message for _, message in BAD])
def test_bad_attributes_are_named(words: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        operator.lstm(X, W, R, **{"direction": "bidirectional", **words})


def test_functions_without_parameters_are_the_printed_ones_themselves() -> None:
    """The loop has a form of its own for these, several times quicker than for a caller's own."""
    ((f, g, h),) = resolve(None, None, None, 1)
    assert (f, g, h) == (activations.sigmoid, activations.tanh, activations.tanh)
    ((f, g, h),) = resolve(["HardSigmoid", "relu", "Softsign"], [0.25], None, 1)
    assert (g, h) == (activations.relu, activations.softsign)
    np.testing.assert_allclose(f(np.array([1.0])), [0.75], rtol=1e-15)


@pytest.mark.parametrize(("cell", "blocks"), [("gru", 3), ("rnn", 1)])
def test_behind_the_length_of_an_example_the_output_is_zero(cell: str, blocks: int) -> None:
    random = np.random.default_rng(3)
    X, W = random.normal(size=(4, 2, 3)), random.normal(size=(1, 5 * blocks, 3))
    R = random.normal(size=(1, 5 * blocks, 5))
    run = getattr(operator, cell)
    Y, Y_h = run(X, W, R, sequence_lens=np.array([4, 2], np.int32))
    np.testing.assert_array_equal(Y[2:, :, 1], 0)
    np.testing.assert_array_equal(Y[1, :, 1], Y_h[:, 1])
    assert np.abs(Y[:, :, 0]).min() > 0
