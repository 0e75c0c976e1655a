"""The functions with other frameworks' faces: bad input is named, every option is heard."""

import importlib
import inspect
import re

import numpy as np
import pytest

import lstm_c
from lstm_numpy import cudnn_modes, flax_cells, onnx, pytorch, tensorflow1

random = np.random.default_rng(3)
TORCH = {
    "weight_ih_l0": random.normal(size=(28, 2)),
    "weight_hh_l0": random.normal(size=(28, 7)),
    "bias_ih_l0": random.normal(size=28),
    "bias_hh_l0": random.normal(size=28),
}
REVERSE = {f"{name}_reverse": random.normal(size=w.shape) for name, w in TORCH.items()}
PROJECTED = TORCH | {
    "weight_hh_l0": random.normal(size=(28, 5)),
    "weight_hr_l0": random.normal(size=(5, 7)),
}
SECOND = {name.replace("_l0", "_l1"): array for name, array in TORCH.items()}
X = random.normal(size=(5, 3, 2))
W, R = random.normal(size=(1, 28, 2)), random.normal(size=(1, 28, 7))
B, P = random.normal(size=(1, 56)), random.normal(size=(1, 21))
STATE = random.normal(size=(2, 1, 3, 7))
KERNEL, BIAS = random.normal(size=(9, 28)), random.normal(size=28)
WIDE = TORCH | {"weight_hr_l0": random.normal(size=(7, 7))}
CELL = (random.normal(size=(3, 7)), random.normal(size=(3, 7)))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: pytorch.lstm(X, {}),
            ValueError,
            "state_dict lacks ['weight_ih_l0', 'weight_hh_l0']",
        ),
        (
            lambda: pytorch.lstm(X, TORCH | REVERSE),
            ValueError,
            "unexpected ['weight_ih_l0_reverse'",
        ),
        (lambda: pytorch.lstm(X, TORCH, num_layers=2), ValueError, "lacks ['weight_ih_l1'"),
        (lambda: pytorch.lstm(X[0, 0], TORCH), ValueError, "input has shape (2,)"),
        (lambda: pytorch.lstm(X, TORCH, hx=CELL), ValueError, "hx[0] has shape (3, 7)"),
        (lambda: pytorch.lstm(X, TORCH, batch_first=1), ValueError, "batch_first is 1"),
        (
            lambda: pytorch.lstm(X, PROJECTED, proj_size=4),
            ValueError,
            "weight_hh_l0 has shape (28, 5), expected (4*hidden_size, proj_size) = (28, 4)",
        ),
        (
            lambda: pytorch.lstm(X, WIDE, proj_size=7),
            ValueError,
            "proj_size is 7, expected less than hidden_size = 7",
        ),
        (
            lambda: pytorch.lstm(X, TORCH | SECOND, num_layers=2),
            ValueError,
            "weight_ih_l1 has shape (28, 2), expected (4*hidden_size, hidden_size) = (28, 7)",
        ),
        (
            lambda: pytorch.lstm(X[:, 0], TORCH, hx=tuple(STATE)),
            ValueError,
            "hx[0] has shape (1, 3, 7), expected (states, hidden_size)",
        ),
        (lambda: onnx.lstm(X, W, R, direction="back"), ValueError, "direction is 'back'"),
        (
            lambda: onnx.lstm(X, W, R, direction="bidirectional"),
            ValueError,
            "W has shape (1, 28, 2)",
        ),
        (lambda: onnx.lstm(X, W, R[:, :, :6]), ValueError, "R has shape (1, 28, 6)"),
        (
            lambda: onnx.lstm(X, W, R, sequence_lens=np.array([5, 5, 6])),
            ValueError,
            "expected 0 to 5",
        ),
        (lambda: onnx.lstm(X, W, R, sequence_lens=np.ones(3)), TypeError, "expected integers"),
        (lambda: onnx.lstm(X, W, R, activations=["Tanh"]), ValueError, "has 1 names, expected 3"),
        (lambda: onnx.lstm(X, W, R, activations=["Tan"] * 3), ValueError, "holds 'Tan'"),
        (
            lambda: onnx.lstm(X, W, R, activations=["Affine"] * 3),
            ValueError,
            "activation_alpha lacks",
        ),
        (lambda: onnx.lstm(X, W, R, activation_alpha=[1.0]), ValueError, "that no function takes"),
        (lambda: onnx.lstm(X, W, R, clip="1"), TypeError, "clip is '1', expected a number"),
        (lambda: onnx.lstm(X, W, R, clip=-1.0), ValueError, "clip is -1.0, expected a number ab"),
        (lambda: tensorflow1.basic_lstm_cell(X[0], CELL, KERNEL[:8], BIAS), ValueError, "(6, 28)"),
        (
            lambda: tensorflow1.lstm_cell(X[0], CELL, KERNEL, BIAS, proj_clip=1.0),
            ValueError,
            "proj_clip",
        ),
        (
            lambda: tensorflow1.lstm_cell(X[0], CELL[0], KERNEL, BIAS),
            ValueError,
            "state is ndarray",
        ),
    ],
)
def test_bad_input_is_named(call, error, message) -> None:
    with pytest.raises(error, match=re.escape(message)):
        call()


