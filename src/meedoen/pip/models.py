"""The PIP in two layers that never mix: the beschikking (a decision) and the plan (living)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.models import Contactmoment, DossierDocument, VanDossier


class Beschikking(VanDossier):
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
        ANDERS = "AA", _("leert het Latijnse schrift")
        NIET = "NVT", _("niet nodig")

    class Ontzorgen(models.TextChoices):
        DOORBETALING = "doorbetaling", _("de gemeente betaalt vaste lasten uit de bijstand")
        BUDGETBEHEER = "budgetbeheer", _("budgetbeheer")
        NIET = "niet", _("geldt niet")

    class Aanleiding(models.TextChoices):
        """Why there is a decision (regelblad 4.11): the first, or one of the ways in which a PIP changes."""

        EERSTE = "eerste", _("eerste PIP")
        SCHAKELEN = "schakelen", _("schakelen naar een andere leerroute")
        AFSCHALEN = "afschalen", _("afschalen naar niveau A2")
        VERHUIZING = "verhuizing", _("verhuizing naar deze gemeente")
        ANDERS = "anders", _("andere wijziging")

    class Status(models.TextChoices):
        CONCEPT = "concept", _("concept")
        VOORGELEGD = "voorgelegd", _("voorgelegd")
        GOEDGEKEURD = "goedgekeurd", _("goedgekeurd")
        VASTGESTELD = "vastgesteld", _("vastgesteld")
        BEKENDGEMAAKT = "bekendgemaakt", _("bekendgemaakt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    versie = models.PositiveSmallIntegerField(default=1)
    vervangt = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="vervangen_door"
    )
    aanleiding = models.CharField(
        _("aanleiding"), max_length=10, choices=Aanleiding, default=Aanleiding.EERSTE
    )
    aanleiding_reden = models.CharField(_("waarom verandert het PIP"), max_length=300, blank=True)

    vorige_leerroute = models.CharField(max_length=1, choices=Leerroute, blank=True, editable=False)
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

    opgesteld_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField(auto_now_add=True)
    schrijvers = ArrayField(models.UUIDField(), default=list, db_default=[], editable=False)
    """Everybody who wrote in the draft."""
    bijgewerkt_op = models.DateTimeField(auto_now=True)
    voorgelegd_op = models.DateTimeField(null=True)
    voorgelegd_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    teruggegeven_reden = models.CharField(_("waarom terug"), max_length=300, blank=True)
    teruggegeven_inhoud = models.JSONField(null=True, editable=False)
    """What it said when it was given back, so that the approver sees what changed since."""
    goedgekeurd_op = models.DateTimeField(null=True)
    goedgekeurd_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    dagtekening = models.DateField(_("dagtekening"), null=True, blank=True)
    ondertekend_inburgeraar_op = models.DateField(_("ondertekend door de inburgeraar"), null=True, blank=True)
    vastgesteld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    bevoegd_gezag = models.CharField(_("bevoegd gezag"), max_length=120, blank=True)
    ondertekenaar_functie = models.CharField(_("functie van de ondertekenaar"), max_length=120, blank=True)
    verzending_op = models.DateField(_("brief gaat de deur uit op"), null=True, blank=True)
    bekendgemaakt_op = models.DateField(_("bekendgemaakt op"), null=True, blank=True)
    brief = models.OneToOneField(DossierDocument, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "versie"], name="beschikking_versie_uniek"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(vastgesteld_op__isnull=True),
                name="beschikking_een_in_bewerking",
            ),
            models.CheckConstraint(
                condition=Q(goedgekeurd_door__isnull=True)
                | ~Q(goedgekeurd_door=models.F("voorgelegd_door"))
                & ~Q(goedgekeurd_door=models.F("opgesteld_door"))
                & ~Q(schrijvers__contains=[models.F("goedgekeurd_door")]),
                name="beschikking_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(goedgekeurd_op__isnull=True) | Q(voorgelegd_op__isnull=False),
                name="beschikking_voorgelegd_voor_akkoord",
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True)
                | Q(goedgekeurd_op__isnull=False, dagtekening__isnull=False),
                name="beschikking_akkoord_voor_vaststelling",
            ),
            models.CheckConstraint(
                condition=Q(bekendgemaakt_op__isnull=True) | Q(vastgesteld_op__isnull=False),
                name="beschikking_vast_voor_bekendmaking",
            ),
        ]

    def __str__(self) -> str:
        return f"PIP-beschikking {self.versie}"

    @property
    def makers(self) -> frozenset[uuid.UUID]:
        """Who began it, wrote in it or submitted it: none of them approves it (four eyes)."""
        return frozenset(filter(None, (self.opgesteld_door_id, self.voorgelegd_door_id, *self.schrijvers)))

    @property
    def status(self) -> Status:
        """How far the decision is, from what was done to it."""
        if self.bekendgemaakt_op:
            return self.Status.BEKENDGEMAAKT
        if self.vastgesteld_op:
            return self.Status.VASTGESTELD
        if self.goedgekeurd_op:
            return self.Status.GOEDGEKEURD
        if self.voorgelegd_op:
            return self.Status.VOORGELEGD
        return self.Status.CONCEPT

    @property
    def is_eerste(self) -> bool:
        """Whether this is the first PIP of the person, of whichever municipality."""
        return self.aanleiding == self.Aanleiding.EERSTE

    @property
    def is_vast(self) -> bool:
        """Whether it is locked."""
        return self.vastgesteld_op is not None


class Brieftekst(VanDossier):
    """What the letter of a fixed decision says, kept beside the document that was made of it.

    Written once: a letter that is made anew is another document, with words of its own.
    """

    stuk = models.OneToOneField(DossierDocument, on_delete=models.PROTECT, related_name="brieftekst")
    inhoud = models.JSONField()

    def __str__(self) -> str:
        return f"tekst van {self.stuk}"


class Doel(VanDossier):
    """A goal of the living plan: one hoofddoel, subdoelen under it."""

    class Soort(models.TextChoices):
        HOOFD = "hoofd", _("hoofddoel")
        SUB = "sub", _("subdoel")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=5, choices=Soort, default=Soort.SUB)
    tekst = models.CharField(_("doel"), max_length=300)
    streefdatum = models.DateField(_("streefdatum"), null=True, blank=True)
    bereikt_op = models.DateField(_("bereikt op"), null=True, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["soort", "streefdatum", "tekst"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(soort="hoofd", bereikt_op__isnull=True, vervallen_op__isnull=True),
                name="doel_een_hoofddoel",
            )
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_open(self) -> bool:
        """Whether people still work on it."""
        return self.bereikt_op is None and self.vervallen_op is None


class Afspraak(VanDossier):
    """What one side promised the other, and by when."""

    class Partij(models.TextChoices):
        INBURGERAAR = "inburgeraar", _("inburgeraar")
        GEMEENTE = "gemeente", _("gemeente")
        AANBIEDER = "aanbieder", _("aanbieder")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.ForeignKey(Doel, null=True, blank=True, on_delete=models.PROTECT, related_name="afspraken")
    partij = models.CharField(_("wie doet het"), max_length=12, choices=Partij)
    tekst = models.CharField(_("afspraak"), max_length=300)
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    nagekomen_op = models.DateField(_("nagekomen op"), null=True, blank=True)
    vervallen_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["uiterlijk", "tekst"]

    def __str__(self) -> str:
        return self.tekst

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.nagekomen_op is None and self.vervallen_op is None


class PlanWijziging(VanDossier):
    """One change of the living plan: what, from, to, why, in which talk, by whom."""

    onderdeel = models.CharField(max_length=40)
    onderdeel_id = models.UUIDField()
    van = models.CharField(max_length=600, blank=True)
    naar = models.CharField(max_length=600, blank=True)
    reden = models.CharField(_("waarom"), max_length=300)
    gesprek = models.ForeignKey(Contactmoment, null=True, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.onderdeel}: {self.naar}"
