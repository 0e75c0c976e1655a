"""Wrong versions of the printed C and JavaScript: one sign, number or name is another."""

import re
from collections.abc import Iterator
from functools import partial

from lstm_sym.proofs.c_syntax import TYPES, Token, tokens
from lstm_sym.proofs.mutants import Mutant

SIGNS = {"+": "-", "-": "+", "*": "+", "/": "*", "+=": "-=", "===": "<"}
KEYWORDS = TYPES | {"for", "if", "else", "return", "switch", "case", "break", "void", "sizeof"}
# What is printed of a file from equations; all else is the same in each, or hands arguments on.
OF_FUNCTIONS = r"^[^\n]*\b(?:{})\([^;{{]*\)\s*\{{.*?^\}}"
PRINTED = {
    "small": OF_FUNCTIONS.format(r"\w+_small_step"),
    "cells": OF_FUNCTIONS.format(r"stage_\d_f32|\w+_pack_f32") + "|^static const [^;]*;",
    "lstm.js": r"(?<=^@NAME@: ).*?^  \},",
}


def of_file(kind: str, path: str, text: str, name: str) -> Iterator[Mutant]:
    """Every mutant of a file, of the script those of one cell; all have their columns."""
    (pattern,) = (pattern for part, pattern in PRINTED.items() if part in path)
    said = f"{path} {name}" if path.endswith(".js") else path
    lines = text.splitlines()
    for part in re.finditer(pattern.replace("@NAME@", name), text, re.MULTILINE | re.DOTALL):
        words = list(tokens(part[0]))[:-1]
        # Of a head, the names of blocks alone: without its other words, nothing runs.
        table = part[0].startswith("static const")
        head = re.search(r"=" if table else r"\)\s*\{\n", part[0])
        begin = head.start() if head else 0
        kinds = [_kind(words, k) for k in range(len(words))]
        alike = {
            one: sorted(
                {
                    w.text
                    for w, k in zip(words, kinds, strict=True)
                    if k == one and not (table and w.place < begin)
                }
            )
            for one in ("a name", "a field", "a function")
        }
        for word, what in zip(words, kinds, strict=True):
            at = part.start() + word.place
            line = text.count("\n", 0, at)
            if lines[line].lstrip().startswith("(void)"):
                continue
            if word.place < begin and (table or not _bracketed(part[0], word.place)):
                continue
            new = _changed(word, what, alike)
            if new not in ("", word.text):
                column = at - text.rfind("\n", 0, at)
                where = f"{said}, {' '.join(lines[line].split())}, column {column}"
                change = f"{word.text} -> {new}"
                rule = f"exchange {what}" if what in alike else f"change {what}"
                make = partial(_exchanged, text, at, word.text, new)
                yield Mutant(kind, where, rule, change, make)


def _bracketed(text: str, place: int) -> bool:
    """Whether a place is between brackets."""
    return text.rfind("[", 0, place) > text.rfind("]", 0, place)


def _kind(words: list[Token], k: int) -> str:
    """What a token is: a sign, a number, a name, a field or a function; or nothing to change."""
    word, before = words[k], words[k - 1].text
    after = words[k + 1].text if k + 1 < len(words) else ""
    if word.text == "*" and (before in TYPES or after == "const"):
        return ""  # of a type
    if word.kind in ("sign", "number"):
        return f"a {word.kind}"
    if word.kind != "name" or word.text in KEYWORDS:
        return ""
    if before in ("->", "."):
        return "a field"
    if after == "(":
        return "a function"
    declared = before in TYPES or (before == "*" and after in ("=", "const"))
    return "" if declared else "a name"


def _changed(word: Token, what: str, alike: dict[str, list[str]]) -> str:
    """What is in a token's place; empty for nothing."""
    if what == "a sign":
        return SIGNS.get(word.text, "")
    if what == "a number":
        # Where a table says yes or no, every other number is yes.
        return (
            str(1 - int(word.text))
            if word.text in ("0", "1")
            else f"{word.text[0]}1{word.text[1:]}"
        )
    if what in alike:
        names = alike[what]
        return names[(names.index(word.text) + 1) % len(names)]
    return ""


def _exchanged(text: str, at: int, old: str, new: str) -> str:
    return text[:at] + new + text[at + len(old) :]
