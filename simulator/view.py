"""The stage as the JSON that the web page draws."""

from urllib.parse import quote

from simulator.phones import Phone
from simulator.stage import Stage
from simulator.world import Json, Message, StoredFile

FILES = "/phones/files/"
SAMPLES = "/samples/"


def stage_view(stage: Stage) -> Json:
    """Everything a freshly opened page needs."""
    return {
        "type": "state",
        "bot": {"name": stage.world.bot.first_name, "username": stage.bot_username},
        "phones": [phone_view(stage, phone) for phone in stage.phones],
        "jumps": [{"label": label, "at": moment.isoformat()} for label, moment in stage.jumps],
        "guide": [{"title": title, "text": text} for title, text in stage.guide],
        "samples": [{"name": path.name, "url": SAMPLES + quote(path.name)} for path in stage.samples],
        "reminders": stage.next_moment is not None,
        "clock": clock_view(stage),
    }


def clock_view(stage: Stage) -> Json:
    return {"type": "clock", "now": stage.clock.now().isoformat(), "frozen": stage.clock.frozen}


def phone_view(stage: Stage, phone: Phone) -> Json:
    """One phone with its whole chat."""
    return phone_head(stage, phone) | {"messages": [message_view(message) for message in phone.messages]}


def phone_head(stage: Stage, phone: Phone) -> Json:
    """One phone without its messages: what changes seldom."""
    texts, language = stage.state.menus.texts, phone.user.language_code or ""
    return {
        "id": phone.user.id,
        "title": phone.title,
        "name": phone.user.full_name,
        "started": phone.chat.started,
        "blocked": phone.chat.blocked,
        "keyboard": phone.chat.keyboard,
        "commands": stage.state.menus.commands_for(phone.chat, phone.user),
        "description": texts.get(("description", language)) or texts.get(("description", ""), ""),
    }


def message_view(message: Message) -> Json:
    reply = message.reply_to
    return {
        "id": message.id,
        "bot": message.from_bot,
        "date": message.date.isoformat(),
        "text": message.text,
        "entities": [entity.as_json() for entity in message.entities],
        "file": file_view(message.file) if message.file is not None else None,
        "reply": reply_view(reply) if reply is not None else None,
        "buttons": [
            [{"label": button.label, "data": button.data, "url": button.url} for button in row]
            for row in message.buttons
        ],
        "edited": message.edited,
        "seen": message.seen,
    }


def reply_view(message: Message) -> Json:
    return {
        "id": message.id,
        "who": message.sender.full_name,
        "text": message.text or (message.file.name if message.file else ""),
    }


def file_view(file: StoredFile) -> Json:
    return {
        "kind": file.kind,
        "name": file.name,
        "size": file.size,
        "url": FILES + file.unique_id,
        "width": file.width,
        "height": file.height,
    }
