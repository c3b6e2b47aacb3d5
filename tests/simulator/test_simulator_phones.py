"""The driver of a phone: what a person does and sees."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from simulator import Phone, PhoneError, SimClock, Simulator
from simulator.html import parse_html, plain, to_html


async def test_a_text_beyond_the_limit_leaves_as_several_messages(hoa: Phone):
    text = "một hai ba bốn năm\n" * 400
    await hoa.send(text)
    sent = [message.text for message in hoa.messages[1:]]
    assert len(sent) == 2
    assert all(len(part) <= 4096 for part in sent)
    assert "\n".join(sent) == text.strip()


async def test_waiting_fails_with_the_transcript(call, hoa: Phone):
    await call("sendMessage", chat_id=hoa.user.id, text="Chào đồng chí")
    with pytest.raises(AssertionError, match=r"(?s)'báo cáo' did not come.*Chào đồng chí"):
        await hoa.wait_for("báo cáo", timeout=0.01)


async def test_waiting_passes_over_what_came_before_the_own_last_step(call, hoa: Phone):
    await call("sendMessage", chat_id=hoa.user.id, text="Việc: cũ")
    await hoa.send("/viec")
    waiting = asyncio.create_task(hoa.wait_for("Việc"))
    await call("sendMessage", chat_id=hoa.user.id, text="Việc: mới")
    assert (await waiting).text == "Việc: mới"


async def test_an_edit_counts_as_news(call, hoa: Phone):
    sent = (await call("sendMessage", chat_id=hoa.user.id, text="chờ"))["result"]
    await hoa.send("?")
    await call("editMessageText", chat_id=hoa.user.id, message_id=sent["message_id"], text="xong")
    assert (await hoa.wait_for("xong")).id == sent["message_id"]


async def test_a_missing_button_a_foreign_link_and_a_blocked_bot_are_errors(sim: Simulator, hoa: Phone):
    with pytest.raises(PhoneError, match="Không có nút"):
        await hoa.press(hoa.last, "Báo cáo")
    with pytest.raises(PhoneError, match="không dẫn đến bot"):
        await hoa.open_link("https://t.me/KhacBot?start=x")
    hoa.block_bot()
    with pytest.raises(PhoneError, match="đang chặn"):
        await hoa.send("x")


async def test_a_taken_user_id_is_refused(sim: Simulator):
    sim.phone(user_id=5)
    with pytest.raises(ValueError, match="5 is taken"):
        sim.phone(user_id=5)


def test_the_clock_moves_freezes_and_tells():
    clock = SimClock(datetime(2022, 3, 1, tzinfo=UTC))
    told: list[datetime] = []
    clock.on_move(told.append)
    clock.freeze()
    moment = clock.now()
    clock.advance(timedelta(days=1))
    assert clock.now() == moment + timedelta(days=1) == told[-1]
    clock.resume()
    assert timedelta(0) <= clock.now() - told[-1] < timedelta(seconds=5)
    with pytest.raises(ValueError, match="time zone"):
        clock.move_to(datetime(2022, 3, 1))  # noqa: DTZ001 - the naive one is the point


@pytest.mark.parametrize(
    "source",
    [
        "a <b>đậm <i>và nghiêng</i></b> &lt;thẻ&gt; &amp; hết",
        'xem <a href="https://xa.example/?a=1&amp;b=2">đây</a>',
        "🔔 <b>Hạn</b>: <code>120/125</code>\n<blockquote expandable>dài</blockquote>",
        "<tg-spoiler>kín</tg-spoiler> <u>gạch</u> <s>bỏ</s>",
    ],
)
def test_markup_survives_the_way_there_and_back(source: str):
    assert to_html(*parse_html(source)) == source


def test_offsets_are_counted_in_utf16_units_after_trimming():
    text, (bold, command) = parse_html("  🔔 <b>Hạn</b> /viec ")
    assert text == "🔔 Hạn /viec"
    assert (bold.type, bold.offset, bold.length) == ("bold", 3, 3)
    assert (command.type, command.offset, command.length) == ("bot_command", 7, 5)


def test_commands_links_and_mentions_are_found_and_dates_are_not():
    text = "/start x, trước 17/3 xem https://t.me/a?start=b. Hỏi @hoa_nguyen"
    found = [(e.type, text[e.offset : e.offset + e.length]) for e in plain(text)[1]]
    assert found == [
        ("bot_command", "/start"),
        ("url", "https://t.me/a?start=b"),
        ("mention", "@hoa_nguyen"),
    ]
