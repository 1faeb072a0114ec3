"""Forms of the administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.accounts.services import LANGST, boven_de_eigenaar
from meedoen.basis.organisations.models import Gebruiker, Gemeenteinstelling, Organisatie, Rol, Team
from meedoen.basis.organisations.selectors import aanstellingen_in, geldig_op
from meedoen.basis.ui.colour import leesbaar_accent
from meedoen.beheer.settings import BRIEFHOOFD, INSTELLINGEN, ZONDER_WET

if TYPE_CHECKING:
    Instellingformulier = forms.ModelForm[Gemeenteinstelling]
    Organisatieformulier = forms.ModelForm[Organisatie]
else:
    Instellingformulier = Organisatieformulier = forms.ModelForm

HALF_JAAR = timedelta(days=182)


class RolGeven(forms.Form):
    """A role with its first and last day."""

    rol = forms.ChoiceField(label=gettext_lazy("Rol"), choices=Rol.choices)
    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=gettext_lazy("geen team"),
    )
    vanaf = forms.DateField(label=gettext_lazy("Vanaf"))
    tot = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        help_text=gettext_lazy("Leeg betekent: tot je de rol beëindigt."),
    )

    def __init__(self, *args: Any, gemeente: Organisatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(gemeente=gemeente)  # type: ignore[attr-defined]  # a model field
        self.fields["vanaf"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        schoon = super().clean() or {}
        if schoon.get("vanaf") and schoon.get("tot") and schoon["tot"] < schoon["vanaf"]:
            raise ValidationError({"tot": _("Kies een dag op of na de eerste dag.")})
        return schoon


class Uitnodigen(RolGeven):
    """A new colleague with her first role."""

    naam = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Op dit adres komt de uitnodiging. Het adres is ook de inlognaam."),
    )
    functie = forms.CharField(label=gettext_lazy("Functie"), max_length=120, required=False)

    field_order = ["naam", "email", "functie", "rol", "team", "vanaf", "tot"]


class RolBeeindigen(forms.Form):
    """The last day of a role."""

    laatste_dag = forms.DateField(label=gettext_lazy("Laatste dag"))


class NieuwTeam(forms.Form):
    """A name for a team."""

    naam = forms.CharField(label=gettext_lazy("Naam van het team"), max_length=80)


class Instellingen(Instellingformulier):
    """What the municipality settles for itself. What the law leaves open may stay open."""

    class Meta:
        model = Gemeenteinstelling
        fields = INSTELLINGEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accentkleur"].help_text = _("Als #rrggbb. Witte tekst moet er leesbaar op zijn.")
        for naam in ZONDER_WET:
            if getattr(self.instance, naam) is None:
                self.fields[naam].help_text = _(
                    "Nog niet ingevuld. De wet zegt hier niets over: kies zelf, of laat leeg."
                )
            else:
                self.fields[naam].help_text = _(
                    "De wet zegt hier niets over. Dit is de keuze van je gemeente."
                )

    def clean_accentkleur(self) -> str:
        """Only a colour that people can read."""
        kleur = str(self.cleaned_data["accentkleur"]).lower()
        if kleur and not leesbaar_accent(kleur):
            raise ValidationError(
                _("Kies een donkerdere kleur, als #rrggbb: het contrast met wit is te klein.")
            )
        return kleur


class Briefhoofd(Organisatieformulier):
    """What stands at the head of a letter."""

    class Meta:
        model = Organisatie
        fields = BRIEFHOOFD


class Sleutelvoorstel(forms.Form):
    """A client token to propose: for what, of whom, what it may, until when."""

    naam = forms.CharField(label=gettext_lazy("Naam van de toepassing"), max_length=80)
    eigenaar = forms.ModelChoiceField(
        label=gettext_lazy("Eigenaar"),
        queryset=Gebruiker.objects.none(),
        empty_label=gettext_lazy("kies een collega"),
        help_text=gettext_lazy(
            "De eigenaar bevestigt het voorstel en krijgt de sleutel. Die mag nooit meer dan de eigenaar, en "
            "stopt als die hier niet meer werkt."
        ),
    )
    doel = forms.CharField(
        label=gettext_lazy("Doel"),
        max_length=200,
        help_text=gettext_lazy("Waarvoor is het nodig? Dit staat in het logboek."),
    )
    bereik = forms.MultipleChoiceField(label=gettext_lazy("Rechten"), widget=forms.CheckboxSelectMultiple)
    einddatum = forms.DateField(
        label=gettext_lazy("Geldig tot en met"), help_text=gettext_lazy("Hoogstens een jaar.")
    )

    def __init__(self, *args: Any, gemeente: Organisatie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        via_api = [recht for recht in REGISTER.values() if recht.via_api]
        rollen = {rol for recht in via_api for rol in recht.rollen}
        collegas = aanstellingen_in(gemeente).filter(geldig_op(), gebruiker__is_active=True, rol__in=rollen)
        wie = Gebruiker.objects.filter(pk__in=collegas.order_by().values("gebruiker"))
        self.fields["eigenaar"].queryset = wie  # type: ignore[attr-defined]  # a model field
        self.fields["bereik"].choices = [(recht.naam, recht.zin) for recht in via_api]  # type: ignore[attr-defined]  # a choice field
        self.fields["einddatum"].initial = timezone.localdate() + HALF_JAAR

    def clean_einddatum(self) -> Any:
        """Not past, and at most a year away."""
        dag = self.cleaned_data["einddatum"]
        vandaag = timezone.localdate()
        if not vandaag <= dag <= vandaag + LANGST:
            raise ValidationError(_("Kies een dag vanaf vandaag en binnen een jaar."))
        return dag

    def clean(self) -> dict[str, Any]:
        """Nothing that the owner may not herself."""
        schoon = super().clean() or {}
        eigenaar = schoon.get("eigenaar")
        if eigenaar and (teveel := boven_de_eigenaar(eigenaar, self.gemeente, schoon.get("bereik", []))):
            wat = "; ".join(str(REGISTER[naam].zin) for naam in teveel)
            raise ValidationError(
                {"bereik": _("%(wie)s mag dit zelf niet: %(wat)s.") % {"wie": eigenaar.naam, "wat": wat}}
            )
        return schoon
