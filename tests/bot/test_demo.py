"""The demo as a newcomer starts it: one command, no token, a page that answers."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import async_playwright, expect

from bot.demo.commune import HANOI, read_commune
from bot.demo.guide import guide_from_the_start, guide_to_the_quarter, jumps
from bot.demo.run import perform
from bot.trouble import Trouble
from plans.read import read_plan
from simulator import Simulator
from tests.chromium import chromium_or_skip

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Simulator]:
    """The stage with the story told."""
    async with perform(read_commune(), tmp_path, 0, asyncio.Event()) as (simulator, _working):
        yield simulator


async def test_the_story_is_told_up_to_the_morning_of_the_first_reminder(demo: Simulator):
    coordinator, *staff, leader = demo.phones
    now = demo.clock.now().astimezone(HANOI)
    assert (now.isoformat(timespec="minutes"), demo.clock.frozen) == ("2026-03-11T07:00+07:00", False)
    assert "Đã duyệt kế hoạch" in coordinator.transcript()
    assert coordinator.transcript().count("👤") == 6
    assert "Đã ghi 17 nội dung" in coordinator.last.text
    assert all("đề nghị gửi trước ngày 17/3" in phone.last.text for phone in staff)
    assert "Lãnh đạo Ủy ban nhân dân" in leader.last.text
    said = [phone.transcript() for phone in demo.phones]
    assert not any("chưa ghi" in each for each in said), "an answer of the story was not understood"


async def test_the_next_reminder_comes_to_those_who_owe_when_the_clock_is_moved(demo: Simulator):
    assert demo.next_moment is not None
    moment = await demo.next_moment()
    assert moment == demo.jumps[0][1]
    coordinator, *staff, leader = demo.phones
    quiet = [coordinator.last, leader.last]
    before = {phone: phone.last for phone in staff}
    demo.clock.move_to(moment)
    for phone, last in before.items():
        await phone.wait_for("🔔 Báo cáo CCHC quý I/2026", after=last)
    assert [coordinator.last, leader.last] == quiet


async def test_the_story_from_the_last_day_to_the_report(demo: Simulator):
    coordinator, *_others, leader = demo.phones
    moments = {label.split(" ", 1)[1]: moment for label, moment in demo.jumps}
    last = coordinator.last
    demo.clock.move_to(moments["ai chưa gửi"])
    await coordinator.wait_for("Công an xã", after=last)
    last = leader.last
    demo.clock.move_to(moments["quá hạn"])
    await leader.wait_for("Công an xã", after=last)
    await coordinator.send("/tonghop")
    report = await coordinator.wait_for(lambda message: message.file is not None, 30)
    assert report.file is not None
    assert report.file.name.endswith(".docx")


async def test_from_the_start_the_visitor_claims_the_unit_and_sends_the_plan(tmp_path: Path):
    commune = read_commune()
    async with perform(commune, tmp_path, 0, asyncio.Event(), from_start=True) as (simulator, _working):
        assert all(phone.messages == [] for phone in simulator.phones)
        coordinator = simulator.phones[0]
        code = simulator.guide[0][1].split()[-1]
        await coordinator.send(code)
        await coordinator.wait_for("Đầu mối tổng hợp")
        url = f"{simulator.base_url}/samples/{commune.plan.name}"
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as answer:
                plan = await answer.read()
            async with session.get(f"{simulator.base_url}/samples/xa-binh-minh-ha.toml") as other:
                assert other.status == 404
        assert plan == commune.plan.read_bytes()
        await coordinator.send_document(plan, name=commune.plan.name)
        await coordinator.wait_for("24 nhiệm vụ")


async def test_one_command_starts_it_beside_a_taken_port_and_a_signal_stops_it(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(tmp_path),
            "DONDOC_TOKEN": "not one",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", "from bot.cli import main; main()", "demo", "--port", str(port)),
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        said = ""
        async with asyncio.timeout(60):
            while not (address := re.search(r"http://127\.0\.0\.1:\d+/", said)):
                line = await process.stdout.readline()
                assert line, said
                said += line.decode()
        async with aiohttp.ClientSession() as session, session.get(address.group()) as page:
            assert page.status == 200
            assert "Đôn Đốc" in await page.text()
        process.send_signal(signal.SIGTERM)
        output, errors = await process.communicate()
    assert f"Cổng {port} không dùng được" in said
    assert "Ctrl+C" in output.decode()
    assert (process.returncode, errors.decode()) == (0, "")
    assert left_in(tmp_path) == []


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_visitor_answers_on_the_page(demo: Simulator):
    path = chromium_or_skip()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(demo.base_url)
        await page.get_by_role("button", name="Lời nhắc kế tiếp").click()
        officer = page.locator(".phone").nth(1)
        await officer.get_by_role("button", name="Báo cáo ngay").click()
        await officer.get_by_role("button", name="3.a").click()
        await officer.get_by_role("button", name="✅ Xong").click()
        await expect(officer.locator(".in .text").last).to_contain_text("Đã ghi nhiệm vụ 3.a")
        await officer.get_by_role("button", name="Đính kèm tệp").click()
        await page.get_by_role("menuitem", name="ke-hoach-cchc-2026.docx").click()
        await expect(officer.locator(".in .text").last).to_contain_text("1 tài liệu kiểm chứng")
        await browser.close()
    assert [url for url in asked if not url.startswith((demo.base_url, "data:"))] == []


def test_the_guide_names_only_buttons_that_are_there():
    labels = {label for label, _moment in jumps(2026, HANOI)}
    steps = [*guide_to_the_quarter(), *guide_from_the_start("CODE", "plan.docx")]
    named = {name for _title, text in steps for name in re.findall(r"«(\d+/\d+ [^»]+)»", text)}
    assert named
    assert named <= labels


def test_the_sample_plan_holds_no_surprise_for_the_story():
    commune = read_commune()
    plan = read_plan(commune.plan.name, commune.plan.read_bytes())
    assert len(plan.warnings) == 3
    assert {person.role for person in commune.people[:1]} == {r.name for r in plan.roles if r.coordinator}
    named = {role.name for role in plan.roles} | {"Lãnh đạo Ủy ban nhân dân"}
    assert {person.role for person in commune.people} <= named


def test_without_the_samples_the_demo_says_so(tmp_path: Path):
    with pytest.raises(Trouble, match="xã mẫu"):
        read_commune(tmp_path / "none.toml")
