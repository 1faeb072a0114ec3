"""The line of a newcomer, from koppeling to end: which facts there are, and what follows from them.

Phase, next step and who is waited for are derived from facts by one set of expressions, the same for one
dossier and for a hundred thousand (`computation.py` evaluates them over columns).
"""

from __future__ import annotations

import polars as pl
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeitSoort(models.TextChoices):
    """The facts the line and the terms are built from, in the order of the line."""

    KOPPELING = "koppeling", _("gekoppeld aan de gemeente")
    FIRST_CONTACT = "eerste_contact", _("eerste contact")
    HANDOVER = "overdracht", _("driegesprek met COA")
    HUISVESTING = "huisvesting", _("in de woning")
    DOELGROEP = "doelgroep", _("doelgroep")
    ASIELVERGUNNING = "asielvergunning", _("asielvergunning")
    BEGIN_PLICHT = "begin_plicht", _("begin van de inburgeringsplicht")
    KENNISGEVING_DUO = "kennisgeving_duo", _("kennisgeving van DUO")
    INSCHRIJVING_BRP = "inschrijving_brp", _("ingeschreven in de BRP")
    BIJSTAND_FROM = "bijstand_vanaf", _("bijstand vanaf")
    INTAKE_STARTED = "intake_gestart", _("brede intake begonnen")
    INFORMATION_THIRD_PARTIES = "informatie_derden", _("informatie van anderen ontvangen")
    LBT = "lbt", _("leerbaarheidstoets")
    INTAKE_COMPLETED = "intake_afgerond", _("brede intake afgerond")
    PIP_SUBMITTED = "pip_voorgelegd", _("PIP voorgelegd")
    PIP_APPROVED = "pip_goedgekeurd", _("PIP goedgekeurd")
    LEERROUTE = "leerroute", _("leerroute")
    PIP_DAGTEKENING = "pip_dagtekening", _("dagtekening van de eerste PIP")
    PIP_MADE_KNOWN = "pip_bekendgemaakt", _("PIP bekendgemaakt")
    CHANGE_BEGUN = "wijziging_begonnen", _("nieuw besluit over PIP begonnen")
    CHANGE_SUBMITTED = "wijziging_voorgelegd", _("nieuw besluit over PIP voorgelegd")
    CHANGE_APPROVED = "wijziging_goedgekeurd", _("nieuw besluit over PIP goedgekeurd")
    CHANGE_FIXED = "wijziging_vastgesteld", _("dagtekening van het nieuwe besluit over PIP")
    CHANGE_MADE_KNOWN = "wijziging_bekendgemaakt", _("nieuw besluit over PIP bekendgemaakt")
    TERMIJN_BEGIN = "termijn_begin", _("begin van de inburgeringstermijn")
    TERMIJN_END = "termijn_einde", _("laatste dag van de inburgeringstermijn")
    EXEMPT = "vrijgesteld", _("tijdelijk vrijgesteld")
    SIGNED_IN_AANBIEDER = "aangemeld_aanbieder", _("aangemeld bij aanbieder")
    PLACED = "geplaatst", _("geplaatst bij aanbieder")
    END_PLICHT = "einde_plicht", _("einde van de inburgeringsplicht")


VALUES = (FeitSoort.DOELGROEP, FeitSoort.ASIELVERGUNNING, FeitSoort.LEERROUTE)
"""Facts that say something more than a date."""


CHANGE = (
    FeitSoort.CHANGE_BEGUN,
    FeitSoort.CHANGE_SUBMITTED,
    FeitSoort.CHANGE_APPROVED,
    FeitSoort.CHANGE_FIXED,
    FeitSoort.CHANGE_MADE_KNOWN,
)
"""The last change of a PIP that was known, act by act. It is under way until the new decision is known."""


class Fase(models.TextChoices):
    """The stations of the line."""

    KOPPELING = "koppeling", _("koppeling")
    HANDOVER = "overdracht", _("overdracht")
    INTAKE = "intake", _("intake")
    PIP = "pip", _("PIP")
    TRAJECT = "traject", _("traject")
    COMPLETED = "afgerond", _("afgerond")


class Stap(models.TextChoices):
    """The one act that comes next, as the words on its button."""

    FIRST_CONTACT = "eerste_contact", _("Leg eerste contact")
    HANDOVER = "overdracht", _("Plan driegesprek")
    START_INTAKE = "intake_starten", _("Start brede intake")
    INTAKE_FURTHER = "intake_verder", _("Verder met intake")
    LBT = "lbt", _("Vul leerbaarheidstoets in")
    DRAFT_PIP = "pip_opstellen", _("Stel PIP op")
    APPROVE_PIP = "pip_goedkeuren", _("Bekijk voorgelegde PIP")
    SIGN_PIP = "pip_ondertekenen", _("Stel PIP vast")
    MAKE_PIP_KNOWN = "pip_bekendmaken", _("Maak PIP bekend")
    CHANGE_PIP = "pip_wijzigen", _("Verder met nieuw besluit")
    SIGN_IN = "aanmelden", _("Meld aan bij aanbieder")
    PLAATSING = "plaatsing", _("Bekijk plaatsing")
    PROGRESS = "voortgang", _("Plan voortgangsgesprek")
    NONE = "geen", _("Bekijk dossier")


