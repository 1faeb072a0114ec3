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

from meedoen.dossiers.keten.finding import dossier_van, open_voor, wacht_op_beurt
from meedoen.dossiers.keten.following import laat_los, signaleer, volg
from meedoen.dossiers.keten.from_brp import vraag_wie
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.keten.models import Notificatie

F = FeitSoort
MEEST = 7
"""Days for most signals."""


@dataclass(frozen=True, slots=True)
class Taak:
    """What somebody has to do, as the words of a signal; `nu` when it cannot wait."""

    tekst: str
    dagen: int = MEEST
    nu: bool = False


@dataclass(frozen=True, slots=True)
class Handelwijze:
    """What an event makes happen.

    Attributes:
        gedaan: what is said about it in the dossier, in a few words.
        opent: open a dossier when there is none.
        nieuw: the dossier stands on top of the worklist until somebody takes it up.
        hervat: take back that the duty had stopped.
        klok: the ten weeks run; from the day of this notification until DUO gives its own day.
        taak: what a colleague has to do.
    """

    gedaan: str
    opent: bool = True
    nieuw: bool = False
    hervat: bool = False
    klok: bool = False
    taak: Taak | None = None


def _taak(gedaan: str, tekst: str, dagen: int = MEEST, *, nu: bool = False) -> Handelwijze:
    return Handelwijze(gedaan, taak=Taak(tekst, dagen, nu))


def _einde(gedaan: str, tekst: str, dagen: int = MEEST, *, nu: bool = False) -> Handelwijze:
    """The duty ends or stops: no dossier is opened for it."""
    return Handelwijze(gedaan, opent=False, taak=Taak(tekst, dagen, nu))


LAAT_WETEN = gettext_noop("de contactpersoon krijgt een signaal")
STOPT = gettext_noop("de plicht stopt, de contactpersoon rondt af")
BEGINT = gettext_noop("dossier staat klaar")

