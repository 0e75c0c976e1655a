"""Takes the formulas out of the built site: the MathML that a reader sees, and the LaTeX beneath.

The MathML is turned back into LaTeX text by its own small table, so that `page.Formulas` can
compute what is on the page.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from lstm_sym.proofs.page_syntax import PageError

Page = dict[str, Any]

SIGNS = {
    "−": "-",
    "⊙": r"\odot ",
    "⊗": r"\otimes ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "′": "'",
    "…": r"\ldots ",
    "∗": "*",
    "˜": r"\tilde",
    "¯": r"\bar",
    "^": r"\hat",
    "ˆ": r"\hat",
    "⊤": r"\top ",
    "∣": "|",
} | {sign: sign for sign in "+-=()[],|<>'.*"}
INVISIBLE = ("\u2061", "\u2062", "\u2063", "")
LETTERS = {"σ": r"\sigma ", "ϕ": r"\phi ", "φ": r"\phi ", "α": r"\alpha ", "θ": r"\theta "}
LETTERS |= {"μ": r"\mu ", "ν": r"\nu ", "γ": r"\gamma ", "ϵ": r"\epsilon ", "ε": r"\epsilon "}
LETTERS |= {"π": r"\pi ", "β": r"\beta ", "ρ": r"\rho ", "⊤": r"\top "}
WORDS = {word: f"\\{word} " for word in ("tanh", "max", "min", "log", "dim")}


def latex(node: ElementTree.Element) -> str:
    """LaTeX text for a MathML tree; raises `PageError` for what the table does not have."""
    text = (node.text or "").replace("\u00a0", " ").strip()
    if _is_upright(node):
        upright = "".join(node.itertext())
        return WORDS.get(upright) or _letter(upright)
    parts = [latex(child) for child in node]
    if node.tag in ("math", "mrow", "mtd", "mstyle"):
        joined = "".join(parts).replace("...", r"\ldots ")
        if joined.startswith("{") and joined.endswith(r"\end{cases}"):
            return joined[1:]
        return joined
    if node.tag == "mspace":
        return ""
    if node.tag == "mn":
        return text
    if node.tag == "mi":
        return LETTERS.get(text) or WORDS.get(text) or _letter(text)
    if node.tag == "mo":
        return "" if text in INVISIBLE else "{" if text == "{" else _sign(text)
    if node.tag == "mtext":
        return r"\text{if }" if text == "if" else rf"\text{{{text}}}"
    if node.tag == "mtable":
        return r"\begin{cases}" + r"\\".join(parts) + r"\end{cases}"
    if node.tag == "mtr":
        return "&".join(parts)
    return _layout(node.tag, parts)


def _is_upright(node: ElementTree.Element) -> bool:
    """Whether a group is one name in upright letters, which may end with digits."""
    if node.tag != "mrow" or not len(node):
        return False
    digits = all(child.tag == "mn" for child in node[1:])
    return node[0].tag == "mspace" or (len(node) > 1 and digits and _is_upright(node[0]))


def _letter(text: str) -> str:
    if len(text) == 1 and text.isascii():
        return text
    if not re.fullmatch(r"\w+", text):
        raise PageError(f"the page shows {text!r}")
    escaped = text.replace("_", r"\_")
    return rf"\mathrm{{{escaped}}}"


def _sign(text: str) -> str:
    signs = SIGNS | WORDS  # in a case, the name of a function is an operator
    if text not in signs:
        raise PageError(f"the page shows the sign {text!r}")
    return signs[text]


def _layout(tag: str, parts: list[str]) -> str:
    if tag == "msub":
        return f"{parts[0]}_{{{parts[1]}}}"
    if tag == "msup":
        return _above(parts[0], parts[1])
    if tag == "msubsup":
        return _above(_layout("msub", parts[:2]), parts[2])
    if tag == "mfrac":
        return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
    if tag == "msqrt":
        return rf"\sqrt{{{''.join(parts)}}}"
    if tag == "mover" and parts[1] in (r"\tilde", r"\bar", r"\hat"):
        return f"{parts[1]}{{{parts[0]}}}"
    raise PageError(f"the page shows <{tag}>")


def _above(base: str, above: str) -> str:
    """A prime, a letter that belongs to the name, or a power."""
    if above == "'":
        return base + above
    letter = above.strip() == r"\top" or (len(above) == 1 and above.isalpha())
    return f"{base}^{above}" if letter and base != "e" else f"{base}^{{{above}}}"


MATH = re.compile(r"<math.*?</math>", re.DOTALL)
SOURCE = re.compile(r'<div class="highlight-latex[^>]*>.*?<pre>(.*?)</pre>', re.DOTALL)
# A card shows one equation, or several as rows; a row shows no LaTeX.
OWN_PLACE = re.compile(r'<div class="lstm-card|<div class="lstm-row"')
WHEN = re.compile(r'class="lstm-when">(.*)', re.DOTALL)


def read(folder: Path, manifest: Mapping[str, Any], shown: str) -> Page:
    """The manifest with its formulas and conditions replaced by those of the built pages.

    ``shown`` is "mathml" or "latex". A formulation that no page shows is left out; raises
    `PageError` for one of which an equation is missing.
    """
    cards = _cards(folder)
    formulations = {}
    for name, stated in manifest["formulations"].items():
        anchors = {_anchor(f"equation-{name}-{e['label']}") for e in stated["equations"]}
        if not anchors & set(cards):
            continue  # a formulation that the site does not show
        equations = [_equation(name, e, cards, shown) for e in stated["equations"]]
        formulations[name] = {**stated, "equations": equations}
    activations = {}
    for name, stated in manifest["activations"].items():
        value, slope = islice(_formulas(_card(cards, f"activation-{name}"), shown), 2)
        activations[name] = {**stated, "latex": value, "derivative": slope}
    return {**manifest, "formulations": formulations, "activations": activations}


def _equation(formulation: str, e: Mapping[str, Any], cards: Mapping[str, str], shown: str) -> Page:
    card = _card(cards, f"equation-{formulation}-{e['label']}")
    when = WHEN.search(card.split("</p>")[0])
    condition = text(when[1]).partition("when ")[2] if when else ""
    unshown = e["latex"] if shown == "latex" else ""
    return {**e, "latex": next(_formulas(card, shown), unshown), "when": condition}


def _formulas(card: str, shown: str) -> Iterator[str]:
    if shown == "latex":
        source = SOURCE.search(card)
        yield from map(text, source[1].strip().split("\n")) if source else ()
    else:
        yield from (latex(ElementTree.fromstring(found)) for found in MATH.findall(card))


def text(markup: str) -> str:
    """The text of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def _card(cards: Mapping[str, str], name: str) -> str:
    if _anchor(name) not in cards:
        raise PageError(f"no page of the site shows {name}")
    return cards[_anchor(name)]


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _cards(folder: Path) -> dict[str, str]:
    """The markup of every card or row that is the one own place of something, by its anchor."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.html")):
        for card in OWN_PLACE.split(path.read_text(encoding="utf-8"))[1:]:
            for shown in re.findall(r'id="((?:equation|activation)-[^"]+)"', card):
                anchor = _anchor(shown)
                if anchor in found:
                    raise PageError(f"the site shows {anchor} twice as its own")
                found[anchor] = card
    return found
