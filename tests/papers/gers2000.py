"""Gers, Schmidhuber and Cummins 2000, Learning to Forget: the forget gate y^phi.

Written from the paper in plain floats. w_in, w_phi, w_out hold one row per block, w_c one per
cell, over all sources: first the inputs, then the outputs y^c of all cells.
"""

from math import exp


def f(x):
    return 1 / (1 + exp(-x))


def g(x):
    return 4 / (1 + exp(-x)) - 2


def h(x):
    return 2 / (1 + exp(-x)) - 1


def net(row, bias, sources):
    total = bias
    for m in range(len(row)):
        total += row[m] * sources[m]
    return total


def lstm(inputs, weights, y0=None, s0=None, g=g, h=h):
    """The outputs y^c and the states s of every step.

    weights: w_in, w_phi, w_out, w_c and b_in, b_phi, b_out, b_c.
    """
    blocks, cells = len(weights["w_in"]), len(weights["w_c"])
    size = cells // blocks
    y_c = list(y0) if y0 else [0.0] * cells
    s = list(s0) if s0 else [0.0] * cells
    outputs, states = [], []
    for x in inputs:
        sources = [*x, *y_c]
        for v in range(cells):
            j = v // size
            y_in = f(net(weights["w_in"][j], weights["b_in"][j], sources))
            y_phi = f(net(weights["w_phi"][j], weights["b_phi"][j], sources))
            y_out = f(net(weights["w_out"][j], weights["b_out"][j], sources))
            s[v] = y_phi * s[v] + y_in * g(net(weights["w_c"][v], weights["b_c"][v], sources))
            y_c[v] = y_out * h(s[v])
        outputs.append(list(y_c))
        states.append(list(s))
    return outputs, states
