"""Names on paper as SVG text: italic letters, subscripts and superscripts, and how wide that is.

This reads the small LaTeX of labels, so that a diagram needs no math renderer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

# In Unicode's order of the italic letters.
LETTERS = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho
varsigma sigma tau upsilon varphi chi psi omega partial varepsilon vartheta varkappa phi varrho
varpi"""
GREEK = {f"\\{name}": chr(0x1D6FC + place) for place, name in enumerate(LETTERS.split())}
WORDS = {
    "odot": " ⊙ ",
    "otimes": " ⊗ ",
    "cdot": "·",
    "top": "⊤",
    "div": "÷",
    "surd": "√",
    "ldots": "…",
    "ge": " ≥ ",
    "le": " ≤ ",
    "left": "",
    "right": "",
}
SIGNS = {"'": "′", ",": ", "} | {
    sign: f" {shown} " for sign, shown in zip("+-*=⊙", "+−∗=⊙", strict=True)
}
ACCENTS = {r"\tilde": "\u0303", r"\bar": "\u0304", r"\hat": "\u0302"}
UPRIGHT = (r"\mathrm", r"\text", r"\operatorname")
TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}_^]|\s+|.")

# Widths in parts of the size, a little more than those of the common fonts.
NARROW, WIDE, WIDEST = "iljtrI.,′·|()[]1 −\u2009", "⊤CHNUDQOGRV", "mwMW+⊙…"
SMALL = 0.72
# How far below the line each height is, in parts of the size.
HEIGHTS = {0: 0.0, -1: 0.26, 1: -0.38}


@dataclass(frozen=True)
class Run:
    """Some letters at one height: 0 on the line, -1 below it, 1 above it."""

    text: str
    height: int = 0
    accent: str = ""

    @property
    def width(self) -> float:
        """How wide it is, in parts of the font's size."""
        plain = [_plain(letter) for letter in self.text]
        sizes = (
            0.36 if c in NARROW else 0.72 if c in WIDE else 0.9 if c in WIDEST else 0.58
            for c in plain
        )
        return sum(sizes) * (SMALL if self.height else 1)


def runs(latex: str) -> list[Run]:
    """A label as runs, from left to right."""
    tokens = [token for token in TOKEN.findall(latex) if not token.isspace()]
    return _joined(_read(tokens, 0, upright=False))


def width(latex: str, size: float) -> float:
    """About how wide a label is."""
    total, last = 0.0, Run("")
    for run in runs(latex):
        total += max(run.width - last.width, 0) if _stacked(last, run) else run.width
        last = run
    return round(total * size, 1)


def tspans(latex: str, size: float) -> str:
    """The content of a ``text`` element: each run says how far it moves from the one before.

    What is above the line is over what is below it, and the line goes on after both.
    """
    text, height, back = "", 0, 0.0
    last = Run("")
    for run in runs(latex):
        moved = ""
        if _stacked(last, run):
            moved, back = f' dx="{-last.width * size:.1f}"', max(last.width - run.width, 0.0)
        elif back:
            moved, back = f' dx="{back * size:.1f}"', 0.0
        step = HEIGHTS[run.height] - HEIGHTS[height]
        moved += f' dy="{step * size:.1f}"' if step else ""
        small = (
            ' class="lstm-small"' if run.height else ' class="lstm-accent"' if run.accent else ""
        )
        content = escape(run.text + run.accent)
        text += f"<tspan{moved}{small}>{content}</tspan>" if moved or small else content
        height, last = run.height, run
    return text


def _stacked(last: Run, run: Run) -> bool:
    return last.height * run.height == -1


def _read(tokens: list[str], height: int, upright: bool) -> Iterator[Run]:
    while tokens:
        token = tokens.pop(0)
        if token in ("_", "^"):
            yield from _read(_group(tokens), -1 if token == "_" else 1, upright=upright)
        elif token == "{":
            tokens.insert(0, token)
            yield from _read(_group(tokens), height, upright)
        elif token in UPRIGHT:
            yield from _read(_group(tokens), height, upright=True)
        elif token == r"\frac":
            yield from _read(_group(tokens), height, upright)
            yield Run(" / ", height)
            yield from _read(_group(tokens), height, upright)
        elif token == r"\sqrt":
            yield Run(WORDS["surd"], height)
        elif token in ACCENTS:
            for run in _read(_group(tokens), height, upright=True):
                yield Run(run.text, height, ACCENTS[token])
        else:
            yield Run(_sign(token, upright, tight=height != 0), height)


def _group(tokens: list[str]) -> list[str]:
    """What is between the next braces, or the next sign."""
    if not tokens or tokens[0] != "{":
        return [tokens.pop(0)] if tokens else []
    depth, inside = 0, []
    while tokens:
        token = tokens.pop(0)
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth == 0:
            break
        inside.append(token)
    return inside[1:]


def _sign(token: str, upright: bool, tight: bool) -> str:
    if token in GREEK:
        return GREEK[token]
    if token.startswith("\\"):
        # Words that are no signs, such as the names of functions, are upright.
        shown = WORDS.get(token[1:], token[1:])
        return shown.strip() if tight else shown
    if token in SIGNS:
        return SIGNS[token].strip() if tight else SIGNS[token]
    return token if upright else italic(token)


def italic(letter: str) -> str:
    """The letter as mathematics writes it."""
    if letter == "h":
        return "ℎ"  # which Unicode had before it had the others
    if "a" <= letter <= "z":
        return chr(0x1D44E + ord(letter) - ord("a"))
    return chr(0x1D434 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _plain(letter: str) -> str:
    """The letter that an italic one is drawn from."""
    code = ord(letter)
    if 0x1D434 <= code < 0x1D468:
        place = code - 0x1D434
        return chr(ord("A") + place) if place < 26 else chr(ord("a") + place - 26)
    return "h" if letter == "ℎ" else letter


def _joined(found: Iterator[Run]) -> list[Run]:
    """Neighbours of one height as one run; letters under an accent are upright in the source."""
    joined: list[Run] = []
    for run in found:
        if joined and not run.accent and not joined[-1].accent and joined[-1].height == run.height:
            joined[-1] = Run(joined[-1].text + run.text, run.height)
        elif run.text:
            # A factor after a subscript keeps a little distance.
            apart = joined and joined[-1].height and not run.height and run.text[0].isalpha()
            joined.append(Run("\u2009" + run.text, 0, run.accent) if apart else run)
    if not joined:
        return []
    return [Run(joined[0].text.lstrip(), joined[0].height, joined[0].accent), *joined[1:]]
