"""The line of a newcomer, from koppeling to end: which facts there are, and what follows from them.

Phase, next step and who is waited for are derived from facts by one set of expressions, the same for one
dossier and for a hundred thousand (`berekening.py` evaluates them over columns).
"""

from __future__ import annotations

import polars as pl
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeitSoort(models.TextChoices):
    """The facts the line and the terms are built from, in the order of the line."""

    KOPPELING = "koppeling", _("gekoppeld aan de gemeente")
    EERSTE_CONTACT = "eerste_contact", _("eerste contact")
    OVERDRACHT = "overdracht", _("driegesprek met COA")
    HUISVESTING = "huisvesting", _("in de woning")
    DOELGROEP = "doelgroep", _("doelgroep")
    ASIELVERGUNNING = "asielvergunning", _("asielvergunning")
    BEGIN_PLICHT = "begin_plicht", _("begin van de inburgeringsplicht")
    KENNISGEVING_DUO = "kennisgeving_duo", _("kennisgeving van DUO")
    INSCHRIJVING_BRP = "inschrijving_brp", _("ingeschreven in de BRP")
    BIJSTAND_VANAF = "bijstand_vanaf", _("bijstand vanaf")
    INTAKE_GESTART = "intake_gestart", _("brede intake begonnen")
    INFORMATIE_DERDEN = "informatie_derden", _("informatie van anderen ontvangen")
    LBT = "lbt", _("leerbaarheidstoets")
    INTAKE_AFGEROND = "intake_afgerond", _("brede intake afgerond")
    PIP_VOORGELEGD = "pip_voorgelegd", _("PIP voorgelegd")
    PIP_GOEDGEKEURD = "pip_goedgekeurd", _("PIP goedgekeurd")
    LEERROUTE = "leerroute", _("leerroute")
    PIP_DAGTEKENING = "pip_dagtekening", _("dagtekening van de eerste PIP")
    PIP_BEKENDGEMAAKT = "pip_bekendgemaakt", _("PIP bekendgemaakt")
    WIJZIGING_BEGONNEN = "wijziging_begonnen", _("nieuw besluit over PIP begonnen")
    WIJZIGING_VOORGELEGD = "wijziging_voorgelegd", _("nieuw besluit over PIP voorgelegd")
    WIJZIGING_GOEDGEKEURD = "wijziging_goedgekeurd", _("nieuw besluit over PIP goedgekeurd")
    WIJZIGING_VASTGESTELD = "wijziging_vastgesteld", _("dagtekening van het nieuwe besluit over PIP")
    WIJZIGING_BEKENDGEMAAKT = "wijziging_bekendgemaakt", _("nieuw besluit over PIP bekendgemaakt")
    TERMIJN_BEGIN = "termijn_begin", _("begin van de inburgeringstermijn")
    TERMIJN_EINDE = "termijn_einde", _("laatste dag van de inburgeringstermijn")
    VRIJGESTELD = "vrijgesteld", _("tijdelijk vrijgesteld")
    AANGEMELD_AANBIEDER = "aangemeld_aanbieder", _("aangemeld bij aanbieder")
    GEPLAATST = "geplaatst", _("geplaatst bij aanbieder")
    EINDE_PLICHT = "einde_plicht", _("einde van de inburgeringsplicht")


WAARDEN = (FeitSoort.DOELGROEP, FeitSoort.ASIELVERGUNNING, FeitSoort.LEERROUTE)
"""Facts that say something more than a date."""


WIJZIGING = (
    FeitSoort.WIJZIGING_BEGONNEN,
    FeitSoort.WIJZIGING_VOORGELEGD,
    FeitSoort.WIJZIGING_GOEDGEKEURD,
    FeitSoort.WIJZIGING_VASTGESTELD,
    FeitSoort.WIJZIGING_BEKENDGEMAAKT,
)
"""The last change of a PIP that was known, act by act. It is under way until the new decision is known."""


class Fase(models.TextChoices):
    """The stations of the line."""

    KOPPELING = "koppeling", _("koppeling")
    OVERDRACHT = "overdracht", _("overdracht")
    INTAKE = "intake", _("intake")
    PIP = "pip", _("PIP")
    TRAJECT = "traject", _("traject")
    AFGEROND = "afgerond", _("afgerond")


class Stap(models.TextChoices):
    """The one act that comes next, as the words on its button."""

    EERSTE_CONTACT = "eerste_contact", _("Leg eerste contact")
    OVERDRACHT = "overdracht", _("Plan driegesprek")
    INTAKE_STARTEN = "intake_starten", _("Start brede intake")
    INTAKE_VERDER = "intake_verder", _("Verder met intake")
    LBT = "lbt", _("Vul leerbaarheidstoets in")
    PIP_OPSTELLEN = "pip_opstellen", _("Stel PIP op")
    PIP_GOEDKEUREN = "pip_goedkeuren", _("Bekijk voorgelegde PIP")
    PIP_ONDERTEKENEN = "pip_ondertekenen", _("Stel PIP vast")
    PIP_BEKENDMAKEN = "pip_bekendmaken", _("Maak PIP bekend")
    PIP_WIJZIGEN = "pip_wijzigen", _("Verder met nieuw besluit")
    AANMELDEN = "aanmelden", _("Meld aan bij aanbieder")
    PLAATSING = "plaatsing", _("Bekijk plaatsing")
    VOORTGANG = "voortgang", _("Plan voortgangsgesprek")
    GEEN = "geen", _("Bekijk dossier")


