"""Forms of the workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.selectors import collegas
from meedoen.werkplek.models import Weergave

if TYPE_CHECKING:
    WeergaveFormulier = forms.ModelForm[Weergave]
    Gebruikerkeuze = forms.ModelChoiceField[Gebruiker]
else:  # Django's own classes take no type
    WeergaveFormulier = forms.ModelForm
    Gebruikerkeuze = forms.ModelChoiceField


class BewaarWeergave(forms.Form):
    """Keep the filters that stand now under a name."""

    naam = forms.CharField(label=_("Naam van de weergave"), max_length=60)
    delen = forms.BooleanField(label=_("Deel met mijn team"), required=False)
    filters = forms.CharField(max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.teams:
            del self.fields["delen"]


class WijzigWeergave(WeergaveFormulier):
    """Another name for a view of one's own."""

    class Meta:
        model = Weergave
        fields = ["naam"]

    def clean_naam(self) -> str:
        """Refuse a name that another view of the same person has."""
        naam: str = self.cleaned_data["naam"]
        anders = Weergave.objects.filter(gebruiker_id=self.instance.gebruiker_id, naam=naam)
        if anders.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Je hebt al een weergave met deze naam. Kies een andere naam."))
        return naam


class CollegaVeld(Gebruikerkeuze):
    """A colleague, with how many dossiers she has now."""

    def label_from_instance(self, obj: Gebruiker) -> str:
        """Name and case load."""
        aantal: int = obj.werklast  # type: ignore[attr-defined]  # counted by the form
        return f"{obj.naam} – " + ngettext("%(n)d dossier", "%(n)d dossiers", aantal) % {"n": aantal}


class KiesCollega(forms.Form):
    """To which colleague the chosen dossiers go."""

    naar = CollegaVeld(label=_("Aan wie?"), queryset=Gebruiker.objects.none(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, gemeente_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_dossiers = Q(dossiers__gemeente=gemeente_id) & ~Q(dossiers__fase=Fase.AFGEROND)
        veld = self.fields["naar"]
        veld.queryset = (  # type: ignore[attr-defined]  # CollegaVeld
            Gebruiker.objects.filter(pk__in=collegas(gemeente_id).order_by().values("pk"))
            .annotate(werklast=Count("dossiers", filter=open_dossiers))
            .order_by("werklast", "naam")
        )
        veld.empty_label = None  # type: ignore[attr-defined]  # CollegaVeld
