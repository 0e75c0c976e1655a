"""The products, each printed whatever becomes of the others: where a printer or a pass raises."""

from functools import partial

from lstm_sym import generate
from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest import write
from lstm_sym.notation import Formulation
from lstm_sym.proofs import ended


def render() -> tuple[dict[str, str], dict[str, str]]:
    """What can be printed, and the errors of all else by what is not."""
    files, wrong = dict[str, str](), dict[str, str]()
    for name, part in generate.parts():
        found, said = ended.attempt(part)
        files |= found or {}
        if said:
            wrong[name] = said
    stated = list[Formulation]()
    for one in (one for one in FORMULATIONS if one.name not in wrong):
        _, said = ended.attempt(partial(_shown, one, files))
        if said:
            wrong[f"{one.name} in the manifest"] = said
        else:
            stated.append(one)
    whole, said = ended.attempt(generate.whole, files, partial(write.manifest, stated=stated))
    return (whole or files), wrong | ({"manifest.json": said} if said else {})


def _shown(stated: Formulation, files: dict[str, str]) -> None:
    write.formulation(stated, files)
    write.gradients([stated], files)
