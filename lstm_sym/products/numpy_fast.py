"""The product ``lstm_numpy/<formulation>_fast.py``: the same equations for ordinary arrays, faster.

One product a timestep for all gates, the input's product for many timesteps at once, and nothing
allocated in a timestep. Where gates and candidate are sigmoid and tanh, one tanh serves all: the
half that it takes is multiplied into the weights, which is exact.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.passes.buffers import Operation, in_place
from lstm_sym.passes.inline import _replaced as replaced
from lstm_sym.passes.pack import Packed, pack
from lstm_sym.printers.numpy import index
from lstm_sym.products.python import head
from lstm_sym.products.statements import Statements

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
        "GATES": "\n".join(alone(by_gate, chosen[-1], 20)),
        "CANDIDATE": "\n".join(alone(by_gate, chosen[0], 16)),
        "MASKED": "\n".join(masked(formulation)),
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


def alone(by_gate: dict[str, Equation], function: str, spaces: int) -> Iterator[str]:
    """The equations of the gates that take a function, each in its own block of z."""
    for equation in by_gate.values():
        if type(equation.right).__name__ == function:
            left = equation.left
            yield f"{' ' * spaces}{left}[:] = {function}({left})  # {equation.label}"


def masked(formulation: Formulation) -> Iterator[str]:
    """What follows a step where there is a mask, as in the readable form."""
    stated = [e for e in formulation.sequence.each if e.when.get("mask")]
    emitted = [e for e in stated if not e.label.startswith("mask-") and e.label != "mask"]
    cell = formulation.cell
    call, results = cell(*cell.given), sp.Tuple(*cell.results)
    with sp.evaluate(False):
        after = [replace(e, right=replaced(e.right, call, results)) for e in emitted]
    for line in Statements(formulation).block(after, known=("mask",)):
        yield f"{' ' * 16}{line}"


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
    yield "    if Fast.fits(sizes.dtype):"
    yield "        weights = (kernel, recurrent_kernel, bias, sizes.dtype)"
    yield "        functions = (activation, recurrent_activation)"
    yield "        options = (go_backwards, return_sequences, masked_output)"
    yield "        fast = Fast(*weights, *options, *functions)"
    yield "        state = (h_0, c_0) if initial_state is not None else None"
    yield f"        return {formulation.sequence.returns}(*fast(sequences, state, mask))"
