"""Bot API methods about the bot itself, its menus, chats, files and updates."""

from simulator.limits import bad_request
from simulator.menus import checked_commands, scope_key
from simulator.messages import known_chat
from simulator.params import Params
from simulator.render import chat_json, user_json
from simulator.state import State
from simulator.world import Event, Json


async def get_me(state: State, params: Params) -> Json:
    return user_json(state.world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(state: State, params: Params) -> list[Json]:
    return await state.updates.poll(
        params.integer("offset", 0),
        params.integer("limit", 100),
        float(params.text("timeout") or 0),
        params.data("allowed_updates"),
    )


async def set_webhook(state: State, params: Params) -> bool:
    state.updates.allow(params.data("allowed_updates"))
    await state.updates.set_webhook(
        params.text("url"), params.text("secret_token"), drop_pending=params.flag("drop_pending_updates")
    )
    return True


async def delete_webhook(state: State, params: Params) -> bool:
    if state.updates.webhook is not None or params.flag("drop_pending_updates"):
        await state.updates.set_webhook("", "", drop_pending=params.flag("drop_pending_updates"))
    return True


async def get_webhook_info(state: State, params: Params) -> Json:
    return state.updates.info()


async def set_my_commands(state: State, params: Params) -> bool:
    commands = checked_commands(params.data("commands"))
    key = _menu_key(state, params)
    if commands:
        state.menus.commands[key] = commands
    else:
        state.menus.commands.pop(key, None)
    state.world.tell(Event("menu", None))
    return True


async def get_my_commands(state: State, params: Params) -> list[Json]:
    return state.menus.commands.get(_menu_key(state, params), [])


async def delete_my_commands(state: State, params: Params) -> bool:
    state.menus.commands.pop(_menu_key(state, params), None)
    state.world.tell(Event("menu", None))
    return True


def _menu_key(state: State, params: Params) -> tuple[tuple[str, int, int], str]:
    scope = scope_key(params.data("scope"))
    if scope[1] and scope[1] not in state.world.chats:
        raise bad_request("chat not found")
    language = params.text("language_code")
    if language and not (len(language) == 2 and language.isalpha()):
        raise bad_request("invalid language code specified")
    return scope, language


async def set_my_description(state: State, params: Params) -> bool:
    return _set_text(state, params, "description", 512)


async def get_my_description(state: State, params: Params) -> Json:
    return _text(state, params, "description")


async def set_my_short_description(state: State, params: Params) -> bool:
    return _set_text(state, params, "short_description", 120)


async def get_my_short_description(state: State, params: Params) -> Json:
    return _text(state, params, "short_description")


async def set_my_name(state: State, params: Params) -> bool:
    return _set_text(state, params, "name", 64)


async def get_my_name(state: State, params: Params) -> Json:
    return _text(state, params, "name")


def _set_text(state: State, params: Params, field: str, longest: int) -> bool:
    text = params.text(field)
    if len(text) > longest:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    state.menus.texts[field, params.text("language_code")] = text
    state.world.tell(Event("menu", None))
    return True


def _text(state: State, params: Params, field: str) -> Json:
    return {field: state.menus.texts.get((field, params.text("language_code")), "")}


async def set_chat_menu_button(state: State, params: Params) -> bool:
    chat_id = params.integer("chat_id", 0)
    if chat_id and chat_id not in state.world.chats:
        raise bad_request("chat not found")
    button = params.data("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: Unsupported type specified")
    state.menus.buttons[chat_id] = button
    return True


async def get_chat_menu_button(state: State, params: Params) -> Json:
    chat_id = params.integer("chat_id", 0)
    return state.menus.buttons.get(chat_id) or state.menus.buttons.get(0) or {"type": "commands"}


async def get_chat(state: State, params: Params) -> Json:
    return chat_json(known_chat(state, params)) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


async def get_file(state: State, params: Params) -> Json:
    file = state.world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > state.limits.download:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
