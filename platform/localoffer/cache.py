"""A Redis cache whose absence is a miss."""

from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import Any, TypeVar

import structlog
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")
QUIET_SECONDS = 5.0
BATCH = 1_000
_quiet_until: dict[tuple[str, ...], float] = {}  # Django makes a cache object for every thread: they share this


class KeepingClient(RedisCacheClient):
    """Keeps the object that asks the server: Django makes one for each question, which takes longer than the answer."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: dict[int, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The one that asks the server for a key."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined] # not in the type hints
        if id(pool) not in self._kept:
            self._kept[id(pool)] = super().get_client(key, write=write)
        return self._kept[id(pool)]


class ForgivingRedisCache(RedisCache):
    """Answers as an empty cache when the server does not: pages get slower, and nothing fails.

    A page asks many times, so after one failure the server is left alone for QUIET_SECONDS, in this process.
    Give `socket_timeout` and `socket_connect_timeout` in OPTIONS, or a server that hangs would hold every request.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeepingClient

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether the value was stored; True without a server, as a lock nobody else holds."""
        return self._ask(lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default."""
        return self._ask(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store if possible."""
        self._ask(lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether the key was there."""
        return self._ask(lambda: super(ForgivingRedisCache, self).touch(key, timeout, version), False)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Whether the key was there."""
        return self._ask(lambda: super(ForgivingRedisCache, self).delete(key, version), False, always=True)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Those that are there."""
        return self._ask(lambda: super(ForgivingRedisCache, self).get_many(keys, version), {})

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Whether the key is there."""
        return self._ask(lambda: super(ForgivingRedisCache, self).has_key(key, version), False)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The raised number; raises ValueError as for a key that is not there."""
        raised: int | None = self._ask(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), None)
        if raised is None:
            raise ValueError(f"Key {key!r} not found")
        return raised

    def set_many(
        self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        """Store if possible; gives the keys that were not."""
        return self._ask(lambda: super(ForgivingRedisCache, self).set_many(dict(data), timeout, version), list(data))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Remove if possible."""
        self._ask(lambda: super(ForgivingRedisCache, self).delete_many(keys, version), None, always=True)

    def clear(self) -> bool:  # type: ignore[override] # Django's Redis cache says whether it did
        """Remove everything if possible."""
        return self._ask(lambda: super(ForgivingRedisCache, self).clear(), False, always=True)

    def forget_schema(self, schema: str) -> None:
        """Remove every key of a schema, if possible."""
        keys = self._keys_of(schema)

        def forget() -> None:
            for start in range(0, len(keys), BATCH):
                self._cache.get_client(write=True).delete(*keys[start : start + BATCH])

        self._ask(forget, None, always=True)

    def count_schema(self, schema: str) -> int:
        """How many keys a schema has. Raises OSError where the server doesn't answer."""
        return len(self._keys_of(schema))

    def _keys_of(self, schema: str) -> list[bytes]:
        def find() -> list[bytes]:
            return list(self._cache.get_client().scan_iter(match=f"{schema}:*", count=BATCH))

        keys: list[bytes] | None = self._ask(find, None, always=True)
        if keys is None:
            raise OSError("The cache does not answer.")
        return keys

    def _ask(self, action: Callable[[], Any], otherwise: Answer, *, always: bool = False) -> Answer:
        """What the action answers, or `otherwise`. What must not be left out, as removing, is tried `always`."""
        servers: tuple[str, ...] = tuple(self._servers)  # type: ignore[attr-defined] # not in the type hints
        if not always and monotonic() < _quiet_until.get(servers, 0.0):
            return otherwise
        try:
            answer: Answer = action()
        except (RedisError, OSError) as error:
            _quiet_until[servers] = monotonic() + QUIET_SECONDS
            log.warning("cache_unavailable", error=type(error).__name__)
            return otherwise
        _quiet_until.pop(servers, None)
        return answer


def forget_council(schema: str) -> None:
    """Remove what is kept of a council: a cache that can't be asked for its keys is emptied. Twice is fine.

    Raises OSError where it doesn't answer.
    """
    kept: Any = caches["default"]
    if isinstance(kept, ForgivingRedisCache):
        kept.forget_schema(schema)
    else:
        kept.clear()


def count_of_council(schema: str) -> int:
    """How much is kept of a council, where the cache can be asked. Raises OSError where it doesn't answer."""
    kept: Any = caches["default"]
    return kept.count_schema(schema) if isinstance(kept, ForgivingRedisCache) else 0
