"""The directive ``{lstm:diagram}``."""

from collections.abc import Iterable

from docutils.nodes import Node

from lstm_sym.manifest.read import Manifest, Option, UnknownName
from lstm_sym.sphinx.diagram.drawing import of_equation, of_formulation
from lstm_sym.sphinx.directive import FromManifest


class ShowDiagram(FromManifest):
    """``{lstm:diagram} keras``: the cell of a formulation, drawn.

    Options may follow, as in ``{lstm:diagram} greff2015 variant=CIFG``. With the full name of an
    equation, ``{lstm:diagram} keras.input-gate``, that equation alone is drawn.
    """

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """The diagram."""
        name, *options = self.arguments[0].split()
        kind = "equation" if "." in name else "formulation"
        found = self.find(kind, name)
        serial = f"lstm-diagram-{self.env.new_serialno('lstm-diagram') + 1}"
        if found is None:
            return []
        if kind == "equation":
            made = of_equation(self.manifest, found, serial) if found.tree else None
        else:
            drawable = found.cell.results and all(e.tree for e in self.manifest.equations(name))
            try:
                chosen = values(self.manifest, name, options)
                made = of_formulation(self.manifest, found, chosen, serial) if drawable else None
            except UnknownName as unknown:
                self.warn(str(unknown), "unknown")
                return []
        if made is None:
            self.warn(f"the manifest has no expressions of {name!r}; generate it again", "tree")
            return []
        self.set_source_info(made)
        return [made]


def values(manifest: Manifest, formulation: str, options: Iterable[str]) -> dict[str, str]:
    """The values that are given to options, as ``variant=CIFG``; raises UnknownName."""
    chosen = {}
    for option in options:
        name, _, value = option.partition("=")
        known = {o.code: o for o in manifest.notation(formulation) if isinstance(o, Option)}
        if name not in known:
            raise UnknownName("option", name, known)
        if known[name].choices and value not in known[name].choices:
            raise UnknownName(f"value of {name}", value, known[name].choices)
        chosen[name] = value
    return chosen
