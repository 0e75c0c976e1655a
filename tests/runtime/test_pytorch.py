"""What PyTorch hands out: parameters, tensors, padded sequences; and what is none of an LSTM."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import convert, gru, keras, pytorch
from lstm_sym.recorded.case import BOUNDS

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
ABOUT = json.loads((FURTHER / "torch-2.13.0.json").read_text())["cases"]
with np.load(FURTHER / "torch-2.13.0.npz", allow_pickle=False) as loaded:
    ARRAYS = dict(loaded)
X = np.random.default_rng(0).normal(size=(5, 3, 2))
LENGTHS = np.array([3, 5, 2])


def parameters(layers: int = 1, both: bool = False, projection: int = 0) -> dict[str, np.ndarray]:
    random, found = np.random.default_rng(1), {}
    width = projection or 7
    for layer in range(layers):
        below = (width * (1 + both)) if layer else 2
        shapes: dict[str, tuple[int, ...]] = {"weight_ih": (28, below), "weight_hh": (28, width)}
        shapes |= {"bias_ih": (28,), "bias_hh": (28,)}
        shapes |= {"weight_hr": (projection, 7)} if projection else {}
        for end in ("", "_reverse") if both else ("",):
            for name, shape in shapes.items():
                found[f"{name}_l{layer}{end}"] = random.normal(size=shape)
    return found


PLAIN = parameters()
PACKED = [name for name, case in ABOUT.items() if "lengths" in case]
CELLS = [name for name, case in ABOUT.items() if case["module"] == "LSTMCell"]


def recorded(name: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    case = ABOUT[name]
    return case, {key: ARRAYS[f"{name}.{key}"] for key in (*case["inputs"], *case["outputs"])}


def run(name: str) -> tuple[Any, dict[str, np.ndarray], float]:
    case, arrays = recorded(name)
    words = {k: v for k, v in case["words"].items() if k not in ("hidden_size", "input_size")}
    words.pop("bias", None)
    if "lengths" in case:
        words["lengths"] = np.array(case["lengths"])
        words |= {k: v for k, v in case["packing"].items() if k == "total_length"}
    state_dict = {k: v for k, v in arrays.items() if k.startswith(("weight", "bias"))}
    hx: Any = (arrays["h_0"], arrays["c_0"]) if "c_0" in arrays else arrays.get("h_0")
    function = {"GRU": pytorch.gru, "RNN": pytorch.rnn}.get(case["module"], pytorch.lstm)
    output, last = function(arrays["input"], state_dict, hx=hx, **words)
    ends = dict(zip(("h_n", "c_n"), last if isinstance(last, tuple) else (last,), strict=False))
    scale = max(1.0, *(np.abs(arrays[key]).max() for key in case["outputs"]))
    bound = BOUNDS["ordinary", case["dtype"]] * scale
    return {"output": output, **ends}, arrays, bound


@pytest.mark.parametrize("name", [*PACKED, *CELLS])
def test_padded_sequences_and_cells_give_what_pytorch_gives(name: str) -> None:
    found, arrays, bound = run(name)
    for key, ours in found.items():
        np.testing.assert_allclose(ours, arrays[key], rtol=0, atol=bound, err_msg=key)


def test_the_recorded_cases_are_the_ones_that_users_have() -> None:
    words = [ABOUT[name]["words"] | ABOUT[name]["packing"] for name in PACKED]
    for key in ("batch_first", "bidirectional", "num_layers", "proj_size", "total_length"):
        assert any(word.get(key) for word in words), key
    assert {word.get("enforce_sorted", False) for word in words} == {False, True}
    assert any("h_0" not in ABOUT[name]["inputs"] for name in PACKED)
    assert len(CELLS) == 2


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("projection", [0, 4])
@pytest.mark.parametrize("batch_first", [False, True])
def test_each_sequence_is_computed_as_it_would_be_alone(
    layers: int, both: bool, projection: int, batch_first: bool
) -> None:
    weights = parameters(layers, both, projection)
    words: dict[str, Any] = {"num_layers": layers, "bidirectional": both, "proj_size": projection}
    padded = X.copy()
    for row, length in enumerate(LENGTHS):
        padded[length:, row] = np.nan  # nothing beyond a length is looked at
    given = padded.swapaxes(0, 1) if batch_first else padded
    output, (h_n, c_n) = pytorch.lstm(
        given, weights, lengths=LENGTHS, batch_first=batch_first, **words
    )
    output = output.swapaxes(0, 1) if batch_first else output
    for row, length in enumerate(LENGTHS):
        alone, (h, c) = pytorch.lstm(X[:length, row], weights, **words)
        np.testing.assert_allclose(output[:length, row], alone, rtol=0, atol=1e-13)
        np.testing.assert_array_equal(output[length:, row], 0)
        np.testing.assert_allclose(h_n[:, row], h, rtol=0, atol=1e-13)
        np.testing.assert_allclose(c_n[:, row], c, rtol=0, atol=1e-13)


def test_the_output_ends_with_the_longest_sequence_or_with_total_length() -> None:
    shorter = np.array([3, 1, 2])
    assert pytorch.lstm(X, PLAIN, lengths=shorter)[0].shape == (3, 3, 7)
    output, _ = pytorch.lstm(X, PLAIN, lengths=shorter, total_length=8)
    assert output.shape == (8, 3, 7)
    np.testing.assert_array_equal(output[3:], 0)


class Tensor:
    """What matters of a tensor of PyTorch: no array without detach and cpu, and no bfloat16."""

    def __init__(self, array: np.ndarray, dtype: str = "torch.float64", ready: bool = False):
        self.array, self.dtype, self.ready = array, dtype, ready

    def detach(self) -> "Tensor":
        return self

    def cpu(self) -> "Tensor":
        return Tensor(self.array, self.dtype, ready=True)

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        if not self.ready:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad.")
        if self.dtype == "torch.bfloat16":
            raise TypeError("Got unsupported ScalarType BFloat16")
        return self.array


def test_tensors_that_require_grad_are_taken_everywhere() -> None:
    tensors = {name: Tensor(array) for name, array in PLAIN.items()}
    state = np.random.default_rng(2).normal(size=(2, 1, 3, 7))
    ours = pytorch.lstm(Tensor(X), tensors, hx=(Tensor(state[0]), Tensor(state[1])))  # type: ignore
    expected = pytorch.lstm(X, PLAIN, hx=(state[0], state[1]))
    np.testing.assert_array_equal(ours[0], expected[0])
    np.testing.assert_array_equal(ours[1][1], expected[1][1])
    for one, other in zip(
        convert(tensors, "pytorch", "keras"), convert(PLAIN, "pytorch", "keras"), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_the_parameters_of_a_cell_are_those_of_one_layer() -> None:
    cell = {name.removesuffix("_l0"): array for name, array in PLAIN.items()}
    for ours, expected in zip(pytorch.lstm(X, cell)[1], pytorch.lstm(X, PLAIN)[1], strict=True):
        np.testing.assert_array_equal(ours, expected)
    kernel, recurrent_kernel, bias = convert(cell, "pytorch", "keras")
    result = keras.lstm(X.swapaxes(0, 1), kernel, recurrent_kernel, bias)
    np.testing.assert_allclose(result.state_h, pytorch.lstm(X, PLAIN)[1][0][0], rtol=0, atol=1e-13)


@pytest.mark.parametrize("name", ["gru", "gru-no-bias", "gru-float64"])
def test_a_gru_of_pytorch_runs_as_the_page_says(name: str) -> None:
    case, arrays = recorded(name)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")

    def as_keras(array: np.ndarray) -> np.ndarray:
        r, z, n = np.split(array, 3)
        return np.concatenate([z, r, n]).T

    weights = [as_keras(arrays[name]) for name in names if name in arrays]
    given = arrays["input"].swapaxes(0, 1)
    output, h_n = gru.gru(given, *weights, initial_state=arrays["h_0"][0])
    bound = BOUNDS["ordinary", case["dtype"]]
    np.testing.assert_allclose(output.swapaxes(0, 1), arrays["output"], rtol=0, atol=bound)
    np.testing.assert_allclose(h_n, arrays["h_n"][0], rtol=0, atol=bound)


def without(name: str) -> dict[str, np.ndarray]:
    return {key: array for key, array in PLAIN.items() if key != name}


def placed(place: str) -> dict[str, np.ndarray]:
    return {f"{place}{name}": array for name, array in PLAIN.items()}


GRU = {"weight_ih_l0": np.ones((21, 2)), "weight_hh_l0": np.ones((21, 7))}
RNN = {"weight_ih_l0": np.ones((7, 2)), "weight_hh_l0": np.ones((7, 7))}
NONE = [
    (GRU, "has the parameters of nn.GRU: weight_hh_l0 has shape (21, 7), expected (4*hidden_size"),
    (GRU, "lstm_numpy.pytorch.gru"),
    (RNN, "has the parameters of nn.RNN: weight_hh_l0 has shape (7, 7)"),
    ({k.removesuffix("_l0"): a for k, a in GRU.items()}, "has the parameters of nn.GRU"),
    (without("bias_hh_l0"), "has bias_ih_l0 and lacks bias_hh_l0, expected both or neither"),
    (without("bias_ih_l0"), "has bias_hh_l0 and lacks bias_ih_l0, expected both or neither"),
    (placed("module."), "has names that begin with 'module.', expected the module's own, as weigh"),
    (placed("module."), "pass {name.removeprefix('module.'): array for name, array in "),
    (placed("lstm.") | {"dense.weight": X}, "if name.startswith('lstm.')}"),
    (placed("encoder.") | placed("decoder."), "names that begin with 'decoder.', 'encoder.'"),
    ({1: X}, "has the key 1, expected the names of parameters"),
    (PLAIN | {"weight_ih_l0": Tensor(X, "torch.bfloat16")}, "weight_ih_l0 is a tensor of torch.b"),
]


@pytest.mark.parametrize(("given", "message"), NONE, ids=[message for _, message in NONE])
def test_what_is_no_parameters_of_an_lstm_is_named(given: Any, message: str) -> None:
    for call in (lambda: pytorch.lstm(X, given), lambda: convert(given, "pytorch", "keras")):
        with pytest.raises((TypeError, ValueError), match=re.escape(message)):
            call()


CALLS = [
    ({"state_dict": parameters(2, True, 4)}, "num_layers=2, bidirectional=True, proj_size=4"),
    ({"lengths": [3.0, 5.0, 2.0]}, "lengths has dtype float64, expected integers"),
    (
        {"lengths": [3, 5]},
        "lengths has shape (2,), expected (batch,) = (3,): batch = 3 comes from input",
    ),
    ({"lengths": [3, 0, 5]}, "lengths is [3, 0, 5], expected 1 to 5"),
    ({"lengths": [3, 6, 5]}, "lengths is [3, 6, 5], expected 1 to 5"),
    ({"input": X[:, 0], "lengths": [3]}, "lengths is given, expected None: input has no batch"),
    ({"total_length": 5}, "total_length is 5, expected None without lengths"),
    ({"lengths": LENGTHS, "total_length": 4}, "total_length is 4, expected a whole number from 5"),
    ({"input": Tensor(X, "torch.bfloat16")}, "input is a tensor of torch.bfloat16"),
]


@pytest.mark.parametrize(("words", "message"), CALLS, ids=[message for _, message in CALLS])
def test_bad_input_is_named(words: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        pytorch.lstm(**{"input": X, "state_dict": PLAIN, **words})


def test_a_packed_sequence_is_named() -> None:
    packed = type("PackedSequence", (), {"batch_sizes": [3, 2]})()
    with pytest.raises(TypeError, match="input is a PackedSequence, expected the padded input"):
        pytorch.lstm(packed, PLAIN)
