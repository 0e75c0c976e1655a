"""Each activation against its formula from the literature, computed by mpmath to 50 digits."""

import inspect
import warnings
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from mpmath import mp, mpf

from lstm_numpy import activations
from lstm_numpy.activations import BY_NAME

# x + sqrt(x**2 + 4) at -1e30 cancels 61 digits before it has 50.
mp.dps = 120


def logistic(x: mpf) -> mpf:
    return 1 / (1 + mp.exp(-x))


def clipped(x: mpf, low: int, high: int) -> mpf:
    return min(max(x, mpf(low)), mpf(high))


# Typed from the papers and from Keras's documentation, with the parameters' defaults.
SELU_ALPHA = mpf("1.67326324235437728481704299167")  # Klambauer et al. 2017, section 2
SELU_SCALE = mpf("1.05070098735548049341933498529")
FORMULAS: dict[str, Callable[..., mpf]] = {
    "tanh": mp.tanh,
    "sigmoid": logistic,
    "hard_sigmoid": lambda x: clipped(x / 6 + mpf(1) / 2, 0, 1),
    "hard_sigmoid_keras2": lambda x: clipped(x / 5 + mpf(1) / 2, 0, 1),
    "linear": lambda x: x,
    "relu": lambda x: max(x, mpf(0)),
    "relu6": lambda x: clipped(x, 0, 6),
    "leaky_relu": lambda x, negative_slope="0.2": x if x >= 0 else mpf(negative_slope) * x,
    "elu": lambda x, alpha=1: x if x >= 0 else mpf(alpha) * mp.expm1(x),
    "selu": lambda x: SELU_SCALE * (x if x >= 0 else SELU_ALPHA * mp.expm1(x)),
    "celu": lambda x, alpha=1: max(x, mpf(0)) + min(mpf(0), alpha * mp.expm1(x / mpf(alpha))),
    "gelu": lambda x: x * mp.ncdf(x),
    "gelu_tanh": lambda x: x / 2 * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3))),
    "silu": lambda x: x * logistic(x),
    "mish": lambda x: x * mp.tanh(mp.log1p(mp.exp(x))),
    "softplus": lambda x: mp.log1p(mp.exp(x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "exponential": mp.exp,
    "hard_tanh": lambda x: clipped(x, -1, 1),
    "hard_silu": lambda x: x * clipped(x + 3, 0, 6) / 6,
    "log_sigmoid": lambda x: -mp.log1p(mp.exp(-x)),
    "tanh_shrink": lambda x: x - mp.tanh(x),
    "soft_shrink": lambda x, threshold="0.5": mp.sign(x) * max(abs(x) - mpf(threshold), mpf(0)),
    "hard_shrink": lambda x, threshold="0.5": x if abs(x) > mpf(threshold) else mpf(0),
    "squareplus": lambda x, b=4: (x + mp.sqrt(x * x + mpf(b))) / 2,
    "sparse_plus": lambda x: mpf(0) if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    "sparse_sigmoid": lambda x: clipped((x + 1) / 2, 0, 1),
    "threshold": lambda x, threshold, default_value: (
        x if x > mpf(threshold) else mpf(default_value)
    ),
}
ALIASES = {"swish": "silu", "hard_swish": "hard_silu"}
# What the functions are called with beside x: nothing, or what they need, or other than defaults.
PARAMETERS = {
    "threshold": [
        {"threshold": 0.5, "default_value": -1.25},
        {"threshold": 1.0, "default_value": 3.0},
    ],
    "leaky_relu": [{"negative_slope": 0.0625}, {"negative_slope": 1.5}],
    "elu": [{"alpha": 0.5}, {"alpha": 3.0}],
    "celu": [{"alpha": 0.5}, {"alpha": 3.0}],
    "soft_shrink": [{"threshold": 0.125}, {"threshold": 2.0}],
    "hard_shrink": [{"threshold": 0.125}, {"threshold": 2.0}],
    "squareplus": [{"b": 0.25}, {"b": 9.0}],
}
CALLS = [(name, {}) for name in FORMULAS if name != "threshold"]
CALLS += [(name, words) for name, several in PARAMETERS.items() for words in several]

KINKS = [0, 0.125, 0.5, 1, 2, 2.5, 3, 6]
LARGE = [20, 37, 44.5, 88, 104, 355, 709, 745, 1e4, 1e8, 1e15, 1e30]
SMALL = [1e-3, 1e-8, 1e-30]


@cache
def points(dtype: type[np.floating]) -> np.ndarray:
    """Dense from -12 to 12; the kinks and both neighbours of each; the large and the small."""
    positive = np.array([*KINKS, *LARGE, *SMALL, np.finfo(dtype).smallest_subnormal], dtype)
    special = np.concatenate([positive, -positive])
    neighbours = [np.nextafter(special, dtype(side)) for side in (-np.inf, np.inf)]
    return np.concatenate([np.linspace(-12, 12, 385, dtype=dtype), special, *neighbours])


def exact(name: str, words: dict[str, float], x: np.floating) -> float:
    """The formula's value, rounded to a double at the very end; too large for one: infinity."""
    value = FORMULAS[name](mpf(float(x)), **words)
    return float(value)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("name", "words"), CALLS)
