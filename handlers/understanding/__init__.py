"""A reply's words become a meaning: pure, knows no chat, no language of the screen and no database."""
