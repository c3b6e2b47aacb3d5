"""`dondoc check`: what the program needs from the machine, one line each."""

import asyncio
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from sqlalchemy.exc import DatabaseError

from bot.clock import system_clock
from bot.settings import Settings, prepare_data_dir, read_settings
from bot.trouble import REJECTED_TOKEN, UNREACHABLE, Trouble, database_trouble
from locales import N_, Translator

_SECONDS = 10
_CLOCK_MAY_BE_OFF = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """`needed`: the program does not work without it; the others only cost something."""

    fine: bool
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    needed: bool = True

    def said(self, _: Translator) -> str:
        return _(self.message, **self.values)


async def examine() -> list[Finding]:
    """Everything looked at, in the order in which it should be mended."""
    try:
        settings = read_settings()
        prepare_data_dir(settings)
    except Trouble as trouble:
        return [Finding(False, trouble.message, trouble.filled_with)]
    return [
        Finding(True, N_("Cấu hình đọc được; thư mục dữ liệu {folder}."), {"folder": settings.data_dir}),
        await _database(settings),
        _zone(settings),
        _fonts(),
        _libre_office(),
        *await _telegram(settings),
    ]


async def _database(settings: Settings) -> Finding:
    from storage.migrate import is_current

    try:
        if await asyncio.to_thread(is_current, settings.database):
            return Finding(True, N_("Cơ sở dữ liệu dùng được, đúng phiên bản."))
    except DatabaseError as error:
        trouble = database_trouble(error)
        return Finding(False, trouble.message, trouble.filled_with)
    return Finding(False, N_("Cơ sở dữ liệu chưa tạo hoặc chưa nâng cấp: chạy dondoc init."))


def _zone(settings: Settings) -> Finding:
    now = system_clock().astimezone(settings.zone)
    message = N_("Múi giờ {zone}: bây giờ là {now}.")
    return Finding(True, message, {"zone": settings.timezone, "now": f"{now:%H:%M %d/%m/%Y}"})


def _fonts() -> Finding:
    """Whether the board can be written in Vietnamese; the Word report brings no letters of its own."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    font = FT2Font(font_manager.findfont("DejaVu Sans"))
    if all(ord(letter) in font.get_charmap() for letter in "ĐđƠơƯưẰằỘộỷ"):
        return Finding(True, N_("Phông chữ có đủ dấu tiếng Việt."))
    return Finding(False, N_("Phông chữ thiếu dấu tiếng Việt: cài gói fonts-dejavu-core."), needed=False)


def _libre_office() -> Finding:
    if shutil.which("soffice") or shutil.which("libreoffice"):
        return Finding(True, N_("Có LibreOffice: đọc được tệp .doc kiểu cũ."))
    message = N_("Không có LibreOffice: vẫn chạy được, chỉ không đọc được tệp .doc kiểu cũ.")
    return Finding(False, message, needed=False)


async def _telegram(settings: Settings) -> list[Finding]:
    """Whether Telegram can be reached and knows the bot, and whether our clock agrees with theirs."""
    try:
        token = settings.need_token()
    except Trouble as trouble:
        return [Finding(False, trouble.message, trouble.filled_with)]
    import httpx

    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    try:
        async with httpx.AsyncClient(proxy=proxy, timeout=_SECONDS) as client:
            answer = await client.get(f"{settings.api_url}{token}/getMe")
    except httpx.HTTPError:
        return [Finding(False, UNREACHABLE)]
    if not answer.is_success:
        return [Finding(False, REJECTED_TOKEN)]
    return [
        Finding(True, N_("Kết nối được với Telegram; mã của bot đúng.")),
        _clock(answer.headers.get("date")),
    ]


def _clock(date_header: str | None) -> Finding:
    theirs = parsedate_to_datetime(date_header or format_datetime(system_clock()))
    apart = abs(system_clock() - theirs)
    if apart <= _CLOCK_MAY_BE_OFF:
        return Finding(True, N_("Đồng hồ máy chạy đúng."))
    minutes = int(apart.total_seconds() // 60)
    return Finding(False, N_("Đồng hồ máy lệch {minutes} phút: bật đồng bộ giờ (NTP)."), {"minutes": minutes})
