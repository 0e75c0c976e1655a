"""Weights converted from every framework to every other compute the same, and lose nothing."""

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import (
    activations,
    cudnn,
    flax,
    greff2015,
    keras,
    onnx,
    pytorch,
    tensorflow1,
    wikipedia,
)
from lstm_numpy.conversion import convert, convert_options
from lstm_numpy.layouts import OTHERS, STORAGES
from lstm_sym.equations.activations import ACTIVATIONS
from lstm_sym.packages import MEASURED
from lstm_sym.storage import STORAGES as STATED

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
X = np.random.default_rng(1).normal(size=(3, 5, 2))
STATE = tuple(np.random.default_rng(2).normal(size=(2, 3, 7)))
Run = Callable[[Any], tuple[np.ndarray, np.ndarray, np.ndarray]]
# All compute a sigmoid here; Keras 1 has another default.
SIGMOID = {"recurrent_activation": "sigmoid"}


def drawn(*shape: int) -> np.ndarray:
    return np.random.default_rng(sum(shape)).normal(size=shape)


KERAS = [drawn(2, 28), drawn(7, 28), drawn(28)]
TWO = [*KERAS, *(np.flip(array) for array in KERAS)]


def run_keras(weights: Any) -> Any:
    return keras.lstm(X, *weights, initial_state=STATE)


def run_tensorflow1(weights: Any) -> Any:
    state, outputs = STATE[::-1], []
    words = {name.removesuffix("/kernel"): array for name, array in weights.items()}
    for t in range(X.shape[1]):
        output, state = tensorflow1.lstm_cell(X[:, t], state, **words)
        outputs.append(output)
    return np.stack(outputs, axis=1), state[1], state[0]


def run_pytorch(weights: Any) -> Any:
    hx = tuple(state[np.newaxis] for state in STATE)
    projection = weights.get("weight_hr_l0")
    if projection is not None:
        hx = (hx[0][..., : len(projection)], hx[1])
    size = 0 if projection is None else len(projection)
    output, (h, c) = pytorch.lstm(X, weights, hx=hx, batch_first=True, proj_size=size)
    return output, h[0], c[0]


def run_onnx(weights: Any) -> Any:
    W, R, B, P = (weights.get(name) for name in "WRBP")
    h, c = (state[np.newaxis] for state in STATE)
    Y, Y_h, Y_c = onnx.lstm(X.swapaxes(0, 1), W, R, B, initial_h=h, initial_c=c, P=P)
    return Y[:, 0].swapaxes(0, 1), Y_h[0], Y_c[0]


def run_flax(weights: Any) -> Any:
    def joined(side: str, kind: str) -> np.ndarray:
        return np.concatenate([weights[side + gate][kind] for gate in "ifgo"], axis=-1)

    arrays = (joined("i", "kernel"), joined("h", "kernel"), joined("h", "bias"))
    outputs, c, h = flax.lstm(X, *arrays, initial_state=STATE[::-1])
    return outputs, h, c


def run_greff(weights: Any) -> Any:
    return greff2015.lstm(X, **weights, initial_state=STATE)


RUN: dict[str, Run] = {
    "keras": run_keras,
    # No function of its own: the twelve arrays, put together by hand as Keras 2 loads them.
    "keras1": lambda w: run_keras(
        [np.concatenate([w[k + 3 * g] for g in (0, 2, 1, 3)], -1) for k in range(3)]
    ),
    "keras1_gpu": run_keras,
    # What Keras 2.3.1 does with cuDNN's memory is compared with its own arrays below.
    "cudnnlstm": lambda w: run_keras(convert(w, "cudnnlstm", "keras")),
    "cudnn": lambda w: cudnn.lstm(X, **w, initial_state=STATE),
    "pytorch": run_pytorch,
    "onnx": run_onnx,
    "tensorflow1": run_tensorflow1,
    "flax": run_flax,
    "wikipedia": lambda w: wikipedia.lstm(X, **w, initial_state=STATE),
    "greff2015": run_greff,
}
PAIRS = list(product(STORAGES, STORAGES))
ORDERED = ("keras", "keras1", "keras1_gpu", "cudnnlstm")
BIDIRECTIONAL = [name for name, storage in STORAGES.items() if storage.directions != "one"]


