"""The brede intake: a conversation guide, the talks, and where someone stands in each life domain."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import Gebruiker, Organisatie
from meedoen.dossiers.models import Contactmoment, VanDossier


class Gespreksleidraad(models.Model):
    """A municipality's own format for the intake (mission A3). Without one the standard guide serves.

    Never changed once used: a new version is a new guide, so an old intake keeps its questions.
    """

    gemeente = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.CASCADE, related_name="gespreksleidraden"
    )
    naam = models.CharField(_("naam"), max_length=80)
    versie = models.PositiveSmallIntegerField(default=1)
    vanaf = models.DateField(_("in gebruik vanaf"))

    class Meta:
        ordering = ["-vanaf", "-versie"]

    def __str__(self) -> str:
        return f"{self.naam} {self.versie}"


class Leefdomein(models.Model):
    """One life domain of a guide, with its help questions: prompts to read aloud, not fields."""

    leidraad = models.ForeignKey(Gespreksleidraad, on_delete=models.CASCADE, related_name="domeinen")
    code = models.CharField(max_length=20)
    naam = models.CharField(_("naam"), max_length=60)
    volgorde = models.PositiveSmallIntegerField()
    hulpvragen = ArrayField(models.CharField(max_length=200), default=list)
    signalen = ArrayField(models.CharField(max_length=120), default=list)
    """Signals to listen for, offered to raise with one act."""

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(fields=["leidraad", "code"], name="leefdomein_code_uniek")]

    def __str__(self) -> str:
        return self.naam


class BredeIntake(VanDossier):
    """The intake of one dossier. When it began and ended are facts of the dossier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leidraad = models.ForeignKey(Gespreksleidraad, on_delete=models.PROTECT, related_name="+")
    samenvatting = models.TextField(_("samenvatting"), blank=True)
    gesprek_alleen_aangeboden = models.BooleanField(
        _("Gesprek alleen, zonder partner of anderen, is aangeboden"), default=False
    )
    vve_verteld = models.BooleanField(_("Ouders weten van voorschoolse educatie (VVE)"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="intake_een_per_dossier")]

    def __str__(self) -> str:
        return "brede intake"


class IntakeGesprek(VanDossier):
    """One of the talks of an intake: its contact moment, and the five lines that were read back."""

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="gesprekken")
    contactmoment = models.OneToOneField(Contactmoment, on_delete=models.PROTECT, related_name="intakegesprek")
    samenvatting = models.TextField(_("samenvatting in vijf zinnen"), blank=True)
    afgerond_op = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "intakegesprek"


class Domeinbeeld(VanDossier):
    """Where someone stands in one life domain. `versie` guards against two people writing over each other."""

    class Startpositie(models.IntegerChoices):
        NIET = 1, _("kan dit nog niet")
        BEETJE = 2, _("kan een beetje")
        MET_HULP = 3, _("kan dit met hulp")
        ZELF = 4, _("kan dit zelf")
        STERK = 5, _("is hier sterk in")

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="beelden")
    domein = models.CharField(max_length=20)
    notities = models.TextField(_("notities"), blank=True)
    startpositie = models.PositiveSmallIntegerField(
        _("startpositie"), choices=Startpositie, null=True, blank=True
    )
    wens = models.CharField(_("wat wil iemand zelf"), max_length=300, blank=True)
    besproken = models.BooleanField(_("besproken"), default=False)
    versie = models.PositiveIntegerField(default=0)
    bijgewerkt_op = models.DateTimeField(auto_now=True)
    bijgewerkt_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "domein"], name="domeinbeeld_een_per_domein"),
            models.CheckConstraint(
                condition=Q(startpositie__isnull=True) | Q(startpositie__range=(1, 5)), name="startpositie_1_tot_5"
            ),
        ]

    def __str__(self) -> str:
        return self.domein


class Leerbaarheidstoets(VanDossier):
    """The learnability test (Wet art. 14): result by hand until DUO reports it. It steers, never decides alone."""

    class Resultaat(models.TextChoices):
        HAALBAAR = "haalbaar", _("B1-route haalbaar")
        NIET_HAALBAAR = "niet_haalbaar", _("B1-route niet haalbaar")
        ONBEKEND = "onbekend", _("onbekend")

    class Overslaan(models.TextChoices):
        ZICHT = "zicht", _("kan niet goed zien")
        GEHOOR = "gehoor", _("hoort de uitleg niet")

    examennummer = models.CharField(_("examennummer"), max_length=12, blank=True)
    afgenomen_op = models.DateField(_("afgenomen op"), null=True, blank=True)
    resultaat = models.CharField(_("resultaat"), max_length=14, choices=Resultaat, blank=True)
    behaalde_score = models.PositiveSmallIntegerField(
        _("behaalde score"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    benodigde_score = models.PositiveSmallIntegerField(
        _("benodigde score"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    overslaan = models.CharField(_("overgeslagen omdat iemand"), max_length=8, choices=Overslaan, blank=True)
    reden = models.CharField(_("toelichting"), max_length=300, blank=True)
    vastgelegd_op = models.DateTimeField(auto_now=True)
    vastgelegd_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="lbt_een_per_dossier")]

    def __str__(self) -> str:
        return "leerbaarheidstoets"
