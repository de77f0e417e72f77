"""The answer as a terminal shows it: the number first."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "title": ("{place} · region {region}", "{place} · region {region}"),
    "title.region": ("Region {region}: {counties}", "Region {region}: {counties}"),
    "read": ('tolkat: "{query}"', 'read from: "{query}"'),
    "twin": ("Inte {name}?", "Not {name}?"),
    "twin.place": ("{place} ({where}, region {region})", "{place} ({where}, region {region})"),
    "twins.more": ("... och {count} till som heter nästan likadant.",
                   "... and {count} more with nearly the same name."),
    "call": ("RING", "CALL"),
    "else": ("Annars", "Otherwise"),
    "urgent": ("Akut", "Urgent"),
    "now": ("NU", "NOW"),
    "weekday": ("Vardag", "Weekdays"),
    "ask": ("Be att få tala med regionkoordinatorn mot prostitution och människohandel.",
            "Ask for the regional coordinator against prostitution and human trafficking."),
    "ask.for": ("Be att få tala med regionkoordinatorn mot prostitution och människohandel ({names}).",
                "Ask for the regional coordinator against prostitution and human trafficking ({names})."),
    "email": ("{email} (skicka inga personuppgifter)", "{email} (send no personal data)"),
    "age.date": ("Uppgiften är från {date}.", "As of {date}."),
    "age.confirmed": ("Uppgiften är bekräftad {date}.", "Confirmed {date}."),
    "age.confirmed_by": ("Uppgiften är bekräftad {date} av {by}.", "Confirmed {date} by {by}."),
    "age.month": ("Uppgiften är 1 månad gammal ({date}).", "This is 1 month old ({date})."),
    "age.months": ("Uppgiften är {count} månader gammal ({date}).", "This is {count} months old ({date})."),
    "age.year": ("Uppgiften är 1 år gammal ({date}).", "This is 1 year old ({date})."),
    "age.years": ("Uppgiften är {count} år gammal ({date}).", "This is {count} years old ({date})."),
    "check.years": ("Kontrollera: uppgiften är {count} år gammal ({date}).",
                    "Check: {count} years old ({date})."),
    "check.undated": ("Kontrollera: uppgiften är odaterad.", "Check: undated."),
    "check.note": ("Kontrollera: {note}.", "Check: {note}."),
    "indicated": ("Inte bekräftad av någon myndighet. {age}", "Not confirmed by an authority. {age}"),
    "hotline": ("nationella stödtelefonen, för yrkesverksamma; {hours}",
                "national hotline, for professionals; {hours}"),
    "urgent.sos": ("fara för liv", "danger to life"),
    "urgent.police": ("polisen, dygnet runt", "police, day and night"),
    "socialjour": ("socialjouren", "socialjour (out-of-hours social services)"),
    "socialjour.ask": ("Socialjouren där personen är: fråga kommunen eller ring 112.",
                       "Social services (socialjour): ask the municipality or call 112."),
    "sources": ("Källa: {sources}", "Source: {sources}"),
})  # fmt: skip
say = TEXTS.say
