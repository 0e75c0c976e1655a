"""What the releases of Keras changed, as tables."""

from collections.abc import Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.manifest.read import UnknownName
from lstm_sym.sphinx.cards import reference
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.tables import Cell, cells, table, text

#: Keys of a row in the manifest, and what the table calls them.
COLUMNS = {
    "since": "from Keras",
    "released": "released",
    "recurrent_activation": "gates by default",
    "hard_sigmoid": '"hard_sigmoid" means',
    "masked_output": "masked output",
    "zero_output_for_mask": "zero_output_for_mask",
    "given_state_wins": "a given state wins over a kept one",
    "implementation": "implementation",
    "arrays": "arrays",
    "forget_bias": "bias of the forget gate begins at",
    "inputs": "masks of the input",
    "recurrent": "masks of the hidden state",
    "every_timestep": "new ones at every timestep",
    "unit_forget_bias": "unit_forget_bias",
    "reset_after": "reset_after of the GRU",
    "unrolled_output": "masked output, unrolled",
    "note": "what changed",
}


class ShowVersions(FromManifest):
    """``{lstm:versions}``: what the releases of Keras changed; ``:columns:`` takes some columns.

    ``{lstm:versions} tensorflow`` is about the layers inside TensorFlow and TensorFlow.js,
    ``{lstm:versions} keras1`` about the releases before 2.0.0, ``{lstm:versions} dropout`` about
    the masks of dropout.
    """

    optional_arguments = 1
    option_spec: ClassVar = {"columns": directives.unchanged_required}

    def run(self) -> list[Node]:
        """The table; no row repeats the one above."""
        name = self.arguments[0] if self.arguments else "keras"
        stated = self.find("versions", name)
        if not stated:
            return []
        wanted = self.options.get("columns", "").split() or list(stated[0])
        for column in wanted:
            if column not in stated[0]:
                self.warn(str(UnknownName("column", column, stated[0])), "unknown")
        columns = [column for column in wanted if column in stated[0]]
        rows = []
        above = None
        for row in stated:
            here = [row[column] for column in columns if column != "since"]
            if here != above:
                rows.append(cells([_cell(column, row[column]) for column in columns]))
            above = here
        return [table([COLUMNS[column] for column in columns], rows, "lstm-versions")]


def _cell(column: str, value: Any) -> Cell:
    if value is None:
        return text("several by this name")
    if column in ("recurrent_activation", "arrays", "unrolled_output"):
        return [nodes.literal("", value)]
    if column == "hard_sigmoid":
        return [reference("act", value)]
    if isinstance(value, bool):
        return text("yes" if value else "no")
    if not isinstance(value, Mapping):
        return text(str(value))
    said: list[Node] = []
    for backend, kind in value.items():
        between = nodes.Text(", " if said else "")
        said += [between, nodes.Text(f"{backend}: "), nodes.literal("", kind)]
    return said
