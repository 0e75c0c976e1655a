"""The papers' cells, against the implementations in plain floats; sizes, refusals, the script."""

import re
import subprocess

import numpy as np
import pytest

from lstm_sym.targets.javascript import source as javascript
from tests.papers import gers2000, gers2002, greff2015, hochreiter1997

from .conftest import NODE, PRODUCT

TIMESTEPS, FEATURES, UNITS = 5, 2, 3
random = np.random.default_rng(11)
X = random.normal(size=(TIMESTEPS, FEATURES))
STATE = random.normal(size=(2, UNITS))


def stacked(gates: str, *rows: int) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    array = random.normal(size=(*rows, len(gates) * UNITS))
    return array, {
        gate: block.T
        for gate, block in zip(gates, np.split(array, len(gates), axis=-1), strict=True)
    }


def compare(ours, plain, last: str) -> None:
    outputs, cells = plain
    np.testing.assert_allclose(ours["outputs"], outputs, rtol=0, atol=1e-13)
    np.testing.assert_allclose(ours["all"]["c_t"], cells, rtol=0, atol=1e-13)
    np.testing.assert_allclose(ours[last], outputs[-1], rtol=0, atol=1e-13)


@pytest.mark.parametrize(
    ("name", "plain", "gates"),
    [
        ("hochreiter1997", hochreiter1997.lstm, "ioc"),
        ("gers2000", gers2000.lstm, "ifoc"),
        ("gers2002", gers2002.lstm, "ifoc"),
    ],
)
def test_the_papers_of_schmidhuber_and_others(node, name, plain, gates) -> None:
    names = {"i": "in", "f": "phi", "o": "out"}
    (W, Ws), (U, Us), (b, bs) = (stacked(gates, *rows) for rows in ((FEATURES,), (UNITS,), ()))
    p, ps = stacked("ifo")
    weights = {f"b_{names.get(g, g)}": bs[g].tolist() for g in gates}
    for g in gates:
        weights[f"w_{names.get(g, g)}"] = np.concatenate([Ws[g], Us[g]], axis=1).tolist()
        if g in ps:
            weights[f"p_{names.get(g, g)}"] = ps[g].tolist()
    given = {"W": W, "U": U, "b": b} | ({"p": p} if name == "gers2002" else {})
    case = {
        "formulation": name,
        "sequences": X[np.newaxis],
        "weights": given,
        "initial": {"h": STATE[:1], "c": STATE[1:]},
    }
    (((ours),),) = node([case])
    compare(ours, plain(X.tolist(), weights, *STATE.tolist()), "last_h")


VARIANTS = [name for name in greff2015.VARIANTS if name != "FGR"]


@pytest.mark.parametrize("variant", [*VARIANTS, None])
def test_the_variants_of_2015(node, variant) -> None:
    """Without a word it is the vanilla LSTM."""
    (W, Ws), (R, Rs), (b, bs) = (stacked("zifo", *rows) for rows in ((FEATURES,), (UNITS,), ()))
    p, ps = stacked("ifo")
    weights = {
        f"{k}_{g}": a[g].tolist() for k, a in zip("WRb", (Ws, Rs, bs), strict=True) for g in a
    }
    weights |= {f"p_{g}": ps[g].tolist() for g in ps}
    case = {
        "formulation": "greff2015",
        "sequences": X[np.newaxis],
        "weights": {"W": W, "R": R, "b": b, "p": p},
        "options": {"variant": variant} if variant else {},
        "initial": {"y": STATE[:1], "c": STATE[1:]},
    }
    (((ours),),) = node([case])
    plain = greff2015.lstm(X.tolist(), weights, variant or "V", *STATE.tolist())
    compare(ours, plain, "last_y")


ONE = {"kernel": [[0.0] * 4], "recurrent_kernel": [[0.0] * 4]}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"formulation": "kears"}, "the formulation is kears, not keras, "),
        ({"options": {"activation": "than"}}, "activation is than, not tanh, "),
        ({"options": {"variant": "V"}}, "an option is variant, not activation, "),
        ({"formulation": "greff2015", "options": {"variant": "X"}}, "variant is X, not V,NIG,"),
        ({"weights": {"kernel": [[0.0] * 4]}}, "recurrent_kernel is absent, not an array"),
        ({"weights": ONE | {"bias": [0.0] * 3}}, "the size of bias is 3, not 4"),
        ({"sequences": [[[1.0, 2.0]]]}, "the length of a vector is 2, not 1"),
    ],
)
def test_what_does_not_fit_is_refused(node, changed, said) -> None:
    case = {"formulation": "keras", "sequences": [[[1.0]]], "weights": ONE} | changed
    (message,) = node([case])
    assert message.startswith(f"RangeError: {said}")


def test_without_a_timestep_the_last_states_are_the_initial_ones(node) -> None:
    (((ours),),) = node([{"formulation": "keras", "sequences": [[]], "weights": ONE}])
    assert ours == {"all": {}, "lstm_output": [], "state_h": [0], "state_c": [0]}


def test_the_script_is_small_and_one_for_pages_and_for_modules() -> None:
    if NODE is None:
        pytest.skip("there is no node on this machine")
    assert sum(len(text.encode()) for text in javascript.files().values()) < 10_000
    script = PRODUCT / "lstm.js"
    classic = "require('vm').runInThisContext(require('fs').readFileSync(process.argv[1], 'utf8'))"
    code = f"{classic}; console.log(Object.keys(globalThis.lstm).join())"
    ran = subprocess.run([NODE, "-e", code, str(script)], capture_output=True, text=True)
    assert ran.stdout == "activations,formulations,run\n", ran.stderr


def test_every_equation_of_a_cell_stands_there_by_its_label() -> None:
    printed = set(re.findall(r"// ([a-z][\w-]+)$", PRODUCT.joinpath("lstm.js").read_text(), re.M))
    stated = {e.label for f in javascript.FORMULATIONS for e in f.cell.steps}
    assert {label for label in stated - printed if "fgr" not in label} == {
        f"gate-recurrence-{gate}" for gate in "ifo"
    }