HANDELWIJZEN: Mapping[str, Handelwijze] = {
    "SS101": Handelwijze(BEGINT, nieuw=True, hervat=True),
    "SS139": Handelwijze(
        gettext_noop("dossier staat klaar, de termijn voor het PIP loopt"), nieuw=True, hervat=True, klok=True
    ),
    "SS128": Handelwijze(
        BEGINT,
        nieuw=True,
        hervat=True,
        taak=Taak("Krijgt binnen 6 maanden AOW. Bespreek wat een traject nog oplevert.", 14),
    ),
    "SS129": Handelwijze(
        gettext_noop("de plicht gaat verder, er is nog geen leerroute"),
        nieuw=True,
        hervat=True,
        taak=Taak("De tijdelijke vrijstelling is voorbij. Neem contact op en ga verder met de intake."),
    ),
    "SS130": Handelwijze(
        gettext_noop("de plicht gaat verder met het PIP dat er al was"),
        nieuw=True,
        hervat=True,
        taak=Taak("De tijdelijke vrijstelling is voorbij. Plan een gesprek: het PIP gaat verder.", 14),
    ),
    "SS120": Handelwijze(
        gettext_noop("dossier staat klaar, er is nog geen PIP"),
        nieuw=True,
        hervat=True,
        taak=Taak("Is in onze gemeente komen wonen, zonder PIP. Plan een kennismaking."),
    ),
    "SS121": Handelwijze(
        gettext_noop("overdracht vragen aan de vorige gemeente"),
        nieuw=True,
        hervat=True,
        taak=Taak("Is verhuisd met een PIP. Vraag de vorige gemeente om overdracht.", nu=True),
    ),
    "SS124": _taak(
        LAAT_WETEN, "De doelgroep wordt gezinsmigrant of overig. Plan een gesprek over wat dat verandert.", 14
    ),
    "SS125": _taak(
        LAAT_WETEN, "De doelgroep wordt asielstatushouder. Plan een gesprek over wat dat verandert.", 14
    ),
    "SS109": _einde(
        gettext_noop("het traject ligt stil"),
        "Tijdelijk vrijgesteld. Vul aan wat er tot nu toe is gedaan en behaald.",
        14,
    ),
    "SS110": _einde(STOPT, "De plicht is ingetrokken. Vul aan wat er is gedaan en rond het traject af.", 14),
    "SS111": _einde(
        gettext_noop("overleden, de contactpersoon zegt afspraken af"),
        "DUO meldt dat deze persoon is overleden. Zeg gesprekken en brieven af.",
        1,
        nu=True,
    ),
    "SS106": _einde(STOPT, "Heeft het diploma gehaald. Rond het traject samen af.", 14),
    "SS107": _einde(STOPT, "Is vrijgesteld van de hele plicht. Rond het traject samen af.", 14),
    "SS108": _einde(STOPT, "Heeft ontheffing van de hele plicht. Rond het traject samen af.", 14),
    "SS137": Handelwijze(gettext_noop("het examennummer van de toets wordt opgehaald")),
    "SS131": Handelwijze(gettext_noop("de uitslag van de toets komt in de intake")),
    "SS102": Handelwijze(gettext_noop("de termijn komt in het dossier")),
    "SS103": _taak(
        gettext_noop("de nieuwe einddatum komt in het dossier"),
        "DUO verlengt de termijn. Vertel het en kijk of de planning moet veranderen.",
        14,
    ),
    "SS104": _taak(
        gettext_noop("de nieuwe einddatum komt in het dossier"),
        "De termijn is op verzoek verlengd. Kijk of de planning moet veranderen.",
        14,
    ),
    "SS199": _taak(
        gettext_noop("de uitslag komt op het tabblad DUO"),
        "Er is een uitslag van een examen. Bespreek wat er nu nodig is.",
        14,
    ),
    "SS113": _taak(LAAT_WETEN, "DUO verlengt de termijn niet. Bespreek wat er voor het einde nog kan.", 14),
    "SS114": _taak(LAAT_WETEN, "DUO geeft geen hele vrijstelling. Bespreek hoe het verder gaat.", 14),
    "SS115": _taak(LAAT_WETEN, "DUO geeft geen tijdelijke vrijstelling. Bespreek hoe het verder gaat.", 14),
    "SS116": _taak(
        LAAT_WETEN, "DUO geeft geen gedeeltelijke vrijstelling. Bespreek hoe het verder gaat.", 14
    ),
    "SS117": _taak(LAAT_WETEN, "Een deel van het examen hoeft niet meer. Kijk of het PIP nog past.", 14),
    "SS118": _taak(LAAT_WETEN, "DUO geeft geen ontheffing. Bespreek hoe het verder gaat.", 14),
    "SS119": _taak(LAAT_WETEN, "DUO geeft een deel ontheffing. Kijk of het PIP nog past.", 14),
    # Announced, not sent yet.
    "SS112": _taak(
        LAAT_WETEN, "Heeft verlenging van de termijn gevraagd. Kijk of je iets kunt aanvullen.", 14
    ),
    "SS122": _einde(LAAT_WETEN, "Is verhuisd naar een andere gemeente. Draag het dossier over."),
    "SS123": _einde(LAAT_WETEN, "Is uit Nederland vertrokken. Zeg gesprekken af en wacht op DUO."),
    "SS126": _taak(
        LAAT_WETEN, "De termijn voor het PIP is voorbij. DUO kent nog geen leerroute.", 1, nu=True
    ),
    "SS127": _taak(LAAT_WETEN, "DUO kent nog geen inburgeringsaanbod. Doe een aanbod of meld het.", nu=True),
    "SS132": _taak(LAAT_WETEN, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS133": _taak(LAAT_WETEN, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS135": _taak(LAAT_WETEN, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS136": _taak(LAAT_WETEN, "Een contract met de taalschool klopt niet volgens DUO. Zoek het uit."),
    "SS140": _taak(LAAT_WETEN, "DUO vraagt advies over bijzondere omstandigheden. Geef advies.", nu=True),
    "SS141": _taak(LAAT_WETEN, "De tekst voor het certificaat van de Z-route is klaar.", 14),
    "SS142": _taak(LAAT_WETEN, "Een opleiding is gestopt. Bespreek hoe het verder gaat.", 14),
}
"""Event → what happens. Every event that DUO describes stands here; a test says so."""

ONBEKEND = Handelwijze(LAAT_WETEN, opent=False)
GEEN_DOSSIER = gettext_noop("geen dossier, niets te doen")
GEEN_NUMMER = gettext_noop("zonder BSN en V-nummer is niet te zien over wie het gaat")
GEOPEND = gettext_noop("dossier geopend")
VAN_HET_BERICHT = "dag van het bericht van DUO; de eigen datum volgt"


def bij_gebeurtenis(notificatie: Notificatie) -> str:
    """Do what an event asks for, and say so. Gives the notification its dossier, and a BSN we know."""
    gemeente_id, bsn, v_nummer = notificatie.gemeente_id, notificatie.bsn, notificatie.v_nummer
    if not bsn and not v_nummer:
        return GEEN_NUMMER
    wat = HANDELWIJZEN.get(notificatie.gebeurtenis, ONBEKEND)
    wacht_op_beurt(gemeente_id, bsn, v_nummer)
    dossier, gedaan = dossier_van(gemeente_id, bsn, v_nummer), [wat.gedaan]
    if dossier is None and not wat.opent:
        return GEEN_DOSSIER
    if dossier is None:
        dossier = open_voor(notificatie.gemeente, bsn, v_nummer)
        gedaan.insert(0, GEOPEND)
    notificatie.dossier_id = dossier.pk
    notificatie.bsn = bsn or dossier.persoon.bsn
    _doe(dossier, wat, min(timezone.localdate(notificatie.geregistreerd_op), timezone.localdate()))
    if wat is ONBEKEND:
        naam = notificatie.gebeurtenis
        signaleer(dossier, f"DUO meldt iets dat Meedoen niet kent ({naam}). Kijk bij DUO.", dagen=MEEST)
    return " · ".join(gedaan)


def _doe(dossier: Dossier, wat: Handelwijze, dag: date) -> None:
    if wat.hervat:
        laat_los(dossier, (F.EINDE_PLICHT, F.VRIJGESTELD), "DUO: de inburgeringsplicht loopt")
    if wat.klok:
        _start_klok(dossier, dag)
    if wat.nieuw:
        dossier.nieuw_op = timezone.localdate()
        dossier.save(update_fields=["nieuw_op"])
    vraag_wie(dossier)
    if wat.taak:
        signaleer(dossier, wat.taak.tekst, dagen=wat.taak.dagen, nu=wat.taak.nu)


def _start_klok(dossier: Dossier, dag: date) -> None:
    """SS139 says that the ten weeks run, so both days they count from are past (regelblad 3.12-3.14).

    As long as DUO and the BRP did not give those days, the day of the notification stands for them.
    """
    bekend = set(
        Feit.objects.filter(
            dossier=dossier, soort__in=(F.KENNISGEVING_DUO, F.INSCHRIJVING_BRP), ingetrokken_op=None
        ).values_list("soort", flat=True)
    )
    for soort in (F.KENNISGEVING_DUO, F.INSCHRIJVING_BRP):
        if soort not in bekend:
            volg(dossier, soort, dag, toelichting=VAN_HET_BERICHT)
