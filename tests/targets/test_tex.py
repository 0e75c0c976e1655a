import shutil
import subprocess
from pathlib import Path

import pytest

from lstm_sym import generate

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
