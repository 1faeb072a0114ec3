"""The conversation guide: complete as delivered, copied and changed by a municipality, kept by an intake."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.intake import selectors, services
from meedoen.intake.leidraad import RESERVED, default_leidraad, load_default_leidraad
from meedoen.intake.models import Gespreksleidraad, Leefdomein

DOMEINEN = default_leidraad()["domein"]


@pytest.mark.parametrize("domein", DOMEINEN, ids=lambda domein: domein["code"])
def test_each_domain_has_questions_to_read_and_signals_to_hear(domein):
    assert 5 <= len(domein["hulpvragen"]) <= 8
    assert 2 <= len(domein["signalen"]) <= 4
    assert all(len(ask) <= 200 and ask.endswith("?") for ask in domein["hulpvragen"])
    assert all(len(signaal) <= 120 for signaal in domein["signalen"])
    assert domein["code"] not in RESERVED


def test_the_standard_guide_covers_the_ten_domains_and_the_parts_of_the_law():
    assert [domein["code"] for domein in DOMEINEN] == [
        "taal",
        "onderwijs",
        "werk",
        "gezondheid",
        "gezin",
        "financien",
        "wonen",
        "netwerk",
        "digitaal",
        "motivatie",
    ]
    assert {domein["wettelijk_deel"] for domein in DOMEINEN if "wettelijk_deel" in domein} == set(
        Leefdomein.LegalPart.values
    )


def test_no_page_of_an_intake_has_the_name_of_a_domain():
    from meedoen.intake.urls import urlpatterns

    fixed = {
        pattern.pattern._route.split("/")[2]
        for pattern in urlpatterns
        if "/intake/" in pattern.pattern._route
    }
    assert fixed - {"", "<slug:code>"} <= RESERVED


def test_loading_the_standard_guide_twice_changes_nothing(db):
    one = load_default_leidraad()
    one.domeinen.filter(code="taal").update(naam="Anders")

    assert load_default_leidraad() == one
    assert one.domeinen.get(code="taal").naam == "Anders"


def own(cast, **fields):
    leidraad = services.make_own_leidraad(cast.actor(cast.els), cast.alkmaar.pk, "Leidraad Alkmaar")
    for name, value in fields.items():
        setattr(leidraad, name, value)
    leidraad.save()
    return leidraad


def test_a_copy_is_a_draft_with_every_domain_and_is_not_in_use(cast):
    leidraad = own(cast)

    assert leidraad.is_draft
    assert leidraad.domeinen.count() == len(DOMEINEN)
    assert selectors.leidraad_in_use(cast.alkmaar.pk).gemeente is None


def test_there_is_one_draft_at_a_time(cast):
    own(cast)

    with pytest.raises(Refused, match="al een concept"):
        own(cast)


def test_a_draft_that_is_thrown_away_is_gone_and_the_logbook_says_who_did(cast):
    leidraad = own(cast)

    services.discard_draft(cast.actor(cast.els), leidraad)

    assert not Gespreksleidraad.objects.filter(gemeente=cast.alkmaar).exists()
    line = AuditEntry.objects.latest("pk")
    assert (line.handeling, line.actor_name) == ("ingetrokken", cast.els.naam)
    assert line.doel == "concept van een gespreksleidraad weggooien"


def test_the_newest_own_guide_in_use_is_chosen_and_others_keep_the_standard(cast):
    today = timezone.localdate()
    own(cast, vanaf=today - timedelta(days=30))
    new = own(cast, vanaf=today)
    own(cast, vanaf=today + timedelta(days=30))

    assert selectors.leidraad_in_use(cast.alkmaar.pk) == new
    assert selectors.leidraad_in_use(cast.heiloo.pk).gemeente is None


def test_an_intake_keeps_the_guide_it_began_with(cast, amina, gesprek):
    own(cast, vanaf=timezone.localdate())

    assert selectors.intake_of(amina).leidraad.gemeente is None


def test_a_guide_that_misses_a_part_of_the_law_is_not_put_in_use(cast):
    leidraad = own(cast)
    leidraad.domeinen.get(code="werk").delete()

    with pytest.raises(Refused, match="werkervaring") as refusal:
        services.take_into_use(cast.actor(cast.els), leidraad, timezone.localdate())

    assert str(refusal.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"


def test_a_guide_does_not_work_back_in_time(cast):
    with pytest.raises(Refused, match="niet terug"):
        services.take_into_use(cast.actor(cast.els), own(cast), date(2022, 1, 1))


def test_a_guide_in_use_never_changes(cast):
    actor, leidraad = cast.actor(cast.els), own(cast)
    services.take_into_use(actor, leidraad, timezone.localdate())

    for act in (
        lambda: services.save_leidraad(actor, leidraad, []),
        lambda: services.discard_draft(actor, leidraad),
        lambda: services.take_into_use(actor, leidraad, timezone.localdate()),
    ):
        with pytest.raises(Refused, match="vastgezet"):
            act()


@pytest.mark.parametrize("name", ["Sport & spel", "lbt", "Werk", "سكن"])
def test_a_new_domain_gets_a_code_of_its_own(cast, name):
    leidraad = own(cast)
    new = Leefdomein(naam=name, vraag="Hoe gaat het?", hulpvragen=["Wat doet u?"], volgorde=11)

    services.save_leidraad(cast.actor(cast.els), leidraad, [new])

    assert new.code not in RESERVED
    assert leidraad.domeinen.filter(code=new.code).count() == 1


@pytest.mark.parametrize("who", ["nadia", "karim", "tom", "petra"])
def test_others_do_not_manage_the_guide(cast, login, who):
    assert login(getattr(cast, who)).get(reverse("intake:leidraad")).status_code == 403
    with pytest.raises(Refused):
        services.make_own_leidraad(cast.actor(getattr(cast, who)), cast.alkmaar.pk, "x")


def form(leidraad, **otherwise):
    domeinen = list(leidraad.domeinen.all())
    data = {
        "naam": "Alkmaar kijkt breed",
        "domein-TOTAL_FORMS": len(domeinen),
        "domein-INITIAL_FORMS": len(domeinen),
        "domein-MIN_NUM_FORMS": 0,
        "domein-MAX_NUM_FORMS": 20,
    }
    for number, domein in enumerate(domeinen):
        data |= {
            f"domein-{number}-id": domein.pk,
            f"domein-{number}-naam": domein.naam,
            f"domein-{number}-vraag": domein.vraag,
            f"domein-{number}-hulpvragen": "\n".join(domein.hulpvragen),
            f"domein-{number}-signalen": "\n".join(domein.signalen),
            f"domein-{number}-wettelijk_deel": domein.wettelijk_deel,
            f"domein-{number}-volgorde": domein.volgorde,
        }
    return data | otherwise


def test_an_administrator_copies_changes_and_uses_a_guide(cast, login):
    browser = login(cast.ria)
    browser.post(reverse("intake:leidraad_kopie", args=[cast.alkmaar.pk]))
    leidraad = Gespreksleidraad.objects.get(gemeente=cast.alkmaar)
    address = reverse("intake:leidraad_versie", args=[leidraad.pk])

    browser.post(address, form(leidraad, **{"domein-0-hulpvragen": "Wat spreekt u?\n\n Hoe leert u? "}))
    browser.post(
        reverse("intake:leidraad_gebruik", args=[leidraad.pk]), {"vanaf": timezone.localdate().isoformat()}
    )

    now = selectors.leidraad_in_use(cast.alkmaar.pk)
    assert str(now) == "Alkmaar kijkt breed (versie 1)"
    assert now.domeinen.first().hulpvragen == ["Wat spreekt u?", "Hoe leert u?"]
    assert "ligt vast" in browser.get(address).content.decode()


@pytest.mark.parametrize("help_questions", ["", "x" * 201, "\n".join("vraag?" for _ in range(13))])
def test_questions_that_do_not_fit_are_refused_on_the_page(cast, login, help_questions):
    leidraad = own(cast)

    response = login(cast.els).post(
        reverse("intake:leidraad_versie", args=[leidraad.pk]),
        form(leidraad, **{"domein-0-hulpvragen": help_questions}),
    )

    assert response.status_code == 422


def test_a_domain_of_another_guide_is_not_changed_through_the_form(cast, login):
    leidraad = own(cast)
    foreign = load_default_leidraad().domeinen.get(code="taal")

    login(cast.els).post(
        reverse("intake:leidraad_versie", args=[leidraad.pk]),
        form(leidraad, **{"domein-0-id": foreign.pk, "domein-0-naam": "Gekaapt"}),
    )

    assert Leefdomein.objects.get(pk=foreign.pk).naam == "Taal"
