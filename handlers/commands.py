"""The command menu that Telegram shows: each officer sees the commands of their own roles."""

from collections.abc import Collection

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from handlers.replies import SetMenu, set_menu
from handlers.services import Services
from locales import LANGUAGES, N_, Translator, translator
from storage.tables import RoleKind

_EVERYBODY = (
    ("viec", "tasks", N_("Nhiệm vụ của tôi")),
    ("baocao", "report", N_("Báo cáo kỳ này")),
    ("solieu", "figures", N_("Nhập số liệu")),
    ("lich", "calendar", N_("Lịch báo cáo")),
)
_WATCHING = (
    ("tiendo", "progress", N_("Bảng tiến độ")),
    ("giaoviec", "assign", N_("Giao nhiệm vụ ngoài kế hoạch")),
)
_COORDINATING = (
    ("kehoach", "plan", N_("Kế hoạch năm")),
    ("chucdanh", "roles", N_("Chức danh và lời mời")),
    ("nhac", "remind", N_("Nhắc bộ phận chưa gửi")),
    ("tonghop", "compile", N_("Lập báo cáo tổng hợp")),
)
_ABOUT = N_(
    "Trợ lý đôn đốc kế hoạch cải cách hành chính của Ủy ban nhân dân xã, phường: nhắc hạn, nhận báo cáo "
    "ngay trong chat, lập báo cáo tổng hợp. Để bắt đầu, đề nghị mở liên kết mời của đơn vị."
)
_GENERAL = (
    ("ngonngu", "language", N_("Đổi ngôn ngữ")),
    ("huy", "cancel", N_("Dừng việc đang làm dở")),
    ("trogiup", "help", N_("Trợ giúp")),
)


def commands(_: Translator, kinds: Collection[RoleKind]) -> list[BotCommand]:
    """The menu for somebody with these kinds of role, in the names of their language."""
    shown = [*_EVERYBODY]
    if RoleKind.COORDINATOR in kinds or RoleKind.LEADER in kinds:
        shown += _WATCHING
    if RoleKind.COORDINATOR in kinds:
        shown += _COORDINATING
    vietnamese = _.language == "vi"
    return [
        BotCommand(vi_name if vietnamese else en_name, _(label))
        for vi_name, en_name, label in [*shown, *_GENERAL]
    ]


def menu_of(telegram_id: int, language: str, kinds: Collection[RoleKind]) -> SetMenu:
    """The menu of one officer's chat, to be set after the commit."""
    return SetMenu(commands(translator(language), kinds), BotCommandScopeChat(telegram_id))


def public_menus() -> list[SetMenu]:
    """What somebody sees before they have joined: help only, in each language."""
    return [
        SetMenu(
            [BotCommand("trogiup" if language == "vi" else "help", translator(language)("Trợ giúp"))],
            BotCommandScopeAllPrivateChats(),
            None if language == "vi" else language,
        )
        for language in LANGUAGES
    ]


async def publish(bot: Bot, services: Services) -> None:
    """Sets what the bot says of itself, and the menu of whoever has not joined; officers get theirs on joining."""
    for menu in public_menus():
        await set_menu(bot, menu)
    for language in LANGUAGES:
        about = translator(language)(_ABOUT)
        await bot.set_my_description(about, language_code=None if language == "vi" else language)
