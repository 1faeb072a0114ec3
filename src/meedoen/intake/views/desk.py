"""The desk: one life domain between the guide and what is already known, saved while typing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.forms import SignaalForm
from meedoen.dossiers.services import report_signaal
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.completing import ARTIKEL_CONTENT
from meedoen.intake.forms import DomeinForm
from meedoen.intake.known import known_of
from meedoen.intake.models import Collision, Domeinbeeld
from meedoen.intake.selectors import DomeinState
from meedoen.intake.services.domeinen import FIELDS, TEXT_FIELDS, SaveOutcome, as_text
from meedoen.intake.views.helpers import DossierPage, open_page

DOEL = gettext_noop("brede intake houden")


@get_post
def domein(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    """The desk of one domain; a post is the plain save button."""
    if request.method == "POST":
        return _save_everything(request, pk, code)
    page = open_page(request, pk, DOEL)
    return render(request, "intake/domein.html", _desk(request, page, code))


def _save_everything(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    dossier = selectors.dossier_to_enrol(request.actor, pk)
    was = {field: request.POST[f"was_{field}"] for field in FIELDS if f"was_{field}" in request.POST}
    values = {field: request.POST.get(field, "") for field in _filled_in(request)}
    try:
        saved = services.save(request.actor, dossier, code, values, version=_version(request), was=was)
    except Refused as refusal:
        return _with_error(request, pk, code, refusal)
    if saved.collisions:
        messages.warning(request, _("Een collega schreef hier ook. Kies hieronder welke tekst blijft."))
        return redirect("intake:domein", pk, code)
    messages.success(request, _("Bewaard om %(tijd)s.") % {"tijd": _now()})
    return redirect("intake:domein", pk, request.POST.get("naar") or code)


def _filled_in(request: RequestWithActor) -> list[str]:
    """The fields that were on the form; a box not ticked and a step not chosen send nothing."""
    always = ("startpositie", "besproken")
    return [field for field in FIELDS if field in request.POST or field in always]


def _with_error(request: RequestWithActor, pk: UUID, code: str, refusal: Refused) -> HttpResponse:
    """The desk again with what was typed, and why it was not saved."""
    page = open_page(request, pk, DOEL)
    context = _desk(request, page, code)
    state: DomeinState = context["current"]
    form = DomeinForm(request.POST, instance=Domeinbeeld(domein=state.domein.code))
    form.add_error(None, refusal.reden)
    # What she had before her stays what it was: a colleague's text is not passed over on the second try.
    context |= {"form": form, "refusal": refusal}
    context["beforehand"] = {
        name: request.POST.get(name, value) for name, value in context["beforehand"].items()
    }
    return render(request, "intake/domein.html", context, status=422)


def _desk(
    request: RequestWithActor, page: DossierPage, code: str, signaal: SignaalForm | None = None
) -> dict[str, Any]:
    """What the desk of one domain shows."""
    state = page.intake
    current = state.state_of(code)
    place = state.states.index(current)
    collisions = selectors.collisions_of(request.actor, current.image)
    return page.context | {
        "current": current,
        "previous": state.states[place - 1].domein if place else None,
        "volgende": state.states[place + 1].domein if place + 1 < len(state.states) else None,
        "form": DomeinForm(instance=current.image, initial=_own_text(collisions)),
        "grondslag": ARTIKEL_CONTENT,
        "beforehand": _beforehand(current.image),
        "steps": Domeinbeeld.Startpositie.choices,
        "collisions": _beside_each_other(current, collisions),
        "signalen": selectors.signalen_of(page.dossier, code),
        "signaalform": signaal or SignaalForm(page.dossier, prefix="signaal"),
        "known": known_of(request.actor, page.dossier),
    }


def _beforehand(image: Domeinbeeld) -> dict[str, str]:
    """What someone has before her, version and fields. It comes back with what she typed."""
    return {"versie": str(image.version)} | {
        f"was_{field}": as_text(getattr(image, field)) for field in FIELDS
    }


def _own_text(collisions: list[Collision]) -> dict[str, str]:
    """Until she chooses, someone goes on in her own text, never in a colleague's."""
    return {collision.field: collision.tekst for collision in collisions if collision.field in TEXT_FIELDS}


def _beside_each_other(current: DomeinState, collisions: list[Collision]) -> list[dict[str, Any]]:
    """Of each collision: the field, my text, the other's text and who wrote that."""
    return [
        {
            "field": collision.field,
            "naam": DomeinForm.base_fields[collision.field].label,
            "my": _readable(collision.field, collision.tekst),
            "other": _readable(collision.field, getattr(current.image, collision.field)),
            "wie": current.image.updated_by,
            "both": collision.field in TEXT_FIELDS,
        }
        for collision in collisions
    ]


