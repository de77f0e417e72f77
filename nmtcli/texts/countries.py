"""The countries that a Swedish place name is most often mistaken for; others are shown by their code."""

from __future__ import annotations

from nmtcli.texts import LANGUAGES, Pair

COUNTRIES: dict[str, Pair] = {
    "NO": ("Norge", "Norway"), "DK": ("Danmark", "Denmark"), "FI": ("Finland", "Finland"), "AX": ("Åland", "Åland"),
    "IS": ("Island", "Iceland"), "FO": ("Färöarna", "the Faroe Islands"), "DE": ("Tyskland", "Germany"),
    "PL": ("Polen", "Poland"), "EE": ("Estland", "Estonia"), "LV": ("Lettland", "Latvia"),
    "LT": ("Litauen", "Lithuania"), "GB": ("Storbritannien", "Great Britain"), "US": ("USA", "USA"),
    "NL": ("Nederländerna", "the Netherlands"), "FR": ("Frankrike", "France"), "ES": ("Spanien", "Spain"),
    "IT": ("Italien", "Italy"),
}  # fmt: skip


def countries(language: str, codes: str) -> str:
    """'NO,DK' -> 'Norge, Danmark'."""
    column = LANGUAGES.index(language)
    return ", ".join(COUNTRIES[code][column] if code in COUNTRIES else code for code in codes.split(","))
