"""Pieces of Python text: a head, a docstring, wrapped text, a signature."""

import json
import re
import textwrap
from collections.abc import Iterable

WIDTH = 100
Section = tuple[str, list[tuple[str, str]]]


def quoted(text: str) -> str:
    """A text as it is in a docstring: on one line, and every sign of it itself."""
    return " ".join(text.split()).replace("\\", r"\\").replace('"""', r"\"\"\"")


def head(title: str, source: str) -> str:
    """A module's docstring: what it is, what it was printed from, how to change it."""
    return (
        f'"""{quoted(title)}\n\n'
        f"Printed from {quoted(source)} by `lstm-sym generate`.\n"
        'Do not edit: change the equations and generate again.\n"""\n'
    )


def docstring(summary: str, sections: Iterable[Section], examples: Iterable[str]) -> list[str]:
    """A docstring in NumPy's style, indented for a function of a module."""
    lines = [f'"""{quoted(summary)}']
    for title, entries in sections:
        lines += ["", title, "-" * len(title)]
        for name, meaning in entries:
            lines += [name] if name else []
            lines += wrap(quoted(meaning), "    " if name else "")
    lines += ["", "Examples", "--------", *examples, '"""']
    return [f"    {line}".rstrip() for line in lines]


def wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH - 4, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )


def signature(name: str, parameters: Iterable[str], returns: str, indent: str = "") -> list[str]:
    """The head of a function; on one line if it fits behind an indent."""
    parameters = list(parameters)
    short = f"def {name}({', '.join(parameters)}) -> {returns}:"
    if len(indent + short) <= WIDTH:
        return [short]
    return [f"def {name}(", *(f"    {parameter}," for parameter in parameters), f") -> {returns}:"]


def bracketed(
    before: str, items: Iterable[str], after: str, *, is_tuple: bool = False
) -> list[str]:
    """Text, items between brackets, text: on one line if it fits, else one item a line."""
    items = list(items)
    short = f"{before}{', '.join(items)}{',' * (is_tuple and len(items) == 1)}{after}"
    if len(short) <= WIDTH:
        return [short]
    indent = before[: len(before) - len(before.lstrip())]
    return [before, *(f"{indent}    {item}," for item in items), f"{indent}{after}"]


def quiet(*further: str) -> str:
    """Above a function: an overflow or a NaN is a result, and no warning comes with it."""
    ignored = ", ".join(f'{what}="ignore"' for what in ("over", "invalid", *further))
    return f"@np.errstate({ignored})  # inf and NaN are right here"


def literal(value: object) -> str:
    """A string, a number or a flag as it is in code."""
    if value == float("inf"):
        return "np.inf"
    # The escapes of JSON are Python's, and its quotes are the formatter's.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def imported(module: str, names: Iterable[str], body: Iterable[str]) -> list[str]:
    """The import of those functions and types of a module that the lines use."""
    text = "\n".join(line.partition("  # ")[0] for line in body)
    there = [name for name in names if name in text]  # which is quick to see
    used = sorted(
        (name for name in there if re.search(rf"(?<![\w.]){name}(\(| \||,| =)", text)),
        key=lambda name: (name.islower(), name),
    )
    return imports(f"lstm_numpy.{module}", used)


def imports(module: str, names: Iterable[str]) -> list[str]:
    """The import of names from a module; no line for no names."""
    listed = ", ".join(names)
    return imports_fitted(f"from {module} import {listed}") if listed else []


def imports_fitted(line: str) -> list[str]:
    """An import; where it is too long, each name on a line of its own."""
    if len(line) <= WIDTH:
        return [line]
    before, _, names = line.partition(" import ")
    indent = line[: len(line) - len(line.lstrip())]
    each = (f"{indent}    {name}," for name in names.split(", "))
    return [f"{before} import (", *each, f"{indent})"]


def labelled(line: str, label: str) -> list[str]:
    """The line with its label behind it, or above it where there is no room; a call of which the
    line has no room, on lines of its own."""
    short = f"{line}  # {label}"
    indent = line[: len(line) - len(line.lstrip())]
    lines = [line]
    if len(line) > WIDTH:
        call, _, arguments = line.partition("(")
        lines = [f"{call}(", f"{indent}    {arguments[:-1]}", f"{indent})"]
    if any(len(one) > WIDTH for one in lines):
        raise ValueError(f"{label}: the printed line is longer than {WIDTH} characters: {line}")
    return [short] if len(short) <= WIDTH else [*comment(label, indent), *lines]


def comment(text: str, indent: str) -> list[str]:
    """The text as a comment of as many lines as it needs; no label is broken."""
    begin = f"{indent}# "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=begin,
        subsequent_indent=begin,
        break_long_words=False,
        break_on_hyphens=False,
    )


#: What a printed function asks first of each array.
SIZED = re.compile(r"\s*\w+ = sizes\.\w+\(")


def fitted(line: str) -> list[str]:
    """The line; where it is too long, its label above it, and a statement on several lines."""
    code, separator, label = line.rpartition("  # ")
    if line.lstrip().startswith("# "):
        return comment(line.lstrip().removeprefix("# "), line[: line.index("#")])
    if separator:
        return laid_out(code, label)
    return laid_out(line) if SIZED.match(line) else [line]


def shape(sizes: tuple[str, ...]) -> str:
    """The shape as a user reads it: ``(units, 4*units)``; an optional dimension in brackets."""
    shown = [f"[{size[:-1]}]" if size.endswith("?") else size for size in sizes]
    shown = [size.replace("|", " or ") for size in shown]
    return f"({', '.join(shown)}{',' if len(shown) == 1 else ''})"


#: What a value is for, the value, and the comma behind an entry of a dictionary.
STATEMENT = re.compile(r'(\s*(?:return |"\w+": |[^"=]+ = )?)(.*?)(,?)')


def laid_out(line: str, label: str = "") -> list[str]:
    """A statement as the formatter has it: too long a sum or product a term a line, in brackets."""
    short = f"{line}  # {label}" if label else line
    if len(short) <= WIDTH:
        return [short]
    indent = line[: len(line) - len(line.lstrip())]
    above = comment(label, indent) if label else []
    if len(line) <= WIDTH:
        return [*above, line]
    head, value, comma = STATEMENT.fullmatch(line).groups()  # type: ignore[union-attr]
    sides = operands(value, "+-")
    together = f"{indent}    {value}"
    several = len(sides) > 1 or len(operands(value, "*/")) > 1
    if several and len(together) <= WIDTH:
        return [*above, f"{head}(", together, f"{indent}){comma}"]
    terms = [
        part
        for term in sides
        for part in ([term] if len(indent) + 4 + len(term) <= WIDTH else operands(term, "*/"))
    ]
    if len(terms) == 1:
        call, _, arguments = value.partition("(")
        inside = arguments[:-1]
        parts = [inside] if len(indent) + 4 + len(inside) <= WIDTH else operands(inside, "+-")
        return [*above, f"{head}{call}(", *(f"{indent}    {p}" for p in parts), f"{indent}){comma}"]
    return [*above, f"{head}(", *(f"{indent}    {term}" for term in terms), f"{indent}){comma}"]


def operands(expr: str, signs: str) -> list[str]:
    """The operands of the outermost signs, each behind its own."""
    found, depth, begin = [], 0, 0
    for place, character in enumerate(expr):
        depth += (character in "([{") - (character in ")]}")
        spaced = expr[place - 1 : place] == " " and expr[place + 1 : place + 2] == " "
        if depth == 0 and character in signs and spaced and place > begin + 1:
            found.append(expr[begin:place].strip())
            begin = place
    return [*found, expr[begin:].strip()]
