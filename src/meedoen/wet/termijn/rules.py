"""The terms of the Wet inburgering 2021 that Meedoen watches. This is the page for a lawyer.

Each rule says for whom it holds, from which fact it counts, how long it is, which act meets it, where that
stands and how sure we are. The numbers behind a part are the lines of the rule sheet (docs/wet/regelblad.md).

A change of the law is a change of this page: the version that ends gets `valid_until`, the new one follows it
with the same name and `valid_from`. Screens, letters, conditions and files follow by themselves.
"""

from meedoen.wet.artikel import AWB, BESLUIT, GEMEENTE, PARTICIPATIEWET, WET, Artikel
from meedoen.wet.concepts import Certainty
from meedoen.wet.duration import Duration, Unit
from meedoen.wet.termijn.rule import (
    Begin,
    FixedByDuo,
    Part,
    Requirement,
    SetByGemeente,
    TermijnRule,
    Verlenging,
)

PIP = TermijnRule(
    name="pip",
    title="PIP vaststellen",
    sentence=(
        "De gemeente stelt het PIP vast binnen {duur}. De {duur} tellen vanaf de kennisgeving van DUO of"
        " vanaf de inschrijving in de BRP. De laatste van die twee telt. Zijn gegevens van anderen nodig?"
        " Dan is het PIP er uiterlijk {verlenging} nadat de gemeente die heeft."
    ),
    begin=Begin(("kennisgeving_duo", "inschrijving_brp")),
    duration=Duration(10, Unit.WEEK),
    verlenging=Verlenging("informatie_derden", Duration(2, Unit.WEEK)),
    gehaald_door="pip_dagtekening",
    grondslag=Artikel(BESLUIT, "5.3"),
    parts=(
        Part("{duur} vanaf de kennisgeving of de inschrijving", Certainty.V2, "3.12, 3.13"),
        Part("{verlenging} na informatie van derden", Certainty.V2, "3.15"),
        Part("de laatste dag schuift op, ook al staat de termijn in een besluit", Certainty.S, "18.5"),
    ),
    notes=("Het is niet bekend of na een verhuizing opnieuw {duur} gaan lopen.",),
)

BEZWAAR_PIP = TermijnRule(
    name="bezwaar_pip",
    title="Bezwaar maken tegen het PIP",
    sentence=(
        "De inburgeraar kan bezwaar maken tot en met {duur} na de dag waarop het PIP bekend is gemaakt. De"
        " eerste dag die telt, is de dag daarna."
    ),
    begin=Begin(("pip_bekendgemaakt",)),
    duration=Duration(6, Unit.WEEK),
    grondslag=Artikel(AWB, "6:7"),
    parts=(
        Part("het PIP is een beschikking", Certainty.S, "4.1"),
        Part("{duur} vanaf de dag na de bekendmaking", Certainty.S, "18.6"),
    ),
)

INBURGERINGSTERMIJN = TermijnRule(
    name="inburgeringstermijn",
    title="Inburgeringstermijn",
    sentence=(
        "De inburgeraar heeft {duur} de tijd. De termijn begint de dag na de dagtekening van het eerste PIP"
        " en eindigt {duur} na de dagtekening. Bestaat die dag niet (29 februari)? Dan is 28 februari de"
        " laatste dag."
    ),
    begin=Begin(("pip_dagtekening",), days_after=1),
    duration=Duration(3, Unit.YEAR),
    fixed_by_duo=FixedByDuo(begin="termijn_begin", laatste_dag="termijn_einde"),
    grondslag=Artikel(WET, "11"),
    parts=(
        Part("begint de dag na het eerste PIP", Certainty.V2, "7.1"),
        Part("{duur}", Certainty.V2, "7.2"),
        Part("DUO beslist over elke verlenging en geeft dan de einddatum", Certainty.V1, "7.4"),
    ),
    notes=(
        "Een gewijzigd PIP begint de termijn niet opnieuw: de dagtekening van het eerste PIP telt.",
        "DUO geeft als einddatum de dag ná de laatste dag.",
        "DUO kan de termijn verlengen. Dan geldt de einddatum van DUO.",
    ),
)

SCHAKELEN = TermijnRule(
    name="schakelen",
    title="Schakelen naar een andere leerroute",
    sentence=(
        "De gemeente kan de leerroute wijzigen in de eerste {duur} van de inburgeringstermijn. De laatste"
        " dag is {duur} na de dagtekening van het eerste PIP. Bestaat die dag niet? Dan is het de laatste"
        " dag van die maand."
    ),
    begin=Begin(("pip_dagtekening",), days_after=1),
    duration=Duration(18, Unit.MONTH),
    grondslag=Artikel(WET, "17", inferred=True),
    parts=(
        Part("begint met de inburgeringstermijn", Certainty.V2, "7.1"),
        Part("{duur}", Certainty.S, "4.12"),
    ),
    notes=(
        "Van de onderwijsroute naar de B1-route schakelen kan altijd, ook na deze dag.",
        "Afschalen van B1 naar A2 binnen de B1-route is geen schakelen en hangt niet af van deze dag.",
    ),
)

ONTZORGEN = TermijnRule(
    name="ontzorgen",
    title="Financieel ontzorgen",
    sentence=(
        "De gemeente betaalt {duur} de vaste lasten uit de bijstand, vanaf het begin van het recht op"
        " bijstand. Dit geldt alleen voor een asielstatushouder met een asielvergunning. De laatste dag is"
        " de dag vóór de datum {duur} later."
    ),
    begin=Begin(("bijstand_vanaf",)),
    duration=Duration(6, Unit.MONTH),
    ends_day_before=True,
    requirements=(Requirement("doelgroep", "asielstatushouder"), Requirement("asielvergunning", "ja")),
    grondslag=Artikel(PARTICIPATIEWET, "56a"),
    parts=(
        Part("alleen met een asielvergunning", Certainty.S, "10.2"),
        Part("{duur} vanaf het begin van de bijstand", Certainty.S, "10.3"),
    ),
    notes=(
        "Stopt de bijstand eerder? Dan stopt het ontzorgen ook.",
        "Langer ontzorgen kan alleen volgens art. 57 Participatiewet.",
    ),
)

PLAATSING = TermijnRule(
    name="plaatsing",
    title="Plaatsing bij de aanbieder",
    sentence=(
        "De aanbieder plaatst de inburgeraar binnen het aantal dagen dat de gemeente heeft afgesproken. De"
        " dagen tellen vanaf de aanmelding."
    ),
    begin=Begin(("aangemeld_aanbieder",)),
    duration=SetByGemeente("plaatsing_dagen", Unit.DAY),
    gehaald_door="geplaatst",
    grondslag=Artikel(GEMEENTE),
    parts=(Part("het aantal dagen", Certainty.U, "11.2"),),
    notes=("De wet noemt geen aantal dagen voor het aanbod na het PIP.",),
)

TERMIJN_RULES: tuple[TermijnRule, ...] = (
    PIP,
    BEZWAAR_PIP,
    INBURGERINGSTERMIJN,
    SCHAKELEN,
    ONTZORGEN,
    PLAATSING,
)
