"""What real frameworks exported, run through the printed JavaScript."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy.releases import activation, row

from .conftest import PRODUCT

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
KERASES = sorted(p.stem for p in (REFERENCE / "arrays").glob("*tensorflow.json"))
HERE = {"units", "activation", "recurrent_activation", "return_sequences", "return_state"}
SAME = {"implementation", "unroll", "use_bias"}  # they change no number, or are seen in the weights
NAMES = PRODUCT.joinpath("lstm.js").read_text().partition("activations = {")[2].partition("}")[0]
NAMES = {name.split(":")[0].strip() for name in NAMES.split(",")}
BOUNDS = {"float64": 1e-12, "float32": 1e-6}  # the script computes in float64


def finest(about: dict[str, Any]) -> str:
    """The better type of a file's cases; TensorFlow.js has float32 alone."""
    return max(case["dtype"] for case in about["cases"].values())


def opened(path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    about = json.loads(path.read_text())
    with np.load(path.with_name(about["arrays"]), allow_pickle=False) as loaded:
        return about, dict(loaded)


def of(name: str, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    prefix = f"{name}."
    return {k.removeprefix(prefix): a for k, a in arrays.items() if k.startswith(prefix)}


def chosen(about: dict[str, Any], layer: dict[str, Any]) -> dict[str, str]:
    """The activations that this release of Keras means, by the names that they have here."""
    usual = {
        "activation": "tanh",
        "recurrent_activation": row(about["version"]).recurrent_activation,
    }
    words = {name: layer.get(name, default) for name, default in usual.items()}
    return {name: activation(name, word, about["version"]) for name, word in words.items()}


def keras_cases(about: dict[str, Any], arrays: dict[str, np.ndarray]):
    for name, case in about["cases"].items():
        given, layer = of(name, arrays), case["layer"]
        options = chosen(about, layer)
        known = set(layer) <= HERE | SAME and set(options.values()) <= NAMES
        if case["dtype"] != finest(about) or not known or "mask" in given:
            continue
        weights = {w: given[w] for w in ("kernel", "recurrent_kernel", "bias") if w in given}
        initial = {s: given[f"initial_{s}"] for s in "hc" if f"initial_{s}" in given}
        yield (
            given,
            {
                "formulation": "keras",
                "sequences": given["sequences"],
                "weights": weights,
                "options": options,
                "initial": initial,
            },
        )


def close(ours: Any, theirs: np.ndarray, dtype: str = "float64") -> None:
    scale = max(1, np.abs(theirs).max())
    np.testing.assert_allclose(np.array(ours) / scale, theirs / scale, rtol=0, atol=BOUNDS[dtype])


@pytest.mark.parametrize("name", KERASES)
def test_keras(node, name) -> None:
    about, arrays = opened(REFERENCE / "arrays" / f"{name}.json")
    given, cases = zip(*keras_cases(about, arrays), strict=True)
    assert len(cases) >= 25
    for theirs, ours in zip(given, node(list(cases)), strict=True):
        for key in ("lstm_output", "state_h", "state_c"):
            result = np.array([example[key] for example in ours])
            every = theirs[key].ndim == result.ndim
            close(result if every else result[:, -1], theirs[key], finest(about))


@pytest.mark.parametrize("name", KERASES)
def test_activations_of_keras(node, name) -> None:
    about, arrays = opened(REFERENCE / "arrays" / f"{name}.json")
    found = []
    for key in (
        k for k in arrays if k.startswith("activation.") and k.endswith(f"{finest(about)}.x")
    ):
        ours = activation("", key.split(".")[1], about["version"])
        if ours in NAMES:
            found.append((ours, arrays[key], arrays[f"{key[:-1]}y"]))
    assert len(found) >= 10
    results = node([{"activation": ours, "x": x} for ours, x, _ in found])
    for (_, x, theirs), ours in zip(found, results, strict=True):
        scale = np.maximum(1, np.maximum(np.abs(x), np.abs(theirs)))
        values = np.array([np.inf if value is None else value for value in ours])
        finite = np.isfinite(theirs)
        assert (np.isfinite(values) == finite).all()
        close((values / scale)[finite], (theirs / scale)[finite], finest(about))


def test_pytorch(node) -> None:
    about, arrays = opened(REFERENCE / "further" / "torch-2.13.0.json")
    cases, expected = [], []
    for name in ("plain-float64", "no-hx-float64"):
        assert about["cases"][name]["words"].keys() <= {"input_size", "hidden_size"}
        given = of(name, arrays)
        weights = {k.removesuffix("_l0"): a for k, a in given.items() if k.endswith("_l0")}
        initial = {s: given[f"{s}_0"][0] for s in "hc" if f"{s}_0" in given}
        expected.append(given)
        cases.append(
            {
                "formulation": "pytorch",
                "sequences": given["input"].swapaxes(0, 1),
                "weights": weights,
                "initial": initial,
            }
        )
    for given, ours in zip(expected, node(cases), strict=True):
        close([o["output"] for o in ours], given["output"].swapaxes(0, 1))
        close([o["h_n"] for o in ours], given["h_n"][0])
        close([o["c_n"] for o in ours], given["c_n"][0])


def test_a_changed_sign_is_found(node, tmp_path) -> None:
    script = PRODUCT.joinpath("lstm.js").read_text()
    broken = script.replace("f_t * c_tm1[u] + i_t * g_t", "f_t * c_tm1[u] - i_t * g_t", 1)
    assert broken != script
    (tmp_path / "lstm.js").write_text(broken)
    (tmp_path / "lstm.mjs").write_text(PRODUCT.joinpath("lstm.mjs").read_text())
    theirs, case = next(keras_cases(*opened(REFERENCE / "arrays" / f"{KERASES[0]}.json")))
    (ours,) = node([case], tmp_path / "lstm.mjs")
    with pytest.raises(AssertionError):
        close([example["state_c"] for example in ours], theirs["state_c"])
