from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.wet.concepts import Certainty, Doelgroep, Leerroute
from meedoen.wet.condition import CANNOT_BE_TRIED, Consequence, Outcome, as_frame, outcomes
from meedoen.wet.duo import (
    REPORTED_ON,
    conditions_for,
    duo_condition,
    duo_conditions,
    evaluate_melding,
    pip_conditions_of_duo,
)
from meedoen.wet.duo.feiten import DuoFeiten, Melding
from meedoen.wet.pip import pip_condition

VOLDAAN, NIET, NVT = Outcome.VOLDAAN, Outcome.NIET_VOLDAAN, Outcome.NIET_VAN_TOEPASSING
ONBEKEND = Outcome.NIET_TE_TOETSEN

OP_TIJD = DuoFeiten(
    peildatum=date(2028, 5, 11),
    datum=date(2028, 5, 10),
    doelgroep=Doelgroep.ASIELSTATUSHOUDER,
    pip_bekend=True,
    pip_van_ons=True,
    pip_dagtekening=date(2026, 5, 11),
    leerroute=Leerroute.Z,
    termijn_vastgesteld=True,
    termijn_begin=date(2026, 5, 12),
    termijn_laatste_dag=date(2029, 5, 11),
    plicht_voldaan_met_z=False,
    map_datum=date(2028, 4, 1),
    pvt_datum=date(2026, 9, 1),
    cursusuren=800,
    participatie_uren=800,
)
"""A talk, signature or closing within the term, with everything known."""

TE_LAAT = replace(OP_TIJD, peildatum=date(2029, 6, 20), datum=date(2029, 5, 12))
"""The same on the first day after the term."""

AANBOD = replace(
    OP_TIJD,
    datum=date(2026, 6, 1),
    start=date(2026, 6, 8),
    einde=date(2028, 6, 1),
    school_keurmerk_bow=True,
    school_keurmerk_tst=False,
)
CONTACT = DuoFeiten(
    peildatum=date(2026, 5, 1), naam="Nadia de Wit-'t Hart", email="n@b.nl", telefoon="+31 6-12345678"
)
UREN = replace(OP_TIJD, uren=120, eerdere_uren=100)

