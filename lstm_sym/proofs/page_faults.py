"""Which equation of a page computes something else: its values beside those of the printed code."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_sym.proofs.calls import Printed, last_values
from lstm_sym.proofs.page import Formulas
from lstm_sym.proofs.page_syntax import PageError
from lstm_sym.recorded.case import Case, results

#: More than the types' rounding: a fault that is smaller is named by its case alone.
APART = 1e-3


Page = Mapping[str, Any]


class Noted(Formulas):
    """The equations, with the last value of each symbol that one defines."""

    found: dict[str, Any]
    label = ""

    def give(self, given: Mapping[str, Any]) -> None:
        """Begin with what is given by name, and with nothing found."""
        self.found = {}
        super().give(given)

    def state(self, equations: Iterable[Mapping[str, Any]]) -> None:
        """Compute them one by one, and keep what they define."""
        for stated in equations:
            self.label = stated["label"]
            super().state([stated])
            for code in stated["defines"]:
                value = self.scopes[-1].get(self.place(self.on_paper(code)))
                if value is not None:
                    self.found[code] = value.data


def said(page: Page, name: str, case: Case, printed: Printed) -> str:
    """The first equation whose value is another than the code's, in words; "" where none is."""
    noted = Noted(page, name, case.functions, case.options)
    case = first_timestep(noted.page, case)
    try:
        results(case, lambda given, _: noted.run(given))
    except PageError as error:
        return f", in the equation {noted.label}: {error}"
    code = last_values(printed.module, lambda: results(case, printed.run))
    for stated in noted.page["equations"]:
        for symbol in stated["defines"]:
            if symbol in code and is_apart(noted.found.get(symbol), code[symbol]):
                return f", from the equation {stated['label']} on"
    return ""


def first_timestep(page: Page, case: Case) -> Case:
    """The case with one timestep: no fault of one equation reaches those before it."""
    timed = {code for code, about in page["symbols"].items() if "timesteps" in about["shape"][1:2]}
    given = {name: a[:, :1] if name in timed else a for name, a in case.given.items()}
    return replace(case, given=given)


def is_apart(value: Any, other: Any) -> bool:
    """Whether two values of one symbol are more than rounding apart."""
    if value is None or not isinstance(other, np.ndarray) or np.shape(value) != other.shape:
        return False
    off = np.abs(np.asarray(value, float) - np.asarray(other, float))
    return not bool(np.all(off <= APART * np.maximum(1, np.abs(other))))
