"""One case as a framework stored it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_sym.proofs.case import Case
from lstm_sym.verify import BOUNDS

Array = np.ndarray


@dataclass(frozen=True)
class Record:
    """One case as a framework stored it."""

    source: str
    name: str
    about: Mapping[str, Any]
    words: Mapping[str, Any]
    arrays: dict[str, Array]

    def case(
        self,
        formulation: str,
        given: Mapping[str, Any],
        options: Mapping[str, Any],
        functions: Mapping[str, str],
        expected: Mapping[str, Array],
        name: str = "",
    ) -> Case:
        bound = BOUNDS[self.words["kind"], self.words["dtype"]]
        title = self.name + name
        return Case(formulation, self.source, title, bound, given, options, functions, expected)
