"""The layers around a recurrent one: their code is their equations, and each does what it says."""

import math
import warnings
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy import keras_versions, layer_normalization, softmax
from lstm_numpy.files.around import Embedding, windows
from lstm_numpy.files.graph import Graph
from lstm_numpy.files.keras import written
from lstm_numpy.files.kinds import Configuration
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.moving import Input, Join, Masking, Softmax
from lstm_numpy.files.operations import Operation
from lstm_numpy.files.options import Options
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.files.writer import Writer
from lstm_sym.equations import LAYERS
from lstm_sym.generate import PRODUCTS
from lstm_sym.notation import Formulation
from lstm_sym.proofs.readback import Readback

NEWEST = Writer(keras_versions.NEWEST_KERAS)


def made(kind: type[Layer], class_name: str, writer: Writer = NEWEST, **config: object) -> Layer:
    return kind(Options("one", class_name, config, writer))


@pytest.mark.parametrize("stated", LAYERS, ids=lambda stated: stated.name)
def test_the_printed_code_gives_the_equations_back(stated: Formulation) -> None:
    text = (Path(PRODUCTS) / "lstm_numpy" / f"{stated.module}.py").read_text()
    reading = Readback(stated, text)
    assert list(reading.differences()) == []
    assert reading.compared >= 2


def test_another_equation_is_seen() -> None:
    (stated,) = (one for one in LAYERS if one.name == "batch_normalization")
    text = (Path(PRODUCTS) / "lstm_numpy" / "batch_normalization.py").read_text()
    changed = text.replace("np.sqrt(variance + epsilon)", "np.sqrt(variance)")
    assert changed != text
    assert next(Readback(stated, changed).differences())


def test_a_sequence_is_normalized_by_the_statistics_of_each_timestep() -> None:
    x = np.random.default_rng(0).normal(size=(2, 3, 5))
    whole = layer_normalization.layer_normalization(x, x.mean(-1), x.var(-1), epsilon=0.0).output
    np.testing.assert_allclose(whole.mean(-1), 0, atol=1e-12)
    np.testing.assert_allclose(whole.std(-1), 1, atol=1e-12)


def test_a_softmax_sums_up_to_one() -> None:
    x = np.random.default_rng(0).normal(size=(2, 3, 5))
    np.testing.assert_allclose(softmax.softmax(x).output.sum(-1), 1, atol=1e-12)


def test_windows_have_the_sizes_of_keras() -> None:
    x = np.arange(14.0).reshape(1, 7, 2)
    assert windows(x, 3, 1, "").shape == (1, 5, 3, 2)
    assert windows(x, 3, 2, "both").shape == (1, 4, 3, 2)
    assert windows(x, 2, 1, "before", 2)[0, 0, :, 0].tolist() == [0, 0]
    assert windows(x, 2, 1, "before", 2)[0, 3, :, 0].tolist() == [2, 6]
    with pytest.raises(ValueError, match=r"has 7 timesteps, expected 8 at least"):
        windows(x, 8, 1, "")


def test_masks_are_joined_as_the_release_joins_them() -> None:
    masks = [np.array([[True, False, False]]), np.array([[True, True, False]])]
    arrays = [np.zeros((1, 3, 2))] * 2
    three, two = made(Join, "Add"), made(Join, "Add", Writer("2.2.4"))
    assert three.passes(arrays, masks).tolist() == [[True, True, False]]
    assert two.passes(arrays, masks).tolist() == [[True, False, False]]
    assert three.passes(arrays, [masks[0], None]) is None
    assert two.passes(arrays, [masks[0], None]).tolist() == [[True, False, False]]


@pytest.mark.parametrize("number", [0.5, -1, 3, np.nan, np.inf, 1e30])
def test_what_is_no_row_of_a_table_is_refused_without_a_warning(number: float) -> None:
    layer = made(Embedding, "Embedding", input_dim=3, output_dim=2)
    layer.give({"embeddings": np.ones((3, 2))})
    with warnings.catch_warnings(action="error"), pytest.raises(ValueError, match="from 0 to 2"):
        layer(np.array([[number]]))


