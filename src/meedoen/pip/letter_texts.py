"""The words of the letter, by leerroute and group: B1 Dutch, "u", one idea a paragraph.

What the letter states as a rule is verified (V1, V2 in regelblad); the sources stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip.content import Difference, content, differences
from meedoen.pip.evaluation import Circumstances
from meedoen.pip.models import Beschikking
from meedoen.wet.artikel import AWB, PARTICIPATIEWET, Artikel
from meedoen.wet.duo import z_route_uren
from meedoen.wet.pip import pip_condition
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn.explain import Explanation

Leerroute = Beschikking.Leerroute
Occasion = Beschikking.Occasion

LEERROUTE: Mapping[str, str] = {
    Leerroute.B1: "U volgt de B1-route.",
    Leerroute.ONDERWIJS: "U volgt de onderwijsroute.",
    Leerroute.Z: "U volgt de zelfredzaamheidsroute (Z-route).",
}
STILL_TO_CHOOSE = "De leerroute is nog niet gekozen."

ALFABETISERING: Mapping[str, str] = {
    Beschikking.Alfabetisering.ANALFABEET: "U leert eerst lezen en schrijven.",
    Beschikking.Alfabetisering.OTHERWISE: "U leert eerst de letters van het Nederlands.",
}

KEEP = (
    "Lukt een afspraak niet? Bel ons dan meteen. Dan zoeken wij samen een oplossing. Doet u zonder"
    " goede reden niet mee? Dan kan dat gevolgen hebben. Wij praten altijd eerst met u."
)
QUESTIONS = "Begrijpt u deze brief niet? Bel ons. Wij leggen de brief uit, als het nodig is met een tolk."
BEZWAAR_CONTENT = (
    "uw naam en adres",
    "de datum",
    "het kenmerk van deze brief",
    "waarom u het niet eens bent met het besluit",
    "uw handtekening",
)


def subject(beschikking: Beschikking) -> str:
    """The subject line."""
    if beschikking.is_first:
        return "Uw persoonlijk plan inburgering en participatie (PIP)"
    if beschikking.aanleiding == Occasion.MOVE:
        return "Uw plan voor inburgering (PIP) in uw nieuwe gemeente"
    return "Uw plan voor inburgering (PIP) verandert"


def introduction(beschikking: Beschikking, around: Circumstances) -> tuple[str, ...]:
    """How the letter begins."""
    if beschikking.is_first:
        return (
            (
                "U gaat inburgeren. Wij hebben met u gepraat over uw leven, uw opleiding, uw werk en uw"
                " wensen. Daarna maakten wij een plan voor u. Dat plan heet het PIP: persoonlijk plan"
                " inburgering en participatie."
            ),
            "In deze brief leest u wat wij besluiten en waarom. Bewaar deze brief goed.",
        )
    if beschikking.aanleiding == Occasion.MOVE:
        begin = "U bent verhuisd. U had al een PIP van uw vorige gemeente. Nu maken wij een nieuw PIP voor u."
    else:
        previous = beschikking.replaces
        day = previous.dagtekening if previous else around.feiten.get("pip_dagtekening")
        of = f" van {in_words(day)}" if day else ""
        begin = f"U hebt een PIP{of}. Dat PIP verandert."
    reason = f" De reden is: {sentence(beschikking.occasion_reason)}" if beschikking.occasion_reason else ""
    return (
        f"{begin}{reason}",
        (
            "Uw tijd om in te burgeren begint niet opnieuw. In deze brief leest u uw nieuwe PIP. Bewaar"
            " deze brief goed."
        ),
    )


def sentence(tekst: str) -> str:
    """Typed words as a sentence: a capital and a full stop."""
    tekst = tekst.strip()
    return tekst if not tekst else tekst[0].upper() + tekst[1:] + ("" if tekst[-1] in ".!?" else ".")


SHORT_FIELDS = (
    "leerroute",
    "niveau",
    "intensiteit_uren",
    "alfabetisering",
    "pvt_uren",
    "map_uren",
    "ontzorgen",
)
"""Fields of which "was" and "wordt" fit in a line; the others are read in the decision itself."""


def changed(beschikking: Beschikking, around: Circumstances) -> list[tuple[str, str]]:
    """What changes from the former PIP, for the fields that fit in a line.

    Of a PIP that was not made here only the leerroute is known, so nothing is said of the rest.
    """
    if beschikking.is_first:
        return []
    was = (
        content(beschikking.replaces)
        if beschikking.replaces
        else {"leerroute": around.leerroute_until_now(beschikking)}
    )
    fields = SHORT_FIELDS if beschikking.replaces else ("leerroute",)
    return [
        (line.label[0].upper() + line.label[1:], _was_and_becomes(line))
        for line in differences(was, beschikking)
        if line.field in fields and (beschikking.replaces or line.van)
    ]


def _was_and_becomes(line: Difference) -> str:
    if not line.van:
        return f"Nieuw: {line.naar}."
    return f"Was: {line.van}. Wordt: {line.naar}." if line.naar else f"Was: {line.van}. Dit vervalt."


def besluiten(beschikking: Beschikking, around: Circumstances) -> list[tuple[str, str]]:
    """What is decided, one row a part; parts that do not apply are left out."""
    rows = [
        ("Leerroute", LEERROUTE.get(beschikking.leerroute, STILL_TO_CHOOSE)),
        ("Taalniveau", f"U leert Nederlands tot niveau {beschikking.niveau}." if beschikking.niveau else ""),
        ("Uren les", _uren_lesson(beschikking, around)),
        ("Lezen en schrijven", ALFABETISERING.get(beschikking.alfabetisering, "")),
        ("PVT", _pvt(beschikking.pvt_uren)),
        ("MAP", _map(beschikking)),
        ("Begeleiding", beschikking.begeleiding.strip()),
        ("Hoe het gaat", sentence(beschikking.voortgang)),
        ("Uw kinderen", sentence(beschikking.vve)),
        ("Opleiding", "U mag eerst uw opleiding afmaken." if beschikking.mag_opleiding_afmaken else ""),
    ]
    return [(label, text) for label, text in rows if text]


def _uren_lesson(beschikking: Beschikking, around: Circumstances) -> str:
    if beschikking.leerroute == Leerroute.Z and around.doelgroep:
        uren = z_route_uren(around.doelgroep, beschikking.dagtekening)
        lesson = f"{uren['cursus']} uur les in Nederlands en in kennis van de Nederlandse maatschappij (KNM)."
        if "participatie" in uren:
            return f"{lesson} En {uren['participatie']} uur meedoen in Nederland."
        return lesson
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


def money(beschikking: Beschikking, van: date | None, tot: date | None) -> tuple[str, ...]:
    """The separate decision about money (Participatiewet), if there is one (regelblad 4.6, 10.10)."""
    periode = f" Dat doen wij van {in_words(van)} tot en met {in_words(tot)}." if van and tot else ""
    if beschikking.ontzorgen == Beschikking.Ontzorgen.PAYMENT_THROUGH:
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


def why(beschikking: Beschikking, around: Circumstances) -> tuple[str, ...]:
    """Why: the reasons that were written down, and what the leerbaarheidstoets said."""
    parts = [*_paragraphs(beschikking.motivering), *_about_the_test(around.lbt)]
    parts += _paragraphs(beschikking.motivering_afwijking)
    if beschikking.onderwijsroute_onderzocht.strip() and beschikking.leerroute != Leerroute.ONDERWIJS:
        parts.append("Wij hebben ook gekeken of de onderwijsroute bij u past.")
        parts += _paragraphs(beschikking.onderwijsroute_onderzocht)
    return tuple(parts) or ("Waarom wij dit besluiten, is nog niet ingevuld.",)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _about_the_test(lbt: Leerbaarheidstoets | None) -> list[str]:
    """The result in words; a reason to skip it is about someone's health and stays out of the letter."""
    if lbt is None:
        return []
    if lbt.overslaan:
        return ["U hoefde de leerbaarheidstoets niet te maken."]
    result = RESULT.get(lbt.resultaat)
    return [f"U hebt de leerbaarheidstoets gemaakt. {result}"] if result else []


