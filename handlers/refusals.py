"""Every refusal in words: what is wrong, and what to do."""

from handlers import errors
from handlers.errors import Refusal
from handlers.screen import Screen, escape
from handlers.screens.people import stranger
from locales import N_, Translator
from plans.errors import Reason

_SENTENCES: dict[type[Refusal], str] = {
    errors.NotAllowed: N_("Chức năng này dành cho chức danh khác. Các lệnh đồng chí dùng được: /trogiup."),
    errors.NotYours: N_("Nội dung này thuộc chức danh {role}, đồng chí không phụ trách chức danh đó."),
    errors.StaleButton: N_(
        "Nút này đã cũ và không còn dùng được. Đề nghị gõ lại lệnh, ví dụ /viec hoặc /baocao."
    ),
    errors.CodeUnknown: N_(
        "Mã mời không đúng. Đề nghị kiểm tra lại, hoặc liên hệ cán bộ đầu mối để nhận lại liên kết."
    ),
    errors.CodeUsed: N_(
        "Lời mời này đã có người nhận. Mỗi lời mời chỉ dùng một lần; đề nghị liên hệ cán bộ "
        "đầu mối để nhận lời mời mới."
    ),
    errors.CodeExpired: N_(
        "Lời mời này đã hết hiệu lực. Đề nghị liên hệ cán bộ đầu mối để nhận lời mời mới."
    ),
    errors.OtherUnit: N_(
        "Tài khoản này đang thuộc {unit}. Mỗi tài khoản chỉ phục vụ một đơn vị; đề nghị dùng tài khoản khác."
    ),
    errors.NoPlan: N_(
        "Đơn vị chưa có kế hoạch được duyệt. Cán bộ đầu mối gửi tệp kế hoạch vào đây để bắt đầu."
    ),
    errors.NoPeriod: N_("Không có kỳ báo cáo nào như vậy. Xem lịch báo cáo: /lich."),
    errors.PeriodClosed: N_(
        "Kỳ báo cáo {period} đã khóa nên không nhận thêm. Nếu cần sửa, đề nghị liên hệ cán bộ đầu mối để mở lại."
    ),
    errors.NothingSubmitted: N_("Chưa có bộ phận nào gửi báo cáo {period} nên chưa có nội dung để tổng hợp."),
    errors.PlanYearLoaded: N_(
        "Năm này đã có kế hoạch được duyệt: {title}. Kế hoạch đang dùng được giữ nguyên."
    ),
    errors.FileTooBig: N_("Tệp lớn hơn 20 MB, Telegram không chuyển được. Đề nghị gửi tệp nhỏ hơn."),
    errors.FileEmpty: N_("Tệp không có nội dung. Đề nghị kiểm tra và gửi lại."),
    errors.FileLost: N_(
        "Tệp {name} không còn nguyên vẹn trên máy chủ nên không gửi lại được. "
        "Đề nghị báo người quản trị, hoặc xin lại tệp từ người báo cáo."
    ),
    errors.StorageFull: N_(
        "Hiện không lưu được tệp do máy chủ hết dung lượng. Nội dung chữ vẫn nhận được; đề "
        "nghị gửi lại tệp sau."
    ),
}

_UNREADABLE: dict[Reason, str] = {
    Reason.EMPTY: N_("Tệp không có nội dung. Đề nghị kiểm tra và gửi lại."),
    Reason.BROKEN: N_("Tệp bị hỏng, không mở được. Đề nghị mở bằng Word, lưu lại rồi gửi lại."),
    Reason.TOO_BIG: N_("Tệp lớn hơn 20 MB, Telegram không chuyển được. Đề nghị gửi tệp nhỏ hơn."),
    Reason.PASSWORD: N_("Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi gửi lại."),
    Reason.SCANNED_PDF: N_(
        "Tệp PDF này là ảnh quét, không có chữ để đọc. Đề nghị gửi bản Word hoặc PDF có chữ."
    ),
    Reason.UNREADABLE_LETTERS: N_(
        "Tệp này có chữ nhưng bảng mã của chữ không đọc được. Đề nghị gửi bản Word của kế hoạch."
    ),
    Reason.UNSUPPORTED: N_(
        "Loại tệp này không đọc được. Đề nghị gửi kế hoạch dạng .docx, .xlsx, .pdf hoặc .txt."
    ),
    Reason.OLD_WORD_NEEDS_CONVERSION: N_(
        "Tệp .doc kiểu cũ chưa đọc được trên máy chủ này. Đề nghị mở bằng Word, chọn Lưu thành .docx rồi gửi lại."
    ),
    Reason.OLD_EXCEL_NEEDS_CONVERSION: N_(
        "Tệp .xls kiểu cũ không đọc được. Đề nghị mở bằng Excel, chọn Lưu thành .xlsx rồi gửi lại."
    ),
    Reason.NOT_A_PLAN: N_(
        "Tệp này không giống một kế hoạch cải cách hành chính: không tìm thấy lĩnh vực và nhiệm vụ. "
        "Đề nghị kiểm tra lại tệp."
    ),
    Reason.ZIP_BOMB: N_(
        "Tệp nén bất thường nên không mở để bảo đảm an toàn. Đề nghị lưu lại bằng Word rồi gửi lại."
    ),
    Reason.TOO_MANY_LINES: N_("Tệp quá dài so với một kế hoạch. Đề nghị chỉ gửi kế hoạch và phụ lục."),
}


def refusal_screen(_: Translator, refusal: Refusal) -> Screen:
    """What to tell somebody whose wish cannot be met."""
    if isinstance(refusal, errors.Stranger):
        return stranger(_)
    if isinstance(refusal, errors.PlanUnreadable):
        return Screen("⚠️ " + _(_UNREADABLE[Reason(str(refusal.values["reason"]))]))
    values = {name: escape(str(value)) for name, value in refusal.values.items()}
    return Screen("⚠️ " + _(_SENTENCES[type(refusal)], **values))
