"""What every directive of the domain ``lstm`` is made of."""

from collections.abc import Iterable
from typing import Any, cast

from docutils.nodes import Element
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from lstm_sym.manifest.read import Manifest, UnknownName
from lstm_sym.sphinx.domain import LstmDomain
from lstm_sym.sphinx.reading import manifest_for_page

logger = logging.getLogger(__name__)


class FromManifest(SphinxDirective):
    """A directive that reads the manifest; its page is read again when what it shows changes."""

    @property
    def manifest(self) -> Manifest:
        """The manifest as it is now; what the page looks at in it is noted."""
        return manifest_for_page(self.env)

    @property
    def domain(self) -> LstmDomain:
        """The domain that this directive belongs to."""
        return cast(LstmDomain, self.env.domains["lstm"])

    def find(self, kind: str, name: str) -> Any:
        """The object under a name, or None after a warning."""
        try:
            return self.manifest.find(kind, name)
        except UnknownName as unknown:
            self.warn(str(unknown), "unknown")
            return None

    def warn(self, message: str, subtype: str) -> None:
        """A warning at the directive's place."""
        logger.warning(message, location=self.get_location(), type="lstm", subtype=subtype)

    def warn_of(self, holes: Iterable[str]) -> None:
        """A warning for each thing that is left open."""
        for hole in holes:
            self.warn(hole, "hole")

    def own(self, kind: str, name: str, node: Element) -> None:
        """Make a node the place that shows an object."""
        if self.domain.note(kind, name, node, self.lineno):
            self.state.document.note_explicit_target(node)
