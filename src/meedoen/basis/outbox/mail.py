"""E-mail as a channel of the outbox."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail import EmailMessage

from meedoen.basis.outbox.deliverers import Afgewezen, Bezorger, Later, Onbereikbaar
from meedoen.basis.outbox.models import Bericht


def mail(bericht: Bericht, *, aan: str, onderwerp: str, tekst: str) -> None:
    """Send one mail with the id of its message.

    Raises:
        Onbereikbaar: the mail server does not answer.
        Later: it does not want this mail now.
        Afgewezen: it does not know this address, or refuses the mail for good.
    """
    kop = {"Message-ID": f"<{bericht.pk}@meedoen>"}
    try:
        EmailMessage(subject=onderwerp, body=tekst, to=[aan], headers=kop).send()
    except smtplib.SMTPRecipientsRefused as fout:
        raise _weigering(max(code for code, _ in fout.recipients.values())) from None
    except smtplib.SMTPConnectError:
        raise Onbereikbaar("SMTPConnectError") from None
    except smtplib.SMTPResponseException as fout:
        raise _weigering(fout.smtp_code) from None
    except (OSError, smtplib.SMTPServerDisconnected) as fout:
        raise Onbereikbaar(type(fout).__name__) from None


class Mailbezorger(Bezorger):
    """Sends an e-mail. Its text names no newcomer: a mailbox is no place for a dossier."""

    def verstuur(self, bericht: Bericht) -> Any:
        """Hand it to the mail server."""
        inhoud = bericht.inhoud
        mail(bericht, aan=inhoud["aan"], onderwerp=inhoud["onderwerp"], tekst=inhoud["tekst"])


def _weigering(code: int) -> Exception:
    # Of signing in at the mail server itself (53x) nobody who gets mail is the cause.
    if code in {530, 534, 535, 538}:
        return Onbereikbaar(f"SMTP {code}")
    return Afgewezen([f"SMTP {code}"]) if code >= 500 else Later(f"SMTP {code}")
