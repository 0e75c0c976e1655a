"""The implementations of the papers, against numbers by hand and against arrays of frameworks."""

import math
import random
from pathlib import Path

import numpy as np
import pytest

from tests.papers import gers2000, gers2002, greff2015, hochreiter1997, wikipedia

FURTHER = Path(__file__).resolve().parents[1] / "reference" / "further"
UNITS, FEATURES = 3, 2


def drawn(seed, *shape):
    """A nested list of numbers; the seed is any text."""
    generator = random.Random(seed)

    def fill(sizes):
        if not sizes:
            return generator.uniform(-1, 1)
        return [fill(sizes[1:]) for _ in range(sizes[0])]

    return fill(shape)


def greff_weights():
    weights = {}
    for gate in "zifo":
        weights[f"W_{gate}"] = drawn(f"W{gate}", UNITS, FEATURES)
        weights[f"R_{gate}"] = drawn(f"R{gate}", UNITS, UNITS)
        weights[f"b_{gate}"] = drawn(f"b{gate}", UNITS)
    for gate in "ifo":
        weights[f"p_{gate}"] = drawn(f"p{gate}", UNITS)
        for source in "ifo":
            weights[f"R_{source}{gate}"] = drawn(f"R{source}{gate}", UNITS, UNITS)
    return weights


def rows(weights, names, last):
    """Greff's weights by the names of the older papers, one row per unit over all sources."""
    renamed = {}
    for new, old in names.items():
        pairs = zip(weights[f"W_{old}"], weights[f"R_{old}"], strict=True)
        renamed[f"w_{new}"] = [[*w, *r] for w, r in pairs]
        renamed[f"b_{new}"] = weights[f"b_{old}"]
        if last and old != "z":
            renamed[f"p_{new}"] = weights[f"p_{old}"]
    return renamed


GERS = {"in": "i", "phi": "f", "out": "o", "c": "z"}
INPUTS = drawn("inputs", 5, FEATURES)
Y0, C0 = drawn("y0", UNITS), drawn("c0", UNITS)


def close(first, second):
    np.testing.assert_allclose(np.array(first), np.array(second), rtol=0, atol=1e-14)


def test_one_unit_and_one_step_of_1997_by_hand():
    # All nets are log 3: f = 3/4, g = 1; the state is 3/4 and h(3/4) = tanh(3/8).
    weights = {"w_in": [[1.0, 0.0]], "w_out": [[1.0, 0.0]], "w_c": [[1.0, 0.0]]}
    outputs, states = hochreiter1997.lstm([[math.log(3)]], weights)
    close(states, [[0.75]])
    close(outputs, [[0.75 * math.tanh(0.375)]])


def test_one_unit_and_one_step_of_2002_by_hand():
    # s goes from 1 to 3/4 * 1 + 3/4 * 1; only peepholes give the gates their log 3.
    log3 = math.log(3)
    weights = {f"w_{gate}": [[0.0, 0.0]] for gate in ("in", "phi", "out")}
    weights |= {f"b_{gate}": [0.0] for gate in ("in", "phi", "out", "c")}
    weights |= {"p_in": [log3], "p_phi": [log3], "p_out": [log3 / 1.5], "w_c": [[log3, 0.0]]}
    outputs, states = gers2002.lstm([[1.0]], weights, s0=[1.0])
    close(states, [[1.5]])
    close(outputs, [[0.75 * 1.5]])


def test_one_unit_and_one_step_of_2015_by_hand():
    zero, one = [[0.0]], [[1.0]]
    weights = {f"{part}_{gate}": zero for part in "WR" for gate in "zifo"}
    weights |= {f"b_{gate}": [math.log(3)] for gate in "ifo"} | {"b_z": [0.0], "W_z": one}
    weights |= {f"p_{gate}": [0.0] for gate in "ifo"}
    (y,), (c,) = greff2015.lstm([[0.5]], weights, c0=[2.0])
    close(c, [0.75 * math.tanh(0.5) + 1.5])
    close(y, [0.75 * math.tanh(c[0])])


def test_without_a_forget_gate_2000_is_1997():
    weights = rows(greff_weights(), GERS, last=False)
    weights["w_phi"], weights["b_phi"] = [[0.0] * (FEATURES + UNITS)] * UNITS, [800.0] * UNITS
    close(gers2000.lstm(INPUTS, weights, Y0, C0), hochreiter1997.lstm(INPUTS, weights, Y0, C0))


