"""The briefs of the examples, each computed once in a run of the tests."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from goodoffices.cli.options import open_case
from goodoffices.drafting.analysis import Analysis, analyse
from goodoffices.drafting.brief import build_brief
from goodoffices.drafting.page import Page, Section, Sentence
from goodoffices.record.view import View

EXAMPLES = ("doha-round", "camp-david-1978", "shalit-2011")


def copy_example(name: str, folder: Path) -> Path:
    """Copy an example into a folder, without caches; return where it is."""
    with as_file(files("goodoffices.examples") / name) as source:
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".cache"))
    return folder / name


@cache
def analysis_of(name: str) -> Analysis:
    """The analyses of an example, as the team sees it."""
    with tempfile.TemporaryDirectory() as folder:
        return analyse(open_case(copy_example(name, Path(folder)), View()).fold)


@cache
def brief_of(name: str) -> Page:
    """The brief of an example."""
    return build_brief(analysis_of(name))


def sentences_of(section: Section) -> list[Sentence]:
    """Every sentence of a section, those in groups too."""
    return [*section.sentences, *(one for _, group in section.groups for one in group)]


def texts_of(page: Page) -> list[str]:
    """Everything that our own templates say on a page: sentences, notes, headings, heads."""
    said = [sentence.text for sentence in page.basis]
    for section in (*page.sections, *page.detail):
        said += [section.title, section.note, section.footnote]
        said += [section.empty] if section.is_empty else []
        said += [sentence.text for sentence in sentences_of(section)]
        for table in (*section.tables, *(figure.table for figure in section.figures)):
            said += [table.caption, *table.head]
    return [text for text in said if text]
