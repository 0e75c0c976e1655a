"""Export how PyTorch trains a small LSTM: the weights at the start, the loss of each step.

Usage: python export_training.py FOLDER

The task: which of three numbers came first, told at the end of the sequence.
"""

import sys

import cases
import recording
import torch

STEPS, RATE = 500, 0.2
UNITS, TIMESTEPS, BATCH = 8, 9, 24

if __name__ == "__main__":
    torch.set_num_threads(1)
    shapes = {
        "kernel": (3, 4 * UNITS),
        "recurrent_kernel": (UNITS, 4 * UNITS),
        "bias": (4 * UNITS,),
        "readout": (UNITS, 3),
        "noise": (BATCH, TIMESTEPS, 3),
    }
    arrays = {
        key: array.astype("float64") for key, array in recording.drawn("task", shapes).items()
    }
    sequences = 0.3 * arrays.pop("noise")
    first = torch.arange(BATCH) % 3
    sequences[range(BATCH), 0, first] += 1.0
    x, target = torch.tensor(sequences), torch.nn.functional.one_hot(first, 3).double()
    weights = {key: torch.tensor(array, requires_grad=True) for key, array in arrays.items()}
    module = torch.nn.LSTM(3, UNITS, batch_first=True, dtype=torch.float64)
    order = torch.cat([torch.arange(UNITS) + gate * UNITS for gate in (0, 1, 2, 3)])
    losses = []
    for _ in range(STEPS):
        stored = {
            "weight_ih_l0": weights["kernel"].T[order],
            "weight_hh_l0": weights["recurrent_kernel"].T[order],
            "bias_ih_l0": weights["bias"][order],
            "bias_hh_l0": torch.zeros(4 * UNITS, dtype=torch.float64),
        }
        output, _ = torch.func.functional_call(module, stored, (x,))
        loss = ((output[:, -1] @ weights["readout"] - target) ** 2).mean()
        losses.append(loss.item())
        found = torch.autograd.grad(loss, list(weights.values()))
        for weight, gradient in zip(weights.values(), found):
            weight.data -= RATE * gradient
    words = {"kind": "gradients", "dtype": "float64", "rate": RATE, "steps": STEPS}
    manifest = {"framework": "torch", "version": torch.__version__.split("+")[0]}
    manifest.update(cases={"task": words}, seed=cases.SEED)
    stored = dict(arrays, sequences=sequences, target=target.numpy())
    stored["losses"] = torch.tensor(losses, dtype=torch.float64).numpy()
    name = "torch-" + manifest["version"]
    cases.write(sys.argv[1], name, manifest, {"task." + k: a for k, a in stored.items()})
    print(losses[0], losses[-1])
