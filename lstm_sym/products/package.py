"""The products ``lstm_numpy/__init__.py`` and ``lstm_c/__init__.py``.

They are the support files of these names, with the version, and with the other modules of the
package, which are loaded when they are first named.
"""

import ast
import tomllib
from collections.abc import Iterable
from pathlib import Path

from lstm_sym.products.python import literal

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"

IMPORTS = """
from importlib import import_module
from typing import TYPE_CHECKING
"""

LOADED = """

def __dir__() -> list[str]:
    return sorted({*globals(), *ON_FIRST_USE})


if not TYPE_CHECKING:  # a checker takes the modules from above

    def __getattr__(name: str) -> object:
        if name not in ON_FIRST_USE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")
"""


def module(package: str, text: str, paths: Iterable[str]) -> str:
    """The text of a package's ``__init__.py``, from the support file's and all paths printed."""
    names = {Path(path).stem for path in paths if Path(path).match(f"{package}/*.py")}
    others = sorted(names - bound(text) - {"__init__"})
    about, _, rest = text.partition("\n\n")
    return (
        "\n".join(
            [
                about,
                IMPORTS,
                rest,
                f'__version__ = "{version()}"',
                "",
                "#: Modules that are loaded when they are first named.",
                "ON_FIRST_USE = (",
                *(f"    {literal(name)}," for name in others),
                ")",
                "",
                "if TYPE_CHECKING:",
                *(f"    from {package} import {name} as {name}" for name in others),
                LOADED,
            ]
        ).rstrip()
        + "\n"
    )


def version() -> str:
    """The project's, from pyproject.toml."""
    return str(tomllib.loads(PROJECT.read_text())["project"]["version"])


def bound(text: str) -> set[str]:
    """The names that a module imports."""
    imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
    return {name.asname or name.name for node in imports for name in node.names}
