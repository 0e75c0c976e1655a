"""The LSTM operator of ONNX as its specification (opset 22) says, to measure onnxruntime against.

In double precision, one batch row and one step at a time. Names of functions count in any case:
the specification does not say.
"""

import numpy as np

FUNCTIONS = {
    "Affine": lambda x, alpha, beta: alpha * x + beta,
    "Elu": lambda x, alpha: np.where(x >= 0, x, alpha * np.expm1(np.minimum(x, 0))),
    "HardSigmoid": lambda x, alpha, beta: np.clip(alpha * x + beta, 0, 1),
    "LeakyRelu": lambda x, alpha: np.where(x >= 0, x, alpha * x),
    "Relu": lambda x: np.maximum(x, 0),
    "ScaledTanh": lambda x, alpha, beta: alpha * np.tanh(beta * x),
    "Sigmoid": lambda x: 0.5 + 0.5 * np.tanh(x / 2),
    "Softplus": lambda x: np.logaddexp(x, 0),
    "Softsign": lambda x: x / (1 + abs(x)),
    "Tanh": np.tanh,
    "ThresholdedRelu": lambda x, alpha: np.where(x >= alpha, x, 0),
}
DEFAULTS = {
    "Elu": [1.0],
    "HardSigmoid": [0.2, 0.5],
    "LeakyRelu": [0.01],
    "ThresholdedRelu": [1.0],
}
TWO = ("Affine", "HardSigmoid", "ScaledTanh")
ONE = ("Elu", "LeakyRelu", "ThresholdedRelu", *TWO)
WRITTEN = {name.lower(): name for name in FUNCTIONS}


def functions(attributes, directions):
    """f, g and h of each direction: alphas and betas go in order to the functions that take one."""
    names = attributes.get("activations", ["Sigmoid", "Tanh", "Tanh"] * directions)
    alphas = list(attributes.get("activation_alpha", []))
    betas = list(attributes.get("activation_beta", []))

    def bind(name):
        constants = list(DEFAULTS.get(name, []))
        if name in ONE and alphas:
            constants[:1] = [alphas.pop(0)]
        if name in TWO and betas:
            constants[1:] = [betas.pop(0)]
        return lambda x: FUNCTIONS[name](x, *constants)

    bound = [bind(WRITTEN[name.lower()]) for name in names]
    return [bound[3 * d : 3 * d + 3] for d in range(directions)]


def lstm(attributes, arrays):
    """Y, Y_h and Y_c."""
    x = arrays["X"].astype(float)
    steps, batch, _ = x.shape
    units = attributes["hidden_size"]
    ways = {"bidirectional": ["forward", "reverse"]}.get(
        attributes.get("direction"), [attributes.get("direction", "forward")]
    )
    lengths = arrays.get("sequence_lens", np.full(batch, steps))
    y = np.zeros((steps, len(ways), batch, units))
    state = np.zeros((len(ways), batch, units))
    y_h = arrays.get("initial_h", state).astype(float)
    y_c = arrays.get("initial_c", state).astype(float)
    clip = attributes.get("clip", np.inf)
    bound = functions(attributes, len(ways))
    for d, way in enumerate(ways):
        f, g, h = [lambda z, of=of: of(np.clip(z, -clip, clip)) for of in bound[d]]
        w, r = arrays["W"][d].astype(float), arrays["R"][d].astype(float)
        bias = arrays.get("B", np.zeros((len(ways), 8 * units)))[d].astype(float)
        p_i, p_o, p_f = np.split(arrays.get("P", np.zeros((len(ways), 3 * units)))[d], 3)
        for row in range(batch):
            times = range(lengths[row])
            for t in times if way == "forward" else reversed(times):
                c = y_c[d, row]
                z = w @ x[t, row] + r @ y_h[d, row] + bias[: 4 * units] + bias[4 * units :]
                z_i, z_o, z_f, z_c = np.split(z, 4)
                i = f(z_i + p_i * c)
                forget = 1 - i if attributes.get("input_forget") else f(z_f + p_f * c)
                c = forget * c + i * g(z_c)
                y_h[d, row] = f(z_o + p_o * c) * h(c)
                y_c[d, row] = c
                y[t, d, row] = y_h[d, row]
    return {"Y": y, "Y_h": y_h, "Y_c": y_c}