def test_masked_timesteps_become_zeros() -> None:
    layer = made(Masking, "Masking", mask_value=2.0)
    x = np.array([[[2.0, 2.0], [2.0, 3.0]]])
    assert layer(x).tolist() == layer([x]).tolist() == [[[0, 0], [2, 3]]]
    assert layer.passes(x, None).tolist() == [[False, True]]


def test_a_word_that_is_left_over_is_refused() -> None:
    with pytest.raises(NotKnown, match=r"the layer 'one' \(Masking\) has soft=0.5, which is"):
        made(Masking, "Masking", mask_value=0.0, soft=0.5)


def graph_with(entry: dict[str, object], *args: object) -> list[str]:
    """Why a graph of Keras 3 does not run, where one node is called; "i", "j" are the inputs."""
    return graph_of(NEWEST, entry, *args).unknown()


def graph_of(writer: Writer, entry: dict[str, object], *args: object) -> Graph:
    """The graph itself."""

    def given(value: object) -> object:
        if isinstance(value, list):
            return [given(one) for one in value]
        history = {"keras_history": [value, 0, 0]}
        tensor = {"class_name": "__keras_tensor__", "config": history}
        return tensor if isinstance(value, str) else value

    inputs = [
        {"class_name": "InputLayer", "config": {"name": name}, "inbound_nodes": []} for name in "ij"
    ]
    node = {"args": [given(one) for one in args], "kwargs": {}}
    config = {
        "layers": [*inputs, {**entry, "inbound_nodes": [node]}],
        "input_layers": [["i", 0, 0], ["j", 0, 0]],
        "output_layers": ["one", 0, 0],
    }
    whole = {"class_name": "Functional", "config": config}
    return Configuration(Path("a.keras"), writer).graph(whole)


@pytest.mark.parametrize(
    ("name", "config", "args"),
    [
        ("Reshape", {"newshape": [-1, 3, 6]}, ("i",)),
        ("Average", {"axis": 1}, ("i",)),
        ("Any", {"axis": None, "keepdims": False}, ("i",)),
    ],
)
def test_an_operation_is_no_layer_of_the_same_name(
    name: str, config: dict[str, object], args: tuple[object, ...]
) -> None:
    module = "keras.src.ops.numpy"
    entry = {"module": module, "class_name": name, "config": {"name": "one", **config}}
    (said,) = graph_with(entry, *args)
    assert said.startswith(f"the layer 'one' ({name}) ")
    assert (f"{module}.{name}" if name != "Any" else "has axis=None") in said
    del entry["module"]  # as in an .h5 file
    (said,) = graph_with(entry, *args)
    assert ("it is the operation" if name != "Any" else "has axis=None") in said


@pytest.mark.parametrize(("name", "found"), [
    ("Less", [True, False, False]), ("LessEqual", [True, True, False]),
    ("Greater", [False, False, True]), ("GreaterEqual", [False, True, True]),
    ("Equal", [False, True, False]), ("NotEqual", [True, False, True]),
    ("Maximum", [2, 2, 3]), ("Minimum", [1, 2, 2]), ("Subtract", [-1, 0, 1]),
])  # fmt: skip
def test_an_operation_of_two_arrays_tells_equal_numbers(name: str, found: list[object]) -> None:
    one = Operation(Options("one", name, {"name": "one"}, NEWEST))
    assert one([np.array([1, 2, 3]), np.array([2, 2, 2])]).tolist() == found


@pytest.mark.parametrize(("name", "found"), [("LeakyRelu", -0.2), ("Elu", math.expm1(-1))])
def test_an_operation_has_the_defaults_of_keras(name: str, found: float) -> None:
    one = Operation(Options("one", name, {"name": "one"}, NEWEST))
    assert float(one(np.array(-1.0))) == pytest.approx(found)


