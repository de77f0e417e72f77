"""What a regional coordinator does and what holds before a call; keys begin with the section's name."""

from __future__ import annotations

from nmtcli.texts import Catalogue

TEXTS = Catalogue({
    "does": ("Vad en regionkoordinator gör", "What a regional coordinator does"),
    "does.region": ("Samordnar arbetet i regionen med myndigheter och organisationer.",
                    "Coordinates work in the region with authorities and organisations."),
    "does.professionals": ("Är ett stöd för yrkesverksamma som möter misstänkt människohandel.",
                           "Is a resource for professionals who meet suspected trafficking."),
    "does.rights": ("Informerar om rätten till stöd och samordnar hjälpen.",
                    "Informs about rights to support and coordinates the help."),
    "does.person": ("Kan stödja den utsatta personen direkt.", "Can support the person affected directly."),
    "does.safe_return": (
        "Kan hjälpa till att planera en trygg återresa, även genom IOM:s återvändandeprogram.",
        "Can help to plan a safe return, also through IOM's return programme."),
    "does.partners": (
        "Samarbetar med socialtjänst, polis, vård, Migrationsverket, tolkar och civilsamhälle.",
        "Works with social services, police, health care, the Migration Agency, interpreters and civil society."),
    "does.forms": (
        "Arbetar mot sexuell exploatering, tvångstiggeri, arbetsexploatering och annan människohandel.",
        "Works against sexual exploitation, forced begging, labour exploitation and other forms of trafficking."),
    "does.employer": ("Är anställd av socialtjänsten i en kommun och arbetar kontorstid.",
                      "Is employed by a municipality's social services and works office hours."),
    "consent": ("Samtycke först", "Consent first"),
    "consent.ask": ("Be om personens samtycke innan du kontaktar koordinatorn.",
                    "Ask for the person's consent before you contact the coordinator."),
    "consent.without": ("Utan samtycke: ställ bara allmänna frågor och lämna inga uppgifter som pekar ut personen.",
                        "Without consent: ask general questions only and give no identifying details."),
    "before": ("Innan du ringer", "Before you call"),
    "before.ready": ("Ta reda på i vilken kommun personen är nu, och om det gäller ett barn eller en vuxen.",
                     "Find out in which municipality the person is now, and whether it concerns a child or an adult."),
    "before.early": ("Ta kontakt tidigt.", "Make contact early."),
    "place": ("Vem som har ansvaret", "Who is responsible"),
    "place.now": ("Ansvaret följer platsen där personen är nu, inte hemadressen.",
                  "Responsibility follows where the person is now, not the home address."),
    "children": ("Barn", "Children"),
    "children.report": ("Yrkesverksamma ska anmäla oro för ett barn till socialtjänsten.",
                        "Professionals must report concern for a child to the social services."),
    "children.day": ("Socialtjänsten bedömer samma dag.", "The social services assess it the same day."),
    "source": ("Källa: nmtsverige.se 2018-06-20; NSPM:s manual vid misstanke om människohandel; malmo.se, odaterad.",
               "Source: nmtsverige.se 2018-06-20; NSPM's manual on suspected trafficking; malmo.se, undated."),
})  # fmt: skip
say = TEXTS.say
