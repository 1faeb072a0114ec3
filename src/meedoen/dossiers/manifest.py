"""What a dossier has by itself, and what the dossiers bring to the chain and the logbook below them."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.audit_log.data_subjects import REGISTERS
from meedoen.basis.ui.shell import MENU, Way
from meedoen.dossiers.data_subjects import Dossiernummers
from meedoen.dossiers.keten import answers, events, from_brp, referring
from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS, TABS, Tab
from meedoen.dossiers.rechten import DOSSIER_VIEW
from meedoen.keten.brp import hooks as brp
from meedoen.keten.duo import hooks as duo
from meedoen.keten.pages.numbers import REFERRER


def bring() -> None:
    """Bring the way to the dossiers, the tabs and steps of one, and who reads the news of the chain."""
    MENU.add("dossiers:lijst", Way(_("Dossiers"), 30, DOSSIER_VIEW.may_anywhere))
    _bring_pages()
    _bring_hooks()
    REFERRER.set(referring.refer)
    REGISTERS.add(Dossiernummers())


def _bring_pages() -> None:
    for tab in (
        Tab("overzicht", _("Overzicht"), "dossiers:dossier", 10),
        Tab("gesprekken", _("Gesprekken"), "dossiers:gesprekken", 50),
        Tab("documenten", _("Documenten"), "dossiers:documenten", 60),
        Tab("duo", _("DUO"), "dossiers:duo", 70),
        Tab("netwerk", _("Netwerk"), "dossiers:netwerk", 80),
        Tab("logboek", _("Logboek"), "dossiers:logboek", 90),
    ):
        TABS.add(tab.name, tab)
    STEPS.add_all(
        {
            Stap.FIRST_CONTACT: ("dossiers:contact_nieuw", "?onderwerp=kennismaking"),
            Stap.HANDOVER: ("dossiers:contact_nieuw", "?onderwerp=driegesprek"),
            Stap.PROGRESS: ("dossiers:contact_nieuw", "?onderwerp=voortgang"),
            Stap.NONE: ("dossiers:dossier", ""),
        }
    )


def _bring_hooks() -> None:
    duo.EVENTS.add(events.on_event)
    for question, act in (
        ("plicht", answers.on_plicht),
        ("doelgroep", answers.on_doelgroep),
        ("termijn", answers.on_termijn),
        ("vrijstelling", answers.on_vrijstelling),
    ):
        duo.ANSWERS.add(duo.AnswerHook(question, act))
    duo.AFWIJZINGEN.add(answers.on_afwijzing)
    brp.PERSONEN.add(from_brp.on_persoon)
