from dataclasses import replace
from datetime import date

import pytest

from meedoen.wet.concepts import Alfabetisering, Certainty, Doelgroep, LbtResultaat, Leerroute, Niveau
from meedoen.wet.condition import Consequence, Outcome
from meedoen.wet.duo import z_route_uren
from meedoen.wet.pip import evaluate_pip, pip_condition, pip_conditions
from meedoen.wet.pip.feiten import PipFeiten

EERSTE = PipFeiten(
    peildatum=date(2026, 5, 11),
    dagtekening=date(2026, 5, 11),
    leerroute=Leerroute.B1,
    niveau=Niveau.B1,
    intensiteit_uren=600,
    alfabetisering=Alfabetisering.NIET_NODIG,
    pvt_uren=12,
    map_uren=40,
    ondersteuning_beschreven=True,
    doelgroep=Doelgroep.ASIELSTATUSHOUDER,
    asielvergunning=True,
    bijstand=True,
    ontzorgen_wijze="huur, energie en zorgverzekering",
    begin_plicht=date(2026, 3, 1),
    inschrijving_brp=date(2026, 3, 2),
    koppeling=date(2025, 12, 1),
    lbt_resultaat=LbtResultaat.HAALBAAR,
    onderwijsroute_onderzocht=True,
    opsteller_is_goedkeurder=False,
)
"""A first PIP that meets every condition."""

VERVOLG = replace(
    EERSTE,
    is_eerste_pip=False,
    peildatum=date(2027, 5, 1),
    dagtekening=date(2027, 5, 1),
    eerste_pip_dagtekening=date(2026, 5, 11),
    huidige_pip_dagtekening=date(2026, 9, 1),
    huidige_leerroute=Leerroute.B1,
    huidig_niveau=Niveau.B1,
    start_inburgeringstermijn=date(2026, 5, 12),
    schakelen_tot=date(2027, 11, 11),
)
"""A PIP that replaces the first one and meets every condition."""

AFSCHALEN = replace(VERVOLG, niveau=Niveau.A2, gevolgde_cursusuren_nt2=600, inspanning_aantoonbaar=True)
SCHAKELEN = replace(
    VERVOLG, leerroute=Leerroute.Z, niveau=Niveau.A2, intensiteit_uren=None, motivering_afwijking="ziekte"
)
ONDERWIJS = replace(EERSTE, leerroute=Leerroute.ONDERWIJS, intensiteit_uren=None, map_uren=None)
Z = replace(
    EERSTE, leerroute=Leerroute.Z, niveau=Niveau.A2, intensiteit_uren=None, motivering_afwijking="ziekte"
)
VERHUISD = replace(VERVOLG, verhuisd_met_pip=True)

VOLDAAN, NIET, NVT = Outcome.VOLDAAN, Outcome.NIET_VOLDAAN, Outcome.NIET_VAN_TOEPASSING
ONBEKEND = Outcome.NIET_TE_TOETSEN

