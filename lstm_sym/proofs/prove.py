"""Runs the proofs 1 to 6, the long ones in other processes; one result each."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.proofs import (
    campaign,
    determinism,
    equivalent,
    kills,
    prove_code,
    prove_coverage,
    prove_page,
    tolerances,
)
from lstm_sym.proofs.kills import Outcome
from lstm_sym.proofs.result import Result
from lstm_sym.verify import BOUNDS

WORKERS = 2


def prove(sample: int = campaign.SAMPLE) -> Iterator[Result]:
    """Each proof's result when it is there."""
    with prove_page.built_site() as folder, ProcessPoolExecutor(WORKERS) as pool:
        readings = _readings(pool)
        pages = [pool.submit(prove_page.of_manifest, f.name) for f in FORMULATIONS]
        pages.append(pool.submit(prove_page.of_activations))
        shown = ("mathml", "latex") if folder else ()
        number = pool.submit(prove_page.formulations_shown, folder) if folder else None
        sites = [pool.submit(prove_page.of_site, folder, kind) for kind in shown]
        groups = campaign.groups(campaign.tasks(), sample)
        tried = [pool.submit(campaign.attempt, group) for group in groups]
        yield _code([reading.result() for reading in readings])
        on_site = number.result() if number else 0
        yield _page([page.result() for page in pages], [one.result() for one in sites], on_site)
        yield prove_coverage.prove()
        outcomes = [one for group in tried for one in group.result()]
        yield mutation(outcomes, whole=sample == 1)
        yield tolerance(outcomes)
        yield determinism.prove()


def _readings(pool: ProcessPoolExecutor) -> list[Future[prove_code.Found]]:
    # The longest first.
    ways = [(f.name, way) for f in FORMULATIONS for way in prove_code.ways(f.name)]
    found = [pool.submit(prove_code.of_fast, name, way) for name, way in ways]
    found += [pool.submit(prove_code.of_formulation, f.name) for f in reversed(FORMULATIONS)]
    return [*found, pool.submit(prove_code.of_activations)]


def _code(found: list[prove_code.Found]) -> Result:
    wrong = tuple(one for _, differing in found for one in differing)
    runs = sum(number for number, _ in found[:-1])
    said = (
        f"{runs} runs on symbols give back the equations of {len(FORMULATIONS)} formulations, "
        f"{len(ACTIVATIONS)} activations their formulas"
    )
    facts = {"runs": runs, "formulations": len(FORMULATIONS), "activations": len(ACTIVATIONS)}
    return Result("readback", said, facts, wrong)


def _page(pages: list[prove_page.Found], sites: list[prove_page.Found], on_site: int) -> Result:
    wrong = tuple(one for _, _, differing in (*pages, *sites) for one in differing)
    if sites and on_site < len(FORMULATIONS):
        wrong += (f"the site shows {on_site} of {len(FORMULATIONS)} formulations",)
    worst = max(off for _, off, _ in (*pages, *sites))
    runs = sum(number for number, _, _ in pages)
    shown = sum(number for number, _, _ in sites)
    said = f"{runs} cases computed from the LaTeX"
    of_site = f", {shown} from the built site, which shows {on_site} of {len(FORMULATIONS)}"
    said += of_site if sites else ", no site: Sphinx is not installed"
    facts: dict[str, Any] = {"cases": runs, "cases_of_site": shown}
    facts["formulations_shown"] = on_site
    facts["worst"] = float(f"{worst:.2g}")
    return Result("page", f"{said}, worst error {worst:.2f} of its bound", facts, wrong)


def mutation(outcomes: list[Outcome], whole: bool) -> Result:
    """The score: every mutant that is no equal of the original must be killed."""
    left = kills.survivors(outcomes)
    equal = [one for one in left if equivalent.reason(one)]
    alive = [one.mutant for one in left if one not in equal]
    stale = equivalent.stale(outcomes) if whole else []
    killed = len(outcomes) - len(left)
    real = killed + len(alive)
    of = "" if whole else f", a sample of {sum(len(campaign.of_task(t)) for t in campaign.tasks())}"
    said = (
        f"{killed} of {real} mutants killed ({100 * killed / max(1, real):.2f} %){of}; "
        f"{len(equal)} equal to the original"
    )
    facts = {
        "whole": whole,
        "mutants": len(outcomes),
        "killed": killed,
        "alive": len(alive),
        "equivalent": len(equal),
        "table": table(outcomes),
        "reasons": reasons(equal),
    }
    wrong = [*(f"alive: {one}" for one in alive), *(f"no mutant is so: {one}" for one in stale)]
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


def tolerance(outcomes: list[Outcome], bounds: Iterable[float] = BOUNDS.values()) -> Result:
    """How many mutants each tolerance would let live; none may, far above those that hold."""
    rows = tolerances.table(outcomes)
    limit = tolerances.MARGIN * max(bounds)
    close = [
        f"{one.mutant} is off by {one.error:.0e}" for one in tolerances.within(outcomes, limit)
    ]
    counts = ", ".join(f"{len(row['alive'])} at {row['tolerance']:.0e}" for row in rows)
    facts = [{**row, "alive": len(row["alive"]), "for_example": row["alive"][:3]} for row in rows]
    wrong = tuple(f"closer than {limit:.0e}: {one}" for one in close)
    return Result("tolerances", f"mutants that would live: {counts}", {"rows": facts}, wrong)
