"""What people say and write in the demo: invented sentences at B1, none of them about anybody."""

from __future__ import annotations

NOTITIES: dict[str, tuple[str, ...]] = {
    "taal": (
        "Spreekt thuis de moedertaal en een beetje Engels. Leest en schrijft vlot in het eigen schrift. Oefent elke dag met de telefoon.",
        "Verstaat al veel Nederlands in de winkel. Praten durft nog niet goed. Wil graag een taalmaatje.",
        "Heeft drie maanden les gehad op het azc. Kent het alfabet, lezen gaat langzaam.",
        "Kan niet lezen of schrijven in een taal. Leert het best door te doen en te kijken.",
        "Volgt al een cursus bij de bibliotheek. Wil zo snel mogelijk naar B1 voor het werk.",
    ),
    "onderwijs": (
        "Twaalf jaar school en twee jaar universiteit, niet afgemaakt door de oorlog. Papieren liggen bij familie.",
        "Zes jaar basisschool. Daarna gewerkt. Vindt leren in een groep prettig.",
        "Diploma als verpleegkundige. Wil weten wat het hier waard is.",
        "Middelbare school afgemaakt. Denkt aan een mbo-opleiding techniek.",
        "Nooit naar school geweest. Heeft thuis leren rekenen.",
    ),
    "werk": (
        "Had een eigen kapperszaak met twee werknemers. Wil weer met mensen werken.",
        "Acht jaar in de bouw als tegelzetter. Heeft last van de rug bij zwaar tillen.",
        "Werkte als docent wiskunde. Wil eerst de taal leren en dan het onderwijs in.",
        "Zorgde thuis voor de kinderen. Kookt graag voor groepen en wil daar iets mee doen.",
        "Werkt nu twaalf uur in een restaurant. De baas is tevreden, meer uren kan.",
    ),
    "gezondheid": (
        "Voelt zich gezond. Slaapt goed. Heeft een huisarts in de buurt.",
        "Slaapt slecht en piekert veel over familie. Staat open voor een gesprek met de huisarts.",
        "Gebruikt medicijnen voor suikerziekte. Dat gaat goed.",
        "Heeft een bril nodig maar nog geen afspraak gemaakt.",
    ),
    "gezin": (
        "Woont met partner en twee kinderen. De jongste is drie en kan naar de voorschool.",
        "Is alleen in Nederland. De procedure voor gezinshereniging loopt.",
        "Partner werkt, dus opvang voor de kinderen is nodig op lesdagen.",
        "Woont bij de partner. Geen kinderen.",
    ),
    "financien": (
        "Begrijpt de post nog niet goed. Wil hulp met toeslagen.",
        "Heeft een schuld bij de zorgverzekeraar, er is een betalingsregeling.",
        "Kan goed rondkomen. Houdt alles bij in een schrift.",
        "Stuurt elke maand geld naar familie. Houdt weinig over.",
    ),
    "wonen": (
        "De woning is klein maar goed. Er missen nog gordijnen en een wasmachine.",
        "Wacht nog op een woning. Deelt nu een kamer.",
        "Tevreden met de flat. De buren helpen met de afvalregels.",
    ),
    "netwerk": (
        "Kent een paar mensen van de taalles. Wil graag op voetbal.",
        "Heeft veel familie in de regio. Weinig contact met Nederlanders.",
        "Gaat elke week naar het buurthuis en helpt daar in de keuken.",
        "Voelt zich vaak alleen. Een maatje lijkt een goed idee.",
    ),
    "digitaal": (
        "Regelt alles met de telefoon. DigiD is aangevraagd.",
        "Kan videobellen, maar e-mail en formulieren zijn moeilijk.",
        "Heeft een laptop en kan goed typen.",
    ),
    "motivatie": (
        "Heel gemotiveerd. Wil over twee jaar een eigen inkomen.",
        "Wil graag, maar is moe door alles wat er gebeurd is. Kleine stappen helpen.",
        "Leren is voor de kinderen belangrijk, zegt zij. Daarom doet zij het ook zelf.",
    ),
}  # fmt: skip
ANDERE_NOTITIE = ("Besproken. Geen bijzonderheden.",)

WENSEN = (
    "Nederlands kunnen praten met de leraren van de kinderen",
    "Een baan in de zorg",
    "Weer werken als elektricien",
    "Een opleiding aan het mbo",
    "Zelf brieven kunnen lezen",
    "Meer mensen leren kennen",
    "Een rijbewijs halen",
)
SAMENVATTINGEN = (
    "U wilt de taal leren om te kunnen werken.\nU heeft ervaring in uw vak.\nUw gezondheid is goed.\nU heeft opvang nodig op lesdagen.\nWe zien elkaar over drie weken.",
    "U bent kort in Nederland.\nU kunt lezen en schrijven in uw eigen taal.\nU slaapt slecht en praat daarover met de huisarts.\nU wilt graag mensen leren kennen.\nU doet binnenkort de leerbaarheidstoets.",
    "U heeft op school gezeten en wilt verder leren.\nUw diploma wordt gewaardeerd.\nU doet vrijwilligerswerk.\nU krijgt hulp met de post.\nWe praten verder over uw plan.",
)  # fmt: skip

