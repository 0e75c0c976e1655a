"""Export reference arrays from nn.LSTM, nn.LSTMCell, nn.GRU and nn.RNN of PyTorch.

Usage: python export_torch.py FOLDER
"""

import sys

import recording
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

VERSION = torch.__version__.split("+")[0]  # without the build, as in 2.13.0+cpu
LENGTHS = [3, 5, 2]
ALONE = ("GRU", "RNN")  # with one state
DOUBLE = [
    "plain",
    "no-hx",
    "unbatched",
    "bidirectional-layers-2",
    "proj",
    "bidirectional-layers-2-proj",
    "packed-bidirectional-layers-2",
    "gru",
    "gru-packed-bidirectional-layers-2",
    "rnn",
]


def _case(name, module="LSTM", state=True, lengths=None, packing=None, **words):
    words = dict({"input_size": 2, "hidden_size": 7}, **words)
    layers = words.get("num_layers", 1) * (2 if words.get("bidirectional") else 1)
    batch = [] if name.startswith("unbatched") else [3]
    shape = [3, 5, 2] if words.get("batch_first") else [5] + batch + [2]
    shapes = {"input": (tuple(shape), 1.5)}
    if state:
        size = words.get("proj_size") or words["hidden_size"]
        shapes["h_0"] = tuple([layers] + batch + [size])
        if module not in ALONE:
            shapes["c_0"] = (tuple([layers] + batch + [words["hidden_size"]]), 1.0)
    for key, array in getattr(torch.nn, module)(**words).state_dict().items():
        shapes[key] = tuple(array.shape)
    arrays = recording.drawn(name, shapes)
    case = {"name": name, "kind": "ordinary", "module": module, "words": words, "arrays": arrays}
    return dict(case, lengths=lengths, packing=packing or {}) if lengths else case


def every_case():
    proj = {"hidden_size": 11, "proj_size": 7}
    yield _case("plain")
    yield _case("no-hx", state=False)
    yield _case("no-bias", bias=False)
    yield _case("batch-first", batch_first=True)
    yield _case("unbatched")
    yield _case("layers-2", num_layers=2)
    yield _case("layers-3", num_layers=3)
    yield _case("bidirectional", bidirectional=True)
    yield _case("bidirectional-no-hx", bidirectional=True, state=False)
    yield _case("bidirectional-batch-first", bidirectional=True, batch_first=True)
    yield _case("bidirectional-layers-2", bidirectional=True, num_layers=2)
    yield _case("unbatched-bidirectional-layers-2", bidirectional=True, num_layers=2)
    yield _case("proj", **proj)
    yield _case("bidirectional-layers-2-proj", bidirectional=True, num_layers=2, **proj)
    yield _case("packed", lengths=LENGTHS)
    yield _case("packed-bidirectional-layers-2", lengths=LENGTHS, bidirectional=True, num_layers=2)
    yield _case("packed-no-hx", lengths=LENGTHS, state=False, bidirectional=True)
    yield _case("packed-layers-2", lengths=LENGTHS, num_layers=2)
    yield _case("packed-batch-first", lengths=LENGTHS, batch_first=True, bidirectional=True)
    yield _case("packed-proj", lengths=LENGTHS, num_layers=2, bidirectional=True, **proj)
    yield _case("packed-sorted", lengths=[5, 3, 2], packing={"enforce_sorted": True})
    yield _case("packed-shorter", lengths=[3, 4, 1], bidirectional=True)
    yield _case("packed-total-length", lengths=[3, 4, 1], packing={"total_length": 7})
    yield _case("cell", module="LSTMCell")
    yield _case("cell-no-bias", module="LSTMCell", bias=False)
    yield _case("gru", module="GRU")
    yield _case("gru-no-bias", module="GRU", bias=False)
    both = {"bidirectional": True, "num_layers": 2}
    yield _case("gru-bidirectional-layers-2", module="GRU", **both)
    yield _case("gru-no-hx-batch-first", module="GRU", state=False, batch_first=True)
    yield _case("unbatched-gru", module="GRU")
    yield _case("gru-packed-bidirectional-layers-2", module="GRU", lengths=LENGTHS, **both)
    yield _case("rnn", module="RNN")
    yield _case("rnn-relu-no-bias", module="RNN", nonlinearity="relu", bias=False)
    yield _case("rnn-packed-bidirectional-layers-2", module="RNN", lengths=LENGTHS, **both)


def cell(module, sequence, states):
    """A cell over all timesteps, with states and results as nn.LSTM has them."""
    h, c = (state[0] for state in states)
    outputs = []
    for x_t in sequence:
        h, c = module(x_t, (h, c))
        outputs.append(h)
    return torch.stack(outputs), (h[None], c[None])


def packed(module, sequence, hx, case):
    """What pad_packed_sequence gives back, and the last states."""
    first = case["words"].get("batch_first", False)
    words = dict({"enforce_sorted": False}, **case["packing"])
    length = words.pop("total_length", None)
    sequence = pack_padded_sequence(sequence, case["lengths"], batch_first=first, **words)
    output, last = module(sequence, hx)
    output, lengths = pad_packed_sequence(output, batch_first=first, total_length=length)
    if lengths.tolist() != case["lengths"]:
        raise ValueError(lengths)
    return output, last


def run(case):
    tensors = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
    sequence = tensors.pop("input")
    states = [tensors.pop(name) for name in ("h_0", "c_0") if name in tensors]
    module = getattr(torch.nn, case["module"])(dtype=sequence.dtype, **case["words"])
    module.load_state_dict(tensors)
    hx = (tuple(states) if case["module"] == "LSTM" else states[0]) if states else None
    with torch.no_grad():
        if case["module"] == "LSTMCell":
            output, last = cell(module, sequence, states)
        elif "lengths" in case:
            output, last = packed(module, sequence, hx, case)
        else:
            output, last = module(sequence, hx)
    last = [last] if case["module"] in ALONE else last
    return {name: tensor.numpy() for name, tensor in zip(("output", "h_n", "c_n"), [output, *last])}


if __name__ == "__main__":
    torch.set_num_threads(1)
    recording.export(
        sys.argv[1],
        "torch-" + VERSION,
        {"framework": "torch", "version": VERSION},
        recording.in_dtypes(list(every_case()), DOUBLE),
        run,
    )