SHAPES = {
    ("onnx_direction", "clip"): [(3, 5, 2), (28, 2), (28, 7), (28,), (28,)],
    ("tensorflow1_cell", "cell_clip"): [(3, 5, 2), (2, 28), (7, 28), (28,)],
    ("tensorflow1_projection_cell", "cell_clip"): [(3, 5, 2), (2, 28), (4, 28), (28,), (7, 4)],
    ("tensorflow1_projection_cell", "proj_clip"): [(3, 5, 2), (2, 28), (4, 28), (28,), (7, 4)],
}


@pytest.mark.parametrize("package", ["lstm_numpy", "lstm_c"])
@pytest.mark.parametrize(("module", "word"), SHAPES)
def test_a_negative_bound_is_refused_in_each_form(package: str, module: str, word: str) -> None:
    """Between such bounds there is no number, and each framework makes something else of it."""
    if package == "lstm_c" and not lstm_c.available():
        pytest.skip("no C compiler")
    lstm = importlib.import_module(f"{package}.{module}").lstm
    arrays = [np.zeros(shape) for shape in SHAPES[module, word]]
    lstm(*arrays, **{word: 0.5})
    said = f"{word} is -0.5, expected a number above 0; for no bound leave it out"
    with pytest.raises(ValueError, match=re.escape(said)):
        lstm(*arrays, **{word: -0.5})


@pytest.mark.parametrize("word", ["cell_clip", "proj_clip"])
def test_a_negative_bound_of_a_cell_is_refused(word: str) -> None:
    projection = np.zeros((7, 7))
    with pytest.raises(ValueError, match=f"{word} is -1, expected a number above 0; for no bound"):
        tensorflow1.lstm_cell(X[0], CELL, KERNEL, BIAS, projection=projection, **{word: -1})


def torch_call(**options):
    parameters = options.pop("parameters", TORCH)
    return pytorch.lstm(X, parameters, **options)[0]


def onnx_call(**options):
    return onnx.lstm(X, W, R, **options)[0]


def cell_call(**options):
    return tensorflow1.lstm_cell(X[0], CELL, KERNEL, BIAS, **options)[0]


OPTIONS = [
    (torch_call, {"hx": (STATE[0], STATE[1])}),
    (torch_call, {"bidirectional": True, "parameters": TORCH | REVERSE}),
    (torch_call, {"batch_first": True}),
    (torch_call, {"proj_size": 5, "parameters": PROJECTED}),
    (onnx_call, {"B": B}),
    (onnx_call, {"P": P}),
    (onnx_call, {"sequence_lens": np.array([5, 3, 1])}),
    (onnx_call, {"initial_h": STATE[0]}),
    (onnx_call, {"initial_c": STATE[1]}),
    (onnx_call, {"activations": ["HardSigmoid", "Tanh", "Tanh"]}),
    (onnx_call, {"clip": 0.1}),
    (onnx_call, {"direction": "reverse"}),
    (onnx_call, {"input_forget": 1}),
    (onnx_call, {"layout": 1}),
    (cell_call, {"w_f_diag": BIAS[:7]}),
    (cell_call, {"w_i_diag": BIAS[:7]}),
    (cell_call, {"w_o_diag": BIAS[:7]}),
    (cell_call, {"forget_bias": 0.0}),
    (cell_call, {"cell_clip": 0.1}),
    (cell_call, {"activation": "relu"}),
]


