"""Runs the proofs 1 to 6, the long ones in other processes; one result each."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.proofs import (
    campaign,
    determinism,
    ended,
    equivalent,
    fast,
    gradients_named,
    kill_table,
    kills,
    languages,
    prove_coverage,
    prove_page,
    readback_activations,
)
from lstm_sym.proofs.campaign import ENGINE_OF, FEWER_BITS, fast_text, formulation, text, with_fast
from lstm_sym.proofs.ended import Result
from lstm_sym.proofs.kills import Outcome
from lstm_sym.proofs.readback import Readback
from lstm_sym.recorded import cases
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.targets.numpy import activations as numpy_activations
from lstm_sym.targets.numpy import formulation as numpy_formulation

WORKERS = 2
ACTIVATIONS_ALONE, GRADIENTS = "activations", " gradients"
NO_SPHINX = "Sphinx is not installed (pip install --editable . --group docs)"
# Of what mutants are compared with: no cell whose package rounds more than its type does.
EXACT = [bound for (kind, _), bound in BOUNDS.items() if kind != "coarse"]
# How many runs were compared, and the differences.
Found = tuple[int, list[str]]


def prove(sample: int = campaign.SAMPLE) -> Iterator[Result]:
    """Each proof's result as soon as it is known; an error in one does not stop the others."""
    # Known before the other processes begin: those that are forked need not compute it again.
    # What is made is kept: collecting garbage would look through all of it, again and again.
    gc.disable()
    try:
        groups, unprinted = _groups(sample)
        ended.attempt(cases.cases)  # who needs them says why there are none
        gc.freeze()
    finally:
        gc.enable()
    workers = ProcessPoolExecutor(WORKERS, initializer=gc.disable)
    with prove_page.built_site() as (folder, unbuilt), workers as pool:
        readings = dict(_readings(pool))
        pages = {
            f.name: pool.submit(ended.attempt, prove_page.of_manifest, f.name) for f in FORMULATIONS
        }
        pages[ACTIVATIONS_ALONE] = pool.submit(ended.attempt, prove_page.of_activations)
        shown = ("mathml", "latex") if folder else ()
        number = pool.submit(prove_page.formulations_shown, folder) if folder else None
        sites = {
            kind: pool.submit(ended.attempt, prove_page.of_site, folder, kind) for kind in shown
        }
        tried = {
            f"{group.task}, group {number}": pool.submit(ended.attempt, campaign.attempt, group)
            for number, group in enumerate(groups, 1)
        }
        early = [f"{what}: {error}" for what, error in campaign.unprinted().items()]
        yield ended.result_of("readback", lambda: _code(readings, early))
        yield ended.result_of("page", lambda: _page(pages, sites, number, unbuilt))
        yield ended.result_of("coverage", prove_coverage.prove)
        found, wrong = ended.parts(tried)
        outcomes = [one for group in found.values() for one in group]
        yield ended.result_of(
            "mutation", lambda: mutation(outcomes, sample == 1, (*unprinted, *wrong))
        )
        yield ended.result_of("tolerances", lambda: tolerance(outcomes))
        yield ended.result_of("determinism", lambda: determinism.prove(campaign.files()))


def _groups(sample: int) -> tuple[list[campaign.Group], list[str]]:
    """The groups of mutants, and the tasks whose mutants cannot be made, with the error."""
    groups, wrong, rules = list[campaign.Group](), list[str](), set[tuple[str, str]]()
    tasks, said = ended.attempt(campaign.tasks)
    wrong += [f"mutants: {said}"] if said else []
    for task in tasks or ():
        try:
            groups += campaign.groups([task], sample, rules)
        except Exception as error:
            wrong.append(f"{task}: {ended.in_one_line(error)}")
    return groups, wrong


