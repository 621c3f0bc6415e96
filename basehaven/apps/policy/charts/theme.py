"""Colours and type of every chart: the tokens' names, which style sheets turn into colours."""

from __future__ import annotations

from typing import Any

TYPE = "Atkinson Hyperlegible Next"
COLOURS = {  # as in tokens.css, light; the renderer writes their names instead
    "ink": "#20302e",
    "soft": "#566562",
    "line": "#e4ddd2",
    "edge": "#877f73",
    "card": "#ffffff",
    "sunk": "#f1ece3",
    "green": "#17605b",
    "green-tint": "#e3efec",
    "sun": "#7d5800",
    "sun-tint": "#fdf1cf",
    "plum": "#5d4b8c",
    "plum-tint": "#ece8f5",
}


def altair() -> Any:
    """Altair, loaded with the first picture; its own types are too loose to check against."""
    import altair as alt

    return alt


def config(size: int = 12) -> dict[str, Any]:
    """What all charts share: no frame, quiet axes, our type."""
    words = {"labelFont": TYPE, "titleFont": TYPE, "labelFontSize": size, "titleFontSize": size}
    return {
        "background": None,
        "font": TYPE,
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelColor": COLOURS["soft"],
            "titleColor": COLOURS["soft"],
            "titleFontWeight": "normal",
            "gridColor": COLOURS["line"],
            "domainColor": COLOURS["edge"],
            "tickColor": COLOURS["edge"],
            "titlePadding": 8,
            "labelPadding": 4,
        },
        "text": {"font": TYPE, "fontSize": size, "color": COLOURS["ink"]},
    }
