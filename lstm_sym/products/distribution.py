"""What makes a distribution, `lstm-numpy`, of the printed packages: it needs NumPy alone."""

from pathlib import Path

from lstm_sym.products.python import head

ROOM = Path(__file__).resolve().parents[1]
SUPPORT = ROOM / "support_distribution"


def files(version: str) -> dict[str, str]:
    """Every file of the product: its path and its text."""
    copied = [SUPPORT / "README.md", SUPPORT / "pyproject.toml", licence()]
    return {
        **{file.name: file.read_text(encoding="utf-8") for file in copied},
        "lstm_numpy/version.py": head("Which release this is.", "lstm_sym/__init__.py")
        + f'\n__version__ = "{version}"\n',
    }


def licence() -> Path:
    """The project's licence: a wheel has it inside the package, a checkout above."""
    inside = ROOM / "LICENSE"
    return inside if inside.is_file() else ROOM.parent / "LICENSE"