def _readings(pool: ProcessPoolExecutor) -> Iterator[tuple[str, ended.Tried[Found]]]:
    # The longest first.
    for f in FORMULATIONS:
        for way in fast_ways(f.name):
            yield (
                f"{f.name} fast, {way}",
                pool.submit(ended.attempt, of_fast, f.name, way),
            )
    for f in FORMULATIONS:
        if campaign.gradients_text(f.name):
            yield f"{f.name}{GRADIENTS}", pool.submit(ended.attempt, of_gradients, f.name)
    for name in FEWER_BITS:
        yield name, pool.submit(ended.attempt, of_fewer_bits, name)
    for f in reversed(FORMULATIONS):
        yield f.name, pool.submit(ended.attempt, of_formulation, f.name)
    yield ACTIVATIONS_ALONE, pool.submit(ended.attempt, of_activations)
    for part in languages.PARTS:
        yield part, pool.submit(ended.attempt, of_language, part)


def _code(readings: Mapping[str, ended.Tried[Found]], unprinted: Iterable[str] = ()) -> Result:
    found, early = ended.parts(readings)
    wrong = (*unprinted, *early, *(one for _, differing in found.values() for one in differing))
    other = {part: found.pop(part, (0, []))[0] for part in languages.PARTS}
    slopes = sum(found.pop(what)[0] for what in [*found] if what.endswith(GRADIENTS))
    runs = sum(number for what, (number, _) in found.items() if what != ACTIVATIONS_ALONE)
    steps = " and ".join(f"{number} in {part}" for part, number in other.items())
    said = (
        f"{runs} runs on symbols give back the equations of {len(FORMULATIONS)} formulations "
        f"and of {len(FEWER_BITS)} forms with fewer bits, so do timesteps on exact numbers, "
        f"{steps}; {len(ACTIVATIONS)} activations their formulas; "
        f"gradients in {slopes} configurations are the slopes of the printed code"
    )
    facts = {"runs": runs, "formulations": len(FORMULATIONS), "activations": len(ACTIVATIONS)}
    facts["configurations of gradients"] = slopes
    facts |= {f"timesteps in {part}": number for part, number in other.items()}
    return Result("readback", said, facts, wrong)


def _page(
    of_manifest: Mapping[str, ended.Tried[prove_page.Found]],
    of_site: Mapping[str, ended.Tried[Found]],
    number: Future[int] | None,
    unbuilt: str,
) -> Result:
    pages, early = ended.parts(of_manifest)
    sites, of_sites = ended.parts(of_site)
    on_site = number.result() if number else 0
    differing = (one for _, _, found in pages.values() for one in found)
    wrong = (*early, *of_sites, *differing, *(one for _, found in sites.values() for one in found))
    wrong += (unbuilt,) if unbuilt else ()
    if sites and on_site < len(FORMULATIONS):
        wrong += (f"the site shows {on_site} of {len(FORMULATIONS)} formulations",)
    worst = max((off for _, off, _ in pages.values()), default=float("inf"))
    runs = sum(number for number, _, _ in pages.values())
    shown = min((number for number, _ in sites.values()), default=0)
    said = f"{runs} cases computed from the LaTeX, worst error {worst:.2f} of its bound; "
    there = f"{shown} formulas of the built site, which shows {on_site} of {len(FORMULATIONS)}, "
    there += "say the same"
    said += there if sites else f"no site: {'it cannot be built' if unbuilt else NO_SPHINX}"
    facts: dict[str, Any] = {"cases": runs, "formulas_of_site": shown}
    facts["formulations_shown"] = on_site
    facts["worst"] = float(f"{worst:.2g}")
    return Result("page", said, facts, wrong)


def mutation(outcomes: list[Outcome], whole: bool, ended_early: Iterable[str] = ()) -> Result:
    """The score: every mutant that is not equivalent to the original must be killed."""
    left = kills.survivors(outcomes)
    equal = [one for one in left if equivalent.reason(one)]
    alive = [one.mutant for one in left if one not in equal]
    stale = equivalent.stale(outcomes) if whole else []
    # Nothing can survive the manifest's own digest: where it alone changes, nobody looks.
    unseen = sum(one.check.startswith(kill_table.FINGERPRINT) for one in outcomes)
    killed = len(outcomes) - len(left) - unseen
    real = killed + len(alive)
    of = "" if whole else f", a sample of {sum(len(campaign.of_task(t)) for t in campaign.tasks())}"
    said = (
        f"{killed} of {real} mutants killed ({100 * killed / max(1, real):.2f} %){of}; "
        f"{len(equal)} equal to the original, {unseen} in texts that nothing is computed from"
    )
    facts = {
        "whole": whole,
        "mutants": len(outcomes),
        "killed": killed,
        "alive": len(alive),
        "equivalent": len(equal),
        "fingerprint alone": unseen,
        "table": table(outcomes),
        "reasons": reasons(equal),
    }
    wrong = [*ended_early, *(f"alive: {one}" for one in alive)]
    wrong += [f"no mutant is so: {one}" for one in stale]
    return Result("mutation", said, facts, tuple(wrong))


