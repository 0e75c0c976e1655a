"""What a transformation makes computes what packages and formulations of the same form do."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import pytorch_projection_layer, tensorflow1_cell
from lstm_sym.equations import keras, pytorch, tensorflow1
from lstm_sym.equations.transformations import coupled, peepholes, projected
from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import together
from lstm_sym.targets.numpy.source import of_formulation

FURTHER = Path(__file__).parents[1] / "reference" / "further"
RANDOM = np.random.default_rng(0)


def run(formulation: Formulation, *given: np.ndarray, **words: Any) -> tuple[np.ndarray, ...]:
    """What the printed code of a formulation computes."""
    files = of_formulation(formulation, package="")
    with together({name.removesuffix(".py"): text for name, text in files.items()}) as modules:
        return getattr(modules[formulation.module], formulation.sequence.name)(*given, **words)


def drawn(*shapes: tuple[int, ...]) -> list[np.ndarray]:
    return [RANDOM.normal(size=shape) for shape in shapes]


def series(formulation: Formulation, name: str) -> Any:
    return next(s for s in formulation.notation.series_of if s.now.name == name)


def recorded(case: str) -> Mapping[str, np.ndarray]:
    """A case of the package's own CoupledInputForgetGateLSTMCell."""
    about = json.loads((FURTHER / "tensorflow-contrib-1.15.5-cells.json").read_text())
    with np.load(FURTHER / about["arrays"]) as arrays:
        prefix = f"{case}."
        return {k.removeprefix(prefix): arrays[k] for k in arrays if k.startswith(prefix)}


def test_coupled_gates_are_those_of_the_package() -> None:
    given = recorded("lstm")
    formulation = coupled(tensorflow1.basic, "input-gate", "forget-gate")
    assert formulation.layout.gates == "jfo"
    features = given["inputs"].shape[2]
    state = (given["initial_c"], given["initial_h"])
    weights = given["W_0"][:features], given["W_0"][features:], given["B"]
    outputs, c, h = run(formulation, given["inputs"], *weights, initial_state=state)
    for name, ours in {"outputs": outputs, "h": h, "c": c}.items():
        np.testing.assert_allclose(ours, given[name], rtol=0, atol=1e-6)


def test_peepholes_are_those_of_tensorflow() -> None:
    plain = tensorflow1.basic
    labels = {"input-gate": "i", "forget-gate": "f", "output-gate": "o"}
    formulation = peepholes(plain, labels, series(plain, "c_t").before)
    x, W, U, b, *p = drawn((3, 5, 2), (2, 28), (7, 28), (28,), (7,), (7,), (7,))
    theirs = tensorflow1_cell.lstm(x, W, U, b, w_i_diag=p[0], w_f_diag=p[1], w_o_diag=p[2])
    for one, other in zip(run(formulation, x, W, U, b, *p), theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-13)


def test_a_projection_is_that_of_pytorch() -> None:
    plain = pytorch.plain
    formulation = projected(plain, series(plain, "h_t").now, "proj_size")
    x, W, U, b, d, P = drawn((3, 5, 2), (28, 2), (28, 4), (28,), (28,), (7, 4))
    ours = run(formulation, x, W, U, P, bias_ih=b, bias_hh=d)
    theirs = pytorch_projection_layer.lstm_layer(x, W, U, P.T, bias_ih=b, bias_hh=d)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-13)


def test_transformations_follow_each_other() -> None:
    h, c = (series(keras.formulation, name) for name in ("h_t", "c_t"))
    small = coupled(keras.formulation, "forget-gate", "input-gate")
    seeing = peepholes(small, {"input-gate": "i", "output-gate": "o"}, c.before)
    formulation = projected(seeing, h.now, "outputs")
    x, W, U, b, p, P = drawn((3, 5, 2), (2, 21), (4, 21), (21,), (14,), (7, 4))
    output, h_T, c_T = run(formulation, x, W, U, *np.split(p, 2), P, bias=b)
    assert (output.shape, h_T.shape, c_T.shape) == ((3, 5, 4), (3, 4), (3, 7))


def test_an_unknown_equation_is_named() -> None:
    with pytest.raises(ValueError, match="keras has no equation 'forget'; it has no-bias"):
        coupled(keras.formulation, "forget", "input-gate")
