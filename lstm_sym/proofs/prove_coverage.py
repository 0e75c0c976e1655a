"""Proof 3: coverage both ways."""

import inspect
from functools import cache

from lstm_sym.equations import BY_NAME, FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs import coverage, ended, trace
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.campaign import files, manifest, text
from lstm_sym.proofs.ended import Result
from lstm_sym.proofs.page import Formulas
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.cases import distinct


def prove() -> Result:
    """Equations, symbols and lines that the other side does not know."""
    wrong, lines = [], 0
    for formulation in FORMULATIONS:
        found, said = ended.attempt(of_formulation, formulation)
        wrong += found[1] if found else [f"{formulation.name}: {said}"]
        lines += found[0] if found else 0
    wrong += trace.places(manifest(), files())
    executed = _executed()
    silent = {equation for equation, number in executed.items() if not number}
    wrong += [f"{one} is executed by no case" for one in sorted(silent)]
    symbols = sum(len(f["symbols"]) for f in manifest()["formulations"].values())
    said = (
        f"{len(executed) - len(silent)} of {len(executed)} equations executed by a case, "
        f"{symbols} symbols, {lines} lines of code traced"
    )
    facts = {
        "equations": len(executed),
        "executed": len(executed) - len(silent),
        "symbols": symbols,
        "lines": lines,
    }
    return Result("coverage", said, facts, tuple(wrong))


def of_formulation(stated: Formulation) -> tuple[int, list[str]]:
    """How many lines of a formulation's code are traced, and what is not covered."""
    wrong = [f"{stated.name}: {one}" for one in coverage.definitions(stated)]
    wrong += coverage.notation(manifest(), stated.name)
    counts, unknown = trace.traced(text(stated.name), [e.label for e in stated.equations])
    wrong += [f"{stated.name}: no equation says {one}" for one in unknown]
    return sum(counts.values()), wrong + not_run(stated.name)


@cache  # asked for once a formulation
def _executed() -> dict[str, int]:
    return coverage.executed(manifest())


def not_run(name: str) -> list[str]:
    """The labelled lines of the sequence that no case runs though a case executes the equation."""
    formulation = BY_NAME[name]
    printed = Printed(formulation, text(name))
    stated: list[Case] = list(distinct(name))
    run = trace.lines_run(printed, stated)
    ours = {e.label: e for e in formulation.sequence.equations}
    executed = _executed()
    function = inspect.unwrap(getattr(printed.module, formulation.sequence.name))
    first = function.__code__.co_firstlineno
    found = []
    for number, line in enumerate(text(name).splitlines(), start=1):
        label = trace.LABEL.search(line)
        inside = number > first
        if (
            label
            and label[1] in ours
            and inside
            and number not in run
            and line.split("#")[0].strip()
        ):
            own = any(
                Formulas.holds(e["when"], case.options)
                for e in manifest()["formulations"][name]["equations"]
                if e["label"] == label[1]
                for case in stated
            )
            if own and executed[f"{name}.{label[1]}"]:
                found.append(f"{name}: no case runs line {number}: {line.strip()}")
    return found