class WachtOp(models.TextChoices):
    """Who has to move before the klantmanager can."""

    DUO = "duo", _("DUO")
    APPROVER = "goedkeurder", _("goedkeuring")
    INBURGERAAR = "inburgeraar", _("de inburgeraar")
    AANBIEDER = "aanbieder", _("aanbieder")


def _known(kind: str) -> pl.Expr:
    return pl.col(kind).is_not_null()


def _unknown(kind: str) -> pl.Expr:
    return pl.col(kind).is_null()


def _first_true(choices: list[tuple[pl.Expr, str]], otherwise: str) -> pl.Expr:
    """The value of the first condition that holds, read from top to bottom."""
    expression = pl.lit(otherwise)
    for condition, value in reversed(choices):
        expression = pl.when(condition).then(pl.lit(value)).otherwise(expression)
    return expression


F = FeitSoort

PHASE = _first_true(
    [
        (_known(F.END_PLICHT), Fase.COMPLETED),
        (_known(F.PIP_DAGTEKENING), Fase.TRAJECT),
        (_known(F.INTAKE_COMPLETED), Fase.PIP),
        (
            pl.any_horizontal(_known(f) for f in (F.INTAKE_STARTED, F.KENNISGEVING_DUO, F.HUISVESTING)),
            Fase.INTAKE,
        ),
        (_known(F.FIRST_CONTACT), Fase.HANDOVER),
    ],
    otherwise=Fase.KOPPELING,
).alias("fase")
"""The station at which the dossier is."""

CHANGE_UNDER_WAY = _known(F.CHANGE_BEGUN) & _unknown(F.CHANGE_MADE_KNOWN)

PIP_FROM_ELSEWHERE = _unknown(F.PIP_APPROVED) & _known(F.TERMIJN_BEGIN)
"""Nobody approved the PIP here and DUO lets its term run: another municipality made it known."""

STEP = _first_true(
    [
        (_known(F.END_PLICHT) | _known(F.EXEMPT), Stap.NONE),
        (CHANGE_UNDER_WAY & _known(F.CHANGE_FIXED), Stap.MAKE_PIP_KNOWN),
        (CHANGE_UNDER_WAY & _known(F.CHANGE_APPROVED), Stap.SIGN_PIP),
        (CHANGE_UNDER_WAY & _known(F.CHANGE_SUBMITTED), Stap.APPROVE_PIP),
        (CHANGE_UNDER_WAY, Stap.CHANGE_PIP),
        (
            _known(F.PIP_DAGTEKENING) & _unknown(F.PIP_MADE_KNOWN) & ~PIP_FROM_ELSEWHERE,
            Stap.MAKE_PIP_KNOWN,
        ),
        (
            _known(F.PIP_DAGTEKENING)
            & _unknown(F.SIGNED_IN_AANBIEDER)
            & _unknown(F.PLACED)
            & (pl.col(F.DOELGROEP) == "asielstatushouder"),
            Stap.SIGN_IN,
        ),
        (
            _known(F.PIP_DAGTEKENING) & _known(F.SIGNED_IN_AANBIEDER) & _unknown(F.PLACED),
            Stap.PLAATSING,
        ),
        (_known(F.PIP_DAGTEKENING), Stap.PROGRESS),
        (_known(F.PIP_APPROVED), Stap.SIGN_PIP),
        (_known(F.PIP_SUBMITTED), Stap.APPROVE_PIP),
        (_known(F.INTAKE_COMPLETED) & _unknown(F.LBT), Stap.LBT),
        (_known(F.INTAKE_COMPLETED), Stap.DRAFT_PIP),
        (_known(F.INTAKE_STARTED), Stap.INTAKE_FURTHER),
        (_unknown(F.FIRST_CONTACT), Stap.FIRST_CONTACT),
        (_known(F.KOPPELING) & _unknown(F.HUISVESTING) & _unknown(F.HANDOVER), Stap.HANDOVER),
    ],
    otherwise=Stap.START_INTAKE,
).alias("stap")
"""The next act. A change of the PIP that is under way comes first: somebody waits for it. An offer by a
municipality is for asielstatushouders (regelblad §1), so they are enrolled."""

WAIT_ON = _first_true(
    [
        (_known(F.EXEMPT) & _unknown(F.END_PLICHT), WachtOp.DUO),
        (STEP == Stap.APPROVE_PIP, WachtOp.APPROVER),
        (STEP == Stap.SIGN_PIP, WachtOp.INBURGERAAR),
        (STEP == Stap.PLAATSING, WachtOp.AANBIEDER),
        (
            _unknown(F.KENNISGEVING_DUO)
            & _unknown(F.PIP_DAGTEKENING)
            & _known(F.FIRST_CONTACT)
            & _unknown(F.END_PLICHT)
            & STEP.is_in([Stap.START_INTAKE, Stap.LBT, Stap.DRAFT_PIP]),
            WachtOp.DUO,
        ),
    ],
    otherwise="",
).alias("wacht_op")
"""Who is waited for; empty when it is the klantmanager's turn."""
