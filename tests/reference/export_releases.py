"""Record what the sources of Keras's releases state about the LSTM, for rows that no arrays reach.

Usage: python export_releases.py FILE, in the environment of the project, whose pip fetches them.
Nothing of a release is run or kept: its syntax trees are read, and facts of a few words noted.
"""

import ast
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

# The releases that begin a row of a table, or in which a name appears, and the ones before them.
RELEASES = """0.2.0 0.3.3 1.0.0 1.0.2 1.0.3 1.0.7 1.0.8 1.1.0 1.1.1 1.2.0 2.0.0 2.0.2 2.0.3 2.0.5
2.0.6 2.0.8 2.0.9 2.1.2 2.1.3 2.1.4 2.1.5 2.2.2 2.2.3 2.2.4 2.2.5 2.3.0 2.13.1 3.0.0 3.0.1 3.1.1
3.2.0 3.6.0 3.7.0 3.8.0 3.9.2 3.10.0""".split()
BACKENDS = ("tensorflow", "theano")
# What a cell multiplies with, by the names that releases gave the masks of dropout.
MASKS = {"inputs": ("dp_mask", "B_W"), "recurrent": ("rec_dp_mask", "B_U")}
MODES = ("self.implementation", "self.consume_less", "implementation")
DEFAULTS = ("recurrent_activation", "inner_activation", "forget_bias_init", "unit_forget_bias")


