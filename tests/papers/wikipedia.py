"""Wikipedia, Long short-term memory: the three sets of equations under Variants, as printed.

In plain floats. Weights by the article's names: W_f, U_f, b_f, V_f, and so on for i, o and c.
"""

from math import exp, tanh


def sigma_g(x):
    return 1 / (1 + exp(-x))


def product(matrix, vector, row):
    total = 0.0
    for column in range(len(vector)):
        total += matrix[row][column] * vector[column]
    return total


def forget_gate(inputs, weights, h0=None, c0=None, sigma_h=tanh):
    """LSTM with a forget gate: h and c of every step."""
    units = len(weights["b_f"])
    h = list(h0) if h0 else [0.0] * units
    c = list(c0) if c0 else [0.0] * units
    hs, cs = [], []

    def z(gate, x, j):
        W, U, b = weights["W_" + gate], weights["U_" + gate], weights["b_" + gate]
        return product(W, x, j) + product(U, h, j) + b[j]

    for x in inputs:
        new_h, new_c = [], []
        for j in range(units):
            f = sigma_g(z("f", x, j))
            i = sigma_g(z("i", x, j))
            o = sigma_g(z("o", x, j))
            candidate = tanh(z("c", x, j))
            new_c.append(f * c[j] + i * candidate)
            new_h.append(o * sigma_h(new_c[j]))
        h, c = new_h, new_c
        hs.append(h)
        cs.append(c)
    return hs, cs


def peephole(inputs, weights, c0=None, sigma_h=tanh):
    """Peephole LSTM as printed: c of t - 1 stands in the place of h, for every gate.

    U_f, U_i and U_o are full matrices, there is no U_c, and h never comes back in.
    """
    units = len(weights["b_f"])
    c = list(c0) if c0 else [0.0] * units
    hs, cs = [], []

    def z(gate, x, j):
        W, U, b = weights["W_" + gate], weights["U_" + gate], weights["b_" + gate]
        return product(W, x, j) + product(U, c, j) + b[j]

    for x in inputs:
        h, new_c = [], []
        for j in range(units):
            f = sigma_g(z("f", x, j))
            i = sigma_g(z("i", x, j))
            o = sigma_g(z("o", x, j))
            candidate = tanh(product(weights["W_c"], x, j) + weights["b_c"][j])
            new_c.append(f * c[j] + i * candidate)
            h.append(o * sigma_h(new_c[j]))
        c = new_c
        hs.append(h)
        cs.append(c)
    return hs, cs


def convolution(kernel, image, flipped=True):
    """kernel * image, zeros outside, as large as the image; kernels have odd sides.

    image[channel][row][column], kernel[channel out][channel in][row][column]. A convolution turns
    the kernel round; what frameworks call one does not (flipped=False).
    """
    rows, columns = len(image[0]), len(image[0][0])
    high, wide = len(kernel[0][0]), len(kernel[0][0][0])
    result = []
    for filters in kernel:
        plane = [[0.0] * columns for _ in range(rows)]
        for r in range(rows):
            for q in range(columns):
                for channel in range(len(image)):
                    for a in range(-(high // 2), high // 2 + 1):
                        for b in range(-(wide // 2), wide // 2 + 1):
                            y, x = (r - a, q - b) if flipped else (r + a, q + b)
                            if 0 <= y < rows and 0 <= x < columns:
                                weight = filters[channel][a + high // 2][b + wide // 2]
                                plane[r][q] += weight * image[channel][y][x]
        result.append(plane)
    return result


def convolutional_peephole(inputs, weights, h0=None, c0=None, sigma_h=tanh, flipped=True):
    """Peephole convolutional LSTM: f and i see c of t - 1, o sees c of t.

    inputs[t][channel][row][column], one row for one dimension; V_f, V_i, V_o and the states are
    [unit][row][column]; b_f, b_i, b_c, b_o hold a number per unit.
    """
    units = len(weights["b_f"])
    rows, columns = len(inputs[0][0]), len(inputs[0][0][0])

    def zeros():
        return [[[0.0] * columns for _ in range(rows)] for _ in range(units)]

    h, c = h0 or zeros(), c0 or zeros()
    hs, cs = [], []
    for x in inputs:
        z = {}
        for gate in "fico":
            from_x = convolution(weights["W_" + gate], x, flipped)
            from_h = convolution(weights["U_" + gate], h, flipped)
            z[gate] = from_x, from_h
        new_h, new_c = zeros(), zeros()
        for j in range(units):
            for r in range(rows):
                for q in range(columns):
                    before = {
                        gate: z[gate][0][j][r][q] + z[gate][1][j][r][q] + weights["b_" + gate][j]
                        for gate in "fico"
                    }
                    f = sigma_g(before["f"] + weights["V_f"][j][r][q] * c[j][r][q])
                    i = sigma_g(before["i"] + weights["V_i"][j][r][q] * c[j][r][q])
                    new_c[j][r][q] = f * c[j][r][q] + i * tanh(before["c"])
                    o = sigma_g(before["o"] + weights["V_o"][j][r][q] * new_c[j][r][q])
                    new_h[j][r][q] = o * sigma_h(new_c[j][r][q])
        h, c = new_h, new_c
        hs.append(h)
        cs.append(c)
    return hs, cs