TAFEL = [
    ("pip_weg_zonder_termijn", OP_TIJD, {"termijn_vastgesteld": False}, VOLDAAN),
    ("pip_weg_zonder_termijn", OP_TIJD, {}, NIET),
    ("pip_weg_zonder_termijn", OP_TIJD, {"termijn_vastgesteld": None}, ONBEKEND),
    ("pip_weg_zonder_cursusuren", OP_TIJD, {"cursusuren": None}, VOLDAAN),
    ("pip_weg_zonder_cursusuren", OP_TIJD, {"cursusuren": 1}, NIET),
    ("aanbod_alleen_asiel", AANBOD, {}, VOLDAAN),
    ("aanbod_alleen_asiel", AANBOD, {"doelgroep": Doelgroep.GEZINSMIGRANT}, NIET),
    ("aanbod_na_pip", AANBOD, {}, VOLDAAN),
    ("aanbod_na_pip", AANBOD, {"pip_bekend": False}, NIET),
    ("aanbod_school_met_keurmerk", AANBOD, {}, VOLDAAN),
    ("aanbod_school_met_keurmerk", AANBOD, {"school_keurmerk_bow": False}, NIET),
    (
        "aanbod_school_met_keurmerk",
        AANBOD,
        {"school_keurmerk_bow": False, "school_keurmerk_tst": True, "leerroute": Leerroute.ONDERWIJS},
        VOLDAAN,
    ),
    (
        "aanbod_school_met_keurmerk",
        AANBOD,
        {"school_keurmerk_bow": False, "school_keurmerk_tst": True, "leerroute": Leerroute.B1},
        NIET,
    ),
    ("aanbod_school_met_keurmerk", AANBOD, {"school_keurmerk_bow": None}, ONBEKEND),
    ("aanbod_niet_voor_dagtekening", AANBOD, {"datum": date(2026, 5, 11)}, VOLDAAN),
    ("aanbod_niet_voor_dagtekening", AANBOD, {"datum": date(2026, 5, 10)}, NIET),
    ("aanbod_niet_voor_dagtekening", AANBOD, {"start": date(2026, 5, 10)}, NIET),
    ("aanbod_einde_niet_voor_start", AANBOD, {"einde": date(2026, 6, 8)}, VOLDAAN),
    ("aanbod_einde_niet_voor_start", AANBOD, {"einde": date(2026, 6, 7)}, NIET),
    ("aanbod_einde_niet_voor_start", AANBOD, {"einde": None}, NVT),
    ("aanbod_start_niet_voor_aanbod", AANBOD, {"start": date(2026, 6, 1)}, VOLDAAN),
    ("aanbod_start_niet_voor_aanbod", AANBOD, {"start": date(2026, 5, 31)}, NIET),
    ("aanbod_binnen_de_termijn", AANBOD, {"einde": date(2029, 5, 11)}, VOLDAAN),
    ("aanbod_binnen_de_termijn", AANBOD, {"einde": date(2029, 5, 12)}, NIET),
    ("aanbod_binnen_de_termijn", AANBOD, {"start": None, "einde": None}, NVT),
    ("resultaat_pip_van_ons", OP_TIJD, {}, VOLDAAN),
    ("resultaat_pip_van_ons", OP_TIJD, {"pip_van_ons": False}, NIET),
    ("resultaat_eerder_van_ons", OP_TIJD, {}, NVT),
    ("resultaat_eerder_van_ons", OP_TIJD, {"eerder_van_ons": True}, VOLDAAN),
    ("resultaat_eerder_van_ons", OP_TIJD, {"eerder_van_ons": False}, NIET),
    ("resultaat_plicht_niet_voldaan_met_z", OP_TIJD, {}, VOLDAAN),
    ("resultaat_plicht_niet_voldaan_met_z", OP_TIJD, {"plicht_voldaan_met_z": True}, NIET),
    ("resultaat_niet_voor_de_termijn", OP_TIJD, {"datum": date(2026, 5, 12)}, VOLDAAN),
    ("resultaat_niet_voor_de_termijn", OP_TIJD, {"datum": date(2026, 5, 11)}, NIET),
    ("resultaat_niet_voor_de_termijn", OP_TIJD, {"datum": None}, NVT),
    ("resultaat_niet_na_de_z_route", OP_TIJD, {"zroute_datum": date(2028, 5, 10)}, VOLDAAN),
    ("resultaat_niet_na_de_z_route", OP_TIJD, {"zroute_datum": date(2028, 5, 9)}, NIET),
    ("resultaat_niet_na_de_z_route", OP_TIJD, {}, NVT),
    ("resultaat_niet_in_de_toekomst", OP_TIJD, {"datum": date(2028, 5, 11)}, VOLDAAN),
    ("resultaat_niet_in_de_toekomst", OP_TIJD, {"datum": date(2028, 5, 12)}, NIET),
    ("resultaat_intrekken_zonder_z_route", OP_TIJD, {"datum": None}, VOLDAAN),
    ("resultaat_intrekken_zonder_z_route", OP_TIJD, {"datum": None, "zroute_datum": date(2028, 1, 1)}, NIET),
    ("resultaat_te_laat_met_oordeel", OP_TIJD, {"datum": date(2029, 5, 11)}, VOLDAAN),
    ("resultaat_te_laat_met_oordeel", TE_LAAT, {}, NIET),
    ("resultaat_te_laat_met_oordeel", TE_LAAT, {"datum": None}, NIET),
    ("resultaat_te_laat_met_oordeel", TE_LAAT, {"verwijtbaar": False}, NVT),
    ("resultaat_op_tijd_zonder_oordeel", TE_LAAT, {"verwijtbaar": True}, VOLDAAN),
    ("resultaat_op_tijd_zonder_oordeel", OP_TIJD, {"verwijtbaar": False}, NIET),
    ("resultaat_op_tijd_zonder_oordeel", OP_TIJD, {}, NVT),
    ("resultaat_niet_verwijtbaar_rond_het_einde", TE_LAAT, {"verwijtbaar": False}, VOLDAAN),
    (
        "resultaat_niet_verwijtbaar_rond_het_einde",
        OP_TIJD,
        {"datum": None, "verwijtbaar": False, "peildatum": date(2029, 3, 11)},
        VOLDAAN,
    ),
    (
        "resultaat_niet_verwijtbaar_rond_het_einde",
        OP_TIJD,
        {"datum": None, "verwijtbaar": False, "peildatum": date(2029, 3, 10)},
        NIET,
    ),
    ("resultaat_verwijtbaar_na_het_einde", TE_LAAT, {"datum": None, "verwijtbaar": True}, VOLDAAN),
    ("resultaat_verwijtbaar_na_het_einde", OP_TIJD, {"datum": None, "verwijtbaar": True}, NIET),
    ("resultaat_verwijtbaar_na_het_einde", TE_LAAT, {"verwijtbaar": False}, NVT),
    ("map_zonder_onderwijsroute", OP_TIJD, {}, VOLDAAN),
    ("map_zonder_onderwijsroute", OP_TIJD, {"leerroute": Leerroute.ONDERWIJS}, NIET),
    ("zroute_leerroute", OP_TIJD, {}, VOLDAAN),
    ("zroute_leerroute", OP_TIJD, {"leerroute": Leerroute.B1}, NIET),
    ("zroute_leerroute", OP_TIJD, {"pip_van_ons": False}, NIET),
    ("zroute_niet_in_de_toekomst", OP_TIJD, {}, VOLDAAN),
    ("zroute_niet_in_de_toekomst", OP_TIJD, {"datum": date(2028, 5, 12)}, NIET),
    ("zroute_na_map_en_pvt", OP_TIJD, {"datum": date(2028, 4, 1)}, VOLDAAN),
    ("zroute_na_map_en_pvt", OP_TIJD, {"datum": date(2028, 3, 31)}, NIET),
    ("zroute_na_map_en_pvt", OP_TIJD, {"pvt_datum": date(2028, 5, 11)}, NIET),
    ("zroute_map_en_pvt_bekend", OP_TIJD, {}, VOLDAAN),
    ("zroute_map_en_pvt_bekend", OP_TIJD, {"map_datum": None}, NIET),
    ("zroute_cursusuren", OP_TIJD, {}, VOLDAAN),
    ("zroute_cursusuren", OP_TIJD, {"cursusuren": 799}, NIET),
    ("zroute_cursusuren", OP_TIJD, {"cursusuren": None}, NIET),
    ("zroute_participatie_uren", OP_TIJD, {}, VOLDAAN),
    ("zroute_participatie_uren", OP_TIJD, {"participatie_uren": 0}, NIET),
    ("zroute_participatie_uren", OP_TIJD, {"doelgroep": Doelgroep.GEZINSMIGRANT}, NVT),
    ("uren_past_in_het_veld", UREN, {"uren": 0}, VOLDAAN),
    ("uren_past_in_het_veld", UREN, {"uren": 9999}, VOLDAAN),
    ("uren_past_in_het_veld", UREN, {"uren": 10000}, NIET),
    ("uren_past_in_het_veld", UREN, {"uren": -1}, NIET),
    ("uren_totaal_niet_minder", UREN, {"uren": 100}, VOLDAAN),
    ("uren_totaal_niet_minder", UREN, {"uren": 99}, NIET),
    ("uren_totaal_niet_minder", UREN, {"eerdere_uren": None}, NVT),
    ("uren_participatie_in_z_route", UREN, {}, VOLDAAN),
    ("uren_participatie_in_z_route", UREN, {"leerroute": Leerroute.B1}, NIET),
    ("contact_naam", CONTACT, {}, VOLDAAN),
    ("contact_naam", CONTACT, {"naam": "Nadia (team 2)"}, NIET),
    ("contact_naam", CONTACT, {"naam": None}, NIET),
    ("contact_email", CONTACT, {}, VOLDAAN),
    ("contact_email", CONTACT, {"email": "a@b"}, NIET),
    ("contact_telefoon", CONTACT, {}, VOLDAAN),
    ("contact_telefoon", CONTACT, {"telefoon": "14 072"}, VOLDAAN),
    ("contact_telefoon", CONTACT, {"telefoon": "via de receptie"}, NIET),
    ("contact_telefoon", CONTACT, {"telefoon": None}, NIET),
]


