"""A line of time: the papers that equations are taken from, and what releases of Keras changed."""

from collections.abc import Iterator, Mapping

from docutils import nodes
from docutils.nodes import Node

from lstm_sym.manifest.read import Manifest
from lstm_sym.sphinx.cards import reference
from lstm_sym.sphinx.directive import FromManifest


class ShowTimeline(FromManifest):
    """``{lstm:timeline}``: papers and releases, the oldest first."""

    def run(self) -> list[Node]:
        """A list that a page's style draws along a line."""
        found = sorted(events(self.manifest), key=lambda event: event[0])
        items = [
            nodes.list_item(
                "", nodes.paragraph("", "", nodes.strong("", when), nodes.Text(" "), *said)
            )
            for when, said in found
        ]
        return [nodes.bullet_list("", *items, classes=["lstm-timeline"])]


def events(manifest: Manifest) -> Iterator[tuple[str, list[Node]]]:
    """When something happened, and what."""
    for entry in manifest.bibliography:
        paper = nodes.reference("", entry["cited"], refuri=entry["address"])
        yield entry["year"], [*_shown(manifest, entry), paper]
    for row in manifest.versions["keras"]:
        yield row["released"], [nodes.Text(f"Keras {row['since']}: {row['note']}")]


def _shown(manifest: Manifest, paper: Mapping[str, str]) -> list[Node]:
    """A link to the cell of a paper, or to the first that is taken from it."""
    own_first = sorted(manifest.formulation.values(), key=lambda one: one.name != paper["key"])
    for stated in own_first:
        # The names alone: the page is not read again when one of these equations changes.
        ends = [f"{stated.name}.{label}" for label in ("cell-state", "hidden-state")]
        shown = [name for name in ends if name in manifest.equation]
        if shown and any(source.startswith(paper["cited"]) for source in stated.sources):
            title = nodes.Text(stated.title)
            return [reference("eq", shown[0], title), nodes.Text(": ")]
    return []
