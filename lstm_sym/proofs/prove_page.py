"""Proof 2: the page, executed. The manifest's LaTeX, and what the built site shows."""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from lstm_sym import generate
from lstm_sym.proofs import complex_step, ended, page_activations, page_back, page_faults, site
from lstm_sym.proofs import page as page_of_one
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.campaign import formulation, manifest, text
from lstm_sym.proofs.drawn import drawn
from lstm_sym.proofs.kills_page import run
from lstm_sym.proofs.page_activations import activation
from lstm_sym.proofs.page_syntax import PageError
from lstm_sym.proofs.page_values import Value
from lstm_sym.recorded.case import Arrays, Case, Run, error, grid_error, results
from lstm_sym.recorded.cases import cases_of, grids

Page = Mapping[str, Any]
SHOWING = re.compile(r"\{lstm:(equations?|activations?)\}")
DOCS = generate.PRODUCTS.parent / "docs"
# Without what extensions add: pages of source code, the font, the index to search in.
DOCUMENTS_ALONE = """
import sys
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.cmd.build import main
StandaloneHTMLBuilder.search = False
StandaloneHTMLBuilder.gen_pages_from_extensions = lambda self: None
sys.exit(main(sys.argv[1:]))
"""
# cases, worst error in units of its bound, what is wrong
Found = tuple[int, float, list[str]]


def of_manifest(name: str) -> Found:
    """The LaTeX of one formulation on all of its cases, and on drawn ones against the code."""
    number, worst, wrong = on_cases(manifest(), name, cases_of(name))
    more, _, differing = on_cases(manifest(), name, list(drawn(formulation(name), printed(name))))
    further, off, apart = of_gradients(manifest(), name)
    return number + more + further, max(worst, off), wrong + differing + apart


def of_gradients(page: Page, name: str) -> Found:
    """The LaTeX of the equations backwards against complex-step derivatives, where there are any.

    Each array that is given is a case.
    """
    if f"{name}_gradients" not in page["gradients"]:
        return 0, 0.0, []
    found = list(page_back.errors(page, formulation(name)))
    wrong = [
        f"{name}: gradient of {array}: {off:.1e}"
        for array, off in found
        if not off <= complex_step.BOUND
    ]
    worst = max(off for _, off in found) / complex_step.BOUND
    return len({array for array, _ in found}), worst, wrong


def of_site(folder: str, shown: str) -> tuple[int, list[str]]:
    """How many formulas of the built site say what the manifest's do, and those that do not.

    The same tree under the same condition computes the same: `of_manifest` runs it on the cases.
    """
    try:
        ours, theirs = (trees(p) for p in (manifest(), site.read(Path(folder), manifest(), shown)))
    except PageError as error:
        return 0, [f"{shown}: {error}"]
    wrong = [name for name, tree in theirs.items() if tree != ours[name]]
    return len(theirs) - len(wrong), [f"{shown}: the site says another {one}" for one in wrong]


def trees(page: Page) -> dict[str, Any]:
    """Every formula of the formulations that a page has, and of the activations."""
    found: dict[str, Any] = {**page_activations.trees(page)}
    for name in page["formulations"]:
        found |= page_of_one.trees(page, name)
    return found


def formulations_shown(folder: str) -> int:
    """How many formulations the site shows."""
    try:
        return len(site.read(Path(folder), manifest(), "mathml")["formulations"])
    except PageError:
        return 0


def on_cases(page: Page, name: str, stated: Any) -> Found:
    """How a page of a formulation does on some cases."""
    wrong: list[str] = []
    worst, compute = 0.0, once(run(page, name))
    for case in stated:
        off = off_by(compute, case)
        worst = max(worst, off)
        if off > 1:
            where = "" if wrong else page_faults.said(page, name, case, printed(name))
            wrong.append(f"{name}, {case}: {off:.1e} times the bound{where}")
    return len(stated), worst, wrong


def printed(name: str) -> Printed:
    """The printed code of a formulation."""
    return Printed(formulation(name), text(name))


def once(compute: Run) -> Run:
    """The same way of computing, which computes once what several frameworks were given alike."""
    known: dict[Any, Mapping[str, Any]] = {}

    def remembered(given: Arrays, case: Case) -> Mapping[str, Any]:
        numbers = {n: (np.shape(a), np.asarray(a, float).tobytes()) for n, a in given.items()}
        same = str((case.functions, case.options)), tuple(numbers.items())
        if same not in known:
            known[same] = compute(given, case)
        return known[same]

    return remembered


def off_by(compute: Run, case: Case) -> float:
    try:
        return error(case, results(case, compute))
    except PageError:
        return float("inf")


def of_activations(page: Page | None = None) -> Found:
    """The formulas of the activations on the grids, and the derivatives as slopes."""
    page = page or manifest()
    worst, wrong = 0.0, []
    for grid in grids():
        function = activation(page, grid.name, **grid.parameters)
        off = grid_error(grid, function(Value((), grid.x.astype(np.longdouble))).data)
        worst = max(worst, off)
        wrong += [f"{grid}: {off:.1e} times the bound"] if off > 1 else []
    for name in page["activations"]:
        off = page_activations.slope_error(page, name)
        wrong += [f"derivative of {name}: {off:.1e} times the bound"] if off > 1 else []
    return len(grids()) + len(page["activations"]), worst, wrong


def pages() -> Iterator[str]:
    """The home page, which Sphinx begins with, and those with a directive that shows formulas."""
    yield "index.md"
    for page in sorted(DOCS.rglob("*.md")):
        if SHOWING.search(page.read_text(encoding="utf-8")):
            yield page.relative_to(DOCS).as_posix()


@contextmanager
def built_site() -> Iterator[tuple[str, str]]:
    """The site's pages that show formulas, in a folder of its own, and why it cannot be built.

    Both texts are empty where Sphinx is not installed.
    """
    if importlib.util.find_spec("sphinx") is None:
        yield "", ""
        return
    with tempfile.TemporaryDirectory(prefix="lstm-sym-site-") as folder:
        command = ["-c", DOCUMENTS_ALONE, "-q", "-b", "html", "-d", f"{folder}/trees"]
        command += ["-D", f"include_patterns={','.join(pages())}", str(DOCS)]
        built = f"{folder}/html"
        try:
            subprocess.run([sys.executable, *command, built], check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            yield "", ended.in_one_line(error)
            return
        yield built, ""
