"""Forms of the intake. Rules of the law are in services; here is only what a field can hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.ui.languages import LANGUAGE_CHOICES
from meedoen.basis.ui.templatetags.meedoen import moment
from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.intake.models import BredeIntake, Domeinbeeld, Gespreksleidraad, Leefdomein, Leerbaarheidstoets
from meedoen.intake.selectors import planned_gesprekken
from meedoen.intake.services.domeinen import FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    DomeinbeeldModelForm = forms.ModelForm[Domeinbeeld]
    BredeIntakeModelForm = forms.ModelForm[BredeIntake]
    LeerbaarheidstoetsModelForm = forms.ModelForm[Leerbaarheidstoets]
    GespreksleidraadModelForm = forms.ModelForm[Gespreksleidraad]
    LeefdomeinModelForm = forms.ModelForm[Leefdomein]
    ContactmomentChoiceField = forms.ModelChoiceField[Contactmoment]
    LeefdomeinFormSetBase = forms.BaseModelFormSet[Leefdomein, "LeefdomeinForm"]
else:
    DomeinbeeldModelForm = BredeIntakeModelForm = LeerbaarheidstoetsModelForm = forms.ModelForm
    GespreksleidraadModelForm = LeefdomeinModelForm = forms.ModelForm
    ContactmomentChoiceField = forms.ModelChoiceField
    LeefdomeinFormSetBase = forms.BaseModelFormSet

IN_GESPREK = (
    Contactmoment.Kanaal.PHYSICAL,
    Contactmoment.Kanaal.VIDEO,
    Contactmoment.Kanaal.PHONE_OUT,
    Contactmoment.Kanaal.OTHERWISE,
)


class DomeinForm(DomeinbeeldModelForm):
    """What is written in one life domain. `versie` is the version the typist had before her."""

    class Meta:
        model = Domeinbeeld
        fields = FIELDS
        widgets = {
            "notities": forms.Textarea(attrs={"rows": 9}),
            "wens": forms.TextInput(),
            "overgeslagen_reden": forms.TextInput(),
        }
        labels = {
            "notities": gettext_lazy("Notities"),
            "wens": gettext_lazy("Wat wil iemand zelf?"),
            "overgeslagen_reden": gettext_lazy("Waarom sla je dit over?"),
        }


class PlannedField(ContactmomentChoiceField):
    """A planned talk, named by subject and time."""

    def label_from_instance(self, obj: Contactmoment) -> str:
        """The subject and the time."""
        return f"{obj.get_onderwerp_display()}, {moment(obj.moment)}"


class BeginGesprekForm(forms.Form):
    """A talk of the intake: a planned one, or one that begins now or was held before."""

    gepland = PlannedField(
        label=gettext_lazy("Stond dit gesprek al in de agenda?"),
        queryset=Contactmoment.objects.none(),
        required=False,
        empty_label=gettext_lazy("nee, het is een nieuw gesprek"),
    )
    moment = forms.DateTimeField(label=gettext_lazy("Datum en tijd"))
    kanaal = forms.ChoiceField(
        label=gettext_lazy("Hoe"), choices=[(choice.value, choice.label) for choice in IN_GESPREK]
    )
    plek = forms.CharField(label=gettext_lazy("Waar"), max_length=120, required=False)
    taal = forms.ChoiceField(label=gettext_lazy("Taal van het gesprek"), choices=LANGUAGE_CHOICES)
    met_tolk = forms.BooleanField(label=gettext_lazy("Er is een tolk bij"), required=False)

    def __init__(self, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        persoon = dossier.persoon
        kwargs["initial"] = {
            "moment": timezone.localtime().replace(second=0, microsecond=0, tzinfo=None),
            "taal": persoon.contacttalen[0] if persoon.tolk_nodig and persoon.contacttalen else "nl",
            "met_tolk": persoon.tolk_nodig,
            "plek": dossier.get_adres_soort_display() if dossier.adres_soort == Dossier.Adres.AZC else "",
        }
        super().__init__(*args, **kwargs)
        field = self.fields["gepland"]
        if isinstance(field, PlannedField):
            field.queryset = planned_gesprekken(dossier)
            if not field.queryset.exists():
                del self.fields["gepland"]


class SentenceField(forms.CharField):
    """One sentence to read aloud."""

    def __init__(self, label: StrPromise, *, required: bool = False) -> None:
        super().__init__(
            label=label, max_length=200, required=required, widget=forms.Textarea(attrs={"rows": 2})
        )


class SummaryForm(forms.Form):
    """Five sentences to read aloud, each with a hand to begin with."""

    zin_1 = SentenceField(gettext_lazy("Waar spraken wij over?"), required=True)
    zin_2 = SentenceField(gettext_lazy("Wat gaat al goed?"))
    zin_3 = SentenceField(gettext_lazy("Wat wilt u bereiken?"))
    zin_4 = SentenceField(gettext_lazy("Wat doet u?"))
    zin_5 = SentenceField(gettext_lazy("Wat doen wij?"))

    @property
    def sentences(self) -> list[str]:
        """The sentences that were written, in order."""
        return [self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)]


class AfsprakenForm(BredeIntakeModelForm):
    """What a newcomer must have been told (regelblad 3.4)."""

    class Meta:
        model = BredeIntake
        fields = ("gesprek_alleen_aangeboden", "vve_verteld")


class ReasonForm(forms.Form):
    """Why."""

    reden = forms.CharField(label=gettext_lazy("Waarom?"), max_length=300)


class LbtForm(LeerbaarheidstoetsModelForm):
    """The leerbaarheidstoets: taken with a result, or skipped with a reason (regelblad 3.5, 3.9, 3.10)."""

    MADE, SKIPPED = "gemaakt", "overgeslagen"

    gang = forms.ChoiceField(
        label=gettext_lazy("Hoe ging het?"),
        choices=[
            (MADE, gettext_lazy("De toets is gemaakt")),
            (SKIPPED, gettext_lazy("De toets is overgeslagen")),
        ],
        widget=forms.RadioSelect,
        initial=MADE,
    )
    geen_uitleg = forms.BooleanField(
        label=gettext_lazy("Ik heb geprobeerd de uitleg op een andere manier te geven, en dat lukte niet"),
        required=False,
    )
    correctie_reden = forms.CharField(
        label=gettext_lazy("Waarom verbeter je de uitslag?"), max_length=300, required=False
    )

    class Meta:
        model = Leerbaarheidstoets
        fields = (
            "examennummer",
            "afgenomen_op",
            "resultaat",
            "behaalde_score",
            "benodigde_score",
            "overslaan",
            "reden",
        )
        help_texts = {"examennummer": gettext_lazy("Ten hoogste 12 tekens, zoals DUO het gaf.")}
        widgets = {"resultaat": forms.RadioSelect, "overslaan": forms.RadioSelect}

    use_required_attribute = False  # of the two ways one is hidden, and a browser would ask for it too

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("resultaat", Leerbaarheidstoets.Resultaat.choices),
            ("overslaan", Leerbaarheidstoets.Skip.choices),
        ):
            self.fields[name].required = True
            self.fields[name].widget.choices = choices
        self.fields["afgenomen_op"].required = True
        self.exists = self.instance.pk is not None
        if not self.exists:
            del self.fields["correctie_reden"]
        elif self.instance.overslaan:
            self.initial["gang"] = self.SKIPPED
            self.initial["geen_uitleg"] = True

    def clean_afgenomen_op(self) -> date | None:
        """A test lies in the past."""
        day: date | None = self.cleaned_data["afgenomen_op"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return day

    def clean(self) -> dict[str, Any]:
        """Of the two ways only one is kept; the other is emptied, not refused."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if clean.get("gang") == self.SKIPPED:
            self._check_skipped(clean)
        else:
            self._check_made(clean)
        if self.exists and not clean.get("correctie_reden"):
            self.add_error("correctie_reden", _("Schrijf op waarom de uitslag verandert."))
        return clean

    def _check_skipped(self, clean: dict[str, Any]) -> None:
        for field in ("examennummer", "afgenomen_op", "resultaat", "behaalde_score", "benodigde_score"):
            self.errors.pop(field, None)
            clean[field] = "" if field in ("examennummer", "resultaat") else None
        if clean.get("overslaan") == Leerbaarheidstoets.Skip.HEARING and not clean.get("geen_uitleg"):
            self.add_error(
                "geen_uitleg",
                _("Slecht horen is alleen een reden als iemand de uitleg echt niet kan volgen."),
            )
        if not clean.get("reden"):
            self.add_error("reden", _("Leg uit waarom iemand de toets niet kan maken."))

    def _check_made(self, clean: dict[str, Any]) -> None:
        clean["overslaan"] = ""
        self.errors.pop("overslaan", None)
        achieved, needed = clean.get("behaalde_score"), clean.get("benodigde_score")
        if (achieved is None) != (needed is None):
            self.add_error("benodigde_score", _("Vul beide scores in, of geen van beide."))
        elif achieved is not None and needed is not None and not self._past(clean, achieved >= needed):
            self.add_error("resultaat", _("De uitslag past niet bij de scores. Kijk de cijfers nog eens na."))

    @staticmethod
    def _past(clean: dict[str, Any], met: bool) -> bool:
        expected = (
            Leerbaarheidstoets.Resultaat.HAALBAAR if met else Leerbaarheidstoets.Resultaat.NIET_HAALBAAR
        )
        return clean.get("resultaat") in ("", None, expected)


