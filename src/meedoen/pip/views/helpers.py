"""What the views of the PIP share."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meedoen.pip.evaluation import NotYet
from meedoen.pip.letter_pdf import LetterError


def attempt(request: HttpRequest, act: Callable[[], object], succeeded: str) -> bool:
    """Do an act and say how it went. A refusal that can be mended is told on the page one comes back to.

    A refusal by right is not caught: it gets the page that says why.
    """
    try:
        act()
    except (NotYet, LetterError) as refusal:
        messages.error(request, in_one_sentence(refusal))
        return False
    messages.success(request, succeeded)
    return True


def in_one_sentence(refusal: NotYet | LetterError) -> str:
    """A refusal with its article, when the law says so."""
    if not refusal.artikel:
        return refusal.reden
    return _("%(reden)s Waarom: %(artikel)s.") % {"reden": refusal.reden, "artikel": refusal.artikel}
