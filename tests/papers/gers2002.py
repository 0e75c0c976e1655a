"""Gers, Schraudolph and Schmidhuber 2002, Learning Precise Timing: peephole connections.

Written from the paper in plain floats. As in gers2000, and each gate also sees the states of the
cells of its own block: the input and the forget gate those of t - 1, the output gate those of t.
The peephole weights p_in, p_phi, p_out hold one number per cell.
"""

from math import exp


def f(x):
    return 1 / (1 + exp(-x))


def g(x):
    return 4 / (1 + exp(-x)) - 2


def identity(x):
    return x


def net(row, bias, sources):
    total = bias
    for m in range(len(row)):
        total += row[m] * sources[m]
    return total


def lstm(inputs, weights, y0=None, s0=None, g=g, h=identity):
    """The outputs y^c and the states s of every step; the paper drops the output squashing h.

    weights: w_in, w_phi, w_out, w_c, b_in, b_phi, b_out, b_c and p_in, p_phi, p_out.
    """
    blocks, cells = len(weights["w_in"]), len(weights["w_c"])
    size = cells // blocks
    y_c = list(y0) if y0 else [0.0] * cells
    s = list(s0) if s0 else [0.0] * cells
    outputs, states = [], []

    def gate(name, j, sources):
        z = net(weights["w_" + name][j], weights["b_" + name][j], sources)
        for v in range(j * size, (j + 1) * size):
            z += weights["p_" + name][v] * s[v]
        return f(z)

    for x in inputs:
        sources = [*x, *y_c]
        for j in range(blocks):
            y_in = gate("in", j, sources)
            y_phi = gate("phi", j, sources)
            for v in range(j * size, (j + 1) * size):
                s[v] = y_phi * s[v] + y_in * g(net(weights["w_c"][v], weights["b_c"][v], sources))
            y_out = gate("out", j, sources)
            for v in range(j * size, (j + 1) * size):
                y_c[v] = y_out * h(s[v])
        outputs.append(list(y_c))
        states.append(list(s))
    return outputs, states
