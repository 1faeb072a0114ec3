"""What news from DUO about our reports means here: a refusal becomes somebody's task, acceptance ends it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.keten.finding import duo_in, owner_of
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.dossiers.services import report_signaal, solve_signaal
from meedoen.traject.explanation import WHAT
from meedoen.traject.models import Afwijzing, Contactpersoon

AGAIN = gettext_noop("Opnieuw gemeld aan DUO.")
ADOPTED = gettext_noop("DUO heeft de melding aangenomen.")


class Ledger:
    """Keeps the numbers that DUO gave to colleagues."""

    def nummer(self, gemeente_id: UUID, user_id: UUID) -> int | None:
        """The number, or None while DUO does not know her."""
        rows = Contactpersoon.objects.filter(gemeente_id=gemeente_id, user_id=user_id)
        return rows.values_list("duo_number", flat=True).first()

    def save(self, gemeente_id: UUID, user_id: UUID, nummer: int | None) -> None:
        """Keep the number."""
        rows = Contactpersoon.objects.filter(gemeente_id=gemeente_id, user_id=user_id)
        rows.update(duo_number=nummer)


def on_afwijzing(message: Message, errors: list[str]) -> None:
    """Make a task of a refused report, for who can solve it: the klantmanager, else a team leader."""
    if message.soort not in WHAT or Afwijzing.objects.filter(bericht_id=message.pk).exists():
        return
    about = message.about or _waiting_koppeling(message)
    dossier = Dossier.objects.select_related("klantmanager").filter(pk=about).first() if about else None
    owner = owner_of(dossier) if dossier else None
    if dossier is None or owner is None:
        return
    what = _("DUO neemt %(wat)s niet aan: %(fout)s") % {"wat": WHAT[message.soort], "fout": " ".join(errors)}
    signaal = Signaal(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        omschrijving=what if len(what) <= LONGEST else f"{what[: LONGEST - 1]}…",
        ernst=Signaal.Ernst.NOW,
        eigenaar=owner,
    )
    report_signaal(duo_in(dossier.gemeente_id), signaal)
    Afwijzing.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        bericht_id=message.pk,
        soort=message.soort,
        part=message.inhoud.get("instellingsnummer", ""),
        errors=errors,
        signaal=signaal,
    )


LONGEST = 300
"""How long the words of a signal may be."""


def _waiting_koppeling(message: Message) -> UUID | None:
    """A dossier that waits for a contact person whom DUO refuses: there her details are asked for again."""
    wait = Message.objects.filter(
        gemeente_id=message.gemeente_id,
        kanaal=message.kanaal,
        soort="koppeling",
        inhoud__gebruiker=message.inhoud.get("gebruiker", ""),
        status__in=Message.UNFINISHED,
    )
    return wait.order_by("volgnummer").values_list("about", flat=True).first()


def on_replacement(actor: Actor, message: Message) -> None:
    """Another report took the place of a refused one: its task is done."""
    _solve(actor, message, AGAIN)


def on_aanvaarding(message: Message) -> None:
    """DUO took after all what it refused before (sent again as it was): its task is done."""
    _solve(duo_in(message.gemeente_id), message, ADOPTED)


def _solve(actor: Actor, message: Message, solution: str) -> None:
    afwijzing = Afwijzing.objects.filter(bericht_id=message.pk, signaal__opgelost_op=None).first()
    if afwijzing:
        solve_signaal(actor, afwijzing.signaal, solution)
