"""The product ``javascript/``: the cells, and beside them what they hand back."""

from collections.abc import Iterator, Mapping

from lstm_sym.targets.javascript import gradients, source


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    return {**source.files(), "javascript/gradients.js": gradients.text()}


def left_out(_files: Mapping[str, str]) -> Iterator[str]:
    """What the script of gradients lacks, and why."""
    return gradients.left_out()
