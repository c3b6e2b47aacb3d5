"""The sample commune as data: who works there, what they say before the page opens (samples/*.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.trouble import Trouble
from locales import N_

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_FILE = SAMPLES / "xa-binh-minh-ha.toml"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sends to the bot at a moment."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """`phone` is the title of the phone on the page, empty for one who has none there; `joins` is None
    for the coordinator, who comes in with the unit's code."""

    name: str
    role: str
    phone: str
    joins: datetime | None
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit, its plan's file and its people, the coordinator first."""

    unit: str
    superior: str
    place: str
    plan: Path
    founded: datetime
    people: tuple[Person, ...]


def read_commune(file: Path = _FILE) -> Commune:
    """The sample commune. Raises Trouble when the program was installed without its samples."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Trouble(
            N_("Không thấy xã mẫu ở {file}: chạy thử từ thư mục mã nguồn của chương trình."), file=file
        ) from None
    return Commune(
        unit=given["unit"],
        superior=given["superior"],
        place=given["place"],
        plan=file.with_name(given["plan"]),
        founded=_local(given["founded"]),
        people=tuple(_person(each) for each in given["people"]),
    )


def _person(given: dict[str, Any]) -> Person:
    return Person(
        name=given["name"],
        role=given["role"],
        phone=given.get("phone", ""),
        joins=_local(given["joins"]) if "joins" in given else None,
        answers=tuple(Said(_local(said["at"]), said["text"].strip()) for said in given.get("answers", ())),
    )


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=HANOI)
