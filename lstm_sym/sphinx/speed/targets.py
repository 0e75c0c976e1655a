"""What was aimed at before anything was measured, and what a recorded run found."""

from collections.abc import Iterator
from dataclasses import dataclass

from docutils.nodes import Node

from lstm_sym.sphinx.speed.recorded import TITLES, Race, Recorded
from lstm_sym.sphinx.tables import cells, table, text

EVERY, LARGE = range(1, 8), range(4, 8)  # rows of the table, counted from 1


@dataclass(frozen=True)
class Target:
    """How often one has to be as fast as the other, or how much of its time it may take."""

    who: str
    other: str  # empty: the best peer
    rows: range
    speed: float = 0.0  # at least
    time: float = 0.0  # or at most
    threads: int = 1

    def found(self, race: Race) -> float | None:
        """The ratio of a race; None where one of the two has no time."""
        name = self.other or race.best_peer
        ours, theirs = race.microseconds(self.who), race.microseconds(name or "")
        if ours is None or theirs is None:
            return None
        return theirs / ours if self.speed else ours / theirs


TARGETS = (
    Target("lstm_c", "", EVERY, speed=1.0),
    Target("lstm_c", "", EVERY, speed=1.0, threads=2),
    Target("lstm_c", "", range(1, 2), speed=1.8),
    Target("lstm_c", "products_alone", LARGE, time=1.3),
    Target("lstm_numpy", "numpy_plain", range(1, 2), speed=3.0),
    Target("lstm_numpy", "numpy_plain", range(2, 3), speed=1.5),
    Target("lstm_numpy", "numpy_plain", range(3, 4), speed=2.0),
    Target("lstm_numpy", "numpy_plain", EVERY, speed=1.0),
    Target("lstm_numpy", "products_alone", LARGE, time=1.1),
)


def targets(recorded: Recorded, _threads: int) -> Iterator[Node]:
    """One line a target: what was asked, and what the worst row of the run has."""
    rows = [cells([text(word) for word in line(target, recorded)]) for target in TARGETS]
    yield table(["what is compared", "rows", "target", "measured", "met"], rows, "lstm-speed")


def line(target: Target, recorded: Recorded) -> tuple[str, ...]:
    """The words of a target."""
    other = TITLES[target.other] if target.other else "the best peer"
    threads = "1 thread" if target.threads == 1 else f"{target.threads} threads"
    races = recorded.chosen("rows", target.threads)
    chosen = [race for place, race in enumerate(races, 1) if place in target.rows]
    known = [(found, race.sizes) for race in chosen if (found := target.found(race)) is not None]
    speed = "no slower" if target.speed == 1 else f"at least {target.speed:g} times the speed"
    asked = speed if target.speed else f"at most {target.time:g} times the time"
    who = f"{TITLES[target.who]}, against {other}, {threads}"
    where = {EVERY: "every row", LARGE: "the four large rows"}
    place = where.get(target.rows) or (chosen[0].sizes if chosen else "")
    if not known:
        return who, place, asked, "not measured", ""
    worst, sizes = min(known) if target.speed else max(known)
    met = worst >= target.speed if target.speed else worst <= target.time
    at = f", at {sizes}" if len(known) > 1 else ""
    return who, place, asked, f"{worst:.2f}{at}", "yes" if met else "no"
