"""Mutants that are no faults: each is equal to the original, for a reason that stands here.

An entry that no surviving mutant fits is stale, and the proof fails.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lstm_sym.proofs.kills import Outcome, survivors


@dataclass(frozen=True)
class Equivalent:
    """Mutants by what their text begins with, and why they are equal."""

    begins: tuple[str, ...]
    reason: str

    def fits(self, one: Outcome) -> bool:
        return one.mutant.startswith(self.begins)


EQUIVALENT = (
    Equivalent(
        tuple(
            f"{name} equation: initial-output: drop a condition: mask"
            for name in ("keras", "gru", "onnx")
        ),
        "y at time 0 is read only where a mask is given",
    ),
    Equivalent(
        tuple(
            f"{name} NumPy: {function}, if mask is not None:, column 7: exchange a name: mask -> "
            for name, function in (("keras", "lstm"), ("gru", "gru"), ("onnx", "lstm"))
        ),
        "y at time 0 is made, though nobody reads it without a mask",
    ),
    Equivalent(
        ("wikipedia_peephole equation: initial-output: ",),
        "no equation reads h one timestep before: the printed peephole LSTM forgets h",
    ),
    Equivalent(
        tuple(f"greff2015 equation: gate-recurrence-{g}: drop a condition" for g in "ifo"),
        "what the gates see of gates is read only in the variant FGR",
    ),
    Equivalent(
        tuple(f"greff2015 equation: no-r-from-{g}: add one to a number" for g in "ifo"),
        "read only in the variant FGR, whose matrices every case gives",
    ),
    Equivalent(
        ("onnx equation: forget-sum: drop a condition: input_forget",),
        "the forget gate's sum is read only by the forget gate",
    ),
    Equivalent(
        tuple(
            f"{name} NumPy: lstm_layer, return LSTMResult(output, h_n, c_n), column {column}: "
            f"exchange a name: {of}_n -> {of}_t"
            for name in ("pytorch", "pytorch_projection")
            for column, of in ((30, "h"), (31, "h"), (35, "c"), (36, "c"))
        ),
        "h_n is h_t of the last timestep, and c_n is c_t",
    ),
    Equivalent(
        (
            "activations formula: softsign: change a sign: x/(absolute(x) + 1) -> x/(absolute(-x)",
            "activations formula: hard_shrink: change a sign: where(absolute(x) > threshold, x, 0)"
            " -> where(absolute(-x)",
            "activations formula: squareplus: change a sign: (x + sqrt(b + x**2))/2**1 -> "
            "(x + sqrt(b + (-x)**2))",
        ),
        "|-x| is |x|, and (-x)**2 is x**2",
    ),
    Equivalent(
        (r"activations LaTeX derivative: sparse_sigmoid: add one to a number: ",),
        "(x + 1) / 2 and (x + 1) / 3 are up to 0 for the same x",
    ),
)

# Equations that no framework's case executes, and why; their mutants count as not tried.
NOT_EXECUTED = {
    "onnx.output-previous": "ONNX itself emits zeros at masked timesteps",
    "onnx.output-state": "ONNX itself emits zeros at masked timesteps",
    "tensorflow1_basic.initial-output": "the arrays give every state",
    "tensorflow1.initial-output": "the arrays give every state",
    "tensorflow1_projection.initial-output": "the arrays give every state",
    "gru.last-output": "the arrays return sequences",
    "gru.masked-last-output": "the arrays return sequences",
}


def reason(one: Outcome) -> str:
    """Why a mutant is equal to the original; empty where nothing says so."""
    return next((entry.reason for entry in EQUIVALENT if entry.fits(one)), "")


def untried(one: Outcome) -> bool:
    """Whether a mutant changes an equation that no framework's case executes."""
    formulation, _, kind = one.kind.partition(" ")
    return kind == "equation" and f"{formulation}.{one.place}" in NOT_EXECUTED


def stale(outcomes: Iterable[Outcome]) -> list[str]:
    """Reasons that no surviving mutant needs."""
    left = survivors(outcomes)
    return [entry.reason for entry in EQUIVALENT if not any(entry.fits(one) for one in left)]
