"""Pages of the administrator: users, settings, tokens, outbox. Every page is about one municipality."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.access.models import ApiKey
from meedoen.basis.accounts import services
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.accounts.rechten import KEYS_MANAGE
from meedoen.basis.organisations.models import Account, Appointment, Organisation, Team
from meedoen.basis.organisations.selectors import appointments_in
from meedoen.beheer import forms, mailbox, settings, users
from meedoen.beheer.rechten import USERS_MANAGE


def _gemeente(request: RequestWithActor, code: str) -> Organisation:
    """The municipality with this code, for who administers it."""
    gemeente = Organisation.objects.filter(code=code, soort=Organisation.Kind.GEMEENTE).first()
    if gemeente is None or gemeente.pk not in request.actor.gemeenten_as(USERS_MANAGE.roles):
        raise USERS_MANAGE.refused(request.actor)
    return gemeente


def _site(request: RequestWithActor) -> str:
    return f"{request.scheme}://{request.get_host()}"


@require_safe
def start(request: RequestWithActor) -> HttpResponse:
    """To the users of the municipality one administers, or to a choice of municipalities."""
    my = request.actor.gemeenten_as(USERS_MANAGE.roles)
    gemeenten = list(Organisation.objects.filter(pk__in=my))
    if not gemeenten:
        raise USERS_MANAGE.refused(request.actor)
    if len(gemeenten) == 1:
        return redirect("beheer:gebruikers", code=gemeenten[0].code)
    return render(request, "beheer/start.html", {"gemeenten": gemeenten})


@require_safe
def list_users(request: RequestWithActor, code: str) -> HttpResponse:
    """Who works here, in which roles, until when."""
    gemeente = _gemeente(request, code)
    colleagues: dict[Account, list[Appointment]] = {}
    for appointment in appointments_in(gemeente):
        colleagues.setdefault(appointment.user, []).append(appointment)
    context = {
        "gemeente": gemeente,
        "where": "gebruikers",
        "colleagues": list(colleagues.items()),
        "teams": Team.objects.filter(gemeente=gemeente).order_by("naam"),
        "team_form": forms.NewTeam(),
    }
    return render(request, "beheer/users.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: RequestWithActor, code: str) -> HttpResponse:
    """Give a new colleague an account and a role."""
    gemeente = _gemeente(request, code)
    form = forms.InviteForm(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and form.is_valid():
        user = users.invite(request.actor, gemeente, adres=_site(request), **form.cleaned_data)
        messages.success(request, _("%(naam)s is uitgenodigd.") % {"naam": user.naam})
        return redirect("beheer:gebruikers", code=code)
    context = {"gemeente": gemeente, "where": "gebruikers", "form": form}
    return render(request, "beheer/invite.html", context)


@require_http_methods(["GET", "POST"])
def user(request: RequestWithActor, code: str, user_id: UUID) -> HttpResponse:
    """One colleague: her roles, another role, the invitation again, deactivation."""
    gemeente = _gemeente(request, code)
    colleague = _colleague(gemeente, user_id)
    form = forms.GiveRoleForm(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and form.is_valid():
        users.give_role(request.actor, gemeente, colleague, **form.cleaned_data)
        messages.success(request, _("De rol is toegevoegd."))
        return redirect("beheer:gebruiker", code=code, user_id=user_id)
    context = {
        "gemeente": gemeente,
        "where": "gebruikers",
        "colleague": colleague,
        "ikzelf": colleague.pk == request.actor.id,
        "roles": appointments_in(gemeente).filter(user=colleague),
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "beheer/user.html", context)


def _colleague(gemeente: Organisation, user_id: UUID) -> Account:
    """Someone who works here or did; of others an administrator sees nothing."""
    row = Appointment.objects.filter(organisation__in=[gemeente.pk, gemeente.region_id], user=user_id)
    return get_object_or_404(Account, pk__in=row.values("user"))


@require_POST
def end_role(request: RequestWithActor, code: str, appointment_id: int) -> HttpResponse:
    """Let a role end after a day."""
    gemeente = _gemeente(request, code)
    appointment = get_object_or_404(Appointment, pk=appointment_id, organisation=gemeente)
    form = forms.EndRoleForm(request.POST)
    if form.is_valid():
        users.end_role(request.actor, appointment, laatste_dag=form.cleaned_data["laatste_dag"])
        messages.success(request, _("De laatste dag van de rol is bewaard."))
    else:
        messages.error(request, _("Vul een laatste dag in."))
    return redirect("beheer:gebruiker", code=code, user_id=appointment.user_id)


@require_POST
def invite_again(request: RequestWithActor, code: str, user_id: UUID) -> HttpResponse:
    """Send the link to choose a password once more."""
    gemeente = _gemeente(request, code)
    colleague = _colleague(gemeente, user_id)
    users.invite_again(request.actor, gemeente, colleague, adres=_site(request))
    messages.success(request, _("De uitnodiging is opnieuw verstuurd."))
    return redirect("beheer:gebruiker", code=code, user_id=user_id)


@require_POST
def switch_off(request: RequestWithActor, code: str, user_id: UUID) -> HttpResponse:
    """Deactivate the account of a colleague."""
    gemeente = _gemeente(request, code)
    colleague = _colleague(gemeente, user_id)
    users.switch_off(request.actor, gemeente, colleague)
    messages.success(request, _("Het account van %(naam)s is uitgezet.") % {"naam": colleague.naam})
    return redirect("beheer:gebruikers", code=code)


@require_POST
def add_team(request: RequestWithActor, code: str) -> HttpResponse:
    """Add a team."""
    gemeente = _gemeente(request, code)
    form = forms.NewTeam(request.POST)
    if form.is_valid():
        users.add_team(request.actor, gemeente, form.cleaned_data["naam"])
        messages.success(request, _("Het team is toegevoegd."))
    else:
        messages.error(request, _("Geef het team een naam."))
    return redirect("beheer:gebruikers", code=code)


@require_http_methods(["GET", "POST"])
def gemeente_settings(request: RequestWithActor, code: str) -> HttpResponse:
    """What the municipality settles for itself, and its letter head."""
    gemeente = _gemeente(request, code)
    # The forms write in the rows they are given; the service needs to see them as they were.
    own = forms.SettingsForm(request.POST or None, instance=settings.setting_of(gemeente))
    main = forms.Letterhead(request.POST or None, instance=Organisation.objects.get(pk=gemeente.pk))
    if request.method == "POST" and all([own.is_valid(), main.is_valid()]):
        values = {**own.cleaned_data, **main.cleaned_data}
        settings.change_settings(request.actor, gemeente, values)
        messages.success(request, _("De instellingen zijn bewaard."))
        return redirect("beheer:instellingen", code=code)
    context = {"gemeente": gemeente, "where": "instellingen", "own": own, "main": main}
    return render(request, "beheer/settings.html", context)


@require_http_methods(["GET", "POST"])
def keys(request: RequestWithActor, code: str) -> HttpResponse:
    """The client tokens of the municipality, and a form to propose one to a colleague."""
    gemeente = _gemeente(request, code)
    form = forms.KeyProposal(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and form.is_valid():
        key = services.propose_key(request.actor, gemeente, adres=_site(request), **form.cleaned_data)
        messages.success(
            request,
            _("Het voorstel staat klaar voor %(naam)s, die een e-mail krijgt.") % {"naam": key.eigenaar.naam},
        )
        return redirect("beheer:sleutels", code=code)
    context = {
        "gemeente": gemeente,
        "where": "sleutels",
        "form": form,
        "keys": ApiKey.objects.filter(gemeente=gemeente).select_related("eigenaar"),
    }
    return render(request, "beheer/keys.html", context)


@require_POST
def withdraw_key(request: RequestWithActor, code: str, sleutel_id: UUID) -> HttpResponse:
    """End a client token."""
    gemeente = _gemeente(request, code)
    key = KEYS_MANAGE.filter(request.actor, ApiKey.objects.filter(gemeente=gemeente))
    services.withdraw_key(request.actor, get_object_or_404(key, pk=sleutel_id))
    messages.success(request, _("De toegangssleutel is ingetrokken."))
    return redirect("beheer:sleutels", code=code)


@require_safe
def message_list(request: RequestWithActor, code: str) -> HttpResponse:
    """What waits to leave, what left, what failed."""
    gemeente = _gemeente(request, code)
    context = {
        "gemeente": gemeente,
        "where": "berichten",
        "mailbox": mailbox.mailbox_out(request.actor, gemeente),
    }
    return render(request, "beheer/mailbox.html", context)


@require_POST
def retry_message(request: RequestWithActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Send a dead letter again."""
    gemeente = _gemeente(request, code)
    mailbox.send_once_more(request.actor, gemeente, bericht_id)
    messages.success(request, _("Het bericht gaat opnieuw op weg."))
    return redirect("beheer:berichten", code=code)
