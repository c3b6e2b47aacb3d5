"""`dondoc backup` and `dondoc restore`: the refusals of `storage.backup` in words."""

from pathlib import Path

from bot.settings import Settings, prepare_data_dir
from bot.trouble import Trouble, file_trouble
from locales import N_
from storage.backup import BackupRefused, back_up
from storage.backup import restore as put_back
from storage.database import sqlite_file
from storage.migrate import is_current, upgrade

_REFUSED = {
    "exists": N_("{subject} đã có sẵn: chọn tên khác hoặc dời tệp đó đi; không có gì bị ghi đè."),
    "no_database": N_("Chưa có cơ sở dữ liệu {subject}: chạy dondoc init trước."),
    "not_a_backup": N_("Tệp này không phải bản sao lưu của Đôn Đốc."),
    "damaged": N_("{subject} bị hỏng, không dùng được: chọn bản sao lưu khác."),
    "other_kind": N_("Bản sao lưu thuộc loại cơ sở dữ liệu khác: kiểm tra DONDOC_DATABASE_URL."),
    "not_empty": N_("Cơ sở dữ liệu đích không trống: chỉ khôi phục vào cơ sở dữ liệu mới."),
    "tool": N_("Không chạy được công cụ của PostgreSQL ({subject})."),
}


def save(settings: Settings, file: Path) -> int:
    """Writes a backup; returns its size in bytes. Raises Trouble."""
    try:
        return back_up(settings.database, prepare_data_dir(settings), file)
    except BackupRefused as refusal:
        raise Trouble(_REFUSED[refusal.reason], subject=refusal.subject) from None
    except OSError as error:
        raise file_trouble(error, file) from None


def bring_back(settings: Settings, file: Path) -> int:
    """Puts a backup back and brings it up to date; returns how many files came with it. Raises Trouble."""
    try:
        database = sqlite_file(settings.database)
        if database is not None:
            database.parent.mkdir(parents=True, exist_ok=True)
        count = put_back(settings.database, prepare_data_dir(settings), file)
    except BackupRefused as refusal:
        raise Trouble(_REFUSED[refusal.reason], subject=refusal.subject) from None
    except OSError as error:
        raise file_trouble(error, file) from None
    if not is_current(settings.database):
        upgrade(settings.database)
    return count
