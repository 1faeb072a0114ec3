"""What the views of the PIP share."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meedoen.pip.evaluation import NogNiet
from meedoen.pip.letter_pdf import BriefFout


def probeer(request: HttpRequest, daad: Callable[[], object], gelukt: str) -> bool:
    """Do an act and say how it went. A refusal that can be mended is told on the page one comes back to.

    A refusal by right is not caught: it gets the page that says why.
    """
    try:
        daad()
    except (NogNiet, BriefFout) as weigering:
        messages.error(request, in_een_zin(weigering))
        return False
    messages.success(request, gelukt)
    return True


def in_een_zin(weigering: NogNiet | BriefFout) -> str:
    """A refusal with its article, when the law says so."""
    if not weigering.artikel:
        return weigering.reden
    return _("%(reden)s Waarom: %(artikel)s.") % {"reden": weigering.reden, "artikel": weigering.artikel}
