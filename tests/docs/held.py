"""Which facts a page types, which claims hold them, and what becomes of a page when one is changed.

A claim is a piece of a page's text whose facts were put in from the data, or quoted from the source
that is named beside it. A fact that no claim holds is a fault, and so is a claim that the page does
not make: whatever is changed in a page or in the data, one of the two is left.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: A block that tests/docs/blocks.py runs shows no facts of its own: what it says is what happens.
#: A directive's options are facts, and so are the words of a glossary; it is found as a block, so
#: that its end begins no other.
BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<directive>\{(?:lstm:|glossary\}))?[^\n]*\n.*?^(?P=fence) *$",
    re.DOTALL | re.MULTILINE,
)
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "fifty",
)
#: Places and parts, in words; a second one is mostly just another one.
PLACES = (
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "sixteenth"),
    *("half", "quarter", "twice", "thirty", "hundred", "thousand", "millionths"),
)
#: Of "first" and "last", those that say when something is done, or where a digit or a column is.
IDIOMS = "use|calls?|look|bit|digits?|place|part|lines|column|command|target|setting|table"
#: Digits, yes and no, True and False, the order of four gates, orders and numbers but one as words.
FACT = re.compile(
    r"(?<![\w-])\d[\d.,]*\d(?:e-?\d+)?|(?<![\w-])\d(?:e-?\d+)?"
    r"|\b(?:yes|no)\b(?= \|)|\b(?-i:True|False)\b"
    r"|\b[ifcogjz](?:, [ifcogjz]){3}\b"
    rf"|\b(?:{'|'.join((*NUMBERS[2:], *PLACES))})\b"
    rf"|(?<![-.\w])(?:zero|(?-i:first|last)(?! (?:{IDIOMS})\b))(?![-\w])",
    re.IGNORECASE,
)
#: Words that deny, and what a sentence says without them.
DENIALS = {
    "not": "",
    "no": "a",
    "none": "all",
    "never": "always",
    "nothing": "all",
    "nor": "and",
} | {
    "neither": "both",
    "nobody": "everybody",
    "nowhere": "here",
    "cannot": "can",
    "without": "with",
}
DENIAL = re.compile(rf"(?<![-\w])(?:{'|'.join(DENIALS)})(?![-\w])", re.IGNORECASE)
#: Words whose opposite says another thing of what a layer computes, on the pages about layers.
OPPOSITES = {
    "before": "after",
    "larger": "smaller",
    "largest": "smallest",
    "forward": "backward",
    "forwards": "backwards",
    "rows": "columns",
    "next": "previous",
    "inside": "outside",
    "multiplied": "divided",
    "multiplies": "divides",
    "positive": "negative",
    "newer": "older",
    "input": "output",
}
OPPOSITES |= {other: one for one, other in OPPOSITES.items()}
#: Which gate it is, and what alone it sees; an input elsewhere is mostly the one of the layer.
GATES = r"(?:in|out)put(?= (?:gate|alone)\b)"
OPPOSITE = re.compile(
    r"(?<![-\w])(?<!to the )(?<!came )(?<!a step )(?!backward pass|after another)"
    rf"(?:{'|'.join(OPPOSITES.keys() - {'input', 'output'})}|{GATES})(?![-\w])",
    re.IGNORECASE,
)
#: Digits behind a letter or a sign, as in float32 and h_28; in names of code they are no facts.
BEHIND = re.compile(r"(?<=[A-Za-z_-])\d+")
NAMES = re.compile(r"`[^`\n]+`|\]\([^)]*\)|https?://\S+|^\(.*\)=$|^:.*$|^```.*$", re.MULTILINE)


@dataclass(frozen=True)
class Fact:
    """A fact as it is typed, and where."""

    start: int
    end: int
    text: str


def facts(page: str, pattern: re.Pattern[str] = FACT) -> list[Fact]:
    """Every fact in the words, tables and directives of a page."""
    words = BLOCK.sub(lambda block: block[0] if block["directive"] else blank(block), page)
    said = NAMES.sub(blank, BLOCK.sub(blank, page))
    if pattern is OPPOSITE:  # of words, not of names
        words = said
    found = [*pattern.finditer(words), *BEHIND.finditer(said)]
    return [Fact(one.start(), one.end(), one[0]) for one in found]


def blank(found: re.Match[str]) -> str:
    """As many spaces, and the same lines."""
    return re.sub(r"[^\n]", " ", found[0])


def faults(page: str, claims: Iterable[str], pattern: re.Pattern[str] = FACT) -> list[str]:
    """Claims that the page does not make, and facts that no claim holds."""
    held: list[range] = []
    said = []
    for claim in claims:
        place = page.find(claim)
        if place < 0:
            said.append(f"the page does not say {claim!r}")
        while place >= 0:
            held.append(range(place, place + len(claim)))
            place = page.find(claim, place + len(claim))
    for fact in facts(page, pattern):
        if not any(fact.start in span and fact.end - 1 in span for span in held):
            around = page[max(0, fact.start - 40) : fact.end + 40].replace("\n", " ")
            said.append(f"nothing holds {fact.text!r} in {around!r}")
    return said


def changed(
    page: str, pattern: re.Pattern[str] = FACT, further: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """The page with each of its facts changed, one at a time, and what was changed.

    ``further`` are words that are facts, too: each becomes the next one.
    """
    following = dict(zip(further, (*further[1:], *further[:1]), strict=True))
    for fact in facts(page, pattern):
        known = fact.text in following
        for other in [following[fact.text]] if known else others(fact.text):
            yield f"{fact.text} -> {other}", page[: fact.start] + other + page[fact.end :]


def others(fact: str) -> list[str]:
    """What may be there by mistake: another digit, order, answer or word."""
    if ", " in fact:
        gates = fact.split(", ")
        return [", ".join((*gates[:n], gates[n + 1], gates[n], *gates[n + 2 :])) for n in range(3)]
    opposite = {"yes": "no", "True": "False", "first": "last"}
    opposite |= {other: one for one, other in opposite.items()}
    if fact.lower() in DENIALS and fact != "no":
        return [DENIALS[fact.lower()]]
    if fact.lower() in OPPOSITES:
        return [OPPOSITES[fact.lower()]]
    if fact in opposite:
        return [opposite[fact]]
    if fact.isalpha():
        words = PLACES if fact.lower() in PLACES else NUMBERS
        word = words[(words.index(fact.lower()) + 1) % len(words)]
        return [word.capitalize() if fact[0].isupper() else word]
    return [
        fact[:place] + str((int(digit) + 1) % 10) + fact[place + 1 :]
        for place, digit in enumerate(fact)
        if digit.isdigit()
    ]
