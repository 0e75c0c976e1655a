"""The code printed from the papers' equations against the implementations in plain floats."""

import numpy as np
import pytest

import lstm_numpy.gers2000
import lstm_numpy.gers2002
import lstm_numpy.greff2015
import lstm_numpy.hochreiter1997
import lstm_numpy.wikipedia
import lstm_numpy.wikipedia_convolutional
import lstm_numpy.wikipedia_peephole
from lstm_numpy.convolution import convolve
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


@pytest.mark.parametrize(("high", "wide"), [(3, 3), (1, 1), (1, 3), (5, 1)])
def test_the_convolutional_form_of_wikipedia(high: int, wide: int) -> None:
    rows, columns = 4, 6
    images = random.normal(size=(BATCH, TIMESTEPS, rows, columns, FEATURES))
    states = random.normal(size=(2, BATCH, rows, columns, UNITS))
    (W, Ws), (U, Us) = (stacked("fioc", high, wide, size) for size in (FEATURES, UNITS))
    (V, Vs), (b, bs) = stacked("fio", rows, columns), stacked("fioc")
    # The blocks have their axes turned round: units, inputs, columns, rows.
    weights = {f"{name}_{gate}": np.swapaxes(block, -1, -2).tolist()
               for name, blocks in (("W", Ws), ("U", Us), ("V", Vs))
               for gate, block in blocks.items()}  # fmt: skip
    weights |= {f"b_{gate}": block.tolist() for gate, block in bs.items()}
    printed = lstm_numpy.wikipedia_convolutional.lstm(
        images, W, U, V, b, initial_state=tuple(states)
    )
    for place in range(BATCH):
        first = [np.moveaxis(state[place], -1, 0).tolist() for state in states]
        given = np.moveaxis(images[place], -1, 1).tolist()
        outputs, cells = wikipedia.convolutional_peephole(given, weights, *first)
        shown = np.moveaxis(printed.outputs[place], -1, 1)
        np.testing.assert_allclose(shown, outputs, rtol=0, atol=1e-12)
        last = np.moveaxis(printed.last_c[place], -1, 0)
        np.testing.assert_allclose(last, cells[-1], rtol=0, atol=1e-12)


def test_a_convolution_turns_the_kernel_round_and_frameworks_do_not() -> None:
    kernel = random.normal(size=(3, 3, 2, 4))
    image = random.normal(size=(1, 5, 6, 2))
    turned = convolve(kernel[::-1, ::-1], image)
    by_paper = [np.transpose(kernel, (3, 2, 0, 1)).tolist(), np.moveaxis(image[0], -1, 0).tolist()]
    for found, flipped in ((convolve(kernel, image), True), (turned, False)):
        expected = wikipedia.convolution(*by_paper, flipped)
        np.testing.assert_allclose(np.moveaxis(found[0], -1, 0), expected, rtol=0, atol=1e-13)


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
@pytest.mark.parametrize("columns", [1, 2, 5])
def test_a_kernel_with_a_one_in_its_middle_changes_nothing(rows: int, columns: int) -> None:
    """The middle of an even number of rows is the later one, as the docstring says."""
    kernel = np.zeros((rows, columns, 1, 1))
    kernel[rows // 2, columns // 2] = 1
    image = random.normal(size=(1, 6, 7, 1))
    np.testing.assert_array_equal(convolve(kernel, image), image)


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
    given = given if variant == "FGR" else {}
    printed = lstm_numpy.greff2015.lstm(
        X, W, R, b, p, **given, variant=variant, initial_state=tuple(STATE)
    )
    compare(printed, lambda x, y, c: greff2015.lstm(x, weights, variant, y, c))