TAFEL = [
    ("leerroute_gekozen", EERSTE, {}, VOLDAAN),
    ("leerroute_gekozen", EERSTE, {"leerroute": None}, NIET),
    ("ondersteuning_beschreven", EERSTE, {}, VOLDAAN),
    ("ondersteuning_beschreven", EERSTE, {"ondersteuning_beschreven": False}, NIET),
    ("ondersteuning_beschreven", EERSTE, {"ondersteuning_beschreven": None}, ONBEKEND),
    ("alfabetisering_beoordeeld", EERSTE, {}, VOLDAAN),
    ("alfabetisering_beoordeeld", EERSTE, {"alfabetisering": None}, NIET),
    ("onderwijsroute_niet_a2", ONDERWIJS, {}, VOLDAAN),
    ("onderwijsroute_niet_a2", ONDERWIJS, {"niveau": None}, VOLDAAN),
    ("onderwijsroute_niet_a2", ONDERWIJS, {"niveau": Niveau.A2}, NIET),
    ("onderwijsroute_niet_a2", EERSTE, {}, NVT),
    ("z_route_niet_b1", Z, {}, VOLDAAN),
    ("z_route_niet_b1", Z, {"niveau": Niveau.B1}, NIET),
    ("z_route_niet_b1", EERSTE, {}, NVT),
    ("eerste_pip_niet_b1_met_a2", EERSTE, {}, VOLDAAN),
    ("eerste_pip_niet_b1_met_a2", EERSTE, {"niveau": Niveau.A2}, NIET),
    ("eerste_pip_niet_b1_met_a2", AFSCHALEN, {}, NVT),
    ("onderwijsroute_onderzocht", EERSTE, {}, VOLDAAN),
    ("onderwijsroute_onderzocht", EERSTE, {"onderwijsroute_onderzocht": None}, NIET),
    ("onderwijsroute_onderzocht", ONDERWIJS, {"onderwijsroute_onderzocht": None}, NVT),
    ("intensiteit_alleen_b1_asiel", EERSTE, {}, VOLDAAN),
    ("intensiteit_alleen_b1_asiel", EERSTE, {"doelgroep": Doelgroep.GEZINSMIGRANT}, NIET),
    ("intensiteit_alleen_b1_asiel", ONDERWIJS, {"intensiteit_uren": 1500}, NIET),
    ("intensiteit_alleen_b1_asiel", ONDERWIJS, {}, NVT),
    ("intensiteit_past_in_het_veld", EERSTE, {"intensiteit_uren": 1}, VOLDAAN),
    ("intensiteit_past_in_het_veld", EERSTE, {"intensiteit_uren": 9999}, VOLDAAN),
    ("intensiteit_past_in_het_veld", EERSTE, {"intensiteit_uren": 0}, NIET),
    ("intensiteit_past_in_het_veld", EERSTE, {"intensiteit_uren": 10_000}, NIET),
    ("intensiteit_past_in_het_veld", EERSTE, {"intensiteit_uren": None}, NVT),
    ("intensiteit_ingevuld", EERSTE, {}, VOLDAAN),
    ("intensiteit_ingevuld", EERSTE, {"intensiteit_uren": None}, NIET),
    ("intensiteit_ingevuld", Z, {}, NVT),
    ("pvt_minstens_uren", EERSTE, {}, VOLDAAN),
    ("pvt_minstens_uren", EERSTE, {"pvt_uren": 11}, NIET),
    ("pvt_minstens_uren", ONDERWIJS, {"pvt_uren": None}, NIET),
    ("map_niet_in_onderwijsroute", ONDERWIJS, {}, VOLDAAN),
    ("map_niet_in_onderwijsroute", ONDERWIJS, {"map_uren": 40}, NIET),
    ("map_niet_in_onderwijsroute", Z, {}, NVT),
    ("map_ingevuld", EERSTE, {}, VOLDAAN),
    ("map_ingevuld", Z, {"map_uren": None}, NIET),
    ("map_ingevuld", ONDERWIJS, {}, NVT),
    ("map_minstens_uren", EERSTE, {}, VOLDAAN),
    ("map_minstens_uren", Z, {"map_uren": 39}, NIET),
    ("map_minstens_uren", Z, {"map_uren": None}, ONBEKEND),
    ("map_minstens_uren", ONDERWIJS, {}, NVT),
    ("dagtekening_ingevuld", EERSTE, {}, VOLDAAN),
    ("dagtekening_ingevuld", EERSTE, {"dagtekening": None}, NIET),
    ("dagtekening_niet_in_de_toekomst", EERSTE, {}, VOLDAAN),
    ("dagtekening_niet_in_de_toekomst", EERSTE, {"dagtekening": date(2026, 5, 12)}, NIET),
    ("dagtekening_niet_in_de_toekomst", EERSTE, {"dagtekening": None}, ONBEKEND),
    ("dagtekening_niet_voor_de_plicht", EERSTE, {"begin_plicht": date(2026, 5, 11)}, VOLDAAN),
    ("dagtekening_niet_voor_de_plicht", EERSTE, {"begin_plicht": date(2026, 5, 12)}, NIET),
    ("dagtekening_niet_voor_de_plicht", EERSTE, {"begin_plicht": None}, ONBEKEND),
    ("dagtekening_niet_voor_het_eerste_pip", VERVOLG, {"dagtekening": date(2026, 5, 11)}, VOLDAAN),
    ("dagtekening_niet_voor_het_eerste_pip", VERVOLG, {"dagtekening": date(2026, 5, 10)}, NIET),
    ("dagtekening_niet_voor_het_eerste_pip", EERSTE, {}, NVT),
    ("dagtekening_niet_voor_het_huidige_pip", VERVOLG, {"dagtekening": date(2026, 9, 1)}, VOLDAAN),
    ("dagtekening_niet_voor_het_huidige_pip", VERVOLG, {"dagtekening": date(2026, 8, 31)}, NIET),
    ("dagtekening_niet_voor_het_huidige_pip", EERSTE, {}, NVT),
    ("dagtekening_niet_voor_de_vestiging", EERSTE, {"dagtekening": date(2025, 12, 1)}, VOLDAAN),
    ("dagtekening_niet_voor_de_vestiging", EERSTE, {"dagtekening": date(2025, 11, 30)}, NIET),
    ("dagtekening_niet_voor_de_vestiging", EERSTE, {"koppeling": None}, VOLDAAN),
    (
        "dagtekening_niet_voor_de_vestiging",
        EERSTE,
        {"koppeling": None, "dagtekening": date(2026, 3, 1)},
        NIET,
    ),
    ("dagtekening_niet_voor_de_vestiging", EERSTE, {"koppeling": None, "inschrijving_brp": None}, NVT),
    ("pip_tijdens_verblijf_azc", EERSTE, {}, VOLDAAN),
    ("pip_tijdens_verblijf_azc", EERSTE, {"dagtekening": date(2026, 3, 1)}, NIET),
    ("pip_tijdens_verblijf_azc", EERSTE, {"inschrijving_brp": None}, NIET),
    ("pip_tijdens_verblijf_azc", EERSTE, {"koppeling": None}, NVT),
    ("lbt_afgenomen_of_overgeslagen", EERSTE, {}, VOLDAAN),
    ("lbt_afgenomen_of_overgeslagen", EERSTE, {"lbt_resultaat": None}, NIET),
    ("lbt_afgenomen_of_overgeslagen", EERSTE, {"lbt_resultaat": LbtResultaat.ONBEKEND}, NIET),
    (
        "lbt_afgenomen_of_overgeslagen",
        EERSTE,
        {"lbt_resultaat": None, "lbt_overgeslagen": True, "lbt_reden": "slechtziend"},
        VOLDAAN,
    ),
    (
        "lbt_afgenomen_of_overgeslagen",
        EERSTE,
        {"lbt_resultaat": None, "lbt_overgeslagen": True, "lbt_reden": " "},
        NIET,
    ),
    ("lbt_afgenomen_of_overgeslagen", VERVOLG, {"lbt_resultaat": None}, NVT),
    ("afwijking_van_lbt_gemotiveerd", Z, {}, VOLDAAN),
    ("afwijking_van_lbt_gemotiveerd", Z, {"motivering_afwijking": " "}, NIET),
    ("afwijking_van_lbt_gemotiveerd", Z, {"lbt_resultaat": LbtResultaat.NIET_HAALBAAR}, NVT),
    ("afwijking_van_lbt_gemotiveerd", EERSTE, {"lbt_resultaat": LbtResultaat.NIET_HAALBAAR}, NIET),
    ("afwijking_van_lbt_gemotiveerd", ONDERWIJS, {"lbt_resultaat": LbtResultaat.NIET_HAALBAAR}, NIET),
    ("afwijking_van_lbt_gemotiveerd", EERSTE, {}, NVT),
    ("schakelen_op_tijd", SCHAKELEN, {"dagtekening": date(2027, 11, 11)}, VOLDAAN),
    ("schakelen_op_tijd", SCHAKELEN, {"dagtekening": date(2027, 11, 12)}, NIET),
    ("schakelen_op_tijd", SCHAKELEN, {"schakelen_tot": None}, ONBEKEND),
    (
        "schakelen_op_tijd",
        VERVOLG,
        {"huidige_leerroute": Leerroute.ONDERWIJS, "dagtekening": date(2029, 1, 1)},
        VOLDAAN,
    ),
    ("schakelen_op_tijd", VERVOLG, {}, NVT),
    ("leerroute_blijft_na_verhuizing", VERHUISD, {}, VOLDAAN),
    ("leerroute_blijft_na_verhuizing", VERHUISD, {"leerroute": Leerroute.Z}, NIET),
    ("leerroute_blijft_na_verhuizing", SCHAKELEN, {}, NVT),
    ("afschalen_alleen_in_b1", AFSCHALEN, {}, VOLDAAN),
    ("afschalen_alleen_in_b1", AFSCHALEN, {"huidige_leerroute": Leerroute.ONDERWIJS}, NIET),
    ("afschalen_alleen_in_b1", VERVOLG, {}, NVT),
    ("afschalen_na_minstens_uren", AFSCHALEN, {}, VOLDAAN),
    ("afschalen_na_minstens_uren", AFSCHALEN, {"gevolgde_cursusuren_nt2": 599}, NIET),
    ("afschalen_na_minstens_uren", AFSCHALEN, {"gevolgde_cursusuren_nt2": None}, NIET),
    ("afschalen_na_minstens_uren", AFSCHALEN, {"huidig_niveau": Niveau.A2}, NVT),
    ("afschalen_na_inspanning", AFSCHALEN, {}, VOLDAAN),
    ("afschalen_na_inspanning", AFSCHALEN, {"inspanning_aantoonbaar": False}, NIET),
    ("afschalen_na_inspanning", SCHAKELEN, {}, NVT),
    ("ontzorgen_geregeld", EERSTE, {}, VOLDAAN),
    ("ontzorgen_geregeld", EERSTE, {"ontzorgen_wijze": ""}, NIET),
    ("ontzorgen_geregeld", EERSTE, {"bijstand": False}, NVT),
    ("ontzorgen_geregeld", EERSTE, {"asielvergunning": None}, NVT),
    ("ontzorgen_niet_voor_anderen", EERSTE, {"asielvergunning": False, "ontzorgen_wijze": ""}, VOLDAAN),
    ("ontzorgen_niet_voor_anderen", EERSTE, {"doelgroep": Doelgroep.GEZINSMIGRANT}, NIET),
    ("ontzorgen_niet_voor_anderen", EERSTE, {}, NVT),
    ("vier_ogen", EERSTE, {}, VOLDAAN),
    ("vier_ogen", EERSTE, {"opsteller_is_goedkeurder": True}, NIET),
    ("vier_ogen", EERSTE, {"opsteller_is_goedkeurder": None}, ONBEKEND),
]


