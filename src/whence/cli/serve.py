"""`whence serve`: a collection in the browser."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

import click

from whence.errors import WhenceError
from whence.web import serving

__all__ = ["serve"]

_PORT = 8765
_LEAST = 12  # characters of a token


@click.command(help=serving.HELP_SERVE, short_help=serving.HELP_SERVE_SHORT)
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help=serving.HELP_HOST)
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), help=serving.HELP_PORT)
@click.option("--token", metavar="WORDS", envvar="WHENCE_TOKEN", help=serving.HELP_TOKEN)
@click.option("--name", "names", metavar="HOST", multiple=True, help=serving.HELP_NAME)
def serve(case: Path, *, host: str, port: int | None, token: str | None, names: tuple[str, ...]) -> None:
    """Serve a case file until interrupted; click prints `serving.HELP_SERVE`."""
    try:
        import uvicorn  # noqa: PLC0415  -- an extra, and help is quick without

        from whence.web.app import create_app  # noqa: PLC0415  -- as above
        from whence.web.safety import is_loopback  # noqa: PLC0415  -- as above
    except ImportError as error:
        raise WhenceError(serving.NEEDS_WEB) from error
    if token is not None and len(token) < _LEAST:
        raise click.UsageError(serving.SHORT_TOKEN)
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    app = create_app(case, host=host, token=token, names=names)
    listening = _listening(host, port)
    click.echo(serving.SERVING.format(case=case, address=_address(host, listening, token)), err=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens; where no port was asked for and the usual one is taken, on any free one."""
    try:
        return _bound(host, _PORT if port is None else port)
    except OSError as error:
        if port is None:
            return _bound(host, 0)
        why = error.strerror or type(error).__name__
        raise WhenceError(serving.NO_PORT.format(host=host, port=port, why=why)) from error


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except BaseException:
        listening.close()
        raise
    return listening


def _address(host: str, listening: socket.socket, token: str | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    return f"{address}?token={token}" if token else address
