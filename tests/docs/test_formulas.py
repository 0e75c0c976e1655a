"""No formula of an LSTM is typed by hand: not in a page, not in a docstring, not in a comment."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.rst")]
PAGES = sorted(page for page in PAGES if "_build" not in page.parts)
CODE = sorted((ROOT / "lstm_sym").rglob("*.py"))

# What formulas are written with.
WORD = re.compile(
    r"\\(odot|circ|sigma|tanh|phi|tilde|operatorname|mathrm|frac)\b"  # LaTeX
    r"|\{math\}|:math:|\$\$|(?<![\w`])\$[^$\n`]+\$(?!\w)"  # a place for it
    r"|[⊙∘⊗]|[cg]\u0303"  # as text
)
FORMULA = re.compile(
    r"(σ|\b(hard_)?(sigmoid|sigma|tanh|phi|logistic)\w*) ?\([^()\n]*[*+@·]"  # a gate
    r"|\b[ifo](_t)? ?[*·×] ?(c|g|tanh|np\.tanh|h)\w*"  # what a gate lets through
    r"|\b[WURVK]_?\{?\w{0,3}\}? ?[@*·]? ?\(?[xh](_\w+|\b)[^\n]{0,20}\+"  # a sum of products
    r"|\b[xh]_\w+ ?[@*·] ?[WURVK]\w*"  # a product of the code
)
# A run command prints its formulas; these files are cells of the reader's own, and no LSTM, or what
# another package calls one; and a backward pass by hand is what a page shows the faults of, held
# against the printed one.
PRINTED = re.compile(
    r"```console\n.*?```|:caption: (my_cell|elman)\.py\n.*?```"
    r"|```python\ndef by_hand\(.*?```",
    re.DOTALL,
)
#: These rooms print and read words, and so speak of them.
OF_WORDS = {"paper", "proofs"}


def typed_in_page(text: str) -> list[str]:
    """Formulas in the words and blocks of a page."""
    return [found[0] for pattern in (WORD, FORMULA) for found in pattern.finditer(own(text))]


def own(text: str) -> str:
    """What a page says itself."""
    return PRINTED.sub("", text)


def typed_in_code(text: str, *patterns: re.Pattern[str]) -> list[str]:
    """Formulas in the docstrings and comments of a module."""
    return [found[0] for words in said(text) for p in patterns for found in p.finditer(words)]


def said(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_no_typed_formula(page: Path) -> None:
    assert typed_in_page(page.read_text()) == []


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_docstrings_and_comments_have_no_typed_formula(file: Path) -> None:
    patterns = (FORMULA,) if OF_WORDS & set(file.parts) else (WORD, FORMULA)
    assert typed_in_code(file.read_text(), *patterns) == []


PLANTED = (
    r"$$c_t = f_t \odot c_{t-1} + i_t \odot g_t$$",
    "```{math}\nh_t = o_t\n```",
    "The hidden state is $h_t$.",
    "c_t = f_t ⊙ c_{t-1}",
    "i_t = σ(x_t W_i + b_i)",
    "f = sigmoid(x @ W + b)",
    "f_t = hard_sigmoid(z_f + 1)",
    "```python\nc = f * c + i * g\n```",
    "h = o * np.tanh(c)",
    "z = W_f x_t + U_f h_{t-1} + b_f",
    "z = W_{hf} h + b",
    "z = x_t @ kernel + h_tm1 @ U",
    "```{code-block} python\n:caption: other.py\n\nc = f * c\n```",
)


@pytest.mark.parametrize("formula", PLANTED)
def test_a_typed_formula_is_seen(formula: str) -> None:
    assert typed_in_page(f"# A page\n\nWords before.\n\n{formula}\n\nWords after.\n")
    docstring = f"def gate():\n    {f'Words. {formula}'!r}\n"
    assert typed_in_code(docstring, WORD, FORMULA)
    assert typed_in_code(f"x = 1  # {formula.splitlines()[0]}\n", WORD, FORMULA) or "```" in formula


def test_words_about_an_lstm_are_no_formula() -> None:
    text = "The gates of Keras 2.2.4 are `hard_sigmoid`, and h_t is returned; f * units numbers."
    assert typed_in_page(text) == []
    assert typed_in_page("```console\n$ lstm-sym show keras\nc_t = f_t ⊙ c_{t-1}\n```") == []
