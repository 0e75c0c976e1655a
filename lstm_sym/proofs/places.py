"""Entries of nested lists: a number at a place, a row beyond the edge, the blocks of an array."""

import operator
from typing import Any

import sympy as sp

COMPARED = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


def within(field: list[Any], row: int, column: int) -> list[Any]:
    """The numbers at a place of a field, none outside."""
    inside = 0 <= row < len(field) and 0 <= column < len(field[0])
    return field[row][column] if inside else []


def picked(value: Any, index: tuple[int, ...]) -> Any:
    """The number at a place; what has fewer dimensions, or one entry, serves all others."""
    depth, inner = 0, value
    while isinstance(inner, list):
        depth, inner = depth + 1, inner[0]
    for place in index[len(index) - depth :]:
        value = value[place if len(value) > 1 else 0]
    return value


def entries(value: Any) -> list[Any]:
    """Every number of nested lists, in order."""
    return [one for part in value for one in entries(part)] if isinstance(value, list) else [value]


def split(
    array: list[Any], transposed: bool, blocks: tuple[sp.Symbol, ...]
) -> dict[sp.Symbol, Any]:
    """The blocks of an array, in order along its last axis; transposed, along its first."""
    whole = [list(column) for column in zip(*array, strict=True)] if transposed else array

    def part(inner: list[Any], place: int) -> list[Any]:
        if isinstance(inner[0], list):
            return [part(row, place) for row in inner]
        width = len(inner) // len(blocks)
        return inner[place * width : (place + 1) * width]

    return {block: part(whole, place) for place, block in enumerate(blocks)}
