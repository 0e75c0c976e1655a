"""The site's own pages."""

import re


def test_no_formula_is_typed_by_hand(pytestconfig):
    pages = sorted((pytestconfig.rootpath / "docs").glob("*.md"))
    assert len(pages) >= 7
    typed = re.compile(r"\\(odot|sigma|tanh|phi|tilde)|⊙|σ|\{math\}|\$\$")
    assert [page.name for page in pages if typed.search(page.read_text())] == []
