"""The page of phones in a real Chromium, in front of a small bot."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from simulator import Phone, Simulator
from tests.chromium import chromium_or_skip

KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Không phát sinh", callback_data="none")],
        [InlineKeyboardButton("Nhắc lại", callback_data="later")],
    ]
)


async def _start(update, context) -> None:
    await update.message.reply_html(f"Chào <b>{' '.join(context.args) or 'đồng chí'}</b>", reply_markup=KEYS)


async def _press(update, context) -> None:
    if update.callback_query.data == "later":
        await update.callback_query.answer("Sẽ nhắc lúc 14:00", show_alert=True)
    else:
        await update.callback_query.answer("Đã ghi")
        await update.callback_query.edit_message_text("Không phát sinh")


async def _echo(update, context) -> None:
    quoted = update.message.reply_to_message
    await update.message.reply_text(
        f"{quoted.text} → {update.message.text}" if quoted else update.message.text
    )


async def _file(update, context) -> None:
    document = update.message.document
    await update.message.reply_document(document.file_id, caption=f"{document.file_size} byte")


async def _photo(update, context) -> None:
    await update.message.reply_photo(update.message.photo[-1].file_id, caption="Ảnh")


@pytest.fixture
async def phones(application: Application, sim: Simulator) -> list[Phone]:
    """Two people in front of a bot with buttons, files and a menu."""
    application.add_handlers(
        [
            CommandHandler("start", _start),
            CallbackQueryHandler(_press),
            MessageHandler(filters.TEXT, _echo),
            MessageHandler(filters.Document.ALL, _file),
            MessageHandler(filters.PHOTO, _photo),
        ]
    )
    await application.bot.set_my_commands([BotCommand("start", "Bắt đầu lại")])
    return [
        sim.phone(first_name="Hoa", title="Đầu mối – Nguyễn Thị Hoa"),
        sim.phone(first_name="Bình", title="Tư pháp – Trần Văn Bình"),
    ]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium_or_skip()
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        await opened.close()


@pytest.fixture
async def page(browser: Browser, sim: Simulator, phones: list[Phone]) -> AsyncIterator[Page]:
    """The page at desktop width; it must make no errors and ask nobody else for anything."""
    opened = await browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    await opened.goto(sim.base_url)
    yield opened
    assert troubles == []
    assert [url for url in asked if not url.startswith((sim.base_url, "data:"))] == []


async def test_a_conversation_by_keyboard_and_mouse(page: Page, phones: list[Phone]):
    hoa = page.locator(".phone").first
    await expect(hoa.locator("h2")).to_have_text("Đầu mối – Nguyễn Thị Hoa")
    await hoa.get_by_role("button", name="BẮT ĐẦU").press("Enter")
    await expect(hoa.locator(".in strong")).to_have_text("đồng chí")
    await hoa.get_by_role("button", name="Nhắc lại").click()
    await expect(page.locator("#alert")).to_contain_text("Sẽ nhắc lúc 14:00")
    await page.keyboard.press("Enter")
    await expect(page.locator("#alert")).to_be_hidden()
    await hoa.get_by_role("button", name="Không phát sinh").click()
    await expect(hoa.locator(".toast")).to_have_text("Đã ghi")
    await expect(hoa.locator(".in .text")).to_have_text("Không phát sinh")
    await expect(hoa.locator(".in .meta")).to_contain_text("đã sửa")
    await hoa.get_by_role("textbox").fill("dòng một")
    await hoa.get_by_role("textbox").press("Shift+Enter")
    await hoa.get_by_role("textbox").press_sequentially("dòng hai")
    await hoa.get_by_role("textbox").press("Enter")
    await expect(hoa.locator(".in .text").last).to_have_text("dòng một\ndòng hai")
    await expect(hoa.get_by_label("Bot đã nhận").last).to_be_visible()
    assert phones[1].messages == []


async def test_a_reply_quotes_the_message(page: Page, phones: list[Phone]):
    await phones[0].send("/start")
    await phones[0].wait_for("Chào")
    hoa = page.locator(".phone").first
    await hoa.locator(".in .bubble").click(button="right")
    await expect(page.get_by_role("menuitem", name="Trả lời")).to_be_focused()
    await page.keyboard.press("Escape")
    await hoa.get_by_role("log").focus()
    for key in ("ArrowUp", "Enter", "Enter"):
        await page.keyboard.press(key)
    await expect(hoa.get_by_role("textbox")).to_be_focused()
    await page.keyboard.type("120/125")
    await page.keyboard.press("Enter")
    await expect(hoa.locator(".out .quote")).to_contain_text("Chào đồng chí")
    await expect(hoa.locator(".in .text").last).to_have_text("Chào đồng chí → 120/125")


async def test_what_was_written_is_never_read_as_html(page: Page, phones: list[Phone]):
    await phones[0].send("<img src=x onerror=alert(1)> & <b>x</b>")
    await expect(page.locator(".in .text")).to_have_text("<img src=x onerror=alert(1)> & <b>x</b>")
    assert await page.locator(".text img, .text b").count() == 0


async def test_an_invitation_opens_here_or_on_another_phone(page: Page, sim: Simulator, phones: list[Phone]):
    link = f"https://t.me/{sim.bot_username}?start=ma-moi"
    await phones[0].send(link)
    await expect(page.locator(".in .inline-link")).to_have_text(link)
    await page.locator(".in .choose").click()
    await page.get_by_role("menuitem", name="Tư pháp – Trần Văn Bình").click()
    await phones[1].wait_for("Chào ma-moi")
    await page.locator(".in .inline-link").click()
    await phones[0].wait_for("Chào ma-moi")


async def test_files_go_by_picker_and_come_back_to_be_saved(page: Page, phones: list[Phone], tmp_path: Path):
    await phones[0].send("/start")
    hoa = page.locator(".phone").first
    await hoa.locator("input[type=file]").set_input_files(
        {"name": "Kế hoạch 2022.txt", "mimeType": "text/plain", "buffer": "KẾ HOẠCH".encode()}
    )
    answer = hoa.locator(".in .document")
    await expect(answer).to_contain_text("Kế hoạch 2022.txt")
    async with page.expect_download() as waiting:
        await answer.click()
    saved = tmp_path / "saved.txt"
    await (await waiting.value).save_as(saved)
    assert saved.read_text(encoding="utf-8") == "KẾ HOẠCH"
    assert (await waiting.value).suggested_filename == "Kế hoạch 2022.txt"


async def test_a_dropped_picture_is_shown_and_opens_big(page: Page, phones: list[Phone]):
    await phones[0].send("/start")
    await expect(page.locator(".in")).to_have_count(1)
    await page.evaluate(
        """async () => {
            const canvas = new OffscreenCanvas(80, 40);
            canvas.getContext('2d').fillRect(0, 0, 40, 40);
            const data = new DataTransfer();
            const type = 'image/png';
            data.items.add(new File([await canvas.convertToBlob({ type })], 'anh.png', { type }));
            const device = document.querySelector('.device');
            const drop = { dataTransfer: data, bubbles: true, cancelable: true };
            device.dispatchEvent(new DragEvent('drop', drop));
        }"""
    )
    picture = page.locator(".in .photo")
    await expect(picture.locator("img")).to_have_js_property("naturalWidth", 80)
    await picture.click()
    await expect(page.locator("#viewer img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_two_tabs_and_a_lost_connection_show_the_same(
    page: Page, browser: Browser, sim: Simulator, phones: list[Phone]
):
    other = await browser.new_page()
    await other.goto(sim.base_url)
    await page.get_by_role("button", name="Thêm điện thoại người lạ").click()
    await expect(other.locator(".phone h2").last).to_have_text("Người lạ 1")
    await sim.disconnect_pages()
    await phones[0].send("/start")
    for each in (page, other):
        await expect(each.locator(".in strong").first).to_have_text("đồng chí")


async def test_the_clock_moves_by_its_buttons(page: Page, sim: Simulator):
    reminder = datetime(2022, 3, 16, 0, 30, tzinfo=UTC)

    async def next_moment() -> datetime | None:
        return reminder if sim.clock.now() < reminder else None

    sim.next_moment = next_moment
    sim.jumps = [("20/3", datetime(2022, 3, 20, 0, 30, tzinfo=UTC))]
    sim.guide = [("Gửi kế hoạch", "Kéo tệp vào máy Đầu mối.")]
    await page.reload()
    moment = page.locator("#moment")
    await expect(moment).to_contain_text("Thứ Ba, 15/3/2022")
    await page.get_by_role("button", name="Lời nhắc kế tiếp").click()
    await expect(moment).to_contain_text("Thứ Tư, 16/3/2022")
    await page.get_by_role("button", name="Lời nhắc kế tiếp").click()
    await expect(page.locator("#notes")).to_contain_text("Không còn lời nhắc nào")
    await page.get_by_role("button", name="Ngày mai 7:30").click()
    await expect(moment).to_contain_text("Thứ Năm, 17/3/2022")
    await page.get_by_role("button", name="+1 giờ").click()
    await expect(moment).to_contain_text("08:30")
    await page.get_by_role("button", name="20/3", exact=True).click()
    await expect(moment).to_contain_text("Chủ Nhật, 20/3/2022")
    await page.get_by_label("Đến ngày giờ").fill("2022-06-15T16:05")
    await page.get_by_role("button", name="Đến", exact=True).click()
    await expect(moment).to_contain_text("Thứ Tư, 15/6/2022")
    assert abs(sim.clock.now() - datetime(2022, 6, 15, 9, 5, tzinfo=UTC)) < timedelta(minutes=1)
    await expect(page.get_by_text("Kéo tệp vào máy Đầu mối.")).to_be_visible()


async def test_at_phone_width_one_phone_shows_and_the_other_counts(
    browser: Browser, sim: Simulator, phones: list[Phone]
):
    context = await browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = await context.new_page()
    await page.goto(sim.base_url)
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await phones[1].send("/start")
    tab = page.get_by_role("tab", name="Tư pháp – Trần Văn Bình")
    await expect(tab.locator("b")).to_have_text("1")
    await tab.tap()
    await expect(page.locator(".phone:visible .in strong")).to_have_text("đồng chí")
    await expect(tab.locator("b")).to_be_hidden()
    await page.get_by_role("button", name="Danh sách lệnh").tap()
    await page.get_by_role("option", name="/start").tap()
    await expect(page.locator(".phone:visible .in")).to_have_count(2)
    # A finger resting on a message opens what can be done with it.
    box = await page.locator(".phone:visible .in .bubble").last.bounding_box()
    assert box is not None
    touch = await context.new_cdp_session(page)
    points = [{"x": box["x"] + 20, "y": box["y"] + 12}]
    await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    await expect(page.get_by_role("menuitem", name="Trả lời")).to_be_visible()
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await page.get_by_role("menuitem", name="Trả lời").tap()
    await expect(page.locator(".phone:visible .replying")).to_contain_text("Chào đồng chí")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "nothing sticks out to the side"


async def test_other_sites_cannot_steer_the_page(sim: Simulator):
    async with aiohttp.ClientSession() as session:
        for headers in ({"Origin": "https://xau.example"}, {"Host": "xau.example"}):
            async with session.get(f"{sim.base_url}/phones/live", headers=headers) as response:
                assert response.status == 403
            async with session.post(f"{sim.base_url}/clock", json={"by": 60}, headers=headers) as response:
                assert response.status == 403
        async with session.get(sim.base_url) as response:
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")


async def test_the_clock_can_be_asked_and_moved_over_http(sim: Simulator):
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{sim.base_url}/clock", json={"to": "2022-03-20T07:30:00"}) as response:
            moved = await response.json()
        async with session.get(f"{sim.base_url}/clock") as response:
            asked = await response.json()
        async with session.post(f"{sim.base_url}/clock", json={"to": "hôm qua"}) as response:
            assert response.status == 400
    assert moved["now"].startswith("2022-03-20T00:30:00")
    assert asked["now"] >= moved["now"]