class InformationForm(forms.Form):
    """What is asked of whom."""

    bij_wie = forms.CharField(
        label=gettext_lazy("Bij wie vraag je het?"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: GGD, school, COA, huisarts."),
    )
    wat = forms.CharField(
        label=gettext_lazy("Wat vraag je?"),
        max_length=300,
        help_text=gettext_lazy("Schrijf niet meer op dan nodig is. Een diagnose hoort hier niet."),
    )
    gevraagd_op = forms.DateField(label=gettext_lazy("Gevraagd op"), initial=timezone.localdate)


class ReceivedForm(forms.Form):
    """When it came."""

    op = forms.DateField(label=gettext_lazy("Ontvangen op"), initial=timezone.localdate)


class LeidraadForm(GespreksleidraadModelForm):
    """The name of a guide."""

    class Meta:
        model = Gespreksleidraad
        fields = ("naam",)


class InUseForm(forms.Form):
    """From which day a draft is used."""

    vanaf = forms.DateField(label=gettext_lazy("In gebruik vanaf"), initial=timezone.localdate)


class LinesField(forms.Field):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def __init__(self, *, length: int, at_most: int, **kwargs: Any) -> None:
        self.length, self.at_most = length, at_most
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """Lines as a list, without empty ones."""
        lines = [" ".join(line.split()) for line in str(value or "").replace("\x00", "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        """Not too many lines, none too long."""
        super().validate(value)
        if len(value) > self.at_most:
            raise forms.ValidationError(_("Ten hoogste %(n)d regels.") % {"n": self.at_most})
        if long := next((line for line in value if len(line) > self.length), None):
            raise forms.ValidationError(
                _("Deze regel is langer dan %(n)d tekens: %(regel)s…")
                % {"n": self.length, "regel": long[:40]}
            )


class LeefdomeinForm(LeefdomeinModelForm):
    """One domain of a draft: its name, its questions, what to listen for, its place."""

    hulpvragen = LinesField(
        label=gettext_lazy("Hulpvragen, één per regel"),
        length=200,
        at_most=12,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    signalen = LinesField(
        label=gettext_lazy("Signalen om op te letten, één per regel"),
        length=120,
        at_most=8,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Leefdomein
        fields = ("naam", "vraag", "hulpvragen", "signalen", "wettelijk_deel", "volgorde")
        help_texts = {
            "wettelijk_deel": gettext_lazy("Een domein met een wettelijk deel kan niemand overslaan.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part = self.fields["wettelijk_deel"]
        if isinstance(part, forms.ChoiceField):
            part.choices = [("", _("geen")), *Leefdomein.LegalPart.choices]


class DomeinenForm(LeefdomeinFormSetBase):
    """All domains of a draft on one page."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say what the box for taking a domain out does."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Haal dit domein uit de leidraad")


LeefdomeinFormSet = forms.modelformset_factory(
    Leefdomein,
    form=LeefdomeinForm,
    formset=DomeinenForm,
    extra=1,
    can_delete=True,
    max_num=20,
    validate_max=True,
)