def table(outcomes: list[Outcome]) -> dict[str, dict[str, int]]:
    """How many mutants of each kind each check killed."""
    found: dict[str, dict[str, int]] = {}
    for one in outcomes:
        check = one.check.partition(":")[0] or "none"
        row = found.setdefault(one.kind, {})
        row[check] = row.get(check, 0) + 1
    return {kind: dict(sorted(row.items())) for kind, row in sorted(found.items())}


def reasons(equal: list[Outcome]) -> dict[str, int]:
    """Why mutants are equal to the original, and how many are so."""
    found: dict[str, int] = {}
    for one in equal:
        found[equivalent.reason(one)] = found.get(equivalent.reason(one), 0) + 1
    return dict(sorted(found.items()))


def tolerance(outcomes: list[Outcome], bounds: Iterable[float] = EXACT) -> Result:
    """How many mutants each tolerance would let live; none may at ten times the real bound."""
    rows = kill_table.by_tolerance(outcomes)
    limit = kill_table.MARGIN * max(bounds)
    close = [
        f"{one.mutant} is off by {one.error:.0e}" for one in kill_table.within(outcomes, limit)
    ]
    counts = ", ".join(f"{len(row['alive'])} at {row['tolerance']:.0e}" for row in rows)
    facts = [{**row, "alive": len(row["alive"]), "for_example": row["alive"][:3]} for row in rows]
    wrong = tuple(f"closer than {limit:.0e}: {one}" for one in close)
    return Result("tolerances", f"mutants that would live: {counts}", {"rows": facts}, wrong)


def of_formulation(name: str) -> Found:
    """How many runs were compared, and the differences."""
    reading = Readback(formulation(name), text(name))
    found = [f"{name}: {one}" for one in reading.differences()]
    return reading.compared, found


def of_fewer_bits(name: str) -> Found:
    """The same of a form whose products are of fewer bits; around a timestep it is no other."""
    stated = formulation(name)
    reading = Readback(stated, numpy_formulation.module(stated))
    found = [f"{name}: {one}" for one in reading.at_a_glance()]
    return reading.compared, found


def of_fast(name: str, way: str) -> Found:
    """The same for one path of the fast form."""
    stated, printed = formulation(name), fast_text(name)
    reading = fast.FastReadback(stated, with_fast(name), printed, fast_ways(name)[way])
    found = [f"{name} fast, {way}: {one}" for one in reading.at_a_glance()]
    return reading.compared, found


def of_gradients(name: str) -> Found:
    """The same of the gradients: how many configurations, and those that differ."""
    stated = formulation(name)
    texts = campaign.together(name)
    compared, found = gradients_named.differences(stated, texts, campaign.manifest())
    return compared, [f"{name}{GRADIENTS}: {one}" for one in found]


def fast_ways(name: str) -> dict[str, fast.Way]:
    """The paths of a fast form; for one formulation those of the engine, too."""
    printed = fast_text(name)
    if not printed:
        return {}
    return fast.forms(formulation(name), printed) | (fast.WAYS if name == ENGINE_OF else {})


def of_language(part: str) -> Found:
    """The same of what is printed in another language: timesteps on exact numbers."""
    return languages.reading(part, campaign.files())


def of_activations() -> Found:
    """The same of the activations, each at many numbers."""
    found = list(readback_activations.differences(numpy_activations.module()))
    return len(ACTIVATIONS), found