def test_cells_of_a_block_share_its_gates():
    weights = rows(greff_weights(), GERS, last=True)
    for name in ("w_in", "w_phi", "w_out", "b_in", "b_phi", "b_out"):
        weights[name] = [weights[name][0]] * UNITS
    block = {**weights}
    for name in ("w_in", "w_phi", "w_out", "b_in", "b_phi", "b_out"):
        block[name] = weights[name][:1]
    close(gers2000.lstm(INPUTS, block, Y0, C0), gers2000.lstm(INPUTS, weights, Y0, C0))
    close(hochreiter1997.lstm(INPUTS, block), hochreiter1997.lstm(INPUTS, weights))


def test_gates_feed_gates_in_1997_when_the_rows_are_long_enough():
    weights = rows(greff_weights(), GERS, last=False)
    longer = {**weights}
    for name in ("w_in", "w_out", "w_c"):
        longer[name] = [[*row, *[0.0] * 2 * UNITS] for row in weights[name]]
    close(hochreiter1997.lstm(INPUTS, longer), hochreiter1997.lstm(INPUTS, weights))
    longer["w_in"] = [[*row[:-1], 1.0] for row in longer["w_in"]]
    changed, plain = (hochreiter1997.lstm(INPUTS, each)[1] for each in (longer, weights))
    assert changed[0] == plain[0]
    assert changed[1] != plain[1]


def test_the_vanilla_lstm_is_that_of_2002_with_tanh():
    weights = greff_weights()
    older = rows(weights, GERS, last=True)
    vanilla = greff2015.lstm(INPUTS, weights, "V", Y0, C0)
    close(gers2002.lstm(INPUTS, older, Y0, C0, g=math.tanh, h=math.tanh), vanilla)


def test_no_peepholes_means_the_same_in_every_set():
    weights = greff_weights()
    expected = greff2015.lstm(INPUTS, weights, "NP", Y0, C0)
    zero = {**weights, **{f"p_{gate}": [0.0] * UNITS for gate in "ifo"}}
    close(greff2015.lstm(INPUTS, zero, "V", Y0, C0), expected)
    older = rows(zero, GERS, last=True)
    close(gers2000.lstm(INPUTS, older, Y0, C0, g=math.tanh, h=math.tanh), expected)
    named = {
        f"{new}_{gate.replace('z', 'c')}": weights[f"{old}_{gate}"]
        for new, old in (("W", "W"), ("U", "R"), ("b", "b"))
        for gate in "zifo"
    }
    close(wikipedia.forget_gate(INPUTS, named, Y0, C0), expected)


@pytest.mark.parametrize("variant", greff2015.VARIANTS[1:])
def test_every_variant_differs_from_the_vanilla_lstm(variant):
    weights = greff_weights()
    vanilla, other = (
        np.array(greff2015.lstm(INPUTS, weights, each, Y0, C0)[0]) for each in ("V", variant)
    )
    # Gates before the first step are closed, so full gate recurrence shows from the second.
    assert abs(vanilla - other)[1:].max() > 1e-3
    assert np.array_equal(vanilla[0], other[0]) == (variant == "FGR")


@pytest.mark.parametrize(("variant", "gate"), [("NIG", "i"), ("NFG", "f"), ("NOG", "o")])
def test_a_gate_left_out_is_a_gate_that_is_open(variant, gate):
    weights = greff_weights()
    opened = {**weights, f"b_{gate}": [800.0] * UNITS}
    close(
        greff2015.lstm(INPUTS, weights, variant, Y0, C0),
        greff2015.lstm(INPUTS, opened, "V", Y0, C0),
    )


def test_full_gate_recurrence_with_zero_weights_is_vanilla():
    weights = greff_weights()
    zero = {f"R_{a}{b}": [[0.0] * UNITS] * UNITS for a in "ifo" for b in "ifo"}
    close(
        greff2015.lstm(INPUTS, {**weights, **zero}, "FGR", Y0, C0),
        greff2015.lstm(INPUTS, weights, "V", Y0, C0),
    )


def test_the_printed_peephole_lstm_forgets_h():
    weights = {f"W_{gate}": drawn(f"W{gate}", UNITS, FEATURES) for gate in "fioc"}
    weights |= {f"U_{gate}": drawn(f"U{gate}", UNITS, UNITS) for gate in "fio"}
    weights |= {f"b_{gate}": drawn(f"b{gate}", UNITS) for gate in "fioc"}
    hs, cs = wikipedia.peephole(INPUTS, weights, C0)
    x, j = INPUTS[0], 1
    z = {
        gate: sum(w * v for w, v in zip(weights[f"W_{gate}"][j], x, strict=True))
        + weights[f"b_{gate}"][j]
        for gate in "fioc"
    }
    for gate in "fio":
        z[gate] += sum(u * v for u, v in zip(weights[f"U_{gate}"][j], C0, strict=True))
        z[gate] = 1 / (1 + math.exp(-z[gate]))
    c = z["f"] * C0[j] + z["i"] * math.tanh(z["c"])
    close([cs[0][j], hs[0][j]], [c, z["o"] * math.tanh(c)])


