"""What import-linter cannot say: `record/verify.py` is one file of the standard library."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "goodoffices"
VERIFY = SOURCE / "record" / "verify.py"


def imports(path: Path) -> set[str]:
    """The first names of all that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." if node.level else (node.module or "").partition(".")[0])
    return found


def test_verify_imports_only_the_standard_library() -> None:
    """Whoever doubts a record can run this one file alone, without installing us."""
    assert imports(VERIFY) - sys.stdlib_module_names == set()


def test_importing_the_package_imports_nothing_of_it() -> None:
    assert imports(SOURCE / "__init__.py") == set()
