"""Talks, signals, documents, people, shielding: who may, what changes, what the logbook says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.dossiers import selectors, services
from meedoen.dossiers.models import Contactmoment, Dossier, Feit, Persoon, Signaal

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def yusuf(cast):
    """A man in Alkmaar of whom only the koppeling is known, Nadia's."""
    persoon = Persoon(gemeente=cast.alkmaar, achternaam="Osman", voornamen="Yusuf")
    day = timezone.localdate() - timedelta(days=30)
    return services.open_dossier(cast.actor(cast.nadia), persoon, {"koppeling": day}, klantmanager=cast.nadia)


def talk(dossier, days=-1, **fields):
    moment = timezone.now() + timedelta(days=days)
    return Contactmoment(
        dossier=dossier, gemeente=dossier.gemeente, moment=moment, **{"onderwerp": "kennismaking", **fields}
    )


def fact(dossier, kind):
    return Feit.objects.filter(dossier=dossier, soort=kind, ingetrokken_op=None).first()


def test_the_first_talk_that_was_held_is_the_first_contact(cast, yusuf):
    services.plan_gesprek(cast.actor(cast.nadia), talk(yusuf, -3, uitkomst="gehouden"))
    services.plan_gesprek(cast.actor(cast.nadia), talk(yusuf, -1, uitkomst="gehouden"))

    assert fact(yusuf, "eerste_contact").datum == timezone.localdate() - timedelta(days=3)
    assert Dossier.objects.get(pk=yusuf.pk).fase == "overdracht"


@pytest.mark.parametrize(
    "fields", [{"uitkomst": "gepland"}, {"uitkomst": "niet_verschenen"}, {"kanaal": "overleg"}]
)
def test_a_talk_that_was_not_held_with_the_newcomer_is_no_contact(cast, yusuf, fields):
    services.plan_gesprek(cast.actor(cast.nadia), talk(yusuf, -3, **{"uitkomst": "gehouden", **fields}))

    assert fact(yusuf, "eerste_contact") is None


def test_a_driegesprek_that_was_held_is_the_handover(cast, yusuf):
    actor = cast.actor(cast.nadia)
    planned = services.plan_gesprek(actor, talk(yusuf, -2, onderwerp="driegesprek"))
    assert fact(yusuf, "overdracht") is None

    planned.uitkomst = "gehouden"
    services.leg_gesprek_vast(actor, planned)

    assert fact(yusuf, "overdracht") is not None


def test_a_talk_that_lies_ahead_has_no_outcome(cast, yusuf):
    with pytest.raises(Geweigerd, match="nog niet geweest"):
        services.plan_gesprek(cast.actor(cast.nadia), talk(yusuf, 1, uitkomst="niet_verschenen"))


def test_the_logbook_says_that_a_report_changed_and_not_what_stands_in_it(cast, yusuf):
    actor = cast.actor(cast.nadia)
    saved = services.plan_gesprek(
        actor, talk(yusuf, uitkomst="gehouden", verslag="Zij vertelde over haar ziekte.")
    )
    saved.verslag = "Zij vertelde over haar gezondheid."
    services.leg_gesprek_vast(actor, saved)

    lines = str(list(Logregel.objects.filter(onderwerp="gesprek").values_list("wijziging", flat=True)))
    assert "verslag" in lines
    assert "ziekte" not in lines
    assert "gezondheid" not in lines


def test_a_signal_is_solved_once_with_what_was_done(cast, yusuf):
    actor = cast.actor(cast.nadia)
    signal = services.meld_signaal(
        actor, Signaal(dossier=yusuf, gemeente=yusuf.gemeente, omschrijving="Schulden", eigenaar=cast.bram)
    )

    with pytest.raises(Geweigerd, match="Schrijf op"):
        services.los_signaal_op(actor, signal, "  ")
    services.los_signaal_op(actor, signal, "Afspraak bij schuldhulp")
    with pytest.raises(Geweigerd, match="al opgelost"):
        services.los_signaal_op(actor, signal, "Nog een keer")

    signal.refresh_from_db()
    assert (signal.oplossing, signal.gemeld_door_id) == ("Afspraak bij schuldhulp", cast.nadia.pk)
    assert "Schulden" not in str(list(Logregel.objects.values_list("wijziging", "doel")))


