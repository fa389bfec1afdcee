"""How Sphinx builds these pages: strictly (-n -W), and without a network."""

import sys
from pathlib import Path

from goodoffices import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "Good Offices"
author = "The Good Offices developers"
project_copyright = "2026, The Good Offices developers"
version = release = __version__

extensions = [
    "mathml",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
myst_heading_anchors = 3

default_role = "code"  # `name` in a docstring is code
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the signature of an error says little to those who meet it
napoleon_google_docstring = False
napoleon_use_rtype = False

# Pages refer to each other and to this package; other libraries' pages are not fetched.
nitpick_ignore_regex = [(r"py:.*", r"(?!goodoffices\.).*")]

html_theme = "furo"
html_title = "Good Offices"
html_math_renderer = "mathml"
html_show_sourcelink = False
html_copy_source = False
