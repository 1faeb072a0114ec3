"""Mail about an account: the link to choose a password, and word of a change. Sent by the worker.

In the language of whoever reads it, which need not be that of whoever caused it.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Gebruiker
from meedoen.basis.organisations.selectors import postadres_gemeente
from meedoen.basis.outbox.mail import mail
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.services import Bezorger, plaats

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WACHTWOORDLINK = "wachtwoordlink"

UITNODIGING = "uitnodiging"
VERGETEN = "wachtwoord vergeten"


def stuur_wachtwoordlink(gebruiker: Gebruiker, soort: str, adres: str) -> None:
    """Let the worker mail a link to choose a password.

    The outbox holds no link: the worker makes it as it sends, so it never stands in the database. Someone who
    works nowhere gets none.

    Args:
        soort: `UITNODIGING` or `VERGETEN`.
        adres: the site as its users reach it, "https://meedoen.gemeente.nl".
    """
    if gemeente := postadres_gemeente(gebruiker):
        with werkruimte([gemeente]):
            plaats(
                WACHTWOORDLINK,
                soort,
                {"gebruiker": str(gebruiker.pk), "adres": adres},
                gemeente_id=gemeente,
                volgsleutel=f"account:{uuid.uuid4()}",
            )


def meld_wijziging(gebruiker: Gebruiker, wat: StrPromise | str) -> None:
    """Mail someone that her account was changed, so that she notices when it was not she."""
    stuur(
        gebruiker,
        "wijziging van account",
        gettext_lazy("Je account van Meedoen is gewijzigd"),
        "account/email/wijziging.txt",
        wat=wat,
        moment=timezone.now(),
    )


def stuur(
    gebruiker: Gebruiker, soort: str, onderwerp: StrPromise | str, sjabloon: str, **context: object
) -> None:
    """Put a mail in the outbox. Someone who works nowhere gets none.

    Args:
        onderwerp: lazy, like every text in `context`, so that it is in the language of the reader.
        sjabloon: the template of its text; it gets `gebruiker` and `context`.
    """
    if gemeente := postadres_gemeente(gebruiker):
        with override(gebruiker.taal):
            inhoud = {
                "aan": gebruiker.email,
                "onderwerp": str(onderwerp),
                "tekst": render_to_string(sjabloon, {"gebruiker": gebruiker, **context}),
            }
        with werkruimte([gemeente]):
            plaats("email", soort, inhoud, gemeente_id=gemeente, volgsleutel=f"account:{uuid.uuid4()}")


def wachtwoordlink(gebruiker: Gebruiker, adres: str) -> str:
    """The address at which this person, and nobody else, may choose a password.

    It works once, for three days.
    """
    pad = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(gebruiker),
            "key": default_token_generator.make_token(gebruiker),
        },
    )
    return f"{adres}{pad}"


class Linkbezorger(Bezorger):
    """Mails the link to choose a password, made as it is sent."""

    def verstuur(self, bericht: Bericht) -> Any:
        """Nothing goes to someone who may no longer sign in."""
        gebruiker = Gebruiker.objects.filter(pk=bericht.inhoud["gebruiker"], is_active=True).first()
        if gebruiker is None:
            return
        link = wachtwoordlink(gebruiker, bericht.inhoud["adres"])
        uitnodiging = bericht.soort == UITNODIGING
        with override(gebruiker.taal):
            mail(
                bericht,
                aan=gebruiker.email,
                onderwerp=_("Je account bij Meedoen")
                if uitnodiging
                else _("Kies een nieuw wachtwoord voor Meedoen"),
                tekst=render_to_string(
                    "account/email/wachtwoordlink.txt",
                    {"gebruiker": gebruiker, "link": link, "uitnodiging": uitnodiging},
                ),
            )
