"""What makes a distribution, `lstm-numpy`, of the printed packages: it needs NumPy alone."""

from pathlib import Path

SUPPORT = Path(__file__).with_name("support") / "distribution"


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    copied = [SUPPORT / name for name in ("LICENSE", "README.md", "pyproject.toml")]
    return {file.name: file.read_text(encoding="utf-8") for file in copied}