def test_a_convolution_turns_the_kernel_round():
    image = [[[0.0, 0.0, 1.0, 0.0, 0.0]]]
    kernel = [[[[2.0, 3.0, 5.0]]]]
    assert wikipedia.convolution(kernel, image) == [[[0.0, 2.0, 3.0, 5.0, 0.0]]]
    assert wikipedia.convolution(kernel, image, flipped=False) == [[[0.0, 5.0, 3.0, 2.0, 0.0]]]
    plane, square = drawn("plane", 4, 6), drawn("square", 3, 3)
    full = sum(
        square[a][b] * np.pad(plane, ((a, 2 - a), (b, 2 - b))) for a in range(3) for b in range(3)
    )
    close(wikipedia.convolution([[square]], [plane])[0], full[1:-1, 1:-1])


def test_a_convolutional_lstm_of_one_pixel_is_the_vanilla_lstm():
    weights = greff_weights()
    pixel = {}
    for gate in "zifo":
        name = gate.replace("z", "c")
        pixel[f"W_{name}"] = [[[[w]] for w in row] for row in weights[f"W_{gate}"]]
        pixel[f"U_{name}"] = [[[[r]] for r in row] for row in weights[f"R_{gate}"]]
        pixel[f"b_{name}"] = weights[f"b_{gate}"]
    for gate in "ifo":
        pixel[f"V_{gate}"] = [[[p]] for p in weights[f"p_{gate}"]]
    inputs = [[[[value]] for value in x] for x in INPUTS]
    states = [[[[value]] for value in state] for state in (Y0, C0)]
    hs, cs = wikipedia.convolutional_peephole(inputs, pixel, *states)
    expected = greff2015.lstm(INPUTS, weights, "V", Y0, C0)
    close((np.array(hs)[..., 0, 0], np.array(cs)[..., 0, 0]), expected)


def from_file(name, case):
    with np.load(FURTHER / f"{name}.npz", allow_pickle=False) as file:
        keys = [key for key in file.files if key.startswith(f"{case}.")]
        return {key.removeprefix(f"{case}."): file[key].astype(float) for key in keys}


def test_without_peepholes_it_is_the_lstm_of_pytorch():
    stored = from_file("torch-2.13.0", "plain-float64")
    weights = {}
    for part, array in (
        ("W", stored["weight_ih_l0"]),
        ("R", stored["weight_hh_l0"]),
        ("b", stored["bias_ih_l0"] + stored["bias_hh_l0"]),
    ):
        for gate, block in zip("ifzo", np.split(array, 4), strict=True):
            weights[f"{part}_{gate}"] = block.tolist()
    for row in range(3):
        ys, cs = greff2015.lstm(
            stored["input"][:, row].tolist(),
            weights,
            "NP",
            stored["h_0"][0, row].tolist(),
            stored["c_0"][0, row].tolist(),
        )
        close(ys, stored["output"][:, row])
        close(cs[-1], stored["c_n"][0, row])


def test_with_peepholes_it_is_the_cell_of_tensorflow():
    stored = from_file("tensorflow-1.13.1-cells", "peepholes-float64")
    weights = {}
    kernels, biases = np.split(stored["kernel"], 4, 1), np.split(stored["bias"], 4)
    for gate, kernel, bias in zip("izfo", kernels, biases, strict=True):
        weights[f"W_{gate}"] = kernel[:2].T.tolist()
        weights[f"R_{gate}"] = kernel[2:].T.tolist()
        weights[f"b_{gate}"] = (bias + (gate == "f")).tolist()  # forget_bias is 1
        if gate != "z":
            weights[f"p_{gate}"] = stored[f"w_{gate}_diag"].tolist()
    for row in range(3):
        ys, cs = greff2015.lstm(
            stored["inputs"][:, row].tolist(),
            weights,
            "V",
            stored["initial_m"][row].tolist(),
            stored["initial_c"][row].tolist(),
        )
        close(ys, stored["outputs"][:, row])
        close(cs[-1], stored["c"][row])
