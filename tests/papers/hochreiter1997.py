"""Hochreiter and Schmidhuber 1997, Long Short-Term Memory: appendix A.1, without output units.

Written from the paper in plain floats. Names as there: y^in, y^out, s, y^c; w_in and so on hold
one row per unit, over all its sources: first the inputs, then the outputs y^c of all cells, then
(if the rows are that long) the gates y^in and y^out of all blocks.
The inputs of step t act at step t, as in the paper's experiments; other sources come from t - 1.
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


def lstm(inputs, weights, y0=None, s0=None):
    """The outputs y^c and the states s of every step.

    weights: w_in, w_out (a row per block), w_c (a row per cell), b_in, b_out, b_c (zero if absent).
    Cells of one block stand side by side and share its gates.
    """
    w_in, w_out, w_c = weights["w_in"], weights["w_out"], weights["w_c"]
    blocks, cells = len(w_in), len(w_c)
    size = cells // blocks
    b_in = weights.get("b_in", [0.0] * blocks)
    b_out = weights.get("b_out", [0.0] * blocks)
    b_c = weights.get("b_c", [0.0] * cells)
    y_c = list(y0) if y0 else [0.0] * cells
    s = list(s0) if s0 else [0.0] * cells
    y_in, y_out = [0.0] * blocks, [0.0] * blocks
    outputs, states = [], []
    for x in inputs:
        sources = [*x, *y_c, *y_in, *y_out]
        y_in = [f(net(w_in[j], b_in[j], sources)) for j in range(blocks)]
        y_out = [f(net(w_out[j], b_out[j], sources)) for j in range(blocks)]
        for v in range(cells):
            j = v // size
            s[v] = s[v] + y_in[j] * g(net(w_c[v], b_c[v], sources))
            y_c[v] = y_out[j] * h(s[v])
        outputs.append(list(y_c))
        states.append(list(s))
    return outputs, states