def test_the_activation_is_its_formula_at_every_point_without_a_warning(name, words, dtype) -> None:
    x = points(dtype)
    with warnings.catch_warnings(action="error"), np.errstate(divide="warn", invalid="warn"):
        y = BY_NAME[name](x, **words)
    assert y.dtype == dtype
    with np.errstate(over="ignore"):
        expected = np.array([exact(name, words, one) for one in x]).astype(dtype)
    # A few units in the last place of the value, or of 1 where the value is smaller.
    allowed = 4 * np.finfo(dtype).eps * np.maximum(1, np.abs(expected))
    finite = np.isfinite(expected)
    np.testing.assert_array_less(np.abs(y[finite] - expected[finite]), allowed[finite])
    np.testing.assert_array_equal(y[~finite], expected[~finite])


@pytest.mark.parametrize("name", [name for name in FORMULAS if name not in ("threshold", "linear")])
def test_the_formulas_here_tell_the_activation_from_every_other(name: str) -> None:
    x = np.linspace(-12, 12, 97)
    here = np.array([exact(name, {}, one) for one in x])
    # With alpha = 1 elu is celu; the test of parameters tells them apart.
    same = {"elu", "celu"} if name in {"elu", "celu"} else {name}
    for other in FORMULAS.keys() - same - {"threshold"}:
        assert np.abs(BY_NAME[other](x) - here).max() > 1e-4, other


LIMITS = {
    **dict.fromkeys(("tanh", "softsign", "hard_tanh"), (-1, 1)),
    **dict.fromkeys(("sigmoid", "hard_sigmoid", "hard_sigmoid_keras2"), (0, 1)),
    "sparse_sigmoid": (0, 1),
    "relu6": (0, 6),
    **dict.fromkeys(("relu", "gelu", "gelu_tanh", "silu", "mish", "softplus"), (0, 1e30)),
    **dict.fromkeys(("hard_silu", "sparse_plus"), (0, 1e30)),
    "squareplus": (1e-30, 1e30),  # -1/x far below zero
    **dict.fromkeys(("linear", "tanh_shrink", "soft_shrink", "hard_shrink"), (-1e30, 1e30)),
    **dict.fromkeys(("elu", "celu"), (-1, 1e30)),
    "selu": (-1.7580993408473766, 1.0507009873554805e30),
    "leaky_relu": (-0.2e30, 1e30),
    "log_sigmoid": (-1e30, 0),
    "exponential": (0, np.inf),
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", LIMITS)
def test_the_activation_has_its_limits_at_1e30(name: str, dtype: type[np.floating]) -> None:
    y = BY_NAME[name](np.array([-1e30, 1e30], dtype))
    np.testing.assert_allclose(y, np.array(LIMITS[name], dtype), rtol=2 * np.finfo(dtype).eps)


def test_every_activation_has_a_formula_and_a_limit_here() -> None:
    assert FORMULAS.keys() | ALIASES.keys() == BY_NAME.keys()
    assert LIMITS.keys() == FORMULAS.keys() - {"threshold"}
    assert activations.NEED_PARAMETERS == ("threshold",)


@pytest.mark.parametrize(("alias", "name"), list(ALIASES.items()))
def test_an_alias_is_the_same_function(alias: str, name: str) -> None:
    assert BY_NAME[alias] is BY_NAME[name]


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_in_the_table_is_the_function_of_that_name(name: str) -> None:
    assert BY_NAME[name] is getattr(activations, name)


def called(name: str, x: np.ndarray) -> np.ndarray:
    words = PARAMETERS[name][0] if name == "threshold" else {}
    return BY_NAME[name](x, **words)


@pytest.mark.parametrize("shape", [(), (0,), (2, 0, 3), (5,), (2, 3, 4)])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
@pytest.mark.parametrize("name", FORMULAS)
def test_shape_and_float_type_are_kept(name: str, dtype: type[np.floating], shape) -> None:
    x = np.linspace(-2, 2, int(np.prod(shape)), dtype=dtype).reshape(shape)
    y = called(name, x)
    assert (y.dtype, y.shape) == (x.dtype, shape)


@pytest.mark.parametrize("name", FORMULAS)
def test_the_argument_is_not_written_into(name: str) -> None:
    x = points(np.float64).copy()
    called(name, x)
    np.testing.assert_array_equal(x, points(np.float64), strict=True)


@pytest.mark.parametrize("name", FORMULAS)
def test_each_element_is_computed_from_itself_alone(name: str) -> None:
    x = points(np.float64)[:400].reshape(20, 20)
    alone = np.array([called(name, one) for one in x.flat]).reshape(x.shape)
    np.testing.assert_allclose(called(name, x), alone, rtol=1e-15, atol=1e-15, strict=True)


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_parameter_changes_the_result(name: str) -> None:
    x = np.linspace(-3, 3, 25)
    one, other = PARAMETERS[name]
    for parameter in one:
        changed = one | {parameter: other[parameter]}
        assert np.abs(BY_NAME[name](x, **one) - BY_NAME[name](x, **changed)).max() > 0.01


def test_no_parameter_is_left_out_here() -> None:
    for name in FORMULAS:
        _, *parameters = inspect.signature(BY_NAME[name]).parameters
        assert set(parameters) == set(PARAMETERS.get(name, [{}])[0]), name


# By the formula's own comparisons NaN is neither above a threshold nor below one.
FORGETS_NAN = {"hard_shrink", "soft_shrink", "threshold"}


@pytest.mark.parametrize("name", sorted(FORMULAS.keys() - FORGETS_NAN))
def test_nan_stays_nan_and_touches_no_neighbour(name: str) -> None:
    with np.errstate(invalid="ignore"):  # np.logaddexp warns of NaN
        y = called(name, np.array([0.5, np.nan, -2.0]))
    np.testing.assert_array_equal(np.isnan(y), [False, True, False])