def leaves(weights: Any) -> dict[str, np.ndarray]:
    if isinstance(weights, np.ndarray):
        return {"": weights}
    items = weights.items() if isinstance(weights, dict) else enumerate(weights)
    return {f"{k}.{name}": a for k, value in items for name, a in leaves(value).items()}


def same(one: Any, other: Any) -> bool:
    """The same arrays to the bit."""
    one, other = leaves(one), leaves(other)
    return one.keys() == other.keys() and all(
        a.dtype == other[k].dtype
        and a.shape == other[k].shape
        and a.tobytes() == other[k].tobytes()
        for k, a in one.items()
    )


def test_the_runners_here_are_of_all_storages_and_every_default_is_printed() -> None:
    assert set(RUN) == set(STORAGES)
    for stated in STATED:
        printed = STORAGES[stated.name]
        arrays = ("arrays", "others")
        assert {
            field: getattr(stated, field) for field in printed._fields if field not in arrays
        } == {field: value for field, value in printed._asdict().items() if field not in arrays}
        for ours, theirs in zip(
            (stated.arrays, *stated.others), (printed.arrays, *printed.others), strict=True
        ):
            assert [tuple(vars(one).values()) for one in ours] == list(map(tuple, theirs))


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_converted_weights_give_the_same_outputs(source: str, target: str) -> None:
    weights = convert(KERAS, "keras", source)
    converted = convert(weights, source, target, **SIGMOID)
    expected = run_keras(KERAS)
    for ours, theirs in zip(RUN[target](converted), expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-13)


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_there_and_back_is_the_same_to_the_bit(source: str, target: str) -> None:
    # Whole numbers: neither a sum nor half of one rounds.
    whole = [np.round(8 * array) for array in KERAS]
    weights = convert(whole, "keras", source)
    back = convert(convert(weights, source, target, **SIGMOID), target, source, **SIGMOID)
    if source in ("pytorch", "onnx", "cudnn") and target in ("cudnnlstm",):
        assert same(weights, back)
    again = convert(back, source, "keras", **SIGMOID)
    assert same(whole, again)
    if target != "greff2015" or source not in ("onnx", "tensorflow1"):  # it always has p
        assert {k: a.shape for k, a in leaves(weights).items()} == {
            k: a.shape for k, a in leaves(back).items()
        }


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_permutation_keeps_every_bit(source: str, target: str) -> None:
    """Where as many biases are stored and none is added to, whatever numbers they are."""
    one, other = STORAGES[source], STORAGES[target]
    if len(one.bias_shares) != len(other.bias_shares):
        return
    zero = {"forget_bias": 0.0}
    weights = convert(KERAS, "keras", source, **(zero if source == "tensorflow1" else {}))
    words: Any = SIGMOID | (zero if "tensorflow1" in (source, target) else {})
    back = convert(convert(weights, source, target, **words), target, source, **words)
    if target != "greff2015" or source not in ("onnx", "tensorflow1"):
        assert same(weights, back)


@pytest.mark.parametrize(("source", "target"), list(product(BIDIRECTIONAL, BIDIRECTIONAL)))
def test_both_directions_are_converted(source: str, target: str) -> None:
    weights = convert(TWO, "keras", source)
    both = convert(convert(weights, source, target, **SIGMOID), target, "keras", **SIGMOID)
    for half, ours in ((TWO[:3], both[:3]), (TWO[3:], both[3:])):
        np.testing.assert_array_equal(
            np.concatenate([a.ravel() for a in half]), np.concatenate([a.ravel() for a in ours])
        )


def test_both_directions_run_as_bidirectional_in_pytorch_and_onnx() -> None:
    state_dict = convert(TWO, "keras", "pytorch")
    output, _ = pytorch.lstm(X, state_dict, bidirectional=True, batch_first=True)
    operator = convert(state_dict, "pytorch", "onnx")
    Y, _, _ = onnx.lstm(X.swapaxes(0, 1), *(operator[k] for k in "WRB"), direction="bidirectional")
    np.testing.assert_allclose(
        np.concatenate([Y[:, 0], Y[:, 1]], -1).swapaxes(0, 1), output, atol=1e-13
    )


