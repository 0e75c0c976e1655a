"""Which parts of the manifest a page read; it is read again when one changes, and only then."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, TypeAlias

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from lstm_sym.manifest.read import Manifest, read

#: A kind of things and a name, or "" for the list of all names.
Part: TypeAlias = tuple[str, str]


class Noted(Mapping[str, Any]):
    """Things of one kind by name, which tells what is looked at."""

    def __init__(self, kind: str, things: Mapping[str, Any], note: Callable[[Part], None]) -> None:
        self._kind, self._things, self._note = kind, things, note

    def __getitem__(self, name: str) -> Any:
        thing = self._things[name]
        self._note((self._kind, name))
        return thing

    def __iter__(self) -> Iterator[str]:
        self._note((self._kind, ""))
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def __contains__(self, name: object) -> bool:
        return name in self._things


def manifest_for_page(env: BuildEnvironment) -> Manifest:
    """The manifest, which notes in the domain's data what the page being read looks at."""
    manifest = read(*env.config.lstm_manifest)
    noted = env.domains["lstm"].data["read"].setdefault(env.docname, {})

    def note(part: Part) -> None:
        if part not in noted:
            noted[part] = digest(manifest, part)

    kinds: dict[str, Any] = {}
    for field in fields(manifest):
        things = getattr(manifest, field.name)
        if isinstance(things, Mapping):
            kinds[field.name] = Noted(field.name, things, note)
        else:
            note((field.name, ""))
    return replace(manifest, **kinds)


def digest(manifest: Manifest, part: Part) -> str:
    """A fingerprint of a part as it is now; empty if it is no more."""
    kind, name = part
    things = getattr(manifest, kind, {})
    if name:
        things = things.get(name)
    elif isinstance(things, Mapping):
        things = list(things)
    return "" if things is None else sha256(repr(things).encode()).hexdigest()[:16]


def pages_that_read_otherwise(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], removed: set[str]
) -> list[str]:
    """The pages that read something which has changed since."""
    manifest = read(*env.config.lstm_manifest)
    now: dict[Part, str] = {}
    stale = []
    for page, noted in env.domains["lstm"].data["read"].items():
        for part in noted:
            if part not in now:
                now[part] = digest(manifest, part)
        if page not in removed and any(now[part] != then for part, then in noted.items()):
            stale.append(page)
    return stale
