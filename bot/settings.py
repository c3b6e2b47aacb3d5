"""What the program is told from outside (environment or `.env`): one frozen object, read once at start.

Loud about what is wrong, silent about secrets.
"""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from bot.trouble import Trouble
from locales import N_

_PREFIX, _ENV_FILE = "DONDOC_", ".env"
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("zone") from None
    return name


def _well_formed_token(token: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("token")
    return token


def _web_address(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise ValueError("address")
    return url.rstrip("/")


def _proxy_address(proxy: SecretStr) -> SecretStr:
    parts = urlsplit(proxy.get_secret_value())
    if parts.scheme not in {"http", "https", "socks5", "socks5h"} or not parts.hostname:
        raise ValueError("proxy")
    return proxy


class Settings(BaseModel):
    """Every setting is the variable `DONDOC_` + its name. Database and proxy addresses are secrets too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    token: Annotated[SecretStr, AfterValidator(_well_formed_token)] | None = None
    api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org/bot"
    api_file_url: Annotated[str, AfterValidator(_web_address)] = ""
    database_url: SecretStr = SecretStr("")
    proxy: Annotated[SecretStr, AfterValidator(_proxy_address)] | None = None
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Ho_Chi_Minh"
    language: Literal["vi", "en"] = "vi"
    data_dir: Path = Path("data")
    # How often the calendar is looked at.
    pulse_seconds: float = Field(default=20, gt=0)
    # Telegram's limit for a bot; more only where it was agreed, or on a Bot API server of one's own.
    messages_per_second: float = Field(default=30, ge=1)
    # Shows the program another time than the real one; for the demo and the tests.
    clock_file: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, given: dict[str, object]) -> dict[str, object]:
        data_dir = Path(str(given.get("data_dir") or "data"))
        api_url = str(given.get("api_url") or "https://api.telegram.org/bot").rstrip("/")
        filled = {
            "database_url": f"sqlite:///{data_dir / 'dondoc.db'}",
            "api_file_url": f"{api_url.removesuffix('/bot')}/file/bot",
        }
        return filled | {name: value for name, value in given.items() if value}

    @model_validator(mode="after")
    def _no_false_clock_on_the_real_telegram(self) -> Self:
        if self.clock_file is not None and not _on_this_machine(self.api_url):
            raise ValueError("clock")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        return self.database_url.get_secret_value()

    def need_token(self) -> str:
        """The bot's token. Raises Trouble when there is none."""
        if self.token is None:
            raise Trouble(N_("Thiếu DONDOC_TOKEN: lấy mã của bot từ @BotFather rồi ghi vào tệp .env."))
        return self.token.get_secret_value()


_WRONG = {
    "token": N_("DONDOC_TOKEN không đúng dạng (123456789:AA…): chép lại nguyên mã mà @BotFather đã cấp."),
    "timezone": N_("DONDOC_TIMEZONE không phải múi giờ có thật: ghi ví dụ Asia/Ho_Chi_Minh."),
    "language": N_("DONDOC_LANGUAGE chỉ nhận vi hoặc en."),
    "api_url": N_("DONDOC_API_URL phải là một địa chỉ http(s), ví dụ http://127.0.0.1:8081/bot."),
    "api_file_url": N_(
        "DONDOC_API_FILE_URL phải là một địa chỉ http(s), ví dụ http://127.0.0.1:8081/file/bot."
    ),
    "proxy": N_("DONDOC_PROXY phải có dạng http://máy:cổng hoặc socks5://máy:cổng."),
    "pulse_seconds": N_("DONDOC_PULSE_SECONDS phải là một số giây lớn hơn 0."),
    "messages_per_second": N_("DONDOC_MESSAGES_PER_SECOND phải là một số từ 1 trở lên."),
    "": N_("DONDOC_CLOCK_FILE chỉ để chạy thử: DONDOC_API_URL phải ở ngay trên máy này (127.0.0.1)."),
}


def read_settings() -> Settings:
    """The settings; the environment wins over `.env`. Raises Trouble that names the first wrong one.

    Not with pydantic-settings: its readers of clouds and secret stores cost every start 60 ms and 5 MB.
    """
    given = {**dotenv_values(_ENV_FILE), **os.environ}
    named = {
        name.removeprefix(_PREFIX).lower(): value for name, value in given.items() if name.startswith(_PREFIX)
    }
    try:
        return Settings.model_validate(named)
    except ValidationError as error:
        where = error.errors()[0]["loc"]
        name = str(where[0]) if where else ""
        raise Trouble(_WRONG.get(name, N_("Cấu hình không hợp lệ: {name}.")), name=name) from None


def prepare_data_dir(settings: Settings) -> Path:
    """Makes the data directory. Raises Trouble when nothing can be written there."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise Trouble(
            N_("Không ghi được vào thư mục dữ liệu {folder}: cấp quyền ghi, hoặc đổi DONDOC_DATA_DIR."),
            folder=folder,
        )
    return folder


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
