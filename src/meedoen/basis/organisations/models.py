"""Who takes part: organisations, the people who work there and what they are there for."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A gemeente, samenwerkingsregio or aanbieder.

    `code` is the four-digit CBS municipality code for a gemeente, else a short name of our own.
    The address fields are the head of its letters.
    """

    class Kind(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        REGION = "regio", _("samenwerkingsregio")
        AANBIEDER = "aanbieder", _("aanbieder")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=12, choices=Kind)
    naam = models.CharField(_("naam"), max_length=120)
    code = models.CharField(max_length=20, unique=True)
    region = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="gemeenten"
    )
    adres = models.CharField(_("adres"), max_length=120, blank=True)
    postcode_plaats = models.CharField(_("postcode en plaats"), max_length=120, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=22, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.CharField(_("website"), max_length=120, blank=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class GemeenteSettings(models.Model):
    """What a municipality settles for itself. What the law leaves open has no default (status U)."""

    gemeente = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="instelling"
    )
    plaatsing_dagen = models.PositiveSmallIntegerField(
        _("dagen om iemand te plaatsen"),
        default=20,
        help_text=_("Na dit aantal dagen plaatst de gemeente ergens anders. Dit is geen wettelijke termijn."),
    )
    eerste_contact_dagen = models.PositiveSmallIntegerField(
        _("dagen van koppeling tot eerste contact"), null=True, blank=True
    )
    voortgangsgesprek_weken = models.PositiveSmallIntegerField(
        _("weken tussen voortgangsgesprekken"),
        null=True,
        blank=True,
        help_text=_("De wet noemt geen aantal. Kies zelf."),
    )
    bevoegd_gezag = models.CharField(
        _("bevoegd gezag"), max_length=120, default="het college van burgemeester en wethouders"
    )
    ondertekenaar_functie = models.CharField(_("functie van de ondertekenaar"), max_length=120, blank=True)
    accentkleur = models.CharField(_("accentkleur"), max_length=7, blank=True)
    tweede_factor_verplicht = models.BooleanField(
        _("tweede stap bij inloggen verplicht"),
        default=False,
        help_text=_(
            "Iedereen met een rol in deze gemeente logt in met wachtwoord en code, of met een "
            "toegangssleutel op telefoon of computer. Geldt niet voor wie inlogt via de gemeente zelf."
        ),
    )

    def __str__(self) -> str:
        return f"instellingen van {self.gemeente}"


class UserManager(BaseUserManager["Account"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Account:
        """Make a user with a hashed password, or without one (OpenID Connect only)."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class Account(AbstractBaseUser):
    """A professional who signs in. What she may do follows from her Aanstellingen, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    naam = models.CharField(_("naam"), max_length=120)
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    taal = models.CharField(max_length=7, default=settings.LANGUAGE_CODE)
    """The language she last chose for the pages; mail to her is in it too."""
    telefoon = models.CharField(_("telefoon"), max_length=22, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def get_full_name(self) -> str:
        """The name as colleagues know it."""
        return self.naam


class Team(models.Model):
    """A team of one municipality."""

    gemeente = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    naam = models.CharField(_("naam"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "naam"], name="team_naam_uniek")]

    def __str__(self) -> str:
        return self.naam


class Role(models.TextChoices):
    """What someone is there for. Rights hang on the role, never on the person."""

    KLANTMANAGER = "klantmanager", _("klantmanager")
    TEAMLEIDER = "teamleider", _("teamleider")
    QUALITY = "kwaliteitsmedewerker", _("kwaliteitsmedewerker")
    ADMINISTRATOR = "beheerder", _("functioneel beheerder")
    POLICY = "beleid_regio", _("beleidsadviseur regio")
    FG = "fg", _("functionaris gegevensbescherming")


class Appointment(models.Model):
    """This person has this role at this organisation, from one date to another (inclusive)."""

    user = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="appointments")
    rol = models.CharField(_("rol"), max_length=24, choices=Role)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL)
    vanaf = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "rol"],
                condition=Q(tot__isnull=True),
                name="aanstelling_een_keer_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rol_display()} bij {self.organisation}"


class GemeenteOwned(models.Model):
    """Abstract: a row with personal data belongs to one municipality.

    Every table made from this gets forced row-level security on `gemeente_id` after each migrate
    (`access.muur`), so nobody can forget it.
    """

    gemeente = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)

    append_only: ClassVar[bool] = False
    """True when rows may never be changed or removed, not even by the application."""

    class Meta:
        abstract = True
