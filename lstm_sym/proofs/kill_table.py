"""The kill table: which check kills which mutants of which formulation, as a record in JSON.

It has an entry for each task of the campaign, so that a task whose mutants have changed can be
tried again alone. The tables that the site shows are made of the entries.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from lstm_sym.manifest.write import digest
from lstm_sym.proofs import campaign, equivalent
from lstm_sym.proofs.campaign import Task
from lstm_sym.proofs.kills import Outcome

Entry = Mapping[str, Any]
FINGERPRINT = "fingerprint"
CHECKS = ("notation", "printer", "import", "arrays", "page", "coverage", "readback")


def entry(task: Task, outcomes: Sequence[Outcome]) -> Entry:
    """What became of all mutants of a task."""
    killed = Counter[str]()
    equal: dict[str, list[str]] = {}
    alive = []
    for one in outcomes:
        if one.killed:
            killed[one.check.partition(":")[0].split()[0]] += 1
        elif equivalent.reason(one):
            equal.setdefault(equivalent.reason(one), []).append(one.mutant)
        else:
            alive.append(one.mutant)
    rows = by_tolerance(outcomes)
    return {
        "of": of_mutants(task),
        "mutants": len(outcomes),
        "killed": dict(sorted(killed.items())),
        "equal": dict(sorted(equal.items())),
        "alive": alive,
        "measured": rows[0]["measured"],
        "within": [len(row["alive"]) for row in rows],
    }


def of_mutants(task: Task) -> str:
    """The digest of a task's mutants, which changes when one of them does."""
    mutants = campaign.of_task(task)
    with sp.evaluate(False):  # once: each change of it empties SymPy's caches
        return digest("\n".join(map(str, mutants)))


def is_missing(task: Task, entries: Mapping[str, Entry]) -> bool:
    """Whether a task is not recorded, or was when it had other mutants."""
    return str(task) not in entries or entries[str(task)]["of"] != of_mutants(task)


def recorded(entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The record: the entries of the tasks that there are, and the tables of the site."""
    tried = [task for task in campaign.tasks() if str(task) in entries]
    kept = {str(task): entries[str(task)] for task in tried}
    kinds: dict[str, list[Entry]] = {}
    for task in tried:
        kinds.setdefault(task.kind, []).append(kept[str(task)])
    kinds["all"] = list(kept.values())
    head = ["mutants of", "number", *CHECKS, "equal", "in texts"]
    return {
        "command": "lstm-sym mutate -o docs/results/mutants.json",
        "tables": {
            "kinds": {"columns": head, "rows": [row(k, es) for k, es in kinds.items()]},
            "tasks": {"columns": head, "rows": [of_task(task, kept) for task in campaign.tasks()]},
            "equal": {"columns": ["why it is not a fault", "mutant"], "rows": listed(kept)},
            "tolerances": {
                "columns": ["tolerance", "mutants that would live", "of so many measured"],
                "rows": bounds(list(kept.values())),
            },
        },
        "entries": kept,
    }


def of_task(task: Task, entries: Mapping[str, Entry]) -> list[object]:
    """A task's row; it says so where the campaign has not tried all of its mutants."""
    if str(task) in entries:
        return row(str(task), [entries[str(task)]])
    return [str(task), "a sample alone, by lstm-sym prove", *[""] * (len(CHECKS) + 2)]


def row(name: str, entries: Sequence[Entry]) -> list[object]:
    """A row of the table: how many there are, and how many each check killed."""
    killed = sum((Counter(e["killed"]) for e in entries), Counter[str]())
    equal = sum(len(mutants) for e in entries for mutants in e["equal"].values())
    texts = killed[FINGERPRINT]
    number = sum(e["mutants"] for e in entries) - texts
    numbers = [number, *(killed[check] for check in CHECKS), equal, texts]
    return [name, *(number or "" for number in numbers)]


def listed(entries: Mapping[str, Entry]) -> list[list[object]]:
    """The equivalent mutants under their reasons; each reason is there once."""
    found = sorted(
        (reason, mutant)
        for one in entries.values()
        for reason, mutants in one["equal"].items()
        for mutant in mutants
    )
    return [
        ["" if place and found[place - 1][0] == reason else reason, f"`{mutant}`"]
        for place, (reason, mutant) in enumerate(found)
    ]


def bounds(entries: Sequence[Entry]) -> list[list[object]]:
    """How many mutants each tolerance would let live."""
    measured = sum(e["measured"] for e in entries)
    alive = [sum(numbers) for numbers in zip(*(e["within"] for e in entries), strict=True)]
    return [
        [f"{bound:.0e}", number, measured] for bound, number in zip(TOLERANCES, alive, strict=True)
    ]


TOLERANCES = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
# No mutant may come closer than this to the loosest bound that holds.
MARGIN = 10


def by_tolerance(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """For each tolerance the mutants whose largest error on the arrays stays below it.

    Mutants that raise, and those that something else than the arrays noticed, have no error.
    """
    measured = seen_in_numbers(outcomes)
    rows = []
    for bound in TOLERANCES:
        alive = sorted(one.mutant for one in within(outcomes, bound))
        rows.append({"tolerance": bound, "measured": len(measured), "alive": alive})
    return rows


def within(outcomes: Sequence[Outcome], bound: float) -> list[Outcome]:
    """The mutants that a bound would let live."""
    return [one for one in seen_in_numbers(outcomes) if one.error <= bound]


def seen_in_numbers(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The mutants that were noticed by comparing numbers, each with its largest error."""
    seen = (one for one in outcomes if one.check.startswith(("arrays", "page")))
    return [one for one in seen if one.error != float("inf")]
