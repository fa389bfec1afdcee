"""The command `matrix`: who holds what on which issue, by register."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options import (
    case_argument,
    json_option,
    open_case,
    print_json,
    view_from,
    view_options,
)


@click.command("matrix", short_help="Show who holds what on which issue, by register.")
@case_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the map as an SVG file."
)
@json_option
@view_options
def command(case: Path, *, output: Path | None, as_json: bool, **options: object) -> None:
    """Show who holds what on which issue of CASE, in which register, resting on which words.

    \b
    Example:
      goodoffices matrix doha-round
      goodoffices matrix doha-round --register public --as-of 2024-08-25
      goodoffices matrix doha-round -o matrix.svg
    """
    from goodoffices.gaps.matrix import build_matrix  # noqa: PLC0415 -- cli lazy

    folded = open_case(case, view_from(options)).fold.case()
    matrix = build_matrix(folded)
    if as_json:
        from goodoffices.gaps.gaps_json import matrix_to_json  # noqa: PLC0415 -- cli lazy

        print_json(matrix_to_json(matrix))
        return
    from goodoffices.figures.matrix_map import draw_matrix  # noqa: PLC0415 -- cli lazy

    figure = draw_matrix(matrix)
    if output is not None:
        from goodoffices.case.safe_write import write_text  # noqa: PLC0415 -- cli lazy

        write_text(output, figure.svg + "\n")
        click.echo(f"Wrote {output}.")
        return
    from goodoffices.cli.screen import show_page  # noqa: PLC0415 -- cli lazy
    from goodoffices.drafting.matrix_page import build_matrix_page  # noqa: PLC0415 -- cli lazy

    show_page(build_matrix_page(folded, matrix))
