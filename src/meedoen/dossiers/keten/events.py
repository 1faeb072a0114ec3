"""What each event of DUO makes happen in a dossier, before DUO answered anything about it.

Facts that need a date or a reason of DUO follow with its answers (`antwoorden`). In how many
days a signal is to be looked at, is a choice of this project: no rule of law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.dossiers.keten.finding import dossier_of, open_for, wait_for_turn
from meedoen.dossiers.keten.following import follow, raise_signaal, release
from meedoen.dossiers.keten.from_brp import ask_who
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.keten.models import Notification

F = FeitSoort
MOST = 7
"""Days for most signals."""


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody has to do, as the words of a signal; `nu` when it cannot wait."""

    tekst: str
    dagen: int = MOST
    nu: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """What an event makes happen.

    Attributes:
        gedaan: what is said about it in the dossier, in a few words.
        opent: open a dossier when there is none.
        nieuw: the dossier stands on top of the worklist until somebody takes it up.
        hervat: take back that the duty had stopped.
        klok: the ten weeks run; from the day of this notification until DUO gives its own day.
        taak: what a colleague has to do.
    """

    done: str
    opens: bool = True
    nieuw: bool = False
    resume: bool = False
    klok: bool = False
    task: Task | None = None


def _task(done: str, text: str, days: int = MOST, *, nu: bool = False) -> Procedure:
    return Procedure(done, task=Task(text, days, nu))


def _end(done: str, text: str, days: int = MOST, *, nu: bool = False) -> Procedure:
    """The duty ends or stops: no dossier is opened for it."""
    return Procedure(done, opens=False, task=Task(text, days, nu))


NOTIFY = gettext_noop("de contactpersoon krijgt een signaal")
STOPS = gettext_noop("de plicht stopt, de contactpersoon rondt af")
BEGINS = gettext_noop("dossier staat klaar")

