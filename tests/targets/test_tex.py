import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lstm_sym import generate
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs import campaign, page_activations

LATEX = Path(__file__).parents[2] / "generated" / "latex"
ARTICLE = r"""\documentclass{article}
\usepackage{amsmath}
\begin{document}
\input{latex/keras}
\input{latex/activations}
See \eqref{eq:keras:cell-state} and \eqref{eq:activations:tanh}.
\end{document}
"""


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_the_equations_compile_in_a_plain_article(tmp_path: Path) -> None:
    generate.write(tmp_path / "generated")
    (tmp_path / "generated" / "paper.tex").write_text(ARTICLE)
    command = ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "paper.tex"]
    for _ in range(2):  # the second run resolves the references
        run = subprocess.run(
            command, cwd=tmp_path / "generated", capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout
    assert "undefined" not in run.stdout


def test_every_equation_has_its_label_once() -> None:
    text = generate.render()["latex/keras.tex"] + generate.render()["latex/activations.tex"]
    labels = [
        line.split(r"\label{")[1].rstrip("}") for line in text.splitlines() if r"\label" in line
    ]
    assert len(labels) == len(set(labels)) == text.count(r"\begin{equation}")


def formulas(name: str) -> dict[str, str]:
    """The formulas of a file by their labels."""
    text = (LATEX / f"{name}.tex").read_text(encoding="utf-8")
    return dict(re.findall(rf"label{{eq:{name}:(.+)}}\n  (.+)\n", text))


@pytest.mark.parametrize("name", [one.name for one in ACTIVATIONS])
def test_what_is_called_a_derivative_is_the_slope_of_its_function(name: str) -> None:
    """Both are computed as the file prints them."""
    printed = formulas("activations")
    page = {
        "activations": {
            other: stated | {"latex": printed[other], "derivative": printed[f"{other}-derivative"]}
            for other, stated in campaign.manifest()["activations"].items()
        }
    }
    assert page_activations.slope_error(page, name) < 1


@pytest.mark.parametrize("formulation", FORMULATIONS, ids=lambda f: f.name)
def test_a_label_is_that_of_the_equation_below_it(formulation: Formulation) -> None:
    """The manifest's formulas are computed by the proofs of the pages."""
    stated = campaign.manifest()["formulations"][formulation.name]["equations"]
    shown = {equation["label"]: equation["latex"] for equation in stated}
    assert formulas(formulation.name) == shown