class WachtOp(models.TextChoices):
    """Who has to move before the klantmanager can."""

    DUO = "duo", _("DUO")
    GOEDKEURDER = "goedkeurder", _("goedkeuring")
    INBURGERAAR = "inburgeraar", _("de inburgeraar")
    AANBIEDER = "aanbieder", _("aanbieder")


def _bekend(soort: str) -> pl.Expr:
    return pl.col(soort).is_not_null()


def _onbekend(soort: str) -> pl.Expr:
    return pl.col(soort).is_null()


def _eerste_ware(keuzes: list[tuple[pl.Expr, str]], anders: str) -> pl.Expr:
    """The value of the first condition that holds, read from top to bottom."""
    uitdrukking = pl.lit(anders)
    for voorwaarde, waarde in reversed(keuzes):
        uitdrukking = pl.when(voorwaarde).then(pl.lit(waarde)).otherwise(uitdrukking)
    return uitdrukking


F = FeitSoort

FASE = _eerste_ware(
    [
        (_bekend(F.EINDE_PLICHT), Fase.AFGEROND),
        (_bekend(F.PIP_DAGTEKENING), Fase.TRAJECT),
        (_bekend(F.INTAKE_AFGEROND), Fase.PIP),
        (
            pl.any_horizontal(_bekend(f) for f in (F.INTAKE_GESTART, F.KENNISGEVING_DUO, F.HUISVESTING)),
            Fase.INTAKE,
        ),
        (_bekend(F.EERSTE_CONTACT), Fase.OVERDRACHT),
    ],
    anders=Fase.KOPPELING,
).alias("fase")
"""The station at which the dossier is."""

WIJZIGING_LOOPT = _bekend(F.WIJZIGING_BEGONNEN) & _onbekend(F.WIJZIGING_BEKENDGEMAAKT)

PIP_VAN_ELDERS = _onbekend(F.PIP_GOEDGEKEURD) & _bekend(F.TERMIJN_BEGIN)
"""Nobody approved the PIP here and DUO lets its term run: another municipality made it known."""

STAP = _eerste_ware(
    [
        (_bekend(F.EINDE_PLICHT) | _bekend(F.VRIJGESTELD), Stap.GEEN),
        (WIJZIGING_LOOPT & _bekend(F.WIJZIGING_VASTGESTELD), Stap.PIP_BEKENDMAKEN),
        (WIJZIGING_LOOPT & _bekend(F.WIJZIGING_GOEDGEKEURD), Stap.PIP_ONDERTEKENEN),
        (WIJZIGING_LOOPT & _bekend(F.WIJZIGING_VOORGELEGD), Stap.PIP_GOEDKEUREN),
        (WIJZIGING_LOOPT, Stap.PIP_WIJZIGEN),
        (
            _bekend(F.PIP_DAGTEKENING) & _onbekend(F.PIP_BEKENDGEMAAKT) & ~PIP_VAN_ELDERS,
            Stap.PIP_BEKENDMAKEN,
        ),
        (
            _bekend(F.PIP_DAGTEKENING)
            & _onbekend(F.AANGEMELD_AANBIEDER)
            & _onbekend(F.GEPLAATST)
            & (pl.col(F.DOELGROEP) == "asielstatushouder"),
            Stap.AANMELDEN,
        ),
        (
            _bekend(F.PIP_DAGTEKENING) & _bekend(F.AANGEMELD_AANBIEDER) & _onbekend(F.GEPLAATST),
            Stap.PLAATSING,
        ),
        (_bekend(F.PIP_DAGTEKENING), Stap.VOORTGANG),
        (_bekend(F.PIP_GOEDGEKEURD), Stap.PIP_ONDERTEKENEN),
        (_bekend(F.PIP_VOORGELEGD), Stap.PIP_GOEDKEUREN),
        (_bekend(F.INTAKE_AFGEROND) & _onbekend(F.LBT), Stap.LBT),
        (_bekend(F.INTAKE_AFGEROND), Stap.PIP_OPSTELLEN),
        (_bekend(F.INTAKE_GESTART), Stap.INTAKE_VERDER),
        (_onbekend(F.EERSTE_CONTACT), Stap.EERSTE_CONTACT),
        (_bekend(F.KOPPELING) & _onbekend(F.HUISVESTING) & _onbekend(F.OVERDRACHT), Stap.OVERDRACHT),
    ],
    anders=Stap.INTAKE_STARTEN,
).alias("stap")
"""The next act. A change of the PIP that is under way comes first: somebody waits for it. An offer by a
municipality is for asielstatushouders (regelblad §1), so they are enrolled."""

WACHT_OP = _eerste_ware(
    [
        (_bekend(F.VRIJGESTELD) & _onbekend(F.EINDE_PLICHT), WachtOp.DUO),
        (STAP == Stap.PIP_GOEDKEUREN, WachtOp.GOEDKEURDER),
        (STAP == Stap.PIP_ONDERTEKENEN, WachtOp.INBURGERAAR),
        (STAP == Stap.PLAATSING, WachtOp.AANBIEDER),
        (
            _onbekend(F.KENNISGEVING_DUO)
            & _onbekend(F.PIP_DAGTEKENING)
            & _bekend(F.EERSTE_CONTACT)
            & _onbekend(F.EINDE_PLICHT)
            & STAP.is_in([Stap.INTAKE_STARTEN, Stap.LBT, Stap.PIP_OPSTELLEN]),
            WachtOp.DUO,
        ),
    ],
    anders="",
).alias("wacht_op")
"""Who is waited for; empty when it is the klantmanager's turn."""
