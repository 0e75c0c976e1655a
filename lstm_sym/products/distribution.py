"""What makes a distribution, `lstm-numpy`, of the printed packages: it needs NumPy alone."""

from pathlib import Path

from lstm_sym.products.python import head

SUPPORT = Path(__file__).resolve().parents[1] / "support_distribution"


def files(version: str) -> dict[str, str]:
    """Every file of the product: its path and its text."""
    copied = [SUPPORT / name for name in ("LICENSE", "README.md", "pyproject.toml")]
    stated = head("Which release this is.", "lstm_sym/__init__.py")
    return {
        **{file.name: file.read_text(encoding="utf-8") for file in copied},
        "lstm_numpy/version.py": f'{stated}\n__version__ = "{version}"\n',
    }
