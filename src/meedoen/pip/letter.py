"""The letter of a decision: what it holds, put together from the decision, the dossier and the law's terms.

A letter is always in Dutch, whatever the language of whoever makes it. It says as law only what is verified:
what is still to be confirmed stands in it as what the municipality does or advises, without an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from meedoen.basis.organisations.models import GemeenteSettings, Organisation
from meedoen.basis.ui.colour import readable_accent
from meedoen.dossiers.models import Dossier
from meedoen.pip import letter_texts as texts
from meedoen.pip.evaluation import Circumstances, circumstances_of
from meedoen.pip.explanation import ExplanationPage, explanation_page
from meedoen.pip.letter_plan import PlanPart, plan_part, without_weekday
from meedoen.pip.models import Beschikking
from meedoen.wet.duo import z_route_uren
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn.explain import Explanation

HOUSE_COLOUR = "#0a5c63"
"""The accent of a municipality that chose none, or one that cannot be read on white."""


@dataclass(frozen=True)
class Letterhead:
    """The municipality's own head."""

    naam: str
    adres: tuple[str, ...]
    reachable: tuple[str, ...]
    colour: str


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is about, and what it says."""

    label: str
    tekst: str


@dataclass(frozen=True)
class Termijnen:
    """The terms that count for the newcomer, as the law computes them for this decision.

    Attributes:
        verzending: the day on which the letter is given or sent; None is not known yet.
        vandaag: the day on which they were computed.
    """

    inburgeringstermijn: Explanation
    schakelen: Explanation
    ontzorgen: Explanation
    bezwaar: Explanation
    dispatch: date | None
    today: date

    @property
    def schakelen_tot(self) -> date | None:
        """The last day to change the leerroute, as long as it has not passed."""
        day = self.schakelen.laatste_dag
        return day if day and day >= self.today else None


@dataclass(frozen=True)
class Ondertekening:
    """Who decided, in whose name, and whether the newcomer signed."""

    on_behalf_of: str
    naam: str
    functie: str
    inburgeraar: str
    signed: str


@dataclass(frozen=True)
class Letter:
    """All that a letter says, as text; each tuple is a row of paragraphs, points or table rows."""

    draft: bool
    main: Letterhead
    addressee: tuple[str, ...]
    datum: str
    reference: str
    onderwerp: str
    salutation: str
    introduction: tuple[str, ...]
    changed: tuple[Line, ...]
    besluiten: tuple[Line, ...]
    money: tuple[str, ...]
    why: tuple[str, ...]
    meaning: tuple[str, ...]
    dagen: tuple[Line, ...]
    of_u: tuple[str, ...]
    ours: tuple[str, ...]
    keep: str
    help_: tuple[str, ...]
    bezwaar: tuple[str, ...]
    bezwaar_address: tuple[str, ...]
    bezwaar_content: tuple[str, ...]
    ondertekening: Ondertekening
    grondslag: tuple[str, ...]
    plan: PlanPart
    explanation: ExplanationPage


def setting_of(gemeente: Organisation) -> GemeenteSettings:
    """What the municipality settled; the defaults for one that settled nothing yet."""
    known = GemeenteSettings.objects.filter(gemeente=gemeente).first()
    return known or GemeenteSettings(gemeente=gemeente)


def compose_letter(beschikking: Beschikking, circumstances: Circumstances | None = None) -> Letter:
    """Put the letter together as it would be sent now; a concept until the decision is fixed."""
    dossier = beschikking.dossier
    around = circumstances or circumstances_of(dossier)
    setting = setting_of(dossier.gemeente)
    gezag = _gezag(beschikking, setting)
    with override("nl"):
        termijnen = _termijnen(beschikking, around)
        return Letter(
            draft=not beschikking.is_fixed,
            main=_main(dossier.gemeente, setting.accentkleur),
            addressee=tuple(part for part in (_full_name(dossier), dossier.plaats) if part),
            datum=_date(beschikking),
            reference=f"{dossier.nummer} / PIP {beschikking.version}",
            onderwerp=texts.subject(beschikking),
            salutation=_salutation(dossier),
            introduction=texts.introduction(beschikking, around),
            changed=tuple(Line(*couple) for couple in texts.changed(beschikking, around)),
            besluiten=tuple(Line(*couple) for couple in texts.besluiten(beschikking, around)),
            money=texts.money(beschikking, termijnen.ontzorgen.begin, termijnen.ontzorgen.laatste_dag),
            why=texts.why(beschikking, around),
            meaning=texts.meaning(beschikking, around, termijnen.inburgeringstermijn),
            dagen=_days_as_table(beschikking, termijnen),
            of_u=texts.of_u(beschikking),
            ours=texts.ours(beschikking, around),
            keep=texts.KEEP,
            help_=_help(dossier),
            bezwaar=texts.bezwaar(termijnen.dispatch, termijnen.bezwaar),
            bezwaar_address=_bezwaar_address(dossier.gemeente, gezag),
            bezwaar_content=texts.BEZWAAR_CONTENT,
            ondertekening=_ondertekening(beschikking, gezag, setting.ondertekenaar_functie),
            grondslag=texts.grondslag(beschikking, termijnen.inburgeringstermijn),
            plan=plan_part(dossier),
            explanation=_explanation(beschikking, around, termijnen),
        )


def _main(gemeente: Organisation, colour: str) -> Letterhead:
    return Letterhead(
        naam=f"Gemeente {gemeente.naam}",
        adres=tuple(part for part in (gemeente.adres, gemeente.postcode_plaats) if part),
        reachable=tuple(part for part in (gemeente.telefoon, gemeente.email, gemeente.website) if part),
        colour=colour if readable_accent(colour) else HOUSE_COLOUR,
    )


def _full_name(dossier: Dossier) -> str:
    persoon = dossier.persoon
    parts = (persoon.voornamen or persoon.roepnaam, persoon.voorvoegsel, persoon.achternaam)
    return " ".join(part for part in parts if part)


def _salutation(dossier: Dossier) -> str:
    persoon = dossier.persoon
    title = {"vrouw": "mevrouw", "man": "heer"}.get(persoon.geslacht)
    if title is None:
        return f"Beste {persoon.naam},"
    voorvoegsel = persoon.voorvoegsel[:1].upper() + persoon.voorvoegsel[1:]
    return f"Beste {title} {' '.join(part for part in (voorvoegsel, persoon.achternaam) if part)},"


def _date(beschikking: Beschikking) -> str:
    if beschikking.dagtekening is None:
        return "volgt als het besluit vaststaat"
    return without_weekday(beschikking.dagtekening)


def _termijnen(beschikking: Beschikking, around: Circumstances) -> Termijnen:
    """The terms, computed by the rules of `wet` from the facts and the dates of this decision."""
    today = timezone.localdate()
    first = around.feiten.get("pip_dagtekening") or beschikking.dagtekening
    dispatch = beschikking.made_known_on or beschikking.verzending_op
    return Termijnen(
        inburgeringstermijn=around.termijn("inburgeringstermijn", today, pip_dagtekening=first),
        schakelen=around.termijn("schakelen", today, pip_dagtekening=first),
        ontzorgen=around.termijn("ontzorgen", today),
        # A letter about a second PIP must not take over the last day for bezwaar against the first.
        bezwaar=around.termijn("bezwaar_pip", today, pip_bekendgemaakt=dispatch),
        dispatch=dispatch,
        today=today,
    )


def _days_as_table(beschikking: Beschikking, termijnen: Termijnen) -> tuple[Line, ...]:
    not_yet = "Deze dag staat in de brief als het besluit vaststaat."

    def day(wanneer: date | None) -> str:
        return in_words(wanneer) if wanneer else not_yet

    begin = "Uw inburgering begint op" if beschikking.is_first else "Uw inburgering begon op"
    rows = [
        Line(begin, day(termijnen.inburgeringstermijn.begin)),
        Line("U bent klaar met inburgeren uiterlijk op", day(termijnen.inburgeringstermijn.laatste_dag)),
    ]
    if termijnen.schakelen_tot:
        schakelen = "Wilt u een andere leerroute? Praat met ons uiterlijk op"
        rows.append(Line(schakelen, day(termijnen.schakelen_tot)))
    if beschikking.ontzorgen == Beschikking.Ontzorgen.PAYMENT_THROUGH and termijnen.ontzorgen.laatste_dag:
        rows.append(Line("Wij betalen uw vaste lasten tot en met", day(termijnen.ontzorgen.laatste_dag)))
    rows.append(Line("U kunt bezwaar maken tot en met", day(termijnen.bezwaar.laatste_dag)))
    return tuple(rows)


def _help(dossier: Dossier) -> tuple[str, ...]:
    contact, phone = contactpersoon(dossier)
    mail = dossier.klantmanager.email if dossier.klantmanager else dossier.gemeente.email
    first = f"Uw vaste contactpersoon is {contact}." if dossier.klantmanager else f"Vragen? Bel {contact}."
    rows = [first]
    if phone:
        rows.append(f"Telefoon: {phone}.")
    if mail:
        rows.append(f"E-mail: {mail}.")
    return (" ".join(rows), texts.QUESTIONS)


def contactpersoon(dossier: Dossier) -> tuple[str, str]:
    """Who the newcomer calls, and the number; the municipality itself when nobody is fixed yet."""
    who = dossier.klantmanager
    if who is None:
        return f"de gemeente {dossier.gemeente.naam}", dossier.gemeente.telefoon
    return who.naam, who.telefoon or dossier.gemeente.telefoon


def _bezwaar_address(gemeente: Organisation, gezag: str) -> tuple[str, ...]:
    return tuple(part for part in (gezag, "Bezwaar", gemeente.adres, gemeente.postcode_plaats) if part)


def _gezag(beschikking: Beschikking, setting: GemeenteSettings) -> str:
    """In whose name: what the decision remembers once it is fixed, else the setting of now."""
    name = beschikking.dossier.gemeente.naam
    gezag = beschikking.bevoegd_gezag or setting.bevoegd_gezag
    return gezag if name in gezag else f"{gezag} van {name}"


def _ondertekening(beschikking: Beschikking, gezag: str, function: str) -> Ondertekening:
    signatory = beschikking.fixed_by
    signed = beschikking.signed_inburgeraar_on
    return Ondertekening(
        on_behalf_of=f"Namens {gezag},",
        naam=signatory.naam if signatory else "",
        functie=beschikking.ondertekenaar_functie if beschikking.is_fixed else function,
        inburgeraar=_full_name(beschikking.dossier),
        signed=f"Getekend op {in_words(signed)}" if signed else "",
    )


def _explanation(beschikking: Beschikking, around: Circumstances, termijnen: Termijnen) -> ExplanationPage:
    contact, phone = contactpersoon(beschikking.dossier)
    return explanation_page(
        beschikking,
        languages=beschikking.dossier.persoon.contacttalen,
        is_asiel=around.is_asiel,
        dagen={
            "begin": termijnen.inburgeringstermijn.begin if beschikking.is_first else None,
            "einde": termijnen.inburgeringstermijn.laatste_dag,
            "bezwaar": termijnen.bezwaar.laatste_dag,
        },
        lengten={"bezwaar_duur": termijnen.bezwaar.duration},
        uren=z_route_uren(around.doelgroep, beschikking.dagtekening) if around.doelgroep else {},
        words={"contact": contact, "telefoon": phone, "gemeente": beschikking.dossier.gemeente.naam},
    )