VERSLAGEN: dict[str, tuple[str, ...]] = {
    "kennismaking": (
        "Kennisgemaakt en uitgelegd wat de gemeente doet. Informatie meegegeven in de eigen taal.",
        "Eerste gesprek, met tolk aan de telefoon. Veel vragen over wonen.",
        "Kort kennisgemaakt. Volgende afspraak gepland voor de brede intake.",
    ),
    "driegesprek": (
        "Gesprek met COA en de inburgeraar. Dossier van het azc besproken; taalles op het azc loopt door tot de verhuizing.",
        "COA vertelde over de voorbereiding. Afgesproken dat de intake start zodra er een woning is.",
    ),
    "intake": (
        "Eerste helft van de leefdomeinen besproken. Gaf zelf aan wat het belangrijkst is: werk.",
        "Gesprek alleen gevoerd, partner wachtte buiten. Open gesprek over gezondheid.",
        "Laatste onderwerpen besproken. Samenvatting voorgelezen, die klopt.",
    ),
    "lbt": ("Toets gedaan onder begeleiding. Rustig verlopen.", "Toets gedaan. Uitleg vooraf beluisterd in de eigen taal."),
    "pip": (
        "Plan doorgenomen. Akkoord met de leerroute, wil graag ochtendlessen.",
        "Plan besproken met tolk. Vraag over kinderopvang, die zoeken we uit.",
    ),
    "voortgang": (
        "Gaat elke week naar les, aanwezigheid is goed. Spreken gaat vooruit.",
        "Twee weken ziek geweest. Pakt de les weer op. Werkstage bevalt.",
        "Les gaat goed, lezen is lastig. School geeft extra oefening.",
        "Wil meer uren werken. Besproken hoe dat past naast de les.",
    ),
}  # fmt: skip
PLEKKEN = ("stadskantoor", "wijkcentrum", "bibliotheek", "bij de inburgeraar thuis", "spreekuur op school")

SIGNALEN = (
    ("financien", "Aanmaningen van de zorgverzekeraar, weet niet wat te doen", "nu"),
    ("financien", "Toeslagen zijn nog niet aangevraagd", "let_op"),
    ("gezin", "Geen kinderopvang op lesdagen", "let_op"),
    ("gezin", "Kind van drie gaat nog niet naar de voorschool", "let_op"),
    ("gezondheid", "Slaapt slecht en piekert veel", "let_op"),
    ("onderwijs", "Diploma is nog niet gewaardeerd", "let_op"),
    ("netwerk", "Voelt zich alleen, wil een maatje", "let_op"),
    ("wonen", "Huur is niet betaald, er dreigt een ontruiming", "nu"),
    ("taal", "Kan beginnen met de les maar heeft nog geen plek", "let_op"),
    ("digitaal", "Heeft geen DigiD en mist daardoor post", "let_op"),
)
OPLOSSINGEN = (
    "Gebeld en geregeld.", "Aangemeld bij het wijkteam.", "Samen met de inburgeraar opgelost.", "Afspraak gemaakt met school.",
)  # fmt: skip

BEGELEIDING = (
    "Uw contactpersoon belt u elke maand en ziet u elke drie maanden. U krijgt hulp bij toeslagen, post en de huisarts.",
    "U krijgt een taalmaatje en hulp van maatschappelijke begeleiding. Uw contactpersoon helpt met het zoeken naar opvang.",
    "U krijgt begeleiding naar werk en een gesprek elke drie maanden. De school en de gemeente overleggen over uw rooster.",
)  # fmt: skip
VOORTGANG = "Elke dertien weken praten we over hoe het gaat: de les, het werk en wat u nodig heeft."
ONDERZOCHT = (
    "Besproken. De opleiding die u wilt, past niet binnen de tijd van de onderwijsroute.",
    "Besproken met school. U kiest voor werk naast de les; de onderwijsroute past daar niet bij.",
)
MOTIVERING = {
    "B": "U kunt snel leren en u wilt werken. Daarom past de B1-route.",
    "O": "U bent jong, u heeft op school gezeten en u wilt een opleiding doen. Daarom past de onderwijsroute.",
    "Z": "Leren uit een boek is moeilijk voor u. In de Z-route leert u vooral door te doen.",
}
AFWIJKING = "De toets geeft een ander beeld dan de gesprekken en de proeflessen. Die wegen wij zwaarder: u leert sneller dan de toets liet zien."
AFWIJKING_NAAR_Z = "De toets was goed, maar u bent ernstig ziek en leren kost u te veel. Daarom kiezen we samen voor de Z-route."
AFSCHALEN = "U heeft uw best gedaan. Niveau B1 is voor uw examen niet haalbaar binnen de tijd."

HOOFDDOELEN = (
    "Betaald werk in de zorg", "Werken in de bouw, met certificaat", "Een opleiding op het mbo volgen",
    "Zelf alles regelen, zonder hulp", "Een eigen zaak beginnen", "Vrijwilligerswerk en een groter netwerk",
)  # fmt: skip
SUBDOELEN = (
    "Twee keer per week les volgen", "Een werkstage van drie maanden", "Fietsen leren", "Diploma laten waarderen",
    "Toeslagen zelf kunnen aanvragen", "Elke week praten met een taalmaatje",
)  # fmt: skip
AFSPRAKEN = (
    ("inburgeraar", "Gaat naar elke les en meldt zich af bij ziekte"),
    ("inburgeraar", "Schrijft zich in bij de bibliotheek"),
    ("gemeente", "Zoekt een plek voor een werkstage"),
    ("gemeente", "Regelt een taalmaatje"),
    ("aanbieder", "Stuurt elke maand de aanwezigheid"),
    ("inburgeraar", "Brengt het diploma mee naar het volgende gesprek"),
)
WIJZIGREDENEN = (
    "Nieuwe baan gevonden",
    "Dit ging sneller dan gedacht",
    "Zwangerschap, daarom later",
    "Past beter bij de lestijden",
)
