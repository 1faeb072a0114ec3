"""The logbook for who watches over it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.audit_log import selectors
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.seals import verify_seals
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.ui.law_language import in_language
from meedoen.beheer.audit_log.forms import SearchForm

COLUMNS = ("tijd", "wie", "kanaal", "handeling", "onderwerp", "waarom", "velden")


@require_safe
def listing(request: RequestWithActor) -> HttpResponse:
    """The lines of one municipality, newest first."""
    gemeente, gemeenten = _gemeente(request)
    form = SearchForm(request.GET, gemeente=gemeente)
    ask = form.vraag()
    page = selectors.turn_page(request.actor, ask)
    context = {
        "where": "lijst",
        "gemeente": gemeente,
        "gemeenten": gemeenten,
        "form": form,
        "vraag": ask,
        "page": page,
        "lines": [(line, _what(line), _about(line, page)) for line in page.lines],
        "volgende": _address(request, voor=page.volgende) if page.volgende else "",
        "previous": _address(request, voor="") if ask.voor else "",
    }
    return render(request, "audit_log/list.html", context)


@require_safe
def export(request: RequestWithActor) -> HttpResponse:
    """Everything about the person of one dossier: who, when, why. As JSON, or CSV for a spreadsheet."""
    gemeente, _gemeenten = _gemeente(request)
    ask = selectors.AuditQuery(gemeente, dossier=request.GET.get("dossier", "").replace("\0", ""))
    rows = (_export_line(line) for line in selectors.rules_of_data_subject(request.actor, ask))
    if request.GET.get("vorm") == "json":
        response = HttpResponse(
            json.dumps(list(rows), ensure_ascii=False, indent=1), content_type="application/json"
        )
        response["Content-Disposition"] = 'attachment; filename="logboek.json"'
        return response
    text = HttpResponse("".join(_as_csv(rows)), content_type="text/csv; charset=utf-8")
    text["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return text


@require_http_methods(["GET", "POST"])
def seals(request: RequestWithActor) -> HttpResponse:
    """How far the logbook is sealed; on asking, whether the seals hold."""
    gemeente, gemeenten = _gemeente(request)
    context: dict[str, Any] = {
        "where": "zegels",
        "gemeente": gemeente,
        "gemeenten": gemeenten,
        "stand": selectors.seal_state(gemeente),
    }
    if request.method == "POST":
        context |= {"gecontroleerd": timezone.now(), "errors": verify_seals(gemeente.pk)}
        log(
            request.actor,
            Action.READ,
            gettext_noop("zegels"),
            gemeente_id=gemeente.pk,
            doel=selectors.OVERSIGHT,
        )
    return render(request, "audit_log/seals.html", context)


def _gemeente(request: RequestWithActor) -> tuple[Organisation, list[Organisation]]:
    """The municipality that was chosen, or else the first, and all there are to choose from."""
    gemeenten = selectors.gemeenten_of(request.actor)
    code = request.GET.get("gemeente")
    return next((one for one in gemeenten if one.code == code), gemeenten[0]), gemeenten


def _what(line: AuditEntry) -> str:
    """What was done, to what; of a refusal the right that was missing, in its own sentence."""
    action = str(line.get_handeling_display())
    if recht := REGISTER.get(line.onderwerp):
        return f"{action}: {recht.sentence}"
    return f"{in_language(line.onderwerp)} {action}"


def _about(line: AuditEntry, page: selectors.Page) -> str:
    """Whose data it was, in words that name nobody."""
    if not line.data_subjects:
        return ""
    if len(line.data_subjects) > 1:
        return _("%(aantal)s personen") % {"aantal": len(line.data_subjects)}
    return page.numbers.get(line.data_subjects[0], _("1 persoon"))


def _address(request: RequestWithActor, **otherwise: object) -> str:
    chosen = {**request.GET.dict(), **otherwise}
    return f"?{urlencode({name: value for name, value in chosen.items() if value})}"


def _export_line(line: AuditEntry) -> dict[str, Any]:
    """A line for the person it is about: the names of the fields that were changed, not what is in them."""
    return {
        "tijd": timezone.localtime(line.tijd).isoformat(timespec="seconds"),
        "wie": line.actor_name,
        "kanaal": line.kanaal,
        "handeling": str(line.get_handeling_display()),
        "onderwerp": line.onderwerp,
        "waarom": line.doel,
        "velden": sorted(line.wijziging or {}),
    }


class _Echo:
    """Gives csv.writer something to write to that just hands back the line."""

    def write(self, line: str) -> str:
        return line


def _as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for row in rows:
        values = [*row.values()]
        values[-1] = ", ".join(row["velden"])
        yield str(writer.writerow([_innocent(value) for value in values]))


def _innocent(value: str) -> str:
    """A spreadsheet takes what begins with one of these for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
