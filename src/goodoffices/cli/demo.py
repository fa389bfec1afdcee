"""The command `demo`: the worked example, end to end."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import OneOf, json_option, print_json
from goodoffices.examples import EXAMPLES


@click.command(
    "demo", short_help="Copy the worked example here, print its brief, write it as HTML."
)
@click.argument("example", metavar="[EXAMPLE]", type=OneOf(EXAMPLES), default=EXAMPLES[0])
@json_option
def command(example: str, *, as_json: bool) -> None:
    """Copy a worked example into this folder, print its brief and write it as HTML.

    EXAMPLE is doha-round where nothing is said, or camp-david-1978 or shalit-2011. A folder
    that is there already is used as it is, and never overwritten.

    \b
    Example:
      goodoffices demo
      goodoffices demo camp-david-1978
    """
    from goodoffices.cli.options import open_case  # noqa: PLC0415 -- cli lazy
    from goodoffices.cli.pages import write_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.analysis import analyse  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.brief import build_brief  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.beginning import copy_example  # noqa: PLC0415 -- cli lazy
    from goodoffices.record.view import View  # noqa: PLC0415 -- cli lazy

    path = Path(example)
    is_new = not path.exists()
    if not is_new and not as_json:
        click.echo(f"{path} is there already; it is used as it is.\n")
    if is_new:
        copy_example(path, example)
    page = build_brief(analyse(open_case(path, View()).fold))
    output = path / "brief.html"
    if as_json:
        write_page(page, output)
        made = {"path": str(path), "brief": str(output), "is_new": is_new}
        print_json({"schema": "goodoffices/demo/1", **made})
        return
    show_page(page)
    write_page(page, output)
    click.echo(f"\nWrote {output}: the same with every word it rests on; open it in a browser.")
    click.echo("\nWhat to try next:")
    for line in _next(path, example):
        click.echo(f"  {line}")


def _next(path: Path, example: str) -> list[str]:
    """What to try next, each with what it is good for, in two columns."""
    tries = [
        (f"serve {path}", "all of it in your browser"),
        (f"explain {path}", "what cannot all stand, and what it hangs on"),
        (f"matrix {path}", "who holds what, by register"),
        (f"check {path}", "what waits for a person"),
        (f"record {path}", "start the archive that `verify` checks"),
        (f"note {path}", "a meeting note in three minutes"),
    ]
    if example == EXAMPLES[0]:
        tries[2:2] = [
            (f"explain {path} --reading r2=r2_offer", "the same words read as an offer"),
            (f"bridge {path}", "packages to test, unranked"),
            (f"phase {path}", "what each “only after” does"),
            (f"brief {path} --for egypt", "what Egypt may see: computed from that alone"),
        ]
    widest = max(len(words) for words, _ in tries)
    return [f"goodoffices {words:{widest}}  {why}" for words, why in tries]
