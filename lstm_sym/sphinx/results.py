"""Tables of what a command measured and recorded as JSON."""

import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.sphinx.boxes import folded, in_books
from lstm_sym.sphinx.record import FromRecord
from lstm_sym.sphinx.tables import Cell, breaking, cells, table, text

MARKED = re.compile(
    r"`(?P<code>[^`]+)`|\[(?P<said>[^]]+)\]\((?P<address>https://[^\s)]+)\)"
    r"|(?P<power>(?<=\de)-(?=\d))"  # a hyphen would end a line
)


class ShowResults(FromRecord):
    """``{lstm:results} sensitivity.json``: a table that a command recorded beside this page.

    The file holds ``columns``, the heads, and ``rows``, a list of values each. A name in code
    is between backquotes, a link as in Markdown. Without rows the page says "None." Of several
    ``tables`` in one file, ``:table:`` names the one. A long table opens on a click on the words
    of ``:fold:``; without words there is a click for each value of the first column, whose
    further rows have nothing there.
    """

    holds = "results"
    option_spec: ClassVar = {"table": directives.unchanged_required, "fold": directives.unchanged}

    def shown(self, stated: Any) -> list[Node]:
        """The table."""
        if "table" in self.options:
            stated = stated["tables"][self.options["table"]]
        columns, rows = stated["columns"], stated["rows"]
        if self.options.get("fold") != "":
            return folded(self.options.get("fold"), _table(columns, rows))
        folds: list[Node] = []
        for words, group in _groups(rows):
            made = _table(columns[1:], group)
            said = f"{words} ({len(group):,})"
            folds += [in_books(nodes.paragraph("", said)), *folded(said, made)]
        return folds


def _table(columns: list[str], rows: list[list[Any]]) -> Node:
    if not rows:
        return nodes.paragraph("", "None.")
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} values under {len(columns)} columns: {row}")
    return table(columns, [_row(row) for row in rows], "lstm-results")


def _groups(rows: list[list[Any]]) -> list[tuple[str, list[list[Any]]]]:
    """The rows without their first value, under it."""
    found: list[tuple[str, list[list[Any]]]] = []
    for first, *rest in rows:
        if first:
            found.append((first, []))
        found[-1][1].append(rest)
    return found


def _row(values: list[Any]) -> nodes.row:
    """A row; words that only empty cells follow may run over them."""
    row = cells([_cell(value) for value in values])
    for place, entry in enumerate(row.findall(nodes.entry)):
        rest = values[place + 1 :]
        if values[place] and isinstance(values[place], str) and set(rest) == {""} and rest[1:]:
            entry["classes"].append("lstm-over")
    return row


def _number(value: float) -> str:
    """Two digits say all; below a hundredth, and from a million on, the order of size does."""
    if value == 0:
        return "0"
    if 0.01 <= abs(value) < 1e6:
        plain = f"{value:,.{2 if abs(value) < 1 else 1}f}"
        return plain.replace("-", "\N{MINUS SIGN}")
    rounded = f"{value:.0e}".replace("e+", "e")
    return rounded.replace("-", "\N{MINUS SIGN}")  # a hyphen would end a line


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return text("yes" if value else "no")
    if isinstance(value, float):
        return text(_number(value))
    if isinstance(value, int):
        return text(f"{value:,}")
    words = "" if value is None else str(value)
    found: list[Node] = []
    end = 0
    for one in MARKED.finditer(words):
        found += breaking(words[end : one.start()])
        found.append(_marked(one, alone=one[0] == words))
        end = one.end()
    return [*found, *breaking(words[end:])]


def _marked(one: re.Match[str], alone: bool) -> Node:
    if one["code"]:
        path = alone and "/" in one["code"]
        if path:
            return nodes.literal("", "", *breaking(one["code"]), classes=["lstm-path"])
        return nodes.literal("", one["code"])
    if one["power"]:
        return nodes.Text("\N{MINUS SIGN}")
    return nodes.reference("", one["said"], refuri=one["address"])
