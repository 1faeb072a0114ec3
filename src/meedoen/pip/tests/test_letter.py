"""What a letter says, by leerroute and group; and that a screen reader can read it."""

import re
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.utils import translation

from meedoen.dossiers.services import record_feit
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.pip import services
from meedoen.pip.evaluation import circumstances_of
from meedoen.pip.letter import compose_letter
from meedoen.pip.letter_pdf import make_pdf
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import days_ago, today
from meedoen.wet.artikel import Artikel
from meedoen.wet.pip import pip_conditions
from meedoen.wet.sentence import in_words
from meedoen.wet.termijn.rules import TERMIJN_RULES


def letter(stage, group="asielstatushouder", **fields):
    """The letter of an unsaved B1-route with these fields, for somebody of this group."""
    if group != "asielstatushouder":
        record_feit(stage.nadia, stage.dossier, "doelgroep", datum=days_ago(90), waarde=group)
    decision = stage.draft(**fields)
    return compose_letter(decision)


def words(letter) -> str:
    """All words of the Dutch part of a letter."""

    def flat(value):
        if isinstance(value, dict):
            return " ".join(flat(part) for part in value.values())
        return " ".join(flat(part) for part in value) if isinstance(value, (list, tuple)) else str(value)

    return flat({name: value for name, value in asdict(letter).items() if name != "uitleg"})


ROUTES = {
    "B": {"leerroute": "B", "niveau": "B1", "map_uren": 40, "intensiteit_uren": None},
    "O": {"leerroute": "O", "niveau": "B1", "map_uren": None, "intensiteit_uren": None},
    "Z": {"leerroute": "Z", "niveau": "", "map_uren": 40, "intensiteit_uren": None},
}


@pytest.mark.parametrize(
    ("route", "group", "says", "does_not_say"),
    [
        (
            "B",
            "asielstatushouder",
            ["B1-route", "betaalt de lessen", "eerste twee keer gratis"],
            ["lenen", "boete"],
        ),
        (
            "B",
            "gezinsmigrant",
            ["betaalt u zelf", "lenen bij DUO", "boete"],
            ["betaalt de lessen", "eerste twee"],
        ),
        ("O", "asielstatushouder", ["onderwijsroute", "taalschakeltraject", "Het PVT is gratis"], ["boete"]),
        ("O", "gezinsmigrant", ["taalschakeltraject", "wat het kost", "boete"], ["betaalt het traject"]),
        ("Z", "asielstatushouder", ["800 uur les", "800 uur meedoen", "geen examen"], ["lenen", "boete"]),
        ("Z", "gezinsmigrant", ["800 uur les", "geen examen", "lenen bij DUO"], ["uur meedoen"]),
    ],
)
def test_the_letter_tells_each_group_what_its_route_means(stage, route, group, says, does_not_say):
    text = words(letter(stage, group, **ROUTES[route]))

    for part in says:
        assert part in text
    for part in does_not_say:
        assert part not in text


def test_only_parts_that_were_decided_stand_in_the_letter(stage):
    rows = {row.label: row.tekst for row in letter(stage, alfabetisering="NVT", vve="").besluiten}

    assert "900 uur" in rows["Uren les"]
    assert rows["PVT"].startswith("12 uur")
    assert rows["Hoe het gaat"] == "Elke acht weken praat u met uw contactpersoon."
    assert not {"Lezen en schrijven", "Uw kinderen", "Opleiding"} & set(rows)


def test_money_is_a_decision_of_its_own_with_its_period(stage):
    record_feit(stage.nadia, stage.dossier, "bijstand_vanaf", datum=date(2026, 10, 1))

    letter_text = letter(stage, ontzorgen="doorbetaling")

    assert "van donderdag 1 oktober 2026 tot en met woensdag 31 maart 2027" in letter_text.money[0]
    assert "Participatiewet" in letter_text.grondslag
    assert not letter_without_money(stage).money


def letter_without_money(stage):
    """The same letter for who needs no help with money."""
    draft = Beschikking.objects.get(dossier=stage.dossier)
    return compose_letter(services.save(stage.nadia, draft, {"ontzorgen": "niet"}))


def test_every_article_in_a_letter_is_that_of_a_verified_rule(stage):
    change = services.change(
        stage.nadia, stage.known(days_ago(1)), aanleiding="afschalen", reden="B1 lukt niet."
    )
    change = services.save(stage.nadia, change, {"niveau": "A2", "ontzorgen": "doorbetaling"})
    rules = [rule for rule in (*pip_conditions(), *TERMIJN_RULES) if not rule.certainty.needs_confirmation]
    sure: set[Artikel] = {rule.grondslag for rule in rules if not rule.grondslag.inferred}

    letter = compose_letter(change)

    cited = [part.split(", artikel ") for part in letter.grondslag if ", artikel " in part]
    for law, numbers in cited:
        for number in re.split(r", | en ", numbers):
            assert any(article.regeling.name == law and article.number == number for article in sure)
    assert "Besluit inburgering 2021, artikel 3.1 en 5.5" in letter.grondslag
    assert "te bevestigen" not in words(letter)


