"""The product ``lstm_numpy/<formulation>_fast.py``: the same equations for ordinary arrays, faster.

The passes do it, one after the other: `pack` makes one product a timestep of all gates, `hoist`
says what may leave the loop, `quotients` turns sigmoids into denominators, `in_place` writes into
buffers that are there, `joined` makes one call of what lies side by side. Here their results are
filled into a frame, which holds what is no equation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import sympy as sp

from lstm_sym.equations import keras
from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import dot, where
from lstm_sym.passes.adjacent import Joined, joined
from lstm_sym.passes.hoist import hoist
from lstm_sym.passes.inline import _replaced as replaced
from lstm_sym.passes.kept import kept
from lstm_sym.passes.pack import Packed
from lstm_sym.printers.numpy import index
from lstm_sym.products.numpy_steps import Steps
from lstm_sym.products.python import head
from lstm_sym.products.statements import Statements

FRAME = Path(__file__).with_suffix(".txt")
FORMULATIONS = (keras.formulation,)
CALLS = ("add", "multiply", "divide", "exp", "tanh")


def module(formulation: Formulation) -> str:
    """The text of the module."""
    stated = {e.label: e.right for e in formulation.equations}
    steps, functions = Steps(formulation), formulation.notation.functions
    gates = formulation.layout.gates
    both = {
        "QUOTIENTS": joined(steps.quotients, steps.order),
        "PRODUCTS": joined(steps.products, steps.order),
    }
    inside, outside, bias = arrays(formulation, steps.packed)
    (factor,) = set(steps.turned.factors.values())
    filled = {
        "HEAD": head(
            f"{formulation.title}, for speed.", f"lstm_sym/equations/{formulation.name}.py"
        ),
        "NAME": formulation.name,
        "ORDER": repr(tuple(gates.index(gate) for gate in steps.gates)),
        "COUNT": str(len(gates)),
        "SHARED": str(len(steps.negated)),
        "FACTOR": str(factor),
        "INSIDE": inside,
        "OUTSIDE": outside,
        "BIAS": bias,
        "NAMES": ", ".join(steps.order),
        "TOGETHER": "\n".join(together(steps, both.values())),
        "FORWARDS": direction(stated["input"]),
        "BACKWARDS": direction(stated["input-backwards"]),
        "MASKED": "\n".join(masked(formulation)),
        **{name.upper(): function.default for name, function in functions.items()},
        **{name: "\n".join(lines(calls, steps.functions)) for name, calls in both.items()},
    }
    text = FRAME.read_text()
    for word, value in filled.items():
        text = text.replace(f"@{word}@", value)
    return text


def arrays(formulation: Formulation, packed: Packed) -> tuple[str, str, str]:
    """The array whose product stays in the loop, the one outside, and the one that is added."""
    stacks = formulation.notation.stacks
    whole_of = {block: whole for whole, s in stacks.items() for block in s.blocks.values()}
    hoisted = hoist(packed.sums, [s.before for s in formulation.notation.series_of])

    def named(terms: Iterable[sp.Expr]) -> tuple[str, ...]:
        blocks = (term.args[1] if isinstance(term, dot) else term for term in terms)
        return tuple(str(whole_of[block]) for block in blocks)

    (inside,) = {named(terms) for terms in hoisted.inside.values()}
    (outside,) = {named(terms) for terms in hoisted.outside.values()}
    (product,), (weights, bias) = inside, outside
    return product, weights, bias


def direction(entry: sp.Basic) -> str:
    """The slice that puts the timesteps into the order in which an equation takes them."""
    time = index(entry.args[1])
    slices = {"t - 1": "[:]", "timesteps - t": "[::-1]"}
    if time not in slices:
        raise ValueError(f"no slice takes entry {time} at step t")
    return slices[time]


def together(steps: Steps, calls: Iterable[Sequence[Joined]]) -> Iterator[str]:
    """Names for the buffers that calls take together, and for the sums of all gates."""
    yield f"        sums = blocks[:{len(steps.gates)}]"
    operands = [o for joint in calls for one in joint for o in (*one.operands, one.out)]
    for names in dict.fromkeys(o for o in operands if len(o) > 1):
        first = steps.order.index(names[0])
        yield f"        {name(names)} = blocks[{first}:{first + len(names)}]"


def name(buffers: Sequence[str]) -> str:
    """One name for buffers that lie side by side: i_f_o for i_t, f_t and o_t."""
    if len(buffers) == 1:
        return {"1.0": "one"}.get(buffers[0], buffers[0])
    return "_".join(buffer.partition("_")[0] for buffer in buffers)


def lines(calls: Sequence[Joined], functions: Sequence[str]) -> Iterator[str]:
    """NumPy's calls; a function that the caller chose allocates its result."""
    indent = " " * 16
    for one in calls:
        operands = ", ".join(map(name, one.operands))
        if one.function in CALLS:
            yield f"{indent}{one.function}({operands}, {name(one.out)})  # {one.labels}"
            continue
        chosen = f"{name(one.out)}[:] = {one.function}({operands})  # {one.labels}"
        if len(one.parts) == 1:
            yield f"{indent}{chosen}"
            continue
        yield f"{indent}if shared:"
        yield f"{indent}    {chosen}"
        yield f"{indent}else:"
        for part in one.parts:
            called = f"{one.function}({', '.join(part.operands)})"
            yield f"{indent}    {part.out}[:] = {called}  # {part.label}"


def masked(formulation: Formulation) -> Iterator[str]:
    """What follows a step where there is a mask: copies over what was there before."""
    stated = [e for e in formulation.sequence.each if e.when.get("mask")]
    emitted = [e for e in stated if not e.label.startswith("mask-") and e.label != "mask"]
    cell = formulation.cell
    call, results = cell(*cell.given), sp.Tuple(*cell.results)
    with sp.evaluate(False):
        after = [replace(e, right=replaced(e.right, call, results)) for e in emitted]
    before = {series.now: series.before for series in formulation.notation.series_of}
    statements = Statements(formulation)
    for line in statements.block(kept(after, before), copied, known=("mask",)):
        yield f"                {line}"


def copied(equation: Equation) -> str:
    """One copy; the label of the equation that it serves."""
    if isinstance(equation.right, where):
        condition, value, _ = equation.right.args
        return f"copyto({equation.left}, {value}, where={condition})  # {equation.label}"
    return f"copyto({equation.left}, {equation.right})  # {equation.label}"


def has_one(formulation: Formulation) -> bool:
    """Whether there is code for speed of a formulation: of the project's own, and its mutants."""
    return not formulation.written_in and any(
        formulation.notation is stated.notation for stated in FORMULATIONS
    )


def imports(formulation: Formulation) -> list[str]:
    """What the readable module takes from this one; `prepare` belongs to its face."""
    if not has_one(formulation):
        return []
    module = f"lstm_numpy.{formulation.name}_fast"
    return [f"from {module} import Fast", f"from {module} import prepare as prepare"]


def hook(formulation: Formulation) -> Iterator[str]:
    """The lines of the readable function that hand ordinary arrays to this one."""
    if not has_one(formulation):
        return
    yield "    if Fast.fits(sizes.dtype):"
    yield "        weights = (kernel, recurrent_kernel, bias, sizes.dtype)"
    yield "        functions = (activation, recurrent_activation)"
    yield "        options = (go_backwards, return_sequences, masked_output)"
    yield "        fast = Fast(*weights, *options, *functions)"
    yield "        state = (h_0, c_0) if initial_state is not None else None"
    yield f"        return {formulation.sequence.returns}(*fast(sequences, state, mask))"
