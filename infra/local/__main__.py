"""The command line of the local servers: `python -m infra.local --help`."""

import argparse
import sys

from infra.local import demo, run, shell
from infra.local.errors import LocalError
from infra.local.supervisor import say


def main(words: list[str] | None = None) -> int:
    """Run one command; an error that a person can put right is one sentence and exit status 1."""
    arguments = _parser().parse_args(words)
    try:
        return _dispatch(arguments)
    except LocalError as error:
        sys.stdout.flush()
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _dispatch(arguments: argparse.Namespace) -> int:
    if arguments.name == "run":
        command = [word for index, word in enumerate(arguments.command) if index or word != "--"]
        if not command:
            raise LocalError("Say what to run, as in: python -m infra.local run -- pytest")
        return run.run_command(command, with_elasticsearch=arguments.elasticsearch, keep=arguments.keep)
    if arguments.name == "demo":
        demo.run_demo()
        return 0
    if arguments.name == "shell":
        shell.open_shell()
    stopped = run.stop_kept()
    say(f"Stopped: {', '.join(stopped) or 'nothing was running'}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    commands.add_parser("demo", help="serve the demo until Ctrl-C (PORT=8000, ENGINE=postgres or elasticsearch)")
    command = commands.add_parser("run", help="run a command with PostgreSQL and Valkey of its own")
    command.add_argument("--elasticsearch", action="store_true", help="with an Elasticsearch too")
    command.add_argument("--keep", action="store_true", help="leave the servers running for the next run")
    command.add_argument("command", nargs=argparse.REMAINDER, help="-- COMMAND and its words")
    commands.add_parser("shell", help="open a Python shell on the running demo")
    commands.add_parser("stop", help="stop the servers that run --keep left")
    return parser


if __name__ == "__main__":
    sys.exit(main())
