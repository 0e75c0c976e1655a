"""The gradients of PyTorch's LSTM against its own autograd, for what no record has.

Packed sequences, which are masks; reading from the last timestep, which PyTorch does in one half of
a layer of both directions; projections with and without biases and initial states.
"""

from itertools import product

import numpy as np
import pytest

from lstm_numpy import pytorch_layer, pytorch_projection_layer
from tests.reference.cases import draw

#: The choices of options that the cases have.
HELD = [
    (name, option, chosen)
    for name in ("pytorch", "pytorch_projection")
    for option in ("bias_ih", "bias_hh", "initial_state", "mask", "go_backwards")
    for chosen in (True, False)
]
BATCH, TIMESTEPS, INPUTS, UNITS = 3, 5, 4, 6
LENGTHS = np.array([5, 2, 3])
BOUND = {"float32": 1e-5, "float64": 1e-13}
CASES = [
    pytest.param(*case, id="-".join(map(str, case)))
    for case in product((0, 2), (True, False), (True, False), (False, True), (False, True), BOUND)
]


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
@pytest.mark.parametrize(("projected", "biased", "begun", "packed", "turned", "dtype"), CASES)
def test_gradients_are_those_of_torch(
    projected: int, biased: bool, begun: bool, packed: bool, turned: bool, dtype: str
) -> None:
    torch = pytest.importorskip("torch")
    random = np.random.RandomState(3)
    kind = getattr(torch, dtype)
    ways, shown = 1 + turned, projected or UNITS
    layer = torch.nn.LSTM(
        INPUTS, UNITS, batch_first=True, bias=biased, bidirectional=turned, proj_size=projected,
        dtype=kind,
    )  # fmt: skip
    end = "_l0_reverse" if turned else "_l0"
    weights = {name: getattr(layer, name + end) for name in ("weight_ih", "weight_hh")}
    weights |= {"weight_hr": getattr(layer, "weight_hr" + end)} if projected else {}
    weights |= {n: getattr(layer, n + end) for n in ("bias_ih", "bias_hh")} if biased else {}
    with torch.no_grad():
        for weight in layer.parameters():
            weight.copy_(torch.tensor(draw(random, tuple(weight.shape), 0.5)))
    x, h_0, c_0 = (
        torch.tensor(draw(random, shape, 1.0), dtype=kind, requires_grad=True)
        for shape in ((BATCH, TIMESTEPS, INPUTS), (ways, BATCH, shown), (ways, BATCH, UNITS))
    )
    given, lengths = x, torch.tensor(LENGTHS)
    if packed:
        given = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, True, enforce_sorted=False)
    output, (h_n, c_n) = layer(given, (h_0, c_0) if begun else None)
    if packed:
        output, _ = torch.nn.utils.rnn.pad_packed_sequence(output, True)
    own = output[..., -shown:], h_n[-1], c_n[-1]
    arriving = [draw(random, tuple(one.shape), 1.0).astype(dtype) for one in own]
    sum((one * torch.tensor(d)).sum() for one, d in zip(own, arriving, strict=True)).backward()

    arrays = {name: weight.detach().numpy() for name, weight in weights.items()}
    if turned:  # ours gives the outputs in the order of processing
        arriving[0] = arriving[0][:, ::-1]
    words = {"go_backwards": turned, "mask": np.arange(TIMESTEPS) < LENGTHS[:, None]}
    words["mask"] = words["mask"] if packed else None
    if begun:
        words["initial_state"] = h_0[-1].detach().numpy(), c_0[-1].detach().numpy()
    module = pytorch_projection_layer if projected else pytorch_layer
    found = module.lstm_layer_gradients(
        x.detach().numpy(), **arrays, **words,
        **dict(zip(("output", "h_n", "c_n"), arriving, strict=True)),
    )  # fmt: skip
    pairs = [(found.input, x.grad), *((getattr(found, n), w.grad) for n, w in weights.items())]
    if begun:
        states = zip(found.initial_state, (h_0, c_0), strict=True)
        pairs += [(ours, theirs.grad[-1]) for ours, theirs in states]
    for ours, theirs in pairs:
        scale = max(1.0, float(theirs.abs().max()))
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=0, atol=BOUND[dtype] * scale)
