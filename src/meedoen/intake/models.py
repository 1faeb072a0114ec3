"""The brede intake: a conversation guide, the talks, and where someone stands in each life domain."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.ui.languages import LANGUAGE_CHOICES
from meedoen.dossiers.models import Contactmoment, DossierOwned

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Gespreksleidraad(models.Model):
    """A municipality's own format for the intake (mission A3). Without one the standard guide serves.

    Without `vanaf` it is a draft. Once in use it never changes: a new version is a new guide, so an old
    intake keeps its questions.
    """

    gemeente = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="gespreksleidraden"
    )
    naam = models.CharField(_("naam"), max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    vanaf = models.DateField(_("in gebruik vanaf"), null=True, blank=True)

    class Meta:
        ordering = ["-vanaf", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "version"], nulls_distinct=False, name="leidraad_versie_uniek"
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam} (versie {self.version})"

    @property
    def is_draft(self) -> bool:
        """Is it still being made?"""
        return self.vanaf is None


class Leefdomein(models.Model):
    """One life domain of a guide, with its help questions: prompts to read aloud, not fields."""

    class LegalPart(models.TextChoices):
        """The parts that the law names for the intake (Wet inburgering 2021 art. 14 lid 3; regelblad 3.1)."""

        OPLEIDING = "opleiding", _("opleiding")
        WERKERVARING = "werkervaring", _("werkervaring")
        CIRCUMSTANCES = "omstandigheden", _("persoonlijke omstandigheden, ook gezondheid")

    leidraad = models.ForeignKey(Gespreksleidraad, on_delete=models.CASCADE, related_name="domeinen")
    code = models.SlugField(max_length=20)
    naam = models.CharField(_("naam"), max_length=60)
    vraag = models.CharField(
        _("vraag bij de schaal"),
        max_length=120,
        help_text=_("De nieuwkomer leest deze vraag mee op de tafelstand."),
    )
    volgorde = models.PositiveSmallIntegerField(_("volgorde"))
    hulpvragen = ArrayField(models.CharField(max_length=200), default=list, verbose_name=_("hulpvragen"))
    signalen = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("signalen om op te letten")
    )
    """Signals to listen for, offered to raise with one act."""
    wettelijk_deel = models.CharField(_("wettelijk deel"), max_length=14, choices=LegalPart, blank=True)
    """What of the law this domain covers; such a domain is discussed and never skipped."""

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [models.UniqueConstraint(fields=["leidraad", "code"], name="leefdomein_code_uniek")]

    def __str__(self) -> str:
        return self.naam


class BredeIntake(DossierOwned):
    """The intake of one dossier. When it began and ended are facts of the dossier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leidraad = models.ForeignKey(Gespreksleidraad, on_delete=models.PROTECT, related_name="+")
    gesprek_alleen_aangeboden = models.BooleanField(
        _("Gesprek alleen, zonder partner of anderen, is aangeboden"), default=False
    )
    vve_verteld = models.BooleanField(_("Ouders weten van voorschoolse educatie (VVE)"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="intake_een_per_dossier")]

    def __str__(self) -> str:
        return "brede intake"


