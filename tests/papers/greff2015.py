"""Greff and others 2015, LSTM: A Search Space Odyssey: the vanilla LSTM and its eight variants.

Written from the paper in plain floats. Weights by its names: W_z, R_z, b_z and so on for i, f and
o, the peepholes p_i, p_f, p_o, and for full gate recurrence R_ii, R_fi, R_oi (into the input gate),
R_if, R_ff, R_of (into the forget gate), R_io, R_fo, R_oo (into the output gate).
"""

from math import exp, tanh

VARIANTS = ("V", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR")


def sigma(x):
    return 1 / (1 + exp(-x))


def product(matrix, vector, row):
    total = 0.0
    for column in range(len(vector)):
        total += matrix[row][column] * vector[column]
    return total


def lstm(inputs, weights, variant="V", y0=None, c0=None):
    """The outputs y and the cells c of every step. No gate has been open before the first step."""
    if variant not in VARIANTS:
        raise ValueError(variant)
    units = len(weights["b_z"])
    y = list(y0) if y0 else [0.0] * units
    c = list(c0) if c0 else [0.0] * units
    gates = {"i": [0.0] * units, "f": [0.0] * units, "o": [0.0] * units}
    ys, cs = [], []

    def before(name, x, j):
        W, R, b = weights["W_" + name], weights["R_" + name], weights["b_" + name]
        total = product(W, x, j) + product(R, y, j) + b[j]
        if variant == "FGR" and name != "z":
            for source in "ifo":
                total += product(weights["R_" + source + name], gates[source], j)
        return total

    def peephole(name, j, cell):
        return 0.0 if variant == "NP" else weights["p_" + name][j] * cell

    for x in inputs:
        new_y, new_c, new_gates = [], [], {"i": [], "f": [], "o": []}
        for j in range(units):
            z = before("z", x, j)
            if variant != "NIAF":
                z = tanh(z)
            i = f = o = 1.0
            if variant != "NIG":
                i = sigma(before("i", x, j) + peephole("i", j, c[j]))
            if variant == "CIFG":
                f = 1 - i
            elif variant != "NFG":
                f = sigma(before("f", x, j) + peephole("f", j, c[j]))
            new_c.append(z * i + c[j] * f)
            if variant != "NOG":
                o = sigma(before("o", x, j) + peephole("o", j, new_c[j]))
            new_y.append((new_c[j] if variant == "NOAF" else tanh(new_c[j])) * o)
            for name, gate in (("i", i), ("f", f), ("o", o)):
                new_gates[name].append(gate)
        y, c, gates = new_y, new_c, new_gates
        ys.append(y)
        cs.append(c)
    return ys, cs
