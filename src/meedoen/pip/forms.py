"""What people type about a PIP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.pip.content import VELDEN
from meedoen.pip.evaluation import Omstandigheden
from meedoen.pip.models import Afspraak, Beschikking, Doel
from meedoen.pip.selectors import gesprekken_van
from meedoen.pip.services import Waarom
from meedoen.wet.concepts import Doelgroep
from meedoen.wet.duo import z_route_uren
from meedoen.wet.pip import pip_condition

if TYPE_CHECKING:
    BeschikkingModelForm = forms.ModelForm[Beschikking]
else:
    BeschikkingModelForm = forms.ModelForm

KIES = [("", gettext_lazy("nog niet gekozen"))]
KEUZES = {
    "leerroute": Beschikking.Leerroute,
    "niveau": Beschikking.Niveau,
    "alfabetisering": Beschikking.Alfabetisering,
    "ontzorgen": Beschikking.Ontzorgen,
}
BIJ_AFSCHALEN = ("gevolgde_cursusuren", "inspanning_aantoonbaar")


class BeschikkingForm(BeschikkingModelForm):
    """The draft of a decision. Nothing is required here: the conditions beside it say what is still missing.

    `stand` is when the draft was read; a colleague's later words are never overwritten.
    """

    stand = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Beschikking
        fields = list(VELDEN)
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

    def __init__(self, om: Omstandigheden, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand"].initial = stand_van(self.instance)
        for naam, soorten in KEUZES.items():
            veld = self.fields[naam]
            if isinstance(veld, forms.ChoiceField):
                veld.choices = [*KIES, *soorten.choices]
        if self.instance.aanleiding != Beschikking.Aanleiding.AFSCHALEN:
            for naam in BIJ_AFSCHALEN:
                del self.fields[naam]
        for naam, tekst in self._getallen(om).items():
            if naam in self.fields:
                self.fields[naam].help_text = tekst

    def _getallen(self, om: Omstandigheden) -> dict[str, str]:
        """The numbers of the law, beside the fields. They are read, never filled in."""
        day = self.instance.dagtekening or timezone.localdate()
        uren = z_route_uren(om.doelgroep or Doelgroep.GEZINSMIGRANT, day)
        z_route = " + ".join(str(aantal) for aantal in uren.values())

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
        stand: str = self.cleaned_data["stand"]
        if stand and stand != stand_van(self.instance):
            raise ValidationError(
                _(
                    "Een collega veranderde dit PIP intussen. Kopieer je tekst, laad de pagina opnieuw"
                    " en ga verder."
                )
            )
        return stand


def stand_van(beschikking: Beschikking) -> str:
    """When a draft was last saved, to the microsecond."""
    return beschikking.bijgewerkt_op.isoformat() if beschikking.bijgewerkt_op else ""


class _Form(forms.Form):
    """Abstract: a browser does not paint a field red before anything was typed in it."""

    use_required_attribute = False


class RedenForm(_Form):
    """Why something goes back."""

    reden = forms.CharField(
        label=gettext_lazy("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class VaststelForm(_Form):
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


class BekendmaakForm(_Form):
    """The day on which the letter was sent or handed over."""

    op = forms.DateField(
        label=gettext_lazy("Brief meegegeven of verstuurd op"),
        widget=forms.DateInput(),
        help_text=gettext_lazy("Is dit een andere dag dan in de brief staat? Dan maken we een nieuwe brief."),
    )


class WijzigForm(_Form):
    """Why a PIP that is known changes."""

    aanleiding = forms.ChoiceField(
        label=gettext_lazy("Wat verandert er"),
        choices=[keuze for keuze in Beschikking.Aanleiding.choices if keuze[0] != "eerste"],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom verandert het PIP"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Deze zin komt in de brief. Schrijf 'u'."),
    )


class _MetWaarom(_Form):
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
        veld = self.fields["gesprek"]
        if isinstance(veld, forms.ModelChoiceField):
            veld.queryset = gesprekken_van(dossier)
            setattr(veld, "label_from_instance", _noem_gesprek)  # noqa: B010  # Django names choices by it

    @property
    def waarom(self) -> Waarom:
        """The reason and the talk, after validation."""
        return Waarom(self.cleaned_data["reden"], self.cleaned_data["gesprek"])


def _noem_gesprek(gesprek: Contactmoment) -> str:
    return f"{gesprek.get_onderwerp_display()}, {timezone.localtime(gesprek.moment):%d-%m-%Y}"


class DoelForm(_MetWaarom):
    """A goal."""

    soort = forms.ChoiceField(
        label=gettext_lazy("Soort doel"), choices=Doel.Soort.choices, widget=forms.RadioSelect
    )
    tekst = forms.CharField(
        label=gettext_lazy("Doel"),
        max_length=300,
        help_text=gettext_lazy("Wat wil iemand bereiken? Schrijf het in eigen woorden van de inburgeraar."),
    )
    streefdatum = forms.DateField(label=gettext_lazy("Streefdatum"), required=False, widget=forms.DateInput())

    field_order = ["soort", "tekst", "streefdatum", "reden", "gesprek"]


class AfspraakForm(_MetWaarom):
    """An agreement."""

    partij = forms.ChoiceField(
        label=gettext_lazy("Wie doet het"), choices=Afspraak.Partij.choices, widget=forms.RadioSelect
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
        veld = self.fields["doel"]
        if isinstance(veld, forms.ModelChoiceField):
            veld.queryset = Doel.objects.filter(dossier=dossier, bereikt_op=None, vervallen_op=None)


class AfrondForm(_MetWaarom):
    """A goal that was reached, or an agreement that was kept."""

    op = forms.DateField(label=gettext_lazy("Op welke dag"), widget=forms.DateInput())

    field_order = ["op", "reden", "gesprek"]


class VervalForm(_MetWaarom):
    """A goal or agreement that is dropped."""
