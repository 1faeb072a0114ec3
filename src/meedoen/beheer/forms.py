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
from meedoen.basis.accounts.services import LONGEST, above_the_owner
from meedoen.basis.organisations.models import Account, GemeenteSettings, Organisation, Role, Team
from meedoen.basis.organisations.selectors import appointments_in, valid_on
from meedoen.basis.ui.colour import readable_accent
from meedoen.beheer.settings import LETTERHEAD, SETTINGS, WITHOUT_WET

if TYPE_CHECKING:
    SettingForm = forms.ModelForm[GemeenteSettings]
    OrganisationForm = forms.ModelForm[Organisation]
else:
    SettingForm = OrganisationForm = forms.ModelForm

HALF_YEAR = timedelta(days=182)


class GiveRoleForm(forms.Form):
    """A role with its first and last day."""

    rol = forms.ChoiceField(label=gettext_lazy("Rol"), choices=Role.choices)
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

    def __init__(self, *args: Any, gemeente: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(gemeente=gemeente)  # type: ignore[attr-defined]  # a model field
        self.fields["vanaf"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        clean = super().clean() or {}
        if clean.get("vanaf") and clean.get("tot") and clean["tot"] < clean["vanaf"]:
            raise ValidationError({"tot": _("Kies een dag op of na de eerste dag.")})
        return clean


class InviteForm(GiveRoleForm):
    """A new colleague with her first role."""

    naam = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Op dit adres komt de uitnodiging. Het adres is ook de inlognaam."),
    )
    functie = forms.CharField(label=gettext_lazy("Functie"), max_length=120, required=False)

    field_order = ["naam", "email", "functie", "rol", "team", "vanaf", "tot"]


class EndRoleForm(forms.Form):
    """The last day of a role."""

    laatste_dag = forms.DateField(label=gettext_lazy("Laatste dag"))


class NewTeam(forms.Form):
    """A name for a team."""

    naam = forms.CharField(label=gettext_lazy("Naam van het team"), max_length=80)


class SettingsForm(SettingForm):
    """What the municipality settles for itself. What the law leaves open may stay open."""

    class Meta:
        model = GemeenteSettings
        fields = SETTINGS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accentkleur"].help_text = _("Als #rrggbb. Witte tekst moet er leesbaar op zijn.")
        for name in WITHOUT_WET:
            if getattr(self.instance, name) is None:
                self.fields[name].help_text = _(
                    "Nog niet ingevuld. De wet zegt hier niets over: kies zelf, of laat leeg."
                )
            else:
                self.fields[name].help_text = _(
                    "De wet zegt hier niets over. Dit is de keuze van je gemeente."
                )

    def clean_accentkleur(self) -> str:
        """Only a colour that people can read."""
        colour = str(self.cleaned_data["accentkleur"]).lower()
        if colour and not readable_accent(colour):
            raise ValidationError(
                _("Kies een donkerdere kleur, als #rrggbb: het contrast met wit is te klein.")
            )
        return colour


class Letterhead(OrganisationForm):
    """What stands at the head of a letter."""

    class Meta:
        model = Organisation
        fields = LETTERHEAD


class KeyProposal(forms.Form):
    """A client token to propose: for what, of whom, what it may, until when."""

    naam = forms.CharField(label=gettext_lazy("Naam van de toepassing"), max_length=80)
    eigenaar = forms.ModelChoiceField(
        label=gettext_lazy("Eigenaar"),
        queryset=Account.objects.none(),
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

    def __init__(self, *args: Any, gemeente: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente
        via_api = [recht for recht in REGISTER.values() if recht.via_api]
        roles = {role for recht in via_api for role in recht.roles}
        colleagues = appointments_in(gemeente).filter(valid_on(), user__is_active=True, rol__in=roles)
        who = Account.objects.filter(pk__in=colleagues.order_by().values("user"))
        self.fields["eigenaar"].queryset = who  # type: ignore[attr-defined]  # a model field
        self.fields["bereik"].choices = [(recht.naam, recht.sentence) for recht in via_api]  # type: ignore[attr-defined]  # a choice field
        self.fields["einddatum"].initial = timezone.localdate() + HALF_YEAR

    def clean_einddatum(self) -> Any:
        """Not past, and at most a year away."""
        day = self.cleaned_data["einddatum"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise ValidationError(_("Kies een dag vanaf vandaag en binnen een jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        """Nothing that the owner may not herself."""
        clean = super().clean() or {}
        owner = clean.get("eigenaar")
        if owner and (too_many := above_the_owner(owner, self.gemeente, clean.get("bereik", []))):
            what = "; ".join(str(REGISTER[name].sentence) for name in too_many)
            raise ValidationError(
                {"bereik": _("%(wie)s mag dit zelf niet: %(wat)s.") % {"wie": owner.naam, "wat": what}}
            )
        return clean
