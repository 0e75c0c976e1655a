"""The product ``lstm_numpy/<formulation>_fast.py``: the same equations for ordinary arrays, faster.

One product a timestep for all gates, the input's product for many timesteps at once, and nothing
allocated in a timestep. Where gates and candidate are sigmoid and tanh, one tanh serves all: the
half that it takes is multiplied into the weights, which is exact.
"""

from collections.abc import Iterator
from pathlib import Path

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.buffers import Operation, in_place
from lstm_sym.passes.pack import Packed, pack
from lstm_sym.printers.numpy import index
from lstm_sym.products.python import head

FRAME = Path(__file__).with_suffix(".txt")
FORMULATIONS = ("keras",)


def module(formulation: Formulation) -> str:
    """The text of the module."""
    stated = {e.label: e.right for e in formulation.equations}
    gates = formulation.layout.gates
    chosen = list(formulation.notation.functions)
    packed = pack(formulation.cell)
    by_gate = dict(gated(packed))
    function_of = {gate: type(e.right).__name__ for gate, e in by_gate.items()}
    # Gates of one function side by side, those of the gates' own first.
    together = sorted(gates, key=lambda gate: -chosen.index(function_of[gate]))
    rest = [e for e in packed.equations if e not in by_gate.values()]
    kept = {"c_t", "c_tm1"}
    filled = {
        "HEAD": head(
            f"{formulation.title}, for speed.", f"lstm_sym/equations/{formulation.name}.py"
        ),
        "NAME": formulation.name,
        "ORDER": repr(tuple(gates.index(gate) for gate in together)),
        "SHARED": str(sum(function_of[gate] == chosen[-1] for gate in gates)),
        "BLOCKS": ", ".join(str(by_gate[gate].left) for gate in together),
        "FORWARDS": direction(stated["input"]),
        "BACKWARDS": direction(stated["input-backwards"]),
        "STEPS": "\n".join(lines(in_place(rest, kept))),
    }
    text = FRAME.read_text()
    for word, value in filled.items():
        text = text.replace(f"@{word}@", value)
    return text


def gated(packed: Packed) -> Iterator[tuple[str, Equation]]:
    """The equations that are a function of one gate's sum."""
    gate_of = {symbol: gate for gate, symbol in packed.symbols.items()}
    for equation in packed.equations:
        if len(equation.right.args) == 1 and equation.right.args[0] in gate_of:
            yield gate_of[equation.right.args[0]], equation


def direction(entry: sp.Basic) -> str:
    """The slice that puts the timesteps into the order in which an equation takes them."""
    time = index(entry.args[1])
    slices = {"t - 1": "[:]", "timesteps - t": "[::-1]"}
    if time not in slices:
        raise ValueError(f"no slice takes entry {time} at step t")
    return slices[time]


def lines(operations: list[Operation]) -> Iterator[str]:
    """NumPy's calls; a chosen function that is no tanh allocates its result."""
    indent = " " * 12
    for operation in operations:
        operands = ", ".join(operation.operands)
        if operation.function != "activation":
            call = f"np.{operation.function}({operands}, out={operation.out})"
            yield f"{indent}{call}  # {operation.label}"
            continue
        yield f"{indent}if tanh:"
        yield f"{indent}    np.tanh({operands}, out={operation.out})  # {operation.label}"
        yield f"{indent}else:"
        yield f"{indent}    {operation.out}[:] = activation({operands})  # {operation.label}"


def imports(formulation: Formulation) -> list[str]:
    """What the readable module takes from this one; `prepare` belongs to its face."""
    if formulation.name not in FORMULATIONS:
        return []
    module = f"lstm_numpy.{formulation.name}_fast"
    return [f"from {module} import Fast", f"from {module} import prepare as prepare"]


def hook(formulation: Formulation) -> Iterator[str]:
    """The lines of the readable function that hand ordinary arrays to this one."""
    if formulation.name not in FORMULATIONS:
        return
    yield "    if Fast.fits(sizes.dtype, mask):"
    yield "        weights = (kernel, recurrent_kernel, bias, sizes.dtype)"
    yield "        functions = (activation, recurrent_activation)"
    yield "        fast = Fast(*weights, go_backwards, return_sequences, *functions)"
    yield "        state = (h_0, c_0) if initial_state is not None else None"
    yield f"        return {formulation.sequence.returns}(*fast(sequences, state))"
