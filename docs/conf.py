"""The site: `sphinx-build -W -n --keep-going -b html docs docs/_build/html`."""

import gc
import html
import re
import textwrap
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import yaml
from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.pycode.parser import DefinitionFinder, Parser
from sphinx.search.en import SearchEnglish
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import is_smartquotable

from lstm_sym.sphinx.domain import LstmDomain, warn
from lstm_sym.targets.paper.greek import GREEK
from sphinx import addnodes

project = "lstm_sym"
version = release = metadata.version("lstm-sym")
about = metadata.metadata("lstm-sym")
urls = dict(url.split(", ", 1) for url in about.get_all("Project-URL") or ())
html_context = {"licence": about["License-Expression"], "urls": urls}
author = "the lstm_sym authors"
copyright = "the lstm_sym authors"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "lstm_sym.sphinx",
    "lstm_sym.sphinx.documented",
    "lstm_sym.sphinx.mathml",
]
exclude_patterns = ["_build", "_theme"]
lstm_manifest = "../generated/manifest.json"
lstm_compared = "results/compared.json"
lstm_notebooks = [
    "gradients",
    "gradients/compute",
    "gradients-kinks-and-faults",
    "convert-weights",
    *(f"formulations/{page}" for page in ("pytorch", "onnx", "gru", "gers2002")),
]

# Equations are counted in each page, behind its letter: a new page renumbers no other.
math_numfig = False
lstm_equation_letters = {
    "keras": "K",
    "keras/masking": "M",
    "gradients/equations": "BW",
    "formulations/pytorch": "P",
    "formulations/pytorch-projection": "PP",
    "formulations/onnx": "O",
    "formulations/tensorflow1": "T",
    "formulations/tensorflow1-projection": "TP",
    "formulations/cudnn": "D",
    "formulations/flax": "F",
    "formulations/hochreiter1997": "H",
    "formulations/gers2000": "L",
    "formulations/gers2002": "R",
    "formulations/greff2015": "V",
    "formulations/wikipedia": "W",
    "formulations/wikipedia-peephole": "WP",
    "formulations/wikipedia-convolutional": "WC",
    "formulations/bidirectional": "B",
    "formulations/stacked": "S",
    "formulations/gru": "G",
    "formulations/simple-rnn": "E",
    "formulations/mingru": "Z",
    "formulations/layer-norm-contrib": "NC",
    "formulations/layer-norm-addons": "NA",
    "formulations/xlstm": "X",
    "formulations/mlstm": "XM",
    "formulations/quantized-onnx": "QO",
    "formulations/quantized-pytorch": "QP",
}

html_theme_path = ["_theme"]
html_theme = "plain"
html_title = "lstm_sym: the equations of every LSTM"
html_short_title = "lstm_sym"
html_math_renderer = "mathml"
# The styles of all pages, in the order in which they decide; those of code come before.
STYLES = (
    *("frame", "text", "tables", "reference"),
    *("lstm", "cards", "shade", "charts", "mathml"),
    *("diagram", "differences", "explorer"),
)
html_domain_indices = False
html_show_sourcelink = False
html_copy_source = False
html_show_search_summary = False  # a page opened from a file may not fetch others
html_permalinks_icon = "#"
html_search_scorer = str(Path(__file__).parent / "_theme" / "scorer.js")

smartquotes = False  # MyST curls the quotes of pages, and leaves those of examples
myst_enable_extensions = ["smartquotes"]

default_role = "literal"  # a name between backquotes in a docstring

# The PDF: signs that text and code have, in the words of LaTeX.
SIGNS = {
    **{letter: name for name, letter in GREEK.items()},
    "φ": "varphi",
    "π": "pi",
    "⊙": "odot",
    "⊗": "otimes",
    "≤": "leq",
    "√": "surd",
    "ᵀ": "top",
    "−": "relax-",
    "∂": "partial",
    "′": "prime",
    "\N{COMBINING TILDE}": "tilde{ }",
    "\N{COMBINING MACRON}": "bar{ }",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "hat{ }",
}
latex_elements = {
    "papersize": "a4paper",
    "preamble": "".join(
        rf"\DeclareUnicodeCharacter{{{ord(sign):04X}}}{{\ensuremath{{\{name}}}}}" + "\n"
        for sign, name in SIGNS.items()
    ),
}

# The docstrings state types and shapes in words, which are no Python names to look up.
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_param = False
napoleon_use_rtype = False


