"""The words of the letter, by leerroute and group: B1 Dutch, "u", one idea a paragraph.

What the letter states as a rule is verified (V1, V2 in regelblad); the sources stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip.content import Verschil, inhoud, verschillen
from meedoen.pip.evaluation import Omstandigheden
from meedoen.pip.models import Beschikking
from meedoen.wet.artikel import AWB, PARTICIPATIEWET, Artikel
from meedoen.wet.duo import z_route_uren
from meedoen.wet.pip import pip_condition
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn.explain import Explanation

Leerroute = Beschikking.Leerroute
Aanleiding = Beschikking.Aanleiding

LEERROUTE: Mapping[str, str] = {
    Leerroute.B1: "U volgt de B1-route.",
    Leerroute.ONDERWIJS: "U volgt de onderwijsroute.",
    Leerroute.Z: "U volgt de zelfredzaamheidsroute (Z-route).",
}
NOG_KIEZEN = "De leerroute is nog niet gekozen."

ALFABETISERING: Mapping[str, str] = {
    Beschikking.Alfabetisering.ANALFABEET: "U leert eerst lezen en schrijven.",
    Beschikking.Alfabetisering.ANDERS: "U leert eerst de letters van het Nederlands.",
}

NAKOMEN = (
    "Lukt een afspraak niet? Bel ons dan meteen. Dan zoeken wij samen een oplossing. Doet u zonder"
    " goede reden niet mee? Dan kan dat gevolgen hebben. Wij praten altijd eerst met u."
)
VRAGEN = "Begrijpt u deze brief niet? Bel ons. Wij leggen de brief uit, als het nodig is met een tolk."
BEZWAAR_INHOUD = (
    "uw naam en adres",
    "de datum",
    "het kenmerk van deze brief",
    "waarom u het niet eens bent met het besluit",
    "uw handtekening",
)


def onderwerp(beschikking: Beschikking) -> str:
    """The subject line."""
    if beschikking.is_eerste:
        return "Uw persoonlijk plan inburgering en participatie (PIP)"
    if beschikking.aanleiding == Aanleiding.VERHUIZING:
        return "Uw plan voor inburgering (PIP) in uw nieuwe gemeente"
    return "Uw plan voor inburgering (PIP) verandert"


def inleiding(beschikking: Beschikking, om: Omstandigheden) -> tuple[str, ...]:
    """How the letter begins."""
    if beschikking.is_eerste:
        return (
            (
                "U gaat inburgeren. Wij hebben met u gepraat over uw leven, uw opleiding, uw werk en uw"
                " wensen. Daarna maakten wij een plan voor u. Dat plan heet het PIP: persoonlijk plan"
                " inburgering en participatie."
            ),
            "In deze brief leest u wat wij besluiten en waarom. Bewaar deze brief goed.",
        )
    if beschikking.aanleiding == Aanleiding.VERHUIZING:
        begin = "U bent verhuisd. U had al een PIP van uw vorige gemeente. Nu maken wij een nieuw PIP voor u."
    else:
        vorige = beschikking.vervangt
        dag = vorige.dagtekening if vorige else om.feiten.get("pip_dagtekening")
        van = f" van {in_words(dag)}" if dag else ""
        begin = f"U hebt een PIP{van}. Dat PIP verandert."
    reden = f" De reden is: {zin(beschikking.aanleiding_reden)}" if beschikking.aanleiding_reden else ""
    return (
        f"{begin}{reden}",
        (
            "Uw tijd om in te burgeren begint niet opnieuw. In deze brief leest u uw nieuwe PIP. Bewaar"
            " deze brief goed."
        ),
    )


def zin(tekst: str) -> str:
    """Typed words as a sentence: a capital and a full stop."""
    tekst = tekst.strip()
    return tekst if not tekst else tekst[0].upper() + tekst[1:] + ("" if tekst[-1] in ".!?" else ".")


KORTE_VELDEN = (
    "leerroute",
    "niveau",
    "intensiteit_uren",
    "alfabetisering",
    "pvt_uren",
    "map_uren",
    "ontzorgen",
)
"""Fields of which "was" and "wordt" fit in a line; the others are read in the decision itself."""


def veranderd(beschikking: Beschikking, om: Omstandigheden) -> list[tuple[str, str]]:
    """What changes from the former PIP, for the fields that fit in a line.

    Of a PIP that was not made here only the leerroute is known, so nothing is said of the rest.
    """
    if beschikking.is_eerste:
        return []
    was = (
        inhoud(beschikking.vervangt)
        if beschikking.vervangt
        else {"leerroute": om.leerroute_tot_nu(beschikking)}
    )
    velden = KORTE_VELDEN if beschikking.vervangt else ("leerroute",)
    return [
        (regel.label[0].upper() + regel.label[1:], _was_en_wordt(regel))
        for regel in verschillen(was, beschikking)
        if regel.veld in velden and (beschikking.vervangt or regel.van)
    ]


def _was_en_wordt(regel: Verschil) -> str:
    if not regel.van:
        return f"Nieuw: {regel.naar}."
    return f"Was: {regel.van}. Wordt: {regel.naar}." if regel.naar else f"Was: {regel.van}. Dit vervalt."


def besluiten(beschikking: Beschikking, om: Omstandigheden) -> list[tuple[str, str]]:
    """What is decided, one row a part; parts that do not apply are left out."""
    rijen = [
        ("Leerroute", LEERROUTE.get(beschikking.leerroute, NOG_KIEZEN)),
        ("Taalniveau", f"U leert Nederlands tot niveau {beschikking.niveau}." if beschikking.niveau else ""),
        ("Uren les", _uren_les(beschikking, om)),
        ("Lezen en schrijven", ALFABETISERING.get(beschikking.alfabetisering, "")),
        ("PVT", _pvt(beschikking.pvt_uren)),
        ("MAP", _map(beschikking)),
        ("Begeleiding", beschikking.begeleiding.strip()),
        ("Hoe het gaat", zin(beschikking.voortgang)),
        ("Uw kinderen", zin(beschikking.vve)),
        ("Opleiding", "U mag eerst uw opleiding afmaken." if beschikking.mag_opleiding_afmaken else ""),
    ]
    return [(label, tekst) for label, tekst in rijen if tekst]


def _uren_les(beschikking: Beschikking, om: Omstandigheden) -> str:
    if beschikking.leerroute == Leerroute.Z and om.doelgroep:
        uren = z_route_uren(om.doelgroep, beschikking.dagtekening)
        les = f"{uren['cursus']} uur les in Nederlands en in kennis van de Nederlandse maatschappij (KNM)."
        if "participatie" in uren:
            return f"{les} En {uren['participatie']} uur meedoen in Nederland."
        return les
    if beschikking.intensiteit_uren:
        return (
            f"Ongeveer {beschikking.intensiteit_uren} uur les in Nederlands en in kennis van de Nederlandse"
            " maatschappij (KNM) samen."
        )
    return ""


def _pvt(uren: int | None) -> str:
    if not uren:
        return ""
    return (
        f"{uren} uur in het participatieverklaringstraject (PVT). U leert wat wij in Nederland"
        " belangrijk vinden. Aan het eind tekent u een verklaring."
    )


def _map(beschikking: Beschikking) -> str:
    if beschikking.leerroute == Leerroute.ONDERWIJS:
        return "De Module Arbeidsmarkt en Participatie (MAP) hoort niet bij de onderwijsroute."
    if not beschikking.map_uren:
        return ""
    return (
        f"{beschikking.map_uren} uur in de praktijk van de Module Arbeidsmarkt en Participatie (MAP). U"
        " leert hoe werken in Nederland is. Aan het eind hebt u een gesprek met ons."
    )


def geld(beschikking: Beschikking, van: date | None, tot: date | None) -> tuple[str, ...]:
    """The separate decision about money (Participatiewet), if there is one (regelblad 4.6, 10.10)."""
    periode = f" Dat doen wij van {in_words(van)} tot en met {in_words(tot)}." if van and tot else ""
    if beschikking.ontzorgen == Beschikking.Ontzorgen.DOORBETALING:
        return (
            (
                "Wij betalen uw huur, uw energie en uw zorgverzekering voor u. Dat geld gaat van uw uitkering"
                f" af.{periode} Stopt uw uitkering eerder? Dan stopt dit ook."
            ),
            "In deze tijd leert u hoe u het daarna zelf doet. Dit is een besluit volgens de Participatiewet.",
        )
    if beschikking.ontzorgen == Beschikking.Ontzorgen.BUDGETBEHEER:
        return (
            f"Wij beheren uw geld samen met u. Uit uw uitkering betalen wij uw vaste lasten.{periode}",
            "In deze tijd leert u hoe u het daarna zelf doet. Dit is een besluit volgens de Participatiewet.",
        )
    return ()


def waarom(beschikking: Beschikking, om: Omstandigheden) -> tuple[str, ...]:
    """Why: the reasons that were written down, and what the leerbaarheidstoets said."""
    delen = [*_alineas(beschikking.motivering), *_over_de_toets(om.lbt)]
    delen += _alineas(beschikking.motivering_afwijking)
    if beschikking.onderwijsroute_onderzocht.strip() and beschikking.leerroute != Leerroute.ONDERWIJS:
        delen.append("Wij hebben ook gekeken of de onderwijsroute bij u past.")
        delen += _alineas(beschikking.onderwijsroute_onderzocht)
    return tuple(delen) or ("Waarom wij dit besluiten, is nog niet ingevuld.",)


def _alineas(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


def _over_de_toets(lbt: Leerbaarheidstoets | None) -> list[str]:
    """The result in words; a reason to skip it is about someone's health and stays out of the letter."""
    if lbt is None:
        return []
    if lbt.overslaan:
        return ["U hoefde de leerbaarheidstoets niet te maken."]
    uitslag = UITSLAG.get(lbt.resultaat)
    return [f"U hebt de leerbaarheidstoets gemaakt. {uitslag}"] if uitslag else []


