"""Charts and tables of times: they say what the file says."""

import json
import re
from typing import Any

import pytest
from docutils import nodes

from lstm_sym.bench import race
from lstm_sym.sphinx.speed import recorded, tables, targets
from lstm_sym.sphinx.speed.directive import VIEWS


def result(name: str, least: float | None, ratio: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "version": "generated" if name.startswith("lstm") else "1.2",
        "error": "" if least else "ModuleNotFoundError",
        "least_us": least,
        "median_us": least,
        "times_best_peer": ratio,
        "gflops": least and 50.0,
        "first_call_s": 0.5,
        "peak_mib": 100.0,
    }


def run(grid: str, threads: int, units: int) -> dict[str, Any]:
    problem = {"batch": 1, "timesteps": 28, "input_dim": 10, "units": units, "threads": threads}
    results = [
        result("lstm_c", 10.0 * units, 2.0),
        result("pytorch", 20.0 * units, 1.0),
        result("keras_jax", None, None),
    ]
    return {"grid": grid, "problem": problem, "results": results}


FILE = {
    "machine": {
        "processor": "A processor",
        "processors": 2,
        "system": "Linux",
        "python": "3",
        "numpy": "2",
    },
    "rounds": 5,
    "seconds": 0.1,
    "project": {"lstm-sym check": 2.0, "the site, from nothing": None},
    "product_peak_gflops": {"1": 100.0, "2": 200.0},
    "races": [
        *(run("rows", 1, 32), run("rows", 2, 32), run("units", 1, 8), run("units", 1, 1000)),
        run("layers", 1, 32) | {"layer": "GRU, right-padded"},
    ],
}
FILE["races"][-1]["results"].append(result("numba_step", 5.0, None))


@pytest.fixture
def shown(build, tmp_path):
    """The page with some views of the file."""

    def make(*views: str) -> str:
        (tmp_path / "source" / "bench.json").write_text(json.dumps(FILE))
        blocks = (f"```{{lstm:speed}} bench.json\n:show: {view}\n```\n" for view in views)
        made = build(index="# Speed\n\n" + "\n".join(blocks))
        assert made.warnings == []
        return made.html["index"].replace("\u00a0", " ").replace("&#160;", " ")

    return make


def texts(html: str) -> list[str]:
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html, re.DOTALL)
    return [re.sub("<.*?>", "", cell).strip().replace("\u00a0", " ") for cell in found]


