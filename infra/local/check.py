"""`python -m infra.local.check`: every check that needs no test, one after the other; failures are named last."""

import os
import secrets
import subprocess
import sys

from infra.local.places import REPOSITORY
from infra.local.supervisor import say

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "localoffer.settings.production",
    "PLATFORM_HOST": "localoffer.example.org",
    "TRUSTED_PROXIES": "10.0.0.0/24",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "MAIL_FROM": "SEND Local Offer <no-reply@localoffer.example.org>",
    "S3_BUCKET": "media",
    "STATIC_ROOT": str(REPOSITORY / ".local" / "static"),
    "LOG_LEVEL": "WARNING",
}
STEPS: tuple[tuple[str, list[str], dict[str, str]], ...] = (
    ("Format", ["ruff", "format", "--check", "."], {}),
    ("Lint", ["ruff", "check", "."], {}),
    ("Templates", ["djlint", "--lint", "--quiet", "."], {}),
    ("Scripts and styles", ["node", "node_modules/.bin/biome", "lint", "--error-on-warnings"], {}),
    ("Types", ["mypy"], {}),
    ("Import contracts", ["lint-imports"], {}),
    ("Migrations", ["localoffer", "makemigrations", "--check", "--dry-run"], {}),
    ("Production settings", ["localoffer", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
)


def main() -> int:
    """Run every step and return 0 when all passed, else 1."""
    failed = []
    for title, command, extra in STEPS:
        say(f"== {title}: {' '.join(command)}")
        environment = {**os.environ, **extra}
        if extra:
            environment["SECRET_KEY"] = secrets.token_urlsafe(60)
        if subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode:
            failed.append(title)
    say(f"Failed: {', '.join(failed)}" if failed else "Every check passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
