"""What Telegram refuses is refused, in its words."""

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator

Answer = dict[str, Any]


def refused(answer: Answer, code: int, description: str) -> bool:
    return (answer["ok"], answer["error_code"], answer["description"]) == (False, code, description)


async def test_a_text_of_4096_characters_is_sent_and_of_4097_is_too_long(call, hoa: Phone):
    assert (await call("sendMessage", chat_id=hoa.user.id, text="đ" * 4096))["ok"]
    answer = await call("sendMessage", chat_id=hoa.user.id, text="đ" * 4097)
    assert refused(answer, 400, "Bad Request: message is too long")


async def test_the_limit_counts_what_is_left_after_the_markup(call, hoa: Phone):
    text = "<b>" + "đ" * 4096 + "</b>"
    assert (await call("sendMessage", chat_id=hoa.user.id, text=text, parse_mode="HTML"))["ok"]


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>"])
async def test_an_empty_text_is_refused(call, hoa: Phone, text: str):
    answer = await call("sendMessage", chat_id=hoa.user.id, text=text, parse_mode="HTML")
    assert refused(answer, 400, "Bad Request: message text is empty")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<b>đậm", 'Can\'t find end tag corresponding to start tag "b"'),
        ("đậm</b>", "Unexpected end tag at byte offset 6"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a <p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Expected equal sign in declaration of an attribute"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_broken_html_is_refused_with_the_place(call, hoa: Phone, text: str, reason: str):
    answer = await call("sendMessage", chat_id=hoa.user.id, text=text, parse_mode="HTML")
    assert answer["error_code"] == 400
    expected = f"Bad Request: can't parse entities: {reason}"
    assert answer["description"].startswith(expected), answer


async def test_callback_data_of_64_bytes_is_taken_and_of_65_refused(call, hoa: Phone):
    def keyboard(data: str) -> Answer:
        return {"inline_keyboard": [[{"text": "Bấm", "callback_data": data}]]}

    taken = await call("sendMessage", chat_id=hoa.user.id, text="a", reply_markup=keyboard("đ" * 32))
    assert taken["ok"]
    answer = await call("sendMessage", chat_id=hoa.user.id, text="a", reply_markup=keyboard("đ" * 32 + "x"))
    assert refused(answer, 400, "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "", "callback_data": "x"}, 'Field "text" must be of type String'),
        ({"text": "x", "url": "khong-phai"}, "Wrong HTTP URL"),
    ],
)
async def test_a_button_without_sense_is_refused(call, hoa: Phone, button: Answer, reason: str):
    answer = await call(
        "sendMessage", chat_id=hoa.user.id, text="a", reply_markup={"inline_keyboard": [[button]]}
    )
    assert answer["error_code"] == 400
    assert reason in answer["description"]


async def test_an_edit_that_changes_nothing_is_refused(call, hoa: Phone):
    sent = (await call("sendMessage", chat_id=hoa.user.id, text="<b>một</b>", parse_mode="HTML"))["result"]
    where = {"chat_id": hoa.user.id, "message_id": sent["message_id"]}
    answer = await call("editMessageText", **where, text="<b>một</b>", parse_mode="HTML")
    assert answer["description"].startswith("Bad Request: message is not modified: specified new message")
    assert (await call("editMessageText", **where, text="một"))["ok"], "the formatting alone is a change"


async def test_only_the_bots_own_messages_can_be_edited(call, hoa: Phone):
    answer = await call("editMessageText", chat_id=hoa.user.id, message_id=hoa.last.id, text="x")
    assert refused(answer, 400, "Bad Request: message can't be edited")
    answer = await call("editMessageText", chat_id=hoa.user.id, message_id=999, text="x")
    assert refused(answer, 400, "Bad Request: message to edit not found")


