"""Export gradients of ONNX's LSTM, GRU and RNN: PyTorch's autograd through what their text says.

Usage: python export_gradients_onnx.py FOLDER

onnxruntime trains none of them. So the text of ONNX is written in PyTorch here, the results are
compared with those that onnxruntime gave, and what is recorded is what PyTorch differentiates.
"""

import export_gradients
import export_onnx
import export_onnx_gru
import numpy as np
import onnxruntime
import recording
import torch

F = torch.nn.functional
FUNCTIONS = {
    "Affine": lambda x, alpha, beta: alpha * x + beta,
    "Elu": lambda x, alpha=1.0: F.elu(x, alpha),
    "HardSigmoid": lambda x, alpha=0.2, beta=0.5: torch.clamp(alpha * x + beta, 0, 1),
    "LeakyRelu": lambda x, alpha=0.01: F.leaky_relu(x, alpha),
    "Relu": F.relu,
    "ScaledTanh": lambda x, alpha, beta: alpha * torch.tanh(beta * x),
    "Sigmoid": torch.sigmoid,
    "Softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "Softsign": F.softsign,
    "Tanh": torch.tanh,
    "ThresholdedRelu": lambda x, alpha=1.0: torch.where(x > alpha, x, torch.zeros_like(x)),
}
WRITTEN = {name.lower(): name for name in FUNCTIONS}
TAKEN = {"alpha": ("Affine", "Elu", "HardSigmoid", "LeakyRelu", "ScaledTanh", "ThresholdedRelu")}
TAKEN["beta"] = ("Affine", "HardSigmoid", "ScaledTanh")
#: Cases with no function that another one does not have.
AGAIN = ("softplus-relu-softsign", "relu-softsign-softplus", "tanh-sigmoid-relu", "lower-case")
OPERATORS = {"LSTM": (4, ["Sigmoid", "Tanh", "Tanh"]), "GRU": (3, ["Sigmoid", "Tanh"])}
OPERATORS["RNN"] = (1, ["Tanh"])


def functions(attributes, default, ways):
    """Those of each direction, with the numbers that belong to them, after the clip."""
    constants = {word: list(attributes.get("activation_" + word, [])) for word in TAKEN}
    bound = attributes.get("clip")
    found = []
    for written in attributes.get("activations", default * ways):
        name = WRITTEN[written.lower()]
        words = {w: constants[w].pop(0) for w in TAKEN if name in TAKEN[w] and constants[w]}
        found.append((FUNCTIONS[name], words))

    def call(function, words):
        return lambda x: function(x if bound is None else torch.clamp(x, -bound, bound), **words)

    made = [call(*one) for one in found]
    return [made[k * len(default) :][: len(default)] for k in range(ways)]


def lstm_step(attributes, chosen, sums, R, Rb, P, h, c):
    f, g, last = chosen
    i, o, forget, z = torch.chunk(sums + h @ R.T + Rb, 4, dim=1)
    p_i, p_o, p_f = torch.chunk(P, 3)
    i = f(i + p_i * c)
    forget = 1 - i if attributes.get("input_forget") else f(forget + p_f * c)
    c = forget * c + i * g(z)
    return f(o + p_o * c) * last(c), c


def gru_step(attributes, chosen, sums, R, Rb, _P, h, c):
    f, g = chosen
    (z, r, x), (R_z, R_r, R_h) = torch.chunk(sums, 3, dim=1), torch.chunk(R, 3)
    b_z, b_r, b_h = torch.chunk(Rb, 3)
    z, r = f(z + h @ R_z.T + b_z), f(r + h @ R_r.T + b_r)
    after = attributes.get("linear_before_reset")
    made = g(x + (r * (h @ R_h.T + b_h) if after else (r * h) @ R_h.T + b_h))
    return (1 - z) * made + z * h, c


def rnn_step(attributes, chosen, sums, R, Rb, _P, h, c):
    (f,) = chosen
    return f(sums + h @ R.T + Rb), c


