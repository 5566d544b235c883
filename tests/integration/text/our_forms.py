"""Every class of a form that is ours."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django.forms import BaseForm

ROOMS = ("tenants", "search", "providers", "cms", "localoffer")


def form_classes() -> list[type[BaseForm]]:
    """Those that our modules define, each once, by where they stand."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            if ".migrations" not in module.name and ".settings" not in module.name and not module.name.endswith("wsgi"):
                import_module(module.name)
    found = {cls for cls in _below(BaseForm) if cls.__module__.partition(".")[0] in ROOMS}
    return sorted(found, key=lambda cls: (cls.__module__, cls.__qualname__))


def _below(cls: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for each in cls.__subclasses__():
        yield each
        yield from _below(each)
