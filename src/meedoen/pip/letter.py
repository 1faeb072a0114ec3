"""The letter of a decision: what it holds, put together from the decision, the dossier and the law's terms.

A letter is always in Dutch, whatever the language of whoever makes it. It says as law only what is verified:
what is still to be confirmed stands in it as what the municipality does or advises, without an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from meedoen.basis.organisations.models import Gemeenteinstelling, Organisatie
from meedoen.basis.ui.colour import leesbaar_accent
from meedoen.dossiers.models import Dossier
from meedoen.pip import letter_texts as teksten
from meedoen.pip.evaluation import Omstandigheden, omstandigheden_van
from meedoen.pip.explanation import Uitlegblad, uitlegblad
from meedoen.pip.letter_plan import Plandeel, plandeel, zonder_weekdag
from meedoen.pip.models import Beschikking
from meedoen.wet.duo import z_route_uren
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn.explain import Explanation

HUISKLEUR = "#0a5c63"
"""The accent of a municipality that chose none, or one that cannot be read on white."""


@dataclass(frozen=True)
class Hoofd:
    """The municipality's own head."""

    naam: str
    adres: tuple[str, ...]
    bereikbaar: tuple[str, ...]
    kleur: str


@dataclass(frozen=True)
class Regel:
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
    verzending: date | None
    vandaag: date

    @property
    def schakelen_tot(self) -> date | None:
        """The last day to change the leerroute, as long as it has not passed."""
        dag = self.schakelen.laatste_dag
        return dag if dag and dag >= self.vandaag else None


@dataclass(frozen=True)
class Ondertekening:
    """Who decided, in whose name, and whether the newcomer signed."""

    namens: str
    naam: str
    functie: str
    inburgeraar: str
    getekend: str


@dataclass(frozen=True)
class Brief:
    """All that a letter says, as text; each tuple is a row of paragraphs, points or table rows."""

    concept: bool
    hoofd: Hoofd
    aan: tuple[str, ...]
    datum: str
    kenmerk: str
    onderwerp: str
    aanhef: str
    inleiding: tuple[str, ...]
    veranderd: tuple[Regel, ...]
    besluiten: tuple[Regel, ...]
    geld: tuple[str, ...]
    waarom: tuple[str, ...]
    betekenis: tuple[str, ...]
    dagen: tuple[Regel, ...]
    van_u: tuple[str, ...]
    van_ons: tuple[str, ...]
    nakomen: str
    hulp: tuple[str, ...]
    bezwaar: tuple[str, ...]
    bezwaar_adres: tuple[str, ...]
    bezwaar_inhoud: tuple[str, ...]
    ondertekening: Ondertekening
    grondslag: tuple[str, ...]
    plan: Plandeel
    uitleg: Uitlegblad


def instelling_van(gemeente: Organisatie) -> Gemeenteinstelling:
    """What the municipality settled; the defaults for one that settled nothing yet."""
    bekend = Gemeenteinstelling.objects.filter(gemeente=gemeente).first()
    return bekend or Gemeenteinstelling(gemeente=gemeente)


