"""The house: who may import whom, how long a file may be, where formulas may stand."""

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Every room, and what its files may import beyond the standard library.
ROOMS = {
    "lstm_sym/bibliography.py": set(),
    "lstm_sym/layouts.py": set(),
    "lstm_sym/versions.py": set(),
    "lstm_sym/dropout.py": set(),
    "lstm_sym/storage.py": {"lstm_sym.layouts"},
    "lstm_sym/storage_gru.py": {"lstm_sym.layouts", "lstm_sym.storage"},
    "lstm_sym/storage_packages.py": {"lstm_sym.storage", "lstm_sym.storage_gru"},
    "lstm_sym/packages.py": set(),
    "lstm_sym/replacement.py": set(),
    "lstm_sym/folder.py": {"lstm_sym.manifest.write", "lstm_sym.replacement"},
    "lstm_sym/notation": {"sympy", "lstm_sym.notation", "lstm_sym.layouts"},
    "lstm_sym/equations": {
        "sympy",
        "lstm_sym.notation",
        "lstm_sym.layouts",
        "lstm_sym.bibliography",
        "lstm_sym.equations",
    },
    "lstm_sym/program.py": {"sympy", "lstm_sym.notation"},
    "lstm_sym/roles.py": {"sympy", "lstm_sym.notation", "lstm_sym.passes"},
    "lstm_sym/passes": {
        "sympy",
        "lstm_sym.passes",
        "lstm_sym.notation",
        "lstm_sym.program",
    },
    "lstm_sym/lowering": {
        "sympy",
        "lstm_sym.notation",
        "lstm_sym.program",
        "lstm_sym.passes",
        "lstm_sym.lowering",
    },
    "lstm_sym/targets": {
        "sympy",
        "lstm_sym.notation",
        "lstm_sym.equations",
        "lstm_sym.program",
        "lstm_sym.passes",
        "lstm_sym.lowering",
        "lstm_sym.targets",
        "lstm_sym.layouts",
        "lstm_sym.storage",
        "lstm_sym.storage_packages",
        "lstm_sym.versions",
        "lstm_sym.roles",
        "jax",  # of the code that printed modules take along; nothing imports it
    },
    "lstm_sym/manifest": {
        "sympy",
        "docutils",
        "lstm_sym.notation",
        "lstm_sym.equations",
        "lstm_sym.passes",
        "lstm_sym.targets",
        "lstm_sym.roles",
        "lstm_sym.packages",
        "lstm_sym.bibliography",
        "lstm_sym.storage",
        "lstm_sym.storage_packages",
        "lstm_sym.versions",
        "lstm_sym.dropout",
        "lstm_sym.manifest",
    },
    "lstm_sym/manifest/read.py": {"docutils", "lstm_sym.manifest"},
    "lstm_sym/manifest/schema.py": set(),
    "lstm_sym/requested.py": {
        "lstm_sym.equations",
        "lstm_sym.program",
        "lstm_sym.manifest",
        "lstm_sym.notation",
        "lstm_sym.targets",
    },
    "lstm_sym/recorded": {
        "numpy",
        "lstm_numpy",
        "lstm_sym.notation",
        "lstm_sym.equations",
        "lstm_sym.checkout",
        "lstm_sym.recorded",
    },
    "lstm_sym/recorded/case.py": {"numpy"},
    "lstm_sym/diff/trees.py": set(),
    "lstm_sym/diff/cells.py": {"lstm_sym.diff.trees"},
    "lstm_sym/verify": {
        *("numpy", "lstm_numpy", "lstm_sym.recorded", "lstm_sym.verify", "lstm_sym.checkout"),
        *("lstm_sym.own_cell", "lstm_sym.proofs", "lstm_sym.targets"),
    },
    "lstm_sym/generate.py": {
        "lstm_sym.__version__",
        "lstm_sym.targets",
        "lstm_sym.manifest",
        "lstm_sym.folder",
        "lstm_sym.replacement",
    },
    "lstm_sym/sphinx": {
        "docutils",
        "sphinx",
        "math_core",
        "fontTools",
        "ziamath",
        "numpy",  # charts are drawn from what the products compute
        "lstm_numpy",
        "lstm_sym.manifest.read",
        "lstm_sym.diff.cells",
        "lstm_sym.diff.trees",
        "lstm_sym.sphinx",
    },
    "lstm_sym/targets/numpy/support": {"numpy", "lstm_numpy"},
    "lstm_sym/targets/c/support": {"numpy", "lstm_numpy", "lstm_c"},
    "generated/lstm_numpy": {"numpy", "lstm_numpy"},
    "generated/lstm_c": {"numpy", "lstm_numpy", "lstm_c"},
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            whole = node.module == "lstm_sym"  # its own names are modules
            yield from (f"lstm_sym.{a.name}" for a in node.names) if whole else [str(node.module)]


def files(room: str) -> list[Path]:
    """The files of a room, those of the rooms in it left out."""
    path = ROOT / room
    inner = [ROOT / name for name in ROOMS if name.startswith(f"{room}/")]
    found = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [f for f in found if not any(f == one or one in f.parents for one in inner)]


EVERY = sorted((ROOT / "lstm_sym").rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert files(room)
    for file in files(room):
        for module in imports(file):
            allowed = module.split(".")[0] in sys.stdlib_module_names or any(
                module == name or module.startswith(f"{name}.") for name in ROOMS[room]
            )
            assert allowed, f"{file.relative_to(ROOT)} imports {module}"


def test_every_room_stands_in_the_table_of_contributing() -> None:
    rows = re.findall(r"^\| (`\S.*?) \|", (ROOT / "CONTRIBUTING.md").read_text(), re.MULTILINE)
    table = {name.rstrip("/") for row in rows for name in re.findall(r"`(\S+)`", row)}
    missing = {room for room in ROOMS if not {room, *(map(str, Path(room).parents))} & table}
    there = {f"lstm_sym/{f.name}" for f in (ROOT / "lstm_sym").iterdir() if f.name[0] != "_"}
    absent = {name for name in table if not (ROOT / name).exists()}
    assert (missing, there - table, absent) == (set(), set(), set())


def test_only_the_commands_and_own_cells_import_what_commands_do() -> None:
    rooms = (
        "recorded",
        "verify",
        "diff",
        "explain",
        "export",
        "convert",
        "proofs",
        "measure",
        "bench",
    )
    begins = tuple(f"lstm_sym.{room}" for room in rooms)
    # One engine of differences, for the command and for the pages.
    shared = ("lstm_sym.diff.cells", "lstm_sym.diff.trees")
    outside = {
        file.name
        for file in EVERY
        if file.relative_to(ROOT).parts[1] not in rooms
        and any(m.startswith(begins) and m not in shared for m in imports(file))
    }
    assert outside == {"cli.py", "own_cell.py"}


def test_no_file_and_no_room_imports_one_that_imports_it() -> None:
    places = {file.relative_to(ROOT).with_suffix("").parts: file for file in EVERY}
    named = {".".join(parts).removesuffix(".__init__"): file for parts, file in places.items()}
    found: dict[str, set[str]] = {name: set() for name in named}
    for name, file in named.items():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                # A package's file is there before any of its modules: what it holds counts.
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found[name] |= (whole & set(named)) or {str(node.module)} & set(named)
    assert any(found.values())
    TopologicalSorter(found).prepare()  # raises CycleError, with the circle
    rooms: dict[str, set[str]] = {}
    for name, others in found.items():
        room = ".".join(name.split(".")[:2])
        within = {".".join(other.split(".")[:2]) for other in others}
        rooms.setdefault(room, set()).update(within - {room, "lstm_sym"})
    TopologicalSorter(rooms).prepare()


def test_make_reference_runs_every_exporter_and_every_measurement() -> None:
    folder = ROOT / "tests" / "reference"
    said = (folder / "export_all.py").read_text()
    scripts = [f.name for kind in ("export", "measure") for f in folder.glob(f"{kind}_*.py")]
    assert [name for name in scripts if f'"{name}' not in said] == ["export_all.py"]


def test_the_folders_that_make_and_ci_name_are_there() -> None:
    """A moved folder of tests fails here, not only where the oldest packages are tried."""
    texts = ((ROOT / file).read_text() for file in ("Makefile", ".ci/run"))
    named = {path for text in texts for path in re.findall(r"\btests/[\w./]+\w", text)}
    assert "tests/runtime" in named
    installed = "tests/site/node_modules"  # which npm makes
    gone = [p for p in sorted(named) if not p.startswith(installed) and not (ROOT / p).exists()]
    assert not gone


def test_only_replacements_write_files() -> None:
    writing = re.compile(
        r"write_text|write_bytes|\bopen\(|\.mkdir|\.rename|os\.replace|\.unlink|rmtree|copy2"
    )
    writers = {
        file.name
        for file in (ROOT / "lstm_sym").rglob("*.py")
        if writing.search(file.read_text()) and not {"sphinx", "support"} & {*file.parts}
    }
    # `run` writes what it has done beside its output.
    # The bench's worker writes into /proc, which forgets the peak of memory so.
    assert writers == {"replacement.py", "folder.py", "worker.py", "run.py"}


@pytest.mark.parametrize("file", EVERY, ids=lambda f: str(f.relative_to(ROOT)))
def test_a_file_is_short_enough_for_one_idea(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 400


def test_strings_from_outside_are_never_evaluated() -> None:
    forbidden = re.compile(r"\b(eval|exec|sympify|parse_expr|lambdify|pickle)\(")
    files_with = [f.name for f in EVERY if forbidden.search(f.read_text())]
    assert files_with == []


def yielding_while_off(tree: ast.AST) -> Iterator[int]:
    """The lines where a generator yields inside SymPy's `evaluate(False)`."""
    for block in ast.walk(tree):
        if isinstance(block, ast.With) and "evaluate(False)" in ast.unparse(block.items[0]):
            inside = list(block.body)
            while inside:
                node = inside.pop()
                if isinstance(node, ast.Yield | ast.YieldFrom):
                    yield node.lineno
                if not isinstance(node, ast.FunctionDef | ast.Lambda):
                    inside += ast.iter_child_nodes(node)


def test_no_generator_yields_while_sympys_evaluation_is_off() -> None:
    """Who stops reading one early would leave it off for all that follows."""
    seen = ast.parse("with sp.evaluate(False):\n    for a in b:\n        yield a")
    assert list(yielding_while_off(seen)) == [3]
    found = {
        f"{file.relative_to(ROOT)}:{line}"
        for file in EVERY
        for line in yielding_while_off(ast.parse(file.read_text()))
    }
    assert not found
