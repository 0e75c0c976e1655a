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


PACKAGES = {"minGRU-pytorch": (mingru_cases, run_mingru), "xlstm": (slstm_cases, run_slstm)}

if __name__ == "__main__":
    folder, package = sys.argv[1:]
    every_case, run = PACKAGES[package]
    about = {"framework": package, "version": version(package), "backend": "torch"}
    plain = list(every_case())
    with torch.no_grad():
        recording.export(
            folder,
            "%s-%s" % (package.lower(), version(package)),
            dict(about, backend_version=torch.__version__),
            recording.in_dtypes(plain, [case["name"] for case in plain]),
            run,
        )