PROCEDURES: Mapping[str, Procedure] = {
    "SS101": Procedure(BEGINS, nieuw=True, resume=True),
    "SS139": Procedure(
        gettext_noop("dossier staat klaar, de termijn voor het PIP loopt"), nieuw=True, resume=True, klok=True
    ),
    "SS128": Procedure(
        BEGINS,
        nieuw=True,
        resume=True,
        task=Task("Krijgt binnen 6 maanden AOW. Bespreek wat een traject nog oplevert.", 14),
    ),
    "SS129": Procedure(
        gettext_noop("de plicht gaat verder, er is nog geen leerroute"),
        nieuw=True,
        resume=True,
        task=Task("De tijdelijke vrijstelling is voorbij. Neem contact op en ga verder met de intake."),
    ),
    "SS130": Procedure(
        gettext_noop("de plicht gaat verder met het PIP dat er al was"),
        nieuw=True,
        resume=True,
        task=Task("De tijdelijke vrijstelling is voorbij. Plan een gesprek: het PIP gaat verder.", 14),
    ),
    "SS120": Procedure(
        gettext_noop("dossier staat klaar, er is nog geen PIP"),
        nieuw=True,
        resume=True,
        task=Task("Is in onze gemeente komen wonen, zonder PIP. Plan een kennismaking."),
    ),
    "SS121": Procedure(
        gettext_noop("overdracht vragen aan de vorige gemeente"),
        nieuw=True,
        resume=True,
        task=Task("Is verhuisd met een PIP. Vraag de vorige gemeente om overdracht.", nu=True),
    ),
    "SS124": _task(
        NOTIFY, "De doelgroep wordt gezinsmigrant of overig. Plan een gesprek over wat dat verandert.", 14
    ),
    "SS125": _task(
        NOTIFY, "De doelgroep wordt asielstatushouder. Plan een gesprek over wat dat verandert.", 14
    ),
    "SS109": _end(
        gettext_noop("het traject ligt stil"),
        "Tijdelijk vrijgesteld. Vul aan wat er tot nu toe is gedaan en behaald.",
        14,
    ),
    "SS110": _end(STOPS, "De plicht is ingetrokken. Vul aan wat er is gedaan en rond het traject af.", 14),
    "SS111": _end(
        gettext_noop("overleden, de contactpersoon zegt afspraken af"),
        "DUO meldt dat deze persoon is overleden. Zeg gesprekken en brieven af.",
        1,
        nu=True,
    ),
    "SS106": _end(STOPS, "Heeft het diploma gehaald. Rond het traject samen af.", 14),
    "SS107": _end(STOPS, "Is vrijgesteld van de hele plicht. Rond het traject samen af.", 14),
    "SS108": _end(STOPS, "Heeft ontheffing van de hele plicht. Rond het traject samen af.", 14),
    "SS137": Procedure(gettext_noop("het examennummer van de toets wordt opgehaald")),
    "SS131": Procedure(gettext_noop("de uitslag van de toets komt in de intake")),
    "SS102": Procedure(gettext_noop("de termijn komt in het dossier")),
    "SS103": _task(
        gettext_noop("de nieuwe einddatum komt in het dossier"),
        "DUO verlengt de termijn. Vertel het en kijk of de planning moet veranderen.",
        14,
    ),
    "SS104": _task(
        gettext_noop("de nieuwe einddatum komt in het dossier"),
        "De termijn is op verzoek verlengd. Kijk of de planning moet veranderen.",
        14,
    ),
    "SS199": _task(
        gettext_noop("de uitslag komt op het tabblad DUO"),
        "Er is een uitslag van een examen. Bespreek wat er nu nodig is.",
        14,
    ),
    "SS113": _task(NOTIFY, "DUO verlengt de termijn niet. Bespreek wat er voor het einde nog kan.", 14),
    "SS114": _task(NOTIFY, "DUO geeft geen hele vrijstelling. Bespreek hoe het verder gaat.", 14),
    "SS115": _task(NOTIFY, "DUO geeft geen tijdelijke vrijstelling. Bespreek hoe het verder gaat.", 14),
    "SS116": _task(NOTIFY, "DUO geeft geen gedeeltelijke vrijstelling. Bespreek hoe het verder gaat.", 14),
    "SS117": _task(NOTIFY, "Een deel van het examen hoeft niet meer. Kijk of het PIP nog past.", 14),
    "SS118": _task(NOTIFY, "DUO geeft geen ontheffing. Bespreek hoe het verder gaat.", 14),
    "SS119": _task(NOTIFY, "DUO geeft een deel ontheffing. Kijk of het PIP nog past.", 14),
    # Announced, not sent yet.
    "SS112": _task(NOTIFY, "Heeft verlenging van de termijn gevraagd. Kijk of je iets kunt aanvullen.", 14),
    "SS122": _end(NOTIFY, "Is verhuisd naar een andere gemeente. Draag het dossier over."),
    "SS123": _end(NOTIFY, "Is uit Nederland vertrokken. Zeg gesprekken af en wacht op DUO."),
    "SS126": _task(NOTIFY, "De termijn voor het PIP is voorbij. DUO kent nog geen leerroute.", 1, nu=True),
    "SS127": _task(NOTIFY, "DUO kent nog geen inburgeringsaanbod. Doe een aanbod of meld het.", nu=True),
    "SS132": _task(NOTIFY, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS133": _task(NOTIFY, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS135": _task(NOTIFY, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS136": _task(NOTIFY, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS140": _task(NOTIFY, "DUO vraagt advies over bijzondere omstandigheden. Geef advies.", nu=True),
    "SS141": _task(NOTIFY, "De tekst voor het certificaat van de Z-route is klaar.", 14),
    "SS142": _task(NOTIFY, "Een opleiding is gestopt. Bespreek hoe het verder gaat.", 14),
}
"""Event → what happens. Every event that DUO describes stands here; a test says so."""

UNKNOWN = Procedure(NOTIFY, opens=False)
NO_DOSSIER = gettext_noop("geen dossier, niets te doen")
NO_NUMBER = gettext_noop("zonder BSN en V-nummer is niet te zien over wie het gaat")
OPENED = gettext_noop("dossier geopend")
OF_THE_MESSAGE = "dag van het bericht van DUO; de eigen datum volgt"


def on_event(notification: Notification) -> str:
    """Do what an event asks for, and say so. Gives the notification its dossier, and a BSN we know."""
    gemeente_id, bsn, v_nummer = notification.gemeente_id, notification.bsn, notification.v_nummer
    if not bsn and not v_nummer:
        return NO_NUMBER
    what = PROCEDURES.get(notification.gebeurtenis, UNKNOWN)
    wait_for_turn(gemeente_id, bsn, v_nummer)
    dossier, done = dossier_of(gemeente_id, bsn, v_nummer), [what.done]
    if dossier is None and not what.opens:
        return NO_DOSSIER
    if dossier is None:
        dossier = open_for(notification.gemeente, bsn, v_nummer)
        done.insert(0, OPENED)
    notification.dossier_id = dossier.pk
    notification.bsn = bsn or dossier.persoon.bsn
    _do(dossier, what, min(timezone.localdate(notification.geregistreerd_op), timezone.localdate()))
    if what is UNKNOWN:
        name = notification.gebeurtenis
        raise_signaal(dossier, f"DUO meldt iets dat Meedoen niet kent ({name}). Kijk bij DUO.", dagen=MOST)
    return " · ".join(done)


def _do(dossier: Dossier, wat: Procedure, day: date) -> None:
    if wat.resume:
        release(dossier, (F.END_PLICHT, F.EXEMPT), "DUO: de inburgeringsplicht loopt")
    if wat.klok:
        _start_clock(dossier, day)
    if wat.nieuw:
        dossier.new_on = timezone.localdate()
        dossier.save(update_fields=["new_on"])
    ask_who(dossier)
    if wat.task:
        raise_signaal(dossier, wat.task.tekst, dagen=wat.task.dagen, nu=wat.task.nu)


def _start_clock(dossier: Dossier, day: date) -> None:
    """SS139 says that the ten weeks run, so both days they count from are past (regelblad 3.12-3.14).

    As long as DUO and the BRP did not give those days, the day of the notification stands for them.
    """
    known = set(
        Feit.objects.filter(
            dossier=dossier, soort__in=(F.KENNISGEVING_DUO, F.INSCHRIJVING_BRP), withdrawn_at=None
        ).values_list("soort", flat=True)
    )
    for kind in (F.KENNISGEVING_DUO, F.INSCHRIJVING_BRP):
        if kind not in known:
            follow(dossier, kind, day, toelichting=OF_THE_MESSAGE)
