"""Lines over axes as SVG text: the theme's colours, the same bytes from the same numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]
SVG = "http://www.w3.org/2000/svg"  # an EPUB is XML, which asks for it
LEFT, RIGHT, TOP, BOTTOM = 34, 12, 10, 26  # least room for the numbers of the axes
LETTER = 8  # width of one of a number


@dataclass(frozen=True)
class Line:
    """A line in one or more pieces; ``style`` is the number of its colour and dashes."""

    label: str
    style: int
    pieces: Sequence[Sequence[Point]]
    dots: bool = False
    ring: bool = False  # around the last point


@dataclass(frozen=True)
class Axes:
    """The window that is shown, the numbers at its edges, and its size in pixels.

    ``names`` says what is at a number instead of it, as on a logarithmic axis.
    """

    x: Point
    y: Point
    x_ticks: Sequence[float]
    y_ticks: Sequence[float]
    width: int = 340
    height: int = 194
    names: Mapping[float, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """Where the window begins, right of the longest number."""
        return max(
            LEFT, 10 + LETTER * max((len(_number(self, y)) for y in self.y_ticks), default=0)
        )

    @property
    def right(self) -> int:
        """Where the window ends, with room for half of the last number below it."""
        half = max((len(_number(self, x)) for x in self.x_ticks), default=0) * LETTER // 2
        return self.width - max(RIGHT, half)

    def at(self, point: Point) -> str:
        (first, last), (low, high) = self.x, self.y
        across = (point[0] - first) / (last - first) * (self.right - self.left)
        up = (point[1] - low) / (high - low) * (self.height - TOP - BOTTOM)
        return f"{self.left + across:.1f},{self.height - BOTTOM - up:.1f}"


def chart(name: str, title: str, description: str, axes: Axes, lines: Iterable[Line]) -> str:
    """An SVG image, whose identifiers begin with ``name``."""
    lines = list(lines)
    body = [*_grid(axes)]
    width, height = axes.right - axes.left, axes.height - TOP - BOTTOM
    curves = "".join(_curve(axes, line) for line in lines)
    body.append(
        f'<clipPath id="{name}-window"><rect x="{axes.left}" y="{TOP - 1}" '
        f'width="{width}" height="{height + 2}"/></clipPath>'
        f'<g clip-path="url(#{name}-window)">{curves}</g>'
    )
    body += [_marks(axes, line) for line in lines]
    return framed(name, title, description, (axes.width, axes.height), body)


def framed(
    name: str, title: str, description: str, size: Point, body: Iterable[str], letters: float = 12
) -> str:
    """A picture of a size in pixels, which the style keeps near to it for its letters' sake."""
    width, height = (f"{length:.0f}" for length in size)
    return (
        f'<svg xmlns="{SVG}" class="lstm-chart" viewBox="0 0 {width} {height}" '
        f'style="--lstm-wide:{width}px;font-size:{letters:g}px" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{"".join(body)}</svg>'
    )


def legend(lines: Iterable[Line]) -> str:
    """The names of the lines, each behind a sample."""
    items = "".join(
        f'<span><svg xmlns="{SVG}" viewBox="0 0 24 8" aria-hidden="true">'
        f'<path class="lstm-line lstm-line-{line.style}" d="M1 4H23"/></svg>'
        f"{escape(line.label)}</span>"
        for line in lines
    )
    return f'<div class="lstm-legend">{items}</div>'


def _apart(axes: Axes) -> set[float]:
    """Where the axis below has a number: from the right, each one that has room beside the next."""
    kept, room = set(), float(axes.width)
    for value in sorted(axes.x_ticks, reverse=True):
        x = float(axes.at((value, axes.y[0])).split(",")[0])
        half = len(_number(axes, value)) * LETTER / 2
        if x + half <= room:
            kept.add(value)
            room = x - half - 4
    return kept


def _grid(axes: Axes) -> Iterable[str]:
    named = _apart(axes)
    for value in axes.x_ticks:
        x, y = axes.at((value, axes.y[0])).split(",")
        yield f'<path class="lstm-grid{_zero(axes, value)}" d="M{x} {TOP}V{y}"/>'
        if value in named:
            place = f'x="{x}" y="{axes.height - 6}"'
            yield f'<text {place} text-anchor="middle">{_number(axes, value)}</text>'
    for value in axes.y_ticks:
        x, y = axes.at((axes.x[0], value)).split(",")
        yield f'<path class="lstm-grid{_zero(axes, value)}" d="M{x} {y}H{axes.right}"/>'
        place = f'x="{axes.left - 6}" y="{float(y) + 4:.1f}"'
        yield f'<text {place} text-anchor="end">{_number(axes, value)}</text>'


def _curve(axes: Axes, line: Line) -> str:
    """The line itself, which ends at the frame."""
    return "".join(
        f'<path class="lstm-line lstm-line-{line.style}" d="M{" ".join(map(axes.at, piece))}"/>'
        for piece in line.pieces
        if len(piece) > 1
    )


def _marks(axes: Axes, line: Line) -> str:
    """Dots and a ring, which may lie on the frame."""
    shown = ""
    points = [axes.at(point).split(",") for piece in line.pieces for point in piece]
    if line.dots:
        shown += "".join(
            f'<circle class="lstm-dot lstm-line-{line.style}" cx="{x}" cy="{y}" r="2.5"/>'
            for x, y in points
        )
    if line.ring:
        x, y = points[-1]
        shown += f'<circle class="lstm-ring" cx="{x}" cy="{y}" r="6"/>'
    return shown


def _zero(axes: Axes, value: float) -> str:
    return " lstm-zero" if value == 0 and not axes.names else ""


def _number(axes: Axes, value: float) -> str:
    return axes.names.get(value) or f"{value:g}".replace("-", "\u2212")
