"""What the commune must never lose: tables, sessions, questions asked of them, migrations.

Functions here take a session and never commit: the caller owns the transaction.
"""
