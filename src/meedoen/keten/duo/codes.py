"""The codes that DUO uses, with our words for them (regelblad §15), and the law's words beside them.

Learning routes, levels of a PIP and literacy are not here: of those `wet.concepts` has DUO's own codes.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.wet import concepts


class Doelgroep(models.TextChoices):
    """The two groups of the law as DUO writes them (§15.2)."""

    ASIEL = "Asielstatushouder", _("asielstatushouder")
    GEZIN = "Gezinsmigrant en overige migrant", _("gezinsmigrant of overige migrant")

    @property
    def in_the_wet(self) -> concepts.Doelgroep:
        """The same group in the words of our rules."""
        if self is Doelgroep.ASIEL:
            return concepts.Doelgroep.ASIELSTATUSHOUDER
        return concepts.Doelgroep.GEZINSMIGRANT


class FineDoelgroep(models.TextChoices):
    """The finer division that DUO keeps (§15.2)."""

    ASIEL = "Asielstatushouder", _("asielstatushouder")
    RELIGIOUS_MINISTER = "Geestelijk bedienaar", _("geestelijk bedienaar")
    GEZINSHERENIGER = "Gezinshereniger", _("gezinshereniger")
    GEZINSHERENIGER_ASIEL = (
        "Gezinshereniger met Asielstatushouder",
        _("gezinshereniger bij statushouder"),
    )
    GEZINSVORMER = "Gezinsvormer", _("gezinsvormer")
    GEZINSVORMER_ASIEL = "Gezinsvormer met Asielstatushouder", _("gezinsvormer bij statushouder")
    OTHER = "Overig", _("overig")


class Asielrechten(models.TextChoices):
    """Which rights hold after somebody's purpose of stay changed (§15.2)."""

    GRANTED = "Asielrechten toegekend", _("asielrechten gekregen")
    RETENTION = "Behoud asielrechten", _("asielrechten gehouden")
    RETENTION_GEZIN = (
        "Op verzoek behoud rechten van gezins- en overige migrant",
        _("houdt op eigen verzoek de rechten van gezinsmigrant"),
    )
    GRANTED_GEZIN = (
        "Op verzoek rechten van gezins- en overige migrant toegekend",
        _("kreeg op eigen verzoek de rechten van gezinsmigrant"),
    )


class NoPlicht(models.TextChoices):
    """Why somebody has no duty, or no longer (§15.3)."""

    ONTHEFFING = "Volledige ontheffing", _("hele ontheffing")
    VRIJSTELLING = "Volledige vrijstelling", _("hele vrijstelling")
    VOLDAAN = "Inburgeringsplicht voldaan", _("heeft aan de plicht voldaan")
    VERBLIJFSDOEL = "Verblijfsdoel gewijzigd", _("ander verblijfsdoel")
    DEPARTURE = "Vertrek uit Nederland langer dan een jaar", _("langer dan een jaar uit Nederland")
    OVERLIJDEN = "Overlijden", _("overleden")
    OTHER = "Overig", _("andere reden")
    TEMPORARY_VRIJSTELLING = "Tijdelijke vrijstelling", _("tijdelijke vrijstelling")


class LbtResultaat(models.TextChoices):
    """§15.4"""

    HAALBAAR = "B1-route haalbaar", _("B1-route haalbaar")
    NIET_HAALBAAR = "B1-route niet haalbaar", _("B1-route niet haalbaar")
    ONBEKEND = "Onbekend", _("onbekend")

    @property
    def in_the_wet(self) -> concepts.LbtResultaat:
        """The same result in the words of our rules."""
        return concepts.LbtResultaat[self.name]


class Oordeel(models.TextChoices):
    """DUO's decision on a request (§15.6, §15.7)."""

    TOEKENNING = "Toekenning", _("toegekend")
    AFWIJZING = "Afwijzing", _("afgewezen")


class RedenVrijstelling(models.TextChoices):
    """On what an exemption rests (§15.6)."""

    AVI = "AVI", _("aantoonbaar voldoende ingeburgerd")
    DIP = "DIP", _("diploma in het register van DUO")
    DOC = "DOC", _("diploma of document, door DUO bekeken")
    GED = "GED", _("deel van het examen al gehaald")
    INB = "INB", _("oud inburgeringsdiploma met taal op B1")
    INS = "INS", _("tijdelijk: bewijs van inschrijving bij een opleiding")
    OPL = "OPL", _("tijdelijk: DUO ziet een inschrijving bij een opleiding")


class Ontheffingsgrond(models.TextChoices):
    """§15.7"""

    MEDICAL = "MED", _("medisch")
    SPECIAL = "BIO", _("bijzondere individuele omstandigheden")


class Examenonderdeel(models.TextChoices):
    """§15.12; an exemption is possible for the four of the language only (§15.6)."""

    KNM = "KNM", _("Kennis van de Nederlandse Maatschappij")
    READ = "LE", _("lezen")
    LISTENING = "LU", _("luisteren")
    WRITE = "SC", _("schrijven")
    SPEAK = "SP", _("spreken")


class Examenniveau(models.TextChoices):
    """§15.12"""

    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"


class Examenuitslag(models.TextChoices):
    """§15.12"""

    GESLAAGD = "Geslaagd", _("geslaagd")
    GEZAKT = "Gezakt", _("gezakt")
    NONE = "Geen", _("geen uitslag")


class GeenUitslag(models.TextChoices):
    """Why an exam gave no result (§15.12)."""

    VERWIJTBAAR = "Verwijtbaar", _("eigen schuld")
    NOT_VERWIJTBAAR = "Nietverwijtbaar", _("niet eigen schuld")
    SIGNED_OFF = "Afgemeld", _("afgemeld")
    ABSENT = "Absent", _("niet gekomen")


class YesNo(models.TextChoices):
    """Whether an overrun is to be blamed on somebody (§15.8)."""

    YES = "Ja", _("ja")
    NO = "Nee", _("nee")


class Api(models.TextChoices):
    """The interfaces of DUO that a municipality calls, by the names used in `ConnectionSettings.eigen_adressen`."""  # noqa: E501

    PLICHT = "plicht", "Inburgeringsplicht"
    LBT = "lbt", "Leerbaarheidstoets"
    TERMIJN = "termijn", "Inburgeringstermijn"
    VRIJSTELLING = "vrijstelling", "Vrijstelling"
    ONTHEFFING = "ontheffing", "Ontheffing"
    PIP = "pip", "PIP"
    CONTACTPERSOON = "contactpersoon", "Contactpersoon"
    AANBOD = "aanbod", "Inburgeringsaanbod"
    RESULTATEN = "resultaten", "MAP, PVT en Z-route"
    UREN = "uren", "Gevolgde uren"
    EXAMEN = "examen", "Examen"