def _readable(field: str, value: object) -> str:
    if field == "startpositie":
        return str(Domeinbeeld.Startpositie(int(str(value))).label) if value else _("niet gekozen")
    if field == "besproken":
        return _("besproken") if value else _("niet besproken")
    return str(value)


def _version(request: RequestWithActor) -> int:
    version = request.POST.get("versie", "")
    return int(version) if version.isdecimal() else 0


def _now() -> str:
    return date_format(timezone.localtime(), "H:i")


@require_POST
def field(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    """Save one field while typing. Answers in JSON: saved, met a colleague's (409), or refused (403)."""
    dossier = selectors.dossier_to_enrol(request.actor, pk)
    name = request.POST.get("veld", "")
    was = {name: request.POST["was"]} if "was" in request.POST else None
    values = {name: request.POST.get("waarde", "")}
    try:
        saved = services.save(request.actor, dossier, code, values, version=_version(request), was=was)
    except Refused as refusal:
        reason = f"{refusal.reden} {refusal.artikel or ''}".strip()
        return JsonResponse({"reden": reason}, status=403)
    ready, total = selectors.progress([pk])[pk]
    answer: dict[str, Any] = {"versie": saved.image.version, "om": _now(), **_badge(saved)}
    answer["velden"] = {
        name: as_text(getattr(saved.image, name)) for name in ("besproken", "overgeslagen_reden")
    }
    answer["voortgang"] = _("%(klaar)d van %(totaal)d klaar") % {"klaar": ready, "totaal": total}
    if not saved.collisions:
        return JsonResponse(answer)
    leefdomein = services.domein_of(saved.image.intake, code)
    beside = _beside_each_other(DomeinState(leefdomein, saved.image), saved.collisions)
    context = {"dossier": dossier, "current": DomeinState(leefdomein, saved.image), "collisions": beside}
    answer["botsing"] = render_to_string("intake/partials/collisions.html", context, request)
    return JsonResponse(answer, status=409)


def _badge(saved: SaveOutcome) -> dict[str, str]:
    """The state of the domain, for the menu beside it."""
    return {"badge": render_to_string("intake/partials/state.html", {"image": saved.image})}


@require_POST
def choose(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    """End a collision with the text that stays."""
    dossier = selectors.dossier_to_enrol(request.actor, pk)
    veldnaam, choice = request.POST.get("veld", ""), request.POST.get("keuze", "")
    services.choose_text(request.actor, dossier, code, veldnaam, choice)
    messages.success(request, _("Bewaard om %(tijd)s.") % {"tijd": _now()})
    return redirect("intake:domein", pk, code)


@require_POST
def signaal(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    """Raise a signal from the talk, with an owner and a day."""
    page = open_page(request, pk, gettext_noop("signaal melden"))
    page.intake.state_of(code)
    form = SignaalForm(page.dossier, request.POST, prefix="signaal")
    form.instance.domein = code
    if form.is_valid():
        report_signaal(request.actor, form.save(commit=False))
        messages.success(request, _("Het signaal is gemeld."))
        return redirect("intake:domein", pk, code)
    return render(request, "intake/domein.html", _desk(request, page, code, form), status=status(form))


@get_post
def together(request: RequestWithActor, pk: UUID, code: str) -> HttpResponse:
    """The table view, turned towards the newcomer: domain, question, scale, and nothing else."""
    page = open_page(request, pk, DOEL)
    current = page.intake.state_of(code)
    questions = [current.domein.vraag, *current.domein.hulpvragen]
    requested = request.GET.get("vraag", "")
    number = min(int(requested), len(questions) - 1) if requested.isdecimal() else 0
    if request.method == "POST":
        values = {"startpositie": request.POST.get("startpositie", "")}
        services.save(
            request.actor,
            page.dossier,
            code,
            values,
            version=_version(request),
            was={"startpositie": request.POST.get("was", "")},
        )
        return redirect(f"{request.path}?vraag={number}")
    context = {
        "dossier_id": pk,
        "current": current,
        "vraag": questions[number],
        "nummer": number,
        "aantal": len(questions),
        "previous": number - 1 if number else None,
        "volgende": number + 1 if number + 1 < len(questions) else None,
        "steps": Domeinbeeld.Startpositie.choices,
        "may_write": page.context["may_write"],
    }
    return render(request, "intake/together.html", context)


@require_safe
def intake(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Where the tab goes: the start, the next open domain, or the overview of a finished intake."""
    page = open_page(request, pk, DOEL)
    if page.stand is None:
        return redirect("intake:gesprek_begin", pk)
    if page.stand.completed_at or not page.context["may_intake"]:
        return redirect("intake:overzicht", pk)
    return redirect("intake:domein", pk, page.stand.first_open().domein.code)
