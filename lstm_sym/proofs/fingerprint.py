"""The digest of what recorded results depend on: what the proofs read, without docstrings."""

import ast
import json
from collections.abc import Mapping
from typing import Any

from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest.write import digest
from lstm_sym.proofs.calls import bare
from lstm_sym.proofs.campaign import fast_text, files, manifest, text

# Of each entry of the manifest what a proof computes with.
EQUATION = ("label", "part", "when", "latex", "symbols", "fingerprint")
SYMBOL = ("latex", "shape")
ACTIVATION = ("latex", "derivative", "aliases", "fingerprint")


def of_code(*paths: str) -> str:
    """The digest of some printed or copied files, without docstrings and comments."""
    return digest("\n".join(computing(files()[path]) for path in paths))


def computing(text: str) -> str:
    """What computes in a module; the table of releases in which a name appeared does not."""
    module = bare(text)
    module.body = [one for one in module.body if ast.unparse(one).partition(" = ")[0] != "SINCE"]
    return ast.unparse(module)


def of_functions(*names: str) -> str:
    """The digest of what some activations compute, each alone."""
    stated = bare(files()["lstm_numpy/activations.py"]).body
    found = {one.name: one.body for one in stated if isinstance(one, ast.FunctionDef)}
    return digest("\n".join(ast.unparse(line) for name in names for line in found[name]))


def fingerprint() -> str:
    """The digest of the page's mathematics and of the code without docstrings and comments."""
    code = [text(f.name) for f in FORMULATIONS] + [files()["lstm_numpy/activations.py"]]
    code += [fast_text(f.name) for f in FORMULATIONS] + [files()["lstm_numpy/engine.py"]]
    return digest("\n".join([json.dumps(page()), *map(computing, code)]))


def page() -> list[Any]:
    """The mathematics of the page."""
    stated = manifest()
    return [
        [
            [chosen(e, EQUATION) for e in f["equations"]],
            {name: chosen(symbol, SYMBOL) for name, symbol in f["symbols"].items()},
            {name: function["latex"] for name, function in f["functions"].items()},
            [f["stacks"], f["cell"]],
        ]
        for f in stated["formulations"].values()
    ] + [chosen(a, ACTIVATION) for a in stated["activations"].values()]


def chosen(entry: Mapping[str, Any], names: tuple[str, ...]) -> list[Any]:
    """Some of an entry's facts."""
    return [entry[name] for name in names]