def stel_brief_samen(beschikking: Beschikking, omstandigheden: Omstandigheden | None = None) -> Brief:
    """Put the letter together as it would be sent now; a concept until the decision is fixed."""
    dossier = beschikking.dossier
    om = omstandigheden or omstandigheden_van(dossier)
    instelling = instelling_van(dossier.gemeente)
    gezag = _gezag(beschikking, instelling)
    with override("nl"):
        termijnen = _termijnen(beschikking, om)
        return Brief(
            concept=not beschikking.is_vast,
            hoofd=_hoofd(dossier.gemeente, instelling.accentkleur),
            aan=tuple(deel for deel in (_volledige_naam(dossier), dossier.plaats) if deel),
            datum=_datum(beschikking),
            kenmerk=f"{dossier.nummer} / PIP {beschikking.versie}",
            onderwerp=teksten.onderwerp(beschikking),
            aanhef=_aanhef(dossier),
            inleiding=teksten.inleiding(beschikking, om),
            veranderd=tuple(Regel(*paar) for paar in teksten.veranderd(beschikking, om)),
            besluiten=tuple(Regel(*paar) for paar in teksten.besluiten(beschikking, om)),
            geld=teksten.geld(beschikking, termijnen.ontzorgen.begin, termijnen.ontzorgen.laatste_dag),
            waarom=teksten.waarom(beschikking, om),
            betekenis=teksten.betekenis(beschikking, om, termijnen.inburgeringstermijn),
            dagen=_dagen_als_tabel(beschikking, termijnen),
            van_u=teksten.van_u(beschikking),
            van_ons=teksten.van_ons(beschikking, om),
            nakomen=teksten.NAKOMEN,
            hulp=_hulp(dossier),
            bezwaar=teksten.bezwaar(termijnen.verzending, termijnen.bezwaar),
            bezwaar_adres=_bezwaar_adres(dossier.gemeente, gezag),
            bezwaar_inhoud=teksten.BEZWAAR_INHOUD,
            ondertekening=_ondertekening(beschikking, gezag, instelling.ondertekenaar_functie),
            grondslag=teksten.grondslag(beschikking, termijnen.inburgeringstermijn),
            plan=plandeel(dossier),
            uitleg=_uitleg(beschikking, om, termijnen),
        )


def _hoofd(gemeente: Organisatie, kleur: str) -> Hoofd:
    return Hoofd(
        naam=f"Gemeente {gemeente.naam}",
        adres=tuple(deel for deel in (gemeente.adres, gemeente.postcode_plaats) if deel),
        bereikbaar=tuple(deel for deel in (gemeente.telefoon, gemeente.email, gemeente.website) if deel),
        kleur=kleur if leesbaar_accent(kleur) else HUISKLEUR,
    )


def _volledige_naam(dossier: Dossier) -> str:
    persoon = dossier.persoon
    delen = (persoon.voornamen or persoon.roepnaam, persoon.voorvoegsel, persoon.achternaam)
    return " ".join(deel for deel in delen if deel)


def _aanhef(dossier: Dossier) -> str:
    persoon = dossier.persoon
    titel = {"vrouw": "mevrouw", "man": "heer"}.get(persoon.geslacht)
    if titel is None:
        return f"Beste {persoon.naam},"
    voorvoegsel = persoon.voorvoegsel[:1].upper() + persoon.voorvoegsel[1:]
    return f"Beste {titel} {' '.join(deel for deel in (voorvoegsel, persoon.achternaam) if deel)},"


def _datum(beschikking: Beschikking) -> str:
    if beschikking.dagtekening is None:
        return "volgt als het besluit vaststaat"
    return zonder_weekdag(beschikking.dagtekening)


def _termijnen(beschikking: Beschikking, om: Omstandigheden) -> Termijnen:
    """The terms, computed by the rules of `wet` from the facts and the dates of this decision."""
    vandaag = timezone.localdate()
    eerste = om.feiten.get("pip_dagtekening") or beschikking.dagtekening
    verzending = beschikking.bekendgemaakt_op or beschikking.verzending_op
    return Termijnen(
        inburgeringstermijn=om.termijn("inburgeringstermijn", vandaag, pip_dagtekening=eerste),
        schakelen=om.termijn("schakelen", vandaag, pip_dagtekening=eerste),
        ontzorgen=om.termijn("ontzorgen", vandaag),
        # A letter about a second PIP must not take over the last day for bezwaar against the first.
        bezwaar=om.termijn("bezwaar_pip", vandaag, pip_bekendgemaakt=verzending),
        verzending=verzending,
        vandaag=vandaag,
    )


