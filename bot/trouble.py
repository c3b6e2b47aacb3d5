"""What stops the program, in words for whoever runs it."""

import errno

from sqlalchemy.exc import DatabaseError, OperationalError

from locales import N_, Translator

REJECTED_TOKEN = N_("Telegram không chấp nhận DONDOC_TOKEN: kiểm tra mã của bot ở @BotFather.")
UNREACHABLE = N_(
    "Không kết nối được với Telegram; chương trình sẽ tự thử lại. "
    "Nếu kéo dài, kiểm tra mạng hoặc DONDOC_PROXY."
)


class Trouble(Exception):  # noqa: N818 - said to a person, not thrown at one
    """One thing that must be mended: what is wrong and what to do, as a message for the translator."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.filled_with = values

    def said(self, _: Translator) -> str:
        return _(self.message, **self.filled_with)


_DATABASE_SIGNS = (
    (
        "readonly",
        N_("Tệp cơ sở dữ liệu chỉ cho đọc: cấp quyền ghi cho tệp và thư mục chứa nó."),
    ),
    (
        "locked",
        N_("Cơ sở dữ liệu đang bị chương trình khác khóa: đóng chương trình đó rồi chạy lại."),
    ),
    (
        "unable to open",
        N_("Không mở được tệp cơ sở dữ liệu: kiểm tra đường dẫn và quyền trên thư mục."),
    ),
    (
        "not a database",
        N_("Tệp cơ sở dữ liệu bị hỏng hoặc không phải của chương trình: khôi phục từ bản sao lưu."),
    ),
    ("malformed", N_("Tệp cơ sở dữ liệu bị hỏng: khôi phục từ bản sao lưu.")),
    (
        "full",
        N_("Ổ đĩa đã đầy: giải phóng chỗ trống rồi chạy lại."),
    ),
    (
        "no such table",
        N_("Cơ sở dữ liệu chưa được khởi tạo: chạy dondoc init trước."),
    ),
)


def database_trouble(error: DatabaseError) -> Trouble:
    """What a refusal of the database means to whoever runs the program."""
    reason = str(error.orig).lower()
    for sign, message in _DATABASE_SIGNS:
        if sign in reason:
            return Trouble(message)
    if isinstance(error, OperationalError):
        return Trouble(
            N_("Không kết nối được với cơ sở dữ liệu: kiểm tra DONDOC_DATABASE_URL và máy chủ dữ liệu.")
        )
    return Trouble(N_("Cơ sở dữ liệu báo lỗi ({kind})."), kind=type(error.orig).__name__)


_FILE_SIGNS = {
    errno.ENOENT: N_("Không có tệp {file}: kiểm tra lại đường dẫn."),
    errno.EISDIR: N_("{file} là thư mục, không phải tệp."),
    errno.EACCES: N_("Không có quyền đọc hoặc ghi {file}."),
    errno.EPERM: N_("Không có quyền đọc hoặc ghi {file}."),
    errno.EROFS: N_("{file} nằm trên ổ đĩa chỉ cho đọc."),
    errno.ENOSPC: N_("Ổ đĩa đã đầy, không ghi được {file}."),
}


def file_trouble(error: OSError, file: object) -> Trouble:
    """What a refusal of the file system means to whoever runs the program."""
    message = _FILE_SIGNS.get(error.errno or 0, N_("Không đọc hoặc ghi được {file}."))
    return Trouble(message, file=file)
