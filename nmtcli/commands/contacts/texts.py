"""The texts of the commands on contact lists that are theirs alone, in Swedish and English; over those of all commands.

Keys begin with "contacts.". What is counted stands under "one" and "many".
"""

from __future__ import annotations

from nmtcli.commands import messages
from nmtcli.echo import filled

MESSAGES: dict[str, dict[str, str]] = {
    "sv": {
        "contacts.check.ok": "{name}: inga fel. {contacts} i {regions}: {named}.",
        "contacts.check.ok.empty": "{name}: inga fel. {contacts} i {regions}.{named}",
        "contacts.check.confirmations": "{name}: {found}, varav {count} gäller för listorna som de är nu.",
        "contacts.hides": "skymmer {list} i {region}",
        "contacts.hides.newer": "skymmer {list} i {region}, där den har en nyare uppgift ({date})",
        "contacts.hidden.bundled": "den medföljande listan",
        "contacts.hidden.site": "listan för hela datorn",
        "contacts.hidden.user": "den egna listan",
        "contacts.hidden.environment": "listan i NMT_CONTACTS",
        "contacts.path.broken": "går inte att använda",
        "contacts.scope.site": "listan för hela datorn",
        "contacts.one.problem": "1 fel. Rätta det, så kan listan användas.",
        "contacts.many.problem": "{count} fel. Rätta dem, så kan listan användas.",
        "contacts.one.contact": "1 kontakt",
        "contacts.many.contact": "{count} kontakter",
        "contacts.one.old": "1 kontakt är äldre",
        "contacts.many.old": "{count} kontakter är äldre",
        "contacts.one.region": "1 region",
        "contacts.many.region": "{count} regioner",
        "contacts.one.month": "1 månad",
        "contacts.many.month": "{count} månader",
        "contacts.one.year": "1 år",
        "contacts.many.year": "{count} år",
        "contacts.one.confirmation": "1 bekräftelse",
        "contacts.many.confirmation": "{count} bekräftelser",
        "contacts.stale": "{contacts} än {months} månader. Ring och kontrollera: nmt contacts review",
        "contacts.checked": "Senast belagd",
        "contacts.never": "odaterad",
        "contacts.host": "Vem svarar",
        "contacts.group": "Gäller",
        "contacts.group.all": "alla",
        "contacts.group.children": "barn och unga",
        "contacts.group.adults": "vuxna",
        "contacts.what": "Vad som ändras",
        "contacts.why": "Ändring",
        "contacts.field.counties": "län",
        "contacts.field.kind": "typ",
        "contacts.field.host": "vem svarar",
        "contacts.field.phone": "telefon",
        "contacts.field.source": "källa",
        "contacts.field.confidence": "säkerhet",
        "contacts.field.serves": "gäller",
        "contacts.field.unit": "enhet",
        "contacts.field.persons": "namn",
        "contacts.field.email": "e-post",
        "contacts.field.published": "publicerad",
        "contacts.field.published_note": "anmärkning om datum",
        "contacts.field.note": "anmärkning",
        "contacts.field.confirmed": "bekräftad",
        "contacts.field.confirmed_by": "bekräftad av",
        "contacts.not_durable": (
            "Listan är i bruk, men disken svarar inte att den är sparad för gott. Kontrollera: nmt contacts check"
        ),
        "contacts.history.unreadable": "{path} går inte att läsa som en lista.",
        "contacts.done.undo": "Ångra: nmt contacts rollback{option}",
        "contacts.machine.denied": (
            "Listan för hela datorn får bara ändras av en administratör: {path}. Kör kommandot som "
            "administratör (sudo)."
        ),
        "contacts.confirmed.no_news": (
            "{host} {phone}: bekräftad {date}; listan har redan ett lika sent eller senare datum."
        ),
        "contacts.confirmed.undo": "Ångra: nmt contacts confirm {region} --undo",
        "contacts.confirmed.undone": "{host} {phone}: bekräftelsen {date} är borttagen.",
        "contacts.confirmed.none": "Du har inga bekräftelser i region {region}.",
        "contacts.checked.ask": "Är uppgifterna kontrollerade i dag?",
        "contacts.checked.done": "{contacts}: kontrollerade {date}.",
        "contacts.name.review": "egna rättelser",
        "contacts.review.terminal": (
            "Genomgången ställer frågor och behöver en terminal. I skript: nmt contacts confirm"
        ),
        "contacts.review.head": "{number} av {count}. Region {region}",
        "contacts.review.age": "{date}, för {age} sedan",
        "contacts.review.question.all": (
            "Ring och fråga: Når man regionkoordinatorn mot prostitution och människohandel här, för {counties}?"
        ),
        "contacts.review.question.children": (
            "Ring och fråga: Når man regionkoordinatorn mot prostitution och människohandel här, för barn och unga "
            "i {counties}?"
        ),
        "contacts.review.question.adults": (
            "Ring och fråga: Når man regionkoordinatorn mot prostitution och människohandel här, för vuxna "
            "i {counties}?"
        ),
        "contacts.review.ask": "j = rätt, n = fel, nytt nummer, Enter = hoppa över, q = sluta:",
        "contacts.review.number": "Nytt nummer (Enter = inget känt):",
        "contacts.review.what": '"{answer}" är varken j, n, q eller ett svenskt telefonnummer; skriv som 0XX-XX XX XX.',
        "contacts.review.no_number": '"{answer}" är inget svenskt telefonnummer; skriv som 0XX-XX XX XX.',
        "contacts.review.source": "kontrollerad per telefon {date}",
        "contacts.review.right": "{host} {phone}: bekräftas {date}.",
        "contacts.review.write": "Skriva detta?",
        "contacts.review.done": "Bekräftat: {contacts}.",
    },
    "en": {
        "contacts.check.ok": "{name}: no errors. {contacts} in {regions}: {named}.",
        "contacts.check.ok.empty": "{name}: no errors. {contacts} in {regions}.{named}",
        "contacts.check.confirmations": "{name}: {found}, {count} of which apply to the lists as they are now.",
        "contacts.hides": "hides {list} in {region}",
        "contacts.hides.newer": "hides {list} in {region}, where that has newer details ({date})",
        "contacts.hidden.bundled": "the shipped list",
        "contacts.hidden.site": "the machine's list",
        "contacts.hidden.user": "the own list",
        "contacts.hidden.environment": "the list in NMT_CONTACTS",
        "contacts.path.broken": "cannot be used",
        "contacts.scope.site": "the machine's list",
        "contacts.one.problem": "1 problem. Put it right, and the list can be used.",
        "contacts.many.problem": "{count} problems. Put them right, and the list can be used.",
        "contacts.one.contact": "1 contact",
        "contacts.many.contact": "{count} contacts",
        "contacts.one.old": "1 contact is older",
        "contacts.many.old": "{count} contacts are older",
        "contacts.one.region": "1 region",
        "contacts.many.region": "{count} regions",
        "contacts.one.month": "1 month",
        "contacts.many.month": "{count} months",
        "contacts.one.year": "1 year",
        "contacts.many.year": "{count} years",
        "contacts.one.confirmation": "1 confirmation",
        "contacts.many.confirmation": "{count} confirmations",
        "contacts.stale": "{contacts} than {months} months. Call and check: nmt contacts review",
        "contacts.checked": "Last attested",
        "contacts.never": "undated",
        "contacts.host": "Who answers",
        "contacts.group": "Serves",
        "contacts.group.all": "all",
        "contacts.group.children": "children and young people",
        "contacts.group.adults": "adults",
        "contacts.what": "What changes",
        "contacts.why": "Change",
        "contacts.field.counties": "counties",
        "contacts.field.kind": "kind",
        "contacts.field.host": "who answers",
        "contacts.field.phone": "phone",
        "contacts.field.source": "source",
        "contacts.field.confidence": "confidence",
        "contacts.field.serves": "serves",
        "contacts.field.unit": "unit",
        "contacts.field.persons": "persons",
        "contacts.field.email": "e-mail",
        "contacts.field.published": "published",
        "contacts.field.published_note": "remark on the date",
        "contacts.field.note": "remark",
        "contacts.field.confirmed": "confirmed",
        "contacts.field.confirmed_by": "confirmed by",
        "contacts.not_durable": (
            "The list is in force, but the disk does not say that it is kept for good. Look: nmt contacts check"
        ),
        "contacts.history.unreadable": "{path} cannot be read as a list.",
        "contacts.done.undo": "Undo: nmt contacts rollback{option}",
        "contacts.machine.denied": (
            "Only an administrator may change the list for all users: {path}. Run the command as one (sudo)."
        ),
        "contacts.confirmed.no_news": (
            "{host} {phone}: confirmed {date}; the list has that date or a later one already."
        ),
        "contacts.confirmed.undo": "Undo: nmt contacts confirm {region} --undo",
        "contacts.confirmed.undone": "{host} {phone}: the confirmation of {date} is withdrawn.",
        "contacts.confirmed.none": "You have no confirmations in region {region}.",
        "contacts.checked.ask": "Were the details checked today?",
        "contacts.checked.done": "{contacts}: checked {date}.",
        "contacts.name.review": "own corrections",
        "contacts.review.terminal": "The review asks questions and needs a terminal. In scripts: nmt contacts confirm",
        "contacts.review.head": "{number} of {count}. Region {region}",
        "contacts.review.age": "{date}, {age} ago",
        "contacts.review.question.all": (
            "Call and ask: Does one reach the regional coordinator against prostitution and trafficking here, "
            "for {counties}?"
        ),
        "contacts.review.question.children": (
            "Call and ask: Does one reach the regional coordinator against prostitution and trafficking here, "
            "for children and young people in {counties}?"
        ),
        "contacts.review.question.adults": (
            "Call and ask: Does one reach the regional coordinator against prostitution and trafficking here, "
            "for adults in {counties}?"
        ),
        "contacts.review.ask": "y = right, n = wrong, a new number, Enter = skip, q = stop:",
        "contacts.review.number": "New number (Enter = none known):",
        "contacts.review.what": (
            '"{answer}" is neither y, n, q nor a Swedish telephone number; write it as 0XX-XX XX XX.'
        ),
        "contacts.review.no_number": '"{answer}" is no Swedish telephone number; write it as 0XX-XX XX XX.',
        "contacts.review.source": "checked by telephone {date}",
        "contacts.review.right": "{host} {phone}: to be confirmed {date}.",
        "contacts.review.write": "Write this?",
        "contacts.review.done": "Confirmed: {contacts}.",
    },
}


def say(language: str, message: str, **values: object) -> str:
    """A message of this catalogue, else of that of all commands, with its values filled in, without control characters.

    Raises:
        KeyError: neither catalogue has the message, or a value is missing.
    """
    if message in MESSAGES[language]:
        return filled(MESSAGES[language][message], values)
    return messages.say(language, message, **values)
