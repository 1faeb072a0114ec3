"""A klantmanager of another municipality gets nothing of a dossier, by whatever address."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

from meedoen.dossiers import services

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _patterns(resolver: URLResolver, namespaces: tuple[str, ...] = ()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _patterns(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join((*namespaces, entry.name)), entry.pattern.converters


def _addresses(dossier, documents):
    """Every address of the project that takes a dossier, filled in as far as it can be."""
    from django.urls import reverse

    for name, converters in _patterns(get_resolver()):
        takes = next(
            (key for key in ("pk", "dossier_id", "id") if isinstance(converters.get(key), UUIDConverter)),
            None,
        )
        if takes is None:
            continue
        values = {}
        for key, converter in converters.items():
            if key == takes:
                values[key] = dossier.pk
            elif isinstance(converter, UUIDConverter):
                values[key] = uuid4()
            elif isinstance(converter, IntConverter):
                values[key] = documents
            elif isinstance(converter, SlugConverter):
                values[key] = "huisvesting"
            else:
                values[key] = "x"
        try:
            yield name, reverse(name, kwargs=values)
        except NoReverseMatch:
            pytest.fail(f"{name} could not be filled in; teach this test how.")


@pytest.fixture
def document(cast, amina, settings, tmp_path):
    """A document in Amina's dossier."""
    settings.MEDIA_ROOT = tmp_path
    return services.add_document(cast.actor(cast.nadia), amina, "brief.pdf", PDF)


@pytest.mark.parametrize("who", ["tom", "ria", "petra", "fg"])
def test_no_address_of_a_dossier_gives_anything_to_who_may_not_see_it(cast, amina, login, document, who):
    browser = login(getattr(cast, who))
    addresses = list(_addresses(amina, document.pk))
    assert len(addresses) > 15

    for name, address in addresses:
        for method in (browser.get, browser.post):
            response = method(address, follow=True)
            body = b"".join(response) if response.streaming else response.content
            if "/dossiers/" in address:
                assert response.status_code in {401, 403, 404, 405}, f"{name}: {response.status_code}"
            for secret in (b"Yohannes", b"Amina", b"999990019", b"2812345678", amina.nummer.encode()):
                assert secret not in body, name


def test_the_same_addresses_do_open_for_her_own_klantmanager(cast, amina, login, document):
    browser = login(cast.nadia)
    opened = [
        name for name, address in _addresses(amina, document.pk) if browser.get(address).status_code == 200
    ]

    assert len([name for name in opened if name.startswith("dossiers:")]) > 11


def test_who_is_not_signed_in_is_sent_to_the_door(client, cast, amina, document):
    for name, address in _addresses(amina, document.pk):
        response = client.get(address)
        assert response.status_code in {302, 401, 404, 405}, name
        assert b"Yohannes" not in response.content


def test_a_dossier_that_is_not_there_looks_like_one_that_is_not_yours(cast, amina, login):
    browser = login(cast.tom)
    theirs, none = (
        browser.get(f"/dossiers/{pk}/").content.decode().split("<main")[1].split("</main>")[0]
        for pk in (amina.pk, uuid4())
    )

    assert theirs.replace(str(amina.pk), "") == none
