"""Pages of the chain, for who manages it. Every page is about one municipality."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.organisations.models import Organisation
from meedoen.keten.models import ConnectionSettings, Party
from meedoen.keten.pages import selectors, services
from meedoen.keten.pages.attention import attention
from meedoen.keten.pages.display import charts, message_lines
from meedoen.keten.pages.forms import ConnectionSettingsForm, Lapsed
from meedoen.keten.pages.history import history
from meedoen.keten.pages.probe import attempt
from meedoen.keten.pages.rechten import MANAGE_CONNECTIONS

SALT = "keten.berichten"
get_post = require_http_methods(["GET", "HEAD", "POST"])


def _frame(gemeente: Organisation, where: str) -> dict[str, Any]:
    (caution,) = attention([gemeente.pk])
    return {"gemeente": gemeente, "where": where, "attention": caution}


@require_safe
def start(request: RequestWithActor) -> HttpResponse:
    """To the chain of the municipality one manages, or to a choice of municipalities."""
    gemeenten = selectors.gemeenten_of(request.actor)
    if len(gemeenten) == 1:
        return redirect("keten:overzicht", code=gemeenten[0].code)
    caution = {one.gemeente_id: one.aantal for one in attention([one.pk for one in gemeenten])}
    context = {"gemeenten": [(one, caution[one.pk]) for one in gemeenten]}
    return render(request, "keten/start.html", context)


@require_safe
def overview(request: RequestWithActor, code: str) -> HttpResponse:
    """How each party is doing, and what needs a person."""
    gemeente = selectors.gemeente_of(request.actor, code)
    parties = selectors.parties(request.actor, gemeente)
    notifications = selectors.notifications(request.actor, gemeente)
    context = _frame(gemeente, "overzicht") | {
        "parties": parties,
        "notificaties": notifications,
        "charts": charts(selectors.days(), parties, notifications),
        "dagen": selectors.days(),
    }
    return render(request, "keten/overview.html", context)


@require_safe
def listing(request: RequestWithActor, code: str) -> HttpResponse:
    """The messages that are stuck, wait or were let go, a page at a time."""
    gemeente = selectors.gemeente_of(request.actor, code)
    state = request.GET.get("stand", "vast")
    if state not in selectors.STATES:
        raise Http404
    after = request.GET.get("na", "")
    rows, more = selectors.messages(
        request.actor,
        gemeente,
        state,
        int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
    )
    context = _frame(gemeente, "berichten") | {
        "stand": state,
        "lines": message_lines(request.actor, rows),
        "previous": f"?stand={state}" if after else "",
        "volgende": f"?stand={state}&na={rows[-1].volgnummer}" if more else "",
    }
    return render(request, "keten/messages.html", context)


@require_POST
def again(request: RequestWithActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Send a refused message or a dead letter again."""
    gemeente = selectors.gemeente_of(request.actor, code)
    message = selectors.message_of(request.actor, gemeente, bericht_id)
    if services.send_again(request.actor, message):
        messages.success(request, _("Het bericht gaat opnieuw op weg."))
    else:
        messages.info(request, _("Dit bericht is al op weg of klaar."))
    return redirect("keten:berichten", code=code)


@get_post
def lapsed(request: RequestWithActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Let a message go, and say why."""
    gemeente = selectors.gemeente_of(request.actor, code)
    message = selectors.message_of(request.actor, gemeente, bericht_id)
    form = Lapsed(request.POST or None)
    if form.is_valid():
        if services.discard(request.actor, message, form.cleaned_data["reden"]):
            messages.success(request, _("Het bericht is vervallen. Wat erachter wachtte, gaat verder."))
        else:
            messages.info(request, _("Dit bericht is al op weg of klaar."))
        return redirect("keten:berichten", code=code)
    (line,) = message_lines(request.actor, [message])
    context = _frame(gemeente, "berichten") | {"form": form, "line": line}
    return render(request, "keten/lapsed.html", context, status=_status(request, form.is_bound))


def _status(request: HttpRequest, filled_in: bool) -> int:
    """422 for a form that was sent and not accepted, so that scripts know it too."""
    return 422 if request.method == "POST" and filled_in else 200


@require_safe
def connections(request: RequestWithActor, code: str) -> HttpResponse:
    """How the municipality reaches each party."""
    gemeente = selectors.gemeente_of(request.actor, code)
    context = _frame(gemeente, "aansluitingen") | {
        "connections": selectors.connections(gemeente),
        "lines": history(request.actor, gemeente),
    }
    return render(request, "keten/connections.html", context)


@get_post
def connection_settings(request: RequestWithActor, code: str, partij: str) -> HttpResponse:
    """Set how the municipality reaches one party."""
    gemeente, who = _connection_settings(request, code, partij)
    form = ConnectionSettingsForm(request.POST or None, gemeente=gemeente, partij=who)
    if form.is_valid():
        services.save_connection_settings(request.actor, gemeente, who, form.cleaned_data)
        messages.success(request, _("De aansluiting is bewaard. Probeer nu de verbinding."))
        return redirect("keten:aansluitingen", code=code)
    context = _frame(gemeente, "aansluitingen") | {"form": form, "partij": who}
    return render(request, "keten/connection_settings.html", context, status=_status(request, form.is_bound))


@require_POST
@transaction.non_atomic_requests
def start_probe(request: RequestWithActor, code: str, partij: str) -> HttpResponse:
    """Ask the party one harmless question, and say how that went. No transaction waits for the answer."""
    gemeente, who = _connection_settings(request, code, partij)
    result = attempt(gemeente.pk, who)
    services.log_probe(request.actor, gemeente, who, result)
    (messages.success if result.succeeded else messages.error)(request, result.tekst)
    return redirect("keten:aansluitingen", code=code)


def _connection_settings(request: RequestWithActor, code: str, party: str) -> tuple[Organisation, Party]:
    if party not in Party.values:
        raise Http404
    gemeente = selectors.gemeente_of(request.actor, code)
    MANAGE_CONNECTIONS.require(request.actor, ConnectionSettings(gemeente=gemeente))
    return gemeente, Party(party)
