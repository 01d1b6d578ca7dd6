"""Settings of the documentation site: Sphinx, MyST and furo. `make docs` builds it with warnings as errors."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_extensions"), str(HERE.parent / "src")]

from whence import __version__  # noqa: E402  -- the package is found by the line above

project = "whence"
author = "the authors of whence"
copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "made_from_code"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_extensions"]
templates_path: list[str] = []

myst_heading_anchors = 3
myst_enable_extensions = ["deflist", "attrs_inline"]
default_role = "code"  # single backticks in docstrings
nitpicky = False  # types of the standard library are not linked

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": False}
napoleon_use_rtype = False

html_theme = "furo"
html_title = "whence"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_last_updated_fmt = None
pygments_style, pygments_dark_style = "friendly", "monokai"
suppress_warnings = ["misc.highlighting_failure"]  # an ellipsis in an answer is no JSON