async def test_a_message_of_three_days_ago_cannot_be_deleted(call, sim: Simulator, hoa: Phone):
    sent = (await call("sendMessage", chat_id=hoa.user.id, text="x"))["result"]
    sim.clock.advance(timedelta(days=3))
    where = {"chat_id": hoa.user.id, "message_id": sent["message_id"]}
    answer = await call("deleteMessage", **where)
    assert refused(answer, 400, "Bad Request: message can't be deleted for everyone")
    sim.clock.advance(timedelta(days=-3))
    assert (await call("deleteMessage", **where))["ok"]
    answer = await call("deleteMessage", **where)
    assert refused(answer, 400, "Bad Request: message to delete not found")


async def test_a_press_is_answered_once_and_not_after_a_day(call, sim: Simulator, hoa: Phone):
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await call("sendMessage", chat_id=hoa.user.id, text="a")
    presses = []
    for _ in range(2):
        await hoa.press(hoa.last, callback_data="x")
        update = (await call("getUpdates", offset=-1))["result"][-1]
        presses.append(update["callback_query"]["id"])
    assert (await call("answerCallbackQuery", callback_query_id=presses[0], text="đã ghi"))["ok"]
    assert refused(await call("answerCallbackQuery", callback_query_id=presses[0]), 400, too_old)
    sim.clock.advance(timedelta(days=1))
    assert refused(await call("answerCallbackQuery", callback_query_id=presses[1]), 400, too_old)
    assert hoa.toasts == ["đã ghi"]


async def test_who_cannot_be_written_to(call, sim: Simulator, hoa: Phone):
    stranger = sim.phone()
    answer = await call("sendMessage", chat_id=stranger.user.id, text="x")
    assert refused(answer, 403, "Forbidden: bot can't initiate conversation with a user")
    answer = await call("sendMessage", chat_id=42, text="x")
    assert refused(answer, 400, "Bad Request: chat not found")
    hoa.block_bot()
    answer = await call("sendMessage", chat_id=hoa.user.id, text="x")
    assert refused(answer, 403, "Forbidden: bot was blocked by the user")
    hoa.unblock_bot()
    assert (await call("sendMessage", chat_id=hoa.user.id, text="x"))["ok"]


async def test_a_reply_to_a_missing_message_is_refused_unless_allowed(call, hoa: Phone):
    reply: Answer = {"message_id": 999}
    answer = await call("sendMessage", chat_id=hoa.user.id, text="x", reply_parameters=reply)
    assert refused(answer, 400, "Bad Request: message to be replied not found")
    reply["allow_sending_without_reply"] = True
    assert (await call("sendMessage", chat_id=hoa.user.id, text="x", reply_parameters=reply))["ok"]


async def test_a_wrong_token_and_an_unknown_method(sim: Simulator, call):
    wrong = f"{sim.base_url}/bot987654321:{'x' * 35}/getMe"
    async with aiohttp.ClientSession() as session, session.get(wrong) as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")
    assert refused(await call("sendTelepathy"), 404, "Not Found: method not found")


@pytest.mark.parametrize(
    ("name", "description", "reason"),
    [
        ("Việc", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "BOT_COMMAND_INVALID"),
        ("viec", "", "command description must be non-empty"),
        ("viec", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_bad_commands_are_refused(call, name: str, description: str, reason: str):
    commands = [{"command": name, "description": description}]
    assert refused(await call("setMyCommands", commands=commands), 400, f"Bad Request: {reason}")


async def test_the_menu_of_the_chat_wins_over_the_general_one(call, sim: Simulator, hoa: Phone):
    def menu() -> list[str]:
        return [each["command"] for each in sim.state.menus.commands_for(hoa.chat, hoa.user)]

    await call("setMyCommands", commands=[{"command": "viec", "description": "Việc"}])
    assert menu() == ["viec"]
    scope = {"type": "chat", "chat_id": hoa.user.id}
    await call("setMyCommands", commands=[{"command": "tonghop", "description": "Báo cáo"}], scope=scope)
    assert menu() == ["tonghop"]
    assert (await call("getMyCommands", scope=scope))["result"][0]["command"] == "tonghop"
    await call("deleteMyCommands", scope=scope)
    assert menu() == ["viec"]
