"""Forms of the workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Account
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import colleagues
from meedoen.werkplek.models import SavedView

if TYPE_CHECKING:
    SavedViewForm = forms.ModelForm[SavedView]
    UserChoice = forms.ModelChoiceField[Account]
else:  # Django's own classes take no type
    SavedViewForm = forms.ModelForm
    UserChoice = forms.ModelChoiceField


class SaveSavedViewForm(forms.Form):
    """Keep the filters that stand now under a name."""

    naam = forms.CharField(label=_("Naam van de weergave"), max_length=60)
    delen = forms.BooleanField(label=_("Deel met mijn team"), required=False)
    filters = forms.CharField(max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.teams:
            del self.fields["delen"]


class ChangeSavedViewForm(SavedViewForm):
    """Another name for a view of one's own."""

    class Meta:
        model = SavedView
        fields = ["naam"]

    def clean_naam(self) -> str:
        """Refuse a name that another view of the same person has."""
        name: str = self.cleaned_data["naam"]
        otherwise = SavedView.objects.filter(user_id=self.instance.user_id, naam=name)
        if otherwise.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Je hebt al een weergave met deze naam. Kies een andere naam."))
        return name


class ColleagueField(UserChoice):
    """A colleague, with how many dossiers she has now."""

    def label_from_instance(self, obj: Account) -> str:
        """Name and case load."""
        count: int = obj.werklast  # type: ignore[attr-defined]  # counted by the form
        return f"{obj.naam} – " + ngettext("%(n)d dossier", "%(n)d dossiers", count) % {"n": count}


class ChooseColleague(forms.Form):
    """To which colleague the chosen dossiers go."""

    naar = ColleagueField(label=_("Aan wie?"), queryset=Account.objects.none(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, gemeente_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_dossiers = Q(dossiers__gemeente=gemeente_id) & ~Q(dossiers__fase=Fase.COMPLETED)
        field = self.fields["naar"]
        field.queryset = (  # type: ignore[attr-defined]  # CollegaVeld
            Account.objects.filter(pk__in=colleagues(gemeente_id).order_by().values("pk"))
            .annotate(werklast=Count("dossiers", filter=open_dossiers))
            .order_by("werklast", "naam")
        )
        field.empty_label = None  # type: ignore[attr-defined]  # CollegaVeld
