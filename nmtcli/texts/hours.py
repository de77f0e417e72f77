"""What is said of the time of day; keys of weekdays end with their number, Monday's is 0."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "weekday.0": ("måndag", "Monday"),
    "weekday.1": ("tisdag", "Tuesday"),
    "weekday.2": ("onsdag", "Wednesday"),
    "weekday.3": ("torsdag", "Thursday"),
    "weekday.4": ("fredag", "Friday"),
    "weekday.5": ("lördag", "Saturday"),
    "weekday.6": ("söndag", "Sunday"),
    "time": ("{weekday} {hour}.{minute}", "{weekday} {hour}:{minute}"),
    "holiday": ("{name}, {time}", "{name}, {time}"),
    "closed.switchboard": ("Det är {time}. Växeln och stödtelefonen svarar troligen inte.",
                           "It is {time}. Switchboard and hotline probably do not answer."),
    "closed.coordinator": ("Det är {time}. Koordinatorn och stödtelefonen svarar troligen inte.",
                           "It is {time}. Coordinator and hotline probably do not answer."),
    "closed.hotline": ("Det är {time}. Stödtelefonen svarar troligen inte.",
                       "It is {time}. The hotline probably does not answer."),
    "bad_now": ('NMT_NOW är "{value}". Skriv den svenska tiden så: 2026-11-28T23:10.',
                'NMT_NOW is "{value}". Write the time in Sweden like this: 2026-11-28T23:10.'),
})  # fmt: skip
say = TEXTS.say
