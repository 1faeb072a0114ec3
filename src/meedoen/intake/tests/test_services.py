"""A talk begins the intake, what is typed is saved field by field, and the end asks what the law asks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.models import Contactmoment, Dossier, Feit
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.dossiers.services import record_feit
from meedoen.intake import selectors, services
from meedoen.intake.models import Collision, Domeinbeeld, IntakeGesprek

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def image(dossier, code):
    return Domeinbeeld.objects.get(dossier=dossier, domein=code)


def discuss_everything(actor, dossier):
    for domein in selectors.intake_of(dossier).leidraad.domeinen.all():
        services.save(actor, dossier, domein.code, {"besproken": "on"}, version=0)


# --- talks


def test_the_first_talk_begins_the_intake_and_writes_the_fact(cast, amina, gesprek):
    assert feiten_as_mapping(amina)["intake_gestart"] == date(2026, 9, 20)
    assert Dossier.objects.get(pk=amina.pk).stap == "intake_verder"
    assert gesprek.contactmoment.onderwerp == "intake"
    assert gesprek.contactmoment.uitkomst == "gehouden"
    assert gesprek.contactmoment.by == cast.nadia


def test_a_second_talk_leaves_the_begin_of_the_intake_alone(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.complete_gesprek(actor, amina, gesprek, ["Wij spraken over taal."])

    services.begin_gesprek(actor, amina, moment=timezone.now(), kanaal="video", met_tolk=True, taal="ti")

    assert feiten_as_mapping(amina)["intake_gestart"] == date(2026, 9, 20)
    assert IntakeGesprek.objects.filter(dossier=amina).count() == 2


def test_a_planned_talk_becomes_the_talk_of_the_intake(cast, amina):
    actor = cast.actor(cast.nadia)
    planned = Contactmoment.objects.create(
        gemeente=cast.alkmaar, dossier=amina, moment=timezone.now() - timedelta(hours=1), onderwerp="intake"
    )

    gesprek = services.begin_gesprek(actor, amina, moment=planned.moment, kanaal="fysiek", gepland=planned)

    assert gesprek.contactmoment == planned
    assert Contactmoment.objects.filter(dossier=amina).count() == 1
    assert Contactmoment.objects.get(pk=planned.pk).uitkomst == "gehouden"


def test_a_new_talk_waits_until_the_open_one_is_summed_up(cast, amina, gesprek):
    with pytest.raises(Refused, match="loopt nog een gesprek"):
        services.begin_gesprek(cast.actor(cast.nadia), amina, moment=timezone.now(), kanaal="fysiek")


@pytest.mark.parametrize("sentences", [[], ["", "  "], ["een"] * 6])
def test_a_talk_ends_with_one_to_five_sentences(cast, amina, gesprek, sentences):
    with pytest.raises(Refused, match="vijf zinnen"):
        services.complete_gesprek(cast.actor(cast.nadia), amina, gesprek, sentences)


def test_ending_a_talk_and_mending_its_summary_are_logged_without_the_words(cast, amina, gesprek):
    for sentence in ("U wilt werken in de zorg.", "U wilt werken in de bouw."):
        services.complete_gesprek(cast.actor(cast.nadia), amina, gesprek, [sentence])

    lines = AuditEntry.objects.filter(onderwerp="intakegesprek", handeling="gewijzigd").order_by("pk")
    assert [line.doel for line in lines] == [
        "gesprek voor de brede intake afronden",
        "samenvatting van een gesprek verbeteren",
    ]
    assert not any("zorg" in str(line.wijziging) for line in lines)


def test_the_sentences_become_the_report_of_the_contact_moment(cast, amina, gesprek):
    services.complete_gesprek(
        cast.actor(cast.nadia), amina, gesprek, ["U praat  al wat Nederlands.", "", "U wilt werken."]
    )

    assert gesprek.sentences == ["U praat al wat Nederlands.", "U wilt werken."]
    assert (
        Contactmoment.objects.get(pk=gesprek.contactmoment_id).verslag
        == "U praat al wat Nederlands.\nU wilt werken."
    )


# --- writing in a domain


def test_a_field_is_saved_and_the_logbook_names_the_field_but_not_the_text(cast, amina, gesprek):
    saved = services.save(
        cast.actor(cast.nadia), amina, "gezondheid", {"notities": "Slaapt slecht."}, version=0
    )

    assert (saved.image.version, image(amina, "gezondheid").notities) == (1, "Slaapt slecht.")
    line = AuditEntry.objects.filter(onderwerp="brede intake").latest("pk")
    assert list(line.wijziging) == ["gezondheid.notities"]
    assert "slecht" not in str(line.wijziging)
    assert line.data_subjects == [amina.persoon_id]


def test_saving_the_same_text_again_changes_nothing(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.save(actor, amina, "werk", {"notities": "kapper"}, version=0)
    lines = AuditEntry.objects.count()

    saved = services.save(actor, amina, "werk", {"notities": "kapper"}, version=0)

    assert (saved.image.version, saved.collisions, AuditEntry.objects.count()) == (1, [], lines)


def test_two_colleagues_in_two_fields_do_not_collide(cast, amina, gesprek):
    services.save(
        cast.actor(cast.bram), amina, "werk", {"wens": "kapper worden"}, version=0, was={"wens": ""}
    )

    saved = services.save(
        cast.actor(cast.nadia), amina, "werk", {"notities": "knipte thuis"}, version=0, was={"notities": ""}
    )

    assert saved.collisions == []
    assert (image(amina, "werk").wens, image(amina, "werk").notities) == ("kapper worden", "knipte thuis")


def collide(cast, amina):
    services.save(
        cast.actor(cast.bram), amina, "werk", {"notities": "van Bram"}, version=0, was={"notities": ""}
    )
    return services.save(
        cast.actor(cast.nadia), amina, "werk", {"notities": "van Nadia"}, version=0, was={"notities": ""}
    )


def test_when_a_colleague_saved_in_between_neither_text_is_lost(cast, amina, gesprek):
    saved = collide(cast, amina)

    assert image(amina, "werk").notities == "van Bram"
    assert [(collision.tekst, collision.van) for collision in saved.collisions] == [("van Nadia", cast.nadia)]


def test_typing_on_in_a_collision_is_kept_too(cast, amina, gesprek):
    version = collide(cast, amina).image.version

    services.save(cast.actor(cast.nadia), amina, "werk", {"notities": "van Nadia, nog meer"}, version=version)

    assert image(amina, "werk").notities == "van Bram"
    assert Collision.objects.get(dossier=amina).tekst == "van Nadia, nog meer"


@pytest.mark.parametrize(
    ("choice", "text"),
    [("mijn", "van Nadia"), ("ander", "van Bram"), ("beide", "van Bram\n\nvan Nadia")],
)
def test_the_writer_chooses_what_stays(cast, amina, gesprek, choice, text):
    collide(cast, amina)

    services.choose_text(cast.actor(cast.nadia), amina, "werk", "notities", choice)

    assert image(amina, "werk").notities == text
    assert not Collision.objects.filter(dossier=amina).exists()


def test_a_choice_is_made_once(cast, amina, gesprek):
    collide(cast, amina)
    services.choose_text(cast.actor(cast.nadia), amina, "werk", "notities", "mijn")

    with pytest.raises(Refused, match="niets meer te kiezen"):
        services.choose_text(cast.actor(cast.nadia), amina, "werk", "notities", "ander")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("startpositie", "6"),
        ("startpositie", "goed"),
        ("wens", "x" * 301),
        ("bsn", "1"),
        ("notities", "a\x00b"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(cast, amina, gesprek, field, value):
    with pytest.raises(Refused):
        services.save(cast.actor(cast.nadia), amina, "werk", {field: value}, version=0)


def test_a_domain_that_the_guide_does_not_have_is_refused(cast, amina, gesprek):
    with pytest.raises(Refused, match="gespreksleidraad"):
        services.save(cast.actor(cast.nadia), amina, "sport", {"notities": "x"}, version=0)


def test_what_the_law_asks_for_is_not_skipped(cast, amina, gesprek):
    with pytest.raises(Refused, match="overslaan") as refusal:
        services.save(
            cast.actor(cast.nadia), amina, "gezondheid", {"overgeslagen_reden": "geen tijd"}, version=0
        )

    assert str(refusal.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"


def test_a_domain_is_discussed_or_skipped_but_not_both(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    services.save(actor, amina, "wonen", {"besproken": "on"}, version=0)
    services.save(actor, amina, "wonen", {"overgeslagen_reden": "wil zij niet"}, version=1)
    assert (image(amina, "wonen").besproken, image(amina, "wonen").is_ready) == (False, True)

    services.save(actor, amina, "wonen", {"besproken": "on"}, version=2)
    assert image(amina, "wonen").overgeslagen_reden == ""


# --- who may


@pytest.mark.parametrize(
    ("who", "reason"), [("karim", "rol"), ("tom", "andere gemeente"), ("ria", "rol"), ("petra", "rol")]
)
def test_only_a_klantmanager_or_team_leader_of_the_municipality_writes(cast, amina, gesprek, who, reason):
    with pytest.raises(Refused, match=reason):
        services.save(cast.actor(getattr(cast, who)), amina, "werk", {"notities": "x"}, version=0)


def test_a_shielded_dossier_is_closed_to_other_klantmanagers_and_open_to_the_team_leader(
    cast, amina, gesprek
):
    amina.shielded = True
    amina.save(update_fields=["shielded"])

    services.save(cast.actor(cast.els), amina, "werk", {"notities": "x"}, version=0)
    with pytest.raises(Refused, match="afgeschermd"):
        services.save(cast.actor(cast.bram), amina, "werk", {"notities": "y"}, version=1)


# --- finishing and opening again


def test_finishing_names_what_is_missing_with_the_article(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    discuss_everything(actor, amina)
    services.save(actor, amina, "werk", {"besproken": ""}, version=1)
    services.complete_gesprek(actor, amina, gesprek, ["Wij spraken over alles."])

    with pytest.raises(Refused, match="werkervaring") as refusal:
        services.complete_intake(actor, amina)

    assert str(refusal.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"
    assert not Feit.objects.filter(dossier=amina, soort="intake_afgerond").exists()


@pytest.mark.parametrize(
    ("leave_out", "reason"),
    [("wonen", "Wonen is besproken"), ("samenvatting", "samenvatting"), ("gezin", "omstandigheden")],
)
def test_every_condition_for_finishing_can_refuse_by_itself(cast, amina, gesprek, leave_out, reason):
    actor = cast.actor(cast.nadia)
    discuss_everything(actor, amina)
    if leave_out == "samenvatting":
        pass
    else:
        services.save(actor, amina, leave_out, {"besproken": ""}, version=1)
        services.complete_gesprek(actor, amina, gesprek, ["Klaar."])

    with pytest.raises(Refused, match=reason):
        services.complete_intake(actor, amina)


def finish(actor, dossier, gesprek):
    discuss_everything(actor, dossier)
    services.complete_gesprek(actor, dossier, gesprek, ["Klaar."])
    services.complete_intake(actor, dossier)


def test_a_finished_intake_moves_the_line_on_and_is_closed_for_writing(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    finish(actor, amina, gesprek)

    assert Dossier.objects.get(pk=amina.pk).fase == "pip"
    assert feiten_as_mapping(amina)["intake_afgerond"] == timezone.localdate()
    with pytest.raises(Refused, match="afgerond"):
        services.save(actor, amina, "werk", {"notities": "x"}, version=1)


def test_a_domain_skipped_with_a_reason_does_not_stop_the_end(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    discuss_everything(actor, amina)
    services.save(actor, amina, "wonen", {"overgeslagen_reden": "woont in het azc"}, version=1)
    services.complete_gesprek(actor, amina, gesprek, ["Klaar."])

    services.complete_intake(actor, amina)

    assert "intake_afgerond" in feiten_as_mapping(amina)


def test_a_finished_intake_opens_again_with_a_reason_until_a_pip_is_fixed(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    finish(actor, amina, gesprek)
    with pytest.raises(Refused, match="waarom"):
        services.reopen_intake(actor, amina, " ")

    services.reopen_intake(actor, amina, "er kwam nieuws van de huisarts")
    assert "intake_afgerond" not in feiten_as_mapping(amina)
    assert AuditEntry.objects.latest("pk").doel == "brede intake heropenen"
    assert not AuditEntry.objects.filter(doel__contains="huisarts").exists()

    services.complete_intake(actor, amina)
    record_feit(actor, amina, "pip_dagtekening", datum=date(2026, 11, 20))
    with pytest.raises(Refused, match="PIP"):
        services.reopen_intake(actor, amina, "toch nog iets")


def test_the_offers_are_recorded_and_logged(cast, amina, gesprek):
    services.set_afspraken(cast.actor(cast.nadia), amina, gesprek_alleen_aangeboden=True, vve_verteld=False)

    assert selectors.intake_of(amina).gesprek_alleen_aangeboden
    line = AuditEntry.objects.filter(onderwerp="brede intake").latest("pk")
    assert line.wijziging == {"gesprek_alleen_aangeboden": [False, True]}


def test_a_guide_in_which_no_domain_covers_a_part_of_the_law_finishes_no_intake(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    discuss_everything(actor, amina)
    services.complete_gesprek(actor, amina, gesprek, ["Klaar."])
    selectors.intake_of(amina).leidraad.domeinen.filter(wettelijk_deel="werkervaring").update(
        wettelijk_deel=""
    )

    with pytest.raises(Refused, match="Besproken: werkervaring") as refusal:
        services.complete_intake(actor, amina)

    assert refusal.value.artikel


def test_a_second_talk_that_is_not_summed_up_holds_up_the_end(cast, amina, gesprek):
    actor = cast.actor(cast.nadia)
    discuss_everything(actor, amina)
    services.complete_gesprek(actor, amina, gesprek, ["Klaar."])
    second = services.begin_gesprek(actor, amina, moment=timezone.now(), kanaal="video")

    with pytest.raises(Refused, match="samenvatting"):
        services.complete_intake(actor, amina)

    services.complete_gesprek(actor, amina, second, ["Nu wel."])
    services.complete_intake(actor, amina)
    assert "intake_afgerond" in feiten_as_mapping(amina)
