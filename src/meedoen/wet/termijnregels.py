"""The terms of the Wet inburgering 2021 that Meedoen watches. This is the page for a lawyer.

Each rule says for whom it holds, from which fact it counts, how long it is, which act meets it, where that
stands and how sure we are. The numbers behind a part are the lines of the rule sheet (wi2021.md).
"""

from meedoen.wet.artikel import AWB, BESLUIT, GEMEENTE, PARTICIPATIEWET, WET, Artikel
from meedoen.wet.begrippen import Zekerheid
from meedoen.wet.regel import Begin, Duur, DuurVanGemeente, Eenheid, Eis, Onderdeel, Termijnregel, Verlenging

PIP = Termijnregel(
    naam="pip",
    titel="PIP vaststellen",
    zin=(
        "De gemeente stelt het PIP vast binnen tien weken. De tien weken tellen vanaf de kennisgeving "
        "van DUO of vanaf de inschrijving in de BRP. De laatste van die twee telt. Zijn gegevens van "
        "anderen nodig? Dan is het PIP er uiterlijk twee weken nadat de gemeente die heeft."
    ),
    begin=Begin(("kennisgeving_duo", "inschrijving_brp")),
    duur=Duur(10, Eenheid.WEEK),
    verlenging=Verlenging("informatie_derden", Duur(2, Eenheid.WEEK)),
    gehaald_door="pip_dagtekening",
    grondslag=Artikel(BESLUIT, "5.3"),
    onderdelen=(
        Onderdeel("tien weken vanaf de kennisgeving of de inschrijving", Zekerheid.V2, "3.12, 3.13"),
        Onderdeel("twee weken na informatie van derden", Zekerheid.V2, "3.15"),
        Onderdeel("de laatste dag schuift op, ook al staat de termijn in een besluit", Zekerheid.S, "18.5"),
    ),
    let_op=("Het is niet bekend of na een verhuizing opnieuw tien weken gaan lopen.",),
)

BEZWAAR_PIP = Termijnregel(
    naam="bezwaar_pip",
    titel="Bezwaar maken tegen het PIP",
    zin=(
        "De inburgeraar kan bezwaar maken tot en met zes weken na de dag waarop het PIP bekend is "
        "gemaakt. De eerste dag die telt, is de dag daarna."
    ),
    begin=Begin(("pip_bekendgemaakt",)),
    duur=Duur(6, Eenheid.WEEK),
    grondslag=Artikel(AWB, "6:7"),
    onderdelen=(
        Onderdeel("het PIP is een beschikking", Zekerheid.S, "4.1"),
        Onderdeel("zes weken vanaf de dag na de bekendmaking", Zekerheid.S, "18.6"),
    ),
)

INBURGERINGSTERMIJN = Termijnregel(
    naam="inburgeringstermijn",
    titel="Inburgeringstermijn",
    zin=(
        "De inburgeraar heeft drie jaar de tijd. De termijn begint de dag na de dagtekening van het "
        "eerste PIP en eindigt drie jaar na de dagtekening. Bestaat die dag niet (29 februari)? Dan is"
        " 28 februari de laatste dag."
    ),
    begin=Begin(("pip_dagtekening",), dagen_erna=1),
    duur=Duur(3, Eenheid.JAAR),
    grondslag=Artikel(WET, "11"),
    onderdelen=(
        Onderdeel("begint de dag na het eerste PIP", Zekerheid.V2, "7.1"),
        Onderdeel("drie jaar", Zekerheid.V2, "7.2"),
    ),
    let_op=(
        "Een gewijzigd PIP begint de termijn niet opnieuw: de dagtekening van het eerste PIP telt.",
        "DUO geeft als einddatum de dag ná de laatste dag.",
        "DUO kan de termijn verlengen. Dan geldt de einddatum van DUO.",
    ),
)

SCHAKELEN = Termijnregel(
    naam="schakelen",
    titel="Schakelen naar een andere leerroute",
    zin=(
        "De gemeente kan de leerroute wijzigen in de eerste anderhalf jaar van de inburgeringstermijn."
        " De laatste dag is achttien maanden na de dagtekening van het eerste PIP. Bestaat die dag "
        "niet? Dan is het de laatste dag van die maand."
    ),
    begin=Begin(("pip_dagtekening",), dagen_erna=1),
    duur=Duur(18, Eenheid.MAAND),
    grondslag=Artikel(WET, "17", afgeleid=True),
    onderdelen=(
        Onderdeel("begint met de inburgeringstermijn", Zekerheid.V2, "7.1"),
        Onderdeel("anderhalf jaar", Zekerheid.S, "4.12"),
    ),
    let_op=(
        "Van de onderwijsroute naar de B1-route schakelen kan altijd, ook na deze dag.",
        "Afschalen van B1 naar A2 binnen de B1-route is geen schakelen en hangt niet af van deze dag.",
    ),
)

ONTZORGEN = Termijnregel(
    naam="ontzorgen",
    titel="Financieel ontzorgen",
    zin=(
        "De gemeente betaalt zes maanden de vaste lasten uit de bijstand, vanaf het begin van het "
        "recht op bijstand. Dit geldt alleen voor een asielstatushouder met een asielvergunning. De "
        "laatste dag is de dag vóór de datum zes maanden later."
    ),
    begin=Begin(("bijstand_vanaf",)),
    duur=Duur(6, Eenheid.MAAND),
    eindigt_dag_ervoor=True,
    eisen=(Eis("doelgroep", "asielstatushouder"), Eis("asielvergunning", "ja")),
    grondslag=Artikel(PARTICIPATIEWET, "56a"),
    onderdelen=(
        Onderdeel("alleen met een asielvergunning", Zekerheid.S, "10.2"),
        Onderdeel("zes maanden vanaf het begin van de bijstand", Zekerheid.S, "10.3"),
    ),
    let_op=(
        "Stopt de bijstand eerder? Dan stopt het ontzorgen ook.",
        "Langer ontzorgen kan alleen volgens art. 57 Participatiewet.",
    ),
)

PLAATSING = Termijnregel(
    naam="plaatsing",
    titel="Plaatsing bij de aanbieder",
    zin=(
        "De aanbieder plaatst de inburgeraar binnen het aantal dagen dat de gemeente heeft "
        "afgesproken. De dagen tellen vanaf de aanmelding."
    ),
    begin=Begin(("aangemeld_aanbieder",)),
    duur=DuurVanGemeente("plaatsing_dagen", Eenheid.DAG),
    gehaald_door="geplaatst",
    grondslag=Artikel(GEMEENTE),
    onderdelen=(Onderdeel("het aantal dagen", Zekerheid.U, "11.2"),),
    let_op=("De wet noemt geen aantal dagen voor het aanbod na het PIP.",),
)

TERMIJNREGELS = (PIP, BEZWAAR_PIP, INBURGERINGSTERMIJN, SCHAKELEN, ONTZORGEN, PLAATSING)
TERMIJNREGEL = {regel.naam: regel for regel in TERMIJNREGELS}
