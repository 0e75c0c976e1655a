"""The activations of NumPy, C and JavaScript against 50 digits: how far off, and to which side."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c.library import activate
from lstm_c.numbers import ACTIVATIONS
from lstm_numpy.activations import BY_NAME

from .test_activations import FORMULAS, exact, points

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "generated" / "javascript" / "lstm.mjs"
NAMES = sorted(FORMULAS.keys() - {"threshold", "linear"})
#: Units in the last place of the value, or of 1 where the value is smaller.
LARGEST = 2.5


def of_numpy(name: str, x: np.ndarray) -> np.ndarray:
    return BY_NAME[name](x)


def of_c(name: str, x: np.ndarray) -> np.ndarray:
    if not lstm_c.available() or name not in ACTIVATIONS:
        pytest.skip("not compiled")
    return activate(name, x)


def of_javascript(name: str, x: np.ndarray) -> np.ndarray:
    if name not in in_script():
        pytest.skip("not in the script")
    run = f"activations.{name}(x)"
    return np.array(evaluated(f"{json.dumps(x.tolist())}.map((x) => {run})"), x.dtype)


@cache
def in_script() -> list[str]:
    return evaluated("Object.keys(activations)") if shutil.which("node") else []


def evaluated(expression: str) -> list:
    text = f'import {{ activations }} from "{SCRIPT}"; console.log(JSON.stringify({expression}));'
    done = subprocess.run(
        ["node", "--input-type=module", "-"], input=text, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


IMPLEMENTATIONS = [
    pytest.param(function, dtype, id=f"{function.__name__[3:]}-{dtype.__name__}")
    for function, dtypes in (
        (of_numpy, (np.float32, np.float64)),
        (of_c, (np.float32, np.float64)),
        (of_javascript, (np.float64,)),
    )
    for dtype in dtypes
]


@cache
def expected(name: str, dtype: type[np.floating]) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.array([exact(name, {}, x) for x in sampled(dtype)])


@cache
def sampled(dtype: type[np.floating]) -> np.ndarray:
    """Ordinary numbers, large ones, and the kinks."""
    random = np.random.default_rng(0)
    x = random.uniform(-12, 12, 500), random.uniform(-120, 120, 200), points(dtype)
    return np.concatenate(x).astype(dtype)


@pytest.mark.parametrize(("function", "dtype"), IMPLEMENTATIONS)
@pytest.mark.parametrize("name", NAMES)
def test_the_value_is_off_by_a_few_last_places_of_itself_or_of_one(name, function, dtype) -> None:
    true = expected(name, dtype)
    with np.errstate(all="ignore"):
        found = function(name, sampled(dtype)).astype(np.float64)
        finite = np.isfinite(true.astype(dtype))
        off = np.abs(found - true) / np.maximum(1, np.abs(true)) / np.finfo(dtype).eps
    np.testing.assert_array_less(off[finite], LARGEST)


@pytest.mark.parametrize(("function", "dtype"), [p for p in IMPLEMENTATIONS if "32" in p.id])
@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("name", NAMES)
def test_no_constant_moves_all_values_to_one_side(name, side, function, dtype) -> None:
    """What is off in the same direction adds up over the timesteps of a layer."""
    x = (side * np.random.default_rng(1).uniform(0.1, 6, 2000)).astype(dtype)
    true = np.array([exact(name, {}, one) for one in x])
    large = np.abs(true) > 0.25
    if not large.any():
        return
    found = function(name, x).astype(np.float64)
    places = (found - true)[large] / np.finfo(dtype).eps / np.abs(true[large])
    assert abs(places.mean()) < 0.15
