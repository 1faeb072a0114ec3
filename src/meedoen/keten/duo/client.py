"""The client of DUO's eleven interfaces: one method per operation that a municipality calls.

Questions return a model, a list of models, or None when DUO knows nothing (404). Reports return nothing
(a new contact person: its number). `bericht_id` is the id of the message in the outbox; it goes along as
berichtId, the same at every attempt, so that DUO knows a second delivery.

All methods raise, from `basis.outbox.deliverers`:
    Onbereikbaar: DUO is away or does not know us; everything waits (see `keten.api_call`).
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

from meedoen.basis.outbox.deliverers import Postponed
from meedoen.keten.duo.codes import Api
from meedoen.keten.duo.schemas.aanbod import Aanbod, Instelling
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails, Contactpersoon
from meedoen.keten.duo.schemas.examen import Examenresultaat, GratisAttempts
from meedoen.keten.duo.schemas.lbt import Examennummer, LbtUitslag, Leerbaarheidstoets
from meedoen.keten.duo.schemas.ontheffing import Ontheffing
from meedoen.keten.duo.schemas.pip import Pip, PipAtDuo
from meedoen.keten.duo.schemas.plicht import Doelgroep, Doelgroepperiode, Inburgeringsplicht, Plichtperiode
from meedoen.keten.duo.schemas.resultaten import (
    MapAtDuo,
    PvtAtDuo,
    ResultaatMap,
    ResultaatPvt,
    ResultaatZroute,
    Resultaten,
)
from meedoen.keten.duo.schemas.termijn import Inburgeringstermijn, TermijnState, Verlengingsgrond
from meedoen.keten.duo.schemas.uren import Uren, UrenOfGemeente
from meedoen.keten.duo.schemas.vrijstelling import Vrijstelling
from meedoen.keten.duo.traffic import DuoTraffic

PERSOON: Final = "/personen/{bsn}"
CONTACT: Final = "/contactpersonen"
AANBOD: Final = PERSOON + "/Inburgeringsaanbod/{instellingsnummer}"

_CONTACTPERSOON = TypeAdapter(Contactpersoon)


class DuoClient(DuoTraffic):
    """DUO as one municipality sees it."""

    # Questions

    def plicht(self, bsn: str, bericht_id: UUID) -> Inburgeringsplicht | None:
        """Whether somebody has the duty now."""
        path = PERSOON + "/inburgeringsplicht"
        return self._ask(Api.PLICHT, path, TypeAdapter(Inburgeringsplicht), bericht_id, bsn=bsn)

    def plicht_historie(self, bsn: str, bericht_id: UUID) -> list[Plichtperiode] | None:
        """Since when and until when somebody had the duty."""
        path = PERSOON + "/inburgeringsplicht/historie"
        return self._ask(Api.PLICHT, path, TypeAdapter(list[Plichtperiode]), bericht_id, bsn=bsn)

    def doelgroep(self, bsn: str, bericht_id: UUID) -> Doelgroep | None:
        """Who the law takes somebody for now."""
        path = PERSOON + "/doelgroep"
        return self._ask(Api.PLICHT, path, TypeAdapter(Doelgroep), bericht_id, bsn=bsn)

    def doelgroep_historie(self, bsn: str, bericht_id: UUID) -> list[Doelgroepperiode] | None:
        """Who the law took somebody for."""
        path = PERSOON + "/doelgroep/historie"
        return self._ask(Api.PLICHT, path, TypeAdapter(list[Doelgroepperiode]), bericht_id, bsn=bsn)

    def termijn(self, bsn: str, bericht_id: UUID) -> Inburgeringstermijn | None:
        """The term somebody has now."""
        path = PERSOON + "/inburgeringstermijn"
        return self._ask(Api.TERMIJN, path, TypeAdapter(Inburgeringstermijn), bericht_id, bsn=bsn)

    def termijn_historie(self, bsn: str, bericht_id: UUID) -> list[TermijnState] | None:
        """The ends the term has had, and why it changed."""
        path = PERSOON + "/inburgeringstermijn/historie"
        return self._ask(Api.TERMIJN, path, TypeAdapter(list[TermijnState]), bericht_id, bsn=bsn)

    def verlengingsgronden(self, message_id: UUID) -> list[Verlengingsgrond] | None:
        """For which reasons DUO extends terms."""
        return self._ask(Api.TERMIJN, "/verlengingsgronden", TypeAdapter(list[Verlengingsgrond]), message_id)

    def lbt_examennummer(self, bsn: str, message_id: UUID) -> Examennummer | None:
        """The number under which somebody is registered for the leerbaarheidstoets."""
        path = PERSOON + "/lbt/examennummer"
        return self._ask(Api.LBT, path, TypeAdapter(Examennummer), message_id, bsn=bsn)

    def lbt_resultaten(self, bsn: str, message_id: UUID) -> list[LbtUitslag] | None:
        """The results of the leerbaarheidstoets."""
        path = PERSOON + "/lbt/resultaten"
        return self._ask(Api.LBT, path, TypeAdapter(list[LbtUitslag]), message_id, bsn=bsn)

    def leerbaarheidstoets(self, bsn: str, bericht_id: UUID) -> Leerbaarheidstoets | None:
        """Number and results together, in two calls; None when DUO knows neither."""
        number = self.lbt_examennummer(bsn, bericht_id)
        results = self.lbt_resultaten(bsn, _second(bericht_id))
        if number is None and not results:
            return None
        return Leerbaarheidstoets(
            examennummer=number.examennummer if number else None, resultaten=results or []
        )

    def examenresultaten(self, bsn: str, bericht_id: UUID) -> list[Examenresultaat] | None:
        """The results of the exam, per part and day."""
        path = PERSOON + "/examens/resultaten"
        return self._ask(Api.EXAMEN, path, TypeAdapter(list[Examenresultaat]), bericht_id, bsn=bsn)

    def gratis_pogingen(self, bsn: str, bericht_id: UUID) -> list[GratisAttempts] | None:
        """How many attempts that cost nothing are left, per part."""
        path = PERSOON + "/examens/gratispogingen"
        return self._ask(Api.EXAMEN, path, TypeAdapter(list[GratisAttempts]), bericht_id, bsn=bsn)

    def vrijstellingen(self, bsn: str, bericht_id: UUID) -> list[Vrijstelling] | None:
        """What was decided about exemption."""
        path = PERSOON + "/vrijstellingen"
        return self._ask(Api.VRIJSTELLING, path, TypeAdapter(list[Vrijstelling]), bericht_id, bsn=bsn)

    def ontheffingen(self, bsn: str, bericht_id: UUID) -> list[Ontheffing] | None:
        """What was decided about dispensation."""
        path = PERSOON + "/ontheffingen"
        return self._ask(Api.ONTHEFFING, path, TypeAdapter(list[Ontheffing]), bericht_id, bsn=bsn)

    def pip(self, bsn: str, bericht_id: UUID) -> PipAtDuo | None:
        """The plan that holds now, which may be of another municipality."""
        return self._ask(Api.PIP, PERSOON + "/PIP", TypeAdapter(PipAtDuo), bericht_id, bsn=bsn)

    def instellingen(self, bericht_id: UUID) -> list[Instelling] | None:
        """The schools that DUO knows."""
        return self._ask(Api.AANBOD, "/instellingen", TypeAdapter(list[Instelling]), bericht_id)

    def uren(self, bsn: str, bericht_id: UUID) -> list[UrenOfGemeente] | None:
        """The hours that each municipality reported."""
        return self._ask(Api.UREN, PERSOON + "/uren", TypeAdapter(list[UrenOfGemeente]), bericht_id, bsn=bsn)

    def resultaat_map(self, bsn: str, message_id: UUID) -> MapAtDuo | None:
        """The date of the closing talk of MAP that DUO knows."""
        return self._ask(Api.RESULTATEN, PERSOON + "/map", TypeAdapter(MapAtDuo), message_id, bsn=bsn)

    def resultaat_pvt(self, bsn: str, message_id: UUID) -> PvtAtDuo | None:
        """The date of signing PVT that DUO knows."""
        return self._ask(Api.RESULTATEN, PERSOON + "/pvt", TypeAdapter(PvtAtDuo), message_id, bsn=bsn)

    def resultaten(self, bsn: str, bericht_id: UUID) -> Resultaten | None:
        """MAP and PVT together, in two calls; None when DUO knows neither."""
        eindgesprek = self.resultaat_map(bsn, bericht_id)
        signed = self.resultaat_pvt(bsn, _second(bericht_id))
        if eindgesprek is None and signed is None:
            return None
        return Resultaten(map=eindgesprek, pvt=signed)

    # Reports

    def report_pip(self, bsn: str, pip: Pip, message_id: UUID) -> None:
        """Report a plan."""
        self._report("POST", Api.PIP, PERSOON + "/PIP", message_id, pip, bsn=bsn)

    def delete_pip(self, bsn: str, message_id: UUID) -> None:
        """Take back the plan reported last."""
        self._report("DELETE", Api.PIP, PERSOON + "/PIP", message_id, bsn=bsn)

    def delete_lbt(self, bsn: str, message_id: UUID) -> None:
        """Withdraw somebody from the leerbaarheidstoets: it is skipped."""
        self._report("DELETE", Api.LBT, PERSOON + "/lbt/examennummer", message_id, bsn=bsn)

    def make_contactpersoon(self, data: ContactDetails, message_id: UUID) -> int:
        """Make a contact person known; returns the number DUO gives it."""
        answer = self._report("POST", Api.CONTACTPERSOON, CONTACT, message_id, data)
        number = self._read(answer, _CONTACTPERSOON).id
        if number is None:
            raise Postponed(gettext_noop("Het antwoord van DUO noemt geen nummer van de contactpersoon."))
        return number

    def change_contactpersoon(self, contact_id: int, data: ContactDetails, message_id: UUID) -> None:
        """Replace what DUO knows of a contact person."""
        self._report("PUT", Api.CONTACTPERSOON, CONTACT + "/{id}", message_id, data, id=str(contact_id))

    def delete_contactpersoon(self, contact_id: int, message_id: UUID) -> None:
        """Take a contact person away, with all its couplings."""
        self._report("DELETE", Api.CONTACTPERSOON, CONTACT + "/{id}", message_id, id=str(contact_id))

    def link(self, contact_id: int, bsn: str, message_id: UUID) -> None:
        """Make this the contact person of somebody, instead of who was before."""
        path = CONTACT + "/{id}" + PERSOON
        self._report("POST", Api.CONTACTPERSOON, path, message_id, id=str(contact_id), bsn=bsn)

    def decouple(self, contact_id: int, bsn: str, message_id: UUID) -> None:
        """Let this be the contact person of somebody no longer."""
        path = CONTACT + "/{id}" + PERSOON
        self._report("DELETE", Api.CONTACTPERSOON, path, message_id, id=str(contact_id), bsn=bsn)

    def report_aanbod(self, bsn: str, instellingsnummer: str, aanbod: Aanbod, message_id: UUID) -> None:
        """Report the offer of one school; it replaces what DUO knew of that school."""
        parts = {"bsn": bsn, "instellingsnummer": instellingsnummer}
        self._report("POST", Api.AANBOD, AANBOD, message_id, aanbod, **parts)

    def delete_aanbod(self, bsn: str, instellingsnummer: str, message_id: UUID) -> None:
        """Take back the offer of one school."""
        parts = {"bsn": bsn, "instellingsnummer": instellingsnummer}
        self._report("DELETE", Api.AANBOD, AANBOD, message_id, None, **parts)

    def report_map(self, bsn: str, resultaat: ResultaatMap, message_id: UUID) -> None:
        """Report MAP; what is left out is withdrawn."""
        self._report("PUT", Api.RESULTATEN, PERSOON + "/map", message_id, resultaat, bsn=bsn)

    def report_pvt(self, bsn: str, resultaat: ResultaatPvt, message_id: UUID) -> None:
        """Report PVT; what is left out is withdrawn."""
        self._report("PUT", Api.RESULTATEN, PERSOON + "/pvt", message_id, resultaat, bsn=bsn)

    def report_zroute(self, bsn: str, resultaat: ResultaatZroute, message_id: UUID) -> None:
        """Report the end of the Z-route; an empty result withdraws it."""
        self._report("PUT", Api.RESULTATEN, PERSOON + "/zroute", message_id, resultaat, bsn=bsn)

    def report_uren_intake(self, bsn: str, uren: Uren, message_id: UUID) -> None:
        """Report the total of lessons during the brede intake."""
        self._report("PUT", Api.UREN, PERSOON + "/uren/bredeintake/taallesknm", message_id, uren, bsn=bsn)

    def report_uren_participatie(self, bsn: str, uren: Uren, message_id: UUID) -> None:
        """Report the total of activities for the Z-route."""
        self._report("PUT", Api.UREN, PERSOON + "/uren/participatieactiviteiten", message_id, uren, bsn=bsn)

    def report_uren_taalles(self, bsn: str, uren: Uren, message_id: UUID) -> None:
        """Report the total of lessons in the learning route."""
        self._report("PUT", Api.UREN, PERSOON + "/uren/participatietaalles", message_id, uren, bsn=bsn)


def _second(message_id: UUID) -> UUID:
    """The id of the second call that one message makes: every call has its own, the same at every attempt."""
    return uuid5(message_id, "2")
