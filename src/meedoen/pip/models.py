"""The PIP in two layers that never mix: the beschikking (a decision) and the plan (living)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models import Contactmoment, DossierDocument, DossierOwned


class Beschikking(DossierOwned):
    """One decision that fixes a PIP. Its state follows from who did what when; once fixed it never changes.

    A later decision is a new row that replaces this one (`vervangt`). A trigger of the database keeps a
    fixed row as it is (`migrations`): only its letter can be dated anew until it is made known.
    """

    class Leerroute(models.TextChoices):
        B1 = "B", _("B1-route")
        ONDERWIJS = "O", _("onderwijsroute")
        Z = "Z", _("zelfredzaamheidsroute (Z-route)")

    class Niveau(models.TextChoices):
        A2 = "A2", "A2"
        B1 = "B1", "B1"

    class Alfabetisering(models.TextChoices):
        ANALFABEET = "A", _("leert lezen en schrijven")
        OTHERWISE = "AA", _("leert het Latijnse schrift")
        NOT = "NVT", _("niet nodig")

    class Ontzorgen(models.TextChoices):
        PAYMENT_THROUGH = "doorbetaling", _("de gemeente betaalt vaste lasten uit de bijstand")
        BUDGETBEHEER = "budgetbeheer", _("budgetbeheer")
        NOT = "niet", _("geldt niet")

    class Occasion(models.TextChoices):
        """Why there is a decision (regelblad 4.11): the first, or one of the ways in which a PIP changes."""

        FIRST = "eerste", _("eerste PIP")
        SCHAKELEN = "schakelen", _("schakelen naar een andere leerroute")
        AFSCHALEN = "afschalen", _("afschalen naar niveau A2")
        MOVE = "verhuizing", _("verhuizing naar deze gemeente")
        OTHERWISE = "anders", _("andere wijziging")

    class Status(models.TextChoices):
        DRAFT = "concept", _("concept")
        SUBMITTED = "voorgelegd", _("voorgelegd")
        APPROVED = "goedgekeurd", _("goedgekeurd")
        FIXED = "vastgesteld", _("vastgesteld")
        MADE_KNOWN = "bekendgemaakt", _("bekendgemaakt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    aanleiding = models.CharField(_("aanleiding"), max_length=10, choices=Occasion, default=Occasion.FIRST)
    occasion_reason = models.CharField(_("waarom verandert het PIP"), max_length=300, blank=True)

    previous_leerroute = models.CharField(max_length=1, choices=Leerroute, blank=True, editable=False)
    """That of the PIP this one changes, when that was not made here. Written down when this one is fixed."""

    leerroute = models.CharField(_("leerroute"), max_length=1, choices=Leerroute, blank=True)
    niveau = models.CharField(_("taalniveau"), max_length=2, choices=Niveau, blank=True)
    intensiteit_uren = models.PositiveSmallIntegerField(
        _("uren les en KNM samen (schatting)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9999)],
    )
    alfabetisering = models.CharField(_("alfabetisering"), max_length=3, choices=Alfabetisering, blank=True)
    pvt_uren = models.PositiveSmallIntegerField(_("uren PVT"), null=True, blank=True)
    map_uren = models.PositiveSmallIntegerField(_("uren MAP in de praktijk"), null=True, blank=True)
    begeleiding = models.TextField(_("ondersteuning en begeleiding"), blank=True)
    voortgang = models.CharField(_("hoe volgen we de voortgang"), max_length=300, blank=True)
    vve = models.CharField(_("voorschoolse educatie (VVE)"), max_length=300, blank=True)
    ontzorgen = models.CharField(_("financieel ontzorgen"), max_length=12, choices=Ontzorgen, blank=True)
    mag_opleiding_afmaken = models.BooleanField(_("mag eerst een opleiding afmaken"), default=False)
    onderwijsroute_onderzocht = models.TextField(_("wat is er onderzocht over de onderwijsroute"), blank=True)
    motivering = models.TextField(_("waarom deze leerroute"), blank=True)
    motivering_afwijking = models.TextField(_("waarom anders dan de leerbaarheidstoets"), blank=True)
    inspanning_aantoonbaar = models.BooleanField(_("voldoende inspanning is aangetoond"), default=False)
    gevolgde_cursusuren = models.PositiveSmallIntegerField(_("gevolgde uren NT2"), null=True, blank=True)

    drafted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    writers = ArrayField(models.UUIDField(), default=list, db_default=[], editable=False)
    """Everybody who wrote in the draft."""
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    returned_reason = models.CharField(_("waarom terug"), max_length=300, blank=True)
    returned_content = models.JSONField(null=True, editable=False)
    """What it said when it was given back, so that the approver sees what changed since."""
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    dagtekening = models.DateField(_("dagtekening"), null=True, blank=True)
    signed_inburgeraar_on = models.DateField(_("ondertekend door de inburgeraar"), null=True, blank=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    bevoegd_gezag = models.CharField(_("bevoegd gezag"), max_length=120, blank=True)
    ondertekenaar_functie = models.CharField(_("functie van de ondertekenaar"), max_length=120, blank=True)
    verzending_op = models.DateField(_("brief gaat de deur uit op"), null=True, blank=True)
    made_known_on = models.DateField(_("bekendgemaakt op"), null=True, blank=True)
    letter = models.OneToOneField(DossierDocument, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "version"], name="beschikking_versie_uniek"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(fixed_at__isnull=True),
                name="beschikking_een_in_bewerking",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=models.F("submitted_by"))
                & ~Q(approved_by=models.F("drafted_by"))
                & ~Q(writers__contains=[models.F("approved_by")]),
                name="beschikking_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(submitted_at__isnull=False),
                name="beschikking_voorgelegd_voor_akkoord",
            ),
            models.CheckConstraint(
                condition=Q(fixed_at__isnull=True) | Q(approved_at__isnull=False, dagtekening__isnull=False),
                name="beschikking_akkoord_voor_vaststelling",
            ),
            models.CheckConstraint(
                condition=Q(made_known_on__isnull=True) | Q(fixed_at__isnull=False),
                name="beschikking_vast_voor_bekendmaking",
            ),
        ]

    def __str__(self) -> str:
        return f"PIP-beschikking {self.version}"

    @property
    def makers(self) -> frozenset[uuid.UUID]:
        """Who began it, wrote in it or submitted it: none of them approves it (four eyes)."""
        return frozenset(filter(None, (self.drafted_by_id, self.submitted_by_id, *self.writers)))

    @property
    def status(self) -> Status:
        """How far the decision is, from what was done to it."""
        if self.made_known_on:
            return self.Status.MADE_KNOWN
        if self.fixed_at:
            return self.Status.FIXED
        if self.approved_at:
            return self.Status.APPROVED
        if self.submitted_at:
            return self.Status.SUBMITTED
        return self.Status.DRAFT

    @property
    def is_first(self) -> bool:
        """Whether this is the first PIP of the person, of whichever municipality."""
        return self.aanleiding == self.Occasion.FIRST

    @property
    def is_fixed(self) -> bool:
        """Whether it is locked."""
        return self.fixed_at is not None


class LetterText(DossierOwned):
    """What the letter of a fixed decision says, kept beside the document that was made of it.

    Written once: a letter that is made anew is another document, with words of its own.
    """

    piece = models.OneToOneField(DossierDocument, on_delete=models.PROTECT, related_name="letter_text")
    inhoud = models.JSONField()

    def __str__(self) -> str:
        return f"tekst van {self.piece}"


class Doel(DossierOwned):
    """A goal of the living plan: one hoofddoel, subdoelen under it."""

    class Kind(models.TextChoices):
        MAIN = "hoofd", _("hoofddoel")
        SUB = "sub", _("subdoel")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=5, choices=Kind, default=Kind.SUB)
    tekst = models.CharField(_("doel"), max_length=300)
    streefdatum = models.DateField(_("streefdatum"), null=True, blank=True)
    reached_on = models.DateField(_("bereikt op"), null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["soort", "streefdatum", "tekst"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(soort="hoofd", reached_on__isnull=True, lapsed_on__isnull=True),
                name="doel_een_hoofddoel",
            )
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_open(self) -> bool:
        """Whether people still work on it."""
        return self.reached_on is None and self.lapsed_on is None


class Afspraak(DossierOwned):
    """What one side promised the other, and by when."""

    class Party(models.TextChoices):
        INBURGERAAR = "inburgeraar", _("inburgeraar")
        GEMEENTE = "gemeente", _("gemeente")
        AANBIEDER = "aanbieder", _("aanbieder")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.ForeignKey(Doel, null=True, blank=True, on_delete=models.PROTECT, related_name="afspraken")
    partij = models.CharField(_("wie doet het"), max_length=12, choices=Party)
    tekst = models.CharField(_("afspraak"), max_length=300)
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    kept_on = models.DateField(_("nagekomen op"), null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["uiterlijk", "tekst"]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.kept_on is None and self.lapsed_on is None


class PlanChange(DossierOwned):
    """One change of the living plan: what, from, to, why, in which talk, by whom."""

    onderdeel = models.CharField(max_length=40)
    onderdeel_id = models.UUIDField()
    van = models.CharField(max_length=600, blank=True)
    naar = models.CharField(max_length=600, blank=True)
    reden = models.CharField(_("waarom"), max_length=300)
    gesprek = models.ForeignKey(Contactmoment, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.onderdeel}: {self.naar}"
