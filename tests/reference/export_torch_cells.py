"""Export reference arrays from cells that authors publish on PyTorch: minGRU-pytorch, xlstm.

Usage: python export_torch_cells.py FOLDER PACKAGE

minGRU takes several timesteps by sums of logarithms and a single one by its equation: both are run.
"""

import sys
from importlib.metadata import version

import recording
import torch
from minGRU_pytorch.minGRU import minGRU
from minGRU_pytorch.minLSTM import minLSTM

UNITS, INPUTS, STEPS, BATCH = 7, 2, 5, 3


def mingru_cases():
    for cell, array, blocks in (
        ("minGRU", "to_hidden_and_gate", 2),
        ("minLSTM", "to_hidden_and_f_i_gate", 3),
    ):
        shapes = {
            "x": ((BATCH, STEPS, INPUTS), 1.5),
            array + ".weight": (blocks * UNITS, INPUTS),
        }
        for way in ("parallel", "sequential"):
            for state in ({}, {"prev_hidden": ((BATCH, 1, UNITS), 1.0)}):
                name = "-".join([cell.lower(), way, *(["state"] if state else [])])
                arrays = recording.drawn(name, dict(shapes, **state))
                if state:  # the package takes its logarithm
                    arrays["prev_hidden"] = abs(arrays["prev_hidden"]) + 0.25
                case = {"name": name, "kind": "ordinary", "cell": cell, "way": way}
                yield dict(case, arrays=arrays)


def run_mingru(case):
    given = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
    made = {"minGRU": minGRU, "minLSTM": minLSTM}[case["cell"]]
    layer = made(INPUTS, UNITS / INPUTS, proj_out=False).to(given["x"].dtype)
    weights = {name: array for name, array in given.items() if name.endswith(".weight")}
    layer.load_state_dict(weights)
    pieces = given["x"].split(1, dim=1) if case["way"] == "sequential" else [given["x"]]
    hidden, outputs = given.get("prev_hidden"), []
    for piece in pieces:
        out, hidden = layer(piece, hidden, return_next_prev_hidden=True)
        outputs.append(out)
    return {"out": torch.cat(outputs, dim=1).numpy(), "next_prev_hidden": hidden.numpy()}


HEADS = 2
SIZE = 6  # of the heads together


