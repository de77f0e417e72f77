"""The command `contacts review`: with the telephone in hand through every contact that is stale."""

from __future__ import annotations

from nmtcli import errors
from nmtcli.cli.contacts import views
from nmtcli.cli.contacts.change import written
from nmtcli.cli.contacts.desk import EXIT_CODES, Desk, Shelf, sound_list, tell_remarks
from nmtcli.cli.contacts.force import agreed_to_personal, write_down
from nmtcli.cli.options import color_option, lang_option
from nmtcli.cli.worded import command, option
from nmtcli.contacts import confirmations
from nmtcli.contacts.book import e164, today
from nmtcli.contacts.confirmations import confirmation_of
from nmtcli.contacts.difference import differences
from nmtcli.contacts.geography import county
from nmtcli.contacts.layers import unconfirmed
from nmtcli.contacts.own import OwnList, overlay, own_list_from_toml, tidy
from nmtcli.contacts.review import Stale, Verdict, corrected_list, stale_contacts
from nmtcli.contacts.rules import is_phone
from nmtcli.contacts.vocabulary import listed
from nmtcli.echo import echo
from nmtcli.errors import UsageError
from nmtcli.model import Contact, replaced
from nmtcli.render.terminal import Fact, show
from nmtcli.streams import stdout, tell, write

RIGHT = ("j", "ja", "y", "yes")
WRONG = ("n", "nej", "no")


@command(help="command.contacts.review", epilog=EXIT_CODES)
@option("--by", "role", metavar="ROLE", help="review.by")
@lang_option
@color_option
def review(role: str | None, lang: str | None, color: str) -> int:
    """Go through the contacts that have not been checked for long, with the telephone in hand."""
    desk = Desk(lang, color)
    if not desk.on_terminal():
        raise UsageError(desk.say("contacts.review.terminal"))
    shelf, day = desk.shelf(), today()
    with desk.worded():
        current = shelf.store.current()
        old = None if current is None else own_list_from_toml(current, str(shelf.store.path), shelf.below)
        confirmations.read(confirmations.path_beside(shelf.store.path))  # what is broken is told before the telephoning
    lists = unconfirmed(desk.shipped)
    book = desk.directory.book
    found = stale_contacts(book, day)
    if not found:
        desk.out(desk.say("contacts.fresh", months=desk.count("month", book.stale_after_months)))
        return errors.ANSWERED
    verdicts = ask_each(desk, found)
    source = desk.say("contacts.review.source", date=day)
    own = corrected_list(old, desk.say("contacts.name.review"), lists, verdicts, day, source)
    right = [verdict.contact for verdict in verdicts if verdict.right]
    return _settle(desk, shelf, current, own, right, day, role)


def ask_each(desk: Desk, found: list[Stale]) -> list[Verdict]:
    """The answers on a terminal; what is skipped is left out, and so is all after q or the end of the input."""
    verdicts: list[Verdict] = []
    for number, item in enumerate(found, 1):
        tell(show(_facts(desk, item, number, len(found)), desk.error_screen))
        while True:
            answer = desk.typed(desk.say("contacts.review.ask"))
            if answer is None or answer.lower() == "q":
                return verdicts
            if not answer:
                break
            contact = item[3]
            if answer.lower() in RIGHT:
                verdicts.append(Verdict(contact, True))
                break
            phone: str | None = as_number(answer)
            if answer.lower() in WRONG:
                phone = _new_number(desk)
                if phone is None:
                    return verdicts
            elif not is_phone(phone):
                desk.remark(desk.say("contacts.review.what", answer=echo(answer)))
                continue
            same = e164(phone or "") == e164(contact.phone)  # the number that is there, typed once more
            verdicts.append(Verdict(contact, same, None if same else phone or None))
            break
    return verdicts


def as_number(text: str) -> str:
    """What is typed, with what a list too is rid of: other dashes, doubled spaces."""
    return str(tidy({"phone": text})["phone"])


def _new_number(desk: Desk) -> str | None:
    """The number that is typed, "" for none known; None at the end of the input or for q."""
    while True:
        phone = desk.typed(desk.say("contacts.review.number"))
        if phone is None or phone.lower() == "q":
            return None
        if not phone or is_phone(as_number(phone)):
            return as_number(phone)
        desk.remark(desk.say("contacts.review.no_number", answer=echo(phone)))


def _facts(desk: Desk, item: Stale, number: int, count: int) -> list[Fact]:
    checked, region, _, contact = item
    counties = listed(map(county, contact.counties), desk.language)
    group = desk.say(f"contacts.group.{contact.serves}")
    age = (
        desk.say("contacts.review.age", date=checked, age=_age(desk, checked))
        if checked
        else desk.say("contacts.never")
    )
    return [
        Fact("", desk.say("contacts.review.head", number=number, count=count, region=region.name), "head"),
        Fact(desk.say("contacts.phone"), contact.phone, "call"),
        Fact(desk.say("contacts.host"), ", ".join(filter(None, (contact.host, contact.unit)))),
        Fact(desk.say("contacts.group"), group),
        Fact(desk.say("contacts.checked"), age),
        Fact("", desk.say(f"contacts.review.question.{contact.serves}", counties=counties), "edge"),
    ]


def _age(desk: Desk, checked: str) -> str:
    """'8 år'; below two years in months."""
    now = today()
    months = (int(now[:4]) - int(checked[:4])) * 12 + int(now[5:7]) - int(checked[5:7])
    return desk.count("year", months // 12) if months >= 24 else desk.count("month", months)


def _settle(desk: Desk, shelf: Shelf, current: bytes | None, own: OwnList | None, right: list[Contact], day: str,
            role: str | None) -> int:  # fmt: skip
    """Show what the answers change, ask once, and write."""
    if own is None and not right:
        desk.remark(desk.say("contacts.no"))
        return errors.ANSWERED
    content, after = current, desk.directory.book
    if own:
        old = sound_list(current, shelf.store, shelf.below)
        content = written(own, shelf.below, desk)
        with desk.worded():
            own = own_list_from_toml(content, str(shelf.store.path), shelf.below)
        before, after = overlay(shelf.below, old) if old else shelf.below, overlay(shelf.below, own)
        write(stdout(), views.changes(differences(before, after), after, desk.language, desk.screen))
        stdout().flush()
        tell_remarks(desk, before, after, own)
        new = [
            contact for contact in own.contacts if old is None or contact.phone not in {c.phone for c in old.contacts}
        ]
        if not agreed_to_personal(desk, replaced(own, contacts=tuple(new), socialjour=()), False):
            return errors.FAILED
    for contact in right:
        desk.out(desk.say("contacts.review.right", host=contact.host, phone=contact.phone, date=day))
    if not desk.ask(desk.say("contacts.review.write")):
        desk.remark(desk.say("contacts.no"))
        return errors.FAILED
    said = [confirmation_of(contact, day, role) for contact in right]
    if not write_down(desk, shelf, content, said, after, "review", who=role, agreed=(current,)):
        desk.remark(desk.say("contacts.not_durable"))
    if own:
        desk.out(desk.say("contacts.done", path=shelf.store.path))
        desk.remark(desk.say("contacts.done.undo", option=""))
        desk.warn_of_stronger()
    else:
        desk.out(desk.say("contacts.review.done", contacts=desk.count("contact", len(right))))
    return errors.ANSWERED