def test_an_operation_names_itself_where_arrays_do_not_fit() -> None:
    options = Options("one", "Add", {"name": "one"}, NEWEST)
    with pytest.raises(ValueError, match=r"the layer 'one' \(Add\): operands could not be"):
        Operation(options)([np.zeros((2, 3)), np.zeros((2, 4))])
    with pytest.raises(ValueError, match="the layer 'one' is called with 1 arrays"):
        Operation(options)(np.zeros((2, 3)))
    for name, words in (("Any", {"axis": 1}), ("Relu", {}), ("Concatenate", {"axis": 0})):
        one = Operation(Options("one", name, {"name": "one", **words}, NEWEST))
        with pytest.raises(ValueError, match=rf"the layer 'one' \({name}\): "):
            one([3])


def test_a_masked_softmax_is_refused_as_keras_3_refuses_it() -> None:
    x, mask = np.ones((1, 2, 3), np.float32), np.array([[True, False]])
    with pytest.raises(
        NotKnown, match=r"the layer 'one' \(Softmax\) is masked along the timesteps"
    ):
        made(Softmax, "Softmax")(x, mask)
    np.testing.assert_allclose(made(Softmax, "Softmax", Writer("2.2.4"))(x, mask), 1 / 3)


@pytest.mark.parametrize(
    ("name", "config", "arg", "on"),
    [
        ("Cast", {"dtype": "float32"}, "i", {"tensorflow", "jax", "torch"}),
        ("Cast", {"dtype": "int32"}, "i", set()),
        ("Relu", {}, "i", set()),
        ("Concatenate", {"axis": 1}, ["i"], {"jax"}),
        ("Concatenate", {"axis": 1}, ["i", "j"], set()),
        ("Reshape", {"target_shape": [2, 3]}, "i", {"jax"}),
        ("Reshape", {"target_shape": [3, 2]}, "i", set()),
        ("Permute", {"dims": [1, 2]}, "i", {"jax"}),
        ("Permute", {"dims": [2, 1]}, "i", set()),
    ],
)
def test_what_returns_its_very_input_keeps_the_mask(
    name: str, config: dict[str, object], arg: object, on: set[str]
) -> None:
    """As Keras 3.15.1 does, where a mask belongs to an array and not to a step of the graph."""
    layer = name in ("Reshape", "Permute")
    module = "keras.layers" if layer else "keras.src.ops.core"
    entry = {"module": module, "class_name": name, "config": {"name": "one", **config}}
    x, mask = np.ones((1, 2, 3), np.float32), np.array([[True, False]])
    for backend in ("tensorflow", "jax", "torch", "numpy"):
        graph = graph_of(Writer(keras_versions.NEWEST_KERAS, backend), entry, arg)
        ((_, found),) = graph.run([x, x], [mask, mask])
        assert (found is mask) == (backend in on)


def test_a_class_of_another_package_is_no_layer_of_the_same_name() -> None:
    config = {"name": "one", "units": 2}
    entry = {"module": "mine.layers", "class_name": "LSTM", "config": config}
    (said,) = graph_with(entry, "i")
    assert said.endswith("is of a kind unknown here: it is mine.layers.LSTM")
    layer = {"module": "keras.layers", "class_name": "Add", "config": {"name": "one"}}
    assert graph_with(layer, ["i", "j"]) == []


def test_an_input_of_truth_values_keeps_them() -> None:
    layer = made(Input, "InputLayer", batch_shape=[None, 2], dtype="bool")
    assert layer(np.array([[True, False]])).dtype == bool
    with pytest.raises(TypeError, match=r"the input 'one' has dtype float64, expected bool"):
        layer(np.zeros((1, 2)))


@pytest.mark.parametrize(
    "dtype", ["float16", {"class_name": "DTypePolicy", "config": {"name": "mixed_bfloat16"}}]
)
def test_less_than_float32_is_refused(dtype: object) -> None:
    with pytest.raises(NotKnown, match=r"\(Masking\) computes in (mixed_b)?float16; there is"):
        made(Masking, "Masking", dtype=dtype)


def test_a_backend_that_is_none_is_said_with_the_file() -> None:
    with pytest.raises(UnreadableFile, match=r"^a.h5: backend is 'tensorfmow', expected"):
        written(Path("a.h5"), "2.2.4", "tensorfmow", "2.2.4")