def test_the_dates_in_a_fixed_letter_are_those_of_the_law(stage):
    fixed = stage.fixed(days_ago(2))
    around = circumstances_of(stage.dossier)
    objection = around.termijn("bezwaar_pip", today(), pip_bekendgemaakt=days_ago(2)).laatste_dag

    rows = {row.label: row.tekst for row in compose_letter(fixed).dagen}

    assert rows["Uw inburgering begint op"] == in_words(days_ago(1))
    assert rows["U kunt bezwaar maken tot en met"] == in_words(objection)
    assert objection >= days_ago(2) + timedelta(weeks=6)


def test_a_concept_says_that_the_last_day_for_bezwaar_follows(stage):
    letter_text = letter(stage)

    assert letter_text.draft
    assert "komt in de brief te staan als die dag bekend is" in " ".join(letter_text.bezwaar)
    assert letter_text.datum == "volgt als het besluit vaststaat"


def test_a_letter_about_a_change_says_what_changes_and_that_the_term_goes_on(stage):
    first = days_ago(30)
    change = services.change(stage.nadia, stage.known(first), aanleiding="schakelen", reden="u gaat studeren")
    change = services.save(stage.nadia, change, ROUTES["O"])

    letter = compose_letter(change)

    assert "De reden is: U gaat studeren." in letter.introduction[0]
    assert "begint niet opnieuw" in letter.introduction[1]
    assert ("Leerroute", "Was: B1-route. Wordt: onderwijsroute.") in [
        (row.label, row.tekst) for row in letter.changed
    ]
    assert letter.dagen[0].label == "Uw inburgering begon op"
    assert letter.dagen[0].tekst == in_words(first + timedelta(days=1))


def test_why_someone_skipped_the_test_stays_out_of_the_letter(stage):
    Leerbaarheidstoets.objects.update(resultaat="", overslaan="zicht", reden="Amina ziet slecht.")

    text = words(letter(stage))

    assert "U hoefde de leerbaarheidstoets niet te maken." in text
    assert "ziet" not in text
    assert "zien" not in text


@pytest.mark.parametrize(
    ("sex", "salutation"),
    [
        ("vrouw", "Beste mevrouw Van den Berg,"),
        ("man", "Beste heer Van den Berg,"),
        ("onbekend", "Beste Amina van den Berg,"),
    ],
)
def test_the_salutation_fits_the_person(stage, sex, salutation):
    person = stage.dossier.persoon
    person.geslacht, person.voorvoegsel, person.achternaam = sex, "van den", "Berg"
    person.save()

    assert letter(stage).salutation == salutation


def test_without_a_contact_person_the_letter_gives_the_number_of_the_municipality(cast, stage):
    cast.alkmaar.telefoon = "14 072"
    cast.alkmaar.save()
    decision = stage.draft()
    decision.dossier.klantmanager = None
    decision.dossier.gemeente.telefoon = "14 072"

    assert compose_letter(decision).help_[0] == "Vragen? Bel de gemeente Alkmaar. Telefoon: 14 072."


@pytest.mark.parametrize("colour", ["", "#ffee00", "rood"])
def test_an_accent_that_cannot_be_read_gives_way(cast, stage, colour):
    setting = cast.alkmaar.instelling
    setting.accentkleur = colour
    setting.save()

    assert letter(stage).main.colour == "#0a5c63"


def test_the_letter_is_dutch_whatever_the_language_of_its_maker(stage):
    decision = stage.draft(vve="Uw dochter gaat naar de voorschool")

    with translation.override("en"):
        in_english = compose_letter(decision)

    assert in_english == compose_letter(decision)


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "uk", "fa", "so"])
def test_the_pdf_is_tagged_titled_and_tells_its_languages(stage, language):
    person = stage.dossier.persoon
    person.contacttalen = [language]
    person.save()

    pdf = make_pdf(compose_letter(stage.draft()))

    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"/Marked true" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert re.search(rb"/Lang\s*\(nl(-NL)?\)", pdf)
    if language in {"ar", "ti", "uk", "fa"}:
        assert re.search(rb"/Lang\s*\(" + language.encode() + rb"\)", pdf)


def test_nothing_typed_can_steer_the_typesetting(stage):
    typed = '#panic("x") $ \\ * _ [ = // "'

    assert make_pdf(letter(stage, motivering=typed, begeleiding=typed)).startswith(b"%PDF")


def test_a_fixed_letter_speaks_in_the_name_of_who_had_the_authority_then(cast, stage):
    fixed = stage.fixed()
    then = compose_letter(fixed)
    setting = cast.alkmaar.instelling
    setting.bevoegd_gezag, setting.ondertekenaar_functie = "de directie", "directeur"
    setting.save()

    again = compose_letter(Beschikking.objects.get(pk=fixed.pk))

    assert again.ondertekening == then.ondertekening
    assert again.bezwaar_address == then.bezwaar_address
    assert "directie" not in words(again)
