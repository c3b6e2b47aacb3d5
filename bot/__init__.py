"""The program: settings, command line, and the running application put together."""

import os

# python-telegram-bot's durations as timedelta, which they will be anyway: without this every 429 from
# Telegram would also be a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
