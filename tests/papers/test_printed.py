"""The code printed from the papers' equations against the implementations in plain floats."""

import numpy as np
import pytest

import lstm_numpy.gers2000
import lstm_numpy.gers2002
import lstm_numpy.greff2015
import lstm_numpy.hochreiter1997
import lstm_numpy.wikipedia
import lstm_numpy.wikipedia_peephole
from tests.papers import gers2000, gers2002, greff2015, hochreiter1997, wikipedia

BATCH, TIMESTEPS, FEATURES, UNITS = 3, 5, 2, 7
random = np.random.default_rng(7)
X = random.normal(size=(BATCH, TIMESTEPS, FEATURES))
STATE = random.normal(size=(2, BATCH, UNITS))


def stacked(gates: str, *rows: int) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """One array of a block a gate, and its blocks as the papers have them: units first."""
    array = random.normal(size=(*rows, len(gates) * UNITS))
    blocks = dict(zip(gates, np.split(array, len(gates), axis=-1), strict=True))
    return array, {gate: block.T for gate, block in blocks.items()}


def compare(printed, plain) -> None:
    """Each example of the printed code's batch with the plain code's one sequence."""
    for place in range(BATCH):
        outputs, cells = plain(X[place].tolist(), *(s[place].tolist() for s in STATE))
        np.testing.assert_allclose(printed.outputs[place], outputs, rtol=0, atol=1e-13)
        np.testing.assert_allclose(printed.last_c[place], cells[-1], rtol=0, atol=1e-13)


@pytest.mark.parametrize(
    ("module", "plain", "gates", "names"),
    [
        (lstm_numpy.hochreiter1997, hochreiter1997.lstm, "ioc", {"i": "in", "o": "out"}),
        (lstm_numpy.gers2000, gers2000.lstm, "ifoc", {"i": "in", "f": "phi", "o": "out"}),
        (lstm_numpy.gers2002, gers2002.lstm, "ifoc", {"i": "in", "f": "phi", "o": "out"}),
    ],
    ids=["1997", "2000", "2002"],
)
def test_the_papers_of_schmidhuber_and_others(module, plain, gates, names) -> None:
    (W, Ws), (U, Us), (b, bs) = (stacked(gates, *rows) for rows in ((FEATURES,), (UNITS,), ()))
    peepholes, ps = stacked("ifo")
    weights = {}
    for gate in gates:
        name = names.get(gate, gate)
        weights[f"w_{name}"] = np.concatenate([Ws[gate], Us[gate]], axis=1).tolist()
        weights[f"b_{name}"] = bs[gate].tolist()
        if gate in ps:
            weights[f"p_{name}"] = ps[gate].tolist()
    more = (peepholes,) if module is lstm_numpy.gers2002 else ()
    printed = module.lstm(X, W, U, b, *more, initial_state=tuple(STATE))
    compare(printed, lambda x, y, c: plain(x, weights, y, c))


def test_wikipedia() -> None:
    (W, Ws), (U, Us), (b, bs) = (stacked("fioc", *rows) for rows in ((FEATURES,), (UNITS,), ()))
    weights = {f"W_{g}": Ws[g].tolist() for g in "fioc"} | {
        f"U_{g}": Us[g].tolist() for g in "fioc"
    }
    weights |= {f"b_{g}": bs[g].tolist() for g in "fioc"}
    printed = lstm_numpy.wikipedia.lstm(X, W, U, b, initial_state=tuple(STATE))
    compare(printed, lambda x, h, c: wikipedia.forget_gate(x, weights, h, c))


def test_the_peephole_form_of_wikipedia_is_not_that_of_gers() -> None:
    (W, Ws), (b, bs) = stacked("fioc", FEATURES), stacked("fioc")
    U, Us = stacked("fio", UNITS)
    weights = {f"W_{g}": Ws[g].tolist() for g in "fioc"} | {f"U_{g}": Us[g].tolist() for g in "fio"}
    weights |= {f"b_{g}": bs[g].tolist() for g in "fioc"}
    printed = lstm_numpy.wikipedia_peephole.lstm(X, W, U, b, initial_state=tuple(STATE))
    compare(printed, lambda x, _h, c: wikipedia.peephole(x, weights, c))


@pytest.mark.parametrize("variant", greff2015.VARIANTS)
def test_greff_and_every_variant(variant: str) -> None:
    (W, Ws), (R, Rs), (b, bs) = (stacked("zifo", *rows) for rows in ((FEATURES,), (UNITS,), ()))
    p, ps = stacked("ifo")
    recurrence = {source: stacked("ifo", UNITS) for source in "ifo"}
    weights = {f"{name}_{gate}": blocks[gate].tolist() for gate in "zifo"
               for name, blocks in (("W", Ws), ("R", Rs), ("b", bs))}  # fmt: skip
    weights |= {f"p_{gate}": ps[gate].tolist() for gate in "ifo"}
    for source, (_, blocks) in recurrence.items():
        weights |= {f"R_{source}{gate}": blocks[gate].tolist() for gate in "ifo"}
    given = {f"R_from_{source}": array for source, (array, _) in recurrence.items()}
    printed = lstm_numpy.greff2015.lstm(
        X, W, R, b, p, **given, variant=variant, initial_state=tuple(STATE)
    )
    compare(printed, lambda x, y, c: greff2015.lstm(x, weights, variant, y, c))
