"""What each framework hands out as its weights, as a table."""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.tables import Cell, cells, listed, table, text


class ShowStorages(FromManifest):
    """``{lstm:storages}``: the arrays that `lstm_numpy.convert` reads and writes, of LSTMs.

    ``{lstm:storages} gru`` is about GRUs, ``{lstm:storages} rnn`` about simple RNNs.
    """

    optional_arguments = 1

    def run(self) -> list[Node]:
        """The table; arrays of the same parts share a row."""
        cell = self.arguments[0] if self.arguments else "lstm"
        of_cell = [one for one in self.manifest.storages if one["cell"] == cell]
        if not of_cell:
            self.warn(f"no framework stores a cell {cell!r}", "unknown")
        rows = [row for stated in of_cell for row in _rows(stated)]
        head = ("name", "framework", "arrays", "what is in each", "blocks")
        return [table(head, rows, "lstm-storages")]


def _rows(stated: Mapping[str, Any]) -> list[nodes.row]:
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for array in stated["arrays"]:
        alone = len(array["gates"]) == 1
        groups.setdefault((*array["parts"], alone, array["transposed"]), []).append(array)
    rows = []
    for place, arrays in enumerate(groups.values()):
        first: list[Cell] = [text(""), text("")]
        if not place:
            first = [[nodes.literal("", stated["name"])], text(stated["title"])]
        names = listed([nodes.literal("", array["name"]) for array in arrays])
        parts = ", then ".join(arrays[0]["parts"]).replace("_", " ")
        side = "one below the other" if arrays[0]["transposed"] else "side by side"
        gates = arrays[0]["gates"]
        blocks = (
            f"{' '.join(gates)}, {side}" if len(gates) > 1 else "one gate each" if gates else ""
        )
        rows.append(cells([*first, names, text(parts), text(blocks)]))
    return rows
