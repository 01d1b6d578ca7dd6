"""Makes the reference from the code: the commands from click, the addresses from OpenAPI, the Python names from whence.

Each is a directive, so that a page says where it stands: `{commands}`, `{addresses}`, `{module} whence.records`.
"""

from __future__ import annotations

import importlib
import inspect
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from fastapi.testclient import TestClient
from sphinx.application import Sphinx

from whence.cli.app import cli
from whence.web.app import create_app


class _Made(Directive):
    """A directive whose content is MyST made here."""

    has_content = True

    def lines(self) -> Iterator[str]:
        """Yield the lines that stand in its place."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Parse what was made, sections and all."""
        made = StringList(list(self.lines()), source=f"<{type(self).__name__}>")
        parsed = nodes.Element()
        self.state.nested_parse(made, self.content_offset, parsed, match_titles=True)
        return list(parsed.children)


class Commands(_Made):
    """Every verb with its help, as `whence VERB --help` prints it."""

    def lines(self) -> Iterator[str]:
        """Yield a section a verb."""
        context = click.Context(cli, info_name="whence", max_content_width=100, terminal_width=100)
        for name, verb in cli.commands.items():
            below = click.Context(verb, info_name=name, parent=context, max_content_width=100, terminal_width=100)
            yield from (f"## whence {name}", "", "```text", *verb.get_help(below).splitlines(), "```", "")


class Addresses(_Made):
    """Every address that programs ask, with its parameters, from OpenAPI."""

    def lines(self) -> Iterator[str]:
        """Yield a section an address."""
        with tempfile.TemporaryDirectory() as folder:
            app: Any = create_app(Path(folder) / "reference.case", work=False)
            described = _described(app)
        for path, methods in described["paths"].items():
            for method, about in methods.items():
                yield from (f"## {method.upper()} {path}", "", about.get("description") or about["summary"], "")
                yield from _parameters(about.get("parameters", ()))


def _described(app: Any) -> dict[str, Any]:
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def _parameters(parameters: Any) -> Iterator[str]:
    if not parameters:
        return
    yield from ("| parameter | meaning | values |", "|---|---|---|")
    for given in parameters:
        needed = " (needed)" if given.get("required") else ""
        meaning = given.get("description") or given["schema"].get("description") or ""
        yield f"| `{given['name']}`{needed} | {_cell(meaning)} | {_cell(_values(given['schema']))} |"
    yield ""


def _values(schema: Mapping[str, Any]) -> str:
    several = schema.get("enum") or [one for some in schema.get("anyOf", ()) for one in some.get("enum", ())]
    if several:
        return ", ".join(f"`{value}`" for value in several if value != "")
    kinds = [schema["type"]] if "type" in schema else [some.get("type", "") for some in schema.get("anyOf", ())]
    return ", ".join(
        {"string": "text", "integer": "whole number", "boolean": "yes or no"}.get(k, k) for k in kinds if k != "null"
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


class Names(_Made):
    """The public names of a module, each documented from its docstring."""

    required_arguments = 1

    def lines(self) -> Iterator[str]:
        """Yield what autodoc is asked for, a name at a time and in the module's order."""
        module = importlib.import_module(self.arguments[0])
        yield from ("```{eval-rst}", "")
        for name in module.__all__:
            kind = "class" if inspect.isclass(getattr(module, name)) else "function"
            if inspect.isclass(getattr(module, name)) or inspect.isfunction(getattr(module, name)):
                yield f".. auto{kind}:: {self.arguments[0]}.{name}"
                yield ""
        yield "```"


def setup(app: Sphinx) -> dict[str, object]:
    """Tell Sphinx of the directives."""
    app.add_directive("commands", Commands)
    app.add_directive("addresses", Addresses)
    app.add_directive("names", Names)
    return {"parallel_read_safe": True, "version": "1"}
