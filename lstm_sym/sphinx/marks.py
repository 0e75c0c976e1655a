r"""Formulas whose symbols say which they are: ``\class{f_t}{f_t}`` becomes an element in MathML.

The converter knows no classes, but colours: each name gets a colour of its own, which is then
replaced by the facts that a page shows when one points at the symbol.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from lstm_sym.sphinx.converter import to_mathml

MARK = re.compile(r"\\class\{(\w+)\}\{")
COLOUR = re.compile(r"color:#([0-9A-F]{6});")
APPLY = "\u2061"  # function application, which is not seen but spoken


@dataclass(frozen=True)
class Name:
    """What a page says of a symbol."""

    meaning: str
    shape: str
    code: str
    is_function: bool = False

    @property
    def intent(self) -> str:
        """The meaning as a word that assistive technology speaks as it is."""
        said = re.split("[,:;] ", self.meaning.replace(", block ", " block "))[0]
        return "_" + re.sub("[^A-Za-z0-9]+", "-", said).strip("-")


def marked_mathml(marked: str, names: Mapping[str, Name], words: str) -> str:
    """A displayed formula in MathML with its symbols' facts; raises ValueError, also for a mark
    that the converter lost.
    """
    codes = list(dict.fromkeys(MARK.findall(marked)))
    coloured = MARK.sub(lambda m: rf"{{\color[HTML]{{{codes.index(m[1]) + 1:06X}}} ", marked)
    root = ElementTree.fromstring(to_mathml(coloured, display=True))
    parents = {child: parent for parent in root.iter() for child in parent}
    found = 0
    for element in list(root.iter("mrow")):
        colour = COLOUR.fullmatch(element.attrib.pop("style", ""))
        if colour:
            found += 1
            name = codes[int(colour[1], 16) - 1]
            _say(element, name, names.get(name))
            if name in names and names[name].is_function:
                _apply(element, parents)
    if found != len(MARK.findall(marked)):
        raise ValueError(f"the converter lost a mark of {marked!r}")
    if words:
        root.set("alttext", words)
    return ElementTree.tostring(root, encoding="unicode")


def _say(element: ElementTree.Element, symbol: str, name: Name | None) -> None:
    element.set("data-sym", symbol)
    if name:
        element.set("data-says", name.meaning)
        element.set("data-shape", name.shape)
        if name.code != symbol:
            element.set("data-code", name.code)
        element.set("intent", name.intent)


def _apply(
    element: ElementTree.Element, parents: Mapping[ElementTree.Element, ElementTree.Element]
) -> None:
    """Put the sign of application behind a function, and behind its prime."""
    parent = parents[element]
    if parent.tag == "msup":
        element, parent = parent, parents[parent]
    sign = ElementTree.Element("mo")
    sign.text = APPLY
    parent.insert(list(parent).index(element) + 1, sign)
