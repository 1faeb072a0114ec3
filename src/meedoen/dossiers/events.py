"""What has happened in a dossier, as one list in the order of time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import in_taal
from meedoen.basis.ui.templatetags.meedoen import dag
from meedoen.dossiers.models import Contactmoment, DossierDocument, Feit, Signaal
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.words import feitwaarde
from meedoen.keten.duo.events import gebeurtenis
from meedoen.keten.models import Notificatie


class Soort(StrEnum):
    """What kind of happening it is: decides its picture and where it leads."""

    FEIT = "feit"
    GESPREK = "gesprek"
    SIGNAAL = "signaal"
    DOCUMENT = "document"
    BERICHT = "bericht"


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One happening: its day, what, a few words beside it, and the id of what it is about."""

    dag: date
    soort: Soort
    wat: str
    bij: str
    op: str


def gebeurtenissen(
    feiten: Iterable[Feit],
    gesprekken: Iterable[Contactmoment],
    signalen: Iterable[Signaal],
    stukken: Iterable[DossierDocument],
    berichten: Iterable[Notificatie] = (),
) -> list[Gebeurtenis]:
    """Facts, talks that are over, signals, documents and what DUO reported, the newest first."""
    alles = [
        *(_van_feit(feit, feit.datum) for feit in feiten if feit.datum),
        *(_van_gesprek(een) for een in gesprekken if een.uitkomst != Contactmoment.Uitkomst.GEPLAND),
        *(punt for signaal in signalen for punt in _van_signaal(signaal)),
        *(
            Gebeurtenis(
                timezone.localdate(stuk.document.geplaatst_op),
                Soort.DOCUMENT,
                stuk.document.naam,
                str(stuk.get_soort_display()),
                str(stuk.pk),
            )
            for stuk in stukken
            if not stuk.document.ingetrokken_op
        ),
        *(_van_bericht(bericht) for bericht in berichten),
    ]
    return sorted(alles, key=lambda een: een.dag, reverse=True)


def _van_bericht(bericht: Notificatie) -> Gebeurtenis:
    bekend = gebeurtenis(bericht.gebeurtenis)
    wat = str(bekend.betekenis) if bekend else _("DUO meldt iets dat Meedoen niet kent.")
    gedaan = " · ".join(in_taal(deel) for deel in bericht.uitkomst.split(" · "))
    bij = " · ".join(deel for deel in ("DUO", bericht.gebeurtenis, gedaan) if deel)
    return Gebeurtenis(timezone.localdate(bericht.ontvangen_op), Soort.BERICHT, wat, bij, str(bericht.pk))


def _van_feit(feit: Feit, datum: date) -> Gebeurtenis:
    wat = str(FeitSoort(feit.soort).label)
    if feit.waarde:
        wat = f"{wat}: {feitwaarde(feit.soort, feit.waarde)}"
    if feit.soort == FeitSoort.TERMIJN_EINDE:
        # It lies years ahead; what happened is that DUO said so.
        wat, datum = f"{wat}: {dag(datum)}", timezone.localdate(feit.vastgelegd_op)
    bij = " · ".join(deel for deel in (str(feit.get_bron_display()), feit.toelichting) if deel)
    return Gebeurtenis(datum, Soort.FEIT, wat[:1].upper() + wat[1:], bij, feit.soort)


def _van_gesprek(gesprek: Contactmoment) -> Gebeurtenis:
    wat = str(gesprek.get_onderwerp_display())
    return Gebeurtenis(
        timezone.localdate(gesprek.moment),
        Soort.GESPREK,
        wat[:1].upper() + wat[1:],
        f"{gesprek.get_kanaal_display()} · {gesprek.get_uitkomst_display()}",
        str(gesprek.pk),
    )


def _van_signaal(signaal: Signaal) -> Iterable[Gebeurtenis]:
    sleutel = str(signaal.pk)
    yield Gebeurtenis(
        timezone.localdate(signaal.gemeld_op),
        Soort.SIGNAAL,
        signaal.omschrijving,
        _("signaal gemeld"),
        sleutel,
    )
    if signaal.opgelost_op:
        yield Gebeurtenis(
            timezone.localdate(signaal.opgelost_op),
            Soort.SIGNAAL,
            signaal.oplossing,
            _("signaal opgelost: %(signaal)s") % {"signaal": signaal.omschrijving},
            sleutel,
        )
