"""Where each equation is in the printed code, from the labels that its lines carry."""

import re
from collections.abc import Iterable

from lstm_sym.manifest.schema import Place, statement

LABEL = re.compile(r"#\s(?P<labels>[\w-]+(?:, [\w-]+)*)$")
FUNCTION = re.compile(r"def (?P<name>\w+)\(")


def labels_of(line: str) -> list[str]:
    """The labels of the equations that a line of printed code computes."""
    found = LABEL.search(line)
    return found["labels"].split(", ") if found else []


def places(file: str, text: str, labels: Iterable[str]) -> dict[str, list[Place]]:
    """For each label its places: file, function, line number and the line's code."""
    found: dict[str, list[Place]] = {label: [] for label in labels}
    function, in_docstring = "", False
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        in_docstring ^= line.count('"""') == 1
        defined = FUNCTION.match(line)
        function = defined["name"] if defined else function
        labelled = LABEL.search(line)
        # What is behind an else is the value of an option.
        if in_docstring or labelled is None or line.strip().startswith("else:"):
            continue
        own = [label for label in labels_of(line) if label in found]
        if not own:
            continue
        code, at = line[: labelled.start()].strip(), number
        if not code:
            # A label on a line of its own speaks of the next line.
            code, at = lines[number].strip(), number + 1
            if LABEL.search(code):
                # That line has a label of its own: here a cell's equations follow.
                code, at = line.strip(), number
        code = statement(lines, at) if code.endswith("(") else code
        for label in own:
            found[label].append(Place(file=file, function=function, line=at, code=code))
    return found
