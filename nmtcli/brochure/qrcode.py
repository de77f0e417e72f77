"""QR codes that call a number, where segno is installed (the extra `directory`)."""

from __future__ import annotations

from html import escape

QUIET = 4  # modules of white around a code, without which readers may miss it


def available() -> bool:
    """Whether segno is installed."""
    from importlib.util import find_spec

    return find_spec("segno") is not None


def code(text: str, label: str) -> str:
    """The text as an inline SVG: black on white in every colour scheme, or readers would not find it.

    Raises:
        ImportError: segno is not installed.
    """
    import segno

    matrix = segno.make(text, error="m", micro=False).matrix
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h-{end - x}z")
            x = end + 1
    size = len(matrix) + 2 * QUIET
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{"".join(runs)}"/></svg>'
    )
