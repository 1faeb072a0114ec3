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

from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Account
from meedoen.basis.organisations.selectors import postadres_gemeente
from meedoen.basis.outbox.mail import mail
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.services import Deliverer, enqueue

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LINK_MAIL = "wachtwoordlink"

INVITATION = "uitnodiging"
FORGET = "wachtwoord vergeten"


def send_password_link(user: Account, kind: str, address: str) -> None:
    """Let the worker mail a link to choose a password.

    The outbox holds no link: the worker makes it as it sends, so it never stands in the database. Someone who
    works nowhere gets none.

    Args:
        soort: `INVITATION` or `FORGET`.
        adres: the site as its users reach it, "https://meedoen.gemeente.nl".
    """
    if gemeente := postadres_gemeente(user):
        with within([gemeente]):
            enqueue(
                LINK_MAIL,
                kind,
                {"gebruiker": str(user.pk), "adres": address},
                gemeente_id=gemeente,
                sequence_key=f"account:{uuid.uuid4()}",
            )


def report_change(user: Account, what: StrPromise | str) -> None:
    """Mail someone that her account was changed, so that she notices when it was not she."""
    send(
        user,
        "wijziging van account",
        gettext_lazy("Je account van Meedoen is gewijzigd"),
        "account/email/change.txt",
        wat=what,
        moment=timezone.now(),
    )


def send(user: Account, soort: str, onderwerp: StrPromise | str, template: str, **context: object) -> None:
    """Put a mail in the outbox. Someone who works nowhere gets none.

    Args:
        onderwerp: lazy, like every text in `context`, so that it is in the language of the reader.
        sjabloon: the template of its text; it gets `gebruiker` and `context`.
    """
    if gemeente := postadres_gemeente(user):
        with override(user.taal):
            content = {
                "aan": user.email,
                "onderwerp": str(onderwerp),
                "tekst": render_to_string(template, {"user": user, **context}),
            }
        with within([gemeente]):
            enqueue("email", soort, content, gemeente_id=gemeente, sequence_key=f"account:{uuid.uuid4()}")


def password_link(user: Account, address: str) -> str:
    """The address at which this person, and nobody else, may choose a password.

    It works once, for three days.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{address}{path}"


class LinkDeliverer(Deliverer):
    """Mails the link to choose a password, made as it is sent."""

    def send(self, message: Message) -> Any:
        """Nothing goes to someone who may no longer sign in."""
        user = Account.objects.filter(pk=message.inhoud["gebruiker"], is_active=True).first()
        if user is None:
            return
        link = password_link(user, message.inhoud["adres"])
        invitation = message.soort == INVITATION
        with override(user.taal):
            mail(
                message,
                to=user.email,
                onderwerp=_("Je account bij Meedoen")
                if invitation
                else _("Kies een nieuw wachtwoord voor Meedoen"),
                tekst=render_to_string(
                    "account/email/password_link.txt",
                    {"user": user, "link": link, "invitation": invitation},
                ),
            )
