"""The worked example: every digit of the page, computed a second time at thirty digits."""

import cProfile
import doctest
import json
import re
import shutil
from pathlib import Path

import mpmath
import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from lstm_sym.sphinx.steps import steps

ROOT = Path(__file__).resolve().parents[2]
GIVEN = json.loads((ROOT / "docs" / "worked-example.json").read_text())
CONF = f"""
extensions = ["myst_parser", "lstm_sym.sphinx"]
lstm_manifest = {str(ROOT / "generated" / "manifest.json")!r}
suppress_warnings = ["lstm", "ref"]
"""
UNITS, GATES = 2, "ifco"
mpmath.mp.dps = 30


@pytest.fixture(name="page", scope="module")
def built_page(tmp_path_factory: pytest.TempPathFactory) -> nodes.document:
    source = tmp_path_factory.mktemp("worked")
    (source / "conf.py").write_text(CONF)
    for name in ("worked-example.md", "worked-example.json"):
        shutil.copy(ROOT / "docs" / name, source)
    (source / "index.md").write_text("# Home\n\n```{toctree}\nworked-example\n```\n")
    app = SphinxTestApp("html", srcdir=source)
    try:
        app.build()
        return app.env.get_doctree("worked-example")
    finally:
        app.cleanup()


def block(array: list[list[float]], gate: str) -> list[list[float]]:
    start = GATES.index(gate) * UNITS
    return [row[start : start + UNITS] for row in array]


def logistic(x: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-x))


def step(x, h, c):
    """What a page should show of each quantity: numbers as given, sums, values."""
    shown, value = {}, {}
    for gate in GATES:
        W, U = block(GIVEN["kernel"], gate), block(GIVEN["recurrent_kernel"], gate)
        (b,) = block([GIVEN["bias"]], gate)
        sums = [
            mpmath.mpf(str(x)) * mpmath.mpf(str(W[0][unit]))
            + sum(h[other] * mpmath.mpf(str(U[other][unit])) for other in range(UNITS))
            + mpmath.mpf(str(b[unit]))
            for unit in range(UNITS)
        ]
        value[gate] = [mpmath.tanh(z) if gate == "c" else logistic(z) for z in sums]
        given = [W[0], *U, b]
        shown[gate] = (given, sums)
    new_c = [value["f"][u] * c[u] + value["i"][u] * value["c"][u] for u in range(UNITS)]
    squashed = [mpmath.tanh(v) for v in new_c]
    new_h = [value["o"][u] * squashed[u] for u in range(UNITS)]
    return shown, value, new_h, new_c, squashed


def plain(numbers) -> list[str]:
    return [f"{float(number):g}" for number in numbers]


def four(numbers) -> list[str]:
    return [f"{float(number):.4f}" for number in numbers]


def expected() -> list[list[str]]:
    """The numbers of every formula on the page, in their order."""
    h = c = [mpmath.mpf(0)] * UNITS
    formulas = [plain(x for (x,) in GIVEN["sequences"][0])]
    for gate in GATES:
        W, U = block(GIVEN["kernel"], gate), block(GIVEN["recurrent_kernel"], gate)
        formulas.append(plain([*W[0], *U[0], *U[1], *block([GIVEN["bias"]], gate)[0]]))
    for t, ((x,),) in enumerate([[row] for row in GIVEN["sequences"][0]]):
        before = plain if t == 0 else four
        shown, value, new_h, new_c, squashed = step(x, h, c)
        for gate in GATES:
            (W, *U, b), sums = shown[gate]
            formulas.append(
                plain([x, *W]) + before(h) + plain([*U[0], *U[1], *b]) + four(sums + value[gate])
            )
        product = four(value["f"]) + before(c) + four(value["i"] + value["c"])
        formulas.append(product + four(new_c))
        o = four(value["o"])
        formulas.append([*o, *four(new_c), *o, *four(squashed), *four(new_h)])
        h, c = new_h, new_c
    return formulas


def numbers(latex: str) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", re.sub(r"_(\w|\{[^}]*\})", "", latex))


def test_every_digit_of_the_formulas(page: nodes.document) -> None:
    formulas = [node.astext() for node in page.findall(nodes.math_block)]
    assert [numbers(latex) for latex in formulas] == expected()


def test_every_symbol_is_replaced_once_there_are_numbers(page: nodes.document) -> None:
    for node in list(page.findall(nodes.math_block))[1 + len(GATES) :]:
        with_numbers = node.astext().split(r" \\ &=", 1)[1]
        assert not re.search(r"[A-Za-z]_", with_numbers.replace(r"\tilde c_", "c_"))


def test_what_is_returned(page: nodes.document) -> None:
    (table,) = (t for t in page.findall(nodes.table) if "lstm-worked" in t["classes"])
    rows = [row.astext().split("\n\n") for row in table.findall(nodes.row)][1:]
    h = c = [mpmath.mpf(0)] * UNITS
    over_time = []
    for (x,) in GIVEN["sequences"][0]:
        _, _, h, c, _ = step(x, h, c)
        over_time += h
    wanted = {"lstm_output": over_time, "state_h": h, "state_c": c}
    assert {name: numbers(latex) for name, latex in rows} == {n: four(v) for n, v in wanted.items()}


def test_the_session_in_python_is_true(page: nodes.document) -> None:
    (session,) = page.findall(nodes.doctest_block)
    test = doctest.DocTestParser().get_doctest(session.astext(), {}, "page", None, 0)
    result = doctest.DocTestRunner().run(test)
    assert result.attempted > 6
    assert result.failed == 0


def test_a_vector_has_brackets_and_commas_and_a_function_parentheses(page: nodes.document) -> None:
    """So that no product of numbers is seen where an array is meant."""
    formulas = [node.astext() for node in page.findall(nodes.math_block)][1 + len(GATES) :]
    for latex in formulas:
        assert "pmatrix" not in latex
        for inside in re.findall(r"\\begin\{bmatrix\}(.*?)\\end", latex):
            assert "&" in inside
            assert inside.count(", &") == inside.count("&") or r"\\" in inside
        # Neither a number nor a function stands before an array as if it were one factor.
        assert not re.search(r"(\d|\\phi|\\sigma) ?\\begin\{bmatrix\}", latex)


def test_a_build_can_be_profiled() -> None:
    with cProfile.Profile() as profile:
        under = [step.values["h_t"].tolist() for step in steps(GIVEN)]
    assert under == [step.values["h_t"].tolist() for step in steps(GIVEN)]
    seen = {getattr(entry.code, "co_name", "") for entry in profile.getstats()}
    assert seen >= {"steps", "watched"}