RESULT: Mapping[str, str] = {
    Leerbaarheidstoets.Resultaat.HAALBAAR: "De uitslag is dat u de B1-route kunt halen.",
    Leerbaarheidstoets.Resultaat.NIET_HAALBAAR: "De uitslag is dat de B1-route te moeilijk voor u kan zijn.",
}

EXAMENS = (
    "Aan het eind doet u examens: lezen, luisteren, schrijven, spreken en kennis van de Nederlandse"
    " maatschappij (KNM)."
)
PAY_THEMSELVES = (
    "U kiest zelf een school. De lessen en de examens betaalt u zelf. U kunt hiervoor geld lenen bij"
    " DUO. Hoeveel u kunt lenen, hangt af van uw inkomen."
)
WHAT_ASIEL = {
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
WHAT_GEZIN = {
    Leerroute.B1: (
        "U krijgt les op een taalschool met het keurmerk van Blik op Werk.",
        PAY_THEMSELVES,
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
        PAY_THEMSELVES,
        "U hoeft geen examen te doen. Hebt u alle uren gedaan? Dan hebt u een eindgesprek met ons.",
    ),
}
"""regelblad §1 (own cost or loan), §5, 11.3, 11.7: V1 and V2."""


def meaning(beschikking: Beschikking, around: Circumstances, termijn: Explanation) -> tuple[str, ...]:
    """What the decision means in daily life, by leerroute and group, and how much time there is."""
    if not beschikking.leerroute:
        return (STILL_TO_CHOOSE,)
    route = Leerroute(beschikking.leerroute)
    trajecten = "Het PVT" if route == Leerroute.ONDERWIJS else "Het PVT en de MAP"
    verb = "is" if route == Leerroute.ONDERWIJS else "zijn"
    gratis = f"{trajecten} {verb} gratis. De gemeente regelt dit voor u."
    if around.is_asiel:
        late = "Lukt het niet op tijd? Vertel het ons zo snel mogelijk. Soms geeft DUO u meer tijd."
        return (*WHAT_ASIEL[route], gratis, f"{_how_long(termijn)} {late}")
    late = (
        "Lukt het niet op tijd? Vertel het ons zo snel mogelijk. Soms geeft DUO u meer tijd. Bent u te"
        " laat en is dat uw eigen schuld? Dan kan DUO u een boete geven."
    )
    return (*WHAT_GEZIN[route], gratis, f"{_how_long(termijn)} {late}")


def _how_long(termijn: Explanation) -> str:
    """How long somebody has: by the rule, or until the day that DUO fixed."""
    if termijn.is_changed_by_duo and termijn.laatste_dag:
        day = in_words(termijn.laatste_dag)
        return f"U hebt voor uw inburgering de tijd tot en met {day}. Dat heeft DUO bepaald."
    return f"U hebt {spoken(termijn)} de tijd voor uw inburgering."


def spoken(termijn: Explanation) -> str:
    """How long a term is, as it is said: "drie jaar"."""
    if termijn.duration is None:
        raise ValueError(f"nobody set how long {termijn.termijn} is")
    return str(termijn.duration.spoken)


def of_u(beschikking: Beschikking) -> tuple[str, ...]:
    """What the newcomer does."""
    components = (
        "uw lessen en het PVT"
        if beschikking.leerroute == Leerroute.ONDERWIJS
        else "uw lessen, het PVT en de MAP"
    )
    return (
        f"U doet mee met {components}.",
        "U komt naar de gesprekken met uw contactpersoon.",
        "Kunt u niet komen? Dan belt u ons van tevoren.",
        "Verandert er iets, zoals werk, een baby of een ander adres? Dan vertelt u dat.",
    )


def ours(beschikking: Beschikking, around: Circumstances) -> tuple[str, ...]:
    """What the municipality does."""
    school = (
        "Wij regelen uw plek op een school." if around.is_asiel else "Wij helpen u om een school te kiezen."
    )
    interpreter = ("Wij vragen een tolk als dat nodig is.",) if beschikking.dossier.persoon.tolk_nodig else ()
    return (
        school,
        "Wij praten regelmatig met u over hoe het gaat.",
        "Is er iets wat u tegenhoudt, zoals kinderopvang, reizen of gezondheid? Dan denken wij met u mee.",
        *interpreter,
    )


def bezwaar(dispatch: date | None, termijn: Explanation) -> tuple[str, ...]:
    """How to object, and until when; without a day of sending the letter says that the day will follow.

    Args:
        termijn: the term for bezwaar against this decision.
    """
    duration, last_day = spoken(termijn), termijn.laatste_dag
    begin = "Bel ons gerust eerst. Soms lossen wij het samen op. U kunt ook bezwaar maken. Dat kost u niets."
    if dispatch and last_day:
        when = (
            f"Wij geven of sturen u deze brief op {in_words(dispatch)}. Daarna hebt u {duration} de tijd."
            f" U kunt bezwaar maken tot en met {in_words(last_day)}."
        )
    else:
        when = (
            f"U hebt {duration} de tijd. De {duration} beginnen op de dag nadat wij u deze brief geven of"
            " sturen. De laatste dag komt in de brief te staan als die dag bekend is."
        )
    return (begin, when, "U schrijft een brief aan ons. Iemand anders mag u daarbij helpen.")


GRONDSLAG_RULES = ("leerroute_gekozen", "lbt_afgenomen_of_overgeslagen", "pvt_minstens_uren")


def grondslag(beschikking: Beschikking, termijn: Explanation) -> tuple[str, ...]:
    """The articles the decision rests on, of rules that are verified; for the rest the laws by name."""
    artikelen: list[Artikel] = [termijn.grondslag]
    names = list(GRONDSLAG_RULES)
    if beschikking.leerroute == Leerroute.ONDERWIJS:
        names.append("map_niet_in_onderwijsroute")
    if beschikking.aanleiding == Occasion.AFSCHALEN:
        names += ["afschalen_alleen_in_b1", "afschalen_na_minstens_uren"]
    lines = [pip_condition(name, beschikking.dagtekening) for name in names]
    artikelen += [line.grondslag for line in lines if not line.certainty.needs_confirmation]
    numbers: dict[str, list[str]] = {}
    for artikel in artikelen:
        if (
            artikel.number
            and not artikel.inferred
            and artikel.number not in numbers.get(artikel.regeling.name, [])
        ):
            numbers.setdefault(artikel.regeling.name, []).append(artikel.number)
    parts = [f"{wet}, artikel {_enumeration(sorted(listing))}" for wet, listing in numbers.items()]
    if beschikking.ontzorgen not in ("", Beschikking.Ontzorgen.NOT):
        parts.append(PARTICIPATIEWET.name)
    return (*parts, AWB.name)


def _enumeration(words: list[str]) -> str:
    return " en ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
