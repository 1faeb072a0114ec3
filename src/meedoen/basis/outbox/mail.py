"""E-mail as a channel of the outbox."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail import EmailMessage

from meedoen.basis.outbox.deliverers import Deliverer, Postponed, Rejected, Unreachable
from meedoen.basis.outbox.models import Message


def mail(message: Message, *, to: str, onderwerp: str, tekst: str) -> None:
    """Send one mail with the id of its message.

    Raises:
        Onbereikbaar: the mail server does not answer.
        Later: it does not want this mail now.
        Afgewezen: it does not know this address, or refuses the mail for good.
    """
    header = {"Message-ID": f"<{message.pk}@meedoen>"}
    try:
        EmailMessage(subject=onderwerp, body=tekst, to=[to], headers=header).send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(max(code for code, _ in error.recipients.values())) from None
    except smtplib.SMTPConnectError:
        raise Unreachable("SMTPConnectError") from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code) from None
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Unreachable(type(error).__name__) from None


class MailDeliverer(Deliverer):
    """Sends an e-mail. Its text names no newcomer: a mailbox is no place for a dossier."""

    def send(self, message: Message) -> Any:
        """Hand it to the mail server."""
        content = message.inhoud
        mail(message, to=content["aan"], onderwerp=content["onderwerp"], tekst=content["tekst"])


def _refusal(code: int) -> Exception:
    # Of signing in at the mail server itself (53x) nobody who gets mail is the cause.
    if code in {530, 534, 535, 538}:
        return Unreachable(f"SMTP {code}")
    return Rejected([f"SMTP {code}"]) if code >= 500 else Postponed(f"SMTP {code}")