def slstm_cases():
    shapes = {
        "input": ((BATCH, STEPS, INPUTS), 1.5),
        "kernel": (INPUTS, 4 * SIZE),
        "recurrent_kernel": (HEADS, SIZE // HEADS, 4, SIZE // HEADS),
        "bias": ((HEADS, 4, SIZE // HEADS), 0.5),
    }
    state = {"initial_" + s: ((BATCH, SIZE), 1.0) for s in "hcnm"}
    # One timestep alone shows what the stabilizer is where nothing is kept yet.
    step = {"input": ((BATCH, 1, INPUTS), 1.5)}
    plain = [("slstm", {}), ("slstm-state", state), ("slstm-large", {}), ("slstm-step", step)]
    for name, more in plain:
        arrays = recording.drawn(name, dict(shapes, **more))
        if "initial_n" in arrays:  # a sum of exponentials
            arrays["initial_n"] = abs(arrays["initial_n"]) + 0.25
        kind = "ordinary"
        if name == "slstm-large":  # where float32 has no such exponential
            arrays["bias"][:, 0] += 160
            kind = "saturated"
        yield {"name": name, "kind": kind, "cell": "sLSTMCell", "arrays": arrays}


def run_slstm(case):
    from xlstm.blocks.slstm.cell import sLSTMCell, sLSTMCellConfig

    given = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
    config = sLSTMCellConfig(
        hidden_size=SIZE, num_heads=HEADS, backend="vanilla", output_shape="BSH", dtype="float32"
    )
    cell = sLSTMCell(config).to(given["input"].dtype)
    for name, own in (("recurrent_kernel", "_recurrent_kernel"), ("bias", "_bias")):
        turned = getattr(cell, own + "_ext2int")(given[name])
        setattr(cell, own + "_", torch.nn.Parameter(turned))
    state = None
    if "initial_h" in given:
        state = torch.stack([given["initial_" + s] for s in "hcnm"])
    output, last = cell(given["input"] @ given["kernel"], state)
    found = dict(zip(["last_" + s for s in "hcnm"], last))
    return {k: v.contiguous().numpy() for k, v in dict({"output": output}, **found).items()}


def mlstm_cases():
    size = SIZE // HEADS
    shapes = {
        "input": ((BATCH, STEPS, INPUTS), 1.5),
        "kernel": (HEADS, INPUTS, 3 * size),
        "bias": ((HEADS, 3 * size), 0.5),
    }
    for gate in ("igate", "fgate"):
        shapes.update({gate + ".weight": (HEADS, INPUTS), gate + ".bias": ((HEADS,), 0.5)})
    state = {"initial_C": ((BATCH, HEADS, size, size), 1.0)}
    state.update(initial_n=((BATCH, HEADS, size), 1.0), initial_m=((BATCH, HEADS), 1.0))
    step = dict(state, input=((BATCH, 1, INPUTS), 1.5))
    plain = [("mlstm", {}), ("mlstm-state", state), ("mlstm-step", step), ("mlstm-large", {})]
    plain += [("mlstm-no-epsilon", {}), ("mlstm-parallel", {})]
    for name, more in plain:
        arrays = recording.drawn(name, dict(shapes, **more))
        case = {"name": name, "kind": "ordinary", "cell": "mLSTM", "arrays": arrays}
        case["epsilon"] = 0.0 if name == "mlstm-no-epsilon" else 1e-6
        case["way"] = "parallel" if name == "mlstm-parallel" else "sequential"
        if name == "mlstm-large":  # where float32 has no such exponential
            arrays["igate.bias"] += 160
            arrays["fgate.bias"] -= 40
            case["kind"] = "saturated"
        yield case


def run_mlstm(case):
    from xlstm.blocks.mlstm import backends

    given = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
    x = given["input"]
    size = given["kernel"].shape[-1] // 3
    by_head = torch.einsum("bti,hij->bhtj", x, given["kernel"]) + given["bias"][:, None]
    queries, keys, values = by_head.split(size, dim=-1)
    gates = [
        (x @ given[gate + ".weight"].T + given[gate + ".bias"]).transpose(1, 2)[..., None]
        for gate in ("igate", "fgate")
    ]
    if "initial_C" in given:
        C, n, m = (given["initial_" + s] for s in "Cnm")
        state = C, n[..., None], m[..., None, None]
    else:
        zeros = x.new_zeros
        state = (
            zeros(len(x), HEADS, size, size), zeros(len(x), HEADS, size, 1),
            zeros(len(x), HEADS, 1, 1),
        )  # fmt: skip
        if case["way"] == "parallel":  # whose stabilizer nothing was before
            state[2].fill_(-float("inf"))
    outputs = []
    for t in range(x.shape[1]):
        now = [one[:, :, t : t + 1].clone() for one in (queries, keys, values, *gates)]
        out, state = backends.recurrent_step_stabilized_simple(*state, *now, eps=case["epsilon"])
        outputs.append(out[:, :, 0])
    C, n, m = state
    found = {"output": torch.stack(outputs, dim=1), "last_C": C, "last_n": n[..., 0]}
    found["last_m"] = m[..., 0]
    if case["way"] == "parallel":  # which gives no states
        every = queries, keys, values, *gates
        out = backends.parallel_stabilized_simple(*every, eps=case["epsilon"])
        found["output"] = out.transpose(1, 2)
    return {name: array.contiguous().numpy() for name, array in found.items()}


def rounds_more(case):
    """Whether the package's own rounding is above the bound: all timesteps at once in float32."""
    return case["cell"] == "mLSTM" and case["way"] == "parallel" and case["dtype"] == "float32"


def xlstm_cases():
    yield from slstm_cases()
    yield from mlstm_cases()


def run_xlstm(case):
    return {"sLSTMCell": run_slstm, "mLSTM": run_mlstm}[case["cell"]](case)


PACKAGES = {"minGRU-pytorch": (mingru_cases, run_mingru), "xlstm": (xlstm_cases, run_xlstm)}

if __name__ == "__main__":
    folder, package = sys.argv[1:]
    every_case, run = PACKAGES[package]
    about = {"framework": package, "version": version(package), "backend": "torch"}
    plain = list(every_case())
    in_both = recording.in_dtypes(plain, [case["name"] for case in plain])
    with torch.no_grad():
        recording.export(
            folder,
            "%s-%s" % (package.lower(), version(package)),
            dict(about, backend_version=torch.__version__),
            (case for case in in_both if not rounds_more(case)),
            run,
        )
