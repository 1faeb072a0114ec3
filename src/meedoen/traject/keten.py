"""What news from DUO about our reports means here: a refusal becomes somebody's task, acceptance ends it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.assignment import bij_toewijzing
from meedoen.dossiers.keten.finding import duo_in, eigenaar_van
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.dossiers.services import los_signaal_op, meld_signaal
from meedoen.keten.duo import hooks, reporting
from meedoen.traject.explanation import WAT
from meedoen.traject.models import Afwijzing, Contactpersoon
from meedoen.traject.services import volg_toewijzing

OPNIEUW = gettext_noop("Opnieuw gemeld aan DUO.")
AANGENOMEN = gettext_noop("DUO heeft de melding aangenomen.")


class Boek:
    """Keeps the numbers that DUO gave to colleagues."""

    def nummer(self, gemeente_id: UUID, gebruiker_id: UUID) -> int | None:
        """The number, or None while DUO does not know her."""
        rijen = Contactpersoon.objects.filter(gemeente_id=gemeente_id, gebruiker_id=gebruiker_id)
        return rijen.values_list("duo_nummer", flat=True).first()

    def bewaar(self, gemeente_id: UUID, gebruiker_id: UUID, nummer: int | None) -> None:
        """Keep the number."""
        rijen = Contactpersoon.objects.filter(gemeente_id=gemeente_id, gebruiker_id=gebruiker_id)
        rijen.update(duo_nummer=nummer)


def hang_op() -> None:
    """Hang what this app does with news; called once, when it is loaded."""
    reporting.gebruik_contactboek(Boek())
    reporting.op_vervanging(bij_vervanging)
    reporting.op_aanvaarding(bij_aanvaarding)
    hooks.op_afwijzing(bij_afwijzing)
    bij_toewijzing(volg_toewijzing)


def bij_afwijzing(bericht: Bericht, fouten: list[str]) -> None:
    """Make a task of a refused report, for who can solve it: the klantmanager, else a team leader."""
    if bericht.soort not in WAT or Afwijzing.objects.filter(bericht_id=bericht.pk).exists():
        return
    over = bericht.over or _wachtende_koppeling(bericht)
    dossier = Dossier.objects.select_related("klantmanager").filter(pk=over).first() if over else None
    eigenaar = eigenaar_van(dossier) if dossier else None
    if dossier is None or eigenaar is None:
        return
    wat = _("DUO neemt %(wat)s niet aan: %(fout)s") % {"wat": WAT[bericht.soort], "fout": " ".join(fouten)}
    signaal = Signaal(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        omschrijving=wat if len(wat) <= LANGSTE else f"{wat[: LANGSTE - 1]}…",
        ernst=Signaal.Ernst.NU,
        eigenaar=eigenaar,
    )
    meld_signaal(duo_in(dossier.gemeente_id), signaal)
    Afwijzing.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        bericht_id=bericht.pk,
        soort=bericht.soort,
        deel=bericht.inhoud.get("instellingsnummer", ""),
        fouten=fouten,
        signaal=signaal,
    )


LANGSTE = 300
"""How long the words of a signal may be."""


def _wachtende_koppeling(bericht: Bericht) -> UUID | None:
    """A dossier that waits for a contact person whom DUO refuses: there her details are asked for again."""
    wacht = Bericht.objects.filter(
        gemeente_id=bericht.gemeente_id,
        kanaal=bericht.kanaal,
        soort="koppeling",
        inhoud__gebruiker=bericht.inhoud.get("gebruiker", ""),
        status__in=Bericht.ONAF,
    )
    return wacht.order_by("volgnummer").values_list("over", flat=True).first()


def bij_vervanging(actor: Actor, bericht: Bericht) -> None:
    """Another report took the place of a refused one: its task is done."""
    _los_op(actor, bericht, OPNIEUW)


def bij_aanvaarding(bericht: Bericht) -> None:
    """DUO took after all what it refused before (sent again as it was): its task is done."""
    _los_op(duo_in(bericht.gemeente_id), bericht, AANGENOMEN)


def _los_op(actor: Actor, bericht: Bericht, oplossing: str) -> None:
    afwijzing = Afwijzing.objects.filter(bericht_id=bericht.pk, signaal__opgelost_op=None).first()
    if afwijzing:
        los_signaal_op(actor, afwijzing.signaal, oplossing)
