"""What each framework hands out as its weights, as a table."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.sphinx.boxes import folded
from lstm_sym.sphinx.cards import reference
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.tables import Cell, breaking, cells, listed, table, text


class ShowStorages(FromManifest):
    """``{lstm:storages}``: the arrays that `lstm_numpy.convert` reads and writes, of LSTMs.

    ``{lstm:storages} gru`` is about GRUs, ``{lstm:storages} rnn`` about simple RNNs; the option
    ``of`` names the frameworks, as `convert` does. The table opens on a click on the words of
    ``fold``.
    """

    optional_arguments = 1
    option_spec: ClassVar = {"of": str.split, "fold": directives.unchanged_required}

    def run(self) -> list[Node]:
        """The table; arrays of the same parts share a row."""
        cell = self.arguments[0] if self.arguments else "lstm"
        of_cell = [one for one in self.manifest.storages if one["cell"] == cell]
        if not of_cell:
            self.warn(f"no framework stores a cell {cell!r}", "unknown")
        if named := self.options.get("of"):
            for odd in {*named} - {one["name"] for one in of_cell}:
                self.warn(f"no storage of a cell {cell!r} is called {odd!r}", "unknown")
            of_cell = [one for one in of_cell if one["name"] in named]
        rows = [row for stated in of_cell for row in _rows(stated)]
        head = ("name", "framework", "arrays", "what is in each", "blocks")
        return folded(self.options.get("fold"), table(head, rows, "lstm-storages"))


class ShowPackages(FromManifest):
    """``{lstm:packages}``: what was measured of each package's LSTM.

    ``{lstm:packages} gru`` is about GRUs, ``{lstm:packages} rnn`` about simple RNNs.
    """

    optional_arguments = 1

    def run(self) -> list[Node]:
        """The table: a row for each storage."""
        cell = self.arguments[0] if self.arguments else "lstm"
        stated = [s for s in self.manifest.storages if s["cell"] == cell and s["measured"]]
        if not stated:
            self.warn(f"nothing is measured of a cell {cell!r}", "unknown")
        of_lstm = ("bias of the forget gate", "gates", "hard_sigmoid", "peepholes")
        last = {"lstm": of_lstm, "gru": ("reset gate", "gates"), "rnn": ("function",)}[cell]
        head = ("package", "version", "convert", "blocks", "stored", "biases", *last)
        head = (*head, "states", "after the length")
        return [table(head, [_measured(one) for one in stated], "lstm-packages")]


def _measured(stated: Mapping[str, Any]) -> nodes.row:
    facts, arrays = stated["measured"], stated["arrays"]
    weights = [one for one in arrays if "input" in one["parts"]]
    rest = "; the input gate is one minus the forget gate" if stated["coupled"] else ""
    if stated["cell"] == "lstm":
        starts = facts["forget_bias"] or "the caller's"
        added = ", and one is added at run time" if stated["adds_forget_bias"] else ""
        hard: Cell = text("none")
        if facts["hard_sigmoid"]:
            hard = [_function(facts["hard_sigmoid"])]
        own: list[Cell] = [text(f"{starts}{added}"), [_function(stated["gates_by_default"])]]
        own += [hard, text(_peepholes(stated["sees"]))]
    elif stated["cell"] == "rnn":
        own = [_choice(stated)]
    else:
        when = "after" if stated["reset_after"] else "before"
        turned = "; the update gate is one minus that of the others" if stated["negated"] else ""
        own = [text(f"{when} the product{turned}"), [_function(stated["gates_by_default"])]]
    row: list[Cell] = [
        _title(stated["title"]),
        text(facts["version"]),
        [nodes.literal("", "", *breaking(stated["name"]))],
        text(" ".join("".join(one["gates"] for one in weights)) + rest),
        text(_form(weights)),
        text(_biases(arrays)),
        *own,
        text(facts["states"]),
        text(facts["padded"] or "no lengths"),
    ]
    return cells(row)


def _biases(arrays: Sequence[Mapping[str, Any]]) -> str:
    """How many biases a gate has; a bar divides the gates of one from those of the other."""
    gates = dict.fromkeys(("bias", "recurrent_bias"), "")
    for one in arrays:
        first, _, second = one["gates"].partition("|")
        for part, held in zip(one["parts"], (first, second or first), strict=False):
            gates[part] = gates.get(part, "") + held
    if not gates["recurrent_bias"]:
        return "one"
    both = len(gates["recurrent_bias"]) == len(gates["bias"])
    return "two" if both else "one, and a second one of the candidate"


def _peepholes(sees: Mapping[str, str]) -> str:
    """Which gates see which cell state."""
    states = (("before", "the state before"), ("new", "the new state"))
    said = [
        f"{' and '.join(gates)}: {state}"
        for when, state in states
        if (gates := [gate for gate, seen in sees.items() if seen == when])
    ]
    return f"one number per unit; {', '.join(said)}" if said else "none"


def _choice(stated: Mapping[str, Any]) -> Cell:
    """The function of a simple RNN, and whether it can be another."""
    plain: Cell = [_function(stated["activation_by_default"])]
    return [*plain, nodes.Text(", or another")] if stated["functions"] else plain


def _function(name: str) -> Node:
    return reference("act", name, nodes.literal("", "", *breaking(name)))


def _form(weights: Sequence[Mapping[str, Any]]) -> str:
    """How the blocks of the input's weights are."""
    first = weights[0]
    side = "one below the other" if first["transposed"] else "side by side"
    if first["own_axis"]:
        return "on an axis of their own"
    if first["interleaved"]:
        return f"{side}, unit by unit"
    if len(first["gates"]) == 1 and len(weights) > 1:
        return "one array per gate"
    return side


def _title(title: str) -> Cell:
    """The framework, and its argument as code, where the quotes stay what they are."""
    name, comma, argument = title.partition(", ")
    is_call = "=" in argument
    return [nodes.Text(f"{name}{comma}"), nodes.literal("", argument)] if is_call else text(title)


def _rows(stated: Mapping[str, Any]) -> list[nodes.row]:
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for array in stated["arrays"]:
        alone = len(array["gates"]) == 1
        groups.setdefault((*array["parts"], alone, array["transposed"]), []).append(array)
    rows = []
    for place, arrays in enumerate(groups.values()):
        first: list[Cell] = [text(""), text("")]
        if not place:
            first = [[nodes.literal("", stated["name"])], _title(stated["title"])]
        names = listed([nodes.literal("", array["name"]) for array in arrays])
        parts = ", then ".join(arrays[0]["parts"]).replace("_", " ")
        side = "one below the other" if arrays[0]["transposed"] else "side by side"
        gates = arrays[0]["gates"]
        blocks = (
            f"{' '.join(gates)}, {side}" if len(gates) > 1 else "one gate each" if gates else ""
        )
        rows.append(cells([*first, names, text(parts), text(blocks)]))
    return rows
