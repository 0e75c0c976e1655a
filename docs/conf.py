"""The site: `sphinx-build -W -n --keep-going -b html docs docs/_build/html`."""

import re

from sphinx.application import Sphinx

project = "lstm_sym"
author = "the lstm_sym authors"
copyright = "the lstm_sym authors"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "lstm_sym.sphinx",
    "lstm_sym.sphinx.mathml",
]
exclude_patterns = ["_build"]
lstm_manifest = "../generated/manifest.json"

# One number for each equation over all pages, in the order of the table of contents.
numfig = True
math_numfig = True
numfig_secnum_depth = 0

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = "lstm_sym"
html_math_renderer = "mathml"
html_context = {"default_mode": "auto"}
html_sidebars = {"**": []}
html_show_sourcelink = False
html_theme_options = {
    "navbar_align": "left",
    "header_links_before_dropdown": 5,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

# The docstrings state types and shapes in words, which are no Python names to look up.
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False
python_maximum_signature_line_length = 80


def escape_signs(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Keep |x| and a * b as they are: the docstrings are plain text, no markup."""
    lines[:] = [
        line if line.lstrip().startswith((">>>", "...")) else re.sub(r"([*|])", r"\\\1", line)
        for line in lines
    ]


def setup(app: Sphinx) -> None:
    """Register what is said above, before napoleon reads the docstrings."""
    app.connect("autodoc-process-docstring", escape_signs, priority=400)
