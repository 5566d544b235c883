"""The demo and the developer's machine: plain HTTP on loopback, mail written to files."""

from localoffer.settings.base import *  # noqa: F403

DEBUG = False