def test_a_document_is_read_with_a_line_in_the_logbook(cast, yusuf, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kept = services.voeg_document_toe(cast.actor(cast.nadia), yusuf, "brief.pdf", PDF)

    assert services.lees_document(cast.actor(cast.karim), kept) == PDF
    line = Logregel.objects.filter(onderwerp="document").latest("id")
    assert (line.handeling, line.actor_naam, line.betrokkenen) == (
        "gelezen",
        "Karim Haddad",
        [yusuf.persoon_id],
    )


def test_a_decision_is_not_taken_back_as_a_document(cast, yusuf):
    kept = services.voeg_document_toe(cast.actor(cast.nadia), yusuf, "besluit.pdf", PDF, "beschikking")

    with pytest.raises(Geweigerd, match="nieuw besluit"):
        services.trek_document_in(cast.actor(cast.nadia), kept)


@pytest.mark.parametrize("who", ["karim", "tom", "ria", "petra", "fg"])
def test_only_who_guides_people_here_may_act(cast, yusuf, who):
    actor = cast.actor(getattr(cast, who))
    signal = Signaal(dossier=yusuf, gemeente=yusuf.gemeente, omschrijving="x", eigenaar=cast.bram)
    for act in (
        lambda: services.plan_gesprek(actor, talk(yusuf)),
        lambda: services.meld_signaal(actor, signal),
        lambda: services.voeg_document_toe(actor, yusuf, "brief.pdf", PDF),
        lambda: services.wijzig_persoon(actor, yusuf, yusuf.persoon, adres_soort="azc", plaats=""),
        lambda: services.verlaat_huishouden(actor, yusuf),
        lambda: services.leg_feit_vast(actor, yusuf, "huisvesting", datum=timezone.localdate()),
        lambda: services.trek_feit_in(actor, yusuf, "koppeling", "fout"),
        lambda: services.wijs_toe(actor, [yusuf], None),
        lambda: services.scherm_af(actor, yusuf, afgeschermd=True, reden="veilig"),
    ):
        with pytest.raises(Geweigerd):
            act()


def test_a_person_is_found_by_the_new_name_after_a_correction(cast, yusuf):
    persoon = Persoon.objects.get(pk=yusuf.persoon_id)
    persoon.achternaam = "Othman"
    services.wijzig_persoon(cast.actor(cast.nadia), yusuf, persoon, adres_soort="woning", plaats="Bergen")

    assert set(persoon.zoektermen.values_list("term", flat=True)) == {"yusuf", "othman"}
    line = Logregel.objects.filter(onderwerp="persoon").latest("id")
    assert line.wijziging == {
        "achternaam": ["Osman", "Othman"],
        "adres_soort": ["onbekend", "woning"],
        "plaats": ["", "Bergen"],
    }


def test_two_people_become_one_household_and_one_alone_is_none(cast, amina, yusuf):
    actor = cast.actor(cast.nadia)
    services.koppel_huishouden(actor, amina, yusuf, rol="partner", rol_ander="partner")
    amina.persoon.refresh_from_db()
    yusuf.persoon.refresh_from_db()
    assert amina.persoon.huishouden_id == yusuf.persoon.huishouden_id is not None

    services.verlaat_huishouden(actor, amina)
    yusuf.persoon.refresh_from_db()
    assert (yusuf.persoon.huishouden_id, yusuf.persoon.rol_in_huishouden) == (None, "alleen")


def test_leaving_a_household_leaves_the_other_as_she_is_when_her_dossier_is_shielded(cast, amina, yusuf):
    nadia, els = cast.actor(cast.nadia), cast.actor(cast.els)
    services.koppel_huishouden(nadia, amina, yusuf, rol="partner", rol_ander="partner")
    services.wijs_toe(els, [yusuf], cast.bram)
    services.scherm_af(els, yusuf, afgeschermd=True, reden="bedreiging")
    amina.refresh_from_db()

    services.verlaat_huishouden(nadia, amina)

    left, stayed = Persoon.objects.get(pk=amina.persoon_id), Persoon.objects.get(pk=yusuf.persoon_id)
    assert (left.huishouden_id, left.rol_in_huishouden) == (None, "alleen")
    assert (stayed.huishouden_id is None, stayed.rol_in_huishouden) == (False, "partner")
    assert Dossier.objects.get(pk=yusuf.pk).afgeschermd
    last = Logregel.objects.filter(betrokkenen__contains=[stayed.pk]).latest("pk")
    assert last.doel == "dossier afschermen"


def test_nobody_is_her_own_household(cast, amina):
    with pytest.raises(Geweigerd, match="persoon zelf"):
        services.koppel_huishouden(cast.actor(cast.nadia), amina, amina, rol="partner", rol_ander="partner")


def test_a_shielded_dossier_is_left_to_its_contact_person_and_the_team_leader(cast, amina):
    services.scherm_af(cast.actor(cast.els), amina, afgeschermd=True, reden="bedreiging")
    day = timezone.localdate()

    with pytest.raises(Geweigerd, match="afgeschermd"):
        services.leg_feit_vast(cast.actor(cast.bram), amina, "informatie_derden", datum=day)
    for who in (cast.nadia, cast.els):
        services.leg_feit_vast(cast.actor(who), amina, "informatie_derden", datum=day)


def test_shielding_needs_a_reason(cast, amina):
    with pytest.raises(Geweigerd, match="waarom"):
        services.scherm_af(cast.actor(cast.els), amina, afgeschermd=True, reden=" ")


def test_enrolment_and_placement_can_both_be_moved_in_one_go(cast, amina):
    actor, today = cast.actor(cast.nadia), timezone.localdate()
    days = [today - timedelta(days=n) for n in (40, 30, 20, 10)]

    for enrolled, placed in ((days[0], days[1]), (days[2], days[3]), (days[0], days[1])):
        services.meld_aan(actor, amina, aanbieder="Taalhuis Noord", aangemeld=enrolled, geplaatst=placed)
        assert (fact(amina, "aangemeld_aanbieder").datum, fact(amina, "geplaatst").datum) == (
            enrolled,
            placed,
        )
    assert fact(amina, "geplaatst").toelichting == "Taalhuis Noord"


def test_a_long_reason_for_withdrawing_a_fact_is_kept_whole(cast, amina):
    reason = "Verkeerd overgenomen. " * 13

    services.trek_feit_in(cast.actor(cast.nadia), amina, "kennisgeving_duo", reason)

    assert Feit.objects.get(dossier=amina, soort="kennisgeving_duo").intrekreden == reason


SECRET = "Haar broer Ahmed mag het niet weten."
"""Words of a colleague that name somebody: they belong to what was done, never to the logbook."""


def logbook_of(dossier) -> str:
    """Everything the logbook says about the person of a dossier."""
    return str(
        list(
            Logregel.objects.filter(betrokkenen__contains=[dossier.persoon_id]).values_list(
                "doel", "wijziging", "onderwerp"
            )
        )
    )


def test_why_a_fact_was_withdrawn_stands_with_the_fact_and_not_in_the_logbook(cast, amina):
    services.trek_feit_in(cast.actor(cast.nadia), amina, "kennisgeving_duo", SECRET)

    assert Feit.objects.get(dossier=amina, soort="kennisgeving_duo").intrekreden == SECRET
    assert Logregel.objects.latest("pk").doel == "feit intrekken"
    assert "Ahmed" not in logbook_of(amina)


def test_why_a_dossier_was_shielded_and_opened_is_kept_for_who_may_shield(cast, amina):
    els = cast.actor(cast.els)

    services.scherm_af(els, amina, afgeschermd=True, reden=SECRET)
    services.scherm_af(els, amina, afgeschermd=False, reden="Het gevaar is voorbij.")

    kept = [(one.afgeschermd, one.reden, one.door) for one in selectors.afschermingen(amina)]
    assert kept == [(False, "Het gevaar is voorbij.", cast.els), (True, SECRET, cast.els)]
    purposes = Logregel.objects.order_by("-pk").values_list("doel", flat=True)[:2]
    assert list(purposes) == ["dossier weer openen", "dossier afschermen"]
    assert "Ahmed" not in logbook_of(amina)


def test_shielding_what_is_shielded_already_changes_nothing_and_leaves_no_trace(cast, amina):
    els = cast.actor(cast.els)
    read_before = Dossier.objects.get(pk=amina.pk)
    services.scherm_af(els, amina, afgeschermd=True, reden="bedreiging")
    lines = Logregel.objects.count()

    services.scherm_af(els, read_before, afgeschermd=True, reden="bedreiging")

    assert Dossier.objects.get(pk=amina.pk).afgeschermd
    assert (Logregel.objects.count(), selectors.afschermingen(amina).count()) == (lines, 1)


def test_a_fact_is_not_withdrawn_without_a_reason(cast, amina):
    with pytest.raises(Geweigerd, match="Zeg waarom"):
        services.trek_feit_in(cast.actor(cast.nadia), amina, "huisvesting", "  ")

    assert fact(amina, "huisvesting").ingetrokken_op is None


def test_a_dossier_goes_to_nobody_who_does_not_guide_people_here(cast, amina):
    for stranger in (cast.tom, cast.karim):
        with pytest.raises(Geweigerd, match="werkt niet"):
            services.wijs_toe(cast.actor(cast.els), [amina], stranger)

    amina.refresh_from_db()
    assert amina.klantmanager == cast.nadia
