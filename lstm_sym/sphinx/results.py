"""Tables of what a command measured and recorded as JSON."""

import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.sphinx.record import FromRecord
from lstm_sym.sphinx.tables import Cell, cells, table, text

LINK = re.compile(r"\[(?P<said>[^]]+)\]\((?P<address>https://\S+)\)")


class ShowResults(FromRecord):
    """``{lstm:results} sensitivity.json``: a table that a command recorded beside this page.

    The file holds ``columns``, the heads, and ``rows``, a list of values each. A name in code
    stands between backquotes, a link as in Markdown. Of several ``tables`` in one file,
    ``:table:`` names the one.
    """

    holds = "results"
    option_spec: ClassVar = {"table": directives.unchanged_required}

    def shown(self, stated: Any) -> list[Node]:
        """The table."""
        if "table" in self.options:
            stated = stated["tables"][self.options["table"]]
        rows = [_row(row) for row in stated["rows"]]
        return [table(stated["columns"], rows, "lstm-results")]


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
    if words.startswith("`"):
        return [nodes.literal("", words.strip("`"))]
    if link := LINK.fullmatch(words):
        return [nodes.reference("", link["said"], refuri=link["address"])]
    return text(words)