def fetched(release: str, folder: Path) -> Path:
    """The folder of the package ``keras`` of a release."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run([*command, f"keras=={release}"], check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.iterdir()
    if archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(folder)
    else:
        tarfile.open(archive).extractall(folder, filter="data")
    return next(p.parent for p in folder.rglob("keras/__init__.py"))


def trees(package: Path, *patterns: str) -> list[ast.Module]:
    """The syntax trees of some files, as far as they are there."""
    paths = [path for pattern in patterns for path in sorted(package.glob(pattern))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def named(modules: list[ast.Module], *names: str) -> Iterator[ast.AST]:
    """Classes or functions at the top of the modules, in the order of the names."""
    for name in names:
        for module in modules:
            yield from (n for n in module.body if getattr(n, "name", "") == name)


def default(classes: list[ast.AST], word: str) -> object:
    """The default of a word in the first constructor that has it, or takes it out of kwargs."""
    for stated in classes:
        for made in (n for n in stated.body if getattr(n, "name", "") == "__init__"):
            given = made.args.args[len(made.args.args) - len(made.args.defaults) :]
            for argument, value in zip(given, made.args.defaults, strict=True):
                if argument.arg == word:
                    return ast.literal_eval(value)
            for call in (n for n in ast.walk(made) if isinstance(n, ast.Call)):
                if len(call.args) == 2 and ast.unparse(call.args[0]) == repr(word):
                    return ast.literal_eval(call.args[1])
    return None


def masked(module: ast.Module) -> dict[str, str]:
    """What stands for the output where the mask is False: in an unrolled layer, and in a loop."""
    (rnn,) = named([module], "rnn")
    chosen = []
    for call in (n for n in ast.walk(rnn) if isinstance(n, ast.Call) and len(n.args) == 3):
        name = ast.unparse(call.func).rpartition(".")[2]
        if name in ("select", "where", "switch") and ast.unparse(call.args[1]).startswith("output"):
            chosen.append((call.lineno, ast.unparse(call.args[2])))
    texts = [text for _, text in sorted(chosen)]
    return {"unrolled": texts[0], "loop": texts[-1]} if texts else {}


def which_state(classes: list[ast.AST]) -> list[str]:
    """The tests that decide where the initial state comes from, in their order."""
    for node in (n for stated in classes for n in ast.walk(stated) if isinstance(n, ast.If)):
        other = node.orelse[0] if node.orelse else None
        if isinstance(other, ast.If) and ast.unparse(other.test) == "self.stateful":
            return [ast.unparse(node.test), "self.stateful"]
    return []


def truth(test: ast.expr, mode: object) -> bool | None:
    """Whether a test holds under an implementation; None where it asks something else, too."""
    if isinstance(test, ast.BoolOp):
        parts = [truth(part, mode) for part in test.values]
        return False if isinstance(test.op, ast.And) and False in parts else None
    if isinstance(test, ast.Compare) and ast.unparse(test.left) in MODES:
        same = ast.literal_eval(test.comparators[0]) == mode
        return same if isinstance(test.ops[0], ast.Eq) else not same
    return None


def run_under(nodes: list[ast.stmt], mode: object) -> Iterator[ast.AST]:
    """The nodes that may run under an implementation."""
    for node in nodes:
        if isinstance(node, ast.If):
            holds = truth(node.test, mode)
            yield from ast.walk(node.test)
            yield from run_under(node.body, mode) if holds is not False else ()
            yield from run_under(node.orelse, mode) if holds is not True else ()
        elif isinstance(node, ast.FunctionDef):
            yield from run_under(node.body, mode)
        else:
            yield from ast.walk(node)


def dropout(stated: ast.AST, mode: object) -> dict[str, int]:
    """With how many masks the cell multiplies; none of those that it never draws."""
    nodes = list(run_under(stated.body, mode))
    found = {}
    for what, names in MASKS.items():
        places = {
            ast.unparse(n.slice)
            for n in nodes
            if isinstance(n, ast.Subscript) and ast.unparse(n.value) in names
        }
        whole = any(
            (isinstance(n, ast.BinOp) and ast.unparse(n.right) in names)
            or (isinstance(n, ast.AugAssign) and ast.unparse(n.value) in names)
            for n in nodes
        )
        found[what] = len(places) or int(whole)
        drawn = [
            n for n in nodes if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) in names
        ]
        by_call = any("dropout" in ast.unparse(n.value) for n in drawn)
        if drawn and not by_call and all("states" in ast.unparse(n.value) for n in drawn):
            found[what] = 0
    dense = [n for n in nodes if isinstance(n, ast.Call) and "distributed" in ast.unparse(n.func)]
    found["inputs"] = max(found["inputs"], sum("dropout" in ast.unparse(n) for n in dense))
    return found


def facts(package: Path) -> dict[str, object]:
    """What the sources of one release state."""
    files = ("layers/recurrent.py", "src/layers/rnn/*lstm.py", "src/layers/rnn/gru.py")
    modules = trees(package, *files)
    lstm = list(named(modules, "LSTM", "LSTMCell", "Recurrent"))
    cell = [n for n in named(modules, "LSTMCell", "LSTM") if "dropout" in ast.unparse(n)]
    found: dict[str, object] = {
        "defaults": {word: value for word in DEFAULTS if (value := default(lstm, word)) is not None}
    }
    modes = sorted(
        {
            value
            for stated in cell[:1]
            for n in ast.walk(stated)
            if isinstance(n, ast.Compare) and ast.unparse(n.left) in MODES
            for c in n.comparators
            if isinstance(value := ast.literal_eval(c), str | int)
        }
    )
    usual = default(lstm, "implementation")
    if usual is not None:
        found["implementation"] = usual
        modes = sorted({*modes, 1, 2, *((0,) if usual == 0 else ())} - ({0} if usual else set()))
    found["reset_after"] = default(list(named(modules, "GRU")), "reset_after")
    backends = {b: trees(package, f"backend/{b}_backend.py") for b in BACKENDS}
    found["masked"] = {
        b: at for b, (m,) in ((b, m) for b, m in backends.items() if m) if (at := masked(m))
    }
    for module in (
        *backends["tensorflow"],
        *trees(package, "src/backend.py", "src/backend/numpy/nn.py"),
    ):
        for function in named([module], "hard_sigmoid"):
            numbers = (n.value for n in ast.walk(function) if isinstance(n, ast.Constant))
            found["hard_sigmoid"] = sorted({n for n in numbers if isinstance(n, float)})
    found["state"] = which_state(list(named(modules, "RNN", "Recurrent")))
    if cell:
        found["dropout"] = {str(mode): dropout(cell[0], mode) for mode in modes or [None]}
        text = ast.unparse(cell[0])
        found["recurrent_dropout_sets_implementation"] = bool(
            re.search(r"if self.recurrent_dropout != 0.*:\n(.*\n)?.*self.implementation = 1", text)
        )
    rnn = [ast.unparse(m) for m in (*modules, *trees(package, "src/layers/rnn/*rnn.py"))]
    found["zero_output_for_mask"] = any("zero_output_for_mask" in text for text in rnn)
    places = ("activations.py", "src/activations.py", "src/activations/*.py")
    functions = (n for m in trees(package, *places) for n in m.body)
    found["activations"] = sorted(
        {n.name for n in functions if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")}
    )
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def main() -> None:
    found = {}
    for release in RELEASES:
        with tempfile.TemporaryDirectory() as folder:
            found[release] = facts(fetched(release, Path(folder)))
    lines = ",\n".join(f" {json.dumps(r)}: {json.dumps(stated)}" for r, stated in found.items())
    Path(sys.argv[1]).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