UITSLAG: Mapping[str, str] = {
    Leerbaarheidstoets.Resultaat.HAALBAAR: "De uitslag is dat u de B1-route kunt halen.",
    Leerbaarheidstoets.Resultaat.NIET_HAALBAAR: "De uitslag is dat de B1-route te moeilijk voor u kan zijn.",
}

EXAMENS = (
    "Aan het eind doet u examens: lezen, luisteren, schrijven, spreken en kennis van de Nederlandse"
    " maatschappij (KNM)."
)
ZELF_BETALEN = (
    "U kiest zelf een school. De lessen en de examens betaalt u zelf. U kunt hiervoor geld lenen bij"
    " DUO. Hoeveel u kunt lenen, hangt af van uw inkomen."
)
WAT_ASIEL = {
    Leerroute.B1: (
        "U krijgt les op een taalschool. De gemeente regelt en betaalt de lessen.",
        EXAMENS,
        (
            "Elk examen is de eerste twee keer gratis. Dat geldt niet voor een examen dat lager is dan het"
            " niveau in uw PIP."
        ),
    ),
    Leerroute.ONDERWIJS: (
        (
            "U volgt een taalschakeltraject. Daarna kunt u verder leren op het mbo, het hbo of de"
            " universiteit. De gemeente regelt en betaalt het traject."
        ),
        "U doet examens in het Nederlands en in kennis van de Nederlandse maatschappij (KNM).",
    ),
    Leerroute.Z: (
        "U leert Nederlands voor het dagelijks leven. De gemeente regelt en betaalt de lessen.",
        (
            "U doet ook mee in Nederland, bijvoorbeeld met vrijwilligerswerk, op een werkplek of bij"
            " activiteiten."
        ),
        "U hoeft geen examen te doen. Hebt u alle uren gedaan? Dan hebt u een eindgesprek met ons.",
    ),
}
"""regelblad §1 (offer), §5, 5.5: V1 and V2."""
WAT_GEZIN = {
    Leerroute.B1: (
        "U krijgt les op een taalschool met het keurmerk van Blik op Werk.",
        ZELF_BETALEN,
        EXAMENS,
    ),
    Leerroute.ONDERWIJS: (
        (
            "U volgt een taalschakeltraject. Daarna kunt u verder leren op het mbo, het hbo of de"
            " universiteit. Wij bespreken met u welke school bij u past en wat het kost."
        ),
        "U doet examens in het Nederlands en in kennis van de Nederlandse maatschappij (KNM).",
    ),
    Leerroute.Z: (
        "U leert Nederlands voor het dagelijks leven.",
        ZELF_BETALEN,
        "U hoeft geen examen te doen. Hebt u alle uren gedaan? Dan hebt u een eindgesprek met ons.",
    ),
}
"""regelblad §1 (own cost or loan), §5, 11.3, 11.7: V1 and V2."""


