"""Pages of the administrator: users, settings, tokens, outbox. Every page is about one municipality."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.access.models import Toegangssleutel
from meedoen.basis.accounts import services
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.accounts.rechten import SLEUTELS_BEHEREN
from meedoen.basis.organisations.models import Aanstelling, Gebruiker, Organisatie, Team
from meedoen.basis.organisations.selectors import aanstellingen_in
from meedoen.beheer import forms, mailbox, settings, users
from meedoen.beheer.rechten import GEBRUIKERS_BEHEREN


def _gemeente(request: VerzoekMetActor, code: str) -> Organisatie:
    """The municipality with this code, for who administers it."""
    gemeente = Organisatie.objects.filter(code=code, soort=Organisatie.Soort.GEMEENTE).first()
    if gemeente is None or gemeente.pk not in request.actor.gemeenten_als(GEBRUIKERS_BEHEREN.rollen):
        raise GEBRUIKERS_BEHEREN.geweigerd(request.actor)
    return gemeente


def _site(request: VerzoekMetActor) -> str:
    return f"{request.scheme}://{request.get_host()}"


@require_safe
def start(request: VerzoekMetActor) -> HttpResponse:
    """To the users of the municipality one administers, or to a choice of municipalities."""
    mijn = request.actor.gemeenten_als(GEBRUIKERS_BEHEREN.rollen)
    gemeenten = list(Organisatie.objects.filter(pk__in=mijn))
    if not gemeenten:
        raise GEBRUIKERS_BEHEREN.geweigerd(request.actor)
    if len(gemeenten) == 1:
        return redirect("beheer:gebruikers", code=gemeenten[0].code)
    return render(request, "beheer/start.html", {"gemeenten": gemeenten})


@require_safe
def lijst_gebruikers(request: VerzoekMetActor, code: str) -> HttpResponse:
    """Who works here, in which roles, until when."""
    gemeente = _gemeente(request, code)
    collegas: dict[Gebruiker, list[Aanstelling]] = {}
    for aanstelling in aanstellingen_in(gemeente):
        collegas.setdefault(aanstelling.gebruiker, []).append(aanstelling)
    context = {
        "gemeente": gemeente,
        "waar": "gebruikers",
        "collegas": list(collegas.items()),
        "teams": Team.objects.filter(gemeente=gemeente).order_by("naam"),
        "team_formulier": forms.NieuwTeam(),
    }
    return render(request, "beheer/gebruikers.html", context)


@require_http_methods(["GET", "POST"])
def uitnodigen(request: VerzoekMetActor, code: str) -> HttpResponse:
    """Give a new colleague an account and a role."""
    gemeente = _gemeente(request, code)
    formulier = forms.Uitnodigen(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and formulier.is_valid():
        gebruiker = users.nodig_uit(request.actor, gemeente, adres=_site(request), **formulier.cleaned_data)
        messages.success(request, _("%(naam)s is uitgenodigd.") % {"naam": gebruiker.naam})
        return redirect("beheer:gebruikers", code=code)
    context = {"gemeente": gemeente, "waar": "gebruikers", "formulier": formulier}
    return render(request, "beheer/uitnodigen.html", context)


@require_http_methods(["GET", "POST"])
def gebruiker(request: VerzoekMetActor, code: str, gebruiker_id: UUID) -> HttpResponse:
    """One colleague: her roles, another role, the invitation again, deactivation."""
    gemeente = _gemeente(request, code)
    collega = _collega(gemeente, gebruiker_id)
    formulier = forms.RolGeven(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and formulier.is_valid():
        users.geef_rol(request.actor, gemeente, collega, **formulier.cleaned_data)
        messages.success(request, _("De rol is toegevoegd."))
        return redirect("beheer:gebruiker", code=code, gebruiker_id=gebruiker_id)
    context = {
        "gemeente": gemeente,
        "waar": "gebruikers",
        "collega": collega,
        "ikzelf": collega.pk == request.actor.id,
        "rollen": aanstellingen_in(gemeente).filter(gebruiker=collega),
        "formulier": formulier,
        "vandaag": timezone.localdate(),
    }
    return render(request, "beheer/gebruiker.html", context)


def _collega(gemeente: Organisatie, gebruiker_id: UUID) -> Gebruiker:
    """Someone who works here or did; of others an administrator sees nothing."""
    rij = Aanstelling.objects.filter(organisatie__in=[gemeente.pk, gemeente.regio_id], gebruiker=gebruiker_id)
    return get_object_or_404(Gebruiker, pk__in=rij.values("gebruiker"))


@require_POST
def rol_beeindigen(request: VerzoekMetActor, code: str, aanstelling_id: int) -> HttpResponse:
    """Let a role end after a day."""
    gemeente = _gemeente(request, code)
    aanstelling = get_object_or_404(Aanstelling, pk=aanstelling_id, organisatie=gemeente)
    formulier = forms.RolBeeindigen(request.POST)
    if formulier.is_valid():
        users.beeindig_rol(request.actor, aanstelling, laatste_dag=formulier.cleaned_data["laatste_dag"])
        messages.success(request, _("De laatste dag van de rol is bewaard."))
    else:
        messages.error(request, _("Vul een laatste dag in."))
    return redirect("beheer:gebruiker", code=code, gebruiker_id=aanstelling.gebruiker_id)


@require_POST
def opnieuw_uitnodigen(request: VerzoekMetActor, code: str, gebruiker_id: UUID) -> HttpResponse:
    """Send the link to choose a password once more."""
    gemeente = _gemeente(request, code)
    collega = _collega(gemeente, gebruiker_id)
    users.nodig_opnieuw_uit(request.actor, gemeente, collega, adres=_site(request))
    messages.success(request, _("De uitnodiging is opnieuw verstuurd."))
    return redirect("beheer:gebruiker", code=code, gebruiker_id=gebruiker_id)


@require_POST
def uitzetten(request: VerzoekMetActor, code: str, gebruiker_id: UUID) -> HttpResponse:
    """Deactivate the account of a colleague."""
    gemeente = _gemeente(request, code)
    collega = _collega(gemeente, gebruiker_id)
    users.zet_uit(request.actor, gemeente, collega)
    messages.success(request, _("Het account van %(naam)s is uitgezet.") % {"naam": collega.naam})
    return redirect("beheer:gebruikers", code=code)


@require_POST
def team_toevoegen(request: VerzoekMetActor, code: str) -> HttpResponse:
    """Add a team."""
    gemeente = _gemeente(request, code)
    formulier = forms.NieuwTeam(request.POST)
    if formulier.is_valid():
        users.voeg_team_toe(request.actor, gemeente, formulier.cleaned_data["naam"])
        messages.success(request, _("Het team is toegevoegd."))
    else:
        messages.error(request, _("Geef het team een naam."))
    return redirect("beheer:gebruikers", code=code)


@require_http_methods(["GET", "POST"])
def gemeente_instellingen(request: VerzoekMetActor, code: str) -> HttpResponse:
    """What the municipality settles for itself, and its letter head."""
    gemeente = _gemeente(request, code)
    # The forms write in the rows they are given; the service needs to see them as they were.
    eigen = forms.Instellingen(request.POST or None, instance=settings.instelling_van(gemeente))
    hoofd = forms.Briefhoofd(request.POST or None, instance=Organisatie.objects.get(pk=gemeente.pk))
    if request.method == "POST" and all([eigen.is_valid(), hoofd.is_valid()]):
        waarden = {**eigen.cleaned_data, **hoofd.cleaned_data}
        settings.wijzig_instellingen(request.actor, gemeente, waarden)
        messages.success(request, _("De instellingen zijn bewaard."))
        return redirect("beheer:instellingen", code=code)
    context = {"gemeente": gemeente, "waar": "instellingen", "eigen": eigen, "hoofd": hoofd}
    return render(request, "beheer/instellingen.html", context)


@require_http_methods(["GET", "POST"])
def sleutels(request: VerzoekMetActor, code: str) -> HttpResponse:
    """The client tokens of the municipality, and a form to propose one to a colleague."""
    gemeente = _gemeente(request, code)
    formulier = forms.Sleutelvoorstel(request.POST or None, gemeente=gemeente)
    if request.method == "POST" and formulier.is_valid():
        sleutel = services.stel_sleutel_voor(
            request.actor, gemeente, adres=_site(request), **formulier.cleaned_data
        )
        messages.success(
            request,
            _("Het voorstel staat klaar voor %(naam)s, die een e-mail krijgt.")
            % {"naam": sleutel.eigenaar.naam},
        )
        return redirect("beheer:sleutels", code=code)
    context = {
        "gemeente": gemeente,
        "waar": "sleutels",
        "formulier": formulier,
        "sleutels": Toegangssleutel.objects.filter(gemeente=gemeente).select_related("eigenaar"),
    }
    return render(request, "beheer/sleutels.html", context)


@require_POST
def sleutel_intrekken(request: VerzoekMetActor, code: str, sleutel_id: UUID) -> HttpResponse:
    """End a client token."""
    gemeente = _gemeente(request, code)
    sleutel = SLEUTELS_BEHEREN.filter(request.actor, Toegangssleutel.objects.filter(gemeente=gemeente))
    services.trek_sleutel_in(request.actor, get_object_or_404(sleutel, pk=sleutel_id))
    messages.success(request, _("De toegangssleutel is ingetrokken."))
    return redirect("beheer:sleutels", code=code)


@require_safe
def postvak(request: VerzoekMetActor, code: str) -> HttpResponse:
    """What waits to leave, what left, what failed."""
    gemeente = _gemeente(request, code)
    context = {
        "gemeente": gemeente,
        "waar": "berichten",
        "postvak": mailbox.postvak_uit(request.actor, gemeente),
    }
    return render(request, "beheer/berichten.html", context)


@require_POST
def bericht_opnieuw(request: VerzoekMetActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Send a dead letter again."""
    gemeente = _gemeente(request, code)
    mailbox.verzend_nog_eens(request.actor, gemeente, bericht_id)
    messages.success(request, _("Het bericht gaat opnieuw op weg."))
    return redirect("beheer:berichten", code=code)
