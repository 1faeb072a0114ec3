"""The client of DUO's eleven interfaces: one method per operation that a municipality calls.

Questions return a model, a list of models, or None when DUO knows nothing (404). Reports return nothing
(a new contact person: its number). `bericht_id` is the id of the message in the outbox; it goes along as
berichtId, the same at every attempt, so that DUO knows a second delivery.

All methods raise, from `basis.berichten.bezorgers`:
    Onbereikbaar: DUO is away or does not know us; everything waits (see `keten.aanroep`).
    Afgewezen: DUO refuses this message, with what it says about it. A report about what DUO does not know
        (404) is refused too; taking away what is not there is done, since it may be a second delivery.
    Later: DUO's answer cannot be read.

What is known of a person stands in no error and no log.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from django.utils.translation import gettext_noop
from pydantic import TypeAdapter

from meedoen.basis.outbox.deliverers import Later
from meedoen.keten.duo.codes import Api
from meedoen.keten.duo.schemas.aanbod import Aanbod, Instelling
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens, Contactpersoon
from meedoen.keten.duo.schemas.examen import Examenresultaat, GratisPogingen
from meedoen.keten.duo.schemas.lbt import Examennummer, LbtUitslag, Leerbaarheidstoets
from meedoen.keten.duo.schemas.ontheffing import Ontheffing
from meedoen.keten.duo.schemas.pip import Pip, PipBijDuo
from meedoen.keten.duo.schemas.plicht import Doelgroep, Doelgroepperiode, Inburgeringsplicht, Plichtperiode
from meedoen.keten.duo.schemas.resultaten import (
    MapBijDuo,
    PvtBijDuo,
    ResultaatMap,
    ResultaatPvt,
    ResultaatZroute,
    Resultaten,
)
from meedoen.keten.duo.schemas.termijn import Inburgeringstermijn, Termijnstand, Verlengingsgrond
from meedoen.keten.duo.schemas.uren import Uren, UrenVanGemeente
from meedoen.keten.duo.schemas.vrijstelling import Vrijstelling
from meedoen.keten.duo.traffic import DuoVerkeer

PERSOON: Final = "/personen/{bsn}"
CONTACT: Final = "/contactpersonen"
AANBOD: Final = PERSOON + "/Inburgeringsaanbod/{instellingsnummer}"

_CONTACTPERSOON = TypeAdapter(Contactpersoon)


class DuoClient(DuoVerkeer):
    """DUO as one municipality sees it."""

    # Questions

    def plicht(self, bsn: str, bericht_id: UUID) -> Inburgeringsplicht | None:
        """Whether somebody has the duty now."""
        pad = PERSOON + "/inburgeringsplicht"
        return self._vraag(Api.PLICHT, pad, TypeAdapter(Inburgeringsplicht), bericht_id, bsn=bsn)

    def plicht_historie(self, bsn: str, bericht_id: UUID) -> list[Plichtperiode] | None:
        """Since when and until when somebody had the duty."""
        pad = PERSOON + "/inburgeringsplicht/historie"
        return self._vraag(Api.PLICHT, pad, TypeAdapter(list[Plichtperiode]), bericht_id, bsn=bsn)

    def doelgroep(self, bsn: str, bericht_id: UUID) -> Doelgroep | None:
        """Who the law takes somebody for now."""
        pad = PERSOON + "/doelgroep"
        return self._vraag(Api.PLICHT, pad, TypeAdapter(Doelgroep), bericht_id, bsn=bsn)

    def doelgroep_historie(self, bsn: str, bericht_id: UUID) -> list[Doelgroepperiode] | None:
        """Who the law took somebody for."""
        pad = PERSOON + "/doelgroep/historie"
        return self._vraag(Api.PLICHT, pad, TypeAdapter(list[Doelgroepperiode]), bericht_id, bsn=bsn)

    def termijn(self, bsn: str, bericht_id: UUID) -> Inburgeringstermijn | None:
        """The term somebody has now."""
        pad = PERSOON + "/inburgeringstermijn"
        return self._vraag(Api.TERMIJN, pad, TypeAdapter(Inburgeringstermijn), bericht_id, bsn=bsn)

    def termijn_historie(self, bsn: str, bericht_id: UUID) -> list[Termijnstand] | None:
        """The ends the term has had, and why it changed."""
        pad = PERSOON + "/inburgeringstermijn/historie"
        return self._vraag(Api.TERMIJN, pad, TypeAdapter(list[Termijnstand]), bericht_id, bsn=bsn)

    def verlengingsgronden(self, bericht_id: UUID) -> list[Verlengingsgrond] | None:
        """For which reasons DUO extends terms."""
        return self._vraag(
            Api.TERMIJN, "/verlengingsgronden", TypeAdapter(list[Verlengingsgrond]), bericht_id
        )

    def lbt_examennummer(self, bsn: str, bericht_id: UUID) -> Examennummer | None:
        """The number under which somebody is registered for the leerbaarheidstoets."""
        pad = PERSOON + "/lbt/examennummer"
        return self._vraag(Api.LBT, pad, TypeAdapter(Examennummer), bericht_id, bsn=bsn)

    def lbt_resultaten(self, bsn: str, bericht_id: UUID) -> list[LbtUitslag] | None:
        """The results of the leerbaarheidstoets."""
        pad = PERSOON + "/lbt/resultaten"
        return self._vraag(Api.LBT, pad, TypeAdapter(list[LbtUitslag]), bericht_id, bsn=bsn)

    def leerbaarheidstoets(self, bsn: str, bericht_id: UUID) -> Leerbaarheidstoets | None:
        """Number and results together, in two calls; None when DUO knows neither."""
        nummer = self.lbt_examennummer(bsn, bericht_id)
        uitslagen = self.lbt_resultaten(bsn, _tweede(bericht_id))
        if nummer is None and not uitslagen:
            return None
        return Leerbaarheidstoets(
            examennummer=nummer.examennummer if nummer else None, resultaten=uitslagen or []
        )

    def examenresultaten(self, bsn: str, bericht_id: UUID) -> list[Examenresultaat] | None:
        """The results of the exam, per part and day."""
        pad = PERSOON + "/examens/resultaten"
        return self._vraag(Api.EXAMEN, pad, TypeAdapter(list[Examenresultaat]), bericht_id, bsn=bsn)

    def gratis_pogingen(self, bsn: str, bericht_id: UUID) -> list[GratisPogingen] | None:
        """How many attempts that cost nothing are left, per part."""
        pad = PERSOON + "/examens/gratispogingen"
        return self._vraag(Api.EXAMEN, pad, TypeAdapter(list[GratisPogingen]), bericht_id, bsn=bsn)

    def vrijstellingen(self, bsn: str, bericht_id: UUID) -> list[Vrijstelling] | None:
        """What was decided about exemption."""
        pad = PERSOON + "/vrijstellingen"
        return self._vraag(Api.VRIJSTELLING, pad, TypeAdapter(list[Vrijstelling]), bericht_id, bsn=bsn)

    def ontheffingen(self, bsn: str, bericht_id: UUID) -> list[Ontheffing] | None:
        """What was decided about dispensation."""
        pad = PERSOON + "/ontheffingen"
        return self._vraag(Api.ONTHEFFING, pad, TypeAdapter(list[Ontheffing]), bericht_id, bsn=bsn)

    def pip(self, bsn: str, bericht_id: UUID) -> PipBijDuo | None:
        """The plan that holds now, which may be of another municipality."""
        return self._vraag(Api.PIP, PERSOON + "/PIP", TypeAdapter(PipBijDuo), bericht_id, bsn=bsn)

    def instellingen(self, bericht_id: UUID) -> list[Instelling] | None:
        """The schools that DUO knows."""
        return self._vraag(Api.AANBOD, "/instellingen", TypeAdapter(list[Instelling]), bericht_id)

    def uren(self, bsn: str, bericht_id: UUID) -> list[UrenVanGemeente] | None:
        """The hours that each municipality reported."""
        return self._vraag(
            Api.UREN, PERSOON + "/uren", TypeAdapter(list[UrenVanGemeente]), bericht_id, bsn=bsn
        )

    def resultaat_map(self, bsn: str, bericht_id: UUID) -> MapBijDuo | None:
        """The date of the closing talk of MAP that DUO knows."""
        return self._vraag(Api.RESULTATEN, PERSOON + "/map", TypeAdapter(MapBijDuo), bericht_id, bsn=bsn)

    def resultaat_pvt(self, bsn: str, bericht_id: UUID) -> PvtBijDuo | None:
        """The date of signing PVT that DUO knows."""
        return self._vraag(Api.RESULTATEN, PERSOON + "/pvt", TypeAdapter(PvtBijDuo), bericht_id, bsn=bsn)

    def resultaten(self, bsn: str, bericht_id: UUID) -> Resultaten | None:
        """MAP and PVT together, in two calls; None when DUO knows neither."""
        eindgesprek = self.resultaat_map(bsn, bericht_id)
        ondertekend = self.resultaat_pvt(bsn, _tweede(bericht_id))
        if eindgesprek is None and ondertekend is None:
            return None
        return Resultaten(map=eindgesprek, pvt=ondertekend)

    # Reports

    def meld_pip(self, bsn: str, pip: Pip, bericht_id: UUID) -> None:
        """Report a plan."""
        self._meld("POST", Api.PIP, PERSOON + "/PIP", bericht_id, pip, bsn=bsn)

    def verwijder_pip(self, bsn: str, bericht_id: UUID) -> None:
        """Take back the plan reported last."""
        self._meld("DELETE", Api.PIP, PERSOON + "/PIP", bericht_id, bsn=bsn)

    def verwijder_lbt(self, bsn: str, bericht_id: UUID) -> None:
        """Withdraw somebody from the leerbaarheidstoets: it is skipped."""
        self._meld("DELETE", Api.LBT, PERSOON + "/lbt/examennummer", bericht_id, bsn=bsn)

    def maak_contactpersoon(self, gegevens: Contactgegevens, bericht_id: UUID) -> int:
        """Make a contact person known; returns the number DUO gives it."""
        antwoord = self._meld("POST", Api.CONTACTPERSOON, CONTACT, bericht_id, gegevens)
        nummer = self._lees(antwoord, _CONTACTPERSOON).id
        if nummer is None:
            raise Later(gettext_noop("Het antwoord van DUO noemt geen nummer van de contactpersoon."))
        return nummer

    def wijzig_contactpersoon(self, contact_id: int, gegevens: Contactgegevens, bericht_id: UUID) -> None:
        """Replace what DUO knows of a contact person."""
        self._meld("PUT", Api.CONTACTPERSOON, CONTACT + "/{id}", bericht_id, gegevens, id=str(contact_id))

    def verwijder_contactpersoon(self, contact_id: int, bericht_id: UUID) -> None:
        """Take a contact person away, with all its couplings."""
        self._meld("DELETE", Api.CONTACTPERSOON, CONTACT + "/{id}", bericht_id, id=str(contact_id))

    def koppel(self, contact_id: int, bsn: str, bericht_id: UUID) -> None:
        """Make this the contact person of somebody, instead of who was before."""
        pad = CONTACT + "/{id}" + PERSOON
        self._meld("POST", Api.CONTACTPERSOON, pad, bericht_id, id=str(contact_id), bsn=bsn)

    def ontkoppel(self, contact_id: int, bsn: str, bericht_id: UUID) -> None:
        """Let this be the contact person of somebody no longer."""
        pad = CONTACT + "/{id}" + PERSOON
        self._meld("DELETE", Api.CONTACTPERSOON, pad, bericht_id, id=str(contact_id), bsn=bsn)

    def meld_aanbod(self, bsn: str, instellingsnummer: str, aanbod: Aanbod, bericht_id: UUID) -> None:
        """Report the offer of one school; it replaces what DUO knew of that school."""
        delen = {"bsn": bsn, "instellingsnummer": instellingsnummer}
        self._meld("POST", Api.AANBOD, AANBOD, bericht_id, aanbod, **delen)

    def verwijder_aanbod(self, bsn: str, instellingsnummer: str, bericht_id: UUID) -> None:
        """Take back the offer of one school."""
        delen = {"bsn": bsn, "instellingsnummer": instellingsnummer}
        self._meld("DELETE", Api.AANBOD, AANBOD, bericht_id, None, **delen)

    def meld_map(self, bsn: str, resultaat: ResultaatMap, bericht_id: UUID) -> None:
        """Report MAP; what is left out is withdrawn."""
        self._meld("PUT", Api.RESULTATEN, PERSOON + "/map", bericht_id, resultaat, bsn=bsn)

    def meld_pvt(self, bsn: str, resultaat: ResultaatPvt, bericht_id: UUID) -> None:
        """Report PVT; what is left out is withdrawn."""
        self._meld("PUT", Api.RESULTATEN, PERSOON + "/pvt", bericht_id, resultaat, bsn=bsn)

    def meld_zroute(self, bsn: str, resultaat: ResultaatZroute, bericht_id: UUID) -> None:
        """Report the end of the Z-route; an empty result withdraws it."""
        self._meld("PUT", Api.RESULTATEN, PERSOON + "/zroute", bericht_id, resultaat, bsn=bsn)

    def meld_uren_intake(self, bsn: str, uren: Uren, bericht_id: UUID) -> None:
        """Report the total of lessons during the brede intake."""
        self._meld("PUT", Api.UREN, PERSOON + "/uren/bredeintake/taallesknm", bericht_id, uren, bsn=bsn)

    def meld_uren_participatie(self, bsn: str, uren: Uren, bericht_id: UUID) -> None:
        """Report the total of activities for the Z-route."""
        self._meld("PUT", Api.UREN, PERSOON + "/uren/participatieactiviteiten", bericht_id, uren, bsn=bsn)

    def meld_uren_taalles(self, bsn: str, uren: Uren, bericht_id: UUID) -> None:
        """Report the total of lessons in the learning route."""
        self._meld("PUT", Api.UREN, PERSOON + "/uren/participatietaalles", bericht_id, uren, bsn=bsn)


def _tweede(bericht_id: UUID) -> UUID:
    """The id of the second call that one message makes: every call has its own, the same at every attempt."""
    return uuid5(bericht_id, "2")
