"""Talks, signals, documents, people, shielding: who may, what changes, what the logbook says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
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
    return Feit.objects.filter(dossier=dossier, soort=kind, withdrawn_at=None).first()


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
    services.record_gesprek(actor, planned)

    assert fact(yusuf, "overdracht") is not None


def test_a_talk_that_lies_ahead_has_no_outcome(cast, yusuf):
    with pytest.raises(Refused, match="nog niet geweest"):
        services.plan_gesprek(cast.actor(cast.nadia), talk(yusuf, 1, uitkomst="niet_verschenen"))


def test_the_logbook_says_that_a_report_changed_and_not_what_stands_in_it(cast, yusuf):
    actor = cast.actor(cast.nadia)
    saved = services.plan_gesprek(
        actor, talk(yusuf, uitkomst="gehouden", verslag="Zij vertelde over haar ziekte.")
    )
    saved.verslag = "Zij vertelde over haar gezondheid."
    services.record_gesprek(actor, saved)

    lines = str(list(AuditEntry.objects.filter(onderwerp="gesprek").values_list("wijziging", flat=True)))
    assert "verslag" in lines
    assert "ziekte" not in lines
    assert "gezondheid" not in lines


def test_a_signal_is_solved_once_with_what_was_done(cast, yusuf):
    actor = cast.actor(cast.nadia)
    signal = services.report_signaal(
        actor, Signaal(dossier=yusuf, gemeente=yusuf.gemeente, omschrijving="Schulden", eigenaar=cast.bram)
    )

    with pytest.raises(Refused, match="Schrijf op"):
        services.solve_signaal(actor, signal, "  ")
    services.solve_signaal(actor, signal, "Afspraak bij schuldhulp")
    with pytest.raises(Refused, match="al opgelost"):
        services.solve_signaal(actor, signal, "Nog een keer")

    signal.refresh_from_db()
    assert (signal.oplossing, signal.reported_by_id) == ("Afspraak bij schuldhulp", cast.nadia.pk)
    assert "Schulden" not in str(list(AuditEntry.objects.values_list("wijziging", "doel")))


def test_a_document_is_read_with_a_line_in_the_logbook(cast, yusuf, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        kept = services.add_document(cast.actor(cast.nadia), yusuf, "brief.pdf", PDF)

    assert services.read_document(cast.actor(cast.karim), kept) == PDF
    line = AuditEntry.objects.filter(onderwerp="document").latest("id")
    assert (line.handeling, line.actor_name, line.data_subjects) == (
        "gelezen",
        "Karim Haddad",
        [yusuf.persoon_id],
    )


def test_a_decision_is_not_taken_back_as_a_document(cast, yusuf):
    kept = services.add_document(cast.actor(cast.nadia), yusuf, "besluit.pdf", PDF, "beschikking")

    with pytest.raises(Refused, match="nieuw besluit"):
        services.withdraw_document(cast.actor(cast.nadia), kept)


@pytest.mark.parametrize("who", ["karim", "tom", "ria", "petra", "fg"])
def test_only_who_guides_people_here_may_act(cast, yusuf, who):
    actor = cast.actor(getattr(cast, who))
    signal = Signaal(dossier=yusuf, gemeente=yusuf.gemeente, omschrijving="x", eigenaar=cast.bram)
    for act in (
        lambda: services.plan_gesprek(actor, talk(yusuf)),
        lambda: services.report_signaal(actor, signal),
        lambda: services.add_document(actor, yusuf, "brief.pdf", PDF),
        lambda: services.change_persoon(actor, yusuf, yusuf.persoon, adres_soort="azc", plaats=""),
        lambda: services.leave_huishouden(actor, yusuf),
        lambda: services.record_feit(actor, yusuf, "huisvesting", datum=timezone.localdate()),
        lambda: services.withdraw_feit(actor, yusuf, "koppeling", "fout"),
        lambda: services.assign(actor, [yusuf], None),
        lambda: services.shield(actor, yusuf, shielded=True, reden="veilig"),
    ):
        with pytest.raises(Refused):
            act()


def test_a_person_is_found_by_the_new_name_after_a_correction(cast, yusuf):
    persoon = Persoon.objects.get(pk=yusuf.persoon_id)
    persoon.achternaam = "Othman"
    services.change_persoon(cast.actor(cast.nadia), yusuf, persoon, adres_soort="woning", plaats="Bergen")

    assert set(persoon.search_terms.values_list("term", flat=True)) == {"yusuf", "othman"}
    line = AuditEntry.objects.filter(onderwerp="persoon").latest("id")
    assert line.wijziging == {
        "achternaam": ["Osman", "Othman"],
        "adres_soort": ["onbekend", "woning"],
        "plaats": ["", "Bergen"],
    }


def test_two_people_become_one_household_and_one_alone_is_none(cast, amina, yusuf):
    actor = cast.actor(cast.nadia)
    services.link_huishouden(actor, amina, yusuf, rol="partner", rol_ander="partner")
    amina.persoon.refresh_from_db()
    yusuf.persoon.refresh_from_db()
    assert amina.persoon.huishouden_id == yusuf.persoon.huishouden_id is not None

    services.leave_huishouden(actor, amina)
    yusuf.persoon.refresh_from_db()
    assert (yusuf.persoon.huishouden_id, yusuf.persoon.role_in_huishouden) == (None, "alleen")


def test_leaving_a_household_leaves_the_other_as_she_is_when_her_dossier_is_shielded(cast, amina, yusuf):
    nadia, els = cast.actor(cast.nadia), cast.actor(cast.els)
    services.link_huishouden(nadia, amina, yusuf, rol="partner", rol_ander="partner")
    services.assign(els, [yusuf], cast.bram)
    services.shield(els, yusuf, shielded=True, reden="bedreiging")
    amina.refresh_from_db()

    services.leave_huishouden(nadia, amina)

    left, stayed = Persoon.objects.get(pk=amina.persoon_id), Persoon.objects.get(pk=yusuf.persoon_id)
    assert (left.huishouden_id, left.role_in_huishouden) == (None, "alleen")
    assert (stayed.huishouden_id is None, stayed.role_in_huishouden) == (False, "partner")
    assert Dossier.objects.get(pk=yusuf.pk).shielded
    last = AuditEntry.objects.filter(data_subjects__contains=[stayed.pk]).latest("pk")
    assert last.doel == "dossier afschermen"


def test_nobody_is_her_own_household(cast, amina):
    with pytest.raises(Refused, match="persoon zelf"):
        services.link_huishouden(cast.actor(cast.nadia), amina, amina, rol="partner", rol_ander="partner")


def test_a_shielded_dossier_is_left_to_its_contact_person_and_the_team_leader(cast, amina):
    services.shield(cast.actor(cast.els), amina, shielded=True, reden="bedreiging")
    day = timezone.localdate()

    with pytest.raises(Refused, match="afgeschermd"):
        services.record_feit(cast.actor(cast.bram), amina, "informatie_derden", datum=day)
    for who in (cast.nadia, cast.els):
        services.record_feit(cast.actor(who), amina, "informatie_derden", datum=day)


def test_shielding_needs_a_reason(cast, amina):
    with pytest.raises(Refused, match="waarom"):
        services.shield(cast.actor(cast.els), amina, shielded=True, reden=" ")


def test_enrolment_and_placement_can_both_be_moved_in_one_go(cast, amina):
    actor, today = cast.actor(cast.nadia), timezone.localdate()
    days = [today - timedelta(days=n) for n in (40, 30, 20, 10)]

    for enrolled, placed in ((days[0], days[1]), (days[2], days[3]), (days[0], days[1])):
        services.register(actor, amina, aanbieder="Taalhuis Noord", aangemeld=enrolled, geplaatst=placed)
        assert (fact(amina, "aangemeld_aanbieder").datum, fact(amina, "geplaatst").datum) == (
            enrolled,
            placed,
        )
    assert fact(amina, "geplaatst").toelichting == "Taalhuis Noord"


def test_a_long_reason_for_withdrawing_a_fact_is_kept_whole(cast, amina):
    reason = "Verkeerd overgenomen. " * 13

    services.withdraw_feit(cast.actor(cast.nadia), amina, "kennisgeving_duo", reason)

    assert Feit.objects.get(dossier=amina, soort="kennisgeving_duo").withdrawal_reason == reason


SECRET = "Haar broer Ahmed mag het niet weten."
"""Words of a colleague that name somebody: they belong to what was done, never to the logbook."""


def logbook_of(dossier) -> str:
    """Everything the logbook says about the person of a dossier."""
    return str(
        list(
            AuditEntry.objects.filter(data_subjects__contains=[dossier.persoon_id]).values_list(
                "doel", "wijziging", "onderwerp"
            )
        )
    )


def test_why_a_fact_was_withdrawn_stands_with_the_fact_and_not_in_the_logbook(cast, amina):
    services.withdraw_feit(cast.actor(cast.nadia), amina, "kennisgeving_duo", SECRET)

    assert Feit.objects.get(dossier=amina, soort="kennisgeving_duo").withdrawal_reason == SECRET
    assert AuditEntry.objects.latest("pk").doel == "feit intrekken"
    assert "Ahmed" not in logbook_of(amina)


def test_why_a_dossier_was_shielded_and_opened_is_kept_for_who_may_shield(cast, amina):
    els = cast.actor(cast.els)

    services.shield(els, amina, shielded=True, reden=SECRET)
    services.shield(els, amina, shielded=False, reden="Het gevaar is voorbij.")

    kept = [(one.shielded, one.reden, one.by) for one in selectors.shieldings(amina)]
    assert kept == [(False, "Het gevaar is voorbij.", cast.els), (True, SECRET, cast.els)]
    purposes = AuditEntry.objects.order_by("-pk").values_list("doel", flat=True)[:2]
    assert list(purposes) == ["dossier weer openen", "dossier afschermen"]
    assert "Ahmed" not in logbook_of(amina)


def test_shielding_what_is_shielded_already_changes_nothing_and_leaves_no_trace(cast, amina):
    els = cast.actor(cast.els)
    read_before = Dossier.objects.get(pk=amina.pk)
    services.shield(els, amina, shielded=True, reden="bedreiging")
    lines = AuditEntry.objects.count()

    services.shield(els, read_before, shielded=True, reden="bedreiging")

    assert Dossier.objects.get(pk=amina.pk).shielded
    assert (AuditEntry.objects.count(), selectors.shieldings(amina).count()) == (lines, 1)


def test_a_fact_is_not_withdrawn_without_a_reason(cast, amina):
    with pytest.raises(Refused, match="Zeg waarom"):
        services.withdraw_feit(cast.actor(cast.nadia), amina, "huisvesting", "  ")

    assert fact(amina, "huisvesting").withdrawn_at is None


def test_a_dossier_goes_to_nobody_who_does_not_guide_people_here(cast, amina):
    for stranger in (cast.tom, cast.karim):
        with pytest.raises(Refused, match="werkt niet"):
            services.assign(cast.actor(cast.els), [amina], stranger)

    amina.refresh_from_db()
    assert amina.klantmanager == cast.nadia
