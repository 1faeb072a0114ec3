"""What may come in, where it lies, and how it is taken back."""

import os
import stat
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.basis.documents import services
from meedoen.basis.documents.models import Document
from meedoen.basis.documents.services import LARGEST, DocumentError

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "documenten"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("brief.pdf", PDF, "application/pdf"),
        ("BRIEF.PDF", PDF, "application/pdf"),
        ("pas.png", PNG, "image/png"),
        ("pas.jpeg", JPG, "image/jpeg"),
    ],
)
def test_a_file_that_is_what_it_says_may_come_in(name, content, media_type):
    assert services.check(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", PDF + b"0" * LARGEST, "groter dan 20 MB"),
        ("virus.exe", b"MZ\x90\x00", "soort bestand"),
        ("pagina.html", b"<script>alert(1)</script>", "soort bestand"),
        ("beeld.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "soort bestand"),
        ("brief", PDF, "soort bestand"),
        ("brief.pdf", b"<script>alert(1)</script>", "geen PDF"),
        ("brief.pdf", PNG, "geen PDF"),
        ("pas.png", PDF, "geen PNG"),
    ],
)
def test_any_other_file_is_refused_with_the_reason(name, content, reason):
    with pytest.raises(DocumentError, match=reason):
        services.check(name, content)


@pytest.mark.django_db(transaction=False)
def test_the_bytes_lie_outside_the_web_root_under_the_id_alone(
    cast, django_capture_on_commit_callbacks, settings
):
    with django_capture_on_commit_callbacks(execute=True):
        document = services.save(cast.actor(cast.nadia), cast.alkmaar.pk, "../../etc/Amina.pdf", PDF)

    path = services.path_of(document.pk)
    assert document.naam == "Amina.pdf"
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert "Amina" not in str(path)
    assert services.read(document) == PDF
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_written_when_the_transaction_does_not_end_well(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        document = services.save(cast.actor(cast.nadia), cast.alkmaar.pk, "brief.pdf", PDF)

    assert not services.path_of(document.pk).exists()
    with pytest.raises(DocumentError, match="beschadigd of verdwenen"):
        services.read(document)


def test_a_file_that_was_changed_on_disk_is_not_given_out(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = services.save(cast.actor(cast.nadia), cast.alkmaar.pk, "brief.pdf", PDF)
    services.path_of(document.pk).write_bytes(PDF + b"x")

    with pytest.raises(DocumentError, match="beschadigd"):
        services.read(document)


def test_the_author_takes_a_document_back_and_the_file_is_gone(cast, django_capture_on_commit_callbacks):
    actor = cast.actor(cast.nadia)
    with django_capture_on_commit_callbacks(execute=True):
        document = services.save(actor, cast.alkmaar.pk, "brief.pdf", PDF)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(actor, document)

    assert not services.path_of(document.pk).exists()
    assert Document.objects.get(pk=document.pk).withdrawn_at is not None


def test_another_cannot_take_it_back_and_nobody_can_after_a_day(cast):
    actor = cast.actor(cast.nadia)
    document = services.save(actor, cast.alkmaar.pk, "brief.pdf", PDF)

    with pytest.raises(Refused, match="wie het document plaatste"):
        services.withdraw(cast.actor(cast.bram), document)

    document.placed_at = timezone.now() - timedelta(hours=24, minutes=1)
    with pytest.raises(Refused, match="24 uur"):
        services.withdraw(actor, document)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"naam": "anders.pdf"}, {"placed_by": None}])
def test_the_database_lets_nobody_make_another_file_of_it(cast, change):
    document = services.save(cast.actor(cast.nadia), cast.alkmaar.pk, "brief.pdf", PDF)

    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)
