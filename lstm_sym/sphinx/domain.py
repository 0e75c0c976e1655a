"""The domain ``lstm``: which page shows which equation, symbol, option and activation."""

from collections.abc import Iterable, Set
from typing import Any, ClassVar, TypeAlias

from docutils import nodes
from docutils.nodes import Element, Node, make_id, system_message
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from lstm_sym.manifest.read import Manifest, UnknownName, owner, read
from lstm_sym.sphinx.reading import manifest_for_page

logger = logging.getLogger(__name__)

#: Page, line and anchor.
Shown: TypeAlias = tuple[str, int, str]

KINDS = {"eq": "equation", "sym": "symbol", "opt": "option", "act": "activation"}


class NameRole(XRefRole):
    """A reference by name; a name that the manifest does not have is reported where it is."""

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[Node], list[system_message]]:
        """The reference, or its bare text if the name is unknown."""
        if "external" in self.rawtext.partition("`")[0]:
            return [node], []  # the inventory of another project has the name, or not
        try:
            manifest_for_page(env).find(KINDS[node["reftype"]], node["reftarget"])
        except UnknownName as unknown:
            warn(str(unknown), "unknown", self.get_location())
            return [nodes.literal("", node["reftarget"])], []
        return [node], []


class LstmDomain(Domain):
    """Equations, symbols, options and activations, each shown at one place."""

    name = "lstm"
    label = "LSTM"
    object_types: ClassVar = {kind: ObjType(kind, role) for role, kind in KINDS.items()}
    roles: ClassVar = {role: NameRole(warn_dangling=True) for role in KINDS}
    dangling_warnings: ClassVar = {
        role: f"no page shows {KINDS[role]} %(target)r" for role in KINDS
    }
    data_version = 2
    # kind -> name -> every place that shows it as its own; more than one is reported
    # "read" -> page -> part of the manifest -> its fingerprint
    initial_data: ClassVar[dict[str, Any]] = {kind: {} for kind in (*KINDS.values(), "read")}

    @property
    def manifest(self) -> Manifest:
        """The manifest as it is now."""
        return read(*self.env.config.lstm_manifest)

    def note(self, kind: str, name: str, node: Element, line: int) -> bool:
        """Say that the page being read shows an object; whether it is the first to do so."""
        places = self.data[kind].setdefault(name, [])
        node_id = anchor(kind, name)
        places.append((self.env.docname, line, node_id))
        if len(places) > 1:
            return False
        node["ids"].append(node_id)
        if kind == "equation":
            math = self.env.domains.math_domain
            math.note_equation(self.env.docname, name, location=node)
            letter = self.env.config.lstm_equation_letters.get(self.env.docname)
            if letter:
                number = f"{letter}.{math.get_equation_number_for(name)}"
                # The math domain shows a number as it is.
                math.equations[name] = (self.env.docname, number)  # type: ignore[assignment]
            node["label"], node["docname"] = name, self.env.docname
            node["number"] = math.get_equation_number_for(name)
        return True

    def clear_doc(self, docname: str) -> None:
        """Forget what a page showed."""
        for kind in KINDS.values():
            kept = {
                name: [place for place in places if place[0] != docname]
                for name, places in self.data[kind].items()
            }
            self.data[kind] = {name: places for name, places in kept.items() if places}
        self.data["read"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what pages read by another process showed."""
        for kind in KINDS.values():
            for name, places in otherdata[kind].items():
                mine = self.data[kind].setdefault(name, [])
                mine += [place for place in places if place[0] in docnames and place not in mine]
        read_there = otherdata["read"]
        self.data["read"] |= {page: read_there[page] for page in docnames if page in read_there}

    def check_consistency(self) -> None:
        """Report what two places show, and what is shown nowhere though its companions are."""
        for kind in KINDS.values():
            places: dict[str, list[Shown]] = {n: sorted(p) for n, p in self.data[kind].items() if p}
            for name, (first, *others) in sorted(places.items()):
                for docname, line, _ in others:
                    where = f"{first[0]}, line {first[1]}"
                    warn(f"{kind} {name!r} is already shown in {where}", "twice", (docname, line))
            companies = {owner(name): place[0] for name, place in sorted(places.items())}
            for name in getattr(self.manifest, kind):
                if owner(name) in companies and name not in places:
                    location = companies[owner(name)][:2]
                    warn(f"no page shows {kind} {name!r}", "missing", location)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """A link to the place that shows an object, or to a function's own documentation."""
        if typ == "code":
            python = env.domains.python_domain
            found = python.resolve_xref(env, fromdocname, builder, "func", target, node, contnode)
            return found or contnode  # a site without those pages shows the bare name
        places = self.data[KINDS[typ]].get(target)
        if not places:
            return None
        docname, _, node_id = min(places)
        if not node["refexplicit"]:
            contnode = self._text(typ, target, fromdocname, builder, node, contnode)
        return make_refnode(builder, fromdocname, docname, node_id, contnode, target)

    def _text(
        self,
        typ: str,
        target: str,
        fromdocname: str,
        builder: Builder,
        node: pending_xref,
        contnode: Element,
    ) -> Element:
        if typ == "sym":
            latex = self.manifest.symbol[target].latex
            return nodes.math(latex, latex)
        if typ == "eq":
            math = self.env.domains.math_domain
            number = math.resolve_xref(self.env, fromdocname, builder, "eq", target, node, contnode)
            label = self.manifest.equation[target].label.replace("-", " ")
            return nodes.inline("", f"{label} {number.astext() if number else ''}".strip())
        return nodes.literal("", target.rpartition(".")[2])

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Nothing: an equation's label is the math domain's too, and two answers are a warning."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything shown, for the inventory and the search."""
        for kind in KINDS.values():
            for name, places in sorted(self.data[kind].items()):
                docname, _, node_id = min(places)
                yield name, name, kind, docname, node_id, 1


def anchor(kind: str, name: str) -> str:
    """The id in the page; an equation's is the one that the math domain expects."""
    # Only equations are lowered by make_id: h_t and h_T are two symbols.
    return make_id(f"equation-{name}") if kind == "equation" else f"{kind}-{name.replace('.', '-')}"


def warn(message: str, subtype: str, location: Any) -> None:
    """A warning with its place, which ``suppress_warnings`` calls ``lstm.<subtype>``."""
    logger.warning(message, location=location, type="lstm", subtype=subtype)
