"""Bars as SVG: enough for a figure in docs/benchmarks, without a plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

WIDTH, ROW, LEFT = 720, 30, 260
_COLOURS = ("#2f6f8f", "#b8b8b8")


def bars(path: Path, title: str, rows: Sequence[tuple[str, float]], unit: str, ours: str = "") -> None:
    """Horizontal bars, one a row: its name and value. Rows whose name begins with `ours` stand out."""
    most = max(value for _, value in rows)
    height = 40 + ROW * len(rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="10" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (name, value) in enumerate(rows):
        at = 40 + ROW * number
        long = (WIDTH - LEFT - 130) * value / most if most else 0
        colour = _COLOURS[0 if name.startswith(ours) else 1]
        lines += [
            f'<text x="{LEFT - 8}" y="{at + 16}" font-size="13" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LEFT}" y="{at + 3}" width="{long:.1f}" height="18" fill="{colour}"/>',
            f'<text x="{LEFT + long + 6:.1f}" y="{at + 16}" font-size="12">{value:,.0f} {escape(unit)}</text>',
        ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, "</svg>", ""]), encoding="utf-8")


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first are set right."""
    marks = ["---", *("---:" for _ in header[1:])]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (header, marks, *rows))
