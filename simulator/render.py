"""World objects as the JSON of the Bot API."""

from simulator.world import Callback, Chat, Json, Message, StoredFile, User


def user_json(user: User) -> Json:
    fields = {
        "id": user.id,
        "is_bot": user.is_bot,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "language_code": user.language_code,
    }
    return {name: value for name, value in fields.items() if value is not None}


def chat_json(chat: Chat) -> Json:
    if chat.user is None:
        return {"id": chat.id, "type": chat.type, "title": chat.title, "all_members_are_administrators": True}
    person = user_json(chat.user)
    return {"id": chat.id, "type": "private"} | {
        name: person[name] for name in ("first_name", "last_name", "username") if name in person
    }


def document_json(file: StoredFile) -> Json:
    return {
        "file_name": file.name,
        "mime_type": file.mime,
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
    }


def photo_json(file: StoredFile) -> list[Json]:
    return [
        {
            "file_id": file.file_id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
            "width": file.width,
            "height": file.height,
        }
    ]


def message_json(message: Message, *, with_reply: bool = True) -> Json:
    """`message` as the bot gets it; a quoted message comes without the one it quotes itself."""
    fields: Json = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(message.chat),
        "date": int(message.date.timestamp()),
    }
    if message.edited_at is not None:
        fields["edit_date"] = int(message.edited_at.timestamp())
    if with_reply and message.reply_to is not None and not message.reply_to.deleted:
        fields["reply_to_message"] = message_json(message.reply_to, with_reply=False)
    if message.file is not None:
        is_photo = message.file.kind == "photo"
        fields[message.file.kind] = photo_json(message.file) if is_photo else document_json(message.file)
    prefix = "caption" if message.file is not None else "text"
    if message.text:
        fields[prefix] = message.text
    if message.entities:
        fields["entities" if prefix == "text" else "caption_entities"] = [
            entity.as_json() for entity in message.entities
        ]
    if message.markup is not None and "inline_keyboard" in message.markup:
        fields["reply_markup"] = message.markup
    if message.protected:
        fields["has_protected_content"] = True
    return fields


def callback_json(callback: Callback, data: str) -> Json:
    return {
        "id": callback.id,
        "from": user_json(callback.user),
        "message": message_json(callback.message),
        "chat_instance": str(hash(callback.message.chat.id) & 0x7FFF_FFFF_FFFF),
        "data": data,
    }


def membership_json(chat: Chat, by: User, bot: User, at: int, before: str, after: str) -> Json:
    """A my_chat_member update: the bot was blocked, unblocked, added or removed."""

    def member(status: str) -> Json:
        extra = {"until_date": 0} if status == "kicked" else {}
        return {"user": user_json(bot), "status": status} | extra

    return {
        "chat": chat_json(chat),
        "from": user_json(by),
        "date": at,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