def uitkomst_van(regel, feiten):
    rij = {een.rule.name: een for een in evaluate_melding(Melding(duo_condition(regel).reports[0]), feiten)}
    return rij[regel].outcome


@pytest.mark.parametrize(("regel", "basis", "anders", "verwacht"), TAFEL)
def test_a_condition_of_duo_gives(regel, basis, anders, verwacht):
    assert uitkomst_van(regel, replace(basis, **anders)) == verwacht


def test_every_condition_is_in_the_table_met_and_unmet():
    for regel in duo_conditions():
        gezien = {verwacht for naam, _, _, verwacht in TAFEL if naam == regel.name}
        assert {VOLDAAN, NIET} <= gezien, regel.name


def test_what_we_are_not_sure_of_never_refuses_unless_it_is_our_own_agreement():
    for regel in duo_conditions():
        if regel.certainty == Certainty.S:
            assert regel.consequence == Consequence.AANDACHTSPUNT, regel.name
    assert pip_condition("pip_tijdens_verblijf_azc").consequence == Consequence.AANDACHTSPUNT
    assert pip_condition("pip_tijdens_verblijf_azc") in pip_conditions_of_duo()


def test_map_and_pvt_have_the_same_conditions_of_duo():
    alleen_map = {regel.name for regel in conditions_for(Melding.MAP)} - {
        regel.name for regel in conditions_for(Melding.PVT)
    }
    assert alleen_map == {"map_zonder_onderwijsroute"}


