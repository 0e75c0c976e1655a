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


def run_mingru(case, given):
    made = {"minGRU": minGRU, "minLSTM": minLSTM}[case["cell"]]
    layer = made(INPUTS, UNITS / INPUTS, proj_out=False).to(given["x"].dtype)
    weights = {name: array for name, array in given.items() if name.endswith(".weight")}
    pieces = given["x"].split(1, dim=1) if case["way"] == "sequential" else [given["x"]]
    hidden, outputs = given.get("prev_hidden"), []
    for piece in pieces:
        out, hidden = torch.func.functional_call(
            layer, weights, (piece, hidden), {"return_next_prev_hidden": True}
        )
        outputs.append(out)
    return {"out": torch.cat(outputs, dim=1), "next_prev_hidden": hidden}


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


def run_slstm(given):
    from xlstm.blocks.slstm.cell import sLSTMCell, sLSTMCellConfig

    config = sLSTMCellConfig(
        hidden_size=SIZE, num_heads=HEADS, backend="vanilla", output_shape="BSH", dtype="float32"
    )
    cell = sLSTMCell(config).to(given["input"].dtype)
    weights = {
        "_%s_" % name: getattr(cell, "_%s_ext2int" % name)(given[name])
        for name in ("recurrent_kernel", "bias")
    }
    state = None
    if "initial_h" in given:
        state = torch.stack([given["initial_" + s] for s in "hcnm"])
    products = given["input"] @ given["kernel"]
    output, last = torch.func.functional_call(cell, weights, (products, state))
    return {"output": output, **dict(zip(["last_" + s for s in "hcnm"], last))}


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


def run_mlstm(case, given):
    from xlstm.blocks.mlstm import backends

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
    return found


def rounds_more(case):
    """Whether the package's own rounding is above the bound: all timesteps at once in float32."""
    return case["cell"] == "mLSTM" and case["way"] == "parallel" and case["dtype"] == "float32"


def xlstm_cases():
    yield from slstm_cases()
    yield from mlstm_cases()


def run_xlstm(case, given):
    return run_slstm(given) if case["cell"] == "sLSTMCell" else run_mlstm(case, given)


#: The cases of a package, and what it gives for one whose arrays are tensors.
PACKAGES = {"minGRU-pytorch": (mingru_cases, run_mingru), "xlstm": (xlstm_cases, run_xlstm)}


def about(package):
    words = {"framework": package, "version": version(package), "backend": "torch"}
    return dict(words, backend_version=torch.__version__)


def every_case(package):
    plain = list(PACKAGES[package][0]())
    in_both = recording.in_dtypes(plain, [case["name"] for case in plain])
    return [case for case in in_both if not rounds_more(case)]


def run(package):
    """What exports a case."""

    def arrays_of(case):
        given = {name: torch.from_numpy(array) for name, array in case["arrays"].items()}
        found = PACKAGES[package][1](case, given)
        return {name: found[name].contiguous().numpy() for name in found}

    return arrays_of


if __name__ == "__main__":
    folder, package = sys.argv[1:]
    with torch.no_grad():
        recording.export(
            folder,
            "%s-%s" % (package.lower(), version(package)),
            about(package),
            every_case(package),
            run(package),
        )