@pytest.mark.parametrize(("call", "option"), OPTIONS)
def test_every_option_changes_the_result(call, option) -> None:
    plain, changed = call(), call(**option)
    assert plain.shape != changed.shape or np.abs(plain - changed).max() > 1e-3


def test_alpha_and_beta_change_the_result() -> None:
    names = ["HardSigmoid", "Tanh", "Tanh"]
    plain = onnx_call(activations=names)
    for option in ("activation_alpha", "activation_beta"):
        changed = onnx_call(activations=names, **{option: [0.3]})
        assert np.abs(plain - changed).max() > 1e-3


def test_a_clip_reaches_the_cell_state_too() -> None:
    # onnxruntime leaves it out there; the specification clips the input of every activation.
    one = np.ones((1, 1, 1))
    weights = np.full((1, 4, 1), 10.0)
    Y, _, Y_c = onnx.lstm(one, weights, one * np.zeros((1, 4, 1)), initial_c=one * 5, clip=2.0)
    gate, squashed = 1 / (1 + np.exp(-2.0)), np.tanh(2.0)
    np.testing.assert_allclose(Y_c.ravel(), gate * 5 + gate * squashed)
    np.testing.assert_allclose(Y.ravel(), gate * squashed)


def test_a_clip_of_zero_leaves_nothing_of_the_cell_state() -> None:
    """In TensorFlow None alone clips nothing."""
    _, (c, _) = tensorflow1.lstm_cell(X[0], CELL, KERNEL, BIAS, cell_clip=0)
    assert not c.any()


@pytest.mark.parametrize("name", ["keras", "gru", "simple_rnn", "flax", "wikipedia"])
def test_the_help_names_the_error_that_is_raised(name: str) -> None:
    module = importlib.import_module(f"lstm_numpy.{name}")
    run = getattr(module, "lstm" if hasattr(module, "lstm") else name)
    for what, given in (("an array does not hold floats", "a"), ("a shape does not fit", 1.5)):
        (named,) = re.findall(rf"(\w+)\n +{what}", run.__doc__)
        required = [p for p in inspect.signature(run).parameters.values() if p.default is p.empty]
        arrays = [np.full((1,) * (9 if given == 1.5 else 2), given) for _ in required]
        with pytest.raises(Exception) as raised:  # noqa: PT011
            run(*arrays)
        assert raised.type.__name__ == named


@pytest.mark.parametrize(("mode", "blocks"), [(cudnn_modes.gru, 3), (cudnn_modes.rnn, 1)])
def test_the_other_modes_of_cudnn_run_backwards(mode, blocks: int) -> None:
    x, units = random.normal(size=(2, 4, 3)), 5
    shapes = ((blocks * units, 3), (blocks * units, units), *[(blocks * units,)] * 2)
    weights = [random.normal(size=shape) for shape in shapes]
    turned, forwards = mode(x[:, ::-1], *weights), mode(x, *weights)
    for ours, theirs, other in zip(
        mode(x, *weights, go_backwards=True), turned, forwards, strict=True
    ):
        np.testing.assert_array_equal(ours, theirs)
        assert np.abs(ours - other).max() > 0.01


@pytest.mark.parametrize("cell", [flax_cells.gru_cell, flax_cells.simple_cell])
def test_an_error_of_flax_names_the_parameters_of_its_cell(cell) -> None:
    with pytest.raises(ValueError, match=r"^params "):
        cell(np.zeros((3, 7)), np.zeros((3, 2)), {"dense_i": {"kernel": np.ones((2, 7))}})