def test_a_fact_that_is_missing_is_said_and_not_guessed():
    onbekend = DuoFeiten(peildatum=date(2026, 5, 1), datum=date(2026, 5, 1))
    zinnen = {een.rule.name: str(een.sentence) for een in evaluate_melding(Melding.MAP, onbekend)}
    assert CANNOT_BE_TRIED in zinnen["resultaat_niet_voor_de_termijn"]
    assert not any(een.refuses for een in evaluate_melding(Melding.MAP, onbekend))


def test_a_sentence_says_the_days_it_was_tried_on():
    zinnen = {een.rule.name: str(een.sentence) for een in evaluate_melding(Melding.MAP, TE_LAAT)}
    assert "vrijdag 11 mei 2029" in zinnen["resultaat_te_laat_met_oordeel"]


DAGEN = st.dates(date(2026, 1, 1), date(2030, 12, 31))
FEITEN = st.builds(
    DuoFeiten,
    peildatum=DAGEN,
    datum=st.none() | DAGEN,
    verwijtbaar=st.none() | st.booleans(),
    pip_van_ons=st.none() | st.booleans(),
    termijn_begin=st.none() | DAGEN,
    termijn_laatste_dag=st.none() | DAGEN,
    zroute_datum=st.none() | DAGEN,
)


@settings(deadline=None)  # the first expression of a run takes its time
@given(st.lists(FEITEN, min_size=1, max_size=5))
def test_a_thousand_reports_get_the_answers_that_each_gets_alone(feiten):
    samen = outcomes(conditions_for(Melding.MAP), as_frame(feiten), REPORTED_ON).to_dicts()
    for rij, een in zip(samen, feiten, strict=True):
        alleen = {toets.rule.name: toets.outcome for toets in evaluate_melding(Melding.MAP, een)}
        assert alleen == {naam: waarde for naam, waarde in rij.items() if ":" not in naam}


@settings(deadline=None)  # the first expression of a run takes its time
@given(FEITEN)
def test_one_of_with_and_without_a_judgement_is_always_allowed_once_the_term_is_known(feiten):
    """Whoever can report the day at all, can report it with the judgement that fits the day."""
    feiten = replace(feiten, peildatum=date(2030, 12, 31), datum=feiten.datum or date(2030, 6, 1))
    oordelen = [evaluate_melding(Melding.MAP, replace(feiten, verwijtbaar=wat)) for wat in (None, True)]
    over_oordeel = [
        any(een.refuses and een.rule.form_field == "verwijtbaar" for een in toetsingen)
        for toetsingen in oordelen
    ]
    if feiten.termijn_laatste_dag:
        assert sorted(over_oordeel) == [False, True]