@pytest.mark.parametrize(("regel", "pip", "anders", "uitkomst"), TAFEL)
def test_a_rule_judges_both_sides_of_its_border(regel, pip, anders, uitkomst):
    toetsing = {t.rule.name: t for t in evaluate_pip(replace(pip, **anders))}[regel]
    assert toetsing.outcome == uitkomst
    assert str(toetsing.sentence).startswith(str(pip_condition(regel).text))


def test_every_rule_is_tried_with_both_outcomes():
    for uitkomst in (VOLDAAN, NIET):
        assert {regel for regel, *_, uit in TAFEL if uit == uitkomst} == {
            een.name for een in pip_conditions()
        }


@pytest.mark.parametrize("pip", [EERSTE, VERVOLG, AFSCHALEN, SCHAKELEN, ONDERWIJS, Z, VERHUISD])
def test_a_good_pip_meets_every_condition(pip):
    assert [t.rule.name for t in evaluate_pip(pip) if t.outcome == NIET] == []


def test_an_empty_pip_is_refused_and_never_breaks():
    toetsingen = evaluate_pip(PipFeiten(peildatum=date(2026, 5, 11)))
    assert {t.rule.name for t in toetsingen if t.refuses} == {
        "leerroute_gekozen",
        "pvt_minstens_uren",
        "dagtekening_ingevuld",
        "lbt_afgenomen_of_overgeslagen",
    }
    assert {t.rule.name for t in toetsingen if t.asks_attention} == {
        "alfabetisering_beoordeeld",
        "onderwijsroute_onderzocht",
    }


