"""Code without what is said about it."""

import ast

TEXTS = (ast.Module, ast.ClassDef, ast.FunctionDef)


def bare(text: str) -> ast.Module:
    """The tree of a module, each node with its place in the text, without any docstring."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, TEXTS):
            node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
    return tree


def _is_text(node: ast.stmt) -> bool:
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant and isinstance(node.value.value, str)  # type: ignore[attr-defined]
