"""Bot API methods that put messages into chats and change them."""

from typing import Any
from urllib.parse import urlsplit

from simulator.html import Entity, given_entities, parse_html, plain
from simulator.limits import bad_request, forbidden, utf16_length
from simulator.params import Params, Upload
from simulator.pictures import picture_mime, picture_size
from simulator.render import message_json
from simulator.state import State
from simulator.world import Chat, Event, Json, Message, StoredFile

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
_BUTTON_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game",
}  # fmt: skip
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def writable_chat(state: State, params: Params) -> Chat:
    """The chat named by chat_id, if the bot may write there."""
    chat = known_chat(state, params)
    if chat.type == "group":
        if chat.blocked:
            raise forbidden("bot was kicked from the group chat")
    elif chat.blocked:
        raise forbidden("bot was blocked by the user")
    elif not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def known_chat(state: State, params: Params) -> Chat:
    if not params.has("chat_id"):
        raise bad_request("chat_id is empty")
    try:
        chat = state.world.chats.get(int(params.text("chat_id")))
    except ValueError:
        chat = None
    if chat is None:
        raise bad_request("chat not found")
    return chat


def formatted(params: Params, field: str, entities_field: str) -> tuple[str, tuple[Entity, ...]]:
    """Text and entities of `field`, read by the parse mode that came with it."""
    text = params.text(field)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return parse_html(text)
    if mode:
        raise bad_request("unsupported parse_mode (the simulator knows HTML)")
    entities = params.data(entities_field)
    return given_entities(text, entities) if entities else plain(text)


def checked_text(state: State, params: Params) -> tuple[str, tuple[Entity, ...]]:
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > state.limits.text:
        raise bad_request("message is too long")
    return text, entities


def checked_caption(state: State, params: Params) -> tuple[str, tuple[Entity, ...]]:
    caption, entities = formatted(params, "caption", "caption_entities")
    if utf16_length(caption) > state.limits.caption:
        raise bad_request("message caption is too long")
    return caption, entities


