"""The products ``lstm_numpy/__init__.py`` and ``lstm_c/__init__.py``.

They are the support files of these names, with the version, and with the other modules of the
package, which are loaded when they are first named, as is what is under TYPE_CHECKING.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from lstm_sym.targets.numpy.python import imports_fitted, literal

HEAD = """
from importlib import import_module
from typing import TYPE_CHECKING
"""

LOADED = """

def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes them from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f"{__name__}.{ON_FIRST_USE[name]}")
        return module if ON_FIRST_USE[name] == name else getattr(module, name)
"""


def module(package: str, text: str, paths: Iterable[str], version: str) -> str:
    """The text of a package's ``__init__.py``, from the support file's and all paths printed."""
    tree = ast.parse(text)
    paths = list(paths)
    names = {Path(path).stem for path in paths if Path(path).match(f"{package}/*.py")}
    names |= {Path(p).parent.name for p in paths if Path(p).match(f"{package}/*/__init__.py")}
    others = sorted(names - set(imported(tree.body)) - {"__init__"})
    later = {name: name for name in others}
    for node in tree.body:
        if isinstance(node, ast.If):
            later |= {
                name: home.removeprefix(f"{package}.") for name, home in imported(node.body).items()
            }
    about, _, rest = text.replace("from typing import TYPE_CHECKING\n\n", "").partition("\n\n")
    lines = [
        about,
        HEAD,
        rest,
        f'__version__ = "{version}"',
        "",
        "#: Modules and functions that are loaded when they are first named: where each one is.",
        "ON_FIRST_USE = {",
        *(f"    {literal(name)}: {literal(home)}," for name, home in sorted(later.items())),
        "}",
        "",
        "if TYPE_CHECKING:",
        *(
            line
            for name in others
            for line in imports_fitted(f"    from {package} import {name} as {name}")
        ),
        LOADED,
    ]
    return "\n".join(lines)


def imported(body: Iterable[ast.stmt]) -> dict[str, str]:
    """The names that statements import from a package, and where from."""
    found = (node for node in body if isinstance(node, ast.ImportFrom))
    return {one.name: str(node.module) for node in found for one in node.names}
