"""What people type about a traject. DUO's conditions refuse at the field that has to change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.organisations.models import Organisation
from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers import feit_rules
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.keten.duo.known import School
from meedoen.pip.evaluation import Conditions
from meedoen.traject.evaluation import Circumstances, conditions_for
from meedoen.traject.models import Aanbod, Resultaat, Uren
from meedoen.traject.services.recording import UREN_REPORT, aanbod_reported
from meedoen.wet.duo.feiten import DuoFeiten, Melding

VERWIJTBAAR = [
    ("", gettext_lazy("niet te laat")),
    ("nee", gettext_lazy("te laat, niet verwijtbaar")),
    ("ja", gettext_lazy("te laat, verwijtbaar")),
]
NUMBER_LENGTH = 10


class WithConditions(forms.Form):
    """A form beside which DUO's conditions stand, tried on what is filled in."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom klopt het oude niet"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    melding: Melding

    def __init__(self, around: Circumstances, *args: Any, previous: object = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        self.sent: dict[str, Any] = {}
        if previous is None:
            del self.fields["reden"]

    def feiten(self, values: dict[str, Any]) -> DuoFeiten:
        """What is reported with these values, as the rules read it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Refuse what DUO would refuse, with the reason at its field."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        self.sent = dict(clean)
        if not self.errors:
            for evaluation in self.conditions.refusals:
                field = evaluation.rule.form_field
                # One reason a field is enough there; all of them stand beside the form.
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, in_language(evaluation.sentence))
        return clean

    @property
    def conditions(self) -> Conditions:
        """Every condition, tried on what was sent, or on what stands in the form to begin with."""
        return conditions_for(self.melding, self.feiten({**self.initial, **self.sent}))


class AanbodForm(WithConditions):
    """The offer of one school."""

    instellingsnummer = forms.CharField(
        label=gettext_lazy("Instellingsnummer bij DUO"),
        max_length=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"list": "scholen", "autocomplete": "off"}),
    )
    instelling = forms.CharField(label=gettext_lazy("Naam van de school"), max_length=128, required=False)
    datum = forms.DateField(label=gettext_lazy("Ingeschreven op"))
    start = forms.DateField(label=gettext_lazy("Eerste lesdag (verwacht)"), required=False)
    einde = forms.DateField(label=gettext_lazy("Laatste lesdag (verwacht)"), required=False)
    alfabetisering = forms.ChoiceField(
        label=gettext_lazy("Alfabetisering"), choices=Aanbod.Alfabetisering.choices, widget=forms.RadioSelect
    )
    field_order = ("instellingsnummer", "instelling", "datum", "start", "einde", "alfabetisering", "reden")
    melding = Melding.AANBOD

    def __init__(self, around: Circumstances, schools: dict[str, School], *args: Any, **kwargs: Any) -> None:
        super().__init__(around, *args, **kwargs)
        self.schools = schools
        help_ = (
            _("Kies de school uit de lijst van DUO, of typ het nummer.")
            if schools
            else _("Tien tekens. De lijst met scholen van DUO is nog niet opgehaald.")
        )
        self.fields["instellingsnummer"].help_text = help_
        self.fields["instelling"].help_text = _("Staat de school op de lijst van DUO? Dan hoeft dit niet.")

    def clean_instellingsnummer(self) -> str:
        """Ten characters, and known to DUO when its list is."""
        number: str = self.cleaned_data["instellingsnummer"].strip()
        if len(number) != NUMBER_LENGTH or not number.isascii() or not number.isalnum():
            raise ValidationError(_("Een instellingsnummer heeft tien cijfers of letters."))
        if self.schools and number not in self.schools:
            raise ValidationError(_("DUO kent geen school met dit nummer."))
        return number

    def clean(self) -> dict[str, Any]:
        """Take the name of the school from DUO's list."""
        clean = super().clean()
        school = self.schools.get(clean.get("instellingsnummer", ""))
        clean["instelling"] = clean.get("instelling") or (school.naam if school else "")
        if not clean["instelling"] and "instellingsnummer" not in self.errors:
            self.add_error("instelling", _("Vul de naam van de school in."))
        return clean

    def feiten(self, values: dict[str, Any]) -> DuoFeiten:
        """An offer, with what DUO says of the school."""
        school = self.schools.get(values.get("instellingsnummer", ""))
        return self.around.duo_feiten(
            **aanbod_reported(school, **{name: values.get(name) for name in ("datum", "start", "einde")})
        )


class ResultaatForm(WithConditions):
    """The end of MAP, PVT or the Z-route."""

    datum = forms.DateField(label=gettext_lazy("Datum"), required=False)
    verwijtbaar = forms.ChoiceField(
        label=gettext_lazy("Op tijd of te laat"),
        choices=VERWIJTBAAR,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Na het einde van de inburgeringstermijn zeg je of te laat zijn verwijtbaar is."
        ),
    )
    field_order = ("datum", "verwijtbaar", "reden")

    def __init__(self, around: Circumstances, soort: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(around, *args, **kwargs)
        self.soort, self.melding = soort, Melding(soort)
        if soort == Resultaat.Kind.ZROUTE:
            del self.fields["verwijtbaar"]
            self.fields["datum"].required = True

    def clean_verwijtbaar(self) -> bool | None:
        """Yes, no, or not late."""
        return {"ja": True, "nee": False}.get(self.cleaned_data["verwijtbaar"])

    def clean(self) -> dict[str, Any]:
        """Without a day there is something to say only past the term."""
        clean = super().clean()
        if not self.errors and not clean.get("datum") and clean.get("verwijtbaar") is None:
            self.add_error("datum", _("Vul de datum in. Was het er nooit? Trek het dan in."))
        return clean

    def feiten(self, values: dict[str, Any]) -> DuoFeiten:
        """A result; what is not filled in yet is tried as if it were today."""
        oordeel = values.get("verwijtbaar")
        day = values.get("datum") if self.is_bound else values.get("datum") or timezone.localdate()
        if isinstance(oordeel, str):
            oordeel = {"ja": True, "nee": False}.get(oordeel)
        return self.around.duo_feiten(self.soort, datum=day, verwijtbaar=oordeel)


class UrenForm(WithConditions):
    """A total of hours."""

    uren = forms.IntegerField(
        label=gettext_lazy("Uren in totaal"),
        help_text=gettext_lazy("Het totaal tot nu toe, niet wat erbij komt."),
    )
    tot_en_met = forms.DateField(label=gettext_lazy("Geteld tot en met"))
    field_order = ("uren", "tot_en_met", "reden")

    def __init__(self, around: Circumstances, soort: str, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("previous", None)
        super().__init__(around, *args, **kwargs)
        self.soort, self.melding = soort, UREN_REPORT[Uren.Kind(soort)]

    def clean_tot_en_met(self) -> Any:
        """Hours that are still to come are not counted."""
        day = self.cleaned_data["tot_en_met"]
        if day > timezone.localdate():
            raise ValidationError(_("Die dag is nog niet geweest. Tel wat iemand al heeft gevolgd."))
        return day

    def feiten(self, values: dict[str, Any]) -> DuoFeiten:
        """A total beside the former one."""
        return self.around.duo_feiten(self.soort, uren=values.get("uren"))


class ContactForm(WithConditions):
    """How a colleague can be reached."""

    naam = forms.CharField(label=gettext_lazy("Naam"), max_length=100)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=241)
    telefoon = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        max_length=22,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    field_order = ("naam", "email", "telefoon")
    melding = Melding.CONTACTPERSOON

    def feiten(self, values: dict[str, Any]) -> DuoFeiten:
        """A contact person."""
        fields = {name: values.get(name) for name in ("naam", "email", "telefoon")}
        return DuoFeiten(peildatum=timezone.localdate(), **fields)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlaatsingForm(forms.Form):
    """Enrolled with a provider, and placed there."""

    aanbieder = forms.CharField(
        label=gettext_lazy("Aanbieder"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "aanbieders", "autocomplete": "off"}),
    )
    aangemeld = forms.DateField(label=gettext_lazy("Aangemeld op"))
    geplaatst = forms.DateField(
        label=gettext_lazy("Geplaatst op"),
        required=False,
        help_text=gettext_lazy("Laat leeg als er nog geen plek is."),
    )

    def __init__(self, dossier: Dossier, dates: Mapping[str, date], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.dates = dossier, dates

    @property
    def aanbieders(self) -> list[str]:
        """The providers we know, to choose from while typing."""
        return list(
            Organisation.objects.filter(soort=Organisation.Kind.AANBIEDER).values_list("naam", flat=True)
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be, and a day in one order with the other."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        signed_in, placed = clean.get("aangemeld"), clean.get("geplaatst")
        outside = {
            kind: day for kind, day in self.dates.items() if kind not in (F.SIGNED_IN_AANBIEDER, F.PLACED)
        }
        together = outside | ({F.SIGNED_IN_AANBIEDER.value: signed_in} if signed_in else {})
        for field, kind, day, dates in (
            ("aangemeld", F.SIGNED_IN_AANBIEDER, signed_in, outside),
            ("geplaatst", F.PLACED, placed, together),
        ):
            reason = day and feit_rules.bezwaar(
                kind,
                day,
                today=timezone.localdate(),
                born=self.dossier.persoon.geboortedatum,
                dates=dates,
            )
            if reason:
                self.add_error(field, reason)
        if not placed and F.PLACED in self.dates and "geplaatst" not in self.errors:
            self.add_error("geplaatst", _("Trek de plaatsing in bij Feiten als iemand toch geen plek heeft."))
        return clean
