"""The text of C files: support files, both precisions, heads."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

WIDTH = 100
SUPPORT = Path(__file__).with_name("support")
HEAD = (
    "/* Printed from lstm_sym/equations/ and lstm_sym/targets/c/support/ by `lstm-sym generate`.\n"
    "   Do not edit: change the equations and generate again. */\n"
)
INCLUDED = "#include <float.h>\n#include <math.h>\n#include <stdint.h>\n#include <string.h>\n"
DOUBLE = {r"(?<!b)float": "double", "int32_t": "int64_t", "FLT_": "DBL_"}  # not in bfloat16
BETWEEN = re.compile(r"([,;?:=&|<>+-])? ")
SUFFIXES = {"_f32": "_f64", "_ps": "_pd"}


def head(title: str, source: str) -> str:
    """The comment at the top of a file that is printed from one formulation."""
    return (
        f"/* {' '.join(title.split()).replace('*/', '* /')}\n\n"
        f"   Printed from {source} by `lstm-sym generate`.\n"
        "   Do not edit: change the equations and generate again. */\n"
    )


def double(single: str) -> str:
    """The text for double precision: types, suffixes, literals, names of the C library."""
    for word, other in DOUBLE.items():
        single = re.sub(word, other, single)
    for suffix, other in SUFFIXES.items():
        single = re.sub(rf"{suffix}(?!\w)", other, single)
    single = re.sub(r"(?<=\d)f\b", "", single)
    return single.replace("name##f(", "name(")


def fragment(name: str) -> str:
    return (SUPPORT / name).read_text()


def joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Lines of code; what is too long on several, its comment above it."""
    for line in lines:
        if len(line) <= WIDTH:
            yield line
            continue
        code, mark, said = line.rpartition(" /* ")
        indent = line[: len(line) - len(line.lstrip())]
        if mark and said.endswith("*/"):
            yield from wrap(
                f"/* {said}", WIDTH, initial_indent=indent, subsequent_indent=f"{indent}   "
            )
            line = code
        yield from wrapped(line, f"{indent}    ")


def wrapped(line: str, indent: str = " " * 8) -> Iterator[str]:
    """A statement on as many lines as it needs; its comment above them.

    Lines end behind a comma or an operator where there is one, else between two words.
    """
    code, mark, said = line.rpartition(" // ")
    if mark and len(line) > WIDTH:
        yield f"{line[: len(line) - len(line.lstrip())]}// {said}"
        line = code
    while len(line) > WIDTH and (spaces := [*BETWEEN.finditer(line, len(indent), WIDTH)]):
        at = next((one for one in reversed(spaces) if one[1]), spaces[-1]).end() - 1
        yield line[:at]
        line = indent + line[at + 1 :]
    yield line
