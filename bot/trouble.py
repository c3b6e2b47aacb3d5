"""What stops the program, in words for whoever runs it."""

from sqlalchemy.exc import DatabaseError, OperationalError

from locales import N_, Translator


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
