"""The conversation guide: complete as delivered, copied and changed by a municipality, kept by an intake."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.models import Logregel
from meedoen.intake import selectors, services
from meedoen.intake.leidraad import GERESERVEERD, laad_standaard_leidraad, standaard_leidraad
from meedoen.intake.models import Gespreksleidraad, Leefdomein

DOMEINEN = standaard_leidraad()["domein"]


@pytest.mark.parametrize("domein", DOMEINEN, ids=lambda domein: domein["code"])
def test_each_domain_has_questions_to_read_and_signals_to_hear(domein):
    assert 5 <= len(domein["hulpvragen"]) <= 8
    assert 2 <= len(domein["signalen"]) <= 4
    assert all(len(vraag) <= 200 and vraag.endswith("?") for vraag in domein["hulpvragen"])
    assert all(len(signaal) <= 120 for signaal in domein["signalen"])
    assert domein["code"] not in GERESERVEERD


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
        Leefdomein.WettelijkDeel.values
    )


def test_no_page_of_an_intake_has_the_name_of_a_domain():
    from meedoen.intake.urls import urlpatterns

    vast = {
        patroon.pattern._route.split("/")[2]
        for patroon in urlpatterns
        if "/intake/" in patroon.pattern._route
    }
    assert vast - {"", "<slug:code>"} <= GERESERVEERD


def test_loading_the_standard_guide_twice_changes_nothing(db):
    een = laad_standaard_leidraad()
    een.domeinen.filter(code="taal").update(naam="Anders")

    assert laad_standaard_leidraad() == een
    assert een.domeinen.get(code="taal").naam == "Anders"


def eigen(cast, **velden):
    leidraad = services.maak_eigen_leidraad(cast.actor(cast.els), cast.alkmaar.pk, "Leidraad Alkmaar")
    for naam, waarde in velden.items():
        setattr(leidraad, naam, waarde)
    leidraad.save()
    return leidraad


def test_a_copy_is_a_draft_with_every_domain_and_is_not_in_use(cast):
    leidraad = eigen(cast)

    assert leidraad.is_concept
    assert leidraad.domeinen.count() == len(DOMEINEN)
    assert selectors.leidraad_in_gebruik(cast.alkmaar.pk).gemeente is None


def test_there_is_one_draft_at_a_time(cast):
    eigen(cast)

    with pytest.raises(Geweigerd, match="al een concept"):
        eigen(cast)


def test_a_draft_that_is_thrown_away_is_gone_and_the_logbook_says_who_did(cast):
    leidraad = eigen(cast)

    services.gooi_concept_weg(cast.actor(cast.els), leidraad)

    assert not Gespreksleidraad.objects.filter(gemeente=cast.alkmaar).exists()
    line = Logregel.objects.latest("pk")
    assert (line.handeling, line.actor_naam) == ("ingetrokken", cast.els.naam)
    assert line.doel == "concept van een gespreksleidraad weggooien"


def test_the_newest_own_guide_in_use_is_chosen_and_others_keep_the_standard(cast):
    vandaag = timezone.localdate()
    eigen(cast, vanaf=vandaag - timedelta(days=30))
    nieuw = eigen(cast, vanaf=vandaag)
    eigen(cast, vanaf=vandaag + timedelta(days=30))

    assert selectors.leidraad_in_gebruik(cast.alkmaar.pk) == nieuw
    assert selectors.leidraad_in_gebruik(cast.heiloo.pk).gemeente is None


def test_an_intake_keeps_the_guide_it_began_with(cast, amina, gesprek):
    eigen(cast, vanaf=timezone.localdate())

    assert selectors.intake_van(amina).leidraad.gemeente is None


def test_a_guide_that_misses_a_part_of_the_law_is_not_put_in_use(cast):
    leidraad = eigen(cast)
    leidraad.domeinen.get(code="werk").delete()

    with pytest.raises(Geweigerd, match="werkervaring") as weigering:
        services.neem_in_gebruik(cast.actor(cast.els), leidraad, timezone.localdate())

    assert str(weigering.value.artikel) == "art. 14 lid 3 Wet inburgering 2021"


def test_a_guide_does_not_work_back_in_time(cast):
    with pytest.raises(Geweigerd, match="niet terug"):
        services.neem_in_gebruik(cast.actor(cast.els), eigen(cast), date(2022, 1, 1))


def test_a_guide_in_use_never_changes(cast):
    actor, leidraad = cast.actor(cast.els), eigen(cast)
    services.neem_in_gebruik(actor, leidraad, timezone.localdate())

    for daad in (
        lambda: services.bewaar_leidraad(actor, leidraad, []),
        lambda: services.gooi_concept_weg(actor, leidraad),
        lambda: services.neem_in_gebruik(actor, leidraad, timezone.localdate()),
    ):
        with pytest.raises(Geweigerd, match="vastgezet"):
            daad()


@pytest.mark.parametrize("naam", ["Sport & spel", "lbt", "Werk", "سكن"])
def test_a_new_domain_gets_a_code_of_its_own(cast, naam):
    leidraad = eigen(cast)
    nieuw = Leefdomein(naam=naam, vraag="Hoe gaat het?", hulpvragen=["Wat doet u?"], volgorde=11)

    services.bewaar_leidraad(cast.actor(cast.els), leidraad, [nieuw])

    assert nieuw.code not in GERESERVEERD
    assert leidraad.domeinen.filter(code=nieuw.code).count() == 1


@pytest.mark.parametrize("wie", ["nadia", "karim", "tom", "petra"])
def test_others_do_not_manage_the_guide(cast, als, wie):
    assert als(getattr(cast, wie)).get(reverse("intake:leidraad")).status_code == 403
    with pytest.raises(Geweigerd):
        services.maak_eigen_leidraad(cast.actor(getattr(cast, wie)), cast.alkmaar.pk, "x")


def formulier(leidraad, **anders):
    domeinen = list(leidraad.domeinen.all())
    data = {
        "naam": "Alkmaar kijkt breed",
        "domein-TOTAL_FORMS": len(domeinen),
        "domein-INITIAL_FORMS": len(domeinen),
        "domein-MIN_NUM_FORMS": 0,
        "domein-MAX_NUM_FORMS": 20,
    }
    for nummer, domein in enumerate(domeinen):
        data |= {
            f"domein-{nummer}-id": domein.pk,
            f"domein-{nummer}-naam": domein.naam,
            f"domein-{nummer}-vraag": domein.vraag,
            f"domein-{nummer}-hulpvragen": "\n".join(domein.hulpvragen),
            f"domein-{nummer}-signalen": "\n".join(domein.signalen),
            f"domein-{nummer}-wettelijk_deel": domein.wettelijk_deel,
            f"domein-{nummer}-volgorde": domein.volgorde,
        }
    return data | anders


def test_an_administrator_copies_changes_and_uses_a_guide(cast, als):
    browser = als(cast.ria)
    browser.post(reverse("intake:leidraad_kopie", args=[cast.alkmaar.pk]))
    leidraad = Gespreksleidraad.objects.get(gemeente=cast.alkmaar)
    adres = reverse("intake:leidraad_versie", args=[leidraad.pk])

    browser.post(adres, formulier(leidraad, **{"domein-0-hulpvragen": "Wat spreekt u?\n\n Hoe leert u? "}))
    browser.post(
        reverse("intake:leidraad_gebruik", args=[leidraad.pk]), {"vanaf": timezone.localdate().isoformat()}
    )

    nu = selectors.leidraad_in_gebruik(cast.alkmaar.pk)
    assert str(nu) == "Alkmaar kijkt breed (versie 1)"
    assert nu.domeinen.first().hulpvragen == ["Wat spreekt u?", "Hoe leert u?"]
    assert "ligt vast" in browser.get(adres).content.decode()


@pytest.mark.parametrize("hulpvragen", ["", "x" * 201, "\n".join("vraag?" for _ in range(13))])
def test_questions_that_do_not_fit_are_refused_on_the_page(cast, als, hulpvragen):
    leidraad = eigen(cast)

    response = als(cast.els).post(
        reverse("intake:leidraad_versie", args=[leidraad.pk]),
        formulier(leidraad, **{"domein-0-hulpvragen": hulpvragen}),
    )

    assert response.status_code == 422


def test_a_domain_of_another_guide_is_not_changed_through_the_form(cast, als):
    leidraad = eigen(cast)
    vreemd = laad_standaard_leidraad().domeinen.get(code="taal")

    als(cast.els).post(
        reverse("intake:leidraad_versie", args=[leidraad.pk]),
        formulier(leidraad, **{"domein-0-id": vreemd.pk, "domein-0-naam": "Gekaapt"}),
    )

    assert Leefdomein.objects.get(pk=vreemd.pk).naam == "Taal"
