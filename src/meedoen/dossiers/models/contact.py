"""What passes between people: contact moments, signals, documents."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.documents.models import Document
from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.models.dossier import VanDossier


class Contactmoment(VanDossier):
    """A talk or message, planned or held. Lists of channels and subjects: regelblad §4 (practice)."""

    class Kanaal(models.TextChoices):
        FYSIEK = "fysiek", _("gesprek")
        TELEFOON_IN = "telefoon_in", _("telefoon, zij belden")
        TELEFOON_UIT = "telefoon_uit", _("telefoon, wij belden")
        VIDEO = "video", _("videobellen")
        EMAIL = "email", _("e-mail")
        POST = "post", _("brief")
        OVERLEG = "overleg", _("overleg met anderen")
        ANDERS = "anders", _("anders")

    class Onderwerp(models.TextChoices):
        KENNISMAKING = "kennismaking", _("kennismaking")
        DRIEGESPREK = "driegesprek", _("driegesprek met COA")
        INTAKE = "intake", _("brede intake")
        LBT = "lbt", _("leerbaarheidstoets")
        PIP = "pip", _("PIP bespreken")
        VOORTGANG = "voortgang", _("voortgangsgesprek")
        PARTICIPATIE = "participatie", _("participatiegesprek")
        KINDEROPVANG = "kinderopvang", _("kinderopvang")
        MEDISCH = "medisch", _("medisch advies")
        ANDERS = "anders", _("anders")

    class Uitkomst(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        GEHOUDEN = "gehouden", _("gehouden")
        AFGEMELD = "afgemeld", _("afgemeld")
        NIET_VERSCHENEN = "niet_verschenen", _("niet verschenen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    moment = models.DateTimeField(_("datum en tijd"))
    kanaal = models.CharField(_("hoe"), max_length=12, choices=Kanaal, default=Kanaal.FYSIEK)
    onderwerp = models.CharField(_("waarover"), max_length=14, choices=Onderwerp)
    uitkomst = models.CharField(_("uitkomst"), max_length=16, choices=Uitkomst, default=Uitkomst.GEPLAND)
    met_tolk = models.BooleanField(_("met tolk"), default=False)
    plek = models.CharField(_("waar"), max_length=120, blank=True)
    verslag = models.TextField(_("verslag"), blank=True)
    door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="contactmomenten")
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-moment"]
        indexes = [
            models.Index(fields=["gemeente", "door", "moment"], name="contactmoment_agenda"),
            models.Index(fields=["dossier", "-moment"], name="contactmoment_dossier"),
        ]

    def __str__(self) -> str:
        return self.get_onderwerp_display()


class Signaal(VanDossier):
    """Something that needs an owner: debts, an unused provision, a missing precondition (mission A3, A14)."""

    class Ernst(models.TextChoices):
        LET_OP = "let_op", _("let op")
        NU = "nu", _("nu iets doen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    domein = models.CharField(_("leefdomein"), max_length=20, blank=True)
    omschrijving = models.CharField(_("wat is er aan de hand"), max_length=300)
    ernst = models.CharField(_("hoe dringend"), max_length=8, choices=Ernst, default=Ernst.LET_OP)
    eigenaar = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, related_name="signalen", verbose_name=_("wie pakt het op")
    )
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    gemeld_op = models.DateTimeField(auto_now_add=True)
    gemeld_door = models.ForeignKey(Gebruiker, null=True, on_delete=models.PROTECT, related_name="+")
    opgelost_op = models.DateTimeField(null=True)
    oplossing = models.CharField(_("wat is er gedaan"), max_length=300, blank=True)

    class Meta:
        ordering = ["uiterlijk", "gemeld_op"]
        indexes = [
            models.Index(
                fields=["gemeente", "eigenaar", "uiterlijk"],
                condition=Q(opgelost_op__isnull=True),
                name="signaal_open",
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving


class DossierDocument(VanDossier):
    """A document in a dossier; who may see the dossier may open it."""

    class Soort(models.TextChoices):
        BESCHIKKING = "beschikking", _("beschikking")
        BRIEF = "brief", _("brief")
        BEWIJS = "bewijs", _("bewijsstuk")
        ANDERS = "anders", _("anders")

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="in_dossier")
    soort = models.CharField(_("soort"), max_length=12, choices=Soort, default=Soort.ANDERS)

    class Meta:
        ordering = ["-document__geplaatst_op"]

    def __str__(self) -> str:
        return str(self.document)
