"""What a regional coordinator does and what holds before a call, as headings with their sentences, without layout."""

from __future__ import annotations

from nmtcli.texts.coordination import say

DOES = ("region", "professionals", "rights", "person", "safe_return", "partners", "forms", "employer")


def what_a_coordinator_does(language: str) -> list[tuple[str, list[str]]]:
    """(heading, its sentences) in the order in which they are read: the role first, then what holds for who calls.

    Args:
        language: "sv" or "en".
    """
    return [
        (say(language, "does"), [say(language, f"does.{part}") for part in DOES]),
        (say(language, "consent"), [say(language, "consent.ask"), say(language, "consent.without")]),
        (say(language, "before"), [say(language, "before.ready"), say(language, "before.early")]),
        (say(language, "place"), [say(language, "place.now")]),
        (say(language, "children"), [say(language, "children.report"), say(language, "children.day")]),
    ]


def source(language: str) -> str:
    """Where that is from and how old it is, as a sentence."""
    return say(language, "source")
