"""The numbers behind the charts."""

from collections.abc import Callable, Iterator, Sequence

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx.speed.recorded import NARROW, SIZES, TITLES, Race, Recorded, names, time
from lstm_sym.sphinx.tables import cells, table, text

NAME = "lstm-speed"
#: The head of a column, and what it says of a race.
Column = tuple[str, Callable[[Race], str]]
OF_SIZES: Column = (", ".join(SIZES), lambda race: race.sizes)
OF_LAYER: Column = ("layer", lambda race: race.layer)


def machine(recorded: Recorded, _threads: int) -> Iterator[Node]:
    """What the times depend on."""
    stated = recorded.machine
    where = [str(stated[word]) for word in ("processor", "family") if stated.get(word)]
    peaks = ", ".join(
        f"{gflops:.0f} with {threads} thread{'s' if threads != '1' else ''}"
        for threads, gflops in recorded.peaks.items()
    )
    rows = [
        ("processor", ", ".join(where)),
        ("processors", str(stated["processors"])),
        ("system", stated["system"]),
        ("Python, NumPy", f"{stated['python']}, {stated['numpy']}"),
        ("GFLOP/s of a large product by NumPy", peaks),
        ("turns of each contender", f"{recorded.rounds} of {recorded.seconds:g} s"),
        ("processes of the others meanwhile", recorded.others),
        *recorded.versions(),
    ]
    yield _table(["of this run", "value"], rows)


def times(grid: str, *first: Column) -> Callable[[Recorded, int], Iterator[Node]]:
    """The least time of each contender, one line a problem of a grid, behind what says which."""

    def view(recorded: Recorded, threads: int) -> Iterator[Node]:
        if races := recorded.chosen(grid, threads):
            yield _of_races(races, first or [OF_SIZES], names(races))

    return view


def growing(grid: str) -> Callable[[Recorded, int], Iterator[Node]]:
    """The least times of a grid that grows."""
    return times(grid, (grid, lambda race: f"{race.problem[grid]:,}"))


def everything(recorded: Recorded, threads: int) -> Iterator[Node]:
    """All that was measured of each row, one line a contender."""
    peak = recorded.peaks.get(str(threads))
    rows = []
    races = recorded.chosen("rows", threads)
    for race in races:
        for name in names(races):
            if (least := race.microseconds(name)) is None:
                continue
            median, rate = race.of(name, "median_us"), race.of(name, "gflops")
            ratio = race.of(name, "times_best_peer")
            rows.append(
                (
                    race.sizes,
                    TITLES[name],
                    time(least),
                    time(median),
                    "" if ratio is None else f"{ratio:.2f}",
                    f"{rate:.1f}",
                    f"{100 * rate / peak:.0f}{NARROW}%" if peak else "",
                    f"{race.of(name, 'first_call_s'):.2f}{NARROW}s",
                    f"{race.of(name, 'peak_mib'):.0f}{NARROW}MiB",
                )
            )
    head = [", ".join(SIZES), "who", "least", "median", "of the best peer", "GFLOP/s", "of peak"]
    yield _table([*head, "first call", "memory"], rows)


def project(recorded: Recorded, _threads: int) -> Iterator[Node]:
    """How long the project's own commands take."""
    said = [(what, _seconds(number)) for what, number in recorded.project.items()]
    yield _table(["what", "time"], said)


def _seconds(number: float | None) -> str:
    if number is None:
        return "not measured"
    if number < 0.1:
        return f"{number * 1e3:.0f}{NARROW}ms"
    return f"{number:.1f}{NARROW}s"


def _of_races(races: Sequence[Race], first: Sequence[Column], shown: Sequence[str]) -> nodes.table:
    heads = [head for head, _ in first] + [TITLES[name] for name in shown]
    rows = []
    for race in races:
        found = [race.microseconds(name) for name in shown]
        said = ["" if least is None else time(least) for least in found]
        rows.append([*(what(race) for _, what in first), *said])
    return _table(heads, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> nodes.table:
    return table(head, [cells([text(word) for word in row]) for row in rows], NAME)