def checked_markup(state: State, params: Params, *, inline_only: bool = False) -> Json | None:
    """reply_markup, or the refusal that one of its buttons deserves. None when there is none."""
    markup = params.data("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = markup["inline_keyboard"]
        if sum(len(row) for row in rows) > state.limits.keyboard_buttons:
            raise bad_request("reply markup is too long")
        for row in rows:
            for button in row:
                _check_button(state, button)
        return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup and not any(markup["keyboard"]):
        raise bad_request("reply keyboard is empty")
    if not {"keyboard", "remove_keyboard", "force_reply"} & markup.keys():
        raise bad_request("can't parse reply keyboard markup JSON object")
    return markup


def _check_button(state: State, button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not _BUTTON_ACTIONS & button.keys():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= state.limits.callback_data:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and (urlsplit(url).scheme not in {"http", "https", "tg"} or not urlsplit(url).netloc):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def replied_to(state: State, params: Params, chat: Chat) -> Message | None:
    """The message that reply_parameters point at."""
    reply = params.data("reply_parameters")
    if not reply:
        return None
    message = state.world.messages.get(int(reply.get("message_id", 0)))
    if message is not None and message.chat is chat:
        return message
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _post(
    state: State, params: Params, chat: Chat, text: str, entities: tuple[Entity, ...], file: StoredFile | None
) -> Json:
    markup = checked_markup(state, params)
    reply = replied_to(state, params, chat)
    state.throttle.admit(chat.id, group=chat.type == "group")
    message = state.world.post(
        chat,
        state.world.bot,
        state.clock.now(),
        text,
        entities,
        file=file,
        reply_to=reply,
        markup=markup if markup and "inline_keyboard" in markup else None,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
    )
    if markup is not None and ("keyboard" in markup or "remove_keyboard" in markup):
        chat.keyboard = markup if "keyboard" in markup else None
        state.world.tell(Event("keyboard", chat))
    return message_json(message)


async def send_message(state: State, params: Params) -> Json:
    chat = writable_chat(state, params)
    text, entities = checked_text(state, params)
    return _post(state, params, chat, text, entities, None)


async def send_document(state: State, params: Params) -> Json:
    chat = writable_chat(state, params)
    caption, entities = checked_caption(state, params)
    file = _stored(state, params, "document")
    if file is None:
        upload = _uploaded(params, "document")
        file = state.world.add_file("document", upload.name, upload.mime, upload.content)
    return _post(state, params, chat, caption, entities, file)


async def send_photo(state: State, params: Params) -> Json:
    chat = writable_chat(state, params)
    caption, entities = checked_caption(state, params)
    file = _stored(state, params, "photo")
    if file is None:
        upload = _uploaded(params, "photo")
        if len(upload.content) > state.limits.photo:
            raise bad_request("PHOTO_SAVE_FILE_INVALID")
        width, height = picture_size(upload.content)
        file = state.world.add_file(
            "photo", "photo.jpg", picture_mime(upload.content), upload.content, width=width, height=height
        )
    return _post(state, params, chat, caption, entities, file)


def _uploaded(params: Params, field: str) -> Upload:
    upload = params.upload(field)
    if upload is None:
        raise bad_request(f"there is no {field} in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _stored(state: State, params: Params, field: str) -> StoredFile | None:
    """The file that `field` names by its file_id; None when the file itself was uploaded."""
    if params.upload(field) is not None or not params.has(field):
        return None
    value = params.text(field)
    if urlsplit(value).scheme in {"http", "https"}:
        raise bad_request("failed to get HTTP URL content")
    file = state.world.files.get(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != field:
        raise bad_request(f"can't use file of type {file.kind.title()} as {field.title()}")
    return file


def _editable(state: State, params: Params) -> Message:
    chat = writable_chat(state, params)
    message = state.world.messages.get(params.integer("message_id", 0))
    if message is None or message.chat is not chat:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(
    state: State, message: Message, text: str, entities: tuple[Entity, ...], markup: Json | None
) -> Json:
    if (message.text, message.entities, message.markup) == (text, entities, markup):
        raise bad_request(_NOT_MODIFIED)
    only_buttons = (message.text, message.entities) == (text, entities)
    message.text, message.entities, message.markup = text, entities, markup
    state.world.edited(message, None if only_buttons else state.clock.now())
    return message_json(message)


async def edit_message_text(state: State, params: Params) -> Json:
    message = _editable(state, params)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    text, entities = checked_text(state, params)
    return _change(state, message, text, entities, checked_markup(state, params, inline_only=True))


async def edit_message_caption(state: State, params: Params) -> Json:
    message = _editable(state, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    caption, entities = checked_caption(state, params)
    return _change(state, message, caption, entities, checked_markup(state, params, inline_only=True))


async def edit_message_reply_markup(state: State, params: Params) -> Json:
    message = _editable(state, params)
    markup = checked_markup(state, params, inline_only=True)
    return _change(state, message, message.text, message.entities, markup)


async def delete_message(state: State, params: Params) -> bool:
    chat = writable_chat(state, params)
    message = state.world.messages.get(params.integer("message_id", 0))
    if message is None or message.chat is not chat:
        raise bad_request("message to delete not found")
    if state.clock.now() - message.date > state.limits.deletable:
        raise bad_request("message can't be deleted for everyone")
    state.world.delete(message)
    return True


async def answer_callback_query(state: State, params: Params) -> bool:
    callback = state.world.callbacks.get(params.text("callback_query_id"))
    text = params.text("text")
    if len(text) > state.limits.callback_answer:
        raise bad_request("MESSAGE_TOO_LONG")
    lifetime = state.limits.callback_lifetime
    if callback is None or callback.answered or state.clock.now() - callback.pressed_at > lifetime:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    callback.answered = True
    chat = state.world.chats[callback.user.id]
    state.world.tell(Event("toast", chat, callback.message, text, params.flag("show_alert")))
    return True


async def send_chat_action(state: State, params: Params) -> bool:
    chat = writable_chat(state, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.world.tell(Event("typing", chat, text=params.text("action")))
    return True