def test_the_sentence_holds_the_actual_values():
    toetsingen = {t.rule.name: str(t.sentence) for t in evaluate_pip(replace(SCHAKELEN, map_uren=12))}
    assert toetsingen["map_minstens_uren"].endswith("Uren MAP: 12.")
    assert toetsingen["schakelen_op_tijd"].endswith(
        "Van B1-route naar Z-route op zaterdag 1 mei 2027. Schakelen kan tot en met donderdag 11 november"
        " 2027."
    )
    afwijking = replace(EERSTE, lbt_resultaat=LbtResultaat.NIET_HAALBAAR)
    zin = next(
        str(t.sentence) for t in evaluate_pip(afwijking) if t.rule.name == "afwijking_van_lbt_gemotiveerd"
    )
    assert zin.endswith("Toets: B1-route niet haalbaar. Leerroute: B1-route. Motivering: niet ingevuld.")


def test_what_cannot_be_tried_yet_says_that_a_fact_is_missing():
    toetsing = next(t for t in evaluate_pip(replace(EERSTE, begin_plicht=None)) if "plicht" in t.rule.name)
    assert "een gegeven ontbreekt" in str(toetsing.sentence)


def test_law_that_is_not_verified_never_refuses_a_pip():
    onzeker = [regel for regel in pip_conditions() if regel.certainty is Certainty.S]
    assert onzeker
    assert all(regel.consequence is Consequence.AANDACHTSPUNT for regel in onzeker)


def test_only_asylum_holders_have_hours_of_participation_in_the_z_route():
    assert z_route_uren(Doelgroep.ASIELSTATUSHOUDER) == {"cursus": 800, "participatie": 800}
    assert z_route_uren(Doelgroep.GEZINSMIGRANT) == {"cursus": 800}
