"""The control interface under /oefen/: what the practice DUO should know and how it should misbehave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from oefen import page
from oefen.events import NotPossibleError, Particulars
from oefen.follow_up import let_happen
from oefen.notifying import Courier
from oefen.stored import Behaviour, Gemeente, Persoon, Stored
from oefen.world import UrenLine, World

AT_MOST = 10_000
"""Lines of the ledger in one answer."""


class Gemeenten(Stored):
    gemeenten: list[Gemeente]


class Personen(Stored):
    personen: list[Persoon]


class InTheBrp(Stored):
    personen: list[dict[str, Any]]


class Command(Stored):
    """Something that has to happen to somebody. `bsn` empty: to the first person who has no PIP."""

    bsn: Annotated[str, Field(pattern=r"^\d{9}$")] | None = None
    gebeurtenis: Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")]
    gemeente: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    wijzig: bool = True
    bijzonderheden: Particulars = Particulars()


class Clock(Stored):
    """Set the clock to a moment, or forward by seconds, or (neither) right again."""

    nu: datetime | None = None
    vooruit: float | None = None


@dataclass(frozen=True)
class Page:
    """An answer of the control interface: JSON, a page, or the way to one."""

    status: int
    inhoud: Any = None
    html: str | None = None
    naar: str | None = None


class Controls:
    """Handles everything under /oefen."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world, self._messenger = world, courier
        self._ways: dict[tuple[str, str], Callable[[bytes, Mapping[str, str]], Page]] = {
            ("GET", ""): self._page,
            ("DELETE", ""): self._forget,
            ("POST", "stuur"): self._form,
            ("GET", "stand"): self._state,
            ("PUT", "gemeenten"): self._set_gemeenten,
            ("GET", "gemeenten"): lambda *_: _list("gemeenten", world.gemeenten.values()),
            ("PUT", "personen"): self._set_personen,
            ("GET", "personen"): self._personen,
            ("PUT", "brp"): self._set_brp,
            ("GET", "brp"): lambda *_: Page(200, {"personen": list(world.brp.values())}),
            ("POST", "notificaties"): self._send,
            ("GET", "notificaties"): lambda *_: _list("notificaties", world.notificaties.values()),
            ("PUT", "gedrag"): self._set_behaviour,
            ("GET", "gedrag"): lambda *_: Page(200, world.gedrag.model_dump(mode="json")),
            ("GET", "ontvangen"): self._received,
            ("POST", "klok"): self._set_clock,
            ("GET", "klok"): lambda *_: Page(200, {"nu": world.nu().isoformat()}),
        }

    def handle(self, method: str, address: str, body: bytes) -> Page:
        """Answer one request to an address that begins with /oefen."""
        parts = urlsplit(address)
        name = parts.path.removeprefix("/oefen").strip("/")
        ask = {key: values[0] for key, values in parse_qs(parts.query).items()}
        gone = self._ways.get((method, name))
        if gone is None:
            return Page(404, {"fout": "Deze bediening bestaat niet; zie docs/oefenen.md."})
        try:
            with self._world.lock:
                return gone(body, ask)
        except ValidationError as error:
            return Page(400, {"fout": error.errors(include_url=False, include_context=False)})
        except NotPossibleError as error:
            return Page(409, {"fout": str(error)})

    def _state(self, *_: object) -> Page:
        world = self._world
        return Page(
            200,
            {
                "nu": world.nu().isoformat(),
                "personen": len(world.personen),
                "gemeenten": len(world.gemeenten),
                "ontvangen": len(world.received),
                "herhaald": sum(world.repeated.values()),
                "notificaties": len(world.notificaties),
                "wachtend": sum(len(row) for row in world.waiting.values()),
                "plat": world.plat(),
            },
        )

    def _forget(self, *_: object) -> Page:
        self._world.save(UrenLine(leeg=True))
        return Page(204)

    def _set_gemeenten(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        self._world.save(UrenLine(gemeenten=Gemeenten.model_validate_json(body).gemeenten))
        self._messenger.go_on()
        return Page(204)

    def _set_personen(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        self._world.save(UrenLine(personen=Personen.model_validate_json(body).personen))
        return Page(204)

    def _personen(self, _body: bytes, vraag: Mapping[str, str]) -> Page:
        everyone = self._world.personen
        if bsn := vraag.get("bsn"):
            return _list("personen", [everyone[bsn]] if bsn in everyone else [])
        return _list("personen", everyone.values())

    def _set_brp(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        self._world.save(UrenLine(brp=InTheBrp.model_validate_json(body).personen))
        return Page(204)

    def _send(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        command = Command.model_validate_json(body)
        particulars = command.bijzonderheden
        if command.gemeente:
            particulars = particulars.model_copy(update={"gemeente": command.gemeente})
        notification = let_happen(
            self._world,
            self._messenger,
            command.bsn or self._someone(),
            command.gebeurtenis,
            particulars,
            wijzig=command.wijzig,
        )
        return Page(201, notification.model_dump(mode="json"))

    def _someone(self) -> str:
        """Return somebody nobody heard of, else without a PIP, and not notified of before."""
        named = {n.bsn for n in self._world.notificaties.values()}
        new = [p for p in self._world.personen.values() if p.bsn not in named and not p.pips]
        if not new:
            raise NotPossibleError("Er is niemand meer die nieuw is; noem zelf een persoon.")
        return min(new, key=lambda p: not p.nieuw).bsn

    def _set_behaviour(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        self._world.save(UrenLine(gedrag=Behaviour.model_validate_json(body)))
        self._messenger.go_on()
        return Page(200, self._world.gedrag.model_dump(mode="json"))

    def _received(self, _body: bytes, vraag: Mapping[str, str]) -> Page:
        """List the ledger from the line after `na`, of one municipality, person or kind when asked."""
        after = TypeAdapter(int).validate_python(vraag.get("na", "0"))
        rows = [
            {**row.model_dump(mode="json"), "herhaald": self._world.repeated.get(str(row.bericht_id), 0)}
            for row in self._world.received[after : after + AT_MOST]
            if all(str(getattr(row, name)) == vraag[name] for name in FILTERS if name in vraag)
        ]
        return Page(200, {"aantal": len(self._world.received), "ontvangen": rows})

    def _set_clock(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        clock = Clock.model_validate_json(body)
        moved = timedelta()
        if clock.nu is not None:
            moved = clock.nu.astimezone(UTC) - datetime.now(UTC)
        elif clock.vooruit is not None:
            moved = self._world.klok + timedelta(seconds=clock.vooruit)
        self._world.save(UrenLine(klok=moved.total_seconds()))
        return Page(200, {"nu": self._world.nu().isoformat()})

    def _page(self, _body: bytes, vraag: Mapping[str, str]) -> Page:
        return Page(200, html=page.make(self._world, vraag))

    def _form(self, body: bytes, _ask: Mapping[str, str]) -> Page:
        fields = {name: values[0].strip() for name, values in parse_qs(body.decode()).items()}
        bsn, number = fields.get("bsn", ""), fields.get("gebeurtenis", "").upper()
        special = {
            name: fields[name]
            for name in ("gemeente", "datum", "haalbaar", "onderdeel", "uitslag")
            if fields.get(name)
        }
        try:
            let_happen(self._world, self._messenger, bsn, number, Particulars.model_validate(special))
        except (NotPossibleError, ValidationError) as error:
            text = str(error) if isinstance(error, NotPossibleError) else "Een van de velden klopt niet."
            return Page(200, html=page.make(self._world, {"bsn": bsn}, fout=text))
        return Page(303, naar=f"/oefen/?bsn={bsn}&gedaan={number}")


FILTERS = ("gemeentecode", "bsn", "soort")


def _list(name: str, things: Any) -> Page:
    return Page(
        200, {name: [thing.model_dump(mode="json", by_alias=True, exclude_none=True) for thing in things]}
    )
