"""What passes between people: contact moments, signals, documents."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.documents.models import Document
from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models.dossier import DossierOwned


class Contactmoment(DossierOwned):
    """A talk or message, planned or held. Lists of channels and subjects: regelblad §4 (practice)."""

    class Kanaal(models.TextChoices):
        PHYSICAL = "fysiek", _("gesprek")
        PHONE_IN = "telefoon_in", _("telefoon, zij belden")
        PHONE_OUT = "telefoon_uit", _("telefoon, wij belden")
        VIDEO = "video", _("videobellen")
        EMAIL = "email", _("e-mail")
        POST = "post", _("brief")
        MEETING = "overleg", _("overleg met anderen")
        OTHERWISE = "anders", _("anders")

    class Onderwerp(models.TextChoices):
        INTRODUCTION = "kennismaking", _("kennismaking")
        DRIEGESPREK = "driegesprek", _("driegesprek met COA")
        INTAKE = "intake", _("brede intake")
        LBT = "lbt", _("leerbaarheidstoets")
        PIP = "pip", _("PIP bespreken")
        PROGRESS = "voortgang", _("voortgangsgesprek")
        PARTICIPATIE = "participatie", _("participatiegesprek")
        KINDEROPVANG = "kinderopvang", _("kinderopvang")
        MEDICAL = "medisch", _("medisch advies")
        OTHERWISE = "anders", _("anders")

    class Uitkomst(models.TextChoices):
        PLANNED = "gepland", _("gepland")
        HELD = "gehouden", _("gehouden")
        SIGNED_OFF = "afgemeld", _("afgemeld")
        NO_SHOW = "niet_verschenen", _("niet verschenen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moment = models.DateTimeField(_("datum en tijd"))
    kanaal = models.CharField(_("hoe"), max_length=12, choices=Kanaal, default=Kanaal.PHYSICAL)
    onderwerp = models.CharField(_("waarover"), max_length=14, choices=Onderwerp)
    uitkomst = models.CharField(_("uitkomst"), max_length=16, choices=Uitkomst, default=Uitkomst.PLANNED)
    met_tolk = models.BooleanField(_("met tolk"), default=False)
    plek = models.CharField(_("waar"), max_length=120, blank=True)
    verslag = models.TextField(_("verslag"), blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="contactmomenten")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-moment"]
        indexes = [
            models.Index(fields=["gemeente", "by", "moment"], name="contactmoment_agenda"),
            models.Index(fields=["dossier", "-moment"], name="contactmoment_dossier"),
        ]

    def __str__(self) -> str:
        return self.get_onderwerp_display()


class Signaal(DossierOwned):
    """Something that needs an owner: debts, an unused provision, a missing precondition (mission A3, A14)."""

    class Ernst(models.TextChoices):
        CAUTION = "let_op", _("let op")
        NOW = "nu", _("nu iets doen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    domein = models.CharField(_("leefdomein"), max_length=20, blank=True)
    omschrijving = models.CharField(_("wat is er aan de hand"), max_length=300)
    ernst = models.CharField(_("hoe dringend"), max_length=8, choices=Ernst, default=Ernst.CAUTION)
    eigenaar = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="signalen", verbose_name=_("wie pakt het op")
    )
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    reported_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    opgelost_op = models.DateTimeField(null=True)
    oplossing = models.CharField(_("wat is er gedaan"), max_length=300, blank=True)

    class Meta:
        ordering = ["uiterlijk", "reported_at"]
        indexes = [
            models.Index(
                fields=["gemeente", "eigenaar", "uiterlijk"],
                condition=Q(opgelost_op__isnull=True),
                name="signaal_open",
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving


class DossierDocument(DossierOwned):
    """A document in a dossier; who may see the dossier may open it."""

    class Kind(models.TextChoices):
        BESCHIKKING = "beschikking", _("beschikking")
        LETTER = "brief", _("brief")
        EVIDENCE = "bewijs", _("bewijsstuk")
        OTHERWISE = "anders", _("anders")

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="in_dossier")
    soort = models.CharField(_("soort"), max_length=12, choices=Kind, default=Kind.OTHERWISE)

    class Meta:
        ordering = ["-document__placed_at"]

    def __str__(self) -> str:
        return str(self.document)
