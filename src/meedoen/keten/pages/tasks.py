"""Mail to who manages the chain, once a day at most, when something needs a person."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from procrastinate.contrib.django import app

from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.organisations.selectors import appointments_in, valid_on
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.services import enqueue
from meedoen.keten.pages.attention import Attention, attention
from meedoen.keten.pages.rechten import KETEN_MANAGE

KIND = gettext_noop("keten vraagt aandacht")
AT_MOST_PER = timedelta(days=1)


@app.periodic(cron="*/15 * * * *")
@app.task(name="keten.pagina.waarschuw", queueing_lock="keten.pagina.waarschuw")
def warn(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Mail the administrators of every municipality whose chain needs a person; returns how many mails."""
    mailed = 0
    for gemeente in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE):
        with within([gemeente.pk]), transaction.atomic():
            (caution,) = attention([gemeente.pk])
            if caution.aantal and not _already_mailed(gemeente):
                for administrator in _administrators(gemeente):
                    _mail(gemeente, caution, administrator)
                    mailed += 1
    return mailed


def _already_mailed(gemeente: Organisation) -> bool:
    """Did a mail of today leave, or does it lie ready? One that was refused counts too."""
    since = timezone.now() - AT_MOST_PER
    # By what the indexes of the outbox hold: what is not done, and what left since.
    here = Q(status__in=Message.UNFINISHED) | Q(sent_at__gte=since)
    mails = Message.objects.filter(here, gemeente=gemeente, kanaal="email", soort=KIND)
    return mails.filter(created_at__gte=since).exists()


def _administrators(gemeente: Organisation) -> list[Account]:
    rows = appointments_in(gemeente).filter(valid_on(), rol__in=KETEN_MANAGE.roles, user__is_active=True)
    return list({row.user.pk: row.user for row in rows}.values())


def _mail(gemeente: Organisation, caution: Attention, user: Account) -> None:
    """Put the mail in the outbox, in the language of its reader."""
    with override(user.taal):
        content = {
            "aan": user.email,
            "onderwerp": _("De keten van %(gemeente)s vraagt aandacht") % {"gemeente": gemeente.naam},
            "tekst": render_to_string(
                "keten/email/attention.txt",
                {"user": user, "gemeente": gemeente, "attention": caution},
            ),
        }
    enqueue("email", KIND, content, gemeente_id=gemeente.pk, sequence_key=f"keten:{uuid.uuid4()}")
