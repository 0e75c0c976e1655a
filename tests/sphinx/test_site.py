"""The site's own pages."""

import doctest
import re

import pytest


def test_no_formula_is_typed_by_hand(pytestconfig):
    pages = sorted((pytestconfig.rootpath / "docs").glob("**/*.md"))
    assert len(pages) >= 18
    typed = re.compile(r"\\(odot|sigma|tanh|phi|tilde)|⊙|σ|\{math\}|\$\$")
    printed = re.compile(r"```console\n.*?```", re.DOTALL)  # test_commands.py runs these
    texts = {page.name: printed.sub("", page.read_text()) for page in pages}
    assert [name for name, text in texts.items() if typed.search(text)] == []


FAMILIES = "compare cudnn flax greff2015 gru onnx papers pytorch tensorflow1 wikipedia"


@pytest.mark.parametrize("family", FAMILIES.split())
def test_the_examples_of_a_page_run(pytestconfig, family):
    page = pytestconfig.rootpath / "docs" / "formulations" / f"{family}.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert tried >= 4
    assert failed == 0