STEPS = {"LSTM": lstm_step, "GRU": gru_step, "RNN": rnn_step}


def results(case, a):
    """Y, Y_h and for an LSTM Y_c, of tensors by their names in the text."""
    attributes, kind = case["attributes"], case.get("operator", "LSTM")
    blocks, default = OPERATORS[kind]
    way = attributes.get("direction", "forward")
    ways = {"bidirectional": ["forward", "reverse"]}.get(way, [way])
    chosen = functions(attributes, default, len(ways))
    steps, batch, _ = a["X"].shape
    lengths = a.get("sequence_lens", torch.full((batch,), steps))
    step = STEPS[kind]
    Y, last = [], []
    for place, way in enumerate(ways):
        Wb, Rb = torch.chunk(a["B"][place], 2)
        h, c = a["initial_h"][place], a["initial_c"][place]
        times, outputs = range(steps), {}
        for t in times if way == "forward" else reversed(times):
            sums = a["X"][t] @ a["W"][place].T + Wb
            given = sums, a["R"][place], Rb, a["P"][place], h, c
            found = step(attributes, chosen[place], *given)
            counts = (t < lengths)[:, None]
            h, c = (torch.where(counts, new, old) for new, old in zip(found, (h, c)))
            outputs[t] = torch.where(counts, h, torch.zeros_like(h))
        Y.append(torch.stack([outputs[t] for t in times]))
        last.append((h, c))
    found = {"Y": torch.stack(Y, dim=1), "Y_h": torch.stack([h for h, _ in last])}
    return dict(found, Y_c=torch.stack([c for _, c in last])) if kind == "LSTM" else found


def complete(case):
    """All tensors of a case; an array that may be absent is of zeros."""
    arrays = case["arrays"]
    ways, rows, units = arrays["R"].shape
    zeros = dict.fromkeys(("initial_h", "initial_c"), (ways, arrays["X"].shape[1], units))
    zeros.update(B=(ways, 2 * rows), P=(ways, 3 * units))
    found = {name: np.zeros(shape, arrays["X"].dtype) for name, shape in zeros.items()}
    return {name: torch.tensor(array) for name, array in dict(found, **arrays).items()}


def run(case):
    tensors = complete(case)
    names = {*case["arrays"], "B"} - {"sequence_lens"}
    if "initial_h" in names and "operator" not in case:
        names.add("initial_c")
    asked = {name: tensors[name].requires_grad_() for name in sorted(names)}
    outputs = results(case, tensors)
    exporter = export_onnx_gru if "operator" in case else export_onnx
    singles = {
        k: a if a.dtype.kind == "i" else a.astype("float32") for k, a in case["arrays"].items()
    }
    for name, theirs in exporter.run(dict(case, arrays=singles)).items():
        ours = outputs[name].detach().numpy()
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=3e-6, err_msg=case["name"])
    drawn = export_gradients.arriving(case["name"], {k: y.shape for k, y in outputs.items()})
    loss = sum((y * torch.tensor(drawn[k]).to(y.dtype)).sum() for k, y in outputs.items())
    found = torch.autograd.grad(loss, list(asked.values()))
    return dict(zip(asked, [g.numpy() for g in found]))


def every_case():
    """Those whose equations are also ours."""
    for case in export_onnx.every_case():
        again = case["name"].endswith("-defaults") or case["name"] in AGAIN
        if not again and "departure" not in case and not case["attributes"].get("layout"):
            yield case
    yield from export_onnx_gru.every_case()


if __name__ == "__main__":
    torch.set_num_threads(1)
    plain = list(every_case())
    about = {"framework": "torch", "version": torch.__version__.split("+")[0]}
    about["computes"] = "onnxruntime " + onnxruntime.__version__
    every = recording.in_dtypes(plain, [case["name"] for case in plain])
    export_gradients.finish(about, every, run, ["onnx"])