def _dagen_als_tabel(beschikking: Beschikking, termijnen: Termijnen) -> tuple[Regel, ...]:
    nog_niet = "Deze dag staat in de brief als het besluit vaststaat."

    def dag(wanneer: date | None) -> str:
        return in_words(wanneer) if wanneer else nog_niet

    begin = "Uw inburgering begint op" if beschikking.is_eerste else "Uw inburgering begon op"
    rijen = [
        Regel(begin, dag(termijnen.inburgeringstermijn.begin)),
        Regel("U bent klaar met inburgeren uiterlijk op", dag(termijnen.inburgeringstermijn.laatste_dag)),
    ]
    if termijnen.schakelen_tot:
        schakelen = "Wilt u een andere leerroute? Praat met ons uiterlijk op"
        rijen.append(Regel(schakelen, dag(termijnen.schakelen_tot)))
    if beschikking.ontzorgen == Beschikking.Ontzorgen.DOORBETALING and termijnen.ontzorgen.laatste_dag:
        rijen.append(Regel("Wij betalen uw vaste lasten tot en met", dag(termijnen.ontzorgen.laatste_dag)))
    rijen.append(Regel("U kunt bezwaar maken tot en met", dag(termijnen.bezwaar.laatste_dag)))
    return tuple(rijen)


def _hulp(dossier: Dossier) -> tuple[str, ...]:
    contact, telefoon = contactpersoon(dossier)
    mail = dossier.klantmanager.email if dossier.klantmanager else dossier.gemeente.email
    eerste = f"Uw vaste contactpersoon is {contact}." if dossier.klantmanager else f"Vragen? Bel {contact}."
    bereik = [eerste]
    if telefoon:
        bereik.append(f"Telefoon: {telefoon}.")
    if mail:
        bereik.append(f"E-mail: {mail}.")
    return (" ".join(bereik), teksten.VRAGEN)


def contactpersoon(dossier: Dossier) -> tuple[str, str]:
    """Who the newcomer calls, and the number; the municipality itself when nobody is fixed yet."""
    wie = dossier.klantmanager
    if wie is None:
        return f"de gemeente {dossier.gemeente.naam}", dossier.gemeente.telefoon
    return wie.naam, wie.telefoon or dossier.gemeente.telefoon


def _bezwaar_adres(gemeente: Organisatie, gezag: str) -> tuple[str, ...]:
    return tuple(deel for deel in (gezag, "Bezwaar", gemeente.adres, gemeente.postcode_plaats) if deel)


def _gezag(beschikking: Beschikking, instelling: Gemeenteinstelling) -> str:
    """In whose name: what the decision remembers once it is fixed, else the setting of now."""
    naam = beschikking.dossier.gemeente.naam
    gezag = beschikking.bevoegd_gezag or instelling.bevoegd_gezag
    return gezag if naam in gezag else f"{gezag} van {naam}"


def _ondertekening(beschikking: Beschikking, gezag: str, functie: str) -> Ondertekening:
    ondertekenaar = beschikking.vastgesteld_door
    getekend = beschikking.ondertekend_inburgeraar_op
    return Ondertekening(
        namens=f"Namens {gezag},",
        naam=ondertekenaar.naam if ondertekenaar else "",
        functie=beschikking.ondertekenaar_functie if beschikking.is_vast else functie,
        inburgeraar=_volledige_naam(beschikking.dossier),
        getekend=f"Getekend op {in_words(getekend)}" if getekend else "",
    )


def _uitleg(beschikking: Beschikking, om: Omstandigheden, termijnen: Termijnen) -> Uitlegblad:
    contact, telefoon = contactpersoon(beschikking.dossier)
    return uitlegblad(
        beschikking,
        talen=beschikking.dossier.persoon.contacttalen,
        is_asiel=om.is_asiel,
        dagen={
            "begin": termijnen.inburgeringstermijn.begin if beschikking.is_eerste else None,
            "einde": termijnen.inburgeringstermijn.laatste_dag,
            "bezwaar": termijnen.bezwaar.laatste_dag,
        },
        lengten={"bezwaar_duur": termijnen.bezwaar.duration},
        uren=z_route_uren(om.doelgroep, beschikking.dagtekening) if om.doelgroep else {},
        woorden={"contact": contact, "telefoon": telefoon, "gemeente": beschikking.dossier.gemeente.naam},
    )
