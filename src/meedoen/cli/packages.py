"""What pages and letters take from npm packages, under `.meedoen/pakketten`; and the translations.

Nothing of a package is copied into the repository; each of these steps does nothing when nothing changed.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from meedoen.cli import styles
from meedoen.cli.errors import ErrorMessage
from meedoen.environment import CHECKOUT, data_folder

NODE_MODULES = CHECKOUT / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
COMPONENTS = (
    "alert",
    "button",
    "button-link",
    "checkbox",
    "custom-checkbox",
    "document",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-label",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "heading-5",
    "link",
    "nav-list",
    "ordered-list",
    "page-footer",
    "page-header",
    "paragraph",
    "radio-button",
    "root",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
    "unordered-list",
)
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
OURS = CHECKOUT / "src" / "meedoen"
OUR_THEME = OURS / "basis" / "ui" / "static" / "ui" / "css" / "theme.css"
_WEB = "@fontsource-variable/noto-sans/files/noto-sans-{}-wght-normal.woff2"
_SCRIPT = "@fontsource/noto-sans-{0}/files/noto-sans-{0}-{0}-{1}-normal.woff2"
_LETTER = "@expo-google-fonts/noto-sans{}/{}/NotoSans{}_{}.ttf"
# Name under lettertypen/ and the file it is; woff2 for pages, ttf for letters.
FONTS = {
    **{
        f"noto-sans-{part}.woff2": _WEB.format(part)
        for part in ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
    },
    **{
        f"noto-sans-{script}-{weight}.woff2": _SCRIPT.format(script, weight)
        for script in ("arabic", "ethiopic")
        for weight in (400, 700)
    },
    **{
        f"NotoSans{name}-{style}.ttf": _LETTER.format(folder, weight, name, weight)
        for name, folder in (("", ""), ("Arabic", "-arabic"), ("Ethiopic", "-ethiopic"))
        for style, weight in (("Regular", "400Regular"), ("Bold", "700Bold"))
    },
}


def prepare_packages() -> Path:
    """Put style and fonts together when they changed. Return their folder, a root of static files.

    Shape: `nlds/componenten.css`, `nlds/theme.css`, `lettertypen/*.woff2` and `lettertypen/*.ttf`.
    Raises Foutmelding when the packages are not installed.
    """
    folder = data_folder() / "pakketten"
    stamp = folder / ".stempel"
    mark = _mark(_sources())
    if stamp.exists() and stamp.read_text(encoding="ascii") == mark:
        return folder
    draft = folder.with_name(f"pakketten.{os.getpid()}")
    try:
        _assemble(draft)
    except FileNotFoundError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise ErrorMessage(
            f"Het pakketbestand {error.filename} ontbreekt; start Meedoen met ./meedoen demo."
        ) from None
    (draft / ".stempel").write_text(mark, encoding="ascii")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return folder


def _sources() -> Iterator[bytes]:
    """All that decides what is put together."""
    yield (CHECKOUT / "package-lock.json").read_bytes()
    for module in (__file__, styles.__file__):
        yield Path(module).read_bytes()
    yield " ".join(sorted(styles.named_in(OURS))).encode()
    yield "".join(_our_styles()).encode()


def _our_styles() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(OURS.rglob("*.css"))]


def _assemble(folder: Path) -> None:
    (folder / "nlds").mkdir(parents=True)
    (folder / "lettertypen").mkdir()
    sources = (NODE_MODULES / "@utrecht" / f"{name}-css" / "dist" / "index.min.css" for name in COMPONENTS)
    names, ours = styles.named_in(OURS), _our_styles()
    theme = (NODE_MODULES / THEME).read_text(encoding="utf-8")
    sheet = "".join(styles.only_named(source.read_text(encoding="utf-8"), names) for source in sources)
    sheet = styles.only_given(sheet, theme, *ours)
    tokens = styles.tokens_read(theme, OUR_THEME.read_text(encoding="utf-8"), [sheet, *ours])
    (folder / "nlds" / "componenten.css").write_text(styles.LICENCE + sheet, encoding="utf-8")
    (folder / "nlds" / "theme.css").write_text(styles.LICENCE + tokens, encoding="utf-8")
    for name, source in FONTS.items():
        shutil.copyfile(NODE_MODULES / source, folder / "lettertypen" / name)


def compile_translations() -> int:
    """Compile every catalogue that is newer than its compiled form. Return how many that were."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    done = 0
    for source in (CHECKOUT / "src" / "meedoen" / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        with source.open("rb") as text, draft.open("wb") as compiled:
            write_mo(compiled, read_po(text))
        draft.replace(target)
        done += 1
    return done


def collect_static() -> bool:
    """Put all static files, with a hash in their names and compressed, in one folder when any changed.

    Return whether there was something to do. Django must be loaded.
    """
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stempel"
    found = []
    for finder in get_finders():
        for path, storage in finder.list(["*.ttf", ".stempel"]):
            status = Path(storage.path(path)).stat()
            found.append(f"{path}:{status.st_size}:{status.st_mtime_ns}".encode())
    mark = _mark(sorted(found))
    if stamp.exists() and stamp.read_text(encoding="ascii") == mark:
        return False
    stamp.unlink(missing_ok=True)
    # Fonts for letters are read from the disk, never by a browser.
    call_command(
        "collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=["*.ttf", ".stempel"]
    )
    stamp.write_text(mark, encoding="ascii")
    return True


def _mark(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()
