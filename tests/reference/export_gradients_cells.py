"""Export the gradients that autograd gives of cells that authors publish on PyTorch.

Usage: python export_gradients_cells.py FOLDER PACKAGE, as export_torch_cells.py has it

A cell without its stabilizer gives the same output, but other states. So where no state is given,
the loss is of the output alone, and its gradients are those of both.
"""

import sys

import export_gradients
import export_torch_cells as base
import torch


def run(package):
    """What gives the gradients of a case."""

    def gradients(case):
        given = {name: torch.tensor(a, requires_grad=True) for name, a in case["arrays"].items()}
        outputs = base.PACKAGES[package][1](case, given)
        drawn = export_gradients.arriving(case["name"], {k: y.shape for k, y in outputs.items()})
        of = case.get("of", outputs)
        loss = sum((outputs[k] * torch.tensor(drawn[k]).to(outputs[k].dtype)).sum() for k in of)
        found = torch.autograd.grad(loss, list(given.values()))
        return {name: g.contiguous().numpy() for name, g in zip(given, found)}

    return gradients


#: Where all timesteps are computed at once and a state before the first one is another one.
LEFT_OUT = ("mlstm-parallel", "minlstm-parallel-state")


def every_case(package):
    for case in base.every_case(package):
        begun = any(name.startswith("initial_") for name in case["arrays"])
        alone = package == "xlstm" and case["kind"] == "ordinary" and not begun
        if case["name"].replace("-float64", "") not in LEFT_OUT:
            yield dict(case, of=["output"]) if alone else case


if __name__ == "__main__":
    folder, package = sys.argv[1:]
    export_gradients.finish(base.about(package), every_case(package), run(package))
