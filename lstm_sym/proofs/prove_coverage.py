"""Proof 3: coverage both ways."""

import inspect
from functools import cache

from lstm_sym.equations import BY_NAME, FORMULATIONS
from lstm_sym.proofs import coverage, trace
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
        wrong += [f"{formulation.name}: {one}" for one in coverage.definitions(formulation)]
        wrong += coverage.notation(manifest(), formulation.name)
        labels = [e.label for e in formulation.equations]
        counts, unknown = trace.traced(text(formulation.name), labels)
        lines += sum(counts.values())
        wrong += [f"{formulation.name}: no equation says {one}" for one in unknown]
        wrong += not_run(formulation.name)
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