def test_a_bar_is_as_long_as_its_ratio_and_the_line_stands_at_one(shown) -> None:
    html = shown("bars")
    widths = [float(w) for w in re.findall(r'lstm-bar[^>]* width="([\d.]+)"', html)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    (line,) = re.findall(r'lstm-zero" d="M([\d.]+) 0V', html)
    (start,) = set(re.findall(r'lstm-bar[^>]* x="([\d.]+)"', html))
    assert float(line) - float(start) == pytest.approx(widths[1], abs=0.1)
    assert "C, printed 320 µs, 2.00, PyTorch 640 µs, 1.00" in html
    assert "JAX" not in html


def test_curves_have_logarithmic_axes_with_their_numbers(shown) -> None:
    html = shown("units")
    assert re.findall(r'text-anchor="middle">([^<]*)', html) == ["8", "1000"]
    assert re.findall(r'text-anchor="end">([^<]*)', html) == ["0.01", "0.1", "1", "10", "100"]
    assert "C, printed 80.0 µs to 10.0 ms" in html


def test_tables_say_times_and_nothing_for_who_is_missing(shown) -> None:
    assert texts(shown("rows"))[-3:] == ["1, 28, 10, 32", "320 µs", "640 µs"]


def test_a_table_of_times_opens_on_a_click(shown) -> None:
    html = shown("rows\n:fold: The times", "machine")
    (inside,) = re.findall("<details.*?</details>", html, re.DOTALL)
    assert "<summary>The times</summary>" in inside
    assert texts(inside)[-3:] == ["1, 28, 10, 32", "320 µs", "640 µs"]
    assert "100 with 1 thread" in html.replace(inside, "")


def test_other_layers_are_named_and_a_table_has_who_raced_there_alone(shown) -> None:
    found = texts(shown("layers", "rows"))
    head = ["batch, timesteps, input_dim, units", "C, printed", "PyTorch"]
    of_layers = [*head, "numba, by hand", "GRU, right-padded", "1, 28, 10, 32"]
    assert found[:9] == ["layer", *of_layers, "320 µs", "640 µs"]
    assert found[9:15] == ["5.00 µs", *head, "1, 28, 10, 32", "320 µs"]


def test_all_numbers(shown) -> None:
    last = texts(shown("all"))[-9:]
    assert last[:5] == ["1, 28, 10, 32", "PyTorch", "640 µs", "640 µs", "1.00"]
    assert last[5:] == ["50.0", "50 %", "0.50 s", "100 MiB"]


def test_the_machine_and_the_project(shown) -> None:
    found = texts(shown("machine", "project"))
    assert "100 with 1 thread, 200 with 2 threads" in found
    assert found[found.index("lstm-sym check") + 1] == "2.0 s"
    assert found[found.index("the site, from nothing") + 1] == "not measured"


def test_the_machine_says_what_the_other_processes_did() -> None:
    """A record from before the bench stopped them has no word for it."""
    assert recorded.of(FILE).others == "waiting"
    for said in ("stopped", "waiting"):
        (made,) = tables.machine(recorded.of(FILE | {"others": said}), 1)
        cells = [cell.astext() for cell in made.findall(nodes.entry)]
        assert cells[cells.index("processes of the others meanwhile") + 1] == said


def test_a_target_is_held_against_its_worst_row() -> None:
    def race(threads: int, **least: float) -> recorded.Race:
        results = {name: {"least_us": time} for name, time in least.items()}
        sizes = {"batch": 1, "timesteps": 28, "input_dim": 10, "units": 32, "threads": threads}
        return recorded.Race("rows", sizes, results, "pytorch")

    first = race(1, lstm_c=10.0, pytorch=20.0, lstm_numpy=30.0, numpy_plain=60.0)
    other = race(1, lstm_c=10.0, pytorch=15.0, lstm_numpy=30.0, numpy_plain=24.0)
    large = race(1, lstm_c=10.0, pytorch=9.9, products_alone=8.0)
    run = recorded.Recorded({}, {}, {}, 5, 0.5, (first, other, other, large))
    found = [targets.line(target, run)[-2:] for target in targets.TARGETS]
    assert found == [
        ("0.99, at 1, 28, 10, 32", "no"),
        ("not measured", ""),
        ("2.00", "yes"),
        ("1.25", "yes"),
        ("2.00", "no"),
        ("0.80", "no"),
        ("0.80", "no"),
        ("0.80, at 1, 28, 10, 32", "no"),
        ("not measured", ""),
    ]


def test_a_file_without_times_is_a_warning(build) -> None:
    made = build(index="# Speed\n\n```{lstm:speed} none.json\n```\n")
    (warning,) = made.warnings
    assert re.match(r"index\.md:\d+: WARNING: none\.json holds no times", warning)


def test_every_contender_has_a_title_and_every_view_a_use(pytestconfig) -> None:
    assert set(recorded.TITLES) == set(race.CONTENDERS)
    docs = pytestconfig.rootpath / "docs"
    pages = [(docs / f"{name}.md").read_text() for name in ("speed", "speed/measurements")]
    assert set(re.findall(r":show: ([\w-]+)", "".join(pages))) == set(VIEWS)


def test_every_contender_has_a_line_that_is_drawn(pytestconfig) -> None:
    style = (pytestconfig.rootpath / "lstm_sym/sphinx/static/charts.css").read_text()
    drawn = {int(place) for place in re.findall(r"\.lstm-line-(\d+) \{ stroke:", style)}
    assert drawn >= set(range(1, len(recorded.TITLES) + 1))


@pytest.mark.parametrize(
    ("microseconds", "said"),
    [(7.512, "7.51 µs"), (75.12, "75.1 µs"), (751.2, "751 µs"), (7512, "7.51 ms"), (2e6, "2.00 s")],
)
def test_times_have_three_digits(microseconds: float, said: str) -> None:
    assert recorded.time(microseconds) == said.replace(" ", "\u00a0")
