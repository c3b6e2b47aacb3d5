"""The real python-telegram-bot talks to the simulator and understands everything it says."""

import struct
import zlib
from pathlib import Path

import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from simulator import Limits, Phone, Simulator


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_conversation_by_command_button_reply_and_link(application: Application, sim: Simulator):
    async def start(update, context) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Không phát sinh", callback_data="np:1")]])
        await update.message.reply_html(f"Mã: <b>{context.args[0]}</b>", reply_markup=keyboard)

    async def press(update, context) -> None:
        await update.callback_query.answer("Đã ghi")
        await update.callback_query.edit_message_text(f"Bấm {update.callback_query.data}")

    async def reply(update, context) -> None:
        quoted = update.message.reply_to_message
        await update.message.reply_text(f"{quoted.text} → {update.message.text}", do_quote=True)

    application.add_handlers(
        [CommandHandler("start", start), CallbackQueryHandler(press), MessageHandler(filters.REPLY, reply)]
    )
    hoa = sim.phone(first_name="Hoa")
    await hoa.open_link(f"https://t.me/{sim.bot_username}?start=abc_123")
    asked = await hoa.wait_for("Mã")
    assert asked.html == "Mã: <b>abc_123</b>"
    assert asked.date == sim.clock.now().replace(microsecond=asked.date.microsecond, second=asked.date.second)
    await hoa.press(asked, "Không phát sinh")
    changed = await hoa.wait_for("Bấm np:1")
    assert (changed.id, changed.edited, changed.buttons) == (asked.id, True, [])
    assert await hoa.wait_for_toast() == "Đã ghi"
    own = await hoa.send("120/125", reply_to=changed)
    answer = await hoa.wait_for("→ 120/125", after=own)
    assert answer.reply_to is own


async def test_a_document_goes_up_down_and_back(application: Application, sim: Simulator):
    async def take(update, context) -> None:
        document = update.message.document
        content = await (await document.get_file()).download_as_bytearray()
        await update.message.reply_document(
            bytes(content) + b"!", filename=f"Lại {document.file_name}", caption=document.mime_type
        )

    application.add_handler(MessageHandler(filters.Document.ALL, take))
    hoa = sim.phone(first_name="Hoa")
    await hoa.send_document("số liệu".encode(), name="số liệu quý I.xlsx", caption="Kính gửi")
    back = await hoa.wait_for(lambda message: message.document is not None)
    assert back.document.content == "số liệu!".encode()
    assert back.document.name == "Lại số liệu quý I.xlsx"
    assert back.text == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_file_of_41_megabytes_is_announced_but_not_handed_out(bot: Bot, hoa: Phone):
    message = await hoa.send_document(size=41_000_000, name="kế hoạch.pdf")
    (update,) = await bot.get_updates()
    assert update.message.document.file_size == 41_000_000
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(message.document.file_id)


async def test_a_photo_is_sent_by_bytes_and_again_by_its_id(bot: Bot, hoa: Phone):
    sent = await bot.send_photo(hoa.user.id, png(), caption="<i>Tiến độ</i>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (40, 20)
    again = await bot.send_photo(hoa.user.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    assert hoa.last.photo.content == png()
    with pytest.raises(BadRequest, match="of type photo as document"):
        await bot.send_document(hoa.user.id, sent.photo[-1].file_id)


async def test_what_is_no_picture_or_too_long_a_caption_is_refused(bot: Bot, hoa: Phone):
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(hoa.user.id, b"not a picture")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(hoa.user.id, png(2, 80))
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(hoa.user.id, b"x", filename="a.txt", caption="a" * 1025)


async def test_an_upload_beyond_the_limit_is_refused(bot: Bot, sim: Simulator, hoa: Phone):
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(hoa.user.id, bytes(sim.limits.upload + 2 * 1024 * 1024), filename="a.bin")


async def test_keyboards_previews_silence_and_quotes_are_understood(bot: Bot, hoa: Phone):
    sent = await bot.send_message(
        hoa.user.id,
        "Chọn",
        reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Xong")]], resize_keyboard=True),
        reply_parameters=ReplyParameters(hoa.messages[0].id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        protect_content=True,
    )
    assert sent.reply_to_message.text == "/start"
    assert sent.has_protected_content
    assert hoa.last.silent
    assert hoa.chat.keyboard["keyboard"][0][0]["text"] == "Xong"
    await bot.send_message(hoa.user.id, "Bỏ", reply_markup=ReplyKeyboardRemove())
    assert hoa.chat.keyboard is None


async def test_the_bots_own_papers(bot: Bot, hoa: Phone):
    me = await bot.get_me()
    assert (me.username, me.is_bot) == ("DonDocThuBot", True)
    chat = await bot.get_chat(hoa.user.id)
    assert (chat.first_name, chat.username) == ("Hoa", "hoa_nguyen")
    await bot.set_my_commands([("viec", "Việc")], BotCommandScopeChat(hoa.user.id), language_code="vi")
    (command,) = await bot.get_my_commands(BotCommandScopeChat(hoa.user.id), language_code="vi")
    assert command.description == "Việc"
    await bot.set_my_description("Nhắc việc", language_code="vi")
    assert (await bot.get_my_description("vi")).description == "Nhắc việc"
    await bot.set_chat_menu_button(hoa.user.id, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(hoa.user.id)).type == "commands"
    assert await bot.send_chat_action(hoa.user.id, "typing")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 0)


async def test_refusals_become_the_errors_that_the_library_knows(
    bot: Bot, sim: Simulator, hoa: Phone, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    sim.faults.flood("sendMessage", 3)
    with pytest.raises(RetryAfter):
        await bot.send_message(hoa.user.id, "x")
    sim.faults.fail("sendMessage", status=500)
    with pytest.raises(NetworkError):
        await bot.send_message(hoa.user.id, "x")
    sim.faults.unreachable = True
    with pytest.raises(NetworkError):
        await bot.send_message(hoa.user.id, "x")
    sim.faults.unreachable = False
    hoa.block_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(hoa.user.id, "x")
    stranger = Bot(f"987654321:{'x' * 35}", base_url=f"{sim.base_url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_a_document_sent_from_a_path_carries_its_name(bot: Bot, hoa: Phone, tmp_path: Path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text("KẾ HOẠCH", encoding="utf-8")
    await hoa.send_document(path)
    (update,) = await bot.get_updates()
    assert update.message.document.file_name == "kế hoạch.txt"


async def test_rates_can_be_switched_off_for_benchmarks():
    async with await Simulator.start(limits=Limits.without_rates()) as sim:
        phone = sim.phone()
        await phone.send("/start")
        async with Bot(sim.token, base_url=f"{sim.base_url}/bot") as bot:
            for number in range(40):
                await bot.send_message(phone.user.id, str(number))
        assert phone.last.text == "39"