def escape_signs(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Keep |x| and a * b as they are: the docstrings are plain text, no markup."""
    if what == "module":
        lines.clear()  # which tell who opens the file what it is
    in_example = False  # which lasts to the next empty line
    for place, line in enumerate(lines):
        in_example = line.lstrip().startswith(">>>") or (in_example and bool(line.strip()))
        if not in_example:
            lines[place] = re.sub(r"([*|])", r"\\\1", line)


def end_with_pages(app: Sphinx, document: nodes.document) -> None:
    """Take the pages below a page out of its last section, to which they do not belong."""
    for pages in list(document.findall(addnodes.toctree)):
        pages.parent.remove(pages)
        next(document.findall(nodes.section)).append(pages)


def describe(
    _app: Sphinx,
    _page: str,
    _template: str,
    context: dict[str, object],
    tree: nodes.document | None,
) -> None:
    """Put a page's first words into its head, for search engines and for chats."""
    said = ""
    for paragraph in tree.findall(nodes.paragraph) if tree is not None else ():
        if isinstance(paragraph.parent, nodes.section) and len(said) < 80:
            said += f" {paragraph.astext()}"
    context["said"] = textwrap.shorten(said, 300, placeholder=" …")


def bare(style: str) -> str:
    """A style sheet without comments and indentation, which a page would carry in vain."""
    return re.sub(r"\n\s+", "\n", re.sub(r"\s*/\*.*?\*/", "", style, flags=re.DOTALL))


@cache
def joined(folder: Path) -> str:
    """The name of the file that has all styles, bare, which is written once a build."""
    text = bare("\n".join((folder / f"{name}.css").read_text("utf-8") for name in STYLES))
    whole = folder / "site.css"
    if not whole.exists() or whole.read_text(encoding="utf-8") != text:
        whole.write_text(text, encoding="utf-8")
    return whole.name


def one_style(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Load the styles as one file: a browser waits for each before it paints anything."""
    if app.builder.name == "html":
        app.add_css_file(joined(app.outdir / "_static"))
        apart = [one for one in context["css_files"] if Path(one.filename).stem not in STYLES]
        context["css_files"] = apart


# What the first paint waits for: styles, and scripts that are not deferred.
AWAITED = re.compile(
    r'<link (?P<style>[^>]*rel="stylesheet"[^>]*) href="_static/(?P<sheet>[^"?]+)[^"]*" />'
    r'|<script src="_static/(?P<script>[^"?]+)[^"]*"(?P<rest>[^>]*)></script>'
    r'|<(?P<tag>style|script)(?P<kept>[^>]*) data-file="(?P<file>[^"]+)">.*?</(?P=tag)>',
    re.DOTALL,
)


def home_in_one_file(app: Sphinx, error: Exception | None) -> None:
    """Put what the home page's first paint waits for into the page, which most readers open first.

    Each build does so, as the page may be older than the file.
    """
    if error or app.builder.name != "html":
        return

    def inside(found: re.Match[str]) -> str:
        name = found["sheet"] or found["script"] or found["file"]
        tag = found["tag"] or ("style" if found["sheet"] else "script")
        attributes = found["kept"] or found["rest"] or found["style"] or ""
        attributes = re.sub(r'\s*\b(rel|type)="[^"]*"', "", f" {attributes.strip()}").rstrip()
        text = (app.outdir / "_static" / name).read_text(encoding="utf-8")
        text = bare(text).replace('url("', 'url("_static/') if tag == "style" else text
        return f'<{tag}{attributes} data-file="{name}">{text}</{tag}>'

    page = app.outdir / f"{app.config.root_doc}.html"
    page.write_text(AWAITED.sub(inside, page.read_text(encoding="utf-8")), encoding="utf-8")


class PagesBesideCode:
    """The list of the site's pages, which is the same beside all code of a folder."""

    def __init__(self) -> None:
        """Nothing is listed yet."""
        self.listed: dict[str, str] = {}

    def __call__(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], tree: object
    ) -> None:
        """Let the theme take the list of the folder's first page."""
        if tree is None:
            folder, listed = page.rpartition("/")[0], context["toctree"]
            context["toctree"] = lambda **asked: (
                self.listed.get(folder) or self.listed.setdefault(folder, listed(**asked))
            )


class Citation(SphinxDirective):
    """``{citation}``: what CITATION.cff says, as an entry of BibTeX, with the release built."""

    def run(self) -> list[nodes.Node]:
        """The entry, which an author copies."""
        path = Path(__file__).parents[1] / "CITATION.cff"
        self.env.note_dependency(str(path))
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
        fields = {
            "author": " and ".join(f"{{{author['name']}}}" for author in stated["authors"]),
            "title": f"{{{stated['title']}: {stated['abstract']}}}",
            "note": f"Version {release}, {stated['license']} licence",
        }
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
        entry = f"@misc{{{stated['title']},\n" + lines.replace("_", r"\_") + "}"
        return [nodes.literal_block(entry, entry, language="bibtex")]


class CloseBlocks(SphinxPostTransform):
    """Take the empty line at the end of an example, which only the tests need."""

    default_priority = 800

    def run(self, **_: object) -> None:
        """Shorten the blocks of code."""
        for found in self.document.findall(nodes.literal_block):
            if found.rawsource == found.astext():  # else there are nodes in it
                found.rawsource = found.rawsource.rstrip()
                found[:] = [nodes.Text(found.rawsource)]


TYPED = re.compile("""['"]| -- """)


class Signs(SphinxPostTransform):
    """Curl the quotes and draw the dashes that directives type, as MyST does those of pages."""

    default_priority = 800

    def run(self, **_: object) -> None:
        """Look at texts alone: Sphinx's own smart quotes walk every page many times."""
        for text in list(self.document.findall(nodes.Text)):
            if TYPED.search(text) and is_smartquotable(text):
                curled = re.sub(r'"([^"]+)"', r"“\1”", text.replace(" -- ", " – "))
                curled = re.sub(r"(?<=\w)'(?=s?\b)", "’", curled)
                text.parent.replace(text, nodes.Text(curled))


LONG = 30  # letters of code beyond which a word may be wider than a phone
#: A table is read row by row on a phone if it has so many columns at most, and a cell of more
#: letters in more than such a part of its rows; these have a layout of their own, or numbers.
COLUMNS, LETTERS, PART = 8, 50, 1 / 8
OTHERS = {f"lstm-{one}" for one in ("symbols", "functions", "options", "storages", "parameters")}


def box_of(table: nodes.table) -> str:
    """The attributes of a table's box, with the heads that its style sheet puts before cells."""
    head, *rows = [[cell.astext() for cell in row] for row in table.findall(nodes.row)]
    prose = [row for row in rows if any(len(cell) > LETTERS for cell in row[1:])]
    fits = 2 < len(head) <= COLUMNS and not OTHERS & set(table["classes"])
    if not (fits and len(prose) > PART * len(rows) and table.next_node(nodes.thead)):
        return 'class="scrolls"'
    said = [name.replace("\\", r"\\").replace('"', r"\"") for name in head]
    style = ";".join(f'--c{place}:"{name}: "' for place, name in enumerate(said, 1) if place > 1)
    return f'class="scrolls records" style="{html.escape(style)}"'


class ValidHtml(SphinxPostTransform):
    """Mend what Sphinx makes of tables, of lists of results and of long words of code."""

    default_priority = 800
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Put tables into boxes that scroll, so that no page does; free lists from paragraphs."""
        for code in self.document.findall(nodes.literal):
            if any(len(word) > LONG for word in code.astext().split()):
                code["classes"].append("long")
        for table in list(self.document.findall(nodes.table)):
            start = nodes.raw("", f"<div {box_of(table)}>", format="html")
            end = nodes.raw("", "</div>", format="html")
            table.parent.replace(table, [start, table, end])
        for found in list(self.document.findall(nodes.bullet_list)):
            if isinstance(found.parent, nodes.paragraph):
                found.parent.replace_self(found)


class Remembered(SearchEnglish):
    """English, for the search, with the stem of each word computed once."""

    stem = cache(SearchEnglish.stem)


def definitions(module: ModuleAnalyzer) -> dict[str, tuple[str, int, int]]:
    """Where each definition begins and ends, which Sphinx finds before a listing asks for it."""
    finder = DefinitionFinder(module.code.splitlines(keepends=True))
    finder.parse()
    return finder.definitions


def index_breaks(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Let a name in the index go on in the next line after a dot or an underscore."""

    def broken(name: str) -> Markup:
        return Markup(re.sub("(?<=[._])(?=[a-zA-Z])", "<wbr>", str(escape(name))))

    if page == "genindex" and app.builder.name == "html":
        context["genindexentries"] = [
            (letter, [(broken(name), (links, [(broken(sub), at) for sub, at in subs], key))
                      for name, (links, subs, key) in entries])
            for letter, entries in context["genindexentries"]
        ]  # fmt: skip


def collect_again(*_: object) -> None:
    """Switch the collection of garbage on for what comes after the build, and leave its trees."""
    gc.freeze()
    gc.enable()


def every_formulation_is_shown(_app: Sphinx, env: BuildEnvironment) -> None:
    """Say of which formulation no page shows anything; the extension misses only what is left."""
    domain = cast(LstmDomain, env.domains["lstm"])
    for kind in ("equation", "symbol"):
        shown = {name.partition(".")[0] for name in domain.data[kind]}
        for name in domain.manifest.formulation:
            if name not in shown:
                said = f"no page shows the {kind}s of formulation {name!r}"
                warn(said, "missing", ("formulations/index", 1))


def setup(app: Sphinx) -> None:
    """Register what is said above, before napoleon reads the docstrings."""
    # Sphinx keeps the tree of each page: walking through all again took a quarter of a build.
    gc.disable()
    app.connect("build-finished", collect_again)
    Parser.parse_definition = lambda _: None  # type: ignore[method-assign]
    ModuleAnalyzer.find_tags = definitions  # type: ignore[method-assign]
    app.connect("build-finished", home_in_one_file)
    app.connect("autodoc-process-docstring", escape_signs, priority=400)
    app.connect("doctree-read", end_with_pages, priority=400)  # before the pages are collected
    app.connect("html-page-context", describe)
    app.connect("html-page-context", PagesBesideCode())
    app.connect("html-page-context", one_style, priority=900)
    app.connect("html-page-context", index_breaks)
    app.add_directive("citation", Citation)
    app.add_search_language(Remembered)
    app.add_post_transform(CloseBlocks)
    app.add_post_transform(Signs)
    app.add_post_transform(ValidHtml)
    app.connect("env-check-consistency", every_formulation_is_shown)
