"""Facts, and who works on a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers import feit_rules
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import colleagues
from meedoen.dossiers.words import CHOICES

if TYPE_CHECKING:
    DossierModelForm = forms.ModelForm[Dossier]
else:
    DossierModelForm = forms.ModelForm

F = FeitSoort


class FeitForm(forms.Form):
    """One fact: its day, its value when it has one, where we know it from, and why it changes."""

    datum = forms.DateField(label=gettext_lazy("Datum"))
    waarde = forms.ChoiceField(label=gettext_lazy("Wat is het"))
    bron = forms.ChoiceField(
        label=gettext_lazy("Waar weten we dit van"),
        choices=[(choice.value, choice.label) for choice in Feit.Source if choice != Feit.Source.IMPORT],
    )
    toelichting = forms.CharField(label=gettext_lazy("Toelichting"), max_length=300, required=False)
    reden = forms.CharField(
        label=gettext_lazy("Waarom klopt het oude niet"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        dossier: Dossier,
        soort: str,
        feit: Feit | None,
        dates: Mapping[str, date],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if feit:
            kwargs["initial"] = {
                "datum": feit.datum,
                "waarde": feit.waarde,
                "bron": feit.bron,
                "toelichting": feit.toelichting,
            }
        super().__init__(*args, **kwargs)
        self.dossier, self.soort, self.dates = dossier, soort, dates
        choices = self.fields["waarde"]
        if soort in CHOICES and isinstance(choices, forms.ChoiceField):
            choices.choices = CHOICES[soort]
        else:
            del self.fields["waarde"]
        if feit is None:
            del self.fields["reden"]

    def clean_datum(self) -> date:
        """Refuse a day that cannot be, with the reason."""
        date_: date = self.cleaned_data["datum"]
        if reason := feit_rules.bezwaar(
            self.soort,
            date_,
            today=timezone.localdate(),
            born=self.dossier.persoon.geboortedatum,
            dates=self.dates,
        ):
            raise ValidationError(reason, code="datum")
        return date_


class WithdrawForm(forms.Form):
    """Why a fact is wrong."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom klopt dit feit niet"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AssignForm(DossierModelForm):
    """The fixed contact person."""

    class Meta:
        model = Dossier
        fields = ["klantmanager"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["klantmanager"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = colleagues(self.instance.gemeente_id)
            field.empty_label = _("nog niemand")


class ShieldForm(forms.Form):
    """Why a dossier is shielded or opened again."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
