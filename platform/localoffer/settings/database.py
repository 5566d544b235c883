"""How long the database may keep anybody waiting: PostgreSQL ends what takes longer, whatever has become of us."""

from typing import Any


def with_limits(database: dict[str, Any], *, lock_ms: int, statement_ms: int, idle_ms: int) -> dict[str, Any]:
    """The settings of a database with limits for each connection: of waiting for a lock, of a statement, and of doing
    nothing while a transaction is open. 0 is no limit. What its address asks for in `options` comes after ours.
    """
    limits = {
        "lock_timeout": lock_ms,
        "statement_timeout": statement_ms,
        "idle_in_transaction_session_timeout": idle_ms,
    }
    asked = [f"-c {name}={value}" for name, value in limits.items()]
    options = dict(database.get("OPTIONS", {}))
    options["options"] = " ".join([*asked, options.get("options", "")]).strip()
    return {**database, "OPTIONS": options}