@pytest.mark.parametrize("source", ["onnx", "tensorflow1", "greff2015"])
def test_peepholes_go_where_there_are_peepholes(source: str) -> None:
    p = drawn(21)
    weights = convert(KERAS, "keras", "greff2015") | {"p": p}
    weights = convert(weights, "greff2015", source)
    expected = run_greff(convert(weights, source, "greff2015"))
    for target in ("onnx", "tensorflow1", "greff2015"):
        converted = convert(weights, source, target)
        for ours, theirs in zip(RUN[target](converted), expected, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-13)
        np.testing.assert_array_equal(convert(converted, target, "greff2015")["p"], p)
    for target in set(STORAGES) - {"onnx", "tensorflow1", "greff2015"}:
        with pytest.raises(ValueError, match=r"weights has peepholes: .* have no place in"):
            convert(weights, source, target, **SIGMOID)


def test_a_projection_goes_between_pytorch_and_tensorflow() -> None:
    shapes = {"weight_ih_l0": (28, 2), "weight_hh_l0": (28, 5), "bias_ih_l0": (28,)}
    shapes |= {"bias_hh_l0": (28,), "weight_hr_l0": (5, 7)}
    state_dict = {name: drawn(*shape) for name, shape in shapes.items()}
    cell = convert(state_dict, "pytorch", "tensorflow1")
    assert cell["projection/kernel"].shape == (7, 5)
    c, m = STATE[1], STATE[0][:, :5]
    words = {name.removesuffix("/kernel"): array for name, array in cell.items()}
    for t in range(X.shape[1]):
        m, (c, m) = tensorflow1.lstm_cell(X[:, t], (c, m), **words)
    output, h_n, c_n = run_pytorch(state_dict)
    np.testing.assert_allclose(m, h_n, rtol=0, atol=1e-13)
    np.testing.assert_allclose(c, c_n, rtol=0, atol=1e-13)
    for target in set(STORAGES) - {"pytorch", "tensorflow1"}:
        with pytest.raises(ValueError, match="projection: PyTorch's have no place in"):
            convert(state_dict, "pytorch", target)
    back = convert(cell, "tensorflow1", "pytorch")
    np.testing.assert_array_equal(back["weight_hr_l0"], state_dict["weight_hr_l0"])
    np.testing.assert_array_equal(back["weight_hh_l0"], state_dict["weight_hh_l0"])
    assert output.shape == (3, 5, 5)


@pytest.mark.parametrize("target", STORAGES)
def test_no_bias_is_none_or_zeros(target: str) -> None:
    converted = convert(KERAS[:2], "keras", target)
    for ours, theirs in zip(RUN[target](converted), run_keras(KERAS[:2]), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-13)


def test_a_layer_of_a_module_is_converted_alone() -> None:
    first, second = convert(KERAS, "keras", "pytorch"), convert(KERAS, "keras", "pytorch", layer=1)
    assert list(second) == ["weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1"]
    for layer in (0, 1):
        assert same(convert(first | second, "pytorch", "keras", layer=layer), KERAS)
    with pytest.raises(ValueError, match=r"^weights has the layers 0, 1, expected 0: pass layer="):
        convert(first | second, "pytorch", "keras")


def test_flax_is_nested_or_has_dotted_names_and_both_are_read() -> None:
    nested = convert(KERAS, "keras", "flax")
    dotted = convert(KERAS, "keras", "flax", nested=False)
    assert set(nested["ii"]) == {"kernel"}
    assert "ho.bias" in dotted
    assert same(convert(nested, "flax", "keras"), KERAS)
    assert same(convert(dotted, "flax", "keras"), KERAS)


