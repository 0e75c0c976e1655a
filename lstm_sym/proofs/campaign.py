"""All mutants, in groups that processes can share, and what became of them."""

import json
import re
import warnings
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from math import inf
from typing import Any

from lstm_sym import generate
from lstm_sym.equations import BY_NAME, FORMULATIONS, IN_FEWER_BITS
from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import pairs, quantised
from lstm_sym.proofs import (
    apart,
    engine_cell,
    gradients,
    kills,
    kills_page,
    languages,
    mutants,
    mutants_activations,
    mutants_code,
    mutants_page,
    page_back,
)
from lstm_sym.proofs.calls import Printed, without_leftovers
from lstm_sym.proofs.drawn import drawn
from lstm_sym.proofs.kills import Outcome
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.cases import distinct, grids
from lstm_sym.targets.numpy import formulation as numpy_formulation

OF_FORMULATIONS = (
    *("equations", "layout", "NumPy", "fast NumPy", "gradients", "LaTeX", "gradients LaTeX"),
    "manifest",
)
OF_ACTIVATIONS = ("activations", "activations LaTeX", "manifest of activations")
OF_FEWER_BITS = ("equations in fewer bits", "NumPy in fewer bits")
#: What the pass makes formulations of, by name.
FEWER_BITS = {stated.name + bits.suffix: (stated, bits) for stated, bits in pairs(IN_FEWER_BITS)}
# All share one engine: every path through it is tried with this formulation alone.
ENGINE_OF = "keras"
GROUP = 60
# A sample tries one mutant in this many, and of each kind at least one of every rule; of C fewer.
SAMPLE = 96
RARER = {"C": 8, "gradients": 3, "gradients LaTeX": 2}
RARER |= dict.fromkeys((*OF_FEWER_BITS, languages.IN_FEWER_BITS), 8)


@dataclass(frozen=True)
class Task:
    """The mutants of one kind, of one formulation or of the activations."""

    kind: str
    formulation: str = ""

    def __str__(self) -> str:
        return f"{self.formulation} {self.kind}".strip()


@dataclass(frozen=True)
class Group:
    """Some of a task's mutants, by their places in its list."""

    task: Task
    places: tuple[int, ...]


def tasks() -> list[Task]:
    """Every kind of mutant of every formulation, and of the activations."""
    on_paper = manifest()["gradients"]
    found = [
        Task(kind, f.name)
        for f in FORMULATIONS
        for kind in OF_FORMULATIONS
        if (kind != "fast NumPy" or fast_text(f.name))
        and (kind != "gradients" or gradients_text(f.name))
        and (kind != "gradients LaTeX" or f"{f.name}_gradients" in on_paper)
        and (kind != "layout" or f.cell.weights)
    ]
    found += [Task(kind, name) for name in FEWER_BITS for kind in OF_FEWER_BITS]
    return [*found, *(Task(kind) for kind in (*OF_ACTIVATIONS, *languages.PARTS))]


def groups(
    wanted: list[Task], sample: int = 1, rules: set[tuple[str, str]] | None = None
) -> list[Group]:
    """The mutants of some tasks, or a sample of them: the same ones in every run.

    ``rules`` are of each kind those that the sample has; they become more.
    """
    rules = set() if rules is None else rules
    found = []
    for task in wanted:
        # All of C is printed by the same few functions: fewer of it show as much; so are gradients.
        rarer = RARER.get(task.kind, 1) if sample > 1 else 1
        places = tuple(_sampled(task, sample * rarer, rules))
        found += [Group(task, places[k : k + GROUP]) for k in range(0, len(places), GROUP)]
    return found


def _sampled(task: Task, sample: int, rules: set[tuple[str, str]]) -> Iterator[int]:
    for place, mutant in enumerate(of_task(task)):
        # Drawn by the place, as a mutant's text takes longer to write than the mutant to try.
        drawn = zlib.crc32(f"{task}, {place}".encode()) % sample == 0
        rule = (task.kind, mutant.rule)
        if drawn or rule not in rules:
            rules.add(rule)
            yield place


def run(
    wanted: list[Group], done: Callable[[int], None], workers: int = 2
) -> Iterator[tuple[Task, list[Outcome]]]:
    """What became of the mutants of each task, in their order, once the task is whole.

    ``done`` is told, from another thread, how many mutants each group had.
    """
    pool = ProcessPoolExecutor(workers)
    try:
        tried = []
        for group in wanted:
            tried.append(pool.submit(attempt, group))
            tried[-1].add_done_callback(partial(_tell, done, len(group.places)))
        for task, pairs in groupby(zip(wanted, tried, strict=True), lambda pair: pair[0].task):
            yield task, [one for _, found in pairs for one in found.result()]
    finally:
        pool.shutdown(cancel_futures=True)


def _tell(done: Callable[[int], None], number: int, _tried: Future[list[Outcome]]) -> None:
    done(number)


def attempt(group: Group) -> list[Outcome]:
    """What became of one group, each time the same."""
    every, task = of_task(group.task), group.task
    known = list(cases_of(task.formulation)) if task.formulation else []
    # A mutant may compute nonsense that NumPy warns about.
    with warnings.catch_warnings(), without_leftovers():
        warnings.simplefilter("ignore")
        tried = [_attempt(task, every[place], known) for place in group.places]
    # Drawn numbers say nothing about the bounds that frameworks' arrays are compared with.
    return [replace(one, error=inf) for one in tried] if task.kind in OF_FEWER_BITS else tried


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """The cases of frameworks; of fewer bits, which no framework computes, drawn ones."""
    if name not in FEWER_BITS:
        return distinct(name)
    one = formulation(name), Printed(formulation(name), text(name))
    return (*drawn(*one), *drawn(*one, function="softsign"))


