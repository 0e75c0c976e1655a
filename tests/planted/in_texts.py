"""Changes of the C and JavaScript that are written by hand, tried on a copy of the project.

One sign, number or statement of a line is another. Where the line stands in the printed files it is
changed there, in both precisions, and the test files of its part run on the copy.
"""

import atexit
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lstm_sym.targets.c.text import double

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ROOT / "lstm_sym" / "targets"
#: The test files that are asked, by what a path contains; the first that fits.
TESTS = {
    "javascript/support/gradients": ("javascript/test_gradients.py",),
    "javascript/": ("javascript/test_reference_arrays.py", "javascript/test_papers.py"),
    "engine/backwards": ("gradients/test_in_c.py",),
    "engine/kept": ("gradients/test_in_c.py",),
    "engine/matrices": ("gradients/test_in_c.py",),
    **dict.fromkeys(("engine/eight", "engine/dots", "engine/vectors"), ("c/test_eight_bits.py",)),
    **dict.fromkeys(("engine/bfloat16", "engine/tiles", "engine/halves"), ("c/test_bfloat16.py",)),
    "engine/products": ("c/test_cells.py", "c/test_sizes.py", "c/test_padded.py"),
    "engine/": ("c/test_streams.py", "c/test_face.py", "c/test_cells.py"),
    "words": ("c/test_reference_arrays.py", "c/test_source.py"),
    "example": ("c/test_source.py",),
    "small_units": ("c/test_small.py",),
    "": ("c/test_threads.py", "c/test_reference_arrays.py", "c/test_face.py", "c/test_sizes.py",
         "c/test_workspace.py", "c/test_libraries.py"),
}  # fmt: skip
#: What stands in a place, what stands there instead, and the rule.
RULES = (
    (r" < ", " <= ", "change a comparison"),
    (r" <= ", " < ", "change a comparison"),
    (r" > ", " >= ", "change a comparison"),
    (r" >= ", " > ", "change a comparison"),
    (r" === | == ", " != ", "change a comparison"),
    (r" !== | != ", " == ", "change a comparison"),
    (r" && ", " || ", "exchange and and or"),
    (r" \|\| ", " && ", "exchange and and or"),
    (r" \+ ", " - ", "change a sign"),
    (r" - ", " + ", "change a sign"),
    (r" \* ", " + ", "change a sign"),
    (r" / ", " * ", "change a sign"),
    (r" \+= ", " -= ", "change a sign"),
    (r"\b0\b(?![.x])", "1", "add one to a number"),
    (r"\b1\b(?!\.)", "2", "add one to a number"),
    (r"!(?=[\w(])", "", "negate a condition"),
    (
        r"(?<=    )(?!const |return |else |float |size_t |vec_)[\w>.\[\]() -]+"
        r"(?: [-+|&*]?= [^;{]+|\([^;{]*\));$",
        ";",
        "drop a statement",
    ),
)
#: The first line of a function, with its name.
HEAD = re.compile(r"^(?:const (\w+) = |(?!typedef|const|#|/|enum|static const)[^ \n].*?(\w+)\()")
SECONDS = 900  # of a processor; who waits, waits for six times as long


@dataclass(frozen=True)
class Changed:
    """One line of a file, changed."""

    path: Path
    function: str
    line: str
    rule: str
    change: str
    was: str
    now: str

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT).as_posix()
        return f"{path}: {self.function}, {self.line}: {self.rule}: {self.change}"


def paths() -> list[Path]:
    """What is written by hand; without what only says how wide registers are."""
    c, script = TARGETS / "c" / "support", TARGETS / "javascript" / "support"
    found = [*c.rglob("*.c"), *script.glob("*.js")]
    return sorted(path for path in found if path.name not in ("registers.c", "shift.c"))


def of_file(path: Path) -> Iterator[Changed]:
    """Every change of every line inside the functions of a file, with the lines beside it."""
    lines, name = path.read_text(encoding="utf-8").splitlines(), ""
    for place, line in enumerate(lines):
        if head := HEAD.search(line):
            name = head[1] or head[2]
        inside = line.startswith("  ") or (head and re.search(r"\{ .*\}$|[^{(]$", line))
        if not (name and inside) or line.lstrip().startswith(("/*", "//")):
            continue
        beside = lines[max(0, place - 2) : place + 3]
        if any("@" in one for one in beside):
            continue  # where what is printed is put in
        code = re.sub(r"//.*|/\*.*?\*/", lambda c: " " * len(c[0]), line)
        for pattern, new, rule in RULES:
            for one in re.finditer(pattern, code):
                other = line[: one.start()] + new + line[one.end() :]
                said = f"{' '.join(one[0].split())} -> {new.strip()}"
                was, above = "\n".join(beside), min(2, place)
                now = "\n".join([*beside[:above], other, *beside[above + 1 :]])
                yield Changed(path, name, line.strip(), rule, said, was, now)


@cache
def copied() -> Path:
    """The project's files, in a folder of their own; and a cache for what is compiled of them."""
    folder = Path(tempfile.mkdtemp(prefix="planted-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def asked(one: Changed) -> tuple[str, ...]:
    path = one.path.relative_to(TARGETS).as_posix()
    files = next(tests for part, tests in TESTS.items() if part in path)
    return tuple(f"tests/{name}" for name in files)


def attempt(one: Changed) -> tuple[str, list[str]]:
    """What became of a change, and the first test that is red."""
    folder, right = copied(), dict[Path, str]()
    for path in (folder / "generated").rglob("*.*"):
        if path.suffix in (".c", ".h", ".js"):
            text = path.read_text(encoding="utf-8")
            changed = text.replace(one.was, one.now).replace(double(one.was), double(one.now))
            if changed != text:
                right[path] = text
                path.write_text(changed, encoding="utf-8")
    if not right:
        return "not tried", []
    try:
        return _asked(one, folder)
    finally:
        for path, text in right.items():
            path.write_text(text, encoding="utf-8")


def _asked(one: Changed, folder: Path) -> tuple[str, list[str]]:
    if one.path.suffix == ".c" and not compiles(one, folder):
        return "not tried", []
    places = os.pathsep.join(map(str, (folder, folder / "generated")))
    here = {"PYTHONPATH": places, "LSTM_C_CACHE": str(folder / "cache")}
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *asked(one)]
    try:
        done = subprocess.run(
            words, cwd=folder, env=os.environ | here, capture_output=True, text=True,
            timeout=6 * SECONDS, check=False, preexec_fn=limited,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "killed", ["(it does not end)"]
    if done.returncode < 0 or done.returncode > 5:
        return "killed", ["(it crashes)"]
    red = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return ("killed" if red else "alive"), red


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def compiles(one: Changed, folder: Path) -> bool:
    """Whether a compiler takes the changed text: what it refuses proves nothing."""
    generated = folder / "generated" / "lstm_c"
    alone = {"example.c": "example.c", "activate.c": "activations.c"}
    name = alone.get(one.path.name, "cells/gru_no_reset_after.c")
    if one.path.stem in ("eight", "dots", "vectors"):
        name = "cells/gru_no_reset_after_eight.c"
    if one.path.stem in ("bfloat16", "tiles", "halves"):
        name = "cells/gru_no_reset_after_bfloat16.c"
    command = ["cc", "-std=c11", "-w", "-fsyntax-only", "-I.", name]
    return subprocess.run(command, cwd=generated, capture_output=True, check=False).returncode == 0