def betekenis(beschikking: Beschikking, om: Omstandigheden, termijn: Explanation) -> tuple[str, ...]:
    """What the decision means in daily life, by leerroute and group, and how much time there is."""
    if not beschikking.leerroute:
        return (NOG_KIEZEN,)
    route = Leerroute(beschikking.leerroute)
    trajecten = "Het PVT" if route == Leerroute.ONDERWIJS else "Het PVT en de MAP"
    werkwoord = "is" if route == Leerroute.ONDERWIJS else "zijn"
    gratis = f"{trajecten} {werkwoord} gratis. De gemeente regelt dit voor u."
    if om.is_asiel:
        laat = "Lukt het niet op tijd? Vertel het ons zo snel mogelijk. Soms geeft DUO u meer tijd."
        return (*WAT_ASIEL[route], gratis, f"{_hoe_lang(termijn)} {laat}")
    laat = (
        "Lukt het niet op tijd? Vertel het ons zo snel mogelijk. Soms geeft DUO u meer tijd. Bent u te"
        " laat en is dat uw eigen schuld? Dan kan DUO u een boete geven."
    )
    return (*WAT_GEZIN[route], gratis, f"{_hoe_lang(termijn)} {laat}")


def _hoe_lang(termijn: Explanation) -> str:
    """How long somebody has: by the rule, or until the day that DUO fixed."""
    if termijn.is_changed_by_duo and termijn.laatste_dag:
        dag = in_words(termijn.laatste_dag)
        return f"U hebt voor uw inburgering de tijd tot en met {dag}. Dat heeft DUO bepaald."
    return f"U hebt {spoken(termijn)} de tijd voor uw inburgering."


