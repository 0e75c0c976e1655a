"""The product ``javascript/``: the cells, and beside them what they hand back."""

from lstm_sym.targets.javascript import gradients, source


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    return {**source.files(), "javascript/gradients.js": gradients.text()}