class IntakeGesprek(DossierOwned):
    """One of the talks of an intake: its contact moment, and the five lines that were read back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="gesprekken")
    contactmoment = models.OneToOneField(
        Contactmoment, on_delete=models.PROTECT, related_name="intakegesprek"
    )
    taal = models.CharField(_("taal van het gesprek"), max_length=5, choices=LANGUAGE_CHOICES, default="nl")
    summary = models.TextField(_("samenvatting in vijf zinnen"), blank=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["contactmoment__moment"]

    def __str__(self) -> str:
        return "intakegesprek"

    @property
    def sentences(self) -> list[str]:
        """The summary as it is read aloud, one sentence a line."""
        return self.summary.splitlines()


class Domeinbeeld(DossierOwned):
    """Where someone stands in one life domain. `versie` guards against two people writing over each other."""

    class Startpositie(models.IntegerChoices):
        VERY_DIFFICULT = 1, _("heel moeilijk")
        DIFFICULT = 2, _("moeilijk")
        WITH_HELP = 3, _("gaat met hulp")
        GOOD = 4, _("goed")
        VERY_GOOD = 5, _("heel goed")

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="images")
    domein = models.CharField(max_length=20)
    notities = models.TextField(_("notities"), blank=True, max_length=20_000)
    startpositie = models.PositiveSmallIntegerField(
        _("startpositie"), choices=Startpositie, null=True, blank=True
    )
    wens = models.CharField(_("wat wil iemand zelf"), max_length=300, blank=True)
    besproken = models.BooleanField(_("besproken"), default=False)
    overgeslagen_reden = models.CharField(_("waarom overgeslagen"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "domein"], name="domeinbeeld_een_per_domein"),
            models.CheckConstraint(
                condition=Q(startpositie__isnull=True) | Q(startpositie__range=(1, 5)),
                name="startpositie_1_tot_5",
            ),
        ]

    def __str__(self) -> str:
        return self.domein

    @property
    def is_ready(self) -> bool:
        """Discussed, or skipped with a reason."""
        return self.besproken or bool(self.overgeslagen_reden)

    @property
    def is_begun(self) -> bool:
        """Has anybody written anything here?"""
        return bool(self.notities or self.wens or self.startpositie)

    @property
    def stand(self) -> tuple[StrPromise, str, str]:
        """How far it is: a word, and the tone and the shape of the badge that says it."""
        if self.besproken:
            return _("besproken"), "goed", "vink"
        if self.overgeslagen_reden:
            return _("overgeslagen"), "rust", "streep"
        if self.is_begun:
            return _("begonnen"), "info", "potlood"
        return _("nog niet"), "rust", "cirkel"


class Collision(DossierOwned):
    """A text that could not be saved because a colleague saved another in between.

    Kept until its writer chooses, so that neither text is lost; further typing goes here too.
    """

    image = models.ForeignKey(Domeinbeeld, on_delete=models.CASCADE, related_name="collisions")
    field = models.CharField(max_length=20)
    tekst = models.TextField(blank=True)
    van = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "field", "van"], name="botsing_een_per_schrijver")
        ]

    def __str__(self) -> str:
        return self.field


class Leerbaarheidstoets(DossierOwned):
    """The learnability test (Wet art. 14), by hand until DUO reports it. It steers, never decides alone."""

    class Resultaat(models.TextChoices):
        HAALBAAR = "haalbaar", _("B1-route haalbaar")
        NIET_HAALBAAR = "niet_haalbaar", _("B1-route niet haalbaar")
        ONBEKEND = "onbekend", _("onbekend")

    class Skip(models.TextChoices):
        SIGHT = "zicht", _("niet goed kan zien")
        HEARING = "gehoor", _("de uitleg niet kan horen en ook niet op een andere manier kan volgen")

    examennummer = models.CharField(
        _("examennummer"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Za-z-]+$", _("Gebruik alleen cijfers, letters en streepjes."))],
    )
    afgenomen_op = models.DateField(_("afgenomen op"), null=True, blank=True)
    resultaat = models.CharField(_("uitslag"), max_length=14, choices=Resultaat, blank=True)
    behaalde_score = models.PositiveSmallIntegerField(
        _("behaalde score"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    benodigde_score = models.PositiveSmallIntegerField(
        _("benodigde score"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    overslaan = models.CharField(_("overgeslagen omdat iemand"), max_length=8, choices=Skip, blank=True)
    reden = models.CharField(_("toelichting"), max_length=300, blank=True)
    correctie_reden = models.CharField(_("waarom de uitslag is verbeterd"), max_length=300, blank=True)
    vastgelegd_op = models.DateTimeField(auto_now=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="lbt_een_per_dossier")]

    def __str__(self) -> str:
        return "leerbaarheidstoets"


class InformationRequest(DossierOwned):
    """Information somebody else must give before the PIP is fixed (Besluit art. 5.3; regelblad 3.15)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bij_wie = models.CharField(_("bij wie vraag je het"), max_length=120)
    wat = models.CharField(_("wat vraag je"), max_length=300)
    gevraagd_op = models.DateField(_("gevraagd op"))
    received_at = models.DateField(_("ontvangen op"), null=True, blank=True)
    lapsed_reason = models.CharField(_("waarom niet meer nodig"), max_length=300, blank=True)
    requested_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["gevraagd_op", "bij_wie"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=models.F("gevraagd_op")),
                name="informatie_na_de_vraag",
            )
        ]

    def __str__(self) -> str:
        return self.wat

    def waiting_already(self, on: date) -> int:
        """Days since it was asked."""
        return (on - self.gevraagd_op).days