def flax_case(name: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    about, arrays = arrays_of("flax-0.12.8")
    case = about["cases"][name]
    return case, {key: arrays[f"{name}.{key}"] for key in (*case["inputs"], *case["outputs"])}


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(
    "name", ["lstm", "optimized", "nnx-lstm", "nnx-optimized", "nnx-optimized-float64"]
)
def test_every_cell_of_flax_is_read(name: str, nested: bool) -> None:
    case, arrays = flax_case(name)
    weights: dict[str, Any] = {key: array for key, array in arrays.items() if "." in key}
    if nested:
        tree: dict[str, Any] = {}
        for key, array in weights.items():
            outer, _, inner = key.partition(".")
            tree.setdefault(outer, {})[inner] = array
        weights = tree
    result = keras.lstm(
        arrays["inputs"],
        *convert(weights, "flax", "keras"),
        initial_state=(arrays["initial_h"], arrays["initial_c"]),
    )
    bound = 1e-6 if case["dtype"] == "float32" else 1e-13
    np.testing.assert_allclose(result.lstm_output, arrays["outputs"], rtol=0, atol=bound)
    np.testing.assert_allclose(result.state_h, arrays["h"], rtol=0, atol=bound)
    np.testing.assert_allclose(result.state_c, arrays["c"], rtol=0, atol=bound)
    assert set(convert(weights, "flax", "flax")) == {f"{side}{g}" for side in "ih" for g in "ifgo"}


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"dense_i": {"kernel": drawn(2, 28)}}, "weights lacks ['dense_h.kernel', 'dense_h.bias']"),
        ({"dense_i.kernel": drawn(2, 28), "ii.kernel": drawn(2, 7)}, "unexpected ['ii.kernel']"),
        ({"if_": {"kernel": drawn(2, 7)}}, "weights lacks ['ii.kernel', 'ig.kernel'"),
        (
            {
                "dense_i": {"kernel": drawn(2, 28)},
                "dense_h": {"kernel": drawn(7, 27), "bias": drawn(28)},
            },
            "dense_h.kernel has shape (7, 27)",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_missing_of_a_cell_of_nnx_is_named(weights: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        convert(weights, "flax", "keras")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_is_kept(dtype: str) -> None:
    for target in STORAGES:
        converted = convert([array.astype(dtype) for array in KERAS], "keras", target)
        assert {str(array.dtype) for array in leaves(converted).values()} == {dtype}


def test_the_result_is_a_copy() -> None:
    for source, target in PAIRS:
        weights = convert(KERAS, "keras", source)
        converted = convert(weights, source, target, **SIGMOID)
        for one in leaves(converted).values():
            assert not any(np.shares_memory(one, other) for other in leaves(weights).values())
            assert one.flags.c_contiguous


BAD = [
    ({"source": "kera"}, ValueError, "source is 'kera', expected one of 'keras', 'keras1'"),
    ({"target": "torch"}, ValueError, "target is 'torch'"),
    ({"weights": KERAS[:1]}, ValueError, "weights has 1 array, expected 2, 3, 4, 6 for Keras"),
    ({"weights": 3}, TypeError, "weights is int, expected a list of 2, 3, 4, 6 arrays"),
    (
        {"weights": [KERAS[0], KERAS[1].T, KERAS[2]]},
        ValueError,
        "recurrent_kernel has shape (28, 7), expected (units, 4*units)",
    ),
    ({"weights": [np.ones((2, 28), int), *KERAS[1:]]}, TypeError, "kernel has dtype int64"),
    (
        {"weights": [*TWO[:4], TWO[4][:6], TWO[5]]},
        ValueError,
        "backward_recurrent_kernel has shape (6, 28)",
    ),
    (
        {"source": "pytorch", "target": "keras"},
        TypeError,
        "weights is list, expected a mapping with weight_ih",
    ),
    (
        {"source": "pytorch", "weights": {"weight_ih_l0": KERAS[0].T}},
        ValueError,
        "weights lacks ['weight_hh_l0']",
    ),
    (
        {"source": "pytorch", "weights": {**convert(KERAS, "keras", "pytorch"), "x": 1}},
        ValueError,
        "unexpected ['x']",
    ),
    (
        {"source": "pytorch", "weights": convert(KERAS, "keras", "pytorch", layer=1)},
        ValueError,
        "weights has the layers 1, expected 0: pass layer=",
    ),
    (
        {"source": "onnx", "weights": {"W": KERAS[0].T, "R": KERAS[1].T}},
        ValueError,
        "W has shape (28, 2), expected num_directions first",
    ),
    (
        {"source": "onnx", "weights": {n: np.ones((3, 28, s)) for n, s in (("W", 2), ("R", 7))}},
        ValueError,
        "W has shape (3, 28, 2), expected num_directions first",
    ),
    (
        {"source": "tensorflow1", "weights": {"kernel": KERAS[1], "bias": KERAS[2]}},
        ValueError,
        "kernel has shape (7, 28), expected more than 7 rows",
    ),
    (
        {
            "source": "tensorflow1",
            "weights": {"kernel": drawn(9, 28), "bias": KERAS[2], "w_f_diag": drawn(7)},
        },
        ValueError,
        "weights lacks ['w_i_diag', 'w_o_diag']",
    ),
    ({"weights": TWO, "target": "flax"}, ValueError, "weights has two directions, Flax has one"),
    (
        {"keras_version": "2.2.4"},
        ValueError,
        "recurrent_activation is 'hard_sigmoid', the default of keras_version 2.2.4, but PyTorch "
        "computes sigmoid alone",
    ),
    ({"activation": "relu"}, ValueError, "activation is 'relu', but PyTorch computes tanh alone"),
    ({"recurrent_activation": "soft"}, ValueError, "recurrent_activation='soft' is unknown"),
    ({"forget_bias": "1"}, TypeError, "forget_bias is '1', expected a number"),
    ({"layer": -1}, ValueError, "layer is -1"),
    ({"forget_bias": 0.5}, ValueError, "forget_bias says nothing of Keras and PyTorch"),
    ({"nested": False}, ValueError, "nested says nothing of Keras and PyTorch"),
    ({"target": "onnx", "layer": 1}, ValueError, "layer says nothing of Keras and ONNX"),
    (
        {"source": "cudnn", "keras_version": "2.2.4"},
        ValueError,
        "keras_version says nothing of cuDNN and PyTorch",
    ),
    ({"nested": 1}, ValueError, "nested is 1"),
]


@pytest.mark.parametrize(("words", "error", "message"), BAD, ids=[message for *_, message in BAD])
def test_bad_input_is_named(words: dict[str, Any], error: type[Exception], message: str) -> None:
    given = {"weights": KERAS, "source": "keras", "target": "pytorch", **words}
    with pytest.raises(error) as raised:
        convert(**given)
    assert message in str(raised.value)


def test_keras_1_computes_another_function_than_those_with_a_sigmoid_alone() -> None:
    twelve = convert(KERAS, "keras", "keras1")
    for target in ("pytorch", "cudnn", "cudnnlstm", "tensorflow1", "wikipedia", "greff2015"):
        with pytest.raises(ValueError, match="recurrent_activation is 'hard_sigmoid', but"):
            convert(twelve, "keras1", target)
        convert(twelve, "keras1", target, **SIGMOID)


@pytest.mark.parametrize(
    ("version", "gates"), [("2.2.4", "hard_sigmoid_keras2"), ("3.0.0", "hard_sigmoid")]
)
@pytest.mark.parametrize("activation", ["tanh", "relu", "elu", "linear", "softsign", "softplus"])
def test_the_options_of_onnx_make_the_result_equal(
    version: str, gates: str, activation: str
) -> None:
    small = [array / 8 for array in KERAS]
    words = {
        "recurrent_activation": "hard_sigmoid",
        "keras_version": version,
        "activation": activation,
    }
    weights = convert(small, "keras", "onnx", **words)
    options = convert_options("keras", "onnx", **words)
    h, c = (state[np.newaxis] for state in STATE)
    Y, _, Y_c = onnx.lstm(X.swapaxes(0, 1), **weights, initial_h=h, initial_c=c, **options)
    expected = keras.lstm(
        X, *small, initial_state=STATE, activation=activation, recurrent_activation=gates
    )
    np.testing.assert_allclose(Y[:, 0].swapaxes(0, 1), expected.lstm_output, rtol=0, atol=1e-13)
    np.testing.assert_allclose(Y_c[0], expected.state_c, rtol=0, atol=1e-13)


def test_the_options_of_the_others() -> None:
    options = convert_options("keras1", "keras", target_version="2.2.4")
    assert options == {"activation": "tanh", "recurrent_activation": "hard_sigmoid"}
    with pytest.raises(
        ValueError, match=r"clip\(0\.2 \* x \+ 0\.5, 0, 1\), which has no name in Keras 3"
    ):
        convert_options("keras1", "keras")
    with pytest.raises(
        ValueError, match=r"clip\(x / 6 \+ 0\.5, 0, 1\), which has no name in Keras 2"
    ):
        convert_options(
            "keras", "keras", recurrent_activation="hard_sigmoid", target_version="2.3.0"
        )
    assert convert_options("keras", "flax", activation="softsign") == {
        "activation_fn": "soft_sign",
        "gate_fn": "sigmoid",
    }
    with pytest.raises(ValueError, match=r"0\.2 \* x \+ 0\.5, 0, 1\), which has no name in Flax"):
        convert_options("keras", "flax", keras_version="2.2.4")
    with pytest.raises(ValueError, match=r"^activation is gelu, which has no name in Flax: give"):
        convert_options("keras", "flax", activation="gelu")
    assert convert_options("keras", "tensorflow1", forget_bias=0.5) == {
        "activation": "tanh",
        "forget_bias": 0.5,
    }
    assert convert_options("keras", "pytorch") == {}
    assert convert_options("pytorch", "keras1") == {
        "activation": "tanh",
        "inner_activation": "sigmoid",
    }
    with pytest.raises(ValueError, match="activation is 'gelu', expected one that ONNX has"):
        convert_options("keras", "onnx", activation="gelu")
    both = convert_options("keras", "onnx", recurrent_activation="hard_sigmoid", directions=2)
    assert both["activation_alpha"] == [1 / 6, 1 / 6]
    for words in ({"directions": 2}, {"target_version": "2.2.4"}, {"forget_bias": 0.5}):
        with pytest.raises(ValueError, match=f"{next(iter(words))} says nothing of Keras and Py"):
            convert_options("keras", "pytorch", **words)
    with pytest.raises(ValueError, match="directions is 3"):
        convert_options("keras", "onnx", directions=3)


def arrays_of(file: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    with np.load(FURTHER / f"{file}.npz", allow_pickle=False) as loaded:
        return json.loads((FURTHER / f"{file}.json").read_text()), dict(loaded)


NAMES = {
    "CuDNNLSTM": ("cudnnlstm", "lstm"),
    "LSTM": ("keras", "lstm"),
    "Keras 1 LSTM": ("keras1", "lstm"),
    "CuDNNGRU": ("cudnngru", "gru"),
    "GRU": ("keras", "gru"),
}


def test_a_hard_sigmoid_has_the_name_and_the_meaning_of_its_package() -> None:
    gates = "recurrent_activation"
    for target, word in (("tfjs", "hardSigmoid"), ("addons", "hard_sigmoid")):
        assert convert_options("keras", target, keras_version="2.2.4")[gates] == word
        with pytest.raises(ValueError, match=r"x / 6 \+ 0\.5, 0, 1\), which has no name in Tensor"):
            convert_options("keras", target, recurrent_activation="hard_sigmoid")
        for said in (word, "hard_sigmoid"):
            found = convert_options(target, "onnx", recurrent_activation=said)
            assert found["activation_alpha"] == [0.2]


def test_whose_hard_sigmoid_is_that_of_keras_2_is_measured() -> None:
    of_lstms = {one.name: one for one in (*STORAGES.values(), *OTHERS) if one.cell == "lstm"}
    worded = {name for name, one in of_lstms.items() if "hard_sigmoid_keras2" in dict(one.words)}
    assert worded == {"tfjs", "addons", "tensorflow1"}
    for name in worded - {"tensorflow1"}:
        assert MEASURED["lstm", name].hard_sigmoid == "hard_sigmoid_keras2"


def test_every_word_for_a_function_is_of_one_that_is_there() -> None:
    known = {one.name for one in ACTIVATIONS}
    for storage in (*STORAGES.values(), *OTHERS):
        worded = bool(storage.functions) and not storage.name.startswith(("keras", "onnx"))
        assert bool(storage.words) == worded, storage.title
        assert {here for here, _ in storage.words} <= known, storage.title


def test_flax_has_each_function_under_the_word_that_is_named() -> None:
    path = FURTHER.parents[1] / "recorded" / "flax_functions.json"
    record = json.loads(path.read_text())
    words = dict(STORAGES["flax"].words)
    assert set(words.values()) == set(record["functions"])
    x = np.array(record["x"], np.float32)
    for here, word in words.items():
        ours = getattr(activations, here)(x)
        np.testing.assert_allclose(ours, record["functions"][word], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("package", "word"),
    [("paddle", "activation"), ("mindspore", "nonlinearity"), ("mxnet", "activation")],
)
def test_simple_rnns_with_a_choice_of_functions_keep_it(package: str, word: str) -> None:
    relu = {"activation": "relu", "cell": "rnn"}
    assert convert_options("keras", package, **relu)[word] == "relu"
    assert convert_options(package, "keras", **relu) == {"activation": "relu"}
    with pytest.raises(ValueError, match=r"activation is softsign, which has no name in"):
        convert_options("keras", package, activation="softsign", cell="rnn")


def test_the_function_that_mxnet_has_by_default_is_not_forgotten() -> None:
    assert convert_options("mxnet", "keras", cell="rnn") == {"activation": "relu"}
    assert convert_options("keras", "mxnet", cell="rnn") == {"activation": "tanh"}
    weights = convert([drawn(2, 7), drawn(7, 7), drawn(7)], "keras", "mxnet", cell="rnn")
    with pytest.raises(ValueError, match=r"activation is 'relu', the default of MXNet, gluon, but"):
        convert(weights, "mxnet", "dynet", cell="rnn")
    assert len(convert(weights, "mxnet", "dynet", activation="tanh", cell="rnn")) == 3


def test_keras_2_converts_to_the_same_bits() -> None:
    about, arrays = arrays_of("keras-2.3.1-conversions")
    compared = []
    for name, case in about["cases"].items():
        weights = [arrays[f"{name}.{key}"] for key in case["inputs"]]
        words = SIGMOID if case["source"].startswith("Keras 1") else {}
        (source, cell), (target, _) = NAMES[case["source"]], NAMES[case["target"]]
        converted = convert(weights, source, target, cell=cell, **words)
        assert same(converted, [arrays[f"{name}.{key}"] for key in case["outputs"]]), name
        compared.append(name)
    assert len(compared) == len(about["cases"]) == 10


def test_keras_1_is_recomputed_from_its_own_arrays() -> None:
    about, arrays = arrays_of("keras-1.2.2-tensorflow")
    assert len(about["cases"]) == 15
    for name, case in about["cases"].items():
        weights = [arrays[f"{name}.{key}"] for key in case["weights"]]
        gpu = case["layer"].get("consume_less") == "gpu"
        words = {"activation": case["layer"].get("activation", "tanh")}
        if "inner_activation" in case["layer"]:
            words["recurrent_activation"] = case["layer"]["inner_activation"]
        source = "keras1_gpu" if gpu else "keras1"
        converted = convert(weights, source, "keras", **words)
        options = convert_options(source, "keras", target_version="2.2.4", **words)
        if options["recurrent_activation"] == "hard_sigmoid":
            options["recurrent_activation"] = "hard_sigmoid_keras2"
        state = None
        if f"{name}.initial_h" in arrays:
            state = (arrays[f"{name}.initial_h"], arrays[f"{name}.initial_c"])
        chosen = {
            k: v for k, v in case["layer"].items() if k in ("go_backwards", "return_sequences")
        }
        result = keras.lstm(
            arrays[f"{name}.sequences"], *converted, initial_state=state, **chosen, **options
        )
        limit = 1e-6 if case["dtype"] == "float32" else 1e-13
        for ours, key in zip(result, case["outputs"], strict=True):
            np.testing.assert_allclose(ours, arrays[f"{name}.{key}"], rtol=0, atol=limit)