def spoken(termijn: Explanation) -> str:
    """How long a term is, as it is said: "drie jaar"."""
    if termijn.duration is None:
        raise ValueError(f"nobody set how long {termijn.termijn} is")
    return str(termijn.duration.spoken)


def van_u(beschikking: Beschikking) -> tuple[str, ...]:
    """What the newcomer does."""
    onderdelen = (
        "uw lessen en het PVT"
        if beschikking.leerroute == Leerroute.ONDERWIJS
        else "uw lessen, het PVT en de MAP"
    )
    return (
        f"U doet mee met {onderdelen}.",
        "U komt naar de gesprekken met uw contactpersoon.",
        "Kunt u niet komen? Dan belt u ons van tevoren.",
        "Verandert er iets, zoals werk, een baby of een ander adres? Dan vertelt u dat.",
    )


def van_ons(beschikking: Beschikking, om: Omstandigheden) -> tuple[str, ...]:
    """What the municipality does."""
    school = "Wij regelen uw plek op een school." if om.is_asiel else "Wij helpen u om een school te kiezen."
    tolk = ("Wij vragen een tolk als dat nodig is.",) if beschikking.dossier.persoon.tolk_nodig else ()
    return (
        school,
        "Wij praten regelmatig met u over hoe het gaat.",
        "Is er iets wat u tegenhoudt, zoals kinderopvang, reizen of gezondheid? Dan denken wij met u mee.",
        *tolk,
    )


def bezwaar(verzending: date | None, termijn: Explanation) -> tuple[str, ...]:
    """How to object, and until when; without a day of sending the letter says that the day will follow.

    Args:
        termijn: the term for bezwaar against this decision.
    """
    duur, laatste_dag = spoken(termijn), termijn.laatste_dag
    begin = "Bel ons gerust eerst. Soms lossen wij het samen op. U kunt ook bezwaar maken. Dat kost u niets."
    if verzending and laatste_dag:
        wanneer = (
            f"Wij geven of sturen u deze brief op {in_words(verzending)}. Daarna hebt u {duur} de tijd."
            f" U kunt bezwaar maken tot en met {in_words(laatste_dag)}."
        )
    else:
        wanneer = (
            f"U hebt {duur} de tijd. De {duur} beginnen op de dag nadat wij u deze brief geven of"
            " sturen. De laatste dag komt in de brief te staan als die dag bekend is."
        )
    return (begin, wanneer, "U schrijft een brief aan ons. Iemand anders mag u daarbij helpen.")


GRONDSLAG_REGELS = ("leerroute_gekozen", "lbt_afgenomen_of_overgeslagen", "pvt_minstens_uren")


def grondslag(beschikking: Beschikking, termijn: Explanation) -> tuple[str, ...]:
    """The articles the decision rests on, of rules that are verified; for the rest the laws by name."""
    artikelen: list[Artikel] = [termijn.grondslag]
    namen = list(GRONDSLAG_REGELS)
    if beschikking.leerroute == Leerroute.ONDERWIJS:
        namen.append("map_niet_in_onderwijsroute")
    if beschikking.aanleiding == Aanleiding.AFSCHALEN:
        namen += ["afschalen_alleen_in_b1", "afschalen_na_minstens_uren"]
    regels = [pip_condition(naam, beschikking.dagtekening) for naam in namen]
    artikelen += [regel.grondslag for regel in regels if not regel.certainty.needs_confirmation]
    nummers: dict[str, list[str]] = {}
    for artikel in artikelen:
        if (
            artikel.number
            and not artikel.inferred
            and artikel.number not in nummers.get(artikel.regeling.name, [])
        ):
            nummers.setdefault(artikel.regeling.name, []).append(artikel.number)
    delen = [f"{wet}, artikel {_opsomming(sorted(lijst))}" for wet, lijst in nummers.items()]
    if beschikking.ontzorgen not in ("", Beschikking.Ontzorgen.NIET):
        delen.append(PARTICIPATIEWET.name)
    return (*delen, AWB.name)


def _opsomming(woorden: list[str]) -> str:
    return " en ".join(deel for deel in (", ".join(woorden[:-1]), woorden[-1]) if deel)