def _attempt(task: Task, mutant: Mutant, known: list[Case]) -> Outcome:
    if task.kind in ("equations", "layout", "equations in fewer bits"):
        return kills.of_formulation(mutant, known)
    if task.kind in ("NumPy", "NumPy in fewer bits"):
        return kills.of_text(mutant, formulation(task.formulation), known)
    if task.kind == "fast NumPy":
        name = task.formulation
        return kills.of_fast(mutant, formulation(name), with_fast(name), known)
    if task.kind == "gradients":
        return gradients.attempt(mutant, task.formulation)
    if task.kind == "LaTeX":
        return kills_page.of_equation(mutant, formulation(task.formulation), known)
    if task.kind == "gradients LaTeX":
        return page_back.attempt(mutant, manifest(), formulation(task.formulation))
    if task.kind == "activations":
        return mutants_activations.attempt(mutant)
    if task.kind in languages.PARTS:
        return languages.attempt(mutant)
    if task.kind == "activations LaTeX":
        return kills_page.of_activation(mutant, grids())
    return kills_page.of_entry(mutant, manifest(), files(), known)


def of_engine() -> list[Formulation]:
    """Formulations that need all of the engine: masks, stages, columns, states of every kind."""
    named = ("keras", "tensorflow1_projection", "greff2015")
    return [*map(formulation, named), engine_cell.formulation]


@cache
def of_task(task: Task) -> tuple[Mutant, ...]:
    """The mutants of a task, always in the same order."""
    name = task.formulation
    makers: dict[str, Callable[[], Iterator[Mutant]]] = {
        "equations": lambda: mutants.of_equations(formulation(name)),
        "equations in fewer bits": lambda: mutants.of_equations(formulation(name)),
        "layout": lambda: mutants_code.of_layout(formulation(name)),
        "NumPy": lambda: mutants_code.of_text(formulation(name), text(name)),
        "NumPy in fewer bits": lambda: mutants_code.of_text(formulation(name), text(name)),
        "fast NumPy": lambda: mutants_code.of_fast(formulation(name), fast_text(name)),
        "gradients": lambda: _of_gradients(name),
        "LaTeX": lambda: mutants_page.of_equations(manifest(), name),
        "gradients LaTeX": lambda: page_back.mutants(manifest(), name),
        "activations": mutants_activations.of_activations,
        "activations LaTeX": lambda: mutants_page.of_activations(manifest()),
        "manifest": lambda: mutants_page.of_entries(manifest(), ("formulations", name)),
        **{part: partial(_of_language, part) for part in languages.PARTS},
        "manifest of activations": lambda: mutants_page.of_entries(manifest(), ("activations",)),
    }
    return tuple(makers[task.kind]())


def _of_gradients(name: str) -> Iterator[Mutant]:
    """Every mutant of the printed gradients, those that are no faults among them."""
    return (mutant for mutant, _ in gradients.of_text(formulation(name), gradients_text(name)))


def _of_language(part: str) -> Iterator[Mutant]:
    return languages.mutants(part, files())


def formulation(name: str) -> Formulation:
    return BY_NAME.get(name) or _in_fewer_bits(name)


@cache
def _in_fewer_bits(name: str) -> Formulation:
    return quantised(*FEWER_BITS[name])


@cache
def text(name: str) -> str:
    """The readable module of a formulation, as it is without the fast form."""
    return numpy_formulation.module(formulation(name))


def _printed(name: str, part: str = "") -> str:
    """A module of a formulation as it is among the products, empty where there is none."""
    return files().get(f"lstm_numpy/{formulation(name).module}{part}.py", "")


def with_fast(name: str) -> str:
    """The same, handing ordinary floats to the fast form."""
    return _printed(name)


def fast_text(name: str) -> str:
    """The printed fast form, empty where there is none."""
    return _printed(name, "_fast")


def gradients_text(name: str) -> str:
    """The printed gradients, empty where there are none, as where there is no fast form."""
    return _printed(name, "_gradients") if fast_text(name) else ""


def together(name: str) -> dict[str, str]:
    """A formulation's printed modules by name, which take each other and not those installed."""
    module = formulation(name).module
    own = re.compile(rf"\bfrom lstm_numpy\.({module}_(?:fast|gradients)) import")
    parts = {"_fast": fast_text(name), "_gradients": gradients_text(name), "": with_fast(name)}
    return {f"{module}{part}": own.sub(r"from .\1 import", text) for part, text in parts.items()}


def files() -> dict[str, str]:
    """Every product, rendered now; without those whose printer raises, which `unprinted` has."""
    return _rendered()[0]


def unprinted() -> dict[str, str]:
    """What cannot be printed, and the error, which names the equation."""
    return _rendered()[1]


@cache
def _rendered() -> tuple[dict[str, str], dict[str, str]]:
    try:
        return generate.render(), {}
    except Exception:  # the parts of it say where
        return apart.render()


@cache
def manifest() -> dict[str, Any]:
    """The manifest, rendered now."""
    return json.loads(files()["manifest.json"])
