"""A talk begins the intake, what is typed is saved field by field, and the end asks what the law asks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.dossiers.models import Contactmoment, Dossier, Feit
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.dossiers.services import leg_feit_vast
from meedoen.intake import selectors, services
from meedoen.intake.models import Botsing, Domeinbeeld, IntakeGesprek

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def beeld(dossier, code):
    return Domeinbeeld.objects.get(dossier=dossier, domein=code)


def bespreek_alles(actor, dossier):
    for domein in selectors.intake_van(dossier).leidraad.domeinen.all():
        services.bewaar(actor, dossier, domein.code, {"besproken": "on"}, versie=0)


# --- talks


def test_the_first_talk_begins_the_intake_and_writes_the_fact(cast, amina, gesprek):
    assert feiten_als_mapping(amina)["intake_gestart"] == date(2026, 9, 20)
    assert Dossier.objects.get(pk=amina.pk).stap == "intake_verder"
    assert gesprek.contactmoment.onderwerp == "intake"
    assert gesprek.contactmoment.uitkomst == "gehouden"
    assert gesprek.contactmoment.door == cast.nadia


def test_a_second_talk_leaves_the_begin_of_the_intake_alone(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.rond_gesprek_af(actor, amina, gesprek, ["Wij spraken over taal."])

    services.begin_gesprek(actor, amina, moment=timezone.now(), kanaal="video", met_tolk=True, taal="ti")

    assert feiten_als_mapping(amina)["intake_gestart"] == date(2026, 9, 20)
    assert IntakeGesprek.objects.filter(dossier=amina).count() == 2


def test_a_planned_talk_becomes_the_talk_of_the_intake(cast, amina):
    actor = cast.actor(cast.nadia)
    gepland = Contactmoment.objects.create(
        gemeente=cast.alkmaar, dossier=amina, moment=timezone.now() - timedelta(hours=1), onderwerp="intake"
    )

    gesprek = services.begin_gesprek(actor, amina, moment=gepland.moment, kanaal="fysiek", gepland=gepland)

    assert gesprek.contactmoment == gepland
    assert Contactmoment.objects.filter(dossier=amina).count() == 1
    assert Contactmoment.objects.get(pk=gepland.pk).uitkomst == "gehouden"


def test_a_new_talk_waits_until_the_open_one_is_summed_up(cast, amina, gesprek):
    with pytest.raises(Geweigerd, match="loopt nog een gesprek"):
        services.begin_gesprek(cast.actor(cast.nadia), amina, moment=timezone.now(), kanaal="fysiek")


@pytest.mark.parametrize("zinnen", [[], ["", "  "], ["een"] * 6])
def test_a_talk_ends_with_one_to_five_sentences(cast, amina, gesprek, zinnen):
    with pytest.raises(Geweigerd, match="vijf zinnen"):
        services.rond_gesprek_af(cast.actor(cast.nadia), amina, gesprek, zinnen)


def test_ending_a_talk_and_mending_its_summary_are_logged_without_the_words(cast, amina, gesprek):
    for sentence in ("U wilt werken in de zorg.", "U wilt werken in de bouw."):
        services.rond_gesprek_af(cast.actor(cast.nadia), amina, gesprek, [sentence])

    lines = Logregel.objects.filter(onderwerp="intakegesprek", handeling="gewijzigd").order_by("pk")
    assert [line.doel for line in lines] == [
        "gesprek voor de brede intake afronden",
        "samenvatting van een gesprek verbeteren",
    ]
    assert not any("zorg" in str(line.wijziging) for line in lines)


def test_the_sentences_become_the_report_of_the_contact_moment(cast, amina, gesprek):
    services.rond_gesprek_af(
        cast.actor(cast.nadia), amina, gesprek, ["U praat  al wat Nederlands.", "", "U wilt werken."]
    )

    assert gesprek.zinnen == ["U praat al wat Nederlands.", "U wilt werken."]
    assert (
        Contactmoment.objects.get(pk=gesprek.contactmoment_id).verslag
        == "U praat al wat Nederlands.\nU wilt werken."
    )


# --- writing in a domain


def test_a_field_is_saved_and_the_logbook_names_the_field_but_not_the_text(cast, amina, gesprek):
    bewaard = services.bewaar(
        cast.actor(cast.nadia), amina, "gezondheid", {"notities": "Slaapt slecht."}, versie=0
    )

    assert (bewaard.beeld.versie, beeld(amina, "gezondheid").notities) == (1, "Slaapt slecht.")
    regel = Logregel.objects.filter(onderwerp="brede intake").latest("pk")
    assert list(regel.wijziging) == ["gezondheid.notities"]
    assert "slecht" not in str(regel.wijziging)
    assert regel.betrokkenen == [amina.persoon_id]


def test_saving_the_same_text_again_changes_nothing(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.bewaar(actor, amina, "werk", {"notities": "kapper"}, versie=0)
    regels = Logregel.objects.count()

    bewaard = services.bewaar(actor, amina, "werk", {"notities": "kapper"}, versie=0)

    assert (bewaard.beeld.versie, bewaard.botsingen, Logregel.objects.count()) == (1, [], regels)


def test_two_colleagues_in_two_fields_do_not_collide(cast, amina, gesprek):
    services.bewaar(
        cast.actor(cast.bram), amina, "werk", {"wens": "kapper worden"}, versie=0, was={"wens": ""}
    )

    bewaard = services.bewaar(
        cast.actor(cast.nadia), amina, "werk", {"notities": "knipte thuis"}, versie=0, was={"notities": ""}
    )

    assert bewaard.botsingen == []
    assert (beeld(amina, "werk").wens, beeld(amina, "werk").notities) == ("kapper worden", "knipte thuis")


def collide(cast, amina):
    services.bewaar(
        cast.actor(cast.bram), amina, "werk", {"notities": "van Bram"}, versie=0, was={"notities": ""}
    )
    return services.bewaar(
        cast.actor(cast.nadia), amina, "werk", {"notities": "van Nadia"}, versie=0, was={"notities": ""}
    )


def test_when_a_colleague_saved_in_between_neither_text_is_lost(cast, amina, gesprek):
    bewaard = collide(cast, amina)

    assert beeld(amina, "werk").notities == "van Bram"
    assert [(botsing.tekst, botsing.van) for botsing in bewaard.botsingen] == [("van Nadia", cast.nadia)]


def test_typing_on_in_a_collision_is_kept_too(cast, amina, gesprek):
    versie = collide(cast, amina).beeld.versie

    services.bewaar(cast.actor(cast.nadia), amina, "werk", {"notities": "van Nadia, nog meer"}, versie=versie)

    assert beeld(amina, "werk").notities == "van Bram"
    assert Botsing.objects.get(dossier=amina).tekst == "van Nadia, nog meer"


@pytest.mark.parametrize(
    ("keuze", "tekst"),
    [("mijn", "van Nadia"), ("ander", "van Bram"), ("beide", "van Bram\n\nvan Nadia")],
)
def test_the_writer_chooses_what_stays(cast, amina, gesprek, keuze, tekst):
    collide(cast, amina)

    services.kies_tekst(cast.actor(cast.nadia), amina, "werk", "notities", keuze)

    assert beeld(amina, "werk").notities == tekst
    assert not Botsing.objects.filter(dossier=amina).exists()


def test_a_choice_is_made_once(cast, amina, gesprek):
    collide(cast, amina)
    services.kies_tekst(cast.actor(cast.nadia), amina, "werk", "notities", "mijn")

    with pytest.raises(Geweigerd, match="niets meer te kiezen"):
        services.kies_tekst(cast.actor(cast.nadia), amina, "werk", "notities", "ander")


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("startpositie", "6"),
        ("startpositie", "goed"),
        ("wens", "x" * 301),
        ("bsn", "1"),
        ("notities", "a\x00b"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(cast, amina, gesprek, veld, waarde):
    with pytest.raises(Geweigerd):
        services.bewaar(cast.actor(cast.nadia), amina, "werk", {veld: waarde}, versie=0)


def test_a_domain_that_the_guide_does_not_have_is_refused(cast, amina, gesprek):
    with pytest.raises(Geweigerd, match="gespreksleidraad"):
        services.bewaar(cast.actor(cast.nadia), amina, "sport", {"notities": "x"}, versie=0)


def test_what_the_law_asks_for_is_not_skipped(cast, amina, gesprek):
    with pytest.raises(Geweigerd, match="overslaan") as weigering:
        services.bewaar(
            cast.actor(cast.nadia), amina, "gezondheid", {"overgeslagen_reden": "geen tijd"}, versie=0
        )

    assert str(weigering.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"


def test_a_domain_is_discussed_or_skipped_but_not_both(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.bewaar(actor, amina, "wonen", {"besproken": "on"}, versie=0)
    services.bewaar(actor, amina, "wonen", {"overgeslagen_reden": "wil zij niet"}, versie=1)
    assert (beeld(amina, "wonen").besproken, beeld(amina, "wonen").is_klaar) == (False, True)

    services.bewaar(actor, amina, "wonen", {"besproken": "on"}, versie=2)
    assert beeld(amina, "wonen").overgeslagen_reden == ""


# --- who may


@pytest.mark.parametrize(
    ("wie", "reden"), [("karim", "rol"), ("tom", "andere gemeente"), ("ria", "rol"), ("petra", "rol")]
)
def test_only_a_klantmanager_or_team_leader_of_the_municipality_writes(cast, amina, gesprek, wie, reden):
    with pytest.raises(Geweigerd, match=reden):
        services.bewaar(cast.actor(getattr(cast, wie)), amina, "werk", {"notities": "x"}, versie=0)


def test_a_shielded_dossier_is_closed_to_other_klantmanagers_and_open_to_the_team_leader(
    cast, amina, gesprek
):
    amina.afgeschermd = True
    amina.save(update_fields=["afgeschermd"])

    services.bewaar(cast.actor(cast.els), amina, "werk", {"notities": "x"}, versie=0)
    with pytest.raises(Geweigerd, match="afgeschermd"):
        services.bewaar(cast.actor(cast.bram), amina, "werk", {"notities": "y"}, versie=1)


# --- finishing and opening again


def test_finishing_names_what_is_missing_with_the_article(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    bespreek_alles(actor, amina)
    services.bewaar(actor, amina, "werk", {"besproken": ""}, versie=1)
    services.rond_gesprek_af(actor, amina, gesprek, ["Wij spraken over alles."])

    with pytest.raises(Geweigerd, match="werkervaring") as weigering:
        services.rond_intake_af(actor, amina)

    assert str(weigering.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"
    assert not Feit.objects.filter(dossier=amina, soort="intake_afgerond").exists()


@pytest.mark.parametrize(
    ("weglaten", "reden"),
    [("wonen", "Wonen is besproken"), ("samenvatting", "samenvatting"), ("gezin", "omstandigheden")],
)
def test_every_condition_for_finishing_can_refuse_by_itself(cast, amina, gesprek, weglaten, reden):
    actor = cast.actor(cast.nadia)
    bespreek_alles(actor, amina)
    if weglaten == "samenvatting":
        pass
    else:
        services.bewaar(actor, amina, weglaten, {"besproken": ""}, versie=1)
        services.rond_gesprek_af(actor, amina, gesprek, ["Klaar."])

    with pytest.raises(Geweigerd, match=reden):
        services.rond_intake_af(actor, amina)


def finish(actor, dossier, gesprek):
    bespreek_alles(actor, dossier)
    services.rond_gesprek_af(actor, dossier, gesprek, ["Klaar."])
    services.rond_intake_af(actor, dossier)


def test_a_finished_intake_moves_the_line_on_and_is_closed_for_writing(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    finish(actor, amina, gesprek)

    assert Dossier.objects.get(pk=amina.pk).fase == "pip"
    assert feiten_als_mapping(amina)["intake_afgerond"] == timezone.localdate()
    with pytest.raises(Geweigerd, match="afgerond"):
        services.bewaar(actor, amina, "werk", {"notities": "x"}, versie=1)


def test_a_domain_skipped_with_a_reason_does_not_stop_the_end(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    bespreek_alles(actor, amina)
    services.bewaar(actor, amina, "wonen", {"overgeslagen_reden": "woont in het azc"}, versie=1)
    services.rond_gesprek_af(actor, amina, gesprek, ["Klaar."])

    services.rond_intake_af(actor, amina)

    assert "intake_afgerond" in feiten_als_mapping(amina)


def test_a_finished_intake_opens_again_with_a_reason_until_a_pip_is_fixed(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    finish(actor, amina, gesprek)
    with pytest.raises(Geweigerd, match="waarom"):
        services.heropen_intake(actor, amina, " ")

    services.heropen_intake(actor, amina, "er kwam nieuws van de huisarts")
    assert "intake_afgerond" not in feiten_als_mapping(amina)
    assert Logregel.objects.latest("pk").doel == "brede intake heropenen"
    assert not Logregel.objects.filter(doel__contains="huisarts").exists()

    services.rond_intake_af(actor, amina)
    leg_feit_vast(actor, amina, "pip_dagtekening", datum=date(2026, 11, 20))
    with pytest.raises(Geweigerd, match="PIP"):
        services.heropen_intake(actor, amina, "toch nog iets")


def test_the_offers_are_recorded_and_logged(cast, amina, gesprek):
    services.zet_afspraken(cast.actor(cast.nadia), amina, gesprek_alleen_aangeboden=True, vve_verteld=False)

    assert selectors.intake_van(amina).gesprek_alleen_aangeboden
    regel = Logregel.objects.filter(onderwerp="brede intake").latest("pk")
    assert regel.wijziging == {"gesprek_alleen_aangeboden": [False, True]}


def test_a_guide_in_which_no_domain_covers_a_part_of_the_law_finishes_no_intake(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    bespreek_alles(actor, amina)
    services.rond_gesprek_af(actor, amina, gesprek, ["Klaar."])
    selectors.intake_van(amina).leidraad.domeinen.filter(wettelijk_deel="werkervaring").update(
        wettelijk_deel=""
    )

    with pytest.raises(Geweigerd, match="Besproken: werkervaring") as weigering:
        services.rond_intake_af(actor, amina)

    assert weigering.value.artikel


def test_a_second_talk_that_is_not_summed_up_holds_up_the_end(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    bespreek_alles(actor, amina)
    services.rond_gesprek_af(actor, amina, gesprek, ["Klaar."])
    second = services.begin_gesprek(actor, amina, moment=timezone.now(), kanaal="video")

    with pytest.raises(Geweigerd, match="samenvatting"):
        services.rond_intake_af(actor, amina)

    services.rond_gesprek_af(actor, amina, second, ["Nu wel."])
    services.rond_intake_af(actor, amina)
    assert "intake_afgerond" in feiten_als_mapping(amina)
