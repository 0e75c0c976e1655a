"""What a proof found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """One line for a reader, facts for the record, and what is wrong, if anything is."""

    name: str
    said: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def passed(self) -> bool:
        return not self.wrong
