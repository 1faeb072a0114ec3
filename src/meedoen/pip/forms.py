"""What people type about a PIP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.pip.content import FIELDS
from meedoen.pip.evaluation import Circumstances
from meedoen.pip.models import Afspraak, Beschikking, Doel
from meedoen.pip.selectors import gesprekken_of
from meedoen.pip.services import Why
from meedoen.wet.concepts import Doelgroep
from meedoen.wet.duo import z_route_uren
from meedoen.wet.pip import pip_condition

if TYPE_CHECKING:
    BeschikkingModelForm = forms.ModelForm[Beschikking]
else:
    BeschikkingModelForm = forms.ModelForm

CHOOSE = [("", gettext_lazy("nog niet gekozen"))]
CHOICES = {
    "leerroute": Beschikking.Leerroute,
    "niveau": Beschikking.Niveau,
    "alfabetisering": Beschikking.Alfabetisering,
    "ontzorgen": Beschikking.Ontzorgen,
}
AT_AFSCHALEN = ("gevolgde_cursusuren", "inspanning_aantoonbaar")


class BeschikkingForm(BeschikkingModelForm):
    """The draft of a decision. Nothing is required here: the conditions beside it say what is still missing.

    `stand` is when the draft was read; a colleague's later words are never overwritten.
    """

    stand = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Beschikking
        fields = list(FIELDS)
        widgets = {
            "leerroute": forms.RadioSelect,
            "niveau": forms.RadioSelect,
            "alfabetisering": forms.RadioSelect,
            "ontzorgen": forms.RadioSelect,
            "begeleiding": forms.Textarea(attrs={"rows": 4}),
            "motivering": forms.Textarea(attrs={"rows": 5}),
            "motivering_afwijking": forms.Textarea(attrs={"rows": 3}),
            "onderwijsroute_onderzocht": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "begeleiding": gettext_lazy("Dit komt zo in de brief. Schrijf 'u' en korte zinnen."),
            "voortgang": gettext_lazy("Bijvoorbeeld: elke acht weken een gesprek met uw contactpersoon."),
            "vve": gettext_lazy("Alleen bij jonge kinderen. Wat is besproken over de voorschool?"),
            "motivering": gettext_lazy("Dit komt zo in de brief. Zeg waarom de route bij deze persoon past."),
            "motivering_afwijking": gettext_lazy(
                "Alleen als de leerroute anders is dan de uitslag van de leerbaarheidstoets."
            ),
            "onderwijsroute_onderzocht": gettext_lazy(
                "Ook als de onderwijsroute niet past: zeg wat je bekeek."
            ),
            "mag_opleiding_afmaken": gettext_lazy("Iemand volgt al een opleiding en mag die eerst afmaken."),
        }

    def __init__(self, around: Circumstances, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand"].initial = state_of(self.instance)
        for name, kinds in CHOICES.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [*CHOOSE, *kinds.choices]
        if self.instance.aanleiding != Beschikking.Occasion.AFSCHALEN:
            for name in AT_AFSCHALEN:
                del self.fields[name]
        for name, text in self._numbers(around).items():
            if name in self.fields:
                self.fields[name].help_text = text

    def _numbers(self, around: Circumstances) -> dict[str, str]:
        """The numbers of the law, beside the fields. They are read, never filled in."""
        day = self.instance.dagtekening or timezone.localdate()
        uren = z_route_uren(around.doelgroep or Doelgroep.GEZINSMIGRANT, day)
        z_route = " + ".join(str(count) for count in uren.values())

        def minst(name: str) -> int:
            return pip_condition(name, day).numbers["minst"]

        return {
            "pvt_uren": _("Minstens %(n)d uur.") % {"n": minst("pvt_minstens_uren")},
            "map_uren": _("B1-route en Z-route: minstens %(n)d uur praktijk. Onderwijsroute: leeg laten.")
            % {"n": minst("map_minstens_uren")},
            "intensiteit_uren": _(
                "Alleen voor een asielstatushouder in de B1-route. De Z-route heeft vaste uren: %(uren)s."
            )
            % {"uren": z_route},
            "niveau": _("Een eerste PIP in de B1-route heeft niveau B1. De Z-route heeft nooit niveau B1."),
            "gevolgde_cursusuren": _("Minstens %(n)d uur cursus NT2 bij een school met keurmerk.")
            % {"n": minst("afschalen_na_minstens_uren")},
        }

    def clean_stand(self) -> str:
        """Somebody else may have saved in between."""
        state: str = self.cleaned_data["stand"]
        if state and state != state_of(self.instance):
            raise ValidationError(
                _(
                    "Een collega veranderde dit PIP intussen. Kopieer je tekst, laad de pagina opnieuw"
                    " en ga verder."
                )
            )
        return state


def state_of(beschikking: Beschikking) -> str:
    """When a draft was last saved, to the microsecond."""
    return beschikking.updated_at.isoformat() if beschikking.updated_at else ""


class _Form(forms.Form):
    """Abstract: a browser does not paint a field red before anything was typed in it."""

    use_required_attribute = False


class ReasonForm(_Form):
    """Why something goes back."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class FixForm(_Form):
    """The dates of a decision."""

    dagtekening = forms.DateField(
        label=gettext_lazy("Dagtekening"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("De dag van het besluit. De inburgeringstermijn begint de dag erna."),
    )
    ondertekend_op = forms.DateField(
        label=gettext_lazy("Ondertekend door de inburgeraar op"),
        required=False,
        widget=forms.DateInput(),
        help_text=gettext_lazy("Leeg laten als iemand niet tekent. Het besluit geldt dan ook."),
    )
    verzending_op = forms.DateField(
        label=gettext_lazy("Brief gaat de deur uit op"),
        widget=forms.DateInput(),
        help_text=gettext_lazy(
            "De dag waarop je de brief meegeeft of verstuurt. Daarna telt de bezwaartermijn."
        ),
    )


class MakeKnownForm(_Form):
    """The day on which the letter was sent or handed over."""

    op = forms.DateField(
        label=gettext_lazy("Brief meegegeven of verstuurd op"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Is dit een andere dag dan in de brief staat? Dan maken we een nieuwe brief."),
    )


class ChangeForm(_Form):
    """Why a PIP that is known changes."""

    aanleiding = forms.ChoiceField(
        label=gettext_lazy("Wat verandert er"),
        choices=[choice for choice in Beschikking.Occasion.choices if choice[0] != "eerste"],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom verandert het PIP"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Deze zin komt in de brief. Schrijf 'u'."),
    )


class _WithWhy(_Form):
    """Abstract: every change of the plan has a reason, and perhaps the talk it was agreed in."""

    reden = forms.CharField(label=gettext_lazy("Waarom"), max_length=300)
    gesprek = forms.ModelChoiceField(
        label=gettext_lazy("Afgesproken in"),
        queryset=Contactmoment.objects.none(),
        required=False,
        empty_label=gettext_lazy("Geen gesprek"),
    )

    def __init__(self, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gesprek"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = gesprekken_of(dossier)
            setattr(field, "label_from_instance", _name_gesprek)  # noqa: B010  # Django names choices by it

    @property
    def why(self) -> Why:
        """The reason and the talk, after validation."""
        return Why(self.cleaned_data["reden"], self.cleaned_data["gesprek"])


def _name_gesprek(gesprek: Contactmoment) -> str:
    return f"{gesprek.get_onderwerp_display()}, {timezone.localtime(gesprek.moment):%d-%m-%Y}"


class DoelForm(_WithWhy):
    """A goal."""

    soort = forms.ChoiceField(
        label=gettext_lazy("Soort doel"), choices=Doel.Kind.choices, widget=forms.RadioSelect
    )
    tekst = forms.CharField(
        label=gettext_lazy("Doel"),
        max_length=300,
        help_text=gettext_lazy("Wat wil iemand bereiken? Schrijf het in eigen woorden van de inburgeraar."),
    )
    streefdatum = forms.DateField(label=gettext_lazy("Streefdatum"), required=False, widget=forms.DateInput())

    field_order = ["soort", "tekst", "streefdatum", "reden", "gesprek"]


class AfspraakForm(_WithWhy):
    """An agreement."""

    partij = forms.ChoiceField(
        label=gettext_lazy("Wie doet het"), choices=Afspraak.Party.choices, widget=forms.RadioSelect
    )
    tekst = forms.CharField(label=gettext_lazy("Afspraak"), max_length=300)
    uiterlijk = forms.DateField(label=gettext_lazy("Uiterlijk"), required=False, widget=forms.DateInput())
    doel = forms.ModelChoiceField(
        label=gettext_lazy("Hoort bij"),
        queryset=Doel.objects.none(),
        required=False,
        empty_label=gettext_lazy("Geen doel"),
    )

    field_order = ["partij", "tekst", "uiterlijk", "doel", "reden", "gesprek"]

    def __init__(self, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        super().__init__(dossier, *args, **kwargs)
        field = self.fields["doel"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Doel.objects.filter(dossier=dossier, reached_on=None, lapsed_on=None)


class CompleteForm(_WithWhy):
    """A goal that was reached, or an agreement that was kept."""

    op = forms.DateField(label=gettext_lazy("Op welke dag"), widget=forms.DateInput())

    field_order = ["op", "reden", "gesprek"]


class LapseForm(_WithWhy):
    """A goal or agreement that is dropped."""
